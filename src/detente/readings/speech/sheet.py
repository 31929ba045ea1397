"""A page in columns of codes, one a token: what the trained parts look things up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detente.readings.speech.candidates import Indices, Terrain
from detente.readings.speech.columns import (
    KINDS,
    WORDS,
    Codes,
    code,
    coded,
    first_children,
    of_paragraphs,
)
from detente.readings.speech.cues import Draft
from detente.readings.speech.templates import Template

Columns = Mapping[str, Codes]

# Features are told apart by 22 bits: of 300,000 that are kept few meet in a cell.
CELLS = 1 << 22
_BREAKS = frozenset((",", ";", ":", "—", "–", "-", "--"))
_TIMES = frozenset(("DATE", "TIME"))
# With the labelled words of a time these say when alone: "late on Tuesday".
_BY_TIMES = frozenset(("at", "early", "earlier", "in", "late", "later", "on"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# Upper ends of the classes of distances, in tokens.
_DISTANCES = (0, 1, 2, 3, 4, 5, 7, 10, 15, 22, 35, 60, 120)
_FAR = 1000
# Labels of a way through the tree beyond this many are left out.
_LONGEST_WAY = 4
_MIX = np.uint32(0x9E3779B1)
_SHIFT = np.uint32(15)


def mix(codes: Codes, others: Codes) -> Codes:
    """Return one code for each two."""
    mixed = (codes ^ others) * _MIX
    return mixed ^ (mixed >> _SHIFT)


def digests(columns: Columns, part: str, templates: Sequence[Template]) -> Codes:
    """Return a feature, below CELLS, for each template (a row) and thing to judge (a column)."""
    plan = _plan(part, tuple(templates))
    used = np.stack([columns[name] for name in plan.names])
    mixed: Codes = np.repeat(plan.codes[:, None], used.shape[1], axis=1)
    for step in plan.steps:
        mixed[: len(step)] = mix(mixed[: len(step)], used[step])
    mixed %= np.uint32(CELLS)
    return mixed[plan.places]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Templates laid out so that all take their first columns at once, then their second ones.

    names: Columns in use. codes: What each template begins with, the longest first. steps: By
    step, the column that each template takes; shorter ones take none. places: Where each
    template stands.
    """

    names: tuple[str, ...]
    codes: Codes
    steps: tuple[Indices, ...]
    places: Indices


@cache
def _plan(part: str, templates: tuple[Template, ...]) -> _Plan:
    order = sorted(range(len(templates)), key=lambda n: -len(templates[n]))
    longest_first = [templates[n] for n in order]
    names = tuple(dict.fromkeys(name for template in templates for name in template))
    steps = [
        [names.index(template[step]) for template in longest_first if step < len(template)]
        for step in range(len(longest_first[0]))
    ]
    return _Plan(
        names=names,
        codes=np.array([code(f"{part} {' '.join(t)}") for t in longest_first], dtype=np.uint32),
        steps=tuple(np.array(step, dtype=np.int64) for step in steps),
        places=np.argsort(order),
    )


class Sheet:
    """A page in columns. The last row (index -1) is 0, for "no such token"."""

    def __init__(self, terrain: Terrain, drafts: Iterable[Draft]) -> None:
        """Lay out a page; drafts are what the rules found."""
        self.terrain = terrain
        self.count = len(terrain.words)
        self.columns = self._words()
        self.head = self._index(terrain.head)
        self.head[:-1][terrain.head == np.arange(self.count)] = -1
        self.before, self.after = self._neighbours()
        self.sums = self._sums()
        self.children = self._children()
        self._lay_rules(drafts)
        self._lay_quotations()
        self._depths = self._depth()

    def at(self, name: str, where: Indices) -> Codes:
        """A column's codes at tokens."""
        return self.columns[name][where]

    def between(self, kind: str, one: Indices, other: Indices) -> Codes:
        """How many of a kind stand between two tokens, at most 3."""
        low, high = np.minimum(one, other), np.maximum(one, other)
        found: Codes = np.clip(self.sums[kind][high] - self.sums[kind][low], 0, 3).astype(
            np.uint32
        )
        return found

    def ways(self, cue: Indices, to: Indices) -> Codes:
        """Codes of the ways through the tree from cues to tokens: steps up, then labels down."""
        at, labels = to, np.zeros(len(to), dtype=np.uint32)
        steps = np.zeros(len(to), dtype=np.uint32)
        for _ in range(_LONGEST_WAY):
            down = ~self.terrain.holds(at, cue)
            if not down.any():
                break
            labels = np.where(down, mix(labels, self.at("dep", at)), labels)
            steps += down
            at = np.where(down, self.terrain.head[at], at)
        up = np.clip(self._depths[cue] - self._depths[at], 0, 3).astype(np.uint32)
        own = np.where(up > 0, self.at("dep", cue), np.uint32(0))
        return mix(mix(labels, own), up * np.uint32(8) + steps)

    def word_from(self, i: int) -> int:
        """The first token with letters from token i on."""
        while i + 1 < self.count and not self.terrain.words[i]:
            i += 1
        return i

    def word_to(self, i: int) -> int:
        """The last token with letters up to token i."""
        while i > 0 and not self.terrain.words[i]:
            i -= 1
        return i

    def _words(self) -> dict[str, Codes]:
        ground = self.terrain.ground
        tokens, furniture = ground.tokens, ground.page.furniture
        nothing = np.zeros((len(WORDS), 1), np.uint32)
        table = np.concatenate([*of_paragraphs(ground.parse, coded), nothing], axis=1)
        return {
            **dict(zip(WORDS, table, strict=True)),
            "quoted": self._column(q >= 0 for q in ground.quote_of),
            "furniture": self._column(t.paragraph in furniture for t in tokens),
        }

    def _column(self, values: Iterable[int]) -> Codes:
        return np.append(np.fromiter(values, np.uint32, self.count), np.uint32(0))

    def _index(self, values: Iterable[int]) -> Indices:
        return np.append(np.fromiter(values, np.int64, self.count), np.int64(-1))

    def _neighbours(self) -> tuple[Indices, Indices]:
        paragraphs = self._index(t.paragraph for t in self.terrain.parse.tokens)
        here = np.arange(self.count + 1)
        before, after = here - 1, here + 1
        before[-1] = -1
        after[self.count - 1 :] = -1
        before[paragraphs[before] != paragraphs] = -1
        after[paragraphs[after] != paragraphs] = -1
        return before, after

    def _sums(self) -> dict[str, Indices]:
        tokens, quote_of = self.terrain.parse.tokens, self.terrain.ground.quote_of
        kinds = {
            "commas": [t.text in _BREAKS for t in tokens],
            "verbs": [t.tag in _FINITE for t in tokens],
            "times": [t.ent in _TIMES or t.lower in _BY_TIMES for t in tokens],
            "marks": [q != before for q, before in zip(quote_of, (-1, *quote_of), strict=False)],
        }
        return {name: _running(np.array(values)) for name, values in kinds.items()}

    def _children(self) -> dict[str, Indices]:
        """The first child of a kind, by token."""
        parse = self.terrain.parse
        nowhere = np.full((len(KINDS), 1), -1)
        placed = [
            np.where(table < 0, -1, table + np.int64(paragraph.start))
            for table, paragraph in zip(
                of_paragraphs(parse, first_children), parse.paragraphs, strict=True
            )
        ]
        return dict(zip(KINDS, np.concatenate([*placed, nowhere], axis=1), strict=True))

    def _lay_rules(self, drafts: Iterable[Draft]) -> None:
        """What the rules make of each cue: frame, first and last word of the content, holder."""
        page = self.terrain.ground.page
        frame, spoken = [0] * self.count, [0] * self.count
        start, end, holder = [-2] * self.count, [-2] * self.count, [-2] * self.count
        for draft in drafts:
            if draft.verb is None or frame[draft.verb]:
                continue
            frame[draft.verb] = code(draft.frame)
            first = draft.lead.start if draft.lead is not None else draft.content.start
            start[draft.verb] = self.word_from(page.token_at(first))
            end[draft.verb] = self.word_to(page.token_at(draft.content.end - 1))
            holder[draft.verb] = -2 if draft.holder is None else draft.holder
            spoken[draft.verb] = 1 + draft.spoken
        self.columns["frame"] = self._column(frame)
        self.columns["spoken"] = self._column(spoken)
        self.sums["frames"] = _running(self.columns["frame"][:-1] > 0)
        self.rule_start, self.rule_end = self._index(start), self._index(end)
        self.rule_holder = self._index(holder)

    def _lay_quotations(self) -> None:
        """The quotation of each token with its first and last token, and how far others are."""
        ground = self.terrain.ground
        self.quote_of = self._index(ground.quote_of)
        firsts = [s.start for s in ground.quote_tokens] + [-_FAR]
        lasts = [s.end - 1 for s in ground.quote_tokens] + [-_FAR]
        self.quote_first = np.array(firsts)[self.quote_of]
        self.quote_last = np.array(lasts)[self.quote_of]
        here = np.arange(self.count)
        inside = self.quote_of[:-1] >= 0
        last = np.maximum.accumulate(np.where(inside, here, -_FAR))
        following = np.where(inside, here, self.count + _FAR)
        following = np.minimum.accumulate(following[::-1])[::-1]
        self.columns["quote_behind"] = self._column(distances(here - last).tolist())
        self.columns["quote_ahead"] = self._column(distances(following - here).tolist())

    def _depth(self) -> Indices:
        depths = np.zeros(self.count + 1, dtype=np.int64)
        at = self.terrain.head
        above = np.arange(self.count)
        while (moved := at != above).any():
            depths[:-1] += moved
            above, at = at, self.terrain.head[at]
        return depths


def distances(values: Indices) -> Codes:
    """Return the classes of signed distances in tokens."""
    sizes = np.searchsorted(_DISTANCES, np.abs(values)).astype(np.uint32)
    return sizes * np.uint32(2) + (values < 0)


def _running(values: NDArray[np.bool_]) -> Indices:
    return np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
