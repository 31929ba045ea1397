"""Stances that the same sentence says are held no longer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading

Read = Callable[..., Reading]


def _stances(reading: Reading) -> list[str]:
    return [position.stance for position in reading.of(Position)]


@pytest.mark.parametrize(
    "text",
    [
        "Norland, which had opposed the levy, no longer objects to it.",
        "Norland had opposed the levy but now backs it.",
        "Norland had rejected the levy, but relented on Monday.",
    ],
)
def test_what_a_party_had_opposed_it_opposes_no_longer(read: Read, text: str) -> None:
    assert "rejects" not in _stances(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norland had rejected the levy, officials said.",
        "Norland has rejected the levy and now wants a vote.",
        "Norland had rejected the levy, Sudmark said.",
    ],
)
def test_in_the_past_perfect_alone_it_may_be_held_still(read: Read, text: str) -> None:
    assert "rejects" in _stances(read(text))


def test_what_it_means_is_still_known(read: Read) -> None:
    (position,) = read("Norland had opposed the levy but now backs it.").of(Position)
    assert (position.stance, position.issue) == ("accepts", "the levy")
