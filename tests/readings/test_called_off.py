"""What was planned and is off, put off or only asked for is told so: no plan, no step, no deed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from detente.model.claims import Contact, NextStep, Proposal, Reading, Unknown
from detente.model.text import make_report
from detente.readings.readers import reader
from tests.readings.conftest import RETRIEVED

Read = Callable[..., Reading]
ABOUT = (
    "Norland and Sudmark met on Sunday. Norland said that the port was open. Sudmark said that "
    "the port was shut. Norland and Sudmark will go on. "
)


def read_on(day: dt.date, text: str) -> Reading:
    return reader("rules").read(make_report(text, published=day, retrieved=RETRIEVED))


def last_contact(reading: Reading) -> Contact:
    return reading.of(Contact)[-1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Talks of Norland and Sudmark due on Friday in Vell were called off.", 7),
        ("A session of Norland and Sudmark set for Monday was called off on Sunday.", 3),
        ("Talks of Norland and Sudmark due on Monday were called off last Friday.", 3),
        ("A session of Norland and Sudmark set for Friday was put off until further notice.", 7),
    ],
)
def test_what_was_due_and_is_off_is_no_step_and_keeps_its_day(
    read: Read, text: str, day: int
) -> None:
    reading = read(text)
    (contact,) = reading.of(Contact)
    assert contact.status == "cancelled"
    assert contact.days is not None
    assert contact.days.start == dt.date(2031, 3, day)
    assert not reading.of(NextStep)


def test_what_was_due_and_held_was_held(read: Read) -> None:
    (contact,) = read("Talks of Norland and Sudmark due on Friday were held.").of(Contact)
    assert contact.status == "held"
    assert contact.days is not None
    assert contact.days.start == dt.date(2031, 2, 28)


def test_what_is_put_off_falls_due_on_its_new_day_alone(read: Read) -> None:
    reading = read(
        ABOUT + "A summit of the two presidents, which had been planned for October 30, was "
        "moved to November 27."
    )
    steps = [s for s in reading.of(NextStep) if s.days is not None]
    assert [(s.what, s.days.start) for s in steps if s.days] == [
        ("A summit of the two presidents", dt.date(2031, 11, 27))
    ]
    summits = [c for c in reading.of(Contact) if c.kind == "summit"]
    told = sorted((c.status, c.days.start.month) for c in summits if c.days)
    assert told == [("cancelled", 10), ("planned", 11)]
    assert {p.name for p in summits[0].participants} == {"Norland", "Sudmark"}


def test_a_day_that_is_just_past_is_not_pushed_into_the_next_year(read: Read) -> None:
    contact = last_contact(read("Talks of Norland and Sudmark were moved to March 1."))
    assert contact.days is not None
    assert contact.days.start == dt.date(2031, 3, 1)


def test_what_is_put_off_is_told_with_the_one_side_that_is_named(read: Read) -> None:
    reading = read("Sudmark is small. A planned meeting with Sudmark has been postponed.")
    assert [s.status for s in last_contact(reading).statuses] == ["postponed"]


@pytest.mark.parametrize(
    "text",
    [
        "The envoys of Norland parted without signing the grain treaty.",
        "Norland wants a pledge before signing the grain treaty.",
    ],
)
def test_what_was_not_done_to_a_text_is_not_its_stage(read: Read, text: str) -> None:
    assert [p.stage for p in read(text).of(Proposal)] == [None]


def test_what_was_done_to_a_text_is_its_stage(read: Read) -> None:
    (treaty,) = read("Norland left after signing the grain treaty.").of(Proposal)
    assert treaty.stage == "signed"


def test_whether_there_will_be_a_plan_makes_none(read: Read) -> None:
    asked = "Mr. Holt would not say whether he would table another port plan."
    assert not read(asked).of(Proposal)
    assert read("Mr. Holt will table another port plan.").of(Proposal)


def test_what_nobody_could_confirm_is_open_and_no_step(read: Read) -> None:
    reading = read(
        "Norland could not confirm that the talks with Sudmark would be held on Friday."
    )
    assert [u.what for u in reading.of(Unknown)] == [
        "that the talks with Sudmark would be held on Friday"
    ]
    assert not reading.of(NextStep)


def test_talks_that_are_suspended_are_not_those_that_somebody_denies(read: Read) -> None:
    reading = read(
        "Norland and Sudmark held talks in Vell. Ada Brandt of Norland denied that she met Ruta "
        "Klein in secret. The talks are suspended."
    )
    assert {p.name for p in last_contact(reading).participants} == {"Norland", "Sudmark"}


def test_the_two_ministers_are_those_of_the_two_parties(read: Read) -> None:
    contact = last_contact(read(ABOUT + "The two ministers spoke by telephone on Monday."))
    assert (contact.kind, contact.status) == ("call", "held")
    assert {p.name for p in contact.participants} == {"Norland", "Sudmark"}


def test_two_ministers_who_met_a_third_keep_their_place(read: Read) -> None:
    text = ABOUT + "The two ministers met Kestland's president on Friday."
    assert {p.name for p in last_contact(read(text)).participants} == {"ministers", "Kestland"}


@pytest.mark.parametrize(
    ("counterpart", "other"),
    [("her Sudmark counterpart", "Sudmark"), ("her Sudmark counterpart Pia Holm", "Pia Holm")],
)
def test_a_counterpart_is_her_state_unless_she_has_a_name(
    read: Read, counterpart: str, other: str
) -> None:
    text = f"The Norland minister, Ada Brandt, and {counterpart} spoke by telephone on Friday."
    contact = last_contact(read(ABOUT + text))
    assert {p.name for p in contact.participants} == {"Ada Brandt", other}


def test_what_is_scheduled_to_take_place_has_its_day_and_place(read: Read) -> None:
    contact = last_contact(
        read("Talks of Norland and Sudmark are scheduled to take place in Vell on Friday.")
    )
    assert (contact.date_text, contact.place) == ("Friday", "Vell")


def test_hours_of_talks_that_somebody_holds_go_on(read: Read) -> None:
    contact = last_contact(
        read("Ada Brandt was holding several hours of talks with Ruta Klein today.")
    )
    assert (contact.status, contact.date_text) == ("ongoing", "today")


def test_who_is_thanked_for_a_visit_made_it(read: Read) -> None:
    contact = last_contact(
        read("Ada Brandt met Ivo Maas. Brandt thanked Ruta Klein for her visit to Norland.")
    )
    assert (contact.kind, contact.status) == ("visit", "held")
    assert [p.name for p in contact.participants if p.role == "party"] == ["Ruta Klein"]


def test_an_invitation_to_visit_that_is_accepted_is_a_planned_visit(read: Read) -> None:
    ahead = "Norland and Sudmark met. Ada Brandt is premier of Norland. "
    visit = last_contact(read(ahead + "Brandt accepted an invitation to visit Sudmark in April."))
    assert (visit.kind, visit.status) == ("visit", "planned")
    assert "Ada Brandt" in {p.name for p in visit.participants}
    declined = read(ahead + "Brandt declined an invitation to visit Sudmark in April.")
    assert last_contact(declined).kind == "meeting"


def test_a_call_of_which_there_was_none_is_denied(read: Read) -> None:
    contact = last_contact(
        read(
            "Ruta Klein of Sudmark telephoned Ada Brandt on Monday. Brandt said that she had "
            "received no such call."
        )
    )
    assert (contact.kind, contact.status) == ("call", "denied")


def test_a_new_draft_names_the_one_that_it_is_shorter_than(read: Read) -> None:
    (draft,) = read(
        'Ada Brandt said: "A new draft is on the table." The draft had eleven points, two fewer '
        "than the first plan."
    ).of(Proposal)[:1]
    assert (draft.points, draft.revised_from) == (11, "the first plan")


def test_a_compromise_is_known_by_its_figure(read: Read) -> None:
    (offer,) = read("The union turned down a compromise of 6 percent.").of(Proposal)
    assert offer.name == "compromise of 6 percent"


def test_a_plan_that_nobody_made_is_none_and_one_that_nobody_backs_is_one(read: Read) -> None:
    assert not read("Norland has not made a port offer.").of(Proposal)
    assert read("Mr. Holt will not support a port plan.").of(Proposal)


def test_the_day_since_which_they_met_is_not_the_day_when_they_did(read: Read) -> None:
    contact = last_contact(
        read("Ada Brandt and Ruta Klein have met six times since the vote on February 3.")
    )
    assert (contact.status, contact.days) == ("held", None)


def test_a_step_that_somebody_has_until_a_day_for_is_told_whole(read: Read) -> None:
    (step,) = read("Norland has until March 20 to make a firm offer or walk away.").of(NextStep)
    assert "make a firm offer" in step.what


@pytest.mark.parametrize("name", ["rules", "learned"])
@pytest.mark.parametrize(
    "told",
    [
        "A vote due on Friday was postponed.",
        "Norland could not promise that the port will open on Friday.",
    ],
)
def test_what_is_put_off_or_vouched_for_by_nobody_is_no_step(name: str, told: str) -> None:
    reading = reader(name).read(make_report(ABOUT + told, retrieved=RETRIEVED))
    assert {s.what for s in reading.of(NextStep)} <= {"go on"}


def test_a_place_alone_takes_part_in_nothing_that_is_called_off(read: Read) -> None:
    assert not read("Ada Brandt cancelled a trip to Vell, a port.").of(Contact)


def test_who_praises_talks_need_not_have_been_there(read: Read) -> None:
    contact = last_contact(
        read(ABOUT + "Ada Brandt praised Norland for its talks with Sudmark. Brandt is a judge.")
    )
    assert {p.name for p in contact.participants} == {"Norland", "Sudmark"}


def test_a_call_for_something_is_no_call(read: Read) -> None:
    contacts = read(ABOUT + "No such call for restraint was heard, Norland said.").of(Contact)
    assert "call" not in {c.kind for c in contacts}


@pytest.mark.parametrize(
    "text",
    [
        "There was no offer of 4 percent, the union said.",
        "An offer of 4 percent was never made.",
    ],
)
def test_an_offer_that_was_not_made_is_none_whatever_its_figure(read: Read, text: str) -> None:
    assert not read(text).of(Proposal)


def test_who_insists_on_signing_has_not_signed(read: Read) -> None:
    (treaty,) = read("Norland insisted on signing the grain treaty.").of(Proposal)
    assert treaty.stage is None


def test_what_a_draft_is_longer_than_is_not_the_one_that_it_came_from(read: Read) -> None:
    (draft,) = read("The draft has nine points, more than the toll bill.").of(Proposal)
    assert (draft.points, draft.revised_from) == (9, None)


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("Talks of Norland with Sudmark set for Monday were called off.", "cancelled", 10),
        ("Talks set for Monday between Norland and Sudmark were called off.", "cancelled", 10),
        ("Talks between Norland and Sudmark set for Monday were broken off.", "cancelled", 10),
        ("Talks between Norland and Sudmark set for Monday were held.", "held", 3),
        ("Talks between Norland and Sudmark set for Monday could be called off.", "planned", 10),
        (
            "Talks between Norland and Sudmark set for Monday were nearly called off.",
            "planned",
            10,
        ),
    ],
)
def test_the_day_that_talks_were_set_for_does_not_tell_what_became_of_them(
    text: str, status: str, day: int
) -> None:
    contact = last_contact(read_on(dt.date(2031, 3, 5), text))
    assert contact.status == status
    assert contact.days is None or contact.days.start.day == day


@pytest.mark.parametrize("how", ["moved up", "brought forward"])
def test_what_is_brought_forward_was_planned_for_a_day_behind_the_new_one(how: str) -> None:
    text = f"Talks between Norland and Sudmark due on Friday were {how} to Thursday."
    contacts = read_on(dt.date(2031, 3, 5), text).of(Contact)
    days = {c.status: c.days.start.day for c in contacts if c.days is not None}
    assert days == {"planned": 6, "cancelled": 7}


@pytest.mark.parametrize(
    "text",
    [
        "Norland almost called off talks with Sudmark.",
        "Talks between Norland and Sudmark were nearly cancelled.",
        "If talks between Norland and Sudmark set for Monday are called off, the toll stands.",
    ],
)
def test_what_was_only_nearly_called_off_was_not(read: Read, text: str) -> None:
    assert "cancelled" not in [c.status for c in read(text).of(Contact)]
