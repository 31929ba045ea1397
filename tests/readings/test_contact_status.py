"""What became of an encounter, more finely than the codebook's six words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Contact, NextStep, Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Its seizure led to the postponement of talks between Norland and Sudmark.", "postponed"),
        ("It led to the suspension of talks between Norland and Sudmark.", "suspended"),
        ("It led to the cancellation of talks between Norland and Sudmark.", "cancelled"),
    ],
)
def test_what_is_put_off_is_not_called_off(read: Read, text: str, status: str) -> None:
    (contact,) = read(text).of(Contact)
    assert [s.status for s in contact.statuses] == [status]
    assert contact.status == "cancelled"


def test_a_meeting_that_took_place_or_did_not_is_no_meeting_held(read: Read) -> None:
    reading = read(
        "A secret meeting between envoys of Norland and Sudmark either took place on Thursday "
        "night or it did not."
    )
    assert not [c for c in reading.of(Contact) if c.status in ("held", "ongoing")]


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("Delegations from Norland and Sudmark met face to face on Monday in Vell.", "direct"),
        ("Norland and Sudmark held direct talks in Vell.", "direct"),
        ("Norland and Sudmark held indirect talks in Vell.", "indirect"),
        ("Norland and Sudmark held talks in Vell.", "unknown"),
    ],
)
def test_how_they_met(read: Read, text: str, format_: str) -> None:
    (contact,) = read(text).of(Contact)
    assert contact.format == format_


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("A meeting of Norland and Sudmark, planned for March 9, was cancelled.", "cancelled", 9),
        ("Talks of Norland and Sudmark, set for Friday, were called off.", "cancelled", 7),
        ("A visit of Norland to Sudmark, planned for Friday, is postponed.", "cancelled", 7),
        ("A summit of Norland and Sudmark, planned for Friday, will take place.", "planned", 7),
        ("Talks of Norland and Sudmark were postponed until March 12.", "planned", 12),
        ("The talks of Norland and Sudmark were moved to Thursday.", "planned", 6),
    ],
)
def test_what_became_of_what_was_planned_goes_before_the_plan(
    read: Read, text: str, status: str, day: int
) -> None:
    (contact,) = read(text).of(Contact)
    assert contact.status == status
    assert contact.days is not None
    assert contact.days.start.day == day


def test_how_talks_will_go_plans_none(read: Read) -> None:
    said = "The talks between Norland and Sudmark will go {}, Karin Lund of Norland said."
    assert read(said.format("nowhere")).of(Contact) == ()
    (contact,) = read(said.format("ahead on Friday")).of(Contact)
    assert contact.status == "planned"


def test_who_says_something_after_meeting_somebody_has_met(read: Read) -> None:
    background = " Norland said so. Sudmark said so."
    (contact,) = read("Norland says after meeting Sudmark that it can wait." + background).of(
        Contact
    )
    assert contact.status == "held"


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("Talks of Norland and Sudmark in Vell were mediated by Denmark.", "unknown"),
        ("Norland and Sudmark held mediated talks in Vell.", "unknown"),
        ("Norland and Sudmark held talks through mediators in Vell.", "indirect"),
        ("Norland and Sudmark held proximity talks in Vell.", "indirect"),
    ],
)
def test_mediation_alone_makes_no_talks_indirect(read: Read, text: str, format_: str) -> None:
    assert {c.format for c in read(text).of(Contact)} == {format_}


@pytest.mark.parametrize(
    "planned",
    ["were due to end", "were scheduled to end", "are expected to conclude", "are set to close"],
)
def test_an_end_that_is_planned_plans_no_talks(read: Read, planned: str) -> None:
    reading = read(f"Talks between Norland and Sudmark {planned} on Friday, the chair said.")
    assert not reading.of(Contact)
    assert not [s for s in reading.of(NextStep) if s.days is None]


def test_talks_that_are_to_start_are_planned(read: Read) -> None:
    (contact,) = read("Talks between Norland and Sudmark are due to start on Friday.").of(Contact)
    assert contact.status == "planned"


@pytest.mark.parametrize(
    "ending",
    [
        "but cancelled",
        "but pulled out",
        "but the meeting was called off",
        "but did not turn up",
        ", but Klein failed to appear",
    ],
)
def test_a_plan_that_came_to_nothing_is_cancelled_and_still_was_one(
    read: Read, ending: str
) -> None:
    reading = read(f"Ada Brandt was due to meet Ruta Klein in Vell on Sunday {ending}.")
    (contact,) = reading.of(Contact)
    assert contact.status == "cancelled"
    assert [s.status for s in contact.statuses] == ["planned", "cancelled"]
    assert not reading.of(NextStep)


@pytest.mark.parametrize(
    "ending",
    [
        "but cancelled a tour of the port",
        "but may cancel",
        "but did not attend the dinner on Monday",
    ],
)
def test_a_plan_stands_where_something_else_came_to_nothing(read: Read, ending: str) -> None:
    (contact,) = read(f"Ada Brandt is due to meet Ruta Klein in Vell on Friday {ending}.").of(
        Contact
    )
    assert [s.status for s in contact.statuses] == ["planned"]


def test_a_newspaper_that_reported_talks_is_no_side_of_them(read: Read) -> None:
    reading = read(
        "Norland suspended its talks on Monday, as the newspaper Linden Kurier had reported. "
        "Norland said that the Linden Kurier was right. Norland waits. The Linden Kurier said "
        "that Norland was late. The Linden Kurier asked Norland why."
    )
    (contact,) = reading.of(Contact)
    assert [p.name for p in contact.participants] == ["Norland"]


def test_a_side_that_wrote_a_report_stays_a_side(read: Read) -> None:
    reading = read(
        "Norland suspended its talks on Monday, as a report by the Rail Union had foreseen. "
        "Norland said that the Rail Union was right. Norland waits. The Rail Union said that "
        "Norland was late. The Rail Union asked Norland why."
    )
    (contact,) = reading.of(Contact)
    assert {p.name for p in contact.participants} == {"Norland", "Rail Union"}
