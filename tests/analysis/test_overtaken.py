"""Stances that a newer, only possible, word of their party may have ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from detente.analysis import METHODS, Method, ask
from detente.analysis.overtaken import OVERTAKEN
from detente.analysis.tiers import PARTS
from detente.model.snapshot import Held, Snapshot
from detente.model.vocabulary import Stance
from tests.analysis.world import DAY, World

METHOD = {method.name: method for method in METHODS}
LATER = DAY + dt.timedelta(days=9)


def turned(
    snapshot: Snapshot, party: str, stance: Stance, *, days: int = 9, voice: str = "own"
) -> Snapshot:
    """The snapshot in which of a party another word was read so many days after, not sure."""
    standings = []
    for known in snapshot.standings:
        standing = known
        if standing.party == party:
            first = (*standing.own, *standing.others)[0]
            position = replace(first.position, stance=stance, voice=voice, confidence=0.4)
            sighting = first.entry.sightings[0]
            later = replace(
                sighting, body=position, published=DAY + dt.timedelta(days=days), report="later"
            )
            entry = replace(
                first.entry, id=position.id, claim=position, sightings=(later,), sure=False
            )
            held = Held(entry=entry, position=position, since=later.published)
            standing = replace(standing, possible=(held,))
        standings.append(standing)
    return replace(snapshot, standings=tuple(standings))


@pytest.fixture
def opposed() -> Snapshot:
    world = World()
    world.say("Norland", "demands", "forces leave within 90 days")
    world.say("Sudmark", "rejects", "forces leave within 90 days")
    return world.snapshot()


@pytest.mark.parametrize("name", ["standings", "blocks", "conflicts", "changes", "convergence"])
def test_each_row_that_rests_on_a_stance_says_that_it_may_be_over(
    name: str, opposed: Snapshot
) -> None:
    snapshot = turned(opposed, "Sudmark", "accepts")
    old = opposed.standings[1].own[0].entry.id
    new = snapshot.standings[1].possible[0].entry.id
    found = ask(METHOD[name], snapshot)
    assert found.caveats[0] == OVERTAKEN
    resting = [row for row in found.rows if old in row.basis and new not in row.basis]
    assert resting
    for row in resting:
        (mark,) = row.overtaken
        assert (mark.over, mark.entry) == (old, new)
        assert mark.words == f"Sudmark possibly accepts: forces leave within 90 days ({LATER})"
    others = [row for row in found.rows if row not in resting]
    assert not any(row.overtaken for row in others)


@pytest.mark.parametrize(
    ("stance", "days", "voice"),
    [("rejects", 9, "own"), ("accepts", -9, "own"), ("accepts", 9, "counterpart")],
)
def test_what_says_the_same_is_older_or_of_another_takes_no_place(
    opposed: Snapshot, stance: Stance, days: int, voice: str
) -> None:
    snapshot = turned(opposed, "Sudmark", stance, days=days, voice=voice)
    found = ask(METHOD["conflicts"], snapshot)
    assert found.rows
    assert OVERTAKEN not in found.caveats
    assert not any(row.overtaken for row in found.rows)


def test_an_account_that_counts_may_be_over_by_the_partys_own_word() -> None:
    world = World()
    world.say("Norland", "demands", "a vote in the strip")
    world.say("Sudmark", "rejects", "a vote in the strip", voice="counterpart")
    snapshot = turned(world.snapshot(), "Sudmark", "accepts")
    (row,) = ask(METHOD["conflicts"], snapshot, accounts=True).rows
    assert [mark.words for mark in row.overtaken] == [
        f"Sudmark possibly accepts: a vote in the strip ({LATER})"
    ]


def test_who_speaks_for_whom_is_not_over_with_a_stance(opposed: Snapshot) -> None:
    snapshot = turned(opposed, "Sudmark", "accepts")
    for name in ("channels", "forecasts", "ledger"):
        found = METHOD[name].function(snapshot)
        assert ask(METHOD[name], snapshot).rows == found.rows
        assert ask(METHOD[name], snapshot).caveats == found.caveats


@pytest.fixture
def told() -> Snapshot:
    world = World()
    world.say("Norland", "demands", "a vote in the strip", voice="narrator")
    world.say("Sudmark", "rejects", "a vote in the strip", voice="narrator")
    return world.snapshot()


@pytest.mark.parametrize(("name", "more"), [("conflicts", 1), ("changes", 2), ("blocks", 1)])
def test_what_accounts_would_add_stands_apart(told: Snapshot, name: str, more: int) -> None:
    method: Method = METHOD[name]
    found = ask(method, told)
    assert found.rows == ()
    assert [(tier.counts, len(tier.rows)) for tier in found.tiers] == [("accounts", more)]
    assert any("--accounts" in caveat for caveat in found.caveats)
    counted = ask(method, told, accounts=True)
    assert counted.rows == found.tiers[0].rows
    assert counted.tiers == ()
    assert not any("--accounts" in caveat for caveat in counted.caveats)


def test_what_both_would_add_stands_apart_where_neither_adds_anything() -> None:
    world = World()
    world.say("Norland", "demands", "a vote in the strip", voice="narrator")
    world.say("Sudmark", "accepts", "a vote in the strip", voice="narrator")
    snapshot = turned(world.snapshot(), "Sudmark", "rejects", voice="narrator")
    unsure = tuple(replace(one, others=()) if one.possible else one for one in snapshot.standings)
    state = replace(snapshot, standings=unsure)
    found = ask(METHOD["conflicts"], state)
    assert found.rows == ()
    (tier,) = found.tiers
    assert (tier.counts, len(tier.rows)) == ("accounts and possible", 1)
    both = ask(METHOD["conflicts"], state, accounts=True, possible=True)
    assert both.rows == tier.rows
    (unsure,) = ask(METHOD["conflicts"], state, accounts=True).tiers
    assert (unsure.counts, unsure.rows) == ("possible", tier.rows)


def test_what_accounts_would_add_beside_own_words_is_apart_too() -> None:
    world = World()
    world.say("Norland", "demands", "free passage")
    world.say("Sudmark", "rejects", "free passage")
    world.say("Halmar", "demands", "free passage", voice="narrator")
    found = ask(METHOD["conflicts"], world.snapshot())
    assert len(found.rows) == 1
    (tier,) = found.tiers
    assert (tier.counts, len(tier.rows)) == ("accounts", 1)
    assert tier.rows[0].basis[-1] not in found.rows[0].basis
    assert PARTS in tier.caveats


def test_a_pair_opposed_by_accounts_says_so(told: Snapshot) -> None:
    (row,) = ask(METHOD["blocks"], told, accounts=True).rows
    assert row.cells[0] == "opposed by accounts"
    assert row.cells[3:8] == ("Norland", "demands", None, "Sudmark", "rejects")
