"""Which words of a report stood in an earlier one: copies, and passages taken over. Pure.

A passage is a paragraph; a long one counts sentence by sentence. It was taken over if enough of
its own words stand in the other text in runs of three. Quotations do not count: whoever heard the
same speech quotes the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from detente.record.words import fold

# Share of a passage's own words in shared runs from which it was taken over, and share of a
# report's words in such passages from which all of it is a copy. Tried from 0.5 to
# 0.65 on the invented streams of seeds 1, 2 and 4: of copies 97.6 to 99.4 in 100 collapsed, and of
# own passages 0.4 to 0.1 in 100 were taken for another's. docs/copies-accuracy.md has the figures
# on other seeds.
TAKEN = 0.6
COPY = 0.6
# The same share for a passage of what is a copy as a whole: it was reworded more than the rest.
REWORDED = 0.25
# The same share for a text of a line or two, which tells little: one word may deny it all.
FLASH = 0.8
# A passage that shares fewer words of its own tells nothing alone: it goes with those around it.
FEWEST = 12
# A paragraph of more words is cut at its sentences.
LONG = 90
RUN = 3

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"\S.*?(?:[.!?]['\"”’]?(?=\s+[“\"‘A-Z0-9])|$)", re.DOTALL)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|„[^“”]*[“”]?|«[^»]*»?")

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text. words: Folded. own: Of each, whether it stands outside quotations."""

    start: int
    end: int
    words: tuple[str, ...]
    own: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of a text, code points start up to end, and where its words stood before.

    percent: Of its own words that stood there.
    """

    start: int
    end: int
    at: int
    percent: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What a text took over from an earlier one.

    share: Of its words in passages that were taken over, 0-1. taken: Those passages, in order.
    """

    share: float
    taken: tuple[Taken, ...]

    @property
    def is_copy(self) -> bool:
        """Whether it is that text once more, edited or cut."""
        return self.share >= COPY


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into passages. places: Each run of three words -> the passages with it."""

    passages: tuple[Passage, ...]
    places: Mapping[Run, Sequence[int]]


def cut(text: str) -> Text:
    """Return a text as it is compared with others."""
    passages = tuple(_passages(text))
    places: dict[Run, list[int]] = {}
    for i, passage in enumerate(passages):
        for run in set(_runs(passage.words)):
            if run in places:
                places[run].append(i)
            else:
                places[run] = [i]
    return Text(passages, places)


def carried(later: Text, earlier: Text) -> Carried | None:
    """Return what a text took over from an earlier one, None for nothing.

    >>> wire = cut("Norland will open the strait to every ferry in May, its envoys said in Vell.")
    >>> paper = cut("Norland will open the strait to every ferry in May, the envoys said in Vell.")
    >>> carried(paper, wire).is_copy
    True
    """
    found = [_standing(passage, earlier) for passage in later.passages]
    taken = _settled(later.passages, found)
    if not any(taken):
        return None
    places = (
        Taken(passage.start, passage.end, one.at, round(100 * one.share))
        for passage, one, is_taken in zip(later.passages, found, taken, strict=True)
        if is_taken
    )
    sizes = [len(passage.words) for passage in later.passages]
    return Carried(_share(sizes, taken), tuple(places))


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a passage stands in another text, in one passage of it or next to that.

    share: Of its own words in shared runs; of all its words where too few are its own. flash: Of
    its own words, however few. tells: Whether it shares enough of them. at: Where most of it is.
    """

    share: float
    flash: float
    tells: bool
    at: int


def _standing(passage: Passage, other: Text) -> _Standing:
    where = [other.places.get(run, ()) for run in _runs(passage.words)]
    counts = Counter(chain.from_iterable(where))
    if not counts:
        return _Standing(0.0, 0.0, False, 0)
    best = max(counts, key=lambda place: (counts[place], -place))
    near = {best - 1, best, best + 1}  # editors join paragraphs and cut them in two
    shared = [False] * len(passage.words)
    for i, places in enumerate(where):
        if not near.isdisjoint(places):
            shared[i : i + RUN] = [True] * min(RUN, len(shared) - i)
    own = [is_shared for is_shared, is_own in zip(shared, passage.own, strict=True) if is_own]
    tells = sum(own) >= FEWEST
    counted = own if len(own) >= FEWEST else shared
    share = sum(counted) / len(counted) if counted else 0.0
    flash = sum(own) / len(own) if own else 0.0
    return _Standing(share, flash, tells, other.passages[best].start)


def _settled(passages: Sequence[Passage], found: Sequence[_Standing]) -> list[bool]:
    """Whether each passage was taken over; one that tells nothing goes with a neighbour."""
    sizes = [len(passage.words) for passage in passages]
    taken = [one.share >= TAKEN and one.tells for one in found]
    if not any(taken) and sum(sizes) < 2 * FEWEST:
        return [one.flash >= FLASH for one in found]
    _follow(taken, found, TAKEN)
    if _share(sizes, taken) >= COPY:
        taken = [one or other.share >= REWORDED for one, other in zip(taken, found, strict=True)]
    return taken


def _follow(taken: list[bool], found: Sequence[_Standing], least: float) -> None:
    """Let what tells nothing alone go with what stands before or after it."""
    for i in range(1, len(found)):
        taken[i] |= taken[i - 1] and found[i].share >= least
    for i in range(len(found) - 2, -1, -1):
        taken[i] |= taken[i + 1] and found[i].share >= least


def _share(sizes: Sequence[int], taken: Sequence[bool]) -> float:
    return sum(size for size, one in zip(sizes, taken, strict=True) if one) / sum(sizes)


def _runs(words: Sequence[str]) -> Iterable[Run]:
    if len(words) < RUN:
        return (tuple(words),)
    return zip(*(words[i:] for i in range(RUN)), strict=False)


def _passages(text: str) -> Iterator[Passage]:
    for line in _LINE.finditer(text):
        passage = _passage(text, line.start(), line.end())
        if len(passage.words) <= LONG:
            if passage.words:
                yield passage
            continue
        ends = [m.start() for m in _SENTENCE.finditer(line.group())]
        for start, end in pairwise((*ends, len(line.group()))):
            part = _passage(text, line.start() + start, line.start() + end)
            if part.words:
                yield part


def _passage(text: str, start: int, end: int) -> Passage:
    line = text[start:end]
    quoted = [match.span() for match in _QUOTED.finditer(line)]
    found = list(_WORD.finditer(line))
    own = [not any(a <= match.start() < b for a, b in quoted) for match in found] if quoted else ()
    words = tuple(_folded(match.group()) for match in found)
    return Passage(start, end, words, tuple(own) or (True,) * len(words))


# Of the words of a text most were seen before.
_folded = lru_cache(maxsize=50_000)(fold)
