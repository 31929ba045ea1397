"""A report above the mark leaves nothing behind but the count of what was left out.

Whatever is asked for, a record with such a report answers as the record without it does: no word
of it, no number, no day and no order differs.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.analysis import METHODS
from detente.cli import run
from detente.record import open_record
from detente.views.exports import EXPORTERS
from detente.views.kinds import KINDS
from tests.flow.test_doors import NOW, words_of

PUBLIC = """Norland turns monitors down

Norland rejected foreign monitors in the strip on Monday, Foreign Minister Ana Veld said.
Sudland demands a withdrawal of all forces by May. Norland and Sudland met in Corvane on Tuesday.
Norland's spokeswoman declined to comment. Norland and Sudland signed the Corvane accord on Monday.
Under the accord, both sides will free 50 prisoners by 1 April 2031.
"""
# Of the same parties, contact and accord: with who only declined to comment, an account of the
# contact, a commitment, an account of one, a plan, a stance and a step.
HELD_BACK = """Quillmere cable

The Quillmere Trust declined to comment. Tobin Quarrel, Norland's deputy foreign minister, declined
to give any details. Under the accord, Norland committed itself to free 40 Marlpit prisoners by
1 April 2031. Norland and Sudland met in Corvane on Tuesday, Deputy Foreign Minister Tobin Quarrel
said. "We told Sudland that Gorsefield stays closed," Quarrel said after the meeting in Corvane on
Tuesday. Sudland proposed the Wetherby plan. Norland accepts foreign monitors, Quarrel said.
Norland has freed 50 prisoners, as the Corvane accord requires, Quarrel said. Sudland and Norland
will meet in Vexholm on 14 March 2031.
"""
LEFT_OUT = re.compile(
    r"Nothing left out \(up to public\)\.?|\d+ reports? marked above public left out\.?"
    r'|"left_out": \d+',
    re.IGNORECASE,
)
PAPERS = ("brief", "matrix", "chronology", "fragile", "commitments")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A record, and the same with a report that nobody may see."""
    folder = tmp_path_factory.mktemp("alike")
    without = add(folder, "without.db", PUBLIC, mark="public")
    shutil.copy(without, folder / "with.db")
    return without, add(folder, "with.db", HELD_BACK, mark="restricted")


@pytest.fixture(scope="module")
def marked_later(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same, of a report that was public, was shown so, and got its mark afterwards."""
    folder = tmp_path_factory.mktemp("later")
    without = add(folder, "without.db", PUBLIC, mark="public")
    shutil.copy(without, folder / "with.db")
    held_back = add(folder, "with.db", HELD_BACK, mark="public")
    assert run(["-q", "brief", "--record", str(held_back), "--format", "json"]) == 0
    assert run(["mark", first_report(held_back), "restricted", "--record", str(held_back)]) == 0
    return without, held_back


def add(folder: Path, name: str, text: str, *, mark: str) -> Path:
    file = folder / f"{mark}-{name}.txt"
    file.write_text(text, "utf-8")
    given = ["--published", "2031-03-06", "--source", f"The {mark} Desk", "--mark", mark]
    assert run(["-q", "add", str(file), *given, "--record", str(folder / name)]) == 0
    return folder / name


def first_report(record: Path) -> str:
    """The id of the report that is to be held back."""
    with open_record(str(record), now=lambda: NOW) as opened:
        return next(row.id for row in opened.reports() if row.title == "Quillmere cable")


def commands() -> Iterator[list[str]]:
    for kind in KINDS:
        yield from (["list", kind, "--format", form] for form in ("text", "json"))
    for name in PAPERS:
        yield from ([name, "--format", form] for form in ("text", "json", "html"))
    for party in ("Norland", "Sudland"):
        yield ["pack", party, "--long"]
    yield ["changes", "--since", "2031-03-01"]
    yield from (["analyse", m.name, "--format", "json"] for m in METHODS)


def test_to_who_may_see_it_it_is_told(
    records: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the tests below would find two records alike because there is nothing in one."""
    for kind, words in (
        ("unknowns", "Quillmere Trust"),
        ("commitments", "40 Marlpit prisoners"),
        ("compliance", "freed 50 prisoners"),
        ("proposals", "Wetherby plan"),
        ("statements", "Gorsefield stays closed"),
        ("contacts", "Vexholm"),
    ):
        capsys.readouterr()
        command = ["list", kind, "--record", str(records[1]), "--format", "json"]
        assert run([*command, "--up-to", "restricted"]) == 0
        assert words in capsys.readouterr().out, kind


@pytest.mark.parametrize("pair", ["records", "marked_later"])
def test_no_command_tells_of_it(
    pair: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    pair_of_records = request.getfixturevalue(pair)
    capsys.readouterr()
    for command in commands():
        told = []
        for record in pair_of_records:
            code = run([*command, "--record", str(record)])
            out, err = capsys.readouterr()
            told.append((code, plain(out), plain(err)))
        assert told[0] == told[1], command
        assert told[0][0] == 0, (command, told[0])


@pytest.mark.parametrize("pair", ["records", "marked_later"])
def test_no_file_tells_of_it(pair: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    for exporter in EXPORTERS:
        if exporter.name == "gold":
            continue  # nothing was judged
        made = []
        for record in request.getfixturevalue(pair):
            out = tmp_path / f"{record.stem}.{exporter.name}.zip"
            command = ["-q", "export", exporter.name, "--record", str(record), "-o", str(out)]
            assert run(command) == 0
            made.append(plain(values_of(out)))
        assert made[0] == made[1], exporter.name


def values_of(file: Path) -> str:
    """All that a file says: of a database its rows, of a calendar its lines, unfolded."""
    if not zipfile.is_zipfile(file):
        return words_of(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return "\n".join(
        rows_of(data) if name.endswith(".db") else words_of(data.replace(b"\r\n ", b""))
        for name, data in parts.items()
    )


def rows_of(data: bytes) -> str:
    with sqlite3.connect(":memory:") as database:
        database.deserialize(data)
        return "\n".join(database.iterdump())


def plain(told: str) -> str:
    """Words on one line, without how much was left out."""
    return " ".join(LEFT_OUT.sub("", " ".join(told.split())).split())
