"""days_in_figures(): days written in figures alone, "3/5/2031", of which two may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.text import Span


def behind(*words: str) -> str:
    """Return the pattern of places right behind one of some words, with or without a capital."""
    return "|".join(rf"(?<=\b{w} )" for word in words for w in (word, word.capitalize()))


_PART = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTHS = 12
_THIS_CENTURY = 2000
# "On 3/5": without a year it is a day after such a word alone, for it may be three fifths.
_ON = behind("on", "until", "till", "since", "before", "dated")
_DAY = re.compile(
    r"(?<![\w/.,-])(?:"
    rf"(?P<a>{_PART})(?P<sep>[/.-])(?P<b>{_PART})(?P=sep)(?P<year>(?:1[89]|20|21)\d\d)"
    # "3.5.31" is a section
    rf"|(?P<a2>{_PART})/(?P<b2>{_PART})/(?P<short>\d\d)"
    rf"|(?P<long>(?:1[89]|20|21)\d\d)/(?P<month>{_PART})/(?P<day>{_PART})"
    rf"|(?:{_ON})(?P<a3>{_PART})/(?P<b3>{_PART})(?! (?:of|majority|share)\b)"
    r")(?![\w/-]|[.,]\d)"
)

# What every such day has; most texts have none, and this is found faster.
_LIKELY = re.compile(r"\d[/.-]\d")


@dataclass(frozen=True, slots=True)
class Written:
    """A day in figures. year: 0 for none. days: Month and day, in each order that makes a day."""

    span: Span
    year: int
    days: tuple[tuple[int, int], ...]


def days_in_figures(text: str) -> Iterator[Written]:
    """Yield the days that a text writes in figures, in order.

    Points part day and month in that order; else both orders stand where both make a day.

    >>> [one.days for one in days_in_figures("from 3/5/2031 to 25/5/2031, not by 3/5 of it")]
    [((5, 3), (3, 5)), ((5, 25),)]
    """
    for match in _DAY.finditer(text) if _LIKELY.search(text) else ():
        year = int(match["year"] or match["long"] or 0)
        year += _THIS_CENTURY + int(match["short"]) if match["short"] else 0
        days = [day for day in _orders(match) if day[0] <= _MONTHS]
        if days:
            yield Written(Span(*match.span()), year, tuple(dict.fromkeys(days)))


def _orders(match: re.Match[str]) -> list[tuple[int, int]]:
    """Return month and day in the orders that the way of writing leaves open."""
    if match["month"]:
        return [(int(match["month"]), int(match["day"]))]
    one = int(match["a"] or match["a2"] or match["a3"])
    other = int(match["b"] or match["b2"] or match["b3"])
    return [(other, one)] if match["sep"] == "." else [(other, one), (one, other)]
