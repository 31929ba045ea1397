"""Chains of attribution, from the origin to the outlet."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.model.text import make_report
from detente.readings.furniture import find_furniture
from detente.readings.names.cast import find_cast
from detente.readings.nlp import Pipeline
from detente.readings.page import Page
from detente.readings.paragraphs import Block
from detente.readings.quotes import find_quotes
from detente.readings.speech.chain import chain_of
from detente.readings.speech.reading import read_speech


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """Return a pipeline without wordings."""
    return Pipeline(())


def links(pipeline: Pipeline, text: str, word: str) -> list[str]:
    """Names of the chain that holds the first token with these letters."""
    report = make_report(text, retrieved=dt.datetime(2031, 3, 4, tzinfo=dt.UTC))
    (parse,) = pipeline.parse([report.text])
    furniture = find_furniture(report, parse)
    blocks = [
        Block(parse.tokens[p.start].start, parse.tokens[p.end - 1].end) for p in parse.paragraphs
    ]
    page = Page(
        report=report,
        parse=parse,
        quotes=find_quotes(report.text, blocks),
        cast=find_cast(report, parse, furniture),
        furniture=furniture,
    )
    page = page.with_statements(read_speech(page).statements)
    at = next(t.i for t in parse.tokens if t.text == word)
    return [link.name for link in chain_of(page, at)]


def test_a_state_of_mind_an_impression_and_a_teller_are_three_links(pipeline: Pipeline) -> None:
    text = (
        "Anna Berg said that Tomas Lind had the impression that Ida Falk is interested in "
        "losing the dispute."
    )
    assert links(pipeline, text, "losing") == ["Ida Falk", "Tomas Lind", "Anna Berg"]


def test_the_narrator_alone_has_no_chain(pipeline: Pipeline) -> None:
    assert links(pipeline, "The dispute over the strip is old.", "dispute") == []


def test_quoted_words_are_their_speakers(pipeline: Pipeline) -> None:
    text = '"The dispute is over," Anna Berg said.'
    assert links(pipeline, text, "dispute") == ["Anna Berg"]


def test_what_cannot_speak_passes_nothing_on(pipeline: Pipeline) -> None:
    text = "Such a raid underlines how much both need an end to the dispute."
    assert links(pipeline, text, "end") == []
