"""Bad input: a message that says what, where and what now; the exit code; an unharmed record."""

import csv
import json
import os
import re
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.cli import run
from detente.record import open_record

GOOD = "Norland and Sudmark end talks\n\nNorland demands a fee.\n"
PLAIN = ("--reader", "plain")

ROOT = Path(__file__).parents[2]

Make = Callable[[Path], object]


def write(name: str, data: bytes) -> Make:
    return lambda folder: (folder / name).write_bytes(data)


def big(folder: Path) -> None:
    with (folder / "bad.txt").open("wb") as stream:
        stream.truncate(70_000_000)


# What is wrong, how to make it, and the words that the message must have.
CASES: list[tuple[str, str, Make, str]] = [
    ("empty", "bad.txt", write("bad.txt", b""), "is empty; give a text with words in it"),
    ("blank", "bad.txt", write("bad.txt", b" \n\t\n"), "is empty; give a text with words in it"),
    ("70 MB", "bad.txt", big, "it has 70 MB; a report may have at most 64 MB"),
    ("binary", "bad.txt", write("bad.txt", b"\x00\x01\x02\xff"), "it is binary, not text"),
    ("picture", "bad.txt", write("bad.txt", b"\x89PNG\r\n"), "it is a picture, not text"),
    ("encoding", "bad.txt", write("bad.txt", b"caf\x8e talks"), "save it as UTF-8"),
    ("surrogate", "bad.txt", write("bad.txt", b"w \xed\xa0\x80 w"), "save it as UTF-8"),
    ("kind", "bad.odt", write("bad.odt", b"PK\x03\x04"), "files of kind '.odt' are not read"),
    ("no PDF", "bad.pdf", write("bad.pdf", b"%PDF-1.7"), "the PDF cannot be read"),
    ("empty lines", "bad.jsonl", write("bad.jsonl", b"\n\n"), "is empty; write one report a line"),
    ("no name", "", lambda _: None, "an empty name is no file; check the path"),
    ("missing", "bad.txt", lambda _: None, "there is no such file; check the path"),
    ("folder", "bad.txt", lambda folder: (folder / "bad.txt").mkdir(), "it is a folder"),
    (
        "surrogate in a line",
        "bad.jsonl",
        write("bad.jsonl", b'{"text": "half \\ud83d"}'),
        "holds half a character (a lone surrogate); re-encode it",
    ),
    (
        "NUL in a line",
        "bad.jsonl",
        write("bad.jsonl", b'{"text": "Talks \\u0000 end."}'),
        "holds a NUL character: it is binary, not text",
    ),
    (
        "NUL in a title",
        "bad.jsonl",
        write("bad.jsonl", b'{"text": "Words.", "title": "Talks \\u0000"}'),
        "its 'title' holds a NUL character",
    ),
    (
        "year 9999",
        "bad.jsonl",
        write("bad.jsonl", b'{"text": "Words.", "published": "9999-01-01"}'),
        "date '9999-01-01' lies outside 1840 to 2199; check the year",
    ),
    (
        "no date",
        "bad.jsonl",
        write("bad.jsonl", b'{"text": "Words.", "published": "soon"}'),
        "'soon' is no date; write it as YYYY-MM-DD",
    ),
    (
        "hostile page",
        "bad.html",
        write("bad.html", b"<html>" + b"<div>" * 9_000 + b"<script>alert(1)</script>"),
        "no article was found in the page",
    ),
]


@pytest.fixture
def record(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with one report in it, in a folder that is the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD)
    assert run(["add", "good.txt", *PLAIN, "--published", "2024-03-05", "--quiet"]) == 0
    return tmp_path / "detente.db"


def listed(capsys: pytest.CaptureFixture[str], kind: str = "reports") -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(["list", kind, "--format", "json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["rows"]
    return found


@pytest.mark.parametrize(
    ("name", "make", "message"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_bad_file_is_said_the_rest_goes_on_and_the_record_is_unharmed(
    name: str, make: Make, message: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(record.parent)
    before = listed(capsys)
    assert run(["add", name, "good.txt", *PLAIN]) == 1
    said = capsys.readouterr().err
    assert f"detente: {name}" in said
    assert message in said
    assert "Traceback" not in said
    assert "0 added, 1 repeated, 1 failed" in said
    assert listed(capsys) == before


@pytest.mark.parametrize(
    ("name", "make", "message"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_bad_file_alone_makes_no_record(
    name: str,
    make: Make,
    message: str,
    tmp_path: Path,
    plain: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path)
    assert run(["add", name, *PLAIN]) == 1
    assert run(["read", name, *PLAIN]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "detente.db").exists()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Talks on harbour fee resume", "headline_only"),
        (
            "Norland said\u200b\u202e it would\x07 pay.\n\nSudmark agreed on Monday.",
            "odd_characters",
        ),
        (
            "Les pourparlers sur la redevance du port ont repris mardi à Port Vell.\n\n"
            "Le ministre a déclaré que son pays ne paierait pas cette taxe, selon l'agence.",
            "not_english",
        ),
    ],
)
def test_what_can_be_read_in_part_is_read_and_noted(
    text: str, kind: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (record.parent / "odd.txt").write_text(text, encoding="utf-8")
    assert run(["add", "odd.txt", "--published", "2024-03-06"]) == 0
    assert kind in {note["kind"] for note in listed(capsys, "notes")}
    assert run(["list", "notes"]) == 0
    assert run(["show", "zzzz"]) == 1
    said = capsys.readouterr()
    assert not {"\x07", "\u202e"} & set(said.out + said.err)


def test_a_day_that_lies_ahead_is_taken_and_questioned(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (record.parent / "late.txt").write_text("The talks ended, Norland said.")
    assert run(["add", "late.txt", *PLAIN, "--published", "2198-01-01"]) == 0
    assert "late: published 2198-01-01, in the future; check the year" in capsys.readouterr().err


def test_what_is_no_record_is_said_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD)
    letter = tmp_path / "letter.db"
    letter.write_text("Dear all, this is a letter. " * 40)
    before = letter.read_bytes()
    for args in (["add", "good.txt"], ["brief"], ["undo"], ["list", "actors"], ["demo"]):
        assert run([*args, "--record", "letter.db"]) == 1, args
        said = capsys.readouterr().err
        assert said.startswith("detente: ")
        assert "letter.db" in said
        assert "Traceback" not in said
    assert letter.read_bytes() == before


@pytest.mark.parametrize(
    "args", [["brief"], ["list", "reports"], ["undo"], ["changes", "--since", "last"]]
)
def test_a_record_that_is_not_there_is_not_made(
    args: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(args) == 1
    assert "detente.db" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_record_that_may_only_be_read_is_said(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (record.parent / "more.txt").write_text("Sudmark refused, its minister said.")
    url = f"sqlite:///file:{record}?mode=ro&uri=true"  # holds for a user who may write anything
    before = record.read_bytes()
    assert run(["add", "more.txt", *PLAIN, "--record", url]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "cannot be written; allow writing to the file and its folder" in said
    assert record.read_bytes() == before


def test_a_locked_record_is_said_and_left_as_it_was(
    record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(open_record.__kwdefaults__, "busy_timeout_s", 0.1)
    (record.parent / "more.txt").write_text("Sudmark refused, its minister said.")
    other = sqlite3.connect(record)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert run(["add", "more.txt", *PLAIN]) == 1
        assert "in use" in capsys.readouterr().err
    finally:
        other.rollback()
        other.close()
    assert len(listed(capsys)) == 1


def _small_disk() -> None:
    """Let no file of this process grow beyond 150 kB: what a full disk does to a program."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))


def test_a_full_disk_is_said_and_the_record_is_as_before(
    record: Path, plain: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = listed(capsys)
    text = "\n".join(f"Sudmark rejects the point {n}." for n in range(400))
    (record.parent / "long.txt").write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "detente", "add", "long.txt", *PLAIN],
        cwd=record.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(plain), str(ROOT)])},
        preexec_fn=_small_disk,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("detente: ")
    assert listed(capsys) == before


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_a_folder_that_takes_no_output_is_said(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (record.parent / "file").write_text("in the way")
    assert run(["read", "good.txt", *PLAIN, "--out", "file/under"]) == 1
    assert run(["export", "json", "-o", "file/under.json"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "cannot write" in said
    assert stat.S_ISREG((record.parent / "file").stat().st_mode)


# Cells that a spreadsheet would take for a formula.
FORMULAS = ('=cmd|"/c calc"!A1', "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_table_is_a_formula(
    formula: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (record.parent / "odd.txt").write_text(f"{formula}\n\nNorland demands a fee. {formula}\n")
    line = json.dumps({"text": "Norland demands a fee.", "title": formula, "source": formula})
    (record.parent / "odd.jsonl").write_text(line)
    assert run(["add", "odd.txt", "odd.jsonl", *PLAIN, "--source", formula, "--quiet"]) == 0
    assert run(["export", "csv", "-o", "tables", "--quiet"]) == 0
    for path in (record.parent / "tables").glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as stream:
            for row in csv.reader(stream):
                assert not [cell for cell in row if cell.lstrip()[:1] in tuple("=+-@")], path.name


@pytest.mark.parametrize("form", ["html", "text", "csv", "json"])
@pytest.mark.parametrize("command", ["list reports", "list statements", "matrix", "brief"])
def test_nothing_from_a_report_is_run_or_rendered(
    form: str, command: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nasty = (
        "Talks <script>alert(1)</script>\n\nNorland demands a fee. "
        'Norland said: "<img src=x onerror=alert(2)> we ask \x1b[31mnow \u202eeef"\n'
    )
    (record.parent / "nasty.txt").write_text(nasty, encoding="utf-8")
    source = ["--source", "<b>The \x1b]0;gone\x07 Ledger</b>", "--url", "javascript:alert(3)"]
    assert run(["add", "nasty.txt", *PLAIN, "--published", "2024-03-06", *source]) == 0
    capsys.readouterr()
    if form == "csv" and command == "brief":
        form = "md"
    assert run([*command.split(), "--format", form]) == 0
    out = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    if form in ("html", "md"):
        assert not re.search(r"(?<!\\)<(script|img|b)\b", out)
        assert 'href="javascript' not in out


def test_an_interrupted_run_says_so(
    record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (record.parent / "more.txt").write_text("Sudmark rejects the fee.")
    monkeypatch.setattr("tests.fakes._note", interrupt)
    monkeypatch.setattr("tests.fakes._actor", interrupt)
    assert run(["add", "good.txt", "more.txt", *PLAIN]) == 130
    assert "interrupted; what was entered before is in the record" in capsys.readouterr().err
    assert len(listed(capsys)) == 1
