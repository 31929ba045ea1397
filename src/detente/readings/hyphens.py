"""One word of two: "counter-proposal", where the parser takes the hyphen for a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.readings.columns import Columns

_PLANS = frozenset({"bid", "draft", "offer", "plan", "proposal", "text"})
HYPHENS = frozenset("-\u2010\u2011")


def with_counters(words: Columns) -> dict[str, Any]:
    """Return columns in which "counter-proposal" is one thing; {} if it is in none of them."""
    if "counter" not in words.lower:
        return {}
    heads, deps = list(words.head), list(words.dep)
    pos, tags = list(words.pos), list(words.tag)
    for first in _counters(words):
        last = first + 2
        own = (first, first + 1, last)
        top = _top(heads, own)
        governed = last if heads[top] in own else heads[top]
        dep = deps[top]
        for i, head in enumerate(heads):
            if head in own and i not in own:
                heads[i] = last
        heads[first], deps[first] = last, "compound"
        heads[first + 1], deps[first + 1] = last, "punct"
        heads[last], deps[last] = governed, dep
        pos[first], pos[first + 1], pos[last] = "NOUN", "PUNCT", "NOUN"
        tags[first + 1] = "HYPH"
    return {"head": heads, "dep": deps, "pos": pos, "tag": tags}


def _top(heads: Sequence[int], own: Sequence[int]) -> int:
    """The first of the words that hangs on none of them, near or far: else they would go round."""
    return next(i for i in own if not _above(heads, i) & set(own))


def _above(heads: Sequence[int], i: int) -> set[int]:
    """The tokens that govern one, up to the root."""
    above: set[int] = set()
    while heads[i] != i:
        i = heads[i]
        above.add(i)
    return above


def _counters(words: Columns) -> Iterator[int]:
    for i in range(len(words.lower) - 2):
        if (
            words.lower[i] == "counter"
            and words.lower[i + 1] in HYPHENS
            and words.end[i] == words.start[i + 1]
            and words.end[i + 1] == words.start[i + 2]
            and words.lower[i + 2].removesuffix("s") in _PLANS
        ):
            yield i
