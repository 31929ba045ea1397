"""A page in columns of codes, one a token: what the trained parts look things up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detente.readings.speech.candidates import Indices, Terrain
from detente.readings.speech.cues import Draft, listed
from detente.readings.speech.templates import Template

Codes = NDArray[np.uint32]
Columns = Mapping[str, Codes]

# Features are told apart by 22 bits: of 300,000 that are kept few meet in a cell.
CELLS = 1 << 22
# Children whose presence and word tell a cue, by label.
_CHILDREN = {
    **dict.fromkeys(("nsubj", "csubj", "expl"), "subject"),
    **dict.fromkeys(("nsubjpass", "auxpass"), "passive"),
    **dict.fromkeys(("dobj", "dative"), "object"),
    "ccomp": "clause",
    "xcomp": "infinitive",
    **dict.fromkeys(("prep", "agent"), "prep"),
    "aux": "aux",
    "neg": "neg",
    **dict.fromkeys(("acomp", "attr", "oprd"), "predicate"),
    "mark": "mark",
    "prt": "particle",
    "advmod": "adverb",
    "poss": "poss",
    **dict.fromkeys(("acl", "relcl"), "acl"),
}
_LISTS = (
    *("clause", "document", "quotation", "infinitive", "urging", "accusing", "calling"),
    *("calling_as", "belief", "eventuality", "fact", "object", "noun_clause", "noun_belief"),
    *("belief_noun", "eventuality_noun", "documents", "mental", "narrating"),
)
_BREAKS = frozenset((",", ";", ":", "—", "–", "-", "--"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# Upper ends of the classes of distances, in tokens.
_DISTANCES = (0, 1, 2, 3, 4, 5, 7, 10, 15, 22, 35, 60, 120)
_FAR = 1000
# Labels of a way through the tree beyond this many are left out.
_LONGEST_WAY = 4
_MIX = np.uint32(0x9E3779B1)
_SHIFT = np.uint32(15)


def code(text: str) -> int:
    """Return the 32-bit code of a word, never 0: 0 stands for "none"."""
    return crc32(text.encode()) or 1


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


# Words whose codes are kept: those of some hundred reports.
_MOST_CODES = 50_000


class _Codes(dict[str, int]):
    """Codes by word: the same words come again and again."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_CODES:
            self.clear()
        found = self[word] = code(word)
        return found


_known = _Codes()


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
        return {
            "lower": self._coded(t.lower for t in tokens),
            "lemma": self._coded(t.lemma.lower() for t in tokens),
            "suffix": self._coded(t.lower[-3:] for t in tokens),
            "tag": self._coded(t.tag for t in tokens),
            "pos": self._coded(t.pos for t in tokens),
            "dep": self._coded(t.dep for t in tokens),
            "ent": self._coded(t.ent for t in tokens),
            "lists": self._coded(_lists_of(t.lemma.lower()) for t in tokens),
            "capital": self._column(t.text[0].isupper() for t in tokens),
            "quoted": self._column(q >= 0 for q in ground.quote_of),
            "furniture": self._column(t.paragraph in furniture for t in tokens),
        }

    def _coded(self, words: Iterable[str]) -> Codes:
        return self._column(map(_known.__getitem__, words))

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
            "marks": [q != before for q, before in zip(quote_of, (-1, *quote_of), strict=False)],
        }
        return {name: _running(np.array(values)) for name, values in kinds.items()}

    def _children(self) -> dict[str, Indices]:
        """The first child of a kind, by token."""
        found = {name: [-1] * self.count for name in dict.fromkeys(_CHILDREN.values())}
        for token in reversed(self.terrain.parse.tokens):
            name = _CHILDREN.get(token.dep)
            if name is not None and token.head != token.i:
                found[name][token.head] = token.i
        return {name: self._index(values) for name, values in found.items()}

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


@cache
def _lists_of(word: str) -> str:
    """The names of the word lists of speech that a word stands in."""
    return " ".join(name for name in _LISTS if word in listed(name))


def distances(values: Indices) -> Codes:
    """Return the classes of signed distances in tokens."""
    sizes = np.searchsorted(_DISTANCES, np.abs(values)).astype(np.uint32)
    return sizes * np.uint32(2) + (values < 0)


def _running(values: NDArray[np.bool_]) -> Indices:
    return np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
