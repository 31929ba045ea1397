"""Dates as feeds, letters and pages write them, and which of them cannot be meant."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from detente.model.dates import Moment
from detente.model.errors import DateError
from detente.reports.given import parse_moment

# Clocks of outlets go wrong by hours, and east of us it is tomorrow already.
_AHEAD = dt.timedelta(days=1)
# What a machine writes that knows no date: the second 0 of its calendar, in any zone.
_NO_DATES = frozenset((dt.date(1969, 12, 31), dt.date(1970, 1, 1), dt.date(1970, 1, 2)))
_LONGEST = 80
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?")
_ONLY_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]00:00(?::00(?:\.0+)?)?)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that can be meant. moment: None if there is none. note: What was wrong with it."""

    moment: Moment | None = None
    note: str | None = None


def read_date(text: str | None) -> Moment | None:
    """Return the moment that a text means, None if it means none.

    >>> read_date("Tue, 04 Mar 2031 23:30:00 -0500").day.isoformat()
    '2031-03-04'
    >>> read_date("2031-03-04T00:00:00").at is None
    True
    """
    if not text or len(text) > _LONGEST:
        return None
    text = text.strip()
    if _ONLY_DAY.fullmatch(text):  # midnight without a zone is how programs write a mere day
        text = text[:10]
    match = _COMPACT.fullmatch(text)
    if match:
        day = "-".join(match.group(1, 2, 3))
        clock = f"T{match[4]}:{match[5]}:{match[6] or '00'}" if match[4] else ""
        text = f"{day}{clock}{match[7] or ''}" if clock else day
    try:
        return parse_moment(text)
    except (DateError, OverflowError):
        return _of_letter(text)


def sound(moment: Moment | None, now: dt.datetime) -> Dated:
    """Return a date if it can be meant: it does not lie ahead and is no machine's "none".

    >>> import datetime as dt
    >>> noon = dt.datetime(2031, 3, 9, 12, tzinfo=dt.UTC)
    >>> sound(read_date("1970-01-01T00:00:00Z"), noon).note
    'its date, 1970-01-01, is how machines write none; it was left out'
    """
    if moment is None:
        return Dated()
    if moment.day in _NO_DATES:
        return Dated(note=f"its date, {moment.day}, is how machines write none; it was left out")
    late = now + _AHEAD
    if moment.day > late.date() or (moment.at is not None and moment.at > late):
        return Dated(note=f"its date, {moment.day}, lies ahead; it was left out")
    return Dated(moment)


def _of_letter(text: str) -> Moment | None:
    """The form of letters and RSS (RFC 822), or None."""
    try:
        found = parsedate_to_datetime(text)
        day = parse_moment(found.date().isoformat()).day  # within the years that we accept
        if found.tzinfo is None:  # "-0000": in UTC, from a place that is not said
            found = found.replace(tzinfo=dt.UTC)
        return Moment(day, found.astimezone(dt.UTC))
    except (ValueError, TypeError, IndexError, OverflowError, DateError):
        return None


_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH = r"([A-Za-z]{3,9})\.?"
_WRITTEN = (
    re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b"),
    re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (\d{{4}})\b"),
    re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b"),
)


def written_day(line: str) -> dt.date | None:
    """Return the first whole day that a line names in English, None if it names none.

    >>> written_day("Updated 14:05 GMT, 4 March 2031").isoformat()
    '2031-03-04'
    """
    for pattern in _WRITTEN:
        for match in pattern.finditer(line[:300]):
            day = _day_of(*match.groups())
            if day is not None:
                return day
    return None


def _day_of(first: str, second: str, third: str) -> dt.date | None:
    if first.isdigit() and len(first) == 4:
        year, month, day = first, second, third
    else:
        year, (name, day) = third, (first, second) if first.isalpha() else (second, first)
        names = [n for n, known in enumerate(_MONTHS, 1) if known.startswith(name.lower())]
        month = str(names[0]) if names else "0"
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
