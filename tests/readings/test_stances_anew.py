"""Turns of phrase whose stance is easily read as its opposite, or lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rather than accept the draft, Norland left the talks.",
        "Norland left the talks instead of signing the accord.",
        "Norland would rather lose the port than sign the accord.",
        "Norland shut the port rather than agree to the toll.",
    ],
)
def test_what_is_not_done_is_no_yes(read: Read, sentence: str) -> None:
    told = positions_after(read(OPENING + sentence))
    assert not [p for p in told if p.stance in ("accepts", "conditionally_accepts")]


@pytest.mark.parametrize(
    "sentence",
    [
        "What Norland wants is anyone's guess, diplomats say.",
        "What Norland least wants is a second vote.",
        "What Norland wants is not a toll but a vote.",
        "What Norland had wanted was a share of the toll.",
        "What Norland needs is another government, Sudmark said.",
        "There is no need for alarm, Skov said.",
        "Skov said that there was no sense of urgency.",
        "Skov said that there was no case of fever in the camp.",
        "There can be no delay in opening the port, Skov said.",
        "There can be no deal, Skov said.",
        "Sudmark will not hear of the decision until Monday, Skov said.",
        "“Let them keep the island,” Skov said.",
        "“Let them stop us if they can,” Skov said.",
    ],
)
def test_what_only_sounds_like_a_stance_is_none(read: Read, sentence: str) -> None:
    assert not positions_after(read(OPENING + sentence))


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("There is no question of a truce before May, Skov said.", "a truce before May"),
        ("Lifting the siege is not negotiable, Skov said.", "negotiation of lifting the siege"),
    ],
)
def test_a_no_goes_as_far_as_it_says(read: Read, sentence: str, issue: str) -> None:
    told = positions_after(read(OPENING + sentence))
    assert [(p.stance, p.issue) for p in told] == [("rejects", issue)]


def test_what_another_should_not_do_is_not_its_no(read: Read) -> None:
    told = positions_after(
        read(
            OPENING + "Sudmark said Norland must be flexible rather than refuse to cut its share."
        )
    )
    assert [(p.actor, p.stance) for p in told] == [("Sudmark", "demands")]


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("The siege is not up for discussion, Skov said.", "discussion of the siege"),
        ("Skov said that the toll was not up for debate.", "discussion of the toll"),
        ("The new border is non-negotiable, Skov said.", "negotiation of the new border"),
        ("Reef Island is not for sale, Skov said.", "sale of Reef Island"),
    ],
)
def test_who_will_not_discuss_a_thing_need_not_be_against_it(
    read: Read, sentence: str, issue: str
) -> None:
    told = positions_after(read(OPENING + sentence))
    assert [(p.actor, p.stance, p.issue) for p in told] == [("Norland", "rejects", issue)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("What Norland wants is a lower toll, Skov said.", ("demands", "a lower toll")),
        ("What Norland does not want is a new border.", ("rejects", "a new border")),
        ("What Norland proposes is a joint board.", ("proposes", "a joint board")),
        ("Norland's position remains that guards must go.", ("demands", "guards must go")),
        (
            "There can be no return to the old toll, Skov said.",
            ("rejects", "return to the old toll"),
        ),
        ("Skov said that there was no need for an audit.", ("rejects", "an audit")),
        ("Norland won't hear of a second vote.", ("rejects", "a second vote")),
        ("Norland reserved its position on mixed crews.", ("reserves", "mixed crews")),
        (
            "“Let them return our prisoners,” Skov said.",
            ("demands", "Let them return our prisoners"),
        ),
    ],
)
def test_a_turn_of_phrase_tells_a_stance(
    read: Read, sentence: str, expected: tuple[str, str]
) -> None:
    told = positions_after(read(OPENING + sentence))
    assert [(p.actor, p.stance, p.issue) for p in told] == [("Norland", *expected)]


def test_a_no_to_a_thing_without_another_is_a_no(read: Read) -> None:
    told = positions_after(read(OPENING + "Norland plans to reject any bill without a cap."))
    assert [(p.stance, p.issue) for p in told] == [("rejects", "any bill without a cap")]


def test_what_somebodys_demand_is_belongs_to_it_and_not_to_the_teller(read: Read) -> None:
    told = positions_after(
        read(OPENING + "Sudmark said that Norland's demand was that the guards must go.")
    )
    assert {p.actor for p in told} == {"Norland"}
