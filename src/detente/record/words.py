"""Words for comparing: folded forms, content words, shingles. Pure."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"\d")
LISTS: dict[str, Any] = tomllib.loads(
    files("detente.record").joinpath("words.toml").read_text("utf-8")
)
STOP = frozenset(LISTS["stop"].split())
NEGATIONS = frozenset(LISTS["negations"].split())
_APART = frozenset(LISTS["apart"].split())
_SUFFIXES = (
    ("ations", "ate"),
    ("ation", "ate"),
    ("ments", ""),
    ("ment", ""),
    ("ies", "y"),
    ("ings", ""),
    ("ing", ""),
    ("edly", ""),
    ("ied", "y"),
    ("ed", ""),
    ("als", ""),
    ("al", ""),
    ("ers", "er"),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)
_SHORTEST_STEM = 4


def digest(*parts: str) -> str:
    """Return 12 hexadecimal digits that follow from the parts and their order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def fold(text: str) -> str:
    """Return text without case, accents and curly apostrophes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))  # "𝘼" is an A before it is an a
    bare = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words in order; quotation marks, other marks and spacing left out.

    >>> words("“No meeting  took place,” she said.")
    ('no', 'meeting', 'took', 'place', 'she', 'said')
    """
    return tuple(_WORD.findall(fold(text)))


def said(text: str) -> str:
    """Return the words as one line, for telling whether two texts say the same words."""
    return " ".join(words(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without its commonest endings; the same for most forms of one word.

    >>> [stem(w) for w in ("withdraws", "withdrawing", "withdrawal", "forces", "force")]
    ['withdraw', 'withdraw', 'withdraw', 'forc', 'forc']
    >>> stem("lands"), stem("landing")
    ('land', 'landing')
    """
    if word in _APART or _NUMBER.search(word):
        return word
    for ending, instead in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST_STEM:
            if ending == "s" and word.endswith("ss"):
                continue
            return (
                stem(word[: -len(ending)] + instead)
                if ending == "s"
                else (word[: -len(ending)] + instead).removesuffix("e")
            )
    return word


def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content; negations are left out.

    >>> sorted(content("The withdrawal of all forces from the strip"))
    ['forc', 'strip', 'withdraw']
    """
    return frozenset(stem(w.removesuffix("'s")) for w in words(text)) - _NO_CONTENT


_NO_CONTENT = frozenset(map(stem, STOP | NEGATIONS)) | STOP | NEGATIONS


def negated(text: str) -> bool:
    """Whether a text holds an odd number of negations.

    >>> negated("no forces stay"), negated("not without guarantees")
    (True, False)
    """
    found = sum(w in NEGATIONS or w.endswith("n't") for w in words(text))
    return found % 2 == 1


def numbers(text: str) -> frozenset[str]:
    """Return the words that hold a digit."""
    return frozenset(w for w in words(text) if _NUMBER.search(w))


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a text but empty ones, some at a time: a book would lie there twice."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield from filter(None, text[start:end].splitlines())
        start = end + 1


def shingles(text: str, size: int = 5) -> frozenset[int]:
    """Return the hashes (63 bits) of all runs of `size` words; of the whole if it is shorter."""
    found = words(text)
    if not found:
        return frozenset()
    coded = [word.encode() for word in found]
    runs = (coded[i : i + size] for i in range(max(1, len(coded) - size + 1)))
    return frozenset([_hash63(b" ".join(run)) for run in runs])


def _hash63(text: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest()) >> 1
