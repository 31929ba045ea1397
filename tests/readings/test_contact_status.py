"""What became of an encounter, more finely than the codebook's six words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Contact, Reading

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
