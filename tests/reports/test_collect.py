"""Files of every kind become reports; what cannot be used is said, and the rest goes on."""

import datetime as dt
import errno
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.errors import InputError
from detente.model.text import Report
from detente.reports import Failure, Given, collect, collector_of, parse_moment
from detente.reports.files import MAX_BYTES, MAX_CHARACTERS, MAX_TEXT_BYTES

NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)
GIVEN = Given(retrieved=NOW)
WORDS = "Harbour talks pause\n\nNorland’s envoy said the offer “stands”.\n"


def collected(path: Path, data: bytes, given: Given = GIVEN) -> Report | Failure:
    path.write_bytes(data)
    (found,) = collect([str(path)], given)
    return found


def report(path: Path, data: bytes, given: Given = GIVEN) -> Report:
    found = collected(path, data, given)
    assert isinstance(found, Report), found
    return found


def failure(path: Path, data: bytes) -> str:
    found = collected(path, data)
    assert isinstance(found, Failure), found
    assert found.where == str(path)
    return found.message


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"], ids=lambda e: e
)
def test_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    long = WORDS + "The café in Münster was full, and both sides stayed for four hours. " * 4
    assert report(tmp_path / "harbour.txt", long.encode(encoding)).text == long


@pytest.mark.parametrize(
    "encoding", ["cp1252", "latin-1", "cp1250", "mac_roman", "cp437", "koi8-r"]
)
@pytest.mark.parametrize(
    "text",
    [
        "The caf\u00e9 talks ended.",
        "She said: \u201cnever\u201d. The caf\u00e9 in Pozna\u0144 was full.",
        "The fee is \u00a340 a tonne. " * 9,
        "Переговоры окончены. " * 9,
    ],
    ids=["one accent", "Polish name", "pounds", "Russian"],
)
def test_no_encoding_is_guessed_wrong(tmp_path: Path, text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return
    found = collected(tmp_path / "a.txt", data)
    assert isinstance(found, Failure) or found.text == text


def test_a_text_file_gives_its_words_title_and_key(tmp_path: Path) -> None:
    given = Given(
        retrieved=NOW,
        published=parse_moment("2031-03-01"),
        source="The Ledger",
        address="https://ledger.example/1",
        mark="internal",
    )
    found = report(tmp_path / "harbour.md", b"# Talks *pause*\n\nSee [the map](x).\n", given)
    assert found.text == "# Talks *pause*\n\nSee [the map](x).\n"
    assert (found.key, found.title) == ("harbour", "Talks *pause*")
    assert found.published == dt.date(2031, 3, 1)
    assert (found.source.name, found.source.address) == ("The Ledger", "https://ledger.example/1")
    assert (found.mark, found.retrieved) == ("internal", NOW)


def test_line_ends_become_newlines_and_odd_characters_stay(tmp_path: Path) -> None:
    found = report(tmp_path / "a.txt", "One\r\ntwo\u200b\x1b[31m\rthree".encode())
    assert found.text == "One\ntwo\u200b\x1b[31m\nthree"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t \n", "is empty"),
        ("a.txt", b"\xef\xbb\xbf", "is empty"),
        ("a.txt", b"%PDF-1.7 ...", "it is a PDF file, not text"),
        ("a.txt", b"PK\x03\x04....", "it is a ZIP or office file, not text"),
        ("a.txt", b"words \x00\x01 words", "it is binary, not text"),
        ("a.txt", b"\xff\xfea\x00b", "begins like UTF-16 but does not go on so"),
        ("a.txt", "The café talks ended.".encode("mac_roman"), "its encoding is in doubt"),
        ("a.txt", b"word \xed\xa0\x80 word", "its encoding is in doubt"),
        ("a.docx", b"PK\x03\x04", "files of kind '.docx' are not read; give one of .txt, .md"),
        ("a", b"words", "files of kind '' are not read"),
        ("a.html", b"<html><body></body></html>", "no article was found"),
        ("a.html", b"", "no article was found"),
        ("a.jsonl", b"\x89PNG\r\n\x1a\n", "it is a picture, not text"),
        ("a.jsonl", "{}".encode("utf-16"), "it is UTF-16; JSON lines are UTF-8"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    assert message in failure(tmp_path / name, data)


@pytest.mark.parametrize(
    ("name", "size", "most"), [("big.txt", 65_000_000, 64), ("big.html", 50_000_000, 20)]
)
def test_a_file_beyond_the_limit_is_refused_unread(
    tmp_path: Path, name: str, size: int, most: int
) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.truncate(size)  # a hole: reading it would find NUL bytes and say "binary"
    (found,) = collect([str(path)], GIVEN)
    assert isinstance(found, Failure)
    assert f"it has {size // 10**6} MB; a report may have at most {most} MB" in found.message


def test_a_plain_text_may_be_long_a_page_or_line_may_not(tmp_path: Path) -> None:
    words = b"word\n" * 200_000 + b"end"
    (tmp_path / "a.txt").write_bytes(words)
    (found,) = collect([str(tmp_path / "a.txt")], GIVEN)
    assert isinstance(found, Report)
    assert len(found.text) == len(words)
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + words.replace(b"\n", b" ") + b'"}')
    (found,) = collect([str(tmp_path / "a.jsonl")], GIVEN)
    assert isinstance(found, Failure)
    assert "1,000,003 characters" in found.message


def test_missing_files_folders_and_devices_are_said(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    paths = [str(tmp_path / "no.txt"), str(folder), str(tmp_path), "no\0name.txt"]
    found = [f.message for f in collect(paths, GIVEN) if isinstance(f, Failure)]
    assert found[0] == "there is no such file; check the path"
    assert found[1] == found[2] == "it is a folder; name the files in it"
    assert found[3].startswith("it is no name that a file can have")


def test_a_file_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:  # the suite may run as one who may read anything
        patch.setattr(Path, "open", refuse)
        (found,) = collect([str(path)], GIVEN)
    assert isinstance(found, Failure)
    assert found.message.startswith("no permission to read it")


def test_one_failure_does_not_stop_the_rest(tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text("Words.")
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]
    kinds = [type(found) for found in collect(paths, GIVEN)]
    assert kinds == [Report, Failure, Report]


def test_an_unknown_kind_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"\.txt, \.md, \.html.*\.jsonl.*\.warc\.gz, or '-'"):
        collector_of("talks.odt")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.jsonl"]))
def test_any_bytes_give_a_report_or_a_failure(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for found in collect([str(path)], GIVEN):
        assert isinstance(found, Report | Failure)


def test_the_limit_is_what_the_docs_say() -> None:
    assert (MAX_BYTES, MAX_TEXT_BYTES, MAX_CHARACTERS) == (20_000_000, 64_000_000, 1_000_000)
