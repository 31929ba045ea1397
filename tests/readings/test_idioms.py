"""Idioms that tell where a party stands, as whole sentences are read; and what only looks so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


def _norlands(read: Read, sentence: str) -> list[Position]:
    return [p for p in positions_after(read(OPENING + sentence)) if p.actor == "Norland"]


@pytest.mark.parametrize(
    ("sentence", "stance", "issue"),
    [
        ("Norland appealed to Sudmark to return the archives.", "demands", "return the archives"),
        (
            "Norland gave Sudmark until Friday to clear the channel.",
            "demands",
            "clear the channel",
        ),
        ("Norland is keen to see a cap on fees.", "demands", "see a cap on fees"),
        ("Norland's conditions include an end to the raids.", "demands", "an end to the raids"),
        ("Norland would accept nothing short of a full refund.", "demands", "a full refund"),
        ("Norland scaled back its demand for a refund.", "offers", "its demand for a refund"),
        ("Norland backed away from its demand for a refund.", "offers", "demand for a refund"),
        ("Norland made concessions on fees.", "offers", "fees"),
        ("Norland lent its support to the census plan.", "accepts", "the census plan"),
        ("Norland took Sudmark up on its offer of a census.", "accepts", "its offer of a census"),
        ("Norland sees no obstacle to a census.", "accepts", "a census"),
        ("Norland's acceptance of the census was a surprise.", "accepts", "the census"),
        ("The census plan has the support of Norland.", "accepts", "The census plan"),
        ("Norland shot down the idea of a census.", "rejects", "the idea of a census"),
        ("Norland took exception to the census.", "rejects", "the census"),
        ("Norland gave the census the cold shoulder.", "rejects", "the census"),
        ("The census ran into opposition from Norland.", "rejects", "The census"),
        ("Norland tore up the fisheries treaty.", "rejects", "the fisheries treaty"),
        ("A census would be a step too far, Skov said.", "rejects", "A census"),
        ("Norland put off a decision on the census.", "reserves", "the census"),
        ("Norland asked for more time to study the census plan.", "reserves", "the census plan"),
        ("Norland drew up a plan for a joint census.", "proposes", "a plan for a joint census"),
        ("Norland put a plan for a census to Sudmark.", "proposes", "a plan for a census"),
    ],
)
def test_an_idiom_tells_a_stance_and_what_it_is_on(
    read: Read, sentence: str, stance: str, issue: str
) -> None:
    assert [(p.stance, issue in p.issue) for p in _norlands(read, sentence)] == [(stance, True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland tore up an old net.",
        "Norland shot down a drone.",
        "The census, Skov said, has met with opposition in parts of the press.",
        "Norland is torn over the weather.",
        "Norland's conditions are harsh in winter.",
        "Norland had to accept the census.",
        "Norland was forced to accept the census.",
        "Norland once opposed a census.",
        "Norland used to oppose a census.",
        "Norland asked for time.",
        "Norland gave in on nothing, and the striker gave ground in the second half.",
        "Norland made few concessions on fees.",
        "Norland gave a frosty welcome to the plan.",
        "Norland showed the captain a red card.",
        "Norland nodded through the lecture.",
        "Norland voted for the first time in years.",
        "Norland sees no obstacle to war.",
        "Norland's acceptance of the plan is out of the question.",
        "Norland's support for the plan has collapsed.",
        "Sudmark feared Norland's rejection of the plan.",
        "The plan must win Norland's approval.",
        "The plan met with little resistance from Norland.",
        "The troops met with resistance from Norland.",
        "Norland had nothing to do with the fire.",
        "Norland almost quit the talks.",
        "Norland was accused of tearing up the accord.",
        "Norland did not reach a compromise on fees.",
        "The talks fell short of a deal, Skov said.",
        "Norland has no doubts about the plan.",
        "Norland did not put off a decision on the plan.",
        "Norland all but accepted the plan.",
        "Norland could not fend off the bid.",
        "Norland failed to fight off the takeover.",
        "Norland appealed to the judge to end the strike.",
        "Norland asked the court to end the strike.",
        "Norland's demand for electricity fell.",
        "Norland is keen to win the cup.",
        "Norland raised the possibility of war.",
        "It is time for lunch, Skov said.",
    ],
)
def test_what_only_sounds_like_an_idiom_tells_none(read: Read, sentence: str) -> None:
    assert _norlands(read, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norland neither accepted nor rejected the census.", "reserves"),
        ("Norland did not take exception to the census.", "reserves"),
        ("Norland has never used its veto against the loan.", "reserves"),
        ("Norland has yet to approve the census plan.", "reserves"),
        ("Norland has yet to take up the offer of a loan.", "reserves"),
        ("Norland accepted no fewer than five points of the plan.", "accepts"),
        ("Norland would accept no less than 40 crowns.", "demands"),
        ("Norland rejected the census before lunch.", "rejects"),
        ("Norland rejected the census without a word.", "rejects"),
        ("Norland accepted the census, if reluctantly.", "accepts"),
        ("Norland will not accept the census before a vote.", "conditionally_accepts"),
        ("Norland will accept the census if Sudmark pays.", "conditionally_accepts"),
    ],
)
def test_how_and_when_it_was_told_is_no_condition(read: Read, sentence: str, stance: str) -> None:
    assert [p.stance for p in _norlands(read, sentence)] == [stance]
