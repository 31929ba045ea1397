"""Bounds: what a text allows of the quantity in it, and how far two such are apart."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass

from detente.analysis.paths import ASKING
from detente.model.figures import Figure, figures
from detente.model.vocabulary import Stance

_INF = float("inf")
_MONTHS = frozenset(name.casefold() for name in calendar.month_name if name)
# Numbers that measure nothing: of a plan's points, and those that may be years.
_POINTS = frozenset({"point", "points"})
_YEARS = range(1900, 2100)
_AT_MOST = ("at most", "no more than", "not more than", "up to", "under", "below", "maximum")
_AT_LEAST = (
    "at least",
    "no less than",
    "not less than",
    "no fewer than",
    "over",
    "above",
    "minimum",
)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a text allows of one quantity. low, high: Ends, infinite where none is stated."""

    low: float
    high: float

    @property
    def words(self) -> str:
        """It in words: "at most 90", "200 to 300", "120"."""
        if self.low == self.high:
            return _figure(self.low)
        if self.low == -_INF:
            return f"at most {_figure(self.high)}"
        if self.high == _INF:
            return f"at least {_figure(self.low)}"
        return f"{_figure(self.low)} to {_figure(self.high)}"


def bound_of(text: str) -> Bound | None:
    """Return what a text allows of the only quantity in it; None if it has none or several.

    >>> bound_of("at most 200 monitors"), bound_of("forces leave")
    (Bound(low=-inf, high=200.0), None)
    """
    told = measured(text)
    return told.bound if told else None


def has_measure(text: str) -> bool:
    """Return whether a text names a measure: a number with its unit; dates and points are none.

    >>> has_measure("a lane five miles wide"), has_measure("the 12-point plan")
    (True, False)
    >>> has_measure("talks on 5 May 2031"), has_measure("the 2029 treaty")
    (False, False)
    """
    return any(
        not _is_date(figure)
        and figure.unit.casefold() not in _POINTS
        and figure.value not in _YEARS
        for figure in figures(text)
    )


def allowed(stated: Iterable[tuple[Stance, Bound]]) -> Bound | None:
    """Return what a party's stances allow; None if it stated no bound.

    Bounds narrow each other; of several single values, all between them are allowed. What it
    rejects, or holds on a condition, bounds nothing.
    """
    low, high, single = -_INF, _INF, []
    for stance, bound in stated:
        if stance not in ASKING and stance != "accepts":
            continue
        if bound.low == bound.high:
            single.append(bound.low)
        else:
            low, high = max(low, bound.low), min(high, bound.high)
    if single:
        low, high = max(low, min(single)), min(high, max(single))
    return None if (low == -_INF and high == _INF) or low > high else Bound(low, high)


def gap(one: Bound, other: Bound) -> float:
    """Return how far two bounds are apart, 0 if they overlap.

    >>> gap(Bound(90, 90), Bound(120, 120)), gap(Bound(-_INF, 90), Bound(60, _INF))
    (30, 0)
    """
    return max(0, max(one.low, other.low) - min(one.high, other.high))


def exclude(one: Bound, other: Bound) -> bool:
    """Whether a quantity cannot be within both.

    >>> exclude(Bound(90, 90), Bound(120, 120)), exclude(Bound(-_INF, 200), Bound(-_INF, 300))
    (True, False)
    """
    return one.high < other.low or other.high < one.low


def overlap(one: Bound, other: Bound) -> Bound | None:
    """Return what two bounds both allow, None if there is a gap."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    return Bound(low, high) if low <= high else None


@dataclass(frozen=True, slots=True)
class Measured:
    """A text with one quantity. words: With "…" for its number and what bounds it."""

    words: str
    unit: str
    bound: Bound


def measured(text: str) -> Measured | None:
    """Return a text with the only quantity in it; None if it has none or several, or a date."""
    found = figures(text)
    if len(found) != 1 or _is_date(found[0]):
        return None
    (figure,) = found
    before, after = text[: figure.span.start].rstrip(), text[figure.span.end :]
    bound = Bound(figure.value, figure.value)
    for words in (*_AT_MOST, *_AT_LEAST):
        if before.casefold().endswith(words):
            before = before[: -len(words)]
            ends = (-_INF, figure.value) if words in _AT_MOST else (figure.value, _INF)
            bound = Bound(*ends)
            break
    return Measured(" ".join(f"{before} … {after}".split()), figure.unit, bound)


def _figure(value: float) -> str:
    return f"{value:,.12g}"


def _is_date(figure: Figure) -> bool:
    """Whether a figure may be a day or a year: it has no unit, or a month for one."""
    return not figure.unit or figure.unit.casefold() in _MONTHS
