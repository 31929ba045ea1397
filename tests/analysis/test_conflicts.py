"""What cannot hold together, and without what the rest can."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from detente.analysis.blocks import blocks
from detente.analysis.conflicts import changes, conflicts
from detente.analysis.possible import with_possible
from detente.model.claims import StickingPoint
from detente.model.snapshot import Entry
from detente.model.text import Evidence
from tests.analysis.world import World, shuffled


def test_a_demand_against_a_rejection() -> None:
    world = World()
    demand = world.say("Norland", "demands", "forces leave the strip")
    refusal = world.say("Sudmark", "rejects", "forces leave the strip")
    world.say("Sudmark", "accepts", "monitors arrive")
    (conflict,) = conflicts(world.snapshot()).rows
    assert conflict.basis == (demand, refusal)
    ways = changes(world.snapshot()).rows
    assert [row.basis for row in ways] == [(demand,), (refusal,)]
    assert [row.cells[3] for row in ways] == ["Norland", "Sudmark"]


def test_accepting_and_keeping_open_ask_for_nothing() -> None:
    world = World()
    world.say("Norland", "accepts", "forces leave the strip")
    world.say("Halmar", "reserves", "forces leave the strip")
    world.say("Sudmark", "rejects", "forces leave the strip")
    assert conflicts(world.snapshot()).rows == ()


def test_a_condition_that_is_refused_blocks_what_hangs_on_it() -> None:
    world = World()
    base = [
        world.say("Norland", "demands", "forces leave the strip"),
        world.say(
            "Sudmark",
            "conditionally_accepts",
            "forces leave the strip",
            condition="if monitors arrive",
        ),
        world.say("Halmar", "rejects", "monitors arrive"),
    ]
    (conflict,) = conflicts(world.snapshot()).rows
    assert set(conflict.basis) == set(base)
    assert {row.basis[0] for row in changes(world.snapshot()).rows} == set(base)


def test_one_quantity_has_one_value() -> None:
    world = World()
    one = world.say("Norland", "demands", "forces leave within 90 days")
    other = world.say("Sudmark", "proposes", "forces leave within 120 days")
    world.say("Sudmark", "demands", "at most 300 monitors patrol")
    world.say("Norland", "demands", "at most 200 monitors patrol")
    (conflict,) = conflicts(world.snapshot()).rows
    assert set(conflict.basis) == {one, other}


def test_each_before_the_other_is_a_circle() -> None:
    world = World()
    orders = {
        world.order("Norland", "a ceasefire", "talks on the border"),
        world.order("Sudmark", "talks on the border", "monitors"),
        world.order("Halmar", "monitors", "a ceasefire"),
    }
    (conflict,) = conflicts(world.snapshot()).rows
    assert set(conflict.basis) == orders


def test_who_waits_for_whom_is_found_in_whatever_words_it_is_said() -> None:
    """ "Release only after the port opens", "open only after the release"."""
    world = World()
    world.say("Norland", "reserves", "a fee")
    world.say("Sudmark", "reserves", "a fee")
    port = "that Norland will release the prisoners", "Sudmark opens the port"
    theirs = world.order("Norland", port[1], port[0])
    ours = [
        world.order(
            "Sudmark", "Norland releases the prisoners", "that Sudmark will open the port"
        ),
        world.order("Sudmark", "The prisoners must be released", "we open the port"),
    ]
    found = {frozenset(row.basis) for row in conflicts(world.snapshot()).rows}
    assert found == {frozenset({theirs, one}) for one in ours}


def test_what_another_party_does_is_another_thing() -> None:
    world = World()
    world.say("Norland", "reserves", "a fee")
    world.say("Sudmark", "reserves", "a fee")
    world.order("Norland", "Sudmark opens the port", "Norland opens the port")
    world.order("Sudmark", "the talks", "Sudmark opens the port")
    assert conflicts(world.snapshot()).rows == ()


def test_an_order_that_a_stance_asks_for_too_makes_no_second_conflict() -> None:
    """One sentence may be read as a stance on a condition, and as what is to come first."""
    world = World()
    first = "only after Norland releases the prisoners", "once Sudmark has opened the port"
    one = world.say("Norland", "offers", "release the prisoners", condition=first[1])
    other = world.say("Sudmark", "conditionally_accepts", "open the port", condition=first[0])
    alone = [set(row.basis) for row in conflicts(world.snapshot()).rows]
    world.order("Sudmark", "Norland releases the prisoners", "Sudmark opens the port")
    world.order("Norland", "Sudmark opens the port", "Norland releases the prisoners")
    found = [set(row.basis) for row in conflicts(world.snapshot()).rows]
    assert found == alone == [{one, other}]


def test_conditions_that_each_come_first_are_a_circle_and_mere_conditions_are_none() -> None:
    for port, prisoners, number in (
        ("only after Norland releases the prisoners", "once Sudmark has opened the port", 1),
        ("if Norland releases the prisoners first", "only after Sudmark opens the port", 1),
        ("only if Norland releases the prisoners", "only if Sudmark opens the port", 0),
        ("only after Norland releases the prisoners", "only after Sudmark pays the fee", 0),
    ):
        world = World()
        one = world.say("Norland", "offers", "release the prisoners", condition=prisoners)
        other = world.say("Sudmark", "conditionally_accepts", "open the port", condition=port)
        rows = conflicts(world.snapshot()).rows
        assert [set(row.basis) for row in rows] == [{one, other}] * number, port


def test_an_order_that_is_not_sure_counts_only_where_asked_for_and_says_so() -> None:
    world = World()
    world.order("Norland", "a ceasefire", "talks on the border")
    world.order("Sudmark", "talks on the border", "a ceasefire")
    snapshot = world.snapshot()
    perhaps = replace(
        snapshot, relations=tuple(replace(one, sure=False) for one in snapshot.relations)
    )
    assert len(conflicts(snapshot).rows) == 1
    assert conflicts(perhaps).rows == ()
    (row,) = conflicts(with_possible(perhaps)).rows
    assert "possibly Norland asks: a ceasefire before talks on the border" in str(row.cells[2])


def test_what_is_withdrawn_asks_for_nothing_and_is_no_formula() -> None:
    world = World()
    world.say("Norland", "offers", "a fee of 40 percent", move="withdraws")
    world.say("Sudmark", "rejects", "a fee of 40 percent")
    assert conflicts(world.snapshot()).rows == ()
    assert blocks(world.snapshot()).rows == ()
    world.say("Halmar", "demands", "a vote")
    world.say("Sudmark", "rejects", "a vote")
    ways = changes(world.snapshot()).rows
    assert len(ways) == 2
    assert not any("fee" in str(row.cells[6]) for row in ways)


def test_accounts_of_others_count_only_where_asked_for() -> None:
    world = World()
    world.say("Norland", "demands", "a vote in the strip", voice="narrator")
    world.say("Sudmark", "rejects", "a vote in the strip")
    assert conflicts(world.snapshot()).rows == ()
    assert len(conflicts(world.snapshot(), "all").rows) == 1


def test_mixed_signals_take_no_side() -> None:
    world = World()
    world.say("Norland", "demands", "a vote in the strip", mixed=True)
    world.say("Sudmark", "rejects", "a vote in the strip")
    assert conflicts(world.snapshot()).rows == ()


def test_red_lines_come_last_and_formulas_voiced_stand_beside() -> None:
    world = World()
    world.say("Norland", "demands", "a vote in the strip", level="stated_red_line")
    refusal = world.say("Sudmark", "rejects", "a vote in the strip")
    world.say("Halmar", "proposes", "the vote follows the withdrawal")
    ways = changes(world.snapshot()).rows
    assert [row.cells[4] for row in ways] == [0, 1]
    assert ways[0].basis[0] == refusal
    assert all("Halmar proposes: the vote follows the withdrawal" in str(r.cells[6]) for r in ways)


def test_that_no_move_was_found_is_said_and_a_move_is_told() -> None:
    world = World()
    world.say("Norland", "demands", "a vote in the strip")
    world.say("Sudmark", "rejects", "a vote in the strip", move="concedes")
    found = changes(world.snapshot())
    moved = [dict(zip(found.columns, row.cells, strict=True)) for row in found.rows]
    assert [(one["whose"], one["moved before"]) for one in moved] == [
        ("Norland", "no move found"),
        ("Sudmark", "Sudmark"),
    ]


def test_the_order_of_entry_changes_no_finding() -> None:
    world = World()
    world.say("Norland", "demands", "forces leave the strip")
    world.say("Sudmark", "rejects", "forces leave the strip")
    world.say("Halmar", "demands", "a vote in the strip", issue="i-2")
    world.say("Sudmark", "rejects", "a vote in the strip", issue="i-2")
    snapshot = world.snapshot()
    expected = {frozenset(row.basis) for row in conflicts(snapshot).rows}
    for order in permutations(range(4)):
        found = {frozenset(row.basis) for row in conflicts(shuffled(snapshot, order)).rows}
        assert found == expected


def test_a_refusal_while_something_lasts_stands_today_and_one_if_it_happens_does_not() -> None:
    for condition, number in (
        ("while troops remain", 1),
        ("until they leave", 1),
        ("if troops come back", 0),
    ):
        world = World()
        world.say("Norland", "demands", "a vote")
        world.say("Sudmark", "rejects", "a vote", condition=condition)
        rows = conflicts(world.snapshot()).rows
        assert len(rows) == number, condition
        assert all(f"Sudmark rejects: a vote ({condition})" in str(r.cells[2]) for r in rows)


def test_what_the_same_report_names_as_an_obstacle_stands_beside_the_sets() -> None:
    world = World()
    world.say("Norland", "demands", "forces leave the strip")
    world.say("Sudmark", "rejects", "forces leave the strip")
    snapshot = world.snapshot()
    report = snapshot.standings[0].own[0].entry.sightings[0].report
    points = [
        obstacle("who patrols the lane", report),
        obstacle("the demand that forces leave the strip", report),  # says it again
        obstacle("the price of gas", "another00000"),
    ]
    found = changes(replace(snapshot, sticking_points=tuple(points)))
    assert {row.cells[7] for row in found.rows} == {"who patrols the lane"}
    assert all(row.basis[-1] == points[0].id for row in found.rows)


def test_an_obstacle_with_its_measure_is_a_formula_that_nobody_put_forward() -> None:
    world = World()
    world.say("Norland", "demands", "forces leave the strip")
    world.say("Sudmark", "rejects", "forces leave the strip")
    snapshot = world.snapshot()
    report = snapshot.standings[0].own[0].entry.sightings[0].report
    points = [obstacle(words, report) for words in ("a lane five miles wide", "the 2029 treaty")]
    found = changes(replace(snapshot, sticking_points=tuple(points)))
    assert {row.cells[6] for row in found.rows} == {
        "named, not put forward: a lane five miles wide"
    }
    assert {row.cells[7] for row in found.rows} == {"the 2029 treaty"}
    assert not any("a lane" in line for line in found.opening)
    assert all({point.id for point in points} <= set(row.basis) for row in found.rows)


def obstacle(issue: str, report: str) -> Entry:
    words = Evidence(report=report, start=0, end=5, text="words")
    claim = StickingPoint(evidence=(words,), issue=issue)
    return replace(World().entry(claim), id=f"s {issue}")
