"""Numbers on the table: overlap or gap, only where a bound was stated; what is only possible."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.analysis import METHODS, Method, ask, conflicts, ranges
from detente.analysis.bounds import Bound, allowed, bound_of
from detente.model.snapshot import Standing
from tests.analysis.world import World


def cells(world: World) -> list[tuple[object, ...]]:
    return [row.cells[1:] for row in ranges(world.snapshot()).rows]


def test_two_numbers_are_so_far_apart_in_their_unit() -> None:
    world = World()
    ids = [
        world.say("Norland", "demands", "forces leave within 90 days"),
        world.say("Sudmark", "offers", "forces leave within 120 days"),
    ]
    (row,) = ranges(world.snapshot()).rows
    assert row.cells[1:] == (
        "forces leave within …",
        "day",
        "Norland",
        "90",
        "Sudmark",
        "120",
        None,
        30,
    )
    assert row.basis == tuple(ids)


def test_bounds_overlap_or_narrow_each_other() -> None:
    world = World()
    world.say("Norland", "demands", "at most 300 monitors patrol")
    world.say("Norland", "accepts", "at least 100 monitors patrol")
    world.say("Sudmark", "proposes", "at least 200 monitors patrol")
    assert cells(world) == [
        (
            "… patrol",
            "monitor",
            "Norland",
            "100 to 300",
            "Sudmark",
            "at least 200",
            "200 to 300",
            None,
        )
    ]


def test_what_nobody_answers_is_conditional_rejected_or_a_date_has_no_gap() -> None:
    world = World()
    world.say("Norland", "demands", "forces leave within 90 days")
    assert cells(world) == []
    world.say("Sudmark", "rejects", "forces leave within 120 days")
    world.say("Halmar", "offers", "forces leave within 60 days", condition="if all do")
    assert cells(world) == []
    dates = World()
    dates.say("Norland", "demands", "forces leave by June 30")
    dates.say("Sudmark", "demands", "forces leave by June 15")
    assert cells(dates) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("withdraw within 30 days", "a withdrawal within 90 days", 60),
        ("Norland withdraw its troops within 30 days", "a withdrawal within 90 days", 60),
        ("a fee of 40 percent on the Velm bridge", "a fee of 25.5 percent", 14.5),
    ],
)
def test_a_quantity_is_one_in_whatever_words(one: str, other: str, apart: float) -> None:
    world = World()
    ids = {world.say("Norland", "demands", one), world.say("Sudmark", "demands", other)}
    (row,) = ranges(world.snapshot()).rows
    assert row.cells[-1] == apart
    (conflict,) = conflicts(world.snapshot()).rows
    assert set(row.basis) == set(conflict.basis) == ids


def test_words_that_one_says_more_are_told() -> None:
    world = World()
    world.say("Norland", "demands", "a fee of 40 percent on the Velm bridge")
    world.say("Sudmark", "demands", "a fee of 25 percent")
    for found in (ranges(world.snapshot()), conflicts(world.snapshot())):
        (doubt,) = [one for one in found.caveats if one.startswith("Taken for one quantity")]
        assert "“a fee of … on the Velm bridge”, “a fee of …”" in doubt
    same = World()
    same.say("Norland", "demands", "withdraw within 30 days")
    same.say("Sudmark", "demands", "a withdrawal within 90 days")
    assert not any("Taken for" in one for one in ranges(same.snapshot()).caveats)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("forces leave within 30 days", "forces leave the northern strip within 90 days"),
        ("Norland withdraws within 30 days", "Sudmark withdraws within 90 days"),
        ("a fee of 40 percent on the bridge", "a fee of 25 percent on the canal"),
        ("a fee of 40 percent", "a second fee of 25 percent"),
        ("a fee of 40 percent", "a fee of 25 crowns"),
    ],
)
def test_another_quantity_is_another(one: str, other: str) -> None:
    world = World()
    world.say("Norland", "demands", one)
    world.say("Sudmark", "demands", other)
    assert cells(world) == []
    assert conflicts(world.snapshot()).rows == ()


def test_a_quantity_that_may_be_either_of_two_is_neither() -> None:
    world = World()
    world.say("Norland", "demands", "a fee of 40 percent on the bridge")
    world.say("Norland", "demands", "a fee of 30 percent on the canal")
    world.say("Sudmark", "demands", "a fee of 25 percent")
    assert cells(world) == []


def test_another_wording_of_a_proposition_tells_what_it_is_of() -> None:
    world = World()
    world.say("Norland", "demands", "the army goes home within 30 days")
    world.say("Sudmark", "demands", "troops pull back within 90 days")
    assert cells(world) == []
    first = world.standings[0]
    (held,) = first.own
    again = replace(held, position=replace(held.position, proposition="a pull-back in 30 days"))
    other = replace(
        held, position=replace(held.position, proposition="troops pull back in 30 days")
    )
    world.standings[0] = replace(first, earlier=(again, other))
    assert [row[-1] for row in cells(world)] == [60]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([("demands", "90 days"), ("accepts", "120 days")], Bound(90, 120)),
        ([("rejects", "90 days")], None),
        ([("demands", "at most 90 days"), ("demands", "at least 120 days")], None),
        ([("demands", "at most 90 days"), ("accepts", "30 days")], Bound(30, 30)),
    ],
)
def test_what_stances_allow(stated: list[tuple[str, str]], expected: Bound | None) -> None:
    bounds = [(stance, bound_of(text)) for stance, text in stated]
    assert allowed(bounds) == expected  # type: ignore[arg-type]


def method(name: str) -> Method:
    return next(one for one in METHODS if one.name == name)


def doubtful() -> World:
    """Norland surely rejects a vote; that Sudmark demands one is only possible."""
    world = World()
    world.say("Norland", "rejects", "a vote")
    world.say("Sudmark", "demands", "a vote")
    last = world.standings.pop()
    held = replace(last.own[0], entry=replace(last.own[0].entry, sure=False))
    world.standings.append(
        Standing(party="Sudmark", issue="i-1", proposition=last.proposition, possible=(held,))
    )
    return world


def test_what_is_only_possible_counts_if_asked_for_and_is_marked() -> None:
    snapshot = doubtful().snapshot()
    sure = ask(method("conflicts"), snapshot)
    assert sure.rows == ()
    (tier,) = sure.tiers
    (row,) = ask(method("conflicts"), snapshot, possible=True).rows
    assert (tier.counts, tier.rows) == ("possible", (row,))
    assert row.cells[2] == "Norland rejects: a vote · possibly Sudmark demands: a vote"
    assert len(ask(method("changes"), snapshot, possible=True).rows) == 2


def test_a_sure_stance_is_never_replaced_by_a_possible_one() -> None:
    world = doubtful()
    world.say("Sudmark", "accepts", "a vote")
    sure, possible = world.standings.pop(), world.standings.pop()
    world.standings.append(replace(sure, possible=possible.possible))
    assert ask(method("conflicts"), world.snapshot(), possible=True).rows == ()
