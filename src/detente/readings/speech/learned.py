"""What the trained parts attribute: cues, their contents and sources, with how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from detente.readings.speech.candidates import (
    Indices,
    Options,
    Terrain,
    options,
    possible_cues,
    possible_sources,
    survey,
)
from detente.readings.speech.choices import (
    Pairs,
    Sources,
    content_columns,
    said_columns,
    source_columns,
)
from detente.readings.speech.columns import Codes
from detente.readings.speech.cues import Draft
from detente.readings.speech.features import Edges, cue_columns, ends_of, starts_of
from detente.readings.speech.ground import Ground
from detente.readings.speech.ranking import Scores, Weights, best, classes, likelihoods, pair
from detente.readings.speech.sheet import Sheet, digests, mix
from detente.readings.speech.templates import CONTENTS, CUES, EDGES, SAID, SOURCES


@dataclass(frozen=True, slots=True)
class Find:
    """One attribution, in tokens.

    cue: Its main word. first, last: Of the content. source: Head of the noun, or None.
    cue_likely, content_likely, source_likely: Log-likelihoods of the three choices.
    said: Score of its being a statement, above 0 if it rather is one.
    """

    cue: int
    first: int
    last: int
    source: int | None
    cue_likely: float
    content_likely: float
    source_likely: float
    said: float


def find(ground: Ground, drafts: Iterable[Draft], weights: Weights) -> list[Find]:
    """Return the attributions of a page by its cues, in order. drafts: What the rules found."""
    if not ground.tokens:
        return []
    terrain = survey(ground)
    sheet = Sheet(terrain, drafts)
    likely = _cues(sheet, ground, weights)
    found = [o for o in (options(terrain, cue) for cue in likely) if o.starts and o.ends]
    contents = _contents(sheet, found, weights)
    chosen = [(o, contents[n]) for n, o in enumerate(found) if n in contents]
    sources = _sources(terrain, sheet, chosen, weights)
    said = _said(sheet, chosen, sources, weights)
    return [
        Find(o.cue, c.first, c.last, s.source, likely[o.cue], c.likely, s.likely, spoken)
        for (o, c), s, spoken in zip(chosen, sources, said, strict=True)
    ]


def _said(
    sheet: Sheet,
    chosen: Sequence[tuple[Options, _Content]],
    sources: Sequence[_Source],
    weights: Weights,
) -> list[float]:
    """How much each attribution looks like a statement."""
    if not chosen:
        return []
    rows = said_rows(
        [o.cue for o, _ in chosen],
        [(c.first, c.last) for _, c in chosen],
        [s.source for s in sources],
    )
    scores: list[float] = weights.score(
        "said", digests(said_columns(sheet, rows), "said", SAID)
    ).tolist()
    return scores


def said_rows(
    cues: Sequence[int], spans: Sequence[tuple[int, int]], sources: Sequence[int | None]
) -> Sources:
    """Return attributions that may be statements."""
    first = np.array([s for s, _ in spans], dtype=np.int64)
    last = np.array([e for _, e in spans], dtype=np.int64)
    at = np.array([-1 if i is None else i for i in sources], dtype=np.int64)
    return Sources(at, np.arange(len(cues)), np.array(cues, dtype=np.int64), first, last)


def _cues(sheet: Sheet, ground: Ground, weights: Weights) -> dict[int, float]:
    """Log-likelihood of the tokens that are cues more likely than the threshold."""
    cues = np.array(possible_cues(ground), dtype=np.int64)
    cues = cues[weights.may_be_cues(cue_words(sheet, cues))]
    if not len(cues):
        return {}
    scores = weights.score("cue", digests(cue_columns(sheet, cues), "cue", CUES))
    kept = scores >= weights.calibration["threshold"]
    return {
        cue: -math.log1p(math.exp(-score))
        for cue, score in zip(cues[kept].tolist(), scores[kept].tolist(), strict=True)
    }


def cue_words(sheet: Sheet, cues: Indices) -> Codes:
    """Return a code for the word and word class of each possible cue; all verbs have one."""
    return mix(sheet.at("lemma", cues), sheet.at("pos", cues))


@dataclass(frozen=True, slots=True)
class _Content:
    first: int
    last: int
    likely: float


def _contents(sheet: Sheet, found: Sequence[Options], weights: Weights) -> dict[int, _Content]:
    """The best content of each cue."""
    if not found:
        return {}
    starts, ends = starts_of(sheet, found), ends_of(sheet, found)
    one = weights.score("start", digests(starts.columns, "start", EDGES))
    two = weights.score("end", digests(ends.columns, "end", EDGES))
    pairs, columns = contents(sheet, (starts, ends), (one, two))
    if not len(pairs.of):
        return {}
    likely = likelihoods(weights.score("content", digests(columns, "content", CONTENTS)), pairs.of)
    return {
        group: _Content(
            int(starts.at[pairs.starts[row]]), int(ends.at[pairs.ends[row]]), float(likely[row])
        )
        for group, row in best(likely, pairs.of).items()
    }


def contents(
    sheet: Sheet, edges: tuple[Edges, Edges], scores: tuple[Scores, Scores]
) -> tuple[Pairs, dict[str, Codes]]:
    """Return the contents to choose among, with their columns.

    edges: Where contents may begin, and where they may end. scores: Of both.
    """
    starts, ends = edges
    found = pair(starts, ends, start_scores=scores[0], end_scores=scores[1])
    pairs = _that_say(sheet, found, starts.at[found.starts], ends.at[found.ends] + 1)
    columns = content_columns(sheet, starts, ends, pairs=pairs)
    for name, scored, rows in (
        ("start_class", likelihoods(scores[0], starts.of), pairs.starts),
        ("end_class", likelihoods(scores[1], ends.of), pairs.ends),
    ):
        columns[name] = classes(scored)[rows]
    return pairs, columns


def _that_say(sheet: Sheet, pairs: Pairs, first: Indices, end: Indices) -> Pairs:
    """Leave out what says only when: "claimed last night"."""
    times = sheet.sums["times"]
    told = times[end] - times[first] < end - first
    return Pairs(*(getattr(pairs, column.name)[told] for column in fields(pairs)))


@dataclass(frozen=True, slots=True)
class _Source:
    source: int | None
    likely: float


def _sources(
    terrain: Terrain,
    sheet: Sheet,
    chosen: Sequence[tuple[Options, _Content]],
    weights: Weights,
) -> list[_Source]:
    """The best source of each cue and content."""
    if not chosen:
        return []
    rows = source_rows(
        [option.cue for option, _ in chosen],
        [(content.first, content.last) for _, content in chosen],
        [possible_sources(terrain, option) for option, _ in chosen],
    )
    features = digests(source_columns(sheet, rows), "source", SOURCES)
    likely = likelihoods(weights.score("source", features), rows.of)
    found = []
    for _, row in sorted(best(likely, rows.of).items()):
        at = int(rows.at[row])
        found.append(_Source(at if at >= 0 else None, float(likely[row])))
    return found


def source_rows(
    cues: Sequence[int], spans: Sequence[tuple[int, int]], nouns: Sequence[Sequence[int]]
) -> Sources:
    """Return the sources to choose among: the nouns of each cue, and none."""
    sizes = [len(n) + 1 for n in nouns]
    of = np.repeat(np.arange(len(cues)), sizes)
    return Sources(
        at=np.array([i for n in nouns for i in (-1, *n)], dtype=np.int64),
        of=of,
        cue=np.array(cues, dtype=np.int64)[of],
        first=np.array([s for s, _ in spans], dtype=np.int64)[of],
        last=np.array([e for _, e in spans], dtype=np.int64)[of],
    )
