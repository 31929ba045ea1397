"""numbers_rewritten(): numbers that both wordings have, written in another way or unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.drafts.quantities import HOLDING, Quantity, quantities
from detente.drafts.typed import Sides, Typed, take_equal
from detente.drafts.units import CLOSE, PERCENT, TIME, money
from detente.model.figures import COUNTING, TENS

# What is off by less is the same: rounding. More, as between 30 days and a month, is told.
_EXACT = 0.001
_NEARLY = "nearly the same"
# Of these one unit may stand for another; tons are of more than one kind.
_MEASURES = frozenset((TIME, PERCENT, "length", "area", "power", "energy"))
_WORD = re.compile(r"[^\W\d_]+")
_NUMERALS = frozenset(
    (
        *(*COUNTING, *TENS, "hundred", "thousand", "million", "billion", "trillion", "dozen"),
        *HOLDING,
        *("m", "mln", "bn", "half", "a", "an", "and", "twice", "of", "the", "us", "c"),
    )
)


def numbers_rewritten(sides: Sides) -> Iterator[Typed]:
    """Yield numbers that are the same in other words, or nearly so in another unit of time."""
    old, new = list(quantities(sides.a.text)), list(quantities(sides.b.text))
    texts = {id(q): sides.a.text[q.span.start : q.span.end].casefold() for q in old}
    texts |= {id(q): sides.b.text[q.span.start : q.span.end].casefold() for q in new}
    take_equal(old, new, lambda one: texts[id(one)])
    for one in old:
        other = min(new, key=lambda q: _apart(one, q), default=None)
        if other is None or _apart(one, other) > CLOSE[TIME]:
            continue
        if _described(one, texts[id(one)]) != _described(other, texts[id(other)]):
            continue
        new.remove(other)
        is_same = _apart(one, other) <= _EXACT
        edit = sides.edit(
            "editorial" if is_same else "wording",
            one.span,
            other.span,
            direction=None if is_same else _NEARLY,
        )
        yield Typed(edit, one.span, other.span)


def _apart(one: Quantity, other: Quantity) -> float:
    """Return by how much of itself a number differs from another of the same; 1 for others."""
    is_measure = one.measures in _MEASURES
    same = one.measures == other.measures if is_measure else one.unit == other.unit
    if not same or one.per != other.per or not one.size:
        return 1.0
    apart = abs(one.size - other.size) / one.size
    return apart if one.measures == TIME or apart <= _EXACT else 1.0


def _described(one: Quantity, text: str) -> list[str]:
    """Return the words that say more of what is counted: "unarmed" of "120 unarmed monitors"."""
    if one.measures in (TIME, PERCENT):
        return []
    units = {one.unit, *one.unit.split()}
    return [
        word
        for word in _WORD.findall(text.replace("²", " "))
        if word not in _NUMERALS and units.isdisjoint({word, money(word.removesuffix("s"))})
    ]
