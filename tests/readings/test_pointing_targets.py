"""What "it" and "them" mean as the target of a stance, or that nobody knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading
from detente.model.text import make_report
from detente.readings.readers import reader
from tests.readings.conftest import RETRIEVED

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sudmark made two offers on the port, and Norland rejected them.", "two offers"),
        (
            "Sudmark sent an offer for the mine. Norland will not accept it.",
            "an offer for the mine",
        ),
        ("Sudmark sent an offer for the mine. Norland rejects it.", "an offer for the mine"),
    ],
)
def test_a_pronoun_means_the_one_text_before_it(read: Read, text: str, meant: str) -> None:
    (position,) = [p for p in read(text).of(Position) if p.stance == "rejects"]
    assert (position.issue, position.proposition) == (meant, meant)


def test_of_two_texts_neither_is_meant(read: Read) -> None:
    text = "Sudmark has a plan for the port and an offer for the mine. Norland will not accept it."
    assert [p.proposition for p in read(text).of(Position)] == [None]


def test_what_is_said_again_is_no_second_refusal() -> None:
    text = (
        "Sudmark proposed a ten-point plan for the strip. Norland rejects it. "
        "Norland said it would not accept it."
    )
    reading = reader("learned").read(make_report(text, retrieved=RETRIEVED))
    assert [p.stance for p in reading.of(Position)].count("rejects") == 1
