"""Whose voice it is: what one report leaves open about a speaker, another may have said."""

import pytest

from detente.model.claims import Position
from detente.record import Record
from tests.record.build import CAST, Draft, actor

ON = "unarmed patrols in the strait"
# "President Osterby" alone: of which state, this report does not say
PLAIN = (actor("Norland"), actor("Osterby", "person", authority="principal", role="president"))


def told(by: str, *, day: int = 9, voice: str = "counterpart", **fields: object) -> Draft:
    draft = Draft(f"Norland accepts {ON}, {by} said.", f"2031-03-{day:02}", actors=PLAIN)
    fields = {"reported_by": by, "voice": voice, **fields}
    return draft.position("Norland", "accepts", ON, f"Norland accepts {ON}", **fields)


def elsewhere() -> Draft:
    """A report that says whom Osterby speaks for."""
    draft = Draft("Osterby, Norland's president, spoke.", "2031-03-01", actors=CAST)
    return draft.says("Osterby", "spoke")


def test_a_speaker_of_whom_another_report_tells_the_party_is_its_own_voice(
    record: Record,
) -> None:
    record.enter([told("Osterby").reading()])
    (before,) = record.snapshot().standings
    assert (before.own, len(before.others)) == ((), 1)
    record.enter([elsewhere().reading()])
    (after,) = record.snapshot().standings
    assert (after.stance, after.others) == ("accepts", ())
    assert after.own[0].position.voice == "own"


def test_the_reading_stays_as_it_was_read(record: Record) -> None:
    record.enter([told("Osterby").reading(), elsewhere().reading()])
    (entry,) = record.entries("positions")
    body = entry.sightings[0].body
    assert isinstance(entry.claim, Position)
    assert isinstance(body, Position)
    assert (entry.claim.voice, body.voice) == ("own", "counterpart")


@pytest.mark.parametrize(
    ("by", "voice"),
    [
        ("Ivo Brand", "counterpart"),  # he speaks for Sudmark
        ("Osterby", "mediator"),
        ("unnamed: an official", "unnamed"),
    ],
)
def test_another_voice_stays_another_voice(by: str, voice: str, record: Record) -> None:
    record.enter([told(by, voice=voice).reading(), elsewhere().reading()])
    (cell,) = record.snapshot().standings
    assert (cell.own, cell.stance) == ((), None)


def test_what_the_desk_says_of_a_voice_goes_before(record: Record) -> None:
    record.enter([told("Osterby").reading(), elsewhere().reading()])
    (entry,) = record.entries("positions")
    record.judge(entry.id, "corrected", fields=[("voice", "counterpart")], by="desk")
    (cell,) = record.snapshot().standings
    assert (cell.own, len(cell.others)) == ((), 1)


def test_what_was_known_only_later_is_not_known_before(record: Record) -> None:
    record.enter([told("Osterby", day=1).reading()])
    later = Draft("Osterby, Norland's president, spoke.", "2031-03-09", actors=CAST)
    record.enter([later.says("Osterby", "spoke").reading()])
    assert [bool(c.own) for c in record.snapshot().standings] == [True]
    day = later.report.published
    assert day is not None
    (before,) = record.snapshot(as_of=day.replace(day=8)).standings
    assert before.own == ()
