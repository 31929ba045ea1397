"""A condition that tells by its form where a party stands, where no wording of a stance does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from detente.model.claims import Reading
from detente.model.text import make_report
from detente.readings.readers import reader
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("sentence", "stance", "condition"),
    [
        (
            "No ship will pass until Sudmark relents, Skov said.",
            "demands",
            "until Sudmark relents",
        ),
        (
            "Production will end unless Sudmark cuts the fee, Skov said.",
            "demands",
            "unless Sudmark cuts the fee",
        ),
        ("There will be no quotas before a vote, Skov said.", "demands", "before a vote"),
        (
            "No framework would be set up unless the guards leave, Skov said.",
            "demands",
            "unless the guards leave",
        ),
        (
            "In return for a seat, Norland would eliminate the clause.",
            "offers",
            "In return for a seat",
        ),
        (
            "The tunnel could be widened, provided the toll is shared, Skov said.",
            "conditionally_accepts",
            "provided the toll is shared",
        ),
        (
            "We can talk about the toll only if the guards leave, Skov said.",
            "conditionally_accepts",
            "only if the guards leave",
        ),
        (
            "The truce is subject to a vote, Skov said.",
            "conditionally_accepts",
            "subject to a vote",
        ),
        ("Skov said that the bid is contingent on a loan.", "offers", "contingent on a loan"),
        (
            "As long as Sudmark sticks to its claim there will be no quotas, Skov said.",
            "rejects",
            "As long as Sudmark sticks to its claim",
        ),
        (
            "We can talk about its name as long as the council has teeth, Skov said.",
            "conditionally_accepts",
            "as long as the council has teeth",
        ),
    ],
)
def test_a_condition_tells_where_who_says_so_stands(
    read: Read, sentence: str, stance: str, condition: str
) -> None:
    (found,) = positions_after(read(OPENING + sentence))
    assert (found.actor, found.stance, found.condition) == ("Norland", stance, condition)
    assert found.rule.startswith("en.position.tied.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Exports will fall unless housing collapses, Skov said.",
        "Exports will fall unless Sudmark pays, the analyst Mira Holt said.",
        "Production will end unless Sudmark cuts the fee.",
        "We will talk until midnight, Skov said.",
        "Norland will not rest until its sailors are home, Skov said.",
        "It may work, provided the generals are kept busy, Skov said.",
        "The road was closed until the bridge was mended, Skov said.",
        "Sudmark will profit as long as the road is open, Skov said.",
        "There was no snow until Sudmark's envoys came, Skov said.",
        "The ferry did not leave until Sudmark paid, Skov said.",
        "Skov would not comment until Sudmark's envoys had left.",
        "No one will know the result until Sudmark publishes it, Skov said.",
        "The truce will not hold without monitors, Skov said.",
        "The date is subject to change, Skov said.",
        "Norland is subject to a boycott, Skov said.",
        "The island is dependent on tourism, Skov said.",
    ],
)
def test_what_comes_by_itself_or_is_told_of_others_is_none(read: Read, sentence: str) -> None:
    assert not positions_after(read(OPENING + sentence))


def test_a_wording_of_the_clause_goes_first(read: Read) -> None:
    (found,) = positions_after(
        read(OPENING + "Norland will not sign the pact until Sudmark pays.")
    )
    assert (found.stance, found.rule) == ("conditionally_accepts", "en.position.reject.wont@3")


@pytest.mark.parametrize(
    ("sentence", "actor", "condition"),
    [
        ("Norland made a lower fee a condition for its return.", "Norland", "a lower fee"),
        ("Sudmark treats an audit as a precondition for any loan.", "Sudmark", "an audit"),
        ("An audit is a precondition for talks, Skov said.", "Norland", "An audit"),
    ],
)
def test_what_is_called_a_condition_for_something_is_one(
    read: Read, sentence: str, actor: str, condition: str
) -> None:
    (found,) = positions_after(read(OPENING + sentence))
    assert (found.actor, found.stance, found.condition) == (
        actor,
        "conditionally_accepts",
        condition,
    )


def test_beside_weights_a_condition_adds_what_they_left_and_moves_nothing() -> None:
    text = OPENING + "In return for a seat, Norland would eliminate the clause."
    report = make_report(text, retrieved=dt.datetime(2031, 3, 4, tzinfo=dt.UTC))
    (found,) = positions_after(reader("learned").read(report))
    assert (found.actor, found.stance, found.condition) == (
        "Norland",
        "offers",
        "In return for a seat",
    )
