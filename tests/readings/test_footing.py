"""How far a text stands behind a clause, and which negations bear on it."""

from __future__ import annotations

import pytest

from detente.readings.footing import footing
from detente.readings.modality import mood
from detente.readings.negation import is_negated
from detente.readings.nlp import Parse, Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """Return a pipeline without wordings."""
    return Pipeline(())


def parsed(pipeline: Pipeline, text: str, word: str) -> tuple[Parse, int]:
    """The parse of a sentence, and the index of a word in it."""
    (parse,) = pipeline.parse([text])
    return parse, next(t.i for t in parse.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Norland signed the pact.", "signed", "asserted"),
        ("Norland said that it had signed the pact.", "signed", "asserted"),
        ("Norland seems to accept the toll.", "accept", "hedged"),
        ("Norland is thought to oppose the toll.", "oppose", "hedged"),
        ("It is rumoured that Norland accepts the toll.", "accepts", "hedged"),
        ("Reports that Norland accepted the toll caused unrest.", "accepted", "hedged"),
        ("Sudmark hopes that Norland will accept the toll.", "accept", "supposed"),
        ("Had Norland signed the pact, the truce would hold.", "signed", "supposed"),
        ("Norland would have signed the pact.", "signed", "supposed"),
        ("There is no sign that Norland accepted the toll.", "accepted", "supposed"),
        ("Sudmark insisted that the vote be held in May.", "held", "supposed"),
        ("Ada Brandt did not say that Norland accepts the toll.", "accepts", "supposed"),
        ("Norland either signed the pact or it did not.", "signed", "supposed"),
        ("Norland has all but signed the pact.", "signed", "supposed"),
        ("Norland signed all but one of the pacts.", "signed", "asserted"),
        ("Either Norland or Sudmark signed the pact.", "signed", "asserted"),
        ("Rumours that Norland signed the pact were false.", "signed", "denied"),
        ("Norland dismissed reports that it signed the pact.", "signed", "denied"),
        ("It is not true that Norland opposes the toll.", "opposes", "denied"),
    ],
)
def test_a_clause_stands_as_the_words_above_it_say(
    pipeline: Pipeline, text: str, word: str, expected: str
) -> None:
    parse, i = parsed(pipeline, text, word)
    assert footing(parse, i) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("At no point did Norland agree to it.", "agree", True),
        ("Norland has yet to accept it.", "accept", True),
        ("Norland stopped short of accepting it.", "accepting", True),
        ("Never has Norland opposed a summit.", "opposed", True),
        ("Norland never refused to sign it.", "sign", False),
        ("Norland cannot but accept it.", "accept", False),
        ("Norland accepted it at some point.", "accepted", False),
    ],
)
def test_negations_are_counted_around_a_verb(
    pipeline: Pipeline, text: str, word: str, *, expected: bool
) -> None:
    parse, i = parsed(pipeline, text, word)
    assert is_negated(parse, i) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Norland will sign it when the guns fall silent.", "sign", "when the guns fall silent"),
        ("Norland would only sign it after the vote is held.", "sign", "after the vote is held"),
        ("Were Sudmark to pay, Norland would sign it.", "sign", "Were Sudmark to pay"),
        ("With a share of the fees, Norland would sign it.", "sign", "With a share of the fees"),
        ("Norland would sign it in the event of a truce.", "sign", "in the event of a truce"),
        ("Until that changes, a deal is unlikely.", "is", "Until that changes"),
        ("Norland rejected it without reading it.", "rejected", None),
        ("Norland signed it, and Sudmark will pay if the truce holds.", "signed", None),
    ],
)
def test_a_condition_is_kept_in_its_words(
    pipeline: Pipeline, text: str, word: str, expected: str | None
) -> None:
    parse, i = parsed(pipeline, text, word)
    found = mood(parse, i).condition
    words = None
    if found is not None:
        words = text[parse.tokens[found.start].start : parse.tokens[found.end - 1].end]
    assert words == expected
