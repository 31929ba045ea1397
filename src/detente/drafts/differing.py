"""Which words of two texts differ, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from detente.drafts.order import rising
from detente.model.bags import stem
from detente.model.text import Span

_TOKEN = re.compile(r"\d[\d.,]*\d|\w+(?:['’]\w+)?|[^\w\s]")
# Comparisons of tokens, about a million a second: over the first, texts are cut at runs that they
# share; what is over the second after that is told as changed as a whole.
_MUCH, _TOO_MUCH = 1_000_000, 4_000_000
_RUN = 3
# Words that carry nothing by themselves: a change of these alone is one of style.
_STYLE = frozenset(
    (
        *("a", "an", "the", "of", "to", "in", "on", "by", "at", "for", "from", "with", "as"),
        *("and", "that", "this", "these", "those", "its", "their", "his", "her", "such", "said"),
        *("any", "all", "be", "is", "are", "was", "were", "been", "being", "it", "they", "which"),
        *("who", "also", "thereof", "hereby", "herein", "therein", "thereto", "accordingly"),
        "respective",
    )
)
# Of these, words that tell who gives and who gets, from where and whereto, whose, how many:
# one for another ("to the river", "from the river") is no matter of style.
_TELLING = frozenset(
    ("to", "from", "by", "for", "with", "its", "their", "his", "her", "any", "all", "was", "were")
)
# Of these, words that do so by being there at all: "leaves the towns", "leaves all the towns".
_NEVER_STYLE = frozenset({"from", "by", "all", "was", "were"})
# Words that bind the same, one for the other.
_SAME_WORDS = {"every": "each", "upon": "on", "whilst": "while", "amongst": "among"}
# One word spelt in two ways: the endings that British and American spelling tell apart.
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("our", "or"),
    ("tre", "ter"),
)


class Difference:
    """A stretch of words of one text in place of a stretch of the other; one may be empty.

    a, b: Stretches of the texts.
    """

    __slots__ = ("a", "b")

    def __init__(self, a: Span, b: Span) -> None:
        """Take the two stretches."""
        self.a, self.b = a, b


@lru_cache(maxsize=64)  # a pair is asked for what differs more than once
def differences(a: str, b: str) -> tuple[Difference, ...]:
    """Return where two texts differ, in order; case and kinds of quotation marks aside.

    >>> found = differences("Forces leave in 90 days.", "All forces leave in 120 days.")
    >>> [(d.a.start, d.a.end, d.b.start, d.b.end) for d in found]
    [(0, 0, 0, 3), (16, 18, 20, 23)]
    """
    one, other = list(_TOKEN.finditer(a)), list(_TOKEN.finditer(b))
    left, right = [_same(m[0]) for m in one], [_same(m[0]) for m in other]
    return tuple(
        Difference(
            _stretch(one, gap.low, gap.high, len(a)), _stretch(other, gap.left, gap.right, len(b))
        )
        for gap in _gaps(left, right)
    )


@dataclass(frozen=True, slots=True)
class _Gap:
    """Tokens low to high of one text in place of left to right of the other."""

    low: int
    high: int
    left: int
    right: int


def _gaps(one: Sequence[str], other: Sequence[str]) -> Iterator[_Gap]:
    """Yield where two rows of tokens differ; long ones are cut at runs that stand once in both."""
    edges = [(0, 0)]
    if len(one) * len(other) > _MUCH:
        edges += _anchors(one, other)
    for (low, left), (high, right) in pairwise([*edges, (len(one), len(other))]):
        if (high - low) * (right - left) > _TOO_MUCH:
            yield _Gap(low, high, left, right)
            continue
        matcher = SequenceMatcher(None, one[low:high], other[left:right], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                yield _Gap(low + a, low + b, left + c, left + d)


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return places, rising in both, of runs that stand exactly once in each."""
    here, there = _once(one), _once(other)
    pairs = [(place, there[run]) for run, place in here.items() if run in there]
    return [pairs[number] for number in rising([place for _, place in pairs])]


def _once(tokens: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(tokens[n : n + _RUN]) for n in range(len(tokens) - _RUN + 1)]
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def is_style(a: str, b: str) -> bool:
    """Whether two stretches differ in style alone: articles, punctuation, spelling.

    >>> is_style("the organisation,", "an organization"), is_style("leave", "remain")
    (True, False)
    >>> is_style("each", "every"), is_style("to the river", "from the river")
    (True, False)
    """
    return _core(a) == _core(b) and _is_told_alike(a, b)


def is_alike(a: str, b: str) -> bool:
    """Whether two stretches have the same words but those that carry nothing by themselves.

    >>> is_alike("the toll paid by Norland", "Norland paid the toll")
    True
    """
    return _core(a) == _core(b)


def _is_told_alike(a: str, b: str) -> bool:
    """Whether two stretches of the same words leave all in its part."""
    one, other = (_telling(text) for text in (a, b))
    if one and other:
        return one == other
    return _NEVER_STYLE.isdisjoint({*one, *other})


def _telling(text: str) -> Counter[str]:
    return Counter(w for m in _TOKEN.finditer(text) if (w := m[0].casefold()) in _TELLING)


@lru_cache(maxsize=1024)
def _core(text: str) -> tuple[str, ...]:
    words = (match[0].casefold() for match in _TOKEN.finditer(text))
    return tuple(sorted(stem(_spelt(w)) for w in words if w[0].isalnum() and w not in _STYLE))


def _spelt(word: str) -> str:
    word = _SAME_WORDS.get(word, word)
    for british, american in _SPELLINGS:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word[: -len(british)] + american
    return word


@lru_cache(maxsize=65536)
def _same(token: str) -> str:
    return token.casefold().translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def _stretch(tokens: list[re.Match[str]], low: int, high: int, end: int) -> Span:
    if low == high:
        place = tokens[low].start() if low < len(tokens) else end
        return Span(place, place)
    return Span(tokens[low].start(), tokens[high - 1].end())
