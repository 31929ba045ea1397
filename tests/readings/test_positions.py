"""Stances: what a wording, its negation, modality and condition make of a party's position."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading

Read = Callable[..., Reading]

OPENING = "Norland and Sudmark met on the island of Brage on Monday. "


def stances(read: Read, sentence: str) -> set[tuple[str, str]]:
    """Return actor and stance of every position in a sentence."""
    reading = read(OPENING + sentence)
    return {(p.actor, p.stance) for p in reading.of(Position)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norland demanded the release of the crews.", ("Norland", "demands")),
        ("Norland called for monitors on the strip.", ("Norland", "demands")),
        ("Norland insists on a full withdrawal from the strip.", ("Norland", "demands")),
        ("Norland wants Sudmark to leave the strip.", ("Norland", "demands")),
        ("The talks stalled over Norland's demand for a withdrawal.", ("Norland", "demands")),
        ("Norland proposed a joint authority for the port.", ("Norland", "proposes")),
        ("Norland put forward a plan for the port.", ("Norland", "proposes")),
        ("Norland offered to cap output at 40 percent.", ("Norland", "offers")),
        ("Norland is ready to free the crews.", ("Norland", "offers")),
        ("Norland pledged to reopen the canal by May.", ("Norland", "offers")),
        ("Norland accepted the monitors.", ("Norland", "accepts")),
        ("Norland agreed to share the transit fees.", ("Norland", "accepts")),
        ("Norland withdrew its objections to the monitors.", ("Norland", "accepts")),
        ("Norland rejected the cap on output.", ("Norland", "rejects")),
        ("Norland ruled out a withdrawal.", ("Norland", "rejects")),
        ("Norland refused to admit monitors.", ("Norland", "rejects")),
        ("Norland will not withdraw from the strip.", ("Norland", "rejects")),
        ("Norland has no plans to return the port.", ("Norland", "rejects")),
        ("Norland is reviewing the draft.", ("Norland", "reserves")),
        ("Norland has not yet decided on the monitors.", ("Norland", "reserves")),
    ],
)
def test_a_plain_wording_gives_its_stance(
    read: Read, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in stances(read, sentence)


@pytest.mark.parametrize(
    ("sentence", "actor", "never"),
    [
        ("Norland did not reject the cap.", "Norland", {"rejects", "accepts"}),
        ("Norland refused to rule out a withdrawal.", "Norland", {"rejects", "accepts", "offers"}),
        ("Norland has not ruled out a withdrawal.", "Norland", {"rejects", "accepts"}),
        ("Norland did not accept the cap.", "Norland", {"accepts", "offers"}),
        ("Norland refused to accept the cap.", "Norland", {"accepts", "offers"}),
        ("Norland never agreed to share the fees.", "Norland", {"accepts", "offers"}),
        ("Norland did not demand a withdrawal.", "Norland", {"demands", "rejects"}),
        ("Norland denied that it had demanded a withdrawal.", "Norland", {"demands"}),
        ("Norland did not offer to free the crews.", "Norland", {"offers", "accepts"}),
        ("Norland would accept the cap if Sudmark left the strip.", "Norland", {"accepts"}),
        ("Norland could accept the cap.", "Norland", {"accepts", "rejects"}),
        ("If Norland accepts the cap, the talks will go on.", "Norland", {"accepts"}),
        ("It is unclear whether Norland rejects the cap.", "Norland", {"rejects", "accepts"}),
        ("Sudmark wants Norland to accept the cap.", "Norland", {"accepts", "demands"}),
        ("Sudmark urged Norland to withdraw its objections to the cap.", "Norland", {"accepts"}),
        ("Norland declined to comment on the cap.", "Norland", {"rejects", "accepts"}),
        ("Will Norland accept the cap?", "Norland", {"accepts"}),
        ("Norland is not opposed to the cap.", "Norland", {"rejects", "demands"}),
        ("Norland failed to agree to the cap.", "Norland", {"accepts", "offers"}),
        ("Norland was not ready to free the crews.", "Norland", {"offers", "accepts"}),
        ("Norland had no objection to the cap.", "Norland", {"rejects"}),
        ("Norland dropped its demand for a withdrawal.", "Norland", {"demands"}),
        ("Norland withdrew its offer to free the crews.", "Norland", {"offers", "accepts"}),
    ],
)
def test_a_stance_is_never_turned_round(
    read: Read, sentence: str, actor: str, never: set[str]
) -> None:
    found = {stance for who, stance in stances(read, sentence) if who == actor}
    assert not found & never


@pytest.mark.parametrize(
    ("sentence", "stance", "condition"),
    [
        (
            "Norland would accept the cap if Sudmark left the strip.",
            "conditionally_accepts",
            "if Sudmark left the strip",
        ),
        (
            "Norland will not withdraw from the strip unless Sudmark frees the crews.",
            "conditionally_accepts",
            "unless Sudmark frees the crews",
        ),
        (
            "Norland offered to free the crews in exchange for the port.",
            "offers",
            "in exchange for the port",
        ),
        (
            "Norland agreed to free the crews on condition that Sudmark reopened the canal.",
            "conditionally_accepts",
            "on condition that Sudmark reopened the canal",
        ),
    ],
)
def test_a_condition_stays_with_its_stance(
    read: Read, sentence: str, stance: str, condition: str
) -> None:
    found = [p for p in read(OPENING + sentence).of(Position) if p.actor == "Norland"]
    assert [(p.stance, p.condition) for p in found] == [(stance, condition)]


def test_a_condition_that_one_rejects_is_what_the_other_demands(read: Read) -> None:
    reading = read(
        OPENING + "A key sticking point is Norland's demand for Sudmark to leave the strip, "
        "a condition Sudmark has long rejected."
    )
    found = {p.actor: p for p in reading.of(Position)}
    assert found["Norland"].stance == "demands"
    assert found["Sudmark"].stance == "rejects"
    assert found["Sudmark"].firmness == "long"
    assert found["Sudmark"].proposition == found["Norland"].proposition


def test_a_refusal_to_comment_is_no_position(read: Read) -> None:
    assert read(OPENING + "Norland refused to discuss the cap.").of(Position) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "An official of Norland, who asked not to be named, was in a hurry.",
        "Norland needs something to show for the winter.",
        "Norland used force against Sudmark.",
        "Norland wants to reach a deal.",
        "Norland was close to signing a pact with Sudmark.",
        "Norland rejected reports that it had accepted the cap.",
    ],
)
def test_what_only_looks_like_a_stance_is_none(read: Read, sentence: str) -> None:
    assert stances(read, sentence) == set()


def test_what_somebody_is_blamed_for_is_not_the_one_who_blames(read: Read) -> None:
    found = stances(read, "Norland blamed Sudmark for rejecting the cap.")
    assert ("Norland", "rejects") not in found
