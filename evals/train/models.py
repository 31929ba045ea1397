"""The trained parts of speech, fitted on lessons, and their weights in one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.readings.speech.candidates import survey
from detente.readings.speech.choices import Pairs, said_columns, source_columns
from detente.readings.speech.columns import Codes
from detente.readings.speech.drafting import content_span
from detente.readings.speech.ground import Ground
from detente.readings.speech.learned import Find, contents, cue_words, find, said_rows, source_rows
from detente.readings.speech.ranking import Weights
from detente.readings.speech.reading import find_drafts
from detente.readings.speech.sheet import Sheet, digests
from detente.readings.speech.templates import CONTENTS, SAID, SOURCES
from evals.train.fitting import Course, Fit, fit_binary, fit_choice
from evals.train.lessons import Lesson

Fits = dict[str, Fit]
Rows = tuple[Codes, NDArray[np.int64], NDArray[np.bool_]]

# A word that is a cue less often than once in so many times is none.
RAREST_CUE = 100
# Weights below this are left out: at .07 scores are those at .04, at .1 overlap loses .008.
LEAST = 0.07
# The lowest score of a cue before the threshold is known.
_ANY = -2.0


def fit(lessons: Sequence[Lesson], cues: Course, course: Course) -> Fits:
    """Return the models of cues, ends, contents and sources, cues by a course of their own.

    Contents are learned from ends that were scored by a model of the other half of the reports,
    so that they are as unsure as on a new report.
    """
    halves = [_fit_edges(lessons[n::2], course) for n in (1, 0)]
    told = [(lesson, halves[n % 2]) for n, lesson in enumerate(lessons)]
    return {
        "cue": _fit_cues(lessons, cues),
        **_fit_edges(lessons, course),
        "content": _fit_choices(list(_content_rows(told)), course),
        "source": _fit_choices([_source_rows(x) for x in lessons if x.options], course),
    }


def known_cues(lessons: Sequence[Lesson]) -> Codes:
    """Return the codes of words that are cues often enough to be looked at, in order."""
    seen = np.concatenate([cue_words(x.sheet, x.cues) for x in lessons])
    right = np.concatenate([x.is_cue for x in lessons])
    known, where = np.unique(seen, return_inverse=True)
    share = np.bincount(where, weights=right) / np.bincount(where)
    return known[share >= 1 / RAREST_CUE]


def weights_of(fits: Fits, words: Codes, version: str) -> Weights:
    """Return models as one table of small whole numbers, without their smallest weights."""
    total = np.sum([f.weights for f in fits.values()], axis=0, dtype=np.float32)
    total = np.where(np.abs(total) < LEAST, 0, total)
    scale = float(np.abs(total).max()) / 127
    return Weights(
        version=version,
        table=np.round(total / scale).astype(np.int8),
        scale=scale,
        constants={name: f.constant for name, f in fits.items()},
        cue_words=words,
        calibration={"threshold": _ANY, "constant": 0, "cue": 1, "content": 1, "source": 1},
    )


def _fit_cues(lessons: Sequence[Lesson], course: Course) -> Fit:
    features = np.concatenate([x.cue_features.T for x in lessons])
    return fit_binary(features, np.concatenate([x.is_cue for x in lessons]), course)


def _fit_edges(lessons: Sequence[Lesson], course: Course) -> Fits:
    starts: list[Rows] = []
    ends: list[Rows] = []
    for x in lessons:
        if x.options:
            first = np.array([a.first for a in x.answers], dtype=np.int64)
            last = np.array([a.last for a in x.answers], dtype=np.int64)
            starts.append((x.start_features, x.starts.of, x.starts.at == first[x.starts.of]))
            ends.append((x.end_features, x.ends.of, x.ends.at == last[x.ends.of]))
    return {"start": _fit_choices(starts, course), "end": _fit_choices(ends, course)}


def _fit_choices(found: Sequence[Rows], course: Course) -> Fit:
    """Fit on the groups of which a row is right."""
    features, sizes, truths = [], [], []
    for matrix, of, truth in found:
        hits = np.bincount(of, weights=truth)
        rows = hits[of] > 0
        features.append(matrix.T[rows])
        sizes.append(np.bincount(of[rows]))
        truths.append((truth / np.maximum(hits[of], 1))[rows])
    counts = np.concatenate(sizes)
    return fit_choice(
        np.concatenate(features), np.concatenate(truths), counts[counts > 0], course=course
    )


def _content_rows(told: Iterable[tuple[Lesson, Fits]]) -> Iterator[Rows]:
    for lesson, edges in told:
        if not lesson.options:
            continue
        pairs, features = contents_of(lesson, edges)
        first = np.array([a.first for a in lesson.answers], dtype=np.int64)[pairs.of]
        last = np.array([a.last for a in lesson.answers], dtype=np.int64)[pairs.of]
        truth = (lesson.starts.at[pairs.starts] == first) & (lesson.ends.at[pairs.ends] == last)
        yield features, pairs.of, truth


def contents_of(lesson: Lesson, edges: Fits) -> tuple[Pairs, Codes]:
    """Return the contents to choose among in a lesson, with their features."""
    scores = (
        edges["start"].score(lesson.start_features),
        edges["end"].score(lesson.end_features),
    )
    pairs, columns = contents(lesson.sheet, (lesson.starts, lesson.ends), scores)
    return pairs, digests(columns, "content", CONTENTS)


def _source_rows(lesson: Lesson) -> Rows:
    rows = source_rows(
        [a.cue for a in lesson.answers],
        [(a.first, a.last) for a in lesson.answers],
        lesson.sources,
    )
    truth = [
        at in lesson.answers[n].sources if at >= 0 else not lesson.answers[n].sources
        for at, n in zip(rows.at.tolist(), rows.of.tolist(), strict=True)
    ]
    features = digests(source_columns(lesson.sheet, rows), "source", SOURCES)
    return features, rows.of, np.array(truth, dtype=np.bool_)


def fit_said(
    told: Iterable[tuple[Ground, dict[str, Any]]], weights: Weights, course: Course
) -> Fit:
    """Return the model of what is a statement, from reports whose statements are annotated."""
    features, truths = [], []
    for ground, gold in told:
        rules = find_drafts(ground)
        found = find(ground, rules, weights)
        if not found:
            continue
        rows = said_rows(
            [f.cue for f in found],
            [(f.first, f.last) for f in found],
            [f.source for f in found],
        )
        columns = said_columns(Sheet(survey(ground), rules), rows)
        features.append(digests(columns, "said", SAID).T)
        truths += [_is_said(ground, f, gold["statements"]) for f in found]
    return fit_binary(np.concatenate(features), np.array(truths, dtype=np.float64), course)


def _is_said(ground: Ground, found: Find, statements: Iterable[dict[str, Any]]) -> bool:
    """Whether a statement with a cue covers half of what was found, and the other way round."""
    span = content_span(ground, found.first, found.last)
    cue = ground.tokens[found.cue].text
    for given in statements:
        start, end = given["content"]["start"], given["content"]["end"]
        shared = min(span.end, end) - max(span.start, start)
        joined = max(span.end, end) - min(span.start, start)
        if 2 * shared >= joined and cue in (given["cue"] or ""):
            return True
    return False
