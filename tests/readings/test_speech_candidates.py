"""Where an attribution may lie: what the trained part of speech chooses among."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from detente.model.text import make_report
from detente.readings.furniture import find_furniture
from detente.readings.names.cast import find_cast
from detente.readings.nlp import Pipeline
from detente.readings.page import Page
from detente.readings.paragraphs import Block
from detente.readings.quotes import find_quotes
from detente.readings.speech.candidates import options, possible_cues, possible_sources, survey
from detente.readings.speech.columns import code
from detente.readings.speech.drafting import content_span
from detente.readings.speech.features import cue_columns, ends_of, starts_of
from detente.readings.speech.ground import Ground, lay
from detente.readings.speech.reading import find_drafts
from detente.readings.speech.sheet import CELLS, Sheet, digests
from detente.readings.speech.templates import CUES, EDGES, templates


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """Return a pipeline without wordings."""
    return Pipeline(())


def laid(pipeline: Pipeline, text: str) -> Ground:
    report = make_report(text, retrieved=dt.datetime(2031, 3, 4, tzinfo=dt.UTC))
    (parse,) = pipeline.parse([report.text])
    furniture = find_furniture(report, parse)
    blocks = [
        Block(parse.tokens[p.start].start, parse.tokens[p.end - 1].end) for p in parse.paragraphs
    ]
    cast = find_cast(report, parse, furniture)
    quotes = find_quotes(report.text, blocks)
    return lay(Page(report=report, parse=parse, quotes=quotes, cast=cast, furniture=furniture))


def at(ground: Ground, word: str) -> int:
    return next(t.i for t in ground.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "cue", "first", "last"),
    [
        ("Anna Berg said that the strip was closed.", "said", "that", "closed"),
        ("The strip was closed, Anna Berg said on Monday.", "said", "The", "closed"),
        ("The strip, Anna Berg said, was closed.", "said", "The", "closed"),
        ("Anna Berg accused Sudmark of stalling the talks.", "accused", "Sudmark", "talks"),
        ('"Never," Anna Berg said. "Not in spring."', "said", "Never", "spring"),
        ('"It is shut. It stays so." That is what Anna Berg said.', "said", "It", "so"),
        ('Anna Berg was blunt and said:\n\n"The strip is shut."', "said", "The", "shut"),
        ("It was Anna Berg who said fees and tolls would rise.", "said", "fees", "rise"),
        ("Anna Berg said fees would fall and tolls would rise.", "said", "fees", "fall"),
    ],
)
def test_the_right_content_is_among_the_options(
    pipeline: Pipeline, text: str, cue: str, first: str, last: str
) -> None:
    ground = laid(pipeline, text)
    found = options(survey(ground), at(ground, cue))
    words = [t.text for t in ground.tokens]
    assert first in [words[i] for i in found.starts]
    assert last in [words[i] for i in found.ends]
    assert found.cue in possible_cues(ground)


def test_a_quotation_two_paragraphs_on_is_no_option(pipeline: Pipeline) -> None:
    ground = laid(pipeline, 'Anna Berg said so.\n\nIt rained all day.\n\n"The strip is shut."')
    found = options(survey(ground), at(ground, "said"))
    assert at(ground, "shut") not in found.ends


def test_sources_are_nouns_and_relative_pronouns_of_the_sentence(pipeline: Pipeline) -> None:
    ground = laid(pipeline, "It rained. The minister, who met the board, said it was late.")
    terrain = survey(ground)
    found = possible_sources(terrain, options(terrain, at(ground, "said")))
    assert [ground.tokens[i].text for i in found] == ["minister", "who", "board", "it"]


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ('He said "the strip is shut".', "the", "shut", '"the strip is shut"'),
        ('He said "the strip is shut".', "strip", "is", "strip is"),
        ("He asked for $40 or 5%.", "40", "5", "$40 or 5%"),
    ],
)
def test_a_content_takes_the_marks_that_belong_to_it(
    pipeline: Pipeline, text: str, first: str, last: str, words: str
) -> None:
    ground = laid(pipeline, text)
    span = content_span(ground, at(ground, first), at(ground, last))
    assert text[span.start : span.end] == words


def test_features_are_small_numbers_and_the_same_every_time(pipeline: Pipeline) -> None:
    ground = laid(pipeline, 'Anna Berg said: "The strip is shut," and left.')
    terrain = survey(ground)
    made = []
    for _ in range(2):
        sheet = Sheet(terrain, find_drafts(ground))
        cues = np.array(possible_cues(ground))
        found = [options(terrain, int(cue)) for cue in cues]
        made.append(
            [
                digests(cue_columns(sheet, cues), "cue", CUES),
                digests(starts_of(sheet, found).columns, "start", EDGES),
                digests(ends_of(sheet, found).columns, "end", EDGES),
            ]
        )
    for one, other in zip(*made, strict=True):
        assert (one == other).all() and int(one.max()) < CELLS


def test_a_feature_tells_its_part_its_template_and_its_codes_apart() -> None:
    columns = {"lemma": np.array([code("say"), code("tell")], dtype=np.uint32)}
    both = digests(columns, "cue", templates("lemma | lemma lemma"))
    other = digests(columns, "said", templates("lemma"))
    assert len({*both.ravel().tolist(), *other.ravel().tolist()}) == 6


def test_no_word_has_the_code_that_stands_for_none() -> None:
    assert code("") != 0
