"""What limits a thing stays with it: a no to a long loan is no no to any loan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading

Read = Callable[..., Reading]

OPENING = "Norland and Sudmark met on the island of Brage on Monday. "


def _told(read: Read, text: str) -> list[tuple[str, str | None]]:
    return [(p.stance, p.proposition) for p in read(OPENING + text).of(Position)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Norland rejects any toll above 4 crowns.", "any toll above 4 crowns"),
        ("Norland rejects a map that leaves out the reef.", "a map that leaves out the reef"),
        ("Norland rejected any lease longer than nine years.", "any lease longer than nine years"),
        (
            "Norland rejects the return of the boats before 2033.",
            "the return of the boats before 2033",
        ),
        ("Norland opposes the map in its present form.", "the map in its present form"),
        ("Norland rejected the map as it stands.", "the map as it stands"),
        (
            "Norland rejects the lease under the present terms.",
            "the lease under the present terms",
        ),
        ("Norland rejects any text naming the reef.", "any text naming the reef"),
        ("Norland rejected the toll it was offered.", "the toll it was offered"),
        ("Norland ruled out a lease without an audit.", "a lease without an audit"),
        ("Norland rejected a vote before the patrols ended.", "a vote before the patrols ended"),
    ],
)
def test_what_limits_a_thing_is_kept(read: Read, text: str, about: str) -> None:
    assert _told(read, text) == [("rejects", about)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Norland rejected the toll after a vote in parliament.", "the toll"),
        ("Norland rejected the toll in a letter to Sudmark.", "the toll"),
        ("Norland rejected the toll without comment.", "the toll"),
        ("Norland rejects the toll because it hurts the ferries.", "the toll"),
        ("Norland rejected the toll, which was set in May.", "the toll"),
        ("Norland rejects the toll for lack of money.", "the toll"),
    ],
)
def test_how_why_and_when_it_was_said_is_left_out(read: Read, text: str, about: str) -> None:
    assert _told(read, text) == [("rejects", about)]


def test_a_stance_told_in_a_clause_beside_its_noun_is_not_on_that_clause(read: Read) -> None:
    told = _told(
        read,
        "What stalls them is Norland's demand for Sudmark to leave the reef, a condition "
        "Sudmark has always rejected.",
    )
    assert ("rejects", "Sudmark to leave the reef") in told


def test_the_terms_of_a_yes_are_its_condition_and_no_part_of_what_it_is_to(read: Read) -> None:
    (found,) = read(OPENING + "Norland will not accept any lease without an audit.").of(Position)
    assert (found.stance, found.condition) == ("conditionally_accepts", "without an audit")
    assert found.proposition is not None
    assert "audit" not in found.proposition
    assert "audit" in found.main.text
