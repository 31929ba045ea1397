"""Dates of the calendar in drafts: which moved, and a text without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from detente.drafts.typed import Sides, Typed, come, gone, overwritten, take_equal, touch
from detente.model.text import Span

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
# With their capitals: "may" is a permission, and "march" a walk.
_MONTH = "|".join(name for month in _MONTHS for name in (month, month.upper()))
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20|21)\d\d"
# A month alone is one where such a word stands before it.
_LEADING = (
    *("by", "in", "to", "of", "from", "until", "since", "before", "after", "early", "late"),
    *("this", "next", "last", "each", "every"),
)
_LED = "|".join(
    (
        *(rf"(?<=\b{w} )" for word in _LEADING for w in (word, word.capitalize())),
        *(rf"(?<=\b{part}[- ])" for part in ("mid", "Mid")),
    )
)
# Or that names what follows: "the March wages".
_NAMING = r"(?<=\b[Tt]he )(?=\w+ (?!(?:on|to|of|for)\b)[a-z])"
# What may follow a year that stands alone: "in 2031 cases" is none.
_ENDS = r"(?=\s*(?:[.,;:)]|$|(?:and|or|to|until|but|as)\b))"
_DATE = re.compile(
    # A date begins with a figure or the capital of a month: that spares most places of a text.
    r"(?=[\dJFMASOND])(?:"
    rf"\b(?P<d1>{_DAY})(?: day)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?\b"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>{_DAY})(?:,? (?P<y2>{_YEAR}))?(?![\d%]|[.,]\d)"
    rf"|\b(?P<m3>{_MONTH}),? (?P<y3>{_YEAR})\b"
    rf"|\b(?P<y4>{_YEAR})-(?P<m4>0[1-9]|1[0-2])-(?P<d4>0[1-9]|[12]\d|3[01])\b"
    rf"|(?:{_LED})(?:(?P<m5>{_MONTH})\b|(?P<y6>{_YEAR}){_ENDS})"
    rf"|\b(?P<m7>{_MONTH})(?= (?:to|until|till|and|or|through) (?:the end of )?(?:{_MONTH})\b)"
    rf"|{_NAMING}(?P<m6>{_MONTH})\b)"
)


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A date in a text; year, month, day: 0 for what it does not say."""

    year: int
    month: int
    day: int
    span: Span

    @property
    def when(self) -> tuple[int, int, int]:
        """Year, month and day."""
        return self.year, self.month, self.day


@lru_cache(maxsize=8192)
def dates(text: str) -> tuple[Dated, ...]:
    """Return the dates of a text, in order.

    >>> [d.when for d in dates("They leave by 1 June 2031, or may stay until May.")]
    [(2031, 6, 1), (0, 5, 0)]
    """
    return tuple(_dated(match) for match in _DATE.finditer(text))


def _dated(match: re.Match[str]) -> Dated:
    said = {name[0]: value for name, value in match.groupdict().items() if value}
    month = said.get("m", "0")
    number = int(month) if month.isdigit() else _MONTHS.index(month.capitalize()) + 1
    day = re.match(r"\d+", said.get("d", "0"))
    return Dated(
        int(said.get("y", 0)), number, int(day[0]) if day else 0, Span(match.start(), match.end())
    )


def without_dates(text: str, sign: str = " ") -> str:
    """Return a text of the same length with a sign in the place of each letter of a date.

    >>> without_dates("by 1 June, or 2 ships", "_")
    'by ______, or 2 ships'
    """
    return overwritten(text, (date.span for date in dates(text)), sign)


def undated(sides: Sides) -> Sides:
    """Return the words of a pair with blanks in the place of dates."""
    return Sides(
        replace(sides.a, text=without_dates(sides.a.text)),
        replace(sides.b, text=without_dates(sides.b.text)),
    )


def dates_moved(sides: Sides, clauses: Sequence[Typed]) -> Iterator[Typed]:
    """Yield dates that changed: those that stand in both are taken off first.

    What came or went with a clause is told by the clause.
    """
    old, new = list(dates(sides.a.text)), list(dates(sides.b.text))
    take_equal(old, new, lambda date: date.when)
    for one, other in zip(old, new, strict=False):
        edit = sides.edit("deadline", one.span, other.span, direction=_direction(one, other))
        yield Typed(edit, one.span, other.span)
    for one in old[len(new) :]:
        if not any(touch(one.span, clause.a) for clause in clauses):
            yield gone(sides, "deadline", one.span, direction="dropped")
    for other in new[len(old) :]:
        if not any(touch(other.span, clause.b) for clause in clauses):
            yield come(sides, "deadline", other.span, direction="added")


def _direction(one: Dated, other: Dated) -> str | None:
    """Return whether a date is later or earlier; None where it says too little to tell."""
    if bool(one.year) != bool(other.year):
        return None
    before, after = (one.year, one.month), (other.year, other.month)
    if before == after and one.day and other.day:
        return "later" if other.day > one.day else "earlier"
    if before == after:
        return None
    return "later" if after > before else "earlier"
