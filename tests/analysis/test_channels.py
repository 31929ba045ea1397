"""Authority and channels: from the demo's own kinds of entries."""

from __future__ import annotations

from dataclasses import replace

from detente.analysis import channels
from detente.model.claims import Contact, Participant
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
