from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest

from detente.analysis import ask, blocks, methods
from detente.analysis.blocks import NAMED
from detente.model.claims import Position
from tests.views.sample import (
    E_DEMAND,
    E_OBSTACLE,
    E_REFUSAL,
    E_TIMETABLE,
    SNAPSHOT,
    demand,
    entry,
    held,
)

STANCES = (
    "demands",
    "proposes",
    "accepts",
    "conditionally_accepts",
    "rejects",
    "offers",
    "reserves",
)


def pair(one, other, **changes):
    """A snapshot in which two parties take these stances on one proposition."""
    made = []
    for party, stance in (("a-1", one), ("a-2", other)):
        claim = replace(demand, stance=stance, actor=party)
        standing = next(s for s in SNAPSHOT.standings if s.party == party)
        made.append(
            replace(
                standing,
                proposition="p-1",
                own=(held(entry(("wire", claim)), dt.date(2031, 3, 1)),),
                others=(),
                stance=stance,
                **changes,
            )
        )
    return replace(SNAPSHOT, standings=tuple(made), sticking_points=())


def test_opposed_stances_and_named_obstacles_are_found():
    rows = blocks(SNAPSHOT).rows
    assert [row.cells[0] for row in rows] == ["opposed stances", "named obstacle"]
    assert rows[0].basis == (E_DEMAND.id, E_REFUSAL.id)
    assert rows[1].basis == (E_OBSTACLE.id,)


def test_an_obstacle_that_is_only_possible_stands_apart_and_is_marked():
    unsure = replace(E_OBSTACLE, id="unsure", sure=False)
    snapshot = replace(SNAPSHOT, sticking_points=(E_OBSTACLE, unsure))
    method = methods()["blocks"]
    found = ask(method, snapshot)
    assert [row.basis for row in found.rows if row.cells[0] == NAMED] == [(E_OBSTACLE.id,)]
    [row] = [row for tier in found.tiers for row in tier.rows if row.cells[0] == NAMED]
    assert row.basis == ("unsure",) and str(row.cells[-2]).startswith("possibly ")
    assert found.tiers[0].counts == "possible"
    counted = ask(method, snapshot, possible=True).rows
    by = {row.basis[0]: row.cells[-2] for row in counted if row.cells[0] == NAMED}
    assert list(by) == [E_OBSTACLE.id, "unsure"]
    assert by["unsure"] == f"possibly {by[E_OBSTACLE.id]}"


@pytest.mark.parametrize(("by", "named"), [("narrator", "the report"), ("Norland", "Norland")])
def test_who_names_an_obstacle_is_told_and_is_no_party_to_it(by, named):
    entry = replace(E_OBSTACLE, claim=replace(E_OBSTACLE.claim, reported_by=by))
    finding = blocks(replace(SNAPSHOT, sticking_points=(entry,)))
    (told,) = (
        dict(zip(finding.columns, row.cells, strict=True))
        for row in finding.rows
        if row.cells[0] == NAMED
    )
    assert (told["named by"], told["party"]) == (named, None)


@pytest.mark.parametrize(("one", "other"), list(product(STANCES, STANCES)))
def test_only_a_rejection_opposes(one, other):
    rows = blocks(pair(one, other)).rows
    stances = {one, other}
    wanted = []
    if "rejects" in stances:
        if stances & {"demands", "proposes", "accepts", "offers"}:
            wanted = ["opposed stances"]
        elif "conditionally_accepts" in stances:
            wanted = ["condition refused"]
    assert [row.cells[0] for row in rows] == wanted
    assert all(row.cells[7] == "rejects" for row in rows)


def test_mixed_signals_take_no_side():
    assert not blocks(pair("demands", "rejects", mixed=True)).rows


def test_an_account_by_another_is_no_stance_of_the_party():
    told = replace(
        SNAPSHOT.standings[4],
        proposition="p-1",
        others=(held(replace(E_TIMETABLE, claim=replace(E_TIMETABLE.claim, stance="rejects"))),),
    )
    snapshot = replace(SNAPSHOT, standings=(SNAPSHOT.standings[0], told), sticking_points=())
    assert not blocks(snapshot).rows


def test_a_pair_is_opposed_since_both_stood_there():
    snapshot = pair("demands", "rejects")
    later = replace(snapshot.standings[1].own[0], since=dt.date(2031, 3, 4))
    standings = (snapshot.standings[0], replace(snapshot.standings[1], own=(later,)))
    rows = blocks(replace(snapshot, standings=standings)).rows
    assert rows[0].cells[-1] == "2031-03-04"
    undated = replace(later, since=None)
    standings = (snapshot.standings[0], replace(snapshot.standings[1], own=(undated,)))
    assert blocks(replace(snapshot, standings=standings)).rows[0].cells[-1] is None


def test_the_conditions_stand_beside_the_stances():
    snapshot = pair("conditionally_accepts", "rejects")
    claim = snapshot.standings[0].own[0].position
    assert isinstance(claim, Position)
    named = replace(claim, condition="if the ferry runs")
    own = held(entry(("wire", named)))
    standings = (replace(snapshot.standings[0], own=(own,)), snapshot.standings[1])
    row = blocks(replace(snapshot, standings=standings)).rows[0]
    assert row.cells[3:6] == ("Norland", "accepts on a condition", "if the ferry runs")
