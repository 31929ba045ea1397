"""Set phrases that tell where a party stands, as whole sentences are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


def _stances(read: Read, sentence: str) -> set[tuple[str, str]]:
    return {(p.actor, p.stance) for p in positions_after(read(OPENING + sentence))}


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


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norland blocked a bid for the ferry line.", "rejects"),
        ("Norland's border is not negotiable, Skov said.", "rejects"),
        ("Norland is not interested in a second vote.", "rejects"),
        ("Norland isn't inclined to lower the pilots' fees.", "rejects"),
        ("Norland does not plan to join the census.", "rejects"),
        ("Norland threw cold water on a joint census.", "rejects"),
        ("Norland remained against the levy.", "rejects"),
        ("A shorter lease is not enough, Skov said.", "rejects"),
        ("Norland stressed the need for a joint census.", "demands"),
        ("Norland lobbied the bank to cut the rate.", "demands"),
        ("Norland applied to join the customs pact.", "demands"),
        ("Norland has committed to mending the pier.", "offers"),
        ("Norland's proposal of a joint board was read out.", "proposes"),
        ("Norland abstained from voting on the census.", "reserves"),
        ("Norland's backing for the census was welcome.", "accepts"),
        ("Norland gave Sudmark permission to use the pier.", "accepts"),
    ],
)
def test_a_verb_with_its_words_tells_a_stance(read: Read, sentence: str, stance: str) -> None:
    assert ("Norland", stance) in _stances(read, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland blocked the road with two lorries.",
        "Norland did not plan to leave so late.",
        "Norland said that the bread was insufficient.",
        "The pier needs Norland's approval.",
        "Norland is interested in lighthouses.",
    ],
)
def test_words_that_only_look_like_it_tell_none(read: Read, sentence: str) -> None:
    assert not _stances(read, sentence)


def test_hundreds_of_them_are_a_group_that_holds_a_stance(read: Read) -> None:
    found = _stances(read, "Hundreds of pilots signed a letter urging Norland to cut the fee.")
    assert [stance for _, stance in found] == ["demands"]


@pytest.mark.parametrize(
    ("role", "holds"), [("the mayor of Brage", True), ("a baker from Brage", False)]
)
def test_who_holds_an_office_speaks_for_it_alone(read: Read, role: str, *, holds: bool) -> None:
    sentence = f"Ina Lund, {role}, arrived late. The lease must be shorter, Lund said."
    assert (("Ina Lund", "demands") in _stances(read, sentence)) is holds


@pytest.mark.parametrize(
    "sentence",
    ["Norland does not plan to join the census.", "Norland isn't intending to join the census."],
)
def test_what_nobody_intends_is_the_deed_without_the_intent(read: Read, sentence: str) -> None:
    (found,) = positions_after(read(OPENING + sentence))
    assert (found.stance, found.issue) == ("rejects", "join the census")


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("Norland rejects the offer as long as Sudmark keeps the port.", None),
        ("Norland insists on the toll so long as Sudmark holds the lock.", "insists"),
        ("Norland has long demanded the port.", "long"),
    ],
)
def test_as_long_as_tells_no_length(read: Read, text: str, firmness: str | None) -> None:
    assert {p.firmness for p in read(text).of(Position)} == {firmness}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Sudmark must not raise the levy, Skov said.", [("rejects", "raise the levy")]),
        ("The levy must not be raised, Skov said.", [("rejects", "The levy must not be raised")]),
        ("Sudmark does not have to raise the levy, Skov said.", []),
        ("The talks must not fail, Skov said.", []),
        ("An analyst said that Sudmark must not raise the levy.", []),
    ],
)
def test_what_must_not_be_done_to_a_thing_is_rejected(
    read: Read, sentence: str, told: list[tuple[str, str]]
) -> None:
    found = positions_after(read(OPENING + sentence))
    assert [(p.stance, p.issue) for p in found] == told


def test_he_is_the_official_without_a_name_who_says_so(read: Read) -> None:
    text = "The French premier said that he had agreed to free the crews of the trawlers."
    assert [(p.actor, p.stance, p.voice) for p in read(text).of(Position)] == [
        ("France", "accepts", "unnamed")
    ]


def test_a_threat_for_want_of_something_asks_for_it(read: Read) -> None:
    found = positions_after(read(OPENING + "Norland threatened to leave if there is no vote."))
    assert [(p.stance, p.issue) for p in found] == [("demands", "vote")]


def test_what_would_not_be_provided_is_refused(read: Read) -> None:
    found = positions_after(read(OPENING + "Norland would not provide a written pledge."))
    assert [(p.stance, p.issue) for p in found] == [("rejects", "provide a written pledge")]


def test_for_whom_it_is_a_non_starter_rejects_it(read: Read) -> None:
    found = positions_after(read(OPENING + "A joint fund is a non-starter for Norland."))
    assert [(p.actor, p.stance, p.issue) for p in found] == [
        ("Norland", "rejects", "A joint fund")
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Skov agreed that the old pact had worked well.", []),
        ("Norland agreed that the fee be halved.", [("accepts", "the fee be halved")]),
        ("“We have agreed [on] two steps,” Skov said.", []),
        (
            "Skov asked the deputies of Sudmark to agree to the census.",
            [("demands", "the deputies of Sudmark to agree to the census")],
        ),
    ],
)
def test_a_view_of_a_fact_is_no_yes(
    read: Read, sentence: str, told: list[tuple[str, str]]
) -> None:
    found = positions_after(read(OPENING + sentence))
    assert [(p.stance, p.issue) for p in found] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Sudmark can never have the lighthouses, Skov said.", [("Norland", "rejects")]),
        ("“Sudmark cannot keep the guns,” Skov said.", [("Norland", "rejects")]),
        ("Sudmark cannot have the lighthouses until it pays, Skov said.", []),
        ("“We cannot have a say,” Skov said.", []),
        ("An analyst said that Sudmark cannot have the lighthouses.", []),
    ],
)
def test_what_another_cannot_have_is_refused_by_who_says_so(
    read: Read, sentence: str, told: list[tuple[str, str]]
) -> None:
    found = positions_after(read(OPENING + sentence))
    assert [(p.actor, p.stance) for p in found if "rejects" in p.stance] == told
