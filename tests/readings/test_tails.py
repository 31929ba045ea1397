"""A name and role at the end of a sentence are who says it, and no part of what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Proposal, Reading, Statement
from detente.model.text import make_report
from detente.readings.readers import reader
from tests.record.build import NOON

Read = Callable[..., Reading]

OPENING = "Norland and Sudmark met on the island of Brage on Monday. "


@pytest.mark.parametrize(
    ("sentence", "said", "source"),
    [
        (
            "Sudmark has broken the accord by keeping 40 soldiers on the island, Defence Minister "
            "Jan Belling claimed last night.",
            "Sudmark has broken the accord by keeping 40 soldiers on the island",
            "Defence Minister Jan Belling",
        ),
        (
            "Norland rejects the division of the herring, Ada Rovic, spokeswoman for the "
            "Norland foreign ministry, said on Tuesday evening.",
            "Norland rejects the division of the herring",
            "Ada Rovic, spokeswoman for the Norland foreign ministry",
        ),
        (
            "Norland rejects the partition of the strip, Jan Belling, the foreign minister, "
            "said on Tuesday.",
            "Norland rejects the partition of the strip",
            "Jan Belling, the foreign minister",
        ),
        (
            "Norland rejects the division of the herring, the ministry's spokeswoman, Ada Rovic, "
            "said on Tuesday.",
            "Norland rejects the division of the herring",
            "the ministry's spokeswoman, Ada Rovic",
        ),
        (
            "Norland rejects the division of the herring, according to Jan Belling, the foreign "
            "minister.",
            "Norland rejects the division of the herring",
            "Jan Belling, the foreign minister",
        ),
        (
            "Norland rejects the plan, Ada Rovic, who leads its delegation, told reporters.",
            "Norland rejects the plan",
            "Ada Rovic",
        ),
        (
            "The miners rejected the pay offer, Oda Lind, head of the miners' union, said.",
            "The miners rejected the pay offer",
            "Oda Lind, head of the miners' union",
        ),
        (
            "Norland will review the terms of the lease, Oda Lind, chief negotiator, "
            "told reporters.",
            "Norland will review the terms of the lease",
            "Oda Lind, chief negotiator",
        ),
    ],
)
def test_what_is_said_ends_before_who_says_it(
    read: Read, sentence: str, said: str, source: str
) -> None:
    statements = read(OPENING + sentence).of(Statement)
    assert [(s.main.text, s.source.text if s.source else None) for s in statements] == [
        (said, source)
    ]


def test_a_refusal_is_told_through_its_speaker(read: Read) -> None:
    reading = read(
        OPENING + "Norland rejects the division of the herring, Ada Rovic, spokeswoman for the "
        "Norland foreign ministry, said on Tuesday evening. It demands 30 boats."
    )
    refusal, demand = reading.of(Position)
    assert (refusal.proposition, refusal.voice) == ("the division of the herring", "own")
    assert refusal.reported_by == "Ada Rovic"
    assert (demand.actor, demand.proposition, demand.reported_by) == (
        "Norland",
        "30 boats",
        "narrator",
    )


def test_when_it_was_said_is_no_name_of_a_plan(read: Read) -> None:
    reading = read(OPENING + "Norland rejects the plan, Jan Belling, the foreign minister, said.")
    assert all("said" not in (p.name or "") for p in reading.of(Proposal))
    assert [p.reported_by for p in reading.of(Position)] == ["Jan Belling"]


def test_an_author_set_off_by_commas_speaks_for_herself_only_where_she_does(read: Read) -> None:
    reading = read(
        OPENING + "Norland, which rejects the plan of the envoy, Oda Lind, said that it would "
        "send a letter."
    )
    assert [s.main.text for s in reading.of(Statement)] == ["it would send a letter"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Norland rejects the division of the herring, a spokeswoman for the ministry said on "
            "Tuesday.",
            "Norland rejects the division of the herring",
        ),
        (
            "Norland will not sign the pact, an aide to the minister said late on Tuesday.",
            "Norland will not sign the pact",
        ),
        (
            "The port, an aide said, will be open on Tuesday.",
            "The port, an aide said, will be open on Tuesday",
        ),
    ],
)
def test_weights_leave_who_said_it_out_as_well(sentence: str, said: str) -> None:
    report = make_report(OPENING + sentence, retrieved=NOON, published=NOON.date())
    assert [s.main.text for s in reader("learned").read(report).of(Statement)] == [said]


@pytest.mark.parametrize(
    ("sentence", "proposition", "condition"),
    [
        ("Norland will not open the port, according to the ministry.", "open the port", None),
        (
            "Norland is ready to free the crews if Sudmark pays, according to the ministry.",
            "free the crews",
            "if Sudmark pays",
        ),
    ],
)
def test_neither_proposition_nor_condition_holds_who_says_it(
    read: Read, sentence: str, proposition: str, condition: str | None
) -> None:
    (position,) = read(OPENING + sentence).of(Position)
    assert (position.proposition, position.condition) == (proposition, condition)
    assert position.reported_by == "unnamed: ministry"


def test_where_it_was_said_is_no_proposition() -> None:
    text = (
        OPENING + "It would accept the draft if the fee is cut, Jan Belling, Norland's trade "
        "minister, said in an interview."
    )
    report = make_report(text, retrieved=NOON, published=NOON.date())
    propositions = [p.proposition for p in reader("learned").read(report).of(Position)]
    assert propositions == ["It would accept the draft if the fee is cut"]
