"""Who stands where: only the party's own voice begins, changes or ends its stance."""

import datetime as dt
from typing import Any

import pytest

from detente.model.claims import When
from detente.model.dates import parse_days
from detente.model.snapshot import Standing
from detente.record import Record
from tests.record.build import Draft

ON = "unarmed patrols in the strait"


def say(record: Record, day: int, stance: str, by: str = "Karin Lund", **more: Any) -> None:
    """Norland's stance on the patrols, in a report of March."""
    said_on = more.pop("when", None)
    draft = Draft(f"On {ON}: Norland {stance}, {by} ({day}).", f"2031-03-{day:02}", f"Post {day}")
    when = When(parse_days(said_on), draft.words(ON)) if said_on else None
    fields = {"reported_by": by, "when": when, **more}
    draft.position("Norland", stance, ON, f"Norland {stance}", **fields)
    record.enter([draft.reading()])


def cell(record: Record, **view: Any) -> Standing:
    (found,) = record.snapshot(**view).standings
    return found


def test_the_own_voice_changes_its_stance_at_a_later_day(record: Record) -> None:
    say(record, 1, "rejects")
    say(record, 9, "accepts")
    now = cell(record)
    assert (now.stance, now.own[0].relationship) == ("accepts", "changed")
    assert now.own[0].since == dt.date(2031, 3, 9)
    assert [h.position.stance for h in now.earlier] == ["rejects"]
    assert now.own[0].before == now.earlier[0].entry.id
    before = cell(record, as_of=dt.date(2031, 3, 8))
    assert (before.stance, before.earlier) == ("rejects", ())


@pytest.mark.parametrize("voice", ["counterpart", "mediator", "unnamed", "narrator"])
def test_another_voice_never_changes_it(voice: str, record: Record) -> None:
    say(record, 1, "rejects")
    say(record, 9, "accepts", "Ivo Brand", voice=voice)
    now = cell(record)
    assert (now.stance, now.earlier) == ("rejects", ())
    assert [h.position.stance for h in now.others] == ["accepts"]
    assert now.conflict


@pytest.mark.parametrize(
    ("told", "conflict"),
    [
        (2, False),  # of what Norland gave up on the 9th
        (8, True),  # of about the same time
        (12, True),
    ],
)
def test_an_account_from_before_a_change_does_not_contradict_it(
    told: int, conflict: bool, record: Record
) -> None:
    say(record, 1, "rejects")
    say(record, told, "rejects", "Ivo Brand", voice="counterpart")
    say(record, 9, "accepts")
    now = cell(record)
    assert (now.stance, now.own[0].relationship) == ("accepts", "changed")
    assert [h.position.stance for h in now.others] == ["rejects"]
    assert now.conflict is conflict


@pytest.mark.parametrize(("later", "conflict"), [(8, True), (9, False)])
def test_accounts_contradict_each_other_only_within_a_week(
    later: int, conflict: bool, record: Record
) -> None:
    say(record, 1, "rejects", "Ivo Brand", voice="counterpart")
    say(record, later, "accepts", "a diplomat", voice="narrator")
    assert cell(record).conflict is conflict


@pytest.mark.parametrize(
    ("first", "second", "stance"),
    [
        ("Karin Lund", "Osterby", "accepts"),  # an official, then the president
        ("Osterby", "Osterby", "accepts"),
        ("Osterby", "Karin Lund", "rejects"),  # the president, then an official: only differs
        ("Karin Lund", "Per Falk", "rejects"),  # an adviser
    ],
)
def test_only_equal_or_higher_authority_changes_it(
    first: str, second: str, stance: str, record: Record
) -> None:
    say(record, 1, "rejects", first)
    say(record, 9, "accepts", second)
    now = cell(record)
    assert now.stance == stance
    if stance == "rejects":
        assert [h.relationship for h in now.own] == ["first", "differs"]
    else:
        assert [h.relationship for h in now.own] == ["changed"]


@pytest.mark.parametrize(
    ("voice", "stance"), [("own", "offers"), ("counterpart", "demands"), ("narrator", "demands")]
)
def test_a_threat_ends_when_the_party_itself_withdraws_it(
    voice: str, stance: str, record: Record
) -> None:
    by = "Karin Lund" if voice == "own" else "Ivo Brand"
    say(record, 1, "demands", move="threatens_if")
    say(record, 9, "offers", by, voice=voice, move="withdraws")
    now = cell(record)
    assert now.stance == stance
    assert len(now.earlier) == (voice == "own")


@pytest.mark.parametrize(
    ("move", "words", "withdraws"),
    [
        ("withdraws", "Norland offers", True),
        (None, 'Norland "withdraws"', False),  # the word alone is none
        ("threatens_if", "Norland offers", False),
    ],
)
def test_a_stance_withdraws_if_its_move_does(
    move: str | None, words: str, withdraws: bool, record: Record
) -> None:
    draft = Draft(f"On {ON}: {words}, Karin Lund.", "2031-03-01", "Post 1")
    draft.position("Norland", "offers", ON, words, reported_by="Karin Lund", move=move)
    record.enter([draft.reading()])
    (held,) = cell(record).own
    assert held.withdraws is withdraws
    assert held.withdraws is (held.position.move == "withdraws")


def test_two_voices_of_about_equal_rank_at_one_time_are_mixed_signals(record: Record) -> None:
    say(record, 8, "rejects", "Karin Lund")
    say(record, 9, "accepts", "Osterby")
    now = cell(record)
    assert (now.stance, now.mixed, now.conflict) == (None, True, True)
    assert {h.position.stance for h in now.own} == {"rejects", "accepts"}


@pytest.mark.parametrize(
    "retold", [{"when": "2030-11-02"}, {"firmness": "has long"}], ids=["dated", "called old"]
)
@pytest.mark.parametrize("day", [1, 20])
def test_a_retelling_of_the_past_never_starts_or_ends_a_stance(
    retold: dict[str, str], day: int, record: Record
) -> None:
    say(record, 10, "accepts")
    say(record, day, "rejects", **retold)
    now = cell(record)
    assert (now.stance, now.own[0].relationship, now.mixed) == ("accepts", "first", False)
    assert now.own[0].since == dt.date(2031, 3, 10)
    assert [h.position.stance for h in now.earlier] == ["rejects"]


def test_a_retelling_alone_is_no_stance_in_force(record: Record) -> None:
    say(record, 10, "rejects", when="2030-11-02")
    now = cell(record)
    assert (now.stance, now.own) == (None, ())


def test_a_repetition_is_the_same_stance_since_its_first_day(record: Record) -> None:
    say(record, 1, "rejects")
    say(record, 9, "rejects", "Osterby")
    now = cell(record)
    assert (now.stance, now.own[0].since) == ("rejects", dt.date(2031, 3, 1))
    assert len(now.own[0].entry.sightings) == 2


def test_what_no_report_dates_has_no_day(record: Record) -> None:
    draft = Draft(f"On {ON}: Norland rejects.", None)
    draft.position("Norland", "rejects", ON, "Norland rejects", reported_by="Karin Lund")
    record.enter([draft.reading()])
    assert cell(record).own[0].since is None
    say(record, 1, "rejects")
    assert cell(record).own[0].since == dt.date(2031, 3, 1)


def test_the_desk_can_say_that_a_stance_is_in_force(record: Record) -> None:
    say(record, 1, "rejects", "Osterby")
    say(record, 9, "accepts", "Ivo Brand", voice="counterpart")
    (entry,) = [h.entry for h in cell(record).others]
    record.judge(entry.id, "corrected", fields=[("in_force", "yes")], by="ada")
    now = cell(record)
    assert (now.stance, now.own[0].relationship) == ("accepts", "changed")
    record.undo("ada")
    assert cell(record).stance == "rejects"


def test_a_rejected_claim_holds_no_cell(record: Record) -> None:
    say(record, 1, "rejects")
    (entry,) = record.entries("positions")
    record.judge(entry.id, "rejected", by="ada")
    assert record.snapshot().standings == ()


def test_what_names_nothing_specific_waits_in_the_tray(record: Record) -> None:
    draft = Draft("Some proposals are acceptable to Norland, Lund said.")
    draft.position("Norland", "accepts", "some proposals", "Some proposals", proposition=None)
    record.enter([draft.reading()])
    snapshot = record.snapshot()
    assert snapshot.standings == ()
    assert [e.claim.main.text for e in snapshot.tray] == ["Some proposals"]
