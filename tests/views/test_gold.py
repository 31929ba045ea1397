"""What the desk judged goes out as annotated reports, and comes back as what it was."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from detente.model.claims import Claim, Position, Relation
from detente.model.snapshot import Party
from detente.model.text import Report, make_report
from detente.reports.annotated import annotated
from detente.scoring.scores import score
from detente.views.gold import JudgedReport, gold_files
from detente.views.readings import reading_json
from tests.fakes import PLAIN

NOW = dt.datetime(2031, 3, 9, tzinfo=dt.UTC)
TEXT = """Fee refused

Norland demands a fee. Sudmark rejects the fee. Norland and Sudmark met on 2031-03-04.
The talks made progress. The plan has 12 points. Vesse wants a truce before talks.
"""
PARTIES = (
    Party(id="a-1", name="Norland", kind="state", names=("Norland", "Bergholm")),
    Party(id="a-2", name="Sudmark", kind="state", names=("Sudmark",)),
    Party(id="a-3", name="Ole Strand", kind="person", names=("Ole Strand",), acts_for="Norland"),
    Party(id="a-4", name="Vesse", kind="state", names=("Vesse",)),
)


@pytest.fixture
def report() -> Report:
    return make_report(
        TEXT, key="zz01", title="Fee refused", published=dt.date(2031, 3, 5), retrieved=NOW
    )


def written(place: Path, judged: JudgedReport) -> dict[str, Any]:
    """Write the folder; return its one annotation as it is read again."""
    for name, data in gold_files([judged], PARTIES).items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(data)
    [one] = annotated(place, NOW)
    assert one.report.text == judged.report.text
    assert one.report.published == judged.report.published
    return one.gold


def claims(report: Report) -> tuple[Claim, ...]:
    found = PLAIN.read(report).claims
    assert len({claim.family for claim in found}) >= 4
    return found


def test_a_reader_whose_claims_were_all_accepted_is_right(report: Report, tmp_path: Path) -> None:
    gold = written(tmp_path, JudgedReport(report=report, held=claims(report)))
    scores = score([(reading_json(PLAIN.read(report)), gold)], str.casefold)
    asked = [s for s in scores if s.annotated]
    assert sum(s.annotated for s in asked) == sum(
        not isinstance(claim, Relation) for claim in claims(report)
    )
    assert {(s.precision, s.recall) for s in asked} == {(1.0, 1.0)}


def test_a_rejected_claim_counts_against_a_reader_and_an_unseen_one_does_not(
    report: Report, tmp_path: Path
) -> None:
    held, rejected = [c for c in claims(report) if isinstance(c, Position)][:2]
    rest = tuple(c for c in claims(report) if c not in (held, rejected))
    gold = written(tmp_path, JudgedReport(report=report, held=(held,), open=rest))
    scores = {s.kind: s for s in score([(reading_json(PLAIN.read(report)), gold)], str.casefold)}
    positions = scores["positions"]
    assert (positions.found, positions.read, positions.annotated) == (1, 2, 1)
    assert all(s.read == s.annotated == 0 for k, s in scores.items() if k != "positions")


def test_the_actors_of_the_text_come_along_and_others_do_not(
    report: Report, tmp_path: Path
) -> None:
    gold = written(tmp_path, JudgedReport(report=report, held=claims(report)))
    assert [(a["name"], a["mentions"]) for a in gold["actors"]] == [
        ("Norland", ["Bergholm"]),
        ("Sudmark", []),
        ("Vesse", []),
    ]
    assert all(actor["optional"] for actor in gold["actors"])


def test_the_same_judgements_give_the_same_bytes(report: Report) -> None:
    judged = JudgedReport(report=report, held=claims(report))
    files = gold_files([judged], PARTIES)
    assert files == gold_files([judged], PARTIES)
    assert list(files) == [
        f"gold/{report.id}.json",
        f"texts/{report.id}.json",
        f"texts/{report.id}.txt",
    ]
    assert json.loads(files[f"texts/{report.id}.json"])["title"] == "Fee refused"
