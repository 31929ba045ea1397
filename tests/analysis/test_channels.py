"""Authority and channels: from the demo's own kinds of entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from detente.analysis import channels, ranges
from detente.model.actors import Spoken
from detente.model.claims import Contact, Participant
from detente.model.snapshot import Entry
from detente.model.vocabulary import Stance
from tests.analysis.world import World
from tests.views.sample import SNAPSHOT


def test_contacts_that_took_place_make_the_network() -> None:
    met = {
        (row.cells[1], row.cells[2]) for row in channels(SNAPSHOT).rows if row.cells[0] == "met"
    }
    held = [
        {p.name for p in e.claim.participants}
        for e in SNAPSHOT.contacts
        if isinstance(e.claim, Contact) and e.claim.status in ("held", "ongoing") and e.sure
    ]
    assert met
    assert all(any({one, other} <= names for names in held) for one, other in met)


def test_the_absent_and_the_unnamed_met_nobody() -> None:
    entry = next(e for e in SNAPSHOT.contacts if isinstance(e.claim, Contact) and e.sure)
    there = (
        Participant("Norland"),
        Participant("Sudmark", "absent"),
        Participant("unnamed: an official"),
    )
    claim = replace(entry.claim, participants=there, status="held")
    snapshot = replace(SNAPSHOT, contacts=(replace(entry, claim=claim),), standings=())
    assert channels(snapshot).rows == ()


def test_speakers_who_contradict_each_other_come_first() -> None:
    world = World()
    world.say("Norland", "accepts", "a vote", mixed=True)
    (row,) = channels(world.snapshot()).rows
    assert row.cells[:3] == ("differ", "Norland", "a vote")


def test_who_is_no_actor_of_the_register_has_no_speakers_and_no_go_between() -> None:
    world = World()
    world.say("Norland", "accepts", "a vote")
    world.say("nine envoys", "accepts", "a vote", mixed=True)
    world.say("nine envoys", "rejects", "a levy", voice="mediator", reported_by="Norland")
    whole = world.snapshot()
    assert {row.cells[0] for row in channels(whole).rows} == {"differ", "passed on words of"}
    known = tuple(party for party in whole.parties if party.name == "Norland")
    assert channels(replace(whole, parties=known)).rows == ()


def test_who_speaks_is_told_of_all_that_was_said_and_a_position_in_it_counts_once() -> None:
    bare = channels(SNAPSHOT)
    known = [row for row in bare.rows if row.cells[0] == "speaks for"]
    day = dt.date(2031, 3, 5)
    said = [
        Spoken(who=who, whom=whom, statements=("e-1", "e-2"), first=day, last=day)
        for who, whom in ((str(known[0].cells[1]), str(known[0].cells[2])), ("Ana", "Norland"))
    ]
    found = channels(replace(SNAPSHOT, spoken=tuple(said)))
    rows = {row.cells[1]: row for row in found.rows if row.cells[0] == "speaks for"}
    assert rows.keys() == {*(row.cells[1] for row in known), "Ana"}
    assert rows["Ana"].cells[3:] == (None, "2031-03-05", "2031-03-05", 2)
    assert rows[said[0].who].cells[3] == known[0].cells[3]
    assert rows[said[0].who].basis == ("e-1", "e-2")


def carried(**changes: object) -> Entry:
    """A message that Lena Orsk carried from Norland to Sudmark."""
    entry = next(e for e in SNAPSHOT.contacts if isinstance(e.claim, Contact) and e.sure)
    there = (
        Participant("Norland", "party"),
        Participant("Sudmark", "party"),
        Participant("Lena Orsk", "mediator"),
    )
    claim = replace(
        entry.claim,
        participants=there,
        status="held",
        statuses=(),
        format="indirect",
        kind="talks",
    )
    return replace(entry, claim=claim, statuses=(), **changes)


def test_who_carries_a_message_goes_between_and_nobody_met() -> None:
    snapshot = replace(SNAPSHOT, contacts=(carried(),), standings=())
    assert [row.cells[:3] for row in channels(snapshot).rows] == [
        ("spoke through others", "Norland", "Sudmark"),
        ("went between", "Lena Orsk", "Norland and Sudmark"),
    ]


def test_who_possibly_went_between_is_named_beneath_and_not_counted() -> None:
    entry = carried(sure=False)
    found = channels(replace(SNAPSHOT, contacts=(entry,), standings=()))
    assert found.rows == ()
    assert found.caveats[-1] == (
        "Possibly went between, not sure and not counted: Lena Orsk between Norland and Sudmark "
        f"({entry.id[:8]})."
    )


@pytest.mark.parametrize(
    ("teller", "stance", "days", "differ"),
    [
        ("unnamed: Norland's defence minister", "rejects", 0, True),
        ("unnamed: Norland's defence minister", "rejects", -9, False),
        ("unnamed: Norland's defence minister", "demands", 0, False),
        ("unnamed: a diplomat", "rejects", 0, False),
    ],
)
def test_who_is_of_a_party_and_takes_another_side_contradicts_it(
    teller: str, stance: Stance, days: int, differ: bool
) -> None:
    world = World()
    world.say("Norland", "accepts", "a fee of 30 percent")
    world.say("Sudmark", "demands", "a fee of 25 percent")
    other = World()
    other.say("Norland", stance, "a fee of 30 percent", voice="unnamed")
    (held,) = other.standings[0].others
    since = held.since + dt.timedelta(days=days) if held.since else None
    held = replace(held, position=replace(held.position, reported_by=teller), since=since)
    world.standings[0] = replace(world.standings[0], others=(held,))
    found = [row.cells[:4] for row in channels(world.snapshot()).rows if row.cells[0] == "differ"]
    words = "the report: accepts; Norland's defence minister (unnamed): rejects"
    assert found == ([("differ", "Norland", "a fee of 30 percent", words)] if differ else [])
    told = [one for one in ranges(world.snapshot()).caveats if "contradict each other" in one]
    assert len(told) == int(differ)
    assert all(words in one for one in told)
