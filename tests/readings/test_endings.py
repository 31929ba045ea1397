"""Talks that are broken off: held, by whom, and for how long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Contact, Reading

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
    ],
)
def test_talks_that_ended_after_some_time_were_held(
    read: Read, text: str, length: str | None
) -> None:
    contact = _only(read(text))
    assert (contact.status, contact.duration_text) == ("held", length)
    assert {p.name for p in contact.participants} == BOTH


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
