"""Talks that are broken off: held, by whom, and for how long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Contact, Progress, Reading

Read = Callable[..., Reading]

BOTH = {"Norway", "Denmark"}


def _only(reading: Reading) -> Contact:
    (contact,) = reading.of(Contact)
    return contact


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Norway and Denmark broke off talks on Monday after nine hours.", "nine hours"),
        ("Norway and Denmark suspended their talks on Monday, after three days.", "three days"),
        ("Norway walked out of talks with Denmark on Monday after six hours.", "six hours"),
        ("Norway stormed out of the talks with Denmark.", None),
        ("Talks between Norway and Denmark collapsed on Monday after 14 hours.", "14 hours"),
        ("Talks between Norway and Denmark broke down late on Sunday after 11 hours.", "11 hours"),
        ("Nine hours of talks between Norway and Denmark ended without result.", "Nine hours"),
        (
            "Talks between Norway and Denmark were adjourned after six hours on Monday.",
            "six hours",
        ),
        ("Talks at the port hall between Norway and Denmark were adjourned.", None),
        ("The talks of Norway and Denmark were suspended on Monday after an hour.", "an hour"),
        ("Norway and Denmark broke off talks after five hours without a deal.", "five hours"),
        ("Norway and Denmark signed a truce after ten hours of talks.", "ten hours"),
        ("Norway agreed to a truce after ten hours of talks with Denmark.", "ten hours"),
    ],
)
def test_talks_that_ended_after_some_time_were_held(
    read: Read, text: str, length: str | None
) -> None:
    contact = _only(read(text))
    assert (contact.status, contact.duration_text) == ("held", length)
    assert {p.name for p in contact.participants} == BOTH


def test_hours_of_talks_that_name_nobody_are_those_of_the_report(read: Read) -> None:
    reading = read(
        "Norway wants the toll cut. Denmark says Norway pays too little, and Norway denies that. "
        "Denmark has its own plan, and Denmark wants a vote. Norway will not vote on what "
        "Denmark wrote. After ten hours of talks on Monday, Norway rejected the plan."
    )
    contact = _only(reading)
    assert {p.name for p in contact.participants} == BOTH
    assert (contact.status, contact.duration_text, str(contact.days)) == (
        "held",
        "ten hours",
        "2031-03-03",
    )


def test_who_mediated_days_of_talks_was_not_alone_there(read: Read) -> None:
    contact = _only(
        read("Norway and Denmark signed it after two days of talks mediated by Finland.")
    )
    roles = {p.name: p.role for p in contact.participants}
    assert roles == {"Finland": "mediator", "Norway": "party", "Denmark": "party"}
    assert contact.duration_text == "two days"


def test_hours_that_ended_are_of_the_day_on_which_they_did(read: Read) -> None:
    contact = _only(read("Nine hours of talks between Norway and Denmark ended on Monday."))
    assert str(contact.days) == "2031-03-03"


def test_what_ended_after_something_else_lasted_no_such_time(read: Read) -> None:
    contact = _only(read("Talks between Norway and Denmark failed after two years of war."))
    assert contact.duration_text is None


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Denmark broke off their talks on Monday.",
        "Denmark suspended talks with Norway after the attack.",
        "Denmark called off talks with Norway after two days.",
    ],
)
def test_talks_that_are_only_broken_off_stay_cancelled(read: Read, text: str) -> None:
    contact = _only(read(text))
    assert contact.status == "cancelled"
    assert {p.name for p in contact.participants} == BOTH


def test_two_names_run_together_are_two_sides(read: Read) -> None:
    contact = _only(read("Negotiations between the Harbour Union and Brage Lines broke down."))
    assert [p.name for p in contact.participants] == ["Harbour Union", "Brage Lines"]


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that talks between Norway and Denmark have broken down, Norway said.",
        "Denmark denied that Norway had walked out of their talks.",
        "Norway denied reports of a breakdown in the talks with Denmark.",
        "Denmark dismissed rumours of the collapse of its talks with Norway.",
        "Neither side has walked out of the talks between Norway and Denmark, the envoy said.",
        "Norway is unlikely to walk out of the talks with Denmark.",
        "The talks between Norway and Denmark are not over, the envoy said.",
    ],
)
def test_a_denied_end_is_neither_a_breakdown_nor_a_denied_encounter(read: Read, text: str) -> None:
    reading = read(text)
    assert {c.status for c in reading.of(Contact)} <= {"held", "ongoing"}
    assert [p.label for p in reading.of(Progress)] == ["unclear"]


def test_denied_talks_stay_denied(read: Read) -> None:
    contact = _only(read("Norway denied reports of talks with Denmark."))
    assert contact.status == "denied"
