"""Convergence, turning points and gaps: what moves, what only is not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from detente.analysis import convergence, gaps, turning_points
from detente.model.snapshot import Snapshot
from detente.model.vocabulary import Stance
from tests.analysis.world import World

START = dt.date(2031, 3, 1)


def told(*stances: tuple[str, str, list[tuple[int, Stance]]]) -> Snapshot:
    """Parties, propositions (an issue each) and stances by day; the last is in force."""
    world = World()
    standings = []
    for party, text, path in stances:
        held = []
        for day, stance in path:
            world.say(party, stance, text, issue=f"about {text}")
            one = world.standings.pop()
            held.append(replace(one.own[0], since=START + dt.timedelta(days=day)))
        standings.append(replace(one, own=(held[-1],), earlier=tuple(reversed(held[:-1]))))
    world.standings = standings
    return world.snapshot()


def test_a_move_toward_the_other_closes_the_band() -> None:
    snapshot = told(
        ("Norland", "a vote", [(0, "rejects"), (9, "accepts")]),
        ("Sudmark", "a vote", [(2, "demands")]),
    )
    rows = [row.cells for row in convergence(snapshot).rows]
    assert [row[3:6] for row in rows] == [
        ("2031-03-01", 0, 100),
        ("2031-03-03", 0, 0),
        ("2031-03-10", 100, 100),
    ]
    assert [row[7] for row in rows] == [None, None, "Norland"]


def test_silence_widens_the_band_and_is_no_move() -> None:
    both = told(("Norland", "a vote", [(0, "accepts")]), ("Sudmark", "a vote", [(5, "accepts")]))
    rows = [row.cells for row in convergence(both).rows]
    assert [row[4:6] for row in rows] == [(0, 100), (100, 100)]
    assert all(row[7] is None and row[8] is None for row in rows)


def test_changes_together_are_a_turning_point_and_slow_drift_is_none() -> None:
    together = told(
        ("Norland", "a vote", [(0, "rejects"), (20, "accepts")]),
        ("Sudmark", "a court", [(0, "rejects"), (21, "accepts")]),
    )
    (found,) = turning_points(together).rows
    assert found.cells[:2] == ("2031-03-21", "2031-03-22")
    assert "Norland on a vote: rejects → accepts" in str(found.cells[3])
    apart = told(
        ("Norland", "a vote", [(0, "rejects"), (20, "accepts")]),
        ("Sudmark", "a court", [(0, "rejects"), (40, "accepts")]),
    )
    assert turning_points(apart).rows == ()


def test_a_demand_that_is_withdrawn_is_told_so_under_the_three_heads() -> None:
    snapshot = told(
        ("Norland", "a fee", [(0, "demands"), (20, "offers")]),
        ("Sudmark", "a court", [(0, "rejects"), (21, "accepts")]),
    )
    first, *rest = snapshot.standings
    (now,) = first.own
    taken_back = replace(now, position=replace(now.position, move="withdraws"))
    found = turning_points(replace(snapshot, standings=(replace(first, own=(taken_back,)), *rest)))
    heads = [column.split(",")[0] for column in found.columns[2:]]
    assert heads == ["possible precipitants", "departure", "possible consequences"]
    (row,) = found.rows
    assert "Norland on a fee: demands → withdrawn" in str(row.cells[3])


def test_a_demand_that_is_withdrawn_agrees_with_nobody() -> None:
    snapshot = told(
        ("Norland", "a fee", [(0, "demands"), (9, "offers")]),
        ("Sudmark", "a fee", [(2, "demands")]),
    )
    first, *rest = snapshot.standings
    (now,) = first.own
    taken_back = replace(now, position=replace(now.position, move="withdraws"))
    found = replace(snapshot, standings=(replace(first, own=(taken_back,)), *rest))
    rows = [row.cells for row in convergence(found).rows]
    assert [row[4:6] for row in rows] == [(0, 100), (100, 100), (0, 100)]
    assert rows[-1][8] == "Norland"


def test_a_gap_is_where_a_party_was_not_heard() -> None:
    world = World()
    world.say("Norland", "demands", "a vote")
    world.say("Sudmark", "rejects", "a vote", voice="narrator")
    world.say("Halmar", "accepts", "a court", issue="i-2")
    found = [row.cells[1:6] for row in gaps(world.snapshot()).rows]
    assert found == [
        ("a vote", "Halmar", None, "Sudmark", None),
        ("a court", "Norland, Sudmark", None, None, None),
    ]
