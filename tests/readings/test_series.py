"""A series of demands or offers is several positions, each on its own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Norland offered to raise pay by 4 percent and to shorten night shifts.",
            ["raise pay by 4 percent", "shorten night shifts"],
        ),
        (
            "Norland demands a full withdrawal, the release of prisoners and an end to the levy.",
            ["a full withdrawal", "the release of prisoners", "an end to the levy"],
        ),
        (
            "Norland demanded that Sudmark open the port, free the crews and pay for the damage.",
            ["Sudmark open the port", "free the crews", "pay for the damage"],
        ),
        (
            "Norland rejected a cap on catches and a ban on night fishing.",
            ["a cap on catches", "a ban on night fishing"],
        ),
        (
            "Norland is ready to free the crews and to open the port.",
            ["free the crews", "open the port"],
        ),
        (
            "Norland's plan includes a joint fund, two guard posts and a vote on the map.",
            ["a joint fund", "two guard posts", "a vote on the map"],
        ),
        (
            "Norland's demands include command of the locks, payment of war debts and the "
            "release of all crews.",
            ["command of the locks", "payment of war debts", "the release of all crews"],
        ),
    ],
)
def test_each_part_is_a_position_of_its_own(read: Read, text: str, parts: list[str]) -> None:
    found = read(text).of(Position)
    assert sorted(p.proposition or "" for p in found) == sorted(parts)
    assert {p.main.text for p in found} == {text.removesuffix(".")}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Norland demanded food and water.", "food and water"),
        (
            "Norland demands an end to the blockade of Dorn and Vell.",
            "an end to the blockade of Dorn and Vell",
        ),
        ("Norland demanded a withdrawal and said it would wait.", "a withdrawal"),
        (
            "Norland demanded a ban on heavy lorries, large ships and small planes.",
            "a ban on heavy lorries, large ships and small planes",
        ),
        ("Norland's plan includes bread, salt and water.", "bread, salt and water"),
    ],
)
def test_what_belongs_together_stays_one(read: Read, text: str, whole: str) -> None:
    assert [p.proposition for p in read(text).of(Position)] == [whole]


def test_a_verb_left_out_gives_nobody_what_another_asked_for(read: Read) -> None:
    text = "Norland demanded a full audit, Sudmark a new vote and Kestland a joint fund."
    assert [p.proposition for p in read(text).of(Position)] == ["a full audit"]


def test_a_condition_told_later_bears_on_the_offer(read: Read) -> None:
    reading = read(
        "Norland is ready to lift the levy. Norland would lift the levy if Sudmark paid the fee."
    )
    (offer,) = [p for p in reading.of(Position) if p.stance == "offers"]
    assert offer.condition == "if Sudmark paid the fee"
