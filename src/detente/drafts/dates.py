"""Dates of the calendar and times of day in drafts: which moved, and a text without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from detente.drafts.clock import Hour, hours, is_by_part_of_day
from detente.drafts.flat import Flat
from detente.drafts.in_figures import behind, days_in_figures
from detente.drafts.sentences import is_reworded
from detente.drafts.typed import Sides, Typed, come, gone, overwritten, take_equal, touch
from detente.model.text import Span

# What is told of two dates where the order of day and month hides which is later.
MANY_WAYS = "in an order of day and month that is not told"
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
_LED = "|".join((behind(*_LEADING), *(rf"(?<=\b{part}[- ])" for part in ("mid", "Mid"))))
# Or that names what follows: "the March wages".
_NAMING = r"(?<=\b[Tt]he )(?=\w+ (?!(?:on|to|of|for)\b)[a-z])"
# What may follow a year that stands alone: "in 2031 cases" is none. After "of", "from" and "to" it
# may be a number: "raised to 2031 in all".
_NEXT = (
    *("and", "or", "to", "until", "but", "as", "the", "an?", "its", "their", "all", "no", "every"),
    *("each", "any", "shall", "should", "must", "may", "will", "can", "is", "are", "was", "were"),
)
_AFTER_TIME = (
    *(*_NEXT, "in", "on", "at", "by", "for", "from", "with", "under", "unless", "if", "when"),
    *("where", "which", "that", "than", "onwards?", "only", "alone", "there", "it", "they"),
)
_ENDS, _ENDS_TIME = (
    rf"(?=\s*(?:[].,;:)[]|$|(?:{'|'.join(words)})\b))" for words in (_NEXT, _AFTER_TIME)
)
# "Before 2032 emissions fall": nothing else than days is counted so.
_SINCE = behind("before", "since", "until", "year")
_YEAR_LED = behind("in", "by", "after", "during", "for", "through", "throughout", "year", "years")
_DATE = re.compile(
    # A date begins with a figure or the capital of a month: that spares most places of a text.
    r"(?=[\dJFMASOND])(?:"
    rf"\b(?P<d1>{_DAY})(?: day)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?\b"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>{_DAY})(?:,? (?P<y2>{_YEAR}))?(?![\d%]|[.,]\d)"
    rf"|\b(?P<m3>{_MONTH}),? (?P<y3>{_YEAR})\b"
    rf"|\b(?P<y4>{_YEAR})-(?P<m4>0[1-9]|1[0-2])-(?P<d4>0[1-9]|[12]\d|3[01])\b"
    rf"|(?:{_LED})(?:(?P<m5>{_MONTH})\b|(?P<y6>{_YEAR}){_ENDS})"
    rf"|(?:{_YEAR_LED})(?P<y7>{_YEAR}){_ENDS_TIME}"
    rf"|(?:{_SINCE})(?P<y8>{_YEAR})\b(?! (?:minutes|hours|days|weeks|months)\b)"
    # "the 2010 census"
    rf"|(?<=\b[Tt]he )(?P<y9>{_YEAR})(?= [a-z]+(?:[^s\W]|[sui]s)\b)"
    rf"|\b(?P<m7>{_MONTH})(?= (?:to|until|till|and|or|through) (?:the end of )?(?:{_MONTH})\b)"
    rf"|{_NAMING}(?P<m6>{_MONTH})\b)"
)


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A date in a text; year, month, day: 0 for what it does not say.

    turned: Month and day in the other order, where it may be meant: "3/5/2031".
    """

    year: int
    month: int
    day: int
    span: Span
    turned: tuple[int, ...] = ()

    @property
    def when(self) -> tuple[int, ...]:
        """Year, month and day, with what else may be meant."""
        return self.year, self.month, self.day, *self.turned

    @property
    def readings(self) -> tuple[tuple[int, ...], ...]:
        """Year, month and day, in each way that may be meant."""
        first = (self.year, self.month, self.day)
        return (first, (self.year, *self.turned)) if self.turned else (first,)


@lru_cache(maxsize=8192)
def dates(text: str) -> tuple[Dated, ...]:
    """Return the dates of a text, in order.

    >>> [d.when for d in dates("They leave by 1 June 2031, or may stay until May.")]
    [(2031, 6, 1), (0, 5, 0)]
    """
    figured = [
        Dated(one.year, *one.days[0], one.span, one.days[1] if one.days[1:] else ())
        for one in days_in_figures(text)
    ]
    told = (_dated(match) for match in _DATE.finditer(text))
    apart = [one for one in told if not any(touch(one.span, other.span) for other in figured)]
    return tuple(sorted([*apart, *figured], key=lambda date: date.span.start))


def _dated(match: re.Match[str]) -> Dated:
    said = {name[0]: value for name, value in match.groupdict().items() if value}
    month = said.get("m", "0")
    number = int(month) if month.isdigit() else _MONTHS.index(month.capitalize()) + 1
    day = re.match(r"\d+", said.get("d", "0"))
    return Dated(
        int(said.get("y", 0)), number, int(day[0]) if day else 0, Span(match.start(), match.end())
    )


def without_dates(text: str, sign: str = " ") -> str:
    """Return a text of the same length with a sign in the place of each letter of a date or hour.

    >>> without_dates("by 1 June, or 2 ships", "_")
    'by ______, or 2 ships'
    """
    spans = [*(date.span for date in dates(text)), *(hour.span for hour in hours(text))]
    return overwritten(text, spans, sign)


def undated(sides: Sides) -> Sides:
    """Return the words of a pair with blanks in the place of dates and hours."""
    return Sides(
        replace(sides.a, text=without_dates(sides.a.text)),
        replace(sides.b, text=without_dates(sides.b.text)),
    )


def dates_moved(sides: Sides, clauses: Sequence[Typed]) -> Iterator[Typed]:
    """Yield dates and hours that changed: those that stand in both are taken off first.

    What came or went with a clause is told by the clause.
    """
    a, b = sides.a.text, sides.b.text
    yield from _moved(sides, clauses, dates(a), dates(b), same=_calendar, direction=_direction)
    yield from _rewritten(sides, dates(a), dates(b))
    few = min(len(hours(a)), len(hours(b)))
    # what one says by the clock the other may say in words: "late in the morning"
    old = hours(a)[: few if is_by_part_of_day(b) else None]
    new = hours(b)[: few if is_by_part_of_day(a) else None]
    yield from _moved(sides, clauses, old, new, same=_of_day, direction=_direction_of_hours)


def _rewritten(sides: Sides, before: Sequence[Dated], after: Sequence[Dated]) -> Iterator[Typed]:
    """Yield days that one text writes in figures and the other with the name of the month."""
    left = list(after)
    for one in before:
        same = next((other for other in left if other.when == one.when), None)
        if same is not None:
            left.remove(same)
            edit = sides.edit("editorial", one.span, same.span)
            if _has_letters(edit.before) != _has_letters(edit.after):
                yield Typed(edit, one.span, same.span)


def _has_letters(words: str) -> bool:
    return any(map(str.isalpha, words))


When = TypeVar("When", Dated, Hour)


def _moved(
    sides: Sides,
    clauses: Sequence[Typed],
    before: Sequence[When],
    after: Sequence[When],
    *,
    same: Callable[[When], Hashable],
    direction: Callable[[When, When], str | None],
) -> Iterator[Typed]:
    old, new = list(before), list(after)
    take_equal(old, new, same)
    for one, other in zip(old, new, strict=False):
        edit = sides.edit("deadline", one.span, other.span, direction=direction(one, other))
        yield Typed(edit, one.span, other.span)
    for one in old[len(new) :]:
        if not any(touch(one.span, clause.a) for clause in clauses) and _is_lost(
            one, sides.a, sides.b
        ):
            yield gone(sides, "deadline", one.span, direction="dropped")
    for other in new[len(old) :]:
        if not any(touch(other.span, clause.b) for clause in clauses) and _is_lost(
            other, sides.b, sides.a
        ):
            yield come(sides, "deadline", other.span, direction="added")


def _is_lost(one: Dated | Hour, own: Flat, other: Flat) -> bool:
    """Whether another text lacks a date: an hour or a year it may say in words, all reworded."""
    if isinstance(one, Dated) and one.month:
        return True
    return not is_reworded(one.span, own.text, other.text)


def _calendar(one: Dated) -> Hashable:
    return one.when


def _of_day(one: Hour) -> Hashable:
    return one.of_day


def _direction(one: Dated, other: Dated) -> str | None:
    """Return whether a date is later or earlier; None where it says too little to tell."""
    if one.turned or other.turned:
        return _direction_of_any(one.readings, other.readings)
    if bool(one.year) != bool(other.year):
        return None
    before, after = (one.year, one.month), (other.year, other.month)
    if before == after and one.day and other.day:
        return "later" if other.day > one.day else "earlier"
    if before == after:
        return None
    return "later" if after > before else "earlier"


def _direction_of_any(
    before: Sequence[tuple[int, ...]], after: Sequence[tuple[int, ...]]
) -> str | None:
    """Return the direction between dates of which one may be meant in two ways."""
    if not all(map(all, (*before, *after))):
        return MANY_WAYS
    if set(before) & set(after):
        return "may be the same day"
    if max(before) < min(after):
        return "later"
    return "earlier" if max(after) < min(before) else MANY_WAYS


def _direction_of_hours(one: Hour, other: Hour) -> str:
    return "later" if other.when > one.when else "earlier"
