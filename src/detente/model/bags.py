"""bag(): the words that carry a text, without what bends them, to tell whether two are alike."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]{4,}")
# Endings that tell forms of one word apart.
_ENDING = re.compile(r"(?:ings?|ed|ies|es|s|ly)$")


@lru_cache(maxsize=8192)
def bag(text: str) -> frozenset[str]:
    """Return the words that carry a text: four letters and more, without what bends them."""
    return frozenset(map(stem, _WORD.findall(text.casefold())))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without what tells its forms apart.

    >>> stem("forces"), stem("withdrawing"), stem("is")
    ('forc', 'withdraw', 'is')
    """
    return _ENDING.sub("", word) if len(word) > 4 else word


def shared(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, of both; 1 where neither has any.

    >>> shared("forces leave the strip", "the strip is left by all forces")
    0.5
    """
    a, b = bag(one), bag(other)
    return len(a & b) / len(a | b) if a | b else 1.0
