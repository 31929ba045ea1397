"""What a sentence tells first and gives to its teller last: "it signed, or so Sudmark claims"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading, Statement
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("sentence", "speaker", "said"),
    [
        ("Norland endorsed the lease, or so Sudmark claims.", "Sudmark", "endorsed the lease"),
        ("Norland endorsed the lease; or so Sudmark says.", "Sudmark", "endorsed the lease"),
        ("Sudmark turned the loan down – or so Skov told a paper.", "Ragna Skov", "the loan down"),
    ],
)
def test_who_is_named_behind_or_so_has_said_it_and_the_report_has_not(
    read: Read, sentence: str, speaker: str, said: str
) -> None:
    reading = read(OPENING + sentence)
    (statement,) = reading.of(Statement)
    (position,) = positions_after(reading)
    assert statement.speaker == position.reported_by == speaker
    assert statement.main.text.endswith(said)
    assert statement.hedged
    assert position.hedged


@pytest.mark.parametrize(
    "sentence",
    [
        "The siege took a month or so.",
        "A month or so, Skov thought, was enough.",
        "Or so it is.",
        "The siege will take a month, or so; Sudmark says it is near its end.",
        "Norland endorsed the lease, or so Sudmark denies.",
    ],
)
def test_about_so_much_is_nobodys_word(read: Read, sentence: str) -> None:
    rules = {s.rule for s in read(OPENING + sentence).of(Statement)}
    assert not any("or_so" in rule for rule in rules)
