"""A plug-in that does not load is said and left out; everything else goes on."""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from detente.cli import run
from detente.model.sources import make_watched
from detente.record import open_record

GROUPS = ("sources", "collectors", "exporters", "methods", "readers")
NOW = dt.datetime(2031, 3, 2, 8, tzinfo=dt.UTC)
REPORT = "Talks\n\nNorland rejects the toll.\n"


@contextmanager
def broken_plug_in(folder: Path) -> Iterator[None]:
    """A package whose entry points, one of each group, name what is not there."""
    package = folder / "weather_vane-1.dist-info"
    package.mkdir(parents=True)
    (folder / "weather_vane.py").write_text("NORTH = 0\n")
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: weather-vane\nVersion: 1\n")
    points = "".join(f"[detente.{group}]\nvane = weather_vane:SOUTH\n" for group in GROUPS)
    (package / "entry_points.txt").write_text(points)
    with patch.object(sys, "path", [str(folder), *sys.path]):
        yield


@pytest.fixture(autouse=True)
def _broken(tmp_path: Path) -> Iterator[None]:
    with broken_plug_in(tmp_path / "plugins"):
        yield


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, list[str]]:
    """Run a command; return its code, its output, and the lines that say what was left out."""
    code = run(words)
    out, err = capsys.readouterr()
    return code, out, [line for line in err.splitlines() if "left out" in line]


def test_sources_of_other_kinds_are_added_and_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, record = tmp_path / "inbox", str(tmp_path / "talks.db")
    inbox.mkdir()
    (inbox / "talks.txt").write_text(REPORT)
    code, _, lines = said(capsys, "source", "add", str(inbox), "--record", record)
    assert code == 0
    [line] = lines  # once, however often it was asked for
    for words in ("'vane'", "weather-vane", "weather_vane:SOUTH", "detente.sources", "update or"):
        assert words in line
    with open_record(record, now=lambda: NOW) as opened:
        opened.source_add(make_watched("vane", "https://vane.example/"), "mara")
    code, out, lines = said(capsys, "update", "--all", "--record", record)
    assert code == 1  # its own source alone fails
    assert (
        sum(line.startswith("detente: the plug-in") for line in lines) == 3
    )  # of each kind asked
    with open_record(record, now=lambda: NOW) as opened:
        assert [report.title for report in opened.reports()] == ["Talks"]
    code, out, lines = said(capsys, "source", "check", "--record", record, "--format", "json")
    found = json.loads(out)
    assert found["plug_ins_left_out"] == [lines[0].removeprefix("detente: ")]
    states = {one["kind"]: one["error"] for one in found["sources"]}
    assert states["folder"] is None
    assert "does not load" in states["vane"]


def test_files_formats_analyses_and_readers_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, record = tmp_path / "talks.txt", str(tmp_path / "talks.db")
    file.write_text(REPORT)
    assert run(["add", str(file), "--record", record, "--published", "2031-03-01"]) == 0
    capsys.readouterr()
    for words in (
        ("analyse", "list"),
        ("analyse", "conflicts", "--record", record),
        ("export", "json", "-o", str(tmp_path / "talks.json"), "--record", record),
    ):
        code, _, lines = said(capsys, *words)
        assert (code, len(lines)) == (0, 1)
    assert run(["read", str(file), "--reader", "vane"]) == 2
    assert "weather_vane:SOUTH" in capsys.readouterr().err
