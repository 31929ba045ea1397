"""What the demo negotiation adds up to, written down by hand from its story and held here."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from detente import analysis
from detente.analysis import METHODS
from detente.analysis.channels import DIFFER, MET, SPEAKS, THROUGH
from detente.cli import run
from detente.model.findings import Finding
from detente.model.snapshot import Snapshot
from detente.record import open_record

NOW = dt.datetime(2026, 4, 11, tzinfo=dt.UTC)
# The story goes on after this day; what is held here is what it adds up to by then.
DAY = dt.date(2026, 4, 10)
# What the story's desk lets stand: what these tests hold is what follows from the entries, not
# from where the reader alone takes them for facts.
LEAST = {"positions": 0.5, "contacts": 0.75}


BAND = ("agreed at least [percent]", "agreed at most [percent]")


@pytest.fixture(scope="module")
def path(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Path(shutil.copy(demo_file, tmp_path_factory.mktemp("demo") / "demo.db"))
    with open_record(str(made), now=lambda: NOW) as record:
        for family, least in LEAST.items():
            for entry in record.entries(family, as_of=DAY):
                if not entry.sure and entry.claim.confidence >= least:
                    record.judge(entry.id, "accepted", by="desk")
    return made


@pytest.fixture(scope="module")
def last(path: Path) -> Snapshot:
    with open_record(str(path), now=lambda: NOW) as record:
        return record.snapshot(as_of=DAY)


def rows(finding: Finding) -> Iterator[dict[str, Any]]:
    for row in finding.rows:
        yield dict(zip(finding.columns, row.cells, strict=True), basis=row.basis)


def told(name: str, snapshot: Snapshot) -> Finding:
    method = next(m for m in METHODS if m.name == name)
    assert method.told is not None
    return method.told(snapshot)


def test_vote_or_no_vote_is_what_cannot_hold_together(last: Snapshot) -> None:
    (conflict,) = rows(told("conflicts", last))
    one, other = str(conflict["which"]).split(" · ")
    # the refusal stands while troops remain, which may be read as its condition
    assert one.startswith("Kestland rejects: a vote in the strip")
    assert other == "Torvania demands: a vote in the strip"
    entries = {held.entry.id: held.entry for s in last.standings for held in (*s.own, *s.others)}
    sentences = [entries[key].claim.main.text for key in conflict["basis"]]
    assert len(sentences) == 2
    assert all("vote" in words or "election" in words for words in sentences)


def test_either_demand_would_have_to_change(last: Snapshot) -> None:
    found = [
        (row["demands"], row["whose"], row["red lines"]) for row in rows(told("changes", last))
    ]
    assert found == [(1, "Kestland", 0), (1, "Torvania", 0)]


def test_in_their_own_words_nothing_excludes_another(last: Snapshot) -> None:
    """Torvania's wish for a vote is told by reports alone."""
    assert analysis.conflicts(last).rows == ()
    assert analysis.changes(last).rows == ()


def test_on_monitors_torvania_came_to_kestland(last: Snapshot) -> None:
    every = [row for row in rows(analysis.convergence(last)) if row["issue"] == "Monitors"]
    bands = groupby(every, lambda row: tuple(row[column] for column in BAND))
    # a day on which one of them only says the same again is a row too
    found = [(next(of_band)["day"], *band) for band, of_band in bands]
    assert found == [("2026-03-04", 0, 100), ("2026-03-26", 0, 0), ("2026-03-30", 100, 100)]
    moves = {
        (row["day"], row["moved toward the other"])
        for row in rows(analysis.convergence(last))
        if row["moved toward the other"]
    }
    assert ("2026-03-30", "Torvania") in moves


def test_kestland_s_answer_to_the_nine_points_is_the_turning_point(
    demo_file: Path, last: Snapshot
) -> None:
    """Two of its refusals of 11 March fall on one day; Torvania's yes of 30 March stands alone."""
    with open_record(str(demo_file), now=lambda: NOW) as record:
        unjudged = record.snapshot(as_of=dt.date(2026, 5, 15))
    (found,), (by_desk,) = (rows(analysis.turning_points(one)) for one in (unjudged, last))
    assert (found["from [day]"], found["to [day]"]) == ("2026-03-26", "2026-03-26")
    assert found["departure"] == (
        "Kestland on “an exchange of all prisoners”: rejects (2026-03-11) → accepts; "
        "Kestland on “payment in instalments”: rejects (2026-03-11) → accepts on a condition"
    )
    before = found["possible precipitants, a fortnight before"]
    assert "2026-03-24 “The new text has nine points”" in before
    assert "2026-03-22 “the two sides meet in one room”" in before
    assert "The Prime Minister will reply" not in before  # so the answer itself says
    after = found["possible consequences, a fortnight after"]
    assert "2026-04-02 “A first instalment of 26 million crowns is due on 30 April”" in after
    assert "2026-04-22" not in after  # the accord of 22 April comes later
    assert by_desk["from [day]"] == by_desk["to [day]"] == "2026-03-26"


def test_gaps_are_where_a_party_was_not_heard(last: Snapshot) -> None:
    found = {row["proposition"]: row for row in rows(analysis.gaps(last))}
    # the clearest of the wordings that ask for it names it
    forces = found["the withdrawal of Torvanian forces from the Kolvar Strip must be complete"]
    assert "Torvania" in forces["nothing found of"]
    assert forces["only accounts of others of"] == "Kestland"
    monitors = found["unarmed monitors of the Littoral Council in the Kolvar Strip"]
    told_of = [str(cell) for name, cell in monitors.items() if name.endswith(" of")]
    assert not any("Kestland" in names or "Torvania" in names for names in told_of)


def test_channels_are_those_of_the_story(last: Snapshot) -> None:
    found = {(row["how"], row["who"], row["whom"]): row for row in rows(analysis.channels(last))}
    assert (THROUGH, "Kestland", "Torvania") in found  # the round of 10 March, as told later
    # told by one side alone, and the reader is not sure of it
    assert (MET, "Karin Osterby", "Stefan Brask") not in found
    assert (SPEAKS, "Adrian Rovic", "Torvania") in found
    assert (SPEAKS, "Astrid Hallen", "Kestland") in found
    assert (SPEAKS, "Karin Osterby", "Torvania") not in found
    assert not any(how == DIFFER for how, _, _ in found)


def test_a_forecast_is_judged_and_then_counts(path: Path, last: Snapshot) -> None:
    before = {row["by"]: row for row in rows(analysis.ledger(last)) if row["state"] == "open"}
    (entry,) = before["Nadia Ferrant"]["basis"]
    said = ["condition_met=yes", "came_about=no"]
    assert run(["judge", entry, "correct", *said, "--by", "ana", "--record", str(path)]) == 0
    with open_record(str(path), now=lambda: NOW) as record:
        after = list(rows(analysis.ledger(record.snapshot(as_of=last.as_of, up_to="internal"))))
    states = {row["basis"][0]: row["state"] for row in after if row["kind"] == "forecast"}
    assert states[entry] == "miss"
    assert sum(state == "open" for state in states.values()) == len(states) - 1
    (score,) = [row["score"] for row in after if row["by"] == "all"]
    assert score.startswith("came about 0 of 1 ")
