"""Folders and mail on this machine: what is new, what changed, what is on its way or broken."""

import os
from pathlib import Path

import pytest

from detente.model.errors import InputError
from detente.model.sources import Condition, Item, Looked, Trouble, make_watched
from detente.reports.files import MAX_BYTES
from detente.reports.sources import guess_kind, look
from tests.reports.sources.stored import DATA, NOW, Stored, stored

LETTER = (
    b"From: Harbour Desk <desk@harbour.example>\nSubject: A pause\nMessage-ID: <%d@h.example>\n"
    b"Date: Tue, 4 Mar 2031 18:20:00 +0100\n\nThe talks of day %d paused.\n"
)


def look_at(kind: str, path: Path, condition: Condition | None = None, **more: object) -> Looked:
    watched = make_watched(kind, str(path), name="The desk", mark="internal")
    return look(watched, Stored({}), condition, now=NOW, **more)  # type: ignore[arg-type]


def items(found: Looked) -> list[Item]:
    return [one for one in found.items if isinstance(one, Item)]


# Folders.


def test_a_folder_gives_its_files_then_what_is_new_or_changed(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("The talks paused.")
    (tmp_path / "sub" / "b.html").write_bytes(stored("article.html"))
    first = look_at("folder", tmp_path)
    found = items(first)
    assert [one.key for one in found] == ["a.txt", "sub/b.html"]
    assert all(one.report is not None and one.report.mark == "internal" for one in found)
    assert [one.outlet for one in found] == ["The desk", "The Ledger"]
    known = {one.key: one.version for one in found}

    assert items(look_at("folder", tmp_path, first.condition)) == []
    (tmp_path / "a.txt").write_text("The talks went on.")
    (tmp_path / "c.txt").write_text("A third text.")
    again = items(look_at("folder", tmp_path, first.condition, known=known))
    fresh = {one.key: one.report.text for one in again if one.report is not None}
    assert fresh == {"a.txt": "The talks went on.", "c.txt": "A third text."}


def test_a_touched_file_is_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The talks paused.")
    first = look_at("folder", tmp_path)
    known = {one.key: one.version for one in items(first)}
    os.utime(path, (1, 1))
    (again,) = items(look_at("folder", tmp_path, first.condition, known=known))
    assert again.report is None


def test_what_is_hidden_unfinished_or_no_report_is_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", "b.txt.part", "c.txt~", "d.png", "e.html.crdownload"):
        (tmp_path / name).write_text("words")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "f.txt").write_text("words")
    assert list(look_at("folder", tmp_path).items) == []


def test_what_is_broken_in_a_folder_is_said_and_the_rest_comes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    (tmp_path / "b.txt").write_text("The talks paused.")
    (tmp_path / "c.html").write_bytes(stored("paywalled.html"))
    (tmp_path / "d.jsonl").write_bytes(stored("lines.jsonl"))
    found = list(look_at("folder", tmp_path).items)
    assert [one.key for one in found if isinstance(one, Item)] == [
        "b.txt",
        "d.jsonl#l1",
        f"d.jsonl#l1 {items(look_at('file', tmp_path / 'd.jsonl'))[1].version}",
    ]
    messages = [one.message for one in found if isinstance(one, Trouble)]
    assert [message.split(";")[0] for message in messages[:2]] == [
        "it is binary, not text",
        "behind a paywall: 35 words of it can be seen",
    ]


def test_a_date_that_lies_ahead_is_left_out_with_a_note(tmp_path: Path) -> None:
    line = b'{"text": "The talks paused.", "published": "2043-03-04"}'
    (tmp_path / "a.jsonl").write_bytes(line)
    (item,) = items(look_at("folder", tmp_path))
    assert item.report is not None
    assert item.report.published is None
    assert item.notes == ("its date, 2043-03-04, lies ahead; it was left out",)


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The talks paused.")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert [one.key for one in items(look_at("folder", tmp_path))] == ["a.txt"]


# Mail.


def test_a_maildir_gives_its_letters_whatever_their_flags(tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "17.host").write_bytes(LETTER % (1, 1))
    (tmp_path / "tmp" / "18.host").write_bytes(LETTER % (2, 2))
    first = look_at("mail", tmp_path)
    found = items(first)
    assert [(one.key, one.outlet) for one in found] == [("<1@h.example>", "Harbour Desk")]
    (tmp_path / "new" / "17.host").rename(tmp_path / "cur" / "17.host:2,S")
    known = {one.key: one.version for one in found}
    (again,) = items(look_at("mail", tmp_path, first.condition, known=known))
    assert again.report is None


def test_a_mailbox_gives_its_letters_with_what_is_odd_about_them(tmp_path: Path) -> None:
    path = tmp_path / "desk.mbox"
    path.write_bytes(stored("desk.mbox"))
    found = list(look_at("mail", path).items)
    one, trouble, shared, other = found
    assert isinstance(one, Item)
    assert isinstance(trouble, Trouble)
    assert "no words in the letter beside a.bin" in trouble.message
    assert isinstance(shared, Trouble)
    assert "is another letter's too; both were kept" in shared.message
    assert isinstance(other, Item)
    assert other.notes == ("its date, 2041-03-06, lies ahead; it was left out",)


def test_what_hangs_on_a_letter_is_noted() -> None:
    (item,) = items(look_at("mail", DATA / "letter.eml"))
    assert item.notes == ("left out what hangs on it: plan.pdf",)


def test_a_huge_letter_is_left_out_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "desk.mbox"
    huge = b"x" * (MAX_BYTES + 1)
    start = b"From desk Tue Mar  4 18:20:00 2031\n"
    path.write_bytes(start + LETTER % (1, 1) + huge + b"\n\n" + start + LETTER % (2, 2))
    trouble, item = look_at("mail", path).items
    assert isinstance(trouble, Trouble)
    assert "the letter has 20 MB" in trouble.message
    assert isinstance(item, Item)
    assert item.key == "<2@h.example>"


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        ("Content-Type: text/plain; charset=utf-8", "Zölle".encode(), "Zölle"),
        ("Content-Type: text/plain; charset=klingon", "Zölle".encode(), "Zölle"),
        ("Content-Type: text/plain; charset=undefined", b"Tolls", "Tolls"),
        ("Content-Type: text/plain; charset=iso-2022-jp", "関税".encode("iso-2022-jp"), "関税"),
        ("Content-Type: text/plain; charset=utf-8", b"T\xffolls", "T\ufffdolls"),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            b"WsO2bGxl",
            "Zölle",
        ),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
            b"Z=C3=B6l=\nle",
            "Zölle",
        ),
    ],
)
def test_letters_are_read_in_their_encoding(
    head: str, body: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"From: a@b.example\n" + head.encode() + b"\n\n" + body + b"\n")
    (item,) = items(look_at("mail", path))
    assert item.report is not None
    assert item.report.text.strip() == words
    assert item.outlet == "b.example"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.eml", b"", "it is no letter"),
        ("a.eml", b"Subject: x\n\n", "there are no words in the letter"),
        ("a.mbox", b"From x\n", "it is no letter"),
    ],
)
def test_what_is_no_letter_is_said(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (trouble,) = look_at("mail", tmp_path / name).items
    assert isinstance(trouble, Trouble)
    assert words in trouble.message


def test_a_folder_without_mail_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no Maildir and holds no \.eml files"):
        look_at("mail", tmp_path)


def test_the_kind_of_a_path_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    assert guess_kind(str(tmp_path)) == "mail"
    assert guess_kind(str(tmp_path / "cur")) == "folder"
    guessed = [guess_kind(name) for name in ("a.eml", "a.jsonl", "a.warc.gz", "a.rss", "n\0")]
    assert guessed == ["mail", "file", "file", "feed", "file"]
