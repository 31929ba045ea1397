"""Where an attribution may lie: possible cues, ends of their contents, and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.speech.columns import of_paragraphs
from detente.readings.speech.ends import told_apart
from detente.readings.speech.ground import Ground

Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Labels of words within a phrase: no content begins or ends at them.
_WITHIN = frozenset(
    (
        *("amod", "compound", "det", "nummod", "aux", "auxpass", "neg", "punct", "case"),
        *("quantmod", "cc", "prt", "predet", "nmod", "poss", "preconj"),
    )
)
# Quotations after a cue's sentence that may go on with what it reports.
_MOST_FOLLOWING = 3
# A sentence is looked through this far on each side of a cue.
FARTHEST = 60
# The tree is climbed this far where a phrase begins or ends with a word.
_HIGHEST = 12
_CUE_WORDS = frozenset({"VERB", "NOUN", "ADJ", "AUX", "PROPN", "ADP", "SCONJ", "ADV"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVES = frozenset({"WP", "WDT"})


@dataclass(frozen=True)
class Terrain:
    """A page's tree with the reach of every token.

    head: Governing token of each, itself for a root.
    left, right: First and last token of what each governs.
    words: Whether each has a letter or digit.
    """

    ground: Ground
    head: Indices
    left: Indices
    right: Indices
    words: tuple[bool, ...]

    @property
    def parse(self) -> Parse:
        """The page's parse."""
        return self.ground.page.parse

    @cached_property
    def opens(self) -> tuple[bool, ...]:
        """Whether a phrase begins with each token."""
        everywhere = np.arange(len(self.words))
        tops = self.top_left(everywhere, np.full(len(self.words), -1))
        tokens = self.parse.tokens
        return tuple(
            self.words[i]
            and (
                i == 0
                or not self.words[i - 1]
                or tokens[i - 1].sentence != tokens[i].sentence
                or tokens[top].dep not in _WITHIN
            )
            for i, top in enumerate(tops.tolist())
        )

    def top_left(self, at: Indices, cue: Indices) -> Indices:
        """The highest tokens whose words begin at tokens, below what governs the cues."""
        return self._top(at, cue, self.left)

    def top_right(self, at: Indices, cue: Indices) -> Indices:
        """The highest tokens whose words end at tokens, below what governs the cues."""
        return self._top(at, cue, self.right)

    def _top(self, at: Indices, cue: Indices, edge: Indices) -> Indices:
        top = at
        for _ in range(_HIGHEST):
            above = self.head[top]
            climbs = (edge[above] == at) & (above != top) & ~self.holds(above, cue)
            climbs &= edge[top] == at
            if not climbs.any():
                break
            top = np.where(climbs, above, top)
        return top

    def holds(self, tops: Indices, at: Indices) -> Flags:
        """Whether tokens stand within what others govern."""
        return (self.left[tops] <= at) & (at <= self.right[tops])


def survey(ground: Ground) -> Terrain:
    """Return a page with the reach of each token in its tree."""
    parse = ground.parse
    tables = list(of_paragraphs(parse, _reach))
    starts = np.repeat([p.start for p in parse.paragraphs], [t.shape[1] for t in tables])
    nothing = np.zeros((4, 0), dtype=np.int64)
    head, left, right, words = np.concatenate([nothing, *tables], axis=1)
    return Terrain(
        ground, head + starts, left + starts, right + starts, tuple(words.astype(bool).tolist())
    )


def _reach(tokens: Sequence[Token]) -> NDArray[np.int16]:
    """Head, reach to the left and right, and whether it has letters, of each. [4, tokens]."""
    first = tokens[0].i
    head = [t.head - first for t in tokens]
    left, right = list(range(len(tokens))), list(range(len(tokens)))
    for i in reversed(list(_from_the_roots(head))):
        above = head[i]
        left[above] = min(left[above], left[i])
        right[above] = max(right[above], right[i])
    words = [t.text.isalnum() or any(map(str.isalnum, t.text)) for t in tokens]
    return np.array([head, left, right, words], dtype=np.int16)


def _from_the_roots(head: Sequence[int]) -> Iterator[int]:
    children: list[list[int]] = [[] for _ in head]
    for i, above in enumerate(head):
        if above != i:
            children[above].append(i)
    waiting = [i for i, above in enumerate(head) if above == i]
    for i in waiting:
        yield i
        waiting += children[i]


def possible_cues(ground: Ground) -> list[int]:
    """Return the tokens that may be cues."""
    return [
        t.i
        for t in ground.tokens
        if (t.pos in _CUE_WORDS and t.dep not in ("aux", "auxpass", "case")) or t.text == ":"
    ]


@dataclass(frozen=True, slots=True)
class Options:
    """Where the content of a cue may begin (first tokens) and end (last tokens), in order."""

    cue: int
    sentence: Stretch
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def options(terrain: Terrain, cue: int) -> Options:
    """Return where the content of a cue may begin and end.

    Within its sentence, at the edges of phrases and quotations; beyond it, at the edges of the
    quotation just before and of those that follow.
    """
    ground, words, opens = terrain.ground, terrain.words, terrain.opens
    sentence = ground.sentence(cue)
    first, last = max(sentence.start, cue - FARTHEST), min(sentence.end, cue + FARTHEST)
    first = max(first, _clause_of(terrain, cue), told_apart(ground, sentence.start, cue))
    starts = {i for i in range(first, last) if opens[i] and i != cue}
    ends = {
        i
        for i in range(first, last)
        if words[i] and i != cue and (i + 1 == last or _may_end(terrain, i, cue))
    }
    for number in _quotations_near(ground, sentence):
        if number != ground.quote_of[cue]:
            stretch = ground.quote_tokens[number]
            inside = [i for i in range(stretch.start, stretch.end) if words[i]]
            starts.update(inside[:1])
            ends.update(inside[-1:])
    return Options(cue, sentence, tuple(sorted(starts)), tuple(sorted(ends)))


def _clause_of(terrain: Terrain, cue: int) -> int:
    """Where a clause begins that a semicolon parts from what it cannot report; else 0.

    "Norland rules out autonomy; the front insists on it." But of "it will pay; it will leave,
    the front insists" both are said.
    """
    tokens = terrain.parse.tokens
    own = (c for c in terrain.parse.children[cue] if tokens[c].dep in ("nsubj", "nsubjpass"))
    who = next((c for c in own if c < cue), None)
    start = 0 if who is None else int(terrain.left[who])
    return start if start and tokens[start - 1].text == ";" else 0


def _may_end(terrain: Terrain, i: int, cue: int) -> bool:
    """Whether a phrase, a conjunction, a mark or the cue comes next."""
    after = i + 1
    if not terrain.words[after] or terrain.opens[after] or after == cue:
        return True
    return terrain.parse.tokens[after].dep == "cc"


def _quotations_near(ground: Ground, sentence: Stretch) -> list[int]:
    """Numbers of the quotations in a sentence, just before it, and after it."""
    tokens = ground.tokens
    found = sorted({q for q in ground.quote_of[sentence.start : sentence.end] if q >= 0})
    before = sentence.start - 1
    if before >= 0 and ground.quote_of[before] >= 0:
        found.append(ground.quote_of[before])
    paragraph = tokens[sentence.end - 1].paragraph
    colon = tokens[sentence.end - 1].text == ":"
    after = sentence.end
    for _ in range(_MOST_FOLLOWING):
        if after >= len(tokens) or (number := ground.quote_of[after]) < 0:
            break
        follows = ground.outer[number].follows
        if tokens[after].paragraph != paragraph and not (colon or follows):
            break
        paragraph, colon = tokens[after].paragraph, False
        found.append(number)
        after = ground.quote_tokens[number].end
    return found


def possible_sources(terrain: Terrain, option: Options) -> list[int]:
    """Return the heads of noun phrases in a cue's sentence, in order."""
    sentence, cue = option.sentence, option.cue
    first, last = max(sentence.start, cue - FARTHEST), min(sentence.end, cue + FARTHEST)
    return [
        t.i
        for t in terrain.parse.tokens[first:last]
        if (t.pos in _NAMES or t.tag in _RELATIVES)
        and t.dep not in ("compound", "nmod")
        and t.i != cue
    ]
