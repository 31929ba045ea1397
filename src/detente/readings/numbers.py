"""Numbers in words or figures -> values: "twenty-five", "1,220", "half a million", "a third"."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any

from detente.readings.rules import shipped_lists

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_THOUSAND = 1000
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+|\S")


def number_of(words: str) -> float | None:
    """Return the value of a number, or None if the words are none.

    >>> number_of("28"), number_of("1,250.5"), number_of("twenty-one"), number_of("plan")
    (28.0, 1250.5, 21.0, None)
    >>> number_of("two hundred and ten"), number_of("3.6 million"), number_of("half a billion")
    (210.0, 3600000.0, 500000000.0)
    """
    scales, units = _table("scales"), _table("words")
    pieces = _PIECE.findall(words.casefold().replace("-", " "))
    half = pieces[-3:] == ["and", "a", "half"]
    total, part, last, seen = 0.0, 0.0, 1, False
    for piece in pieces[: -3 if half else None]:
        if piece[0].isdigit():
            part, seen = part + float(piece.replace(",", "")), True
        elif piece in units:
            part, seen = part + units[piece], True
        elif piece in scales:
            part, last, seen = (part or 1.0) * scales[piece], scales[piece], True
            if last >= _THOUSAND:
                total, part = total + part, 0.0
        elif piece == "half" and not seen:
            part, seen = 0.5, True
        elif piece not in ("and", "a", "an"):
            return None
    total += part
    if half:
        return total + last / 2
    return total if seen else 1.0 if pieces in (["a"], ["an"]) else None


def fraction_of(words: str) -> Fraction | None:
    """Return the share that words stand for, or None.

    >>> str(fraction_of("two thirds")), str(fraction_of("half")), fraction_of("two")
    ('2/3', '1/2', None)
    """
    pieces = re.findall(r"[a-z]+", words.lower())
    parts, units = _table("fractions"), _table("words")
    if not pieces or pieces[-1] not in parts:
        return None
    above, below = parts[pieces[-1]]
    return Fraction(next((units[p] for p in pieces[:-1] if p in units), 1) * above, below)


def plain_number(number: float) -> str:
    """Return a number without exponent, group marks or idle zeros: "6200000", "12.5"."""
    text = f"{number:.4f}"
    return text.rstrip("0").rstrip(".")


@cache
def number_pattern() -> str:
    """Return a pattern of a figure or number words, scales included; it has no groups."""
    words, scales = _alternatives("words"), _alternatives("scales")
    simple = rf"(?:{_FIGURE}|(?:{words})(?:-(?:{words}))?)"
    tail = rf"(?:\s+(?:and\s+)?(?:{words})(?:-(?:{words}))?)?"
    scaled = rf"{simple}(?:[\s-]+(?:{scales}){tail})*"
    article = rf"(?:half\s+a|an?)\s+(?:{scales})"
    return rf"(?:{article}|{scaled})(?:\s+and\s+a\s+half\b)?"


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(shipped_lists("numbers")[name])


def _alternatives(name: str) -> str:
    return "|".join(sorted((rf"{w}\b" for w in _table(name)), key=lambda w: (-len(w), w)))
