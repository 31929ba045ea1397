"""likeliest(): which number of one wording is which of the other, the same or changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from detente.drafts.quantities import Quantity
from detente.drafts.senses import cosines
from detente.drafts.typed import take_equal
from detente.drafts.units import CLOSE, PERCENT, TIME, is_other_money
from detente.model.bags import stem

# Worth of two numbers being one: equal in one measure, equal as written ("9 hours", "9 lessons"),
# and changed, of one unit or of one measure. Two right pairs are worth more than one equal pair
# that leaves strangers over, and no pair is worth less than none.
_EQUAL, _AS_WRITTEN, _SAME_UNIT, _SAME_MEASURE, _OTHER_MEASURE = 6.0, 5.0, 4.0, 1.5, 1.0
# A number that may only name, of members or of people: less than any that counts.
_ANY_NAME = 0.1
# What the nouns, the words around and the place add at most; less than a kind of pair is worth.
_NOUNS, _AROUND, _PLACE = 1.5, 1.0, 0.5
# What it adds that both are meant for one time ("4 crossings a day", "2 times daily"), and that
# both are in digits or both in words.
_RATE, _FORM = 1.5, 0.75
# So near in meaning are two nouns for one thing: "states" and "countries" are .27, "lorries" and
# "trucks" .24; nouns for two things are under .17.
_ONE_THING = 0.22
# Nouns that stand for any who are counted.
ANYBODY = frozenset(("member", "person", "people", "seat", "man", "men", "woman", "women", "one"))
_WINDOW = 40
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a wording that are still without partner."""

    text: str
    left: list[Quantity]


def take_same(old: Numbers, new: Numbers) -> None:
    """Take off the numbers that stand in both, whatever they are written as."""
    take_equal(old.left, new.left, lambda one: (one.value, one.unit, one.per, one.is_in_words))
    for one, other in likeliest(old, new):
        if is_same(one, other):
            old.left.remove(one)
            new.left.remove(other)


def likeliest(old: Numbers, new: Numbers) -> list[tuple[Quantity, Quantity]]:
    """Return the pairs of numbers that are one, the same or changed, by the best assignment."""
    if not old.left or not new.left:
        return []
    worth = _worth(old, new)
    return [
        (old.left[row], new.left[column])
        for row, column in assigned(worth)
        if worth[row, column] > 0
    ]


def assigned(worth: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return rows with columns, each once, so that what they are worth together is the most."""
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def is_same(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are one, whatever they are written as."""
    if is_other_money(one.unit, other.unit):
        return False
    if one.measures == other.measures:
        if one.per and other.per and one.per != other.per:
            return _is_about(one.size / one.per, other.size / other.per)
        if round(one.size, 6) == round(other.size, 6):
            return True
        return _is_close(one, other)
    # "9 hours a week", "9 lessons a week": what is measured may be counted
    return one.value == other.value and _is_counted(one, other)


def is_one_thing(one: Quantity, other: Quantity) -> bool:
    """Return whether two numbers count or measure one thing, and are written in one way."""
    if one.is_in_words != other.is_in_words or one.per != other.per:
        return False
    return one.unit == other.unit or are_like(one, other)


def are_like(one: Quantity, other: Quantity) -> bool:
    """Return whether what two numbers count is near in meaning."""
    return bool(one.unit and other.unit) and _is_near(one.unit, other.unit)


@lru_cache(maxsize=4096)
def _is_near(one: str, other: str) -> bool:
    found = cosines([_singular(one)], [_singular(other)])
    return bool(found[0, 0] >= _ONE_THING)


def _singular(unit: str) -> str:
    # units lack the "s" of a plural: "factorie"
    return f"{unit[:-2]}y" if unit.endswith("ie") else unit


def _is_close(one: Quantity, other: Quantity) -> bool:
    # of one unit a number in figures is meant as it stands: 38 and 37.5 hours are two
    in_figures = not (one.is_in_words or other.is_in_words)
    is_whole = one.value.is_integer() and other.value.is_integer()
    if one.unit == other.unit and (in_figures or is_whole):
        return False
    return abs(one.size - other.size) <= CLOSE.get(one.measures, 0.0) * max(one.size, other.size)


def _is_about(one: float, other: float) -> bool:
    return abs(one - other) <= CLOSE[TIME] * max(one, other)


def _is_counted(one: Quantity, other: Quantity) -> bool:
    """Whether one counts what the other measures, and neither is a term or a share."""
    if one.is_deadline or other.is_deadline or PERCENT in (one.measures, other.measures):
        return False
    return not (one.measures and other.measures)


def _worth(old: Numbers, new: Numbers) -> npt.NDArray[np.float64]:
    nouns = _nouns(old.left, new.left)
    places, others = ([_place(q, side.text) for q in side.left] for side in (old, new))
    found = np.zeros(nouns.shape)
    for row, one in enumerate(old.left):
        for column, other in enumerate(new.left):
            kind = _kind(one, other, float(nouns[row, column]))
            form = one.is_in_words == other.is_in_words
            if kind == _SAME_UNIT and not one.unit and not form:
                kind = _SAME_MEASURE  # "four of them" is not the 31 of another sentence
            if kind:
                found[row, column] = (
                    kind
                    + _NOUNS * nouns[row, column]
                    + _beside(places[row], others[column])
                    + _FORM * form
                    + _RATE * (one.per is not None and one.per == other.per)
                )
    return found


def _kind(one: Quantity, other: Quantity, noun: float, /) -> float:
    """Return what two numbers are worth as one; 0 if they are none. noun: Likeness of nouns."""
    if is_same(one, other):
        return _EQUAL if one.measures == other.measures else _AS_WRITTEN
    is_bare = one.is_name or other.is_name or one.per != other.per
    if one.unit == other.unit and (one.unit or not is_bare):
        return _SAME_UNIT
    if one.is_name or other.is_name:
        if noun >= _ONE_THING:
            return _SAME_MEASURE
        return _ANY_NAME if {one.unit, other.unit} & ANYBODY else 0.0
    if one.measures == other.measures or {one.measures, other.measures} <= {
        "",
        "length",
        "weight",
    }:
        return _SAME_MEASURE
    if one.value == other.value and {one.measures, other.measures} == {"area", "length"}:
        return _SAME_MEASURE  # "40 km²", "40 km"
    return _OTHER_MEASURE if _is_counted(one, other) else 0.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number stands. around: Stems of the words there. share: Of the text before it."""

    around: frozenset[str]
    share: float


def _place(one: Quantity, text: str) -> _Place:
    near = text[max(0, one.span.start - _WINDOW) : one.span.end + _WINDOW].casefold()
    return _Place(frozenset(map(stem, _WORD.findall(near))), one.span.start / len(text))


def _beside(one: _Place, other: _Place) -> float:
    """Return what the words around two numbers and their places add."""
    a, b = one.around, other.around
    common = len(a & b) / max(1, min(len(a), len(b)))
    return _AROUND * common + _PLACE * (1 - abs(one.share - other.share))


def _nouns(old: Sequence[Quantity], new: Sequence[Quantity]) -> npt.NDArray[np.float64]:
    """Return how near what numbers count is in meaning, 0 to 1."""
    one, other = ([_singular(q.unit) for q in every] for every in (old, new))
    found: npt.NDArray[np.float64] = np.clip(cosines(one, other), 0, 1).astype(np.float64)
    return found
