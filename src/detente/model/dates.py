"""Days: a stretch of calendar days that keeps the precision of the words it came from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.model.errors import DateError

Precision = Literal["day", "month", "year", "range"]

# Reports of negotiations are younger than the telegraph; later years are typing errors.
EARLIEST_YEAR, LATEST_YEAR = 1840, 2199

# Days of a stretch that something is looked for on: more than those of a month are its first ones.
LOOKED_FOR_ON = 32

_FORM = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A half-open stretch of days.

    start: First day.
    end: First day after it.
    precision: What the words named: a day, a month, a year, or a range of days.
    """

    start: dt.date
    end: dt.date
    precision: Precision = "day"

    def __post_init__(self) -> None:
        """Refuse an empty or backward stretch."""
        if self.end <= self.start:
            raise DateError(f"dates {self.start} to {self.end} run backwards; swap the two")

    @property
    def last(self) -> dt.date:
        """The last day within."""
        return self.end - dt.timedelta(days=1)

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies within."""
        return self.start <= day < self.end

    def each(self) -> Iterator[dt.date]:
        """Yield the days within, of a long stretch the first ones."""
        for n in range(min((self.end - self.start).days, LOOKED_FOR_ON)):
            yield self.start + dt.timedelta(days=n)

    def within(self, other: Days) -> bool:
        """Whether all of it lies within another stretch."""
        return other.start <= self.start and self.end <= other.end

    def meets(self, other: Days) -> bool:
        """Whether the two share a day."""
        return self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        """The codebook's form: YYYY-MM-DD, YYYY-MM, YYYY, or FIRST/LAST, both ends included."""
        if self.precision == "day":
            return self.start.isoformat()
        if self.precision == "month":
            return self.start.isoformat()[:7]
        if self.precision == "year":
            return f"{self.start.year:04d}"
        return f"{self.start.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published.

    day: As the outlet writes it, in the outlet's own zone.
    at: The moment, aware UTC, or None if only the day, or no zone, is known.
    naive: The moment as written if it names no zone, else None.
    """

    day: dt.date
    at: dt.datetime | None = None
    naive: dt.datetime | None = None


def day(date: dt.date) -> Days:
    """One day."""
    return Days(date, date + dt.timedelta(days=1))


def span_of_days(first: dt.date, last: dt.date) -> Days:
    """All days from the first to the last, both included; one day if they are the same."""
    if first == last:
        return day(first)
    return Days(first, last + dt.timedelta(days=1), "range")


def month(year: int, number: int) -> Days:
    """A calendar month, 1 to 12."""
    start = dt.date(year, number, 1)
    end = dt.date(year + number // 12, number % 12 + 1, 1)
    return Days(start, end, "month")


def year(number: int) -> Days:
    """A calendar year."""
    return Days(dt.date(number, 1, 1), dt.date(number + 1, 1, 1), "year")


def parse_days(text: str) -> Days:
    """Read the codebook's form.

    >>> str(parse_days("2031-03")), parse_days("2031-03").last.isoformat()
    ('2031-03', '2031-03-31')
    >>> str(parse_days("2031-03-01/2031-03-04"))
    '2031-03-01/2031-03-04'

    Errors: DateError for any other form, for days that do not exist, and outside 1840-2199.
    """
    first, slash, last = text.strip().partition("/")
    if slash:
        return span_of_days(_parse_one(first).start, _parse_one(last).last)
    return _parse_one(first)


def parse_day(text: str) -> dt.date:
    """Read one day, YYYY-MM-DD. Errors: DateError as `parse_days`, and for months or ranges."""
    days = parse_days(text)
    if days.precision != "day":
        raise DateError(f"date {text!r} is not one day; write it as YYYY-MM-DD")
    return days.start


def _parse_one(text: str) -> Days:
    match = _FORM.fullmatch(text.strip())
    if not match:
        raise DateError(f"{text!r} is no date; write it as YYYY-MM-DD, YYYY-MM or FIRST/LAST")
    number = int(match[1])
    if not EARLIEST_YEAR <= number <= LATEST_YEAR:
        raise DateError(
            f"date {text!r} lies outside {EARLIEST_YEAR} to {LATEST_YEAR}; check the year"
        )
    try:
        if match[3]:
            return day(dt.date(number, int(match[2]), int(match[3])))
        return month(number, int(match[2])) if match[2] else year(number)
    except ValueError as error:
        raise DateError(f"{text!r} is no day of the calendar; check it") from error
