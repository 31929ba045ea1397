"""Of two numbers that one party asked for, for one thing, the newer counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from detente.analysis import changes, conflicts, convergence, packages, ranges
from detente.analysis.demands import asked_of
from detente.analysis.paths import Voices
from detente.model.snapshot import Snapshot
from detente.model.vocabulary import Stance
from tests.analysis.world import DAY, World

LATER = DAY + dt.timedelta(days=16)
OLD = "release 420 tonnes of grain"


def moved(since: dt.date | None = LATER, **second: object) -> Snapshot:
    """A state in which Norland asked for 420 tonnes, then for 390, and Sudmark offers 360."""
    world = World()
    world.say("Norland", "demands", OLD)
    world.say("Norland", "proposes", "release 390 tonnes of grain", **second)  # type: ignore[arg-type]
    world.say("Sudmark", "offers", "release 360 tonnes of grain")
    first, new, other = world.standings
    new = replace(new, own=tuple(replace(held, since=since) for held in new.own))
    return replace(world.snapshot(), standings=(first, new, other))


def test_a_newer_number_replaces_the_older_and_that_is_told() -> None:
    snapshot = moved()
    (row,) = ranges(snapshot).rows
    assert row.cells[3:] == ("Norland", "390", "Sudmark", "360", None, 30)
    found = conflicts(snapshot)
    assert [(row.cells[1], row.cells[3]) for row in found.rows] == [(2, "Norland, Sudmark")]
    told = f"Left out, for the same party asked for another number later: Norland demands: {OLD}."
    assert told in found.caveats
    assert told in changes(snapshot).caveats


@pytest.mark.parametrize(
    ("since", "second"),
    [
        (DAY, {}),
        (None, {}),
        (LATER, {"condition": "if the port opens"}),
    ],
)
def test_what_is_of_one_day_or_tied_to_a_condition_replaces_nothing(
    since: dt.date | None, second: dict[str, object]
) -> None:
    found = conflicts(moved(since, **second))
    assert any("420" in str(row.cells[2]) for row in found.rows)
    assert not any("Left out" in caveat for caveat in found.caveats)


def test_what_is_not_sure_replaces_nothing_that_is() -> None:
    snapshot = moved()
    first, new, other = snapshot.standings
    unsure = tuple(replace(held, entry=replace(held.entry, sure=False)) for held in new.own)
    found = conflicts(replace(snapshot, standings=(first, replace(new, own=unsure), other)))
    assert any("420" in str(row.cells[2]) for row in found.rows)


def left_out(snapshot: Snapshot, voices: Voices = "own") -> list[str]:
    return [caveat for caveat in conflicts(snapshot, voices).caveats if "Left out" in caveat]


def test_what_was_said_again_after_a_newer_number_still_stands() -> None:
    snapshot = moved()
    first, *rest = snapshot.standings
    (held,) = first.own
    (once,) = held.entry.sightings
    again = replace(once, report="again", published=LATER + dt.timedelta(days=1))
    entry = replace(held.entry, sightings=(once, again))
    first = replace(first, own=(replace(held, entry=entry),))
    assert left_out(snapshot)
    assert not left_out(replace(snapshot, standings=(first, *rest)))


def test_an_account_replaces_no_number_that_the_party_named_itself() -> None:
    snapshot = moved()
    first, new, other = snapshot.standings
    told = tuple(replace(h, position=replace(h.position, voice="counterpart")) for h in new.own)
    account = replace(new, own=(), others=told, stance=None)
    found = replace(snapshot, standings=(first, account, other))
    assert any("390" in str(row.cells[2]) for row in conflicts(found, "all").rows)
    assert not left_out(found, "all")


def test_a_number_tied_to_a_condition_still_stands_beside_a_newer_one_without() -> None:
    snapshot = moved()
    first, *rest = snapshot.standings
    tied = tuple(
        replace(h, position=replace(h.position, condition="if the port opens")) for h in first.own
    )
    assert not left_out(replace(snapshot, standings=(replace(first, own=tied), *rest)))


@pytest.mark.parametrize(
    "newer", ["release 390 tonnes of grain in sealed bags", "release at least 390 tonnes of grain"]
)
def test_what_may_be_another_thing_or_holds_beside_it_replaces_nothing(newer: str) -> None:
    world = World()
    world.say("Norland", "demands", OLD)
    world.say("Norland", "proposes", newer)
    first, new = world.standings
    new = replace(new, own=tuple(replace(held, since=LATER) for held in new.own))
    assert not left_out(replace(world.snapshot(), standings=(first, new)))


def test_each_of_several_numbers_that_replaced_one_has_moved() -> None:
    world = World()
    for text in (
        OLD,
        "release at most 400 tonnes of grain",
        "release at most 390 tonnes of grain",
    ):
        world.say("Norland", "demands", text)
    first, *others = world.standings
    later = [replace(s, own=tuple(replace(h, since=LATER) for h in s.own)) for s in others]
    asked = asked_of(replace(world.snapshot(), standings=(first, *later)))
    assert [demand.moved for demand in asked.demands] == [True, True]
    assert asked.replaced == (f"Norland demands: {OLD}",)


def test_who_asked_for_another_number_before_has_moved() -> None:
    rows = changes(moved()).rows
    column = changes(moved()).columns.index("moved before")
    norland = [row.cells[column] for row in rows if "Norland" in str(row.cells[2])]
    sudmark = [row.cells[column] for row in rows if "Sudmark" in str(row.cells[2])]
    assert norland == ["Norland"]
    assert sudmark == ["no move found"]


def both_given_and_taken(*others: tuple[str, Stance, str]) -> Snapshot:
    """A state in which Norland demanded 40 megawatts, then offers 10; and what others hold."""
    world = World()
    world.say("Norland", "demands", "40 megawatts of power")
    world.say("Norland", "offers", "10 megawatts of power")
    for party, stance, text in others:
        world.say(party, stance, text)
    first, new, *rest = world.standings
    new = replace(new, own=tuple(replace(held, since=LATER) for held in new.own))
    return replace(world.snapshot(), standings=(first, new, *rest))


def test_an_offer_is_no_newer_number_for_what_its_party_demands_of_others() -> None:
    alone = both_given_and_taken()
    assert not left_out(alone)
    assert conflicts(alone).rows == changes(alone).rows == ranges(alone).rows == ()
    answered = both_given_and_taken(
        ("Sudmark", "offers", "36 megawatts of power"),
        ("Halmar", "demands", "12 megawatts of power"),
    )
    assert [row.cells[2] for row in conflicts(answered).rows] == [
        "Norland demands: 40 megawatts of power · Sudmark offers: 36 megawatts of power",
        "Norland offers: 10 megawatts of power · Halmar demands: 12 megawatts of power",
        "Sudmark offers: 36 megawatts of power · Halmar demands: 12 megawatts of power",
    ]
    assert [row.cells[3:7] for row in ranges(answered).rows] == [
        ("Norland", "40 (demanded)", "Sudmark", "36"),
        ("Norland", "10 (offered)", "Halmar", "12"),
        ("Sudmark", "36", "Halmar", "12"),
    ]


def test_a_newer_demand_or_offer_replaces_the_older_of_its_kind() -> None:
    world = World()
    for stance, text in (("demands", "40"), ("offers", "10"), ("demands", "30"), ("offers", "12")):
        world.say("Norland", stance, f"{text} megawatts of power")  # type: ignore[arg-type]
    *old, third, fourth = world.standings
    new = (replace(s, own=tuple(replace(h, since=LATER) for h in s.own)) for s in (third, fourth))
    (told,) = left_out(replace(world.snapshot(), standings=(*old, *new)))
    assert told.endswith(
        ": Norland demands: 40 megawatts of power; Norland offers: 10 megawatts of power."
    )


def test_packages_leave_out_a_number_that_a_newer_replaced_and_say_so() -> None:
    found = packages(moved())
    of_old = next(row for row in found.rows if "420" in str(row.cells[0]))
    assert of_old.cells[1:4] == ("possibly", None, "Norland, Sudmark")
    told = f"Left out, for the same party asked for another number later: Norland demands: {OLD}."
    assert told in found.caveats
    kept = packages(moved(since=DAY))
    of_old = next(row for row in kept.rows if "420" in str(row.cells[0]))
    assert of_old.cells[1:4] == ("possibly", None, "Sudmark")
    assert not any("Left out" in caveat for caveat in kept.caveats)
    (entry,) = {e for row in kept.rows for e in row.basis} - {
        e for row in found.rows for e in row.basis
    }
    assert entry == moved().standings[0].own[0].entry.id


def apart(snapshot: Snapshot) -> list[object]:
    found = convergence(snapshot)
    return [row.cells[-1] for row in found.rows]


def test_convergence_tells_how_far_the_newest_numbers_are_apart() -> None:
    assert apart(moved()) == ["release … of grain: 60 (tonne)", "release … of grain: 30 (tonne)"]
    both = both_given_and_taken(("Sudmark", "offers", "36 megawatts of power"))
    assert apart(both) == ["… of power: 4 (megawatt)", None]
