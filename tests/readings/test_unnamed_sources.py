"""A source that is only described keeps its words, whoever spoke before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.actors import is_unnamed
from detente.model.claims import Reading, Statement
from detente.model.text import make_report
from detente.readings.readers import reader
from tests.readings.conftest import RETRIEVED

Read = Callable[..., Reading]

SPOKE_BEFORE = "Anna Berg said the owners would answer.\n\n"
DESCRIBED = [
    '"The dam leaks. The gates are," a clerk who has read the letter said on condition of '
    "anonymity.",
    '"The gates are," a man who saw the lock said.',
    '"We are close," one person near the owners, who asked not to be named, said.',
    '"It is not over. They want more," an engineer briefed on the plan said, asking not to be '
    "identified.",
    '"The gates were," a lawyer who works for the dam told the Courier.',
    '"It is over," according to a source who sat in the room.',
    '"They will sign," a source in the ministry told the Courier.',
]
NOBODYS = [
    '"Nobody has signed. Nobody will," was how one envoy put it.',
    '"Nobody has signed. Nobody will," in the words of a clerk who read the letter.',
    '"Will they ever sign?" a clerk who read the letter wondered aloud.',
]


@pytest.mark.parametrize("text", DESCRIBED)
@pytest.mark.parametrize("name", ["rules", "learned"])
def test_a_described_source_keeps_its_words(name: str, text: str) -> None:
    report = make_report(SPOKE_BEFORE + text, retrieved=RETRIEVED)
    said = reader(name).read(report).of(Statement)
    assert [s.speaker for s in said[:1]] == ["Anna Berg"]
    assert len(said) == 2
    assert is_unnamed(said[1].speaker)


@pytest.mark.parametrize("text", NOBODYS)
def test_a_sentence_that_goes_on_with_another_is_not_of_who_spoke_before(
    read: Read, text: str
) -> None:
    said = read(SPOKE_BEFORE + text).of(Statement)
    assert [s.main.text for s in said if s.speaker == "Anna Berg"] == ["the owners would answer"]


@pytest.mark.parametrize(
    "text",
    [
        'Anna Berg said the gates would open. "They are ready," she beamed.',
        'Anna Berg said the gates would open. "They are all ready now," and left.',
        'Anna Berg said the gates would open. "They are all ready now."',
    ],
)
def test_who_spoke_before_goes_on(read: Read, text: str) -> None:
    said = read(text).of(Statement)
    assert [s.speaker for s in said] == ["Anna Berg", "Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        '"We are close," a clerk who asked not to be named said.',
        '"We are close," said a clerk who asked to remain anonymous.',
        'A clerk, who asked not to be identified, said: "We are close."',
    ],
)
def test_to_ask_for_cover_says_nothing(read: Read, text: str) -> None:
    (said,) = read(text).of(Statement)
    assert said.cue is not None
    assert said.cue.text == "said"
    assert said.speaker.startswith("unnamed: ")


def test_what_else_is_asked_for_is_said(read: Read) -> None:
    said = read(SPOKE_BEFORE + "Anna Berg, who asked Sudmark to sign, left early.").of(Statement)
    assert (said[1].speaker, said[1].main.text) == ("Anna Berg", "Sudmark to sign")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Harm Stolt, Norland's trade envoy, spoke on Monday. "
            "The vote will be held on 16 September, Stolt said.",
            "Harm Stolt",
        ),
        (
            "Harm Stolt, Norland's trade envoy, spoke on Monday. "
            "The vote will be held on 16 September, officials said.",
            "unnamed: officials",
        ),
    ],
)
def test_a_surname_behind_a_day_is_no_part_of_it(read: Read, text: str, speaker: str) -> None:
    assert [s.speaker for s in read(text).of(Statement)] == [speaker]
