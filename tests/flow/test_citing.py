"""From the command line: what is cited are the words in which an entry is shown."""

from pathlib import Path

import pytest

from detente.cli import run
from detente.record import open_record
from tests.record.build import Clock, Draft


def test_a_contact_that_was_held_is_cited_from_who_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Draft("A fourth round opens in Vell on 21 April.", "2031-04-08", "Norwire")
    plan.contact("Norland; Sudmark", "planned", "A fourth round", "2031-04-21", place="Vell")
    after = Draft("They met for the fourth round in Vell.", "2031-04-22", "Vell Echo")
    after.contact("Norland; Sudmark", "held", "the fourth round", "2031-04-21", place="Vell")
    name = str(tmp_path / "talks.db")
    with open_record(name, create=True, now=Clock()) as record:
        record.enter([plan.reading(), after.reading()])
        (entry,) = record.entries("contacts")
    for more, outlet in (((), "Vell Echo"), (("--report", plan.report.id), "Norwire")):
        assert run(["cite", entry.id, *more, "--record", name]) == 0
        assert outlet in capsys.readouterr().out
    assert run(["export", "mend", "-o", "-", "--record", name]) == 0
    row = capsys.readouterr().out
    assert "Vell Echo" in row
    assert "the fourth round" in row
