"""Set phrases that tell where a party stands, as whole sentences are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading

Read = Callable[..., Reading]

OPENING = (
    "Norland and Sudmark met on the island of Brage on Monday. Norland's foreign minister, Ragna "
    "Skov, led its team. "
)


def _stances(read: Read, sentence: str) -> set[tuple[str, str]]:
    found = read(OPENING + sentence).of(Position)
    return {(p.actor, p.stance) for p in found if p.main.start >= len(OPENING)}


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norland turned up its nose at a fee of 40 marks.", "rejects"),
        ("Norland poured cold water on a joint census.", "rejects"),
        ("Norland is in no mood to pay for Sudmark's lighthouses.", "rejects"),
        ("A second bridge is off the table, Skov said.", "rejects"),
        ("Norland is not willing to lower the pilots' fees.", "rejects"),
        ("Norland said that it will not go beyond 40 percent.", "rejects"),
        ("Norland cannot go below 12 crowns, Skov said.", "rejects"),
        ("Norland cannot accept a smaller quota, Skov said.", "rejects"),
        ("Norland's unwillingness to lower the fees is old.", "rejects"),
        ("Norland could live with a smaller quota.", "reserves"),
        ("Norland has signed up to the joint census.", "accepts"),
        ("Norland gave its blessing to the wording.", "accepts"),
        ("Norland gave ground on the pilots' fees.", "offers"),
        ("Norland no longer insists on a seat for its admirals.", "offers"),
        ("Norland is adamant that the buoys must go.", "demands"),
        ("Norland is angling for a lease of ninety years.", "demands"),
        ("Norland has yet to agree to the census.", "reserves"),
        ("Norland stopped short of accepting the census.", "reserves"),
    ],
)
def test_a_set_phrase_tells_a_stance(read: Read, sentence: str, stance: str) -> None:
    assert ("Norland", stance) in _stances(read, sentence)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norland has not thrown its weight behind the census.", "reserves"),
        ("Norland cannot live with a smaller quota.", "rejects"),
        ("Norland has not given its blessing to the wording.", "rejects"),
    ],
)
def test_a_set_phrase_denied_is_no_yes(read: Read, sentence: str, stance: str) -> None:
    found = _stances(read, sentence)
    assert ("Norland", stance) in found
    assert not {("Norland", "accepts"), ("Norland", "offers")} & found


@pytest.mark.parametrize(
    "sentence",
    [
        "Skov turned up her collar at the gate.",
        "The tide gave way to a flat calm.",
        "Norland's crews live with their families on the ships.",
        "The dust settled for an hour.",
        "Prices will not go beyond the means of Norland's crews.",
    ],
)
def test_the_same_words_of_other_things_tell_none(read: Read, sentence: str) -> None:
    assert not _stances(read, sentence)
