"""Annotated reports -> lessons: what may be chosen in each, and what is right."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.model.text import Report, make_report
from detente.readings.furniture import find_furniture
from detente.readings.names.cast import find_cast
from detente.readings.nlp import Parse
from detente.readings.page import Page
from detente.readings.paragraphs import Block
from detente.readings.quotes import find_quotes
from detente.readings.speech.candidates import (
    Options,
    options,
    possible_cues,
    possible_sources,
    survey,
)
from detente.readings.speech.columns import Codes
from detente.readings.speech.features import Edges, cue_columns, ends_of, starts_of
from detente.readings.speech.ground import Ground, lay
from detente.readings.speech.reading import find_drafts
from detente.readings.speech.sheet import Sheet, digests
from detente.readings.speech.templates import CUES, EDGES
from evals.data import RETRIEVED

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """One annotated attribution, in tokens. exact: Whether its ends are ends of tokens."""

    cue: int
    first: int
    last: int
    sources: frozenset[int]
    exact: bool


@dataclass(frozen=True)
class Lesson:
    """One report: what may be chosen, and the answers.

    cues: Tokens that may be cues; is_cue: which are. options, answers, sources: By true cue.
    """

    key: str
    sheet: Sheet
    cues: NDArray[np.int64]
    cue_features: Codes
    is_cue: NDArray[np.float64]
    options: tuple[Options, ...]
    answers: tuple[Answer, ...]
    sources: tuple[tuple[int, ...], ...]
    starts: Edges
    ends: Edges
    start_features: Codes
    end_features: Codes


def ground_of(report: Report, parse: Parse) -> Ground:
    """Return a report laid out as the reader does it."""
    furniture = find_furniture(report, parse)
    blocks = [
        Block(parse.tokens[p.start].start, parse.tokens[p.end - 1].end) for p in parse.paragraphs
    ]
    return lay(
        Page(
            report=report,
            parse=parse,
            quotes=find_quotes(report.text, blocks),
            cast=find_cast(report, parse, furniture),
            furniture=furniture,
        )
    )


def report_of(line: dict[str, Any]) -> Report:
    """Return the report of an annotated line."""
    return make_report(line["text"], key=line["id"], retrieved=RETRIEVED)


def lessons(lines: Sequence[dict[str, Any]], parses: Iterable[Parse]) -> Iterator[Lesson]:
    """Yield the lessons of annotated reports; those whose offsets would move are left out."""
    for line, parse in zip(lines, parses, strict=True):
        report = report_of(line)
        if report.text == line["text"] and parse.tokens:
            yield _lesson(ground_of(report, parse), line)


def _lesson(ground: Ground, line: dict[str, Any]) -> Lesson:
    terrain = survey(ground)
    sheet = Sheet(terrain, find_drafts(ground))
    answers = {a.cue: a for a in reversed(list(_answers(ground, line["attributions"])))}
    cues = np.array(possible_cues(ground), dtype=np.int64)
    found = [options(terrain, cue) for cue in sorted(answers)]
    found = [o for o in found if o.starts and o.ends]
    starts, ends = starts_of(sheet, found), ends_of(sheet, found)
    lesson = Lesson(
        key=line["id"],
        sheet=sheet,
        cues=cues,
        cue_features=digests(cue_columns(sheet, cues), "cue", CUES),
        is_cue=np.isin(cues, list(answers)).astype(np.float64),
        options=tuple(found),
        answers=tuple(answers[o.cue] for o in found),
        sources=tuple(tuple(possible_sources(terrain, o)) for o in found),
        starts=starts,
        ends=ends,
        start_features=digests(starts.columns, "start", EDGES),
        end_features=digests(ends.columns, "end", EDGES),
    )
    sheet.terrain = replace(terrain, ground=None)  # type: ignore[arg-type]  # fifty times smaller
    return lesson


def _answers(ground: Ground, attributions: Iterable[dict[str, Any]]) -> Iterator[Answer]:
    text = ground.page.report.text
    for given in attributions:
        cue, content = _anchor(ground, given["cue"]), _hull(given["content"], text)
        if cue is None or content is None:
            continue
        inside = _tokens(ground, content)
        if not inside:
            continue
        first, last = ground.tokens[inside[0]], ground.tokens[inside[-1]]
        source = _hull(given["source"], text)
        yield Answer(
            cue=cue,
            first=first.i,
            last=last.i,
            sources=frozenset(_tokens(ground, source)) if source else frozenset(),
            exact=(first.start, last.end) == content,
        )


def _hull(pieces: Sequence[Sequence[int]], text: str) -> Span | None:
    """From the first to the last letter or digit of all pieces."""
    if not pieces:
        return None
    start, end = min(a for a, _ in pieces), max(b for _, b in pieces)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if end > start else None


def _tokens(ground: Ground, span: Span) -> range:
    first = max(bisect_right(ground.starts, span[0]) - 1, 0)
    if ground.tokens[first].end <= span[0]:
        first += 1
    return range(first, bisect_left(ground.starts, span[1]))


def _anchor(ground: Ground, pieces: Sequence[Sequence[int]]) -> int | None:
    """The word of a cue that governs the others; a colon if it has no word."""
    inside = [i for start, end in pieces for i in _tokens(ground, (start, end))]
    words = [i for i in inside if any(map(str.isalnum, ground.tokens[i].text))]
    words = words or [i for i in inside if ground.tokens[i].text == ":"]
    return min(words, key=lambda i: (_depth(ground, i), i), default=None)


def _depth(ground: Ground, i: int) -> int:
    steps = 0
    while (head := ground.tokens[i].head) != i:
        i, steps = head, steps + 1
    return steps
