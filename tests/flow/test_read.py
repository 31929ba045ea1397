"""read and add: order, ids, processes, places."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.cli import door, run
from detente.readings import DEFAULT_READER
from detente.readings.parses import digest
from detente.record import open_record
from tests.flow.transcripts import Session, session
from tests.record.build import NOON

PLAIN = ("--reader", "plain")
NUMBERS = [7, 3, 11, 1, *range(20, 40)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A desk with a file of many lines, in no order."""
    monkeypatch.chdir(tmp_path)
    with session(tmp_path) as made:
        lines = [
            json.dumps({"id": f"n{n}", "text": f"Norland offers {n} percent. Café {n}."})
            for n in NUMBERS
        ]
        (tmp_path / "many.jsonl").write_text("\n".join(lines))
        yield made


def test_lines_come_out_in_order_with_their_ids(desk: Session) -> None:
    out = desk.detente(["read", "many.jsonl", *PLAIN]).out
    assert [json.loads(line)["id"] for line in out.splitlines()] == [f"n{n}" for n in NUMBERS]


def test_standard_input_reads_as_the_file_does(desk: Session) -> None:
    given = (desk.folder / "many.jsonl").read_bytes()
    args = ["read", *PLAIN, "--format", "text"]
    assert desk.detente([*args, "-"], given).out == desk.detente([*args, "many.jsonl"]).out


def test_nothing_on_standard_input_is_said_and_no_error(desk: Session) -> None:
    printed = desk.detente(["read", "-", *PLAIN])
    assert (printed.out, printed.err, printed.code) == ("", "0 read\n", 0)


def test_processes_change_no_byte(desk: Session) -> None:
    frozen = desk.now
    alone = desk.detente(
        ["read", "many.jsonl", "more.jsonl", *PLAIN, "--format", "jsonl"], at=frozen
    )
    shared = desk.detente(
        ["read", "many.jsonl", "more.jsonl", *PLAIN, "--format", "jsonl", "--jobs", "2"], at=frozen
    )
    assert alone.code == shared.code == 1  # a line of more.jsonl is broken
    assert (alone.out, alone.err) == (shared.out, shared.err)
    assert len(alone.out.splitlines()) == len(NUMBERS) + 2


def test_a_record_filled_by_processes_is_the_same(desk: Session) -> None:
    at = desk.now
    for name, jobs in (("one.db", "1"), ("two.db", "2")):
        desk.detente(["add", "many.jsonl", *PLAIN, "--jobs", jobs, "--record", name], at=at)
    exports = [
        desk.detente(["export", "json", "-o", "-", "--record", name], at=at).out
        for name in ("one.db", "two.db")
    ]
    assert exports[0] == exports[1]
    assert "n39" in exports[0]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_add_parsed_is_kept_in_the_record(jobs: str, tmp_path: Path) -> None:
    words = "Norland offers to cap its output at forty percent, its minister said on Monday."
    (tmp_path / "one.txt").write_text(f"{words}\n\nSudmark was silent about it all day long.")
    name = str(tmp_path / "talks.db")
    assert run(["add", str(tmp_path / "one.txt"), "--record", name, "--jobs", jobs]) == 0
    with open_record(name, now=lambda: NOON) as record:
        assert set(record.parses().get([digest(words)])) == {digest(words)}


def test_where_nothing_can_be_read_no_record_is_made(tmp_path: Path) -> None:
    (tmp_path / "one.fax").write_text("Norland offers it.")
    name = tmp_path / "talks.db"
    assert run(["add", str(tmp_path / "one.fax"), "--record", str(name)]) == 1
    assert not name.exists()


def test_several_files_go_to_a_folder_each_under_its_name(desk: Session) -> None:
    files = ["harbour.txt", "page.html", "many.jsonl"]
    assert desk.detente(["read", *files, *PLAIN, "--out", "there/new"]).code == 0
    names = {path.name for path in (desk.folder / "there" / "new").iterdir()}
    assert names == {"harbour.json", "page.json", *(f"n{n}.json" for n in NUMBERS)}
    alone = desk.detente(["read", "harbour.txt", *PLAIN], at=desk.now)
    again = json.loads((desk.folder / "there" / "new" / "harbour.json").read_text("utf-8"))
    assert {**json.loads(alone.out), "retrieved": ""} == {**again, "retrieved": ""}


def test_no_reading_is_written_over_another_or_outside_the_folder(desk: Session) -> None:
    ids = ["same", "same", "../../up", "/etc/x", ".hidden", "a/b", "\u202e"]
    lines = "\n".join(json.dumps({"id": i, "text": f"Report {n}."}) for n, i in enumerate(ids))
    (desk.folder / "odd.jsonl").write_text(lines)
    printed = desk.detente(["read", "odd.jsonl", *PLAIN, "--out", "there"])
    assert printed.code == 1
    assert "same.json: two reports of this run have this name; rename one" in printed.err
    assert len(list((desk.folder / "there").iterdir())) == len(ids) - 1
    assert not (desk.folder.parent / "up.json").exists()


def test_the_page_of_a_reading_needs_nothing_beside_it(desk: Session) -> None:
    page = desk.detente(["read", "ledger.txt", *PLAIN, "--format", "html"]).out
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<(script|link|iframe|img|object)\b|@import|url\(|\ssrc=", page)
    assert "Norland wants a truce before talks" in re.sub("<[^>]+>", "", page)


def test_quiet_leaves_failures_and_nothing_else(desk: Session) -> None:
    printed = desk.detente(["add", "more.jsonl", "missing.txt", *PLAIN, "--quiet"])
    assert [line.split(":")[1].strip() for line in printed.err.splitlines()] == [
        "more.jsonl",
        "missing.txt",
    ]


def test_the_reader_is_named_in_the_help_and_an_unknown_one_is_wrong_use(desk: Session) -> None:
    for command in ("read", "add"):
        assert f"[default: {DEFAULT_READER}]" in desk.detente([command, "--help"]).out
        for jobs in ("1", "2"):
            printed = desk.detente([command, "harbour.txt", "--reader", "tea", "--jobs", jobs])
            assert printed.code == 2
            assert "unknown reader 'tea'; choose one of" in printed.err


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("patience", "quiet", "shown"), [(0, False, True), (0, True, False), (99, False, False)]
)
def test_a_bar_shows_on_a_terminal_once_it_takes_long(
    patience: float, quiet: bool, shown: bool, desk: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(door, "_PATIENCE_S", patience)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    args = ["read", "many.jsonl", *PLAIN, *(["--quiet"] if quiet else [])]
    assert run(args) == 0
    assert ("reports" in terminal.getvalue()) == shown


@pytest.mark.skipif(os.name != "posix", reason="signals of another kind")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_every_process_with_one_line(jobs: str, desk: Session) -> None:
    folders = [str(desk.folder / ".plugin"), str(Path(__file__).parents[2])]
    with subprocess.Popen(
        [sys.executable, "-m", "detente", "read", "-", *PLAIN, "--jobs", jobs],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write('{"text": "Norland demands a fee."}\n' * 200)
        running.stdin.flush()  # and stays open: more could come
        assert json.loads(running.stdout.readline())["positions"]
        os.killpg(running.pid, signal.SIGINT)
        said = running.stderr.read()
        assert running.wait() == 130
    assert said == "detente: interrupted\n"
