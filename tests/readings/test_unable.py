"""What somebody could not do, or could not help doing, is no stance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland could not shoot down the idea of a joint lock, for its ally had floated it.",
        "Norland was powerless to reject the lease.",
        "Norland could not bring itself to reject the lease.",
        "Norland was in no position to reject the lease.",
        "Norland was in no position to accept the lease.",
        "Norland could not be brought to accept the lease.",
        "Norland is able to reject the lease.",
    ],
)
def test_who_could_not_say_so_has_taken_no_side(read: Read, sentence: str) -> None:
    assert positions_after(read(OPENING + sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norland could not rule out a strike on the lock.", "reserves"),
        ("Norland cannot accept the lease.", "rejects"),
        ("Norland is not in a position to accept the lease.", "rejects"),
        ("Norland refused to reject the lease.", "reserves"),
        ("Norland took the position to reject the lease.", "rejects"),
    ],
)
def test_who_does_not_say_so_or_will_not_has(read: Read, sentence: str, stance: str) -> None:
    (found,) = positions_after(read(OPENING + sentence))
    assert found.stance == stance
