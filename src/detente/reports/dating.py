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


# A line of a place, a weekday and a date, or of some of them. Words of its own may stand before
# the date ("Updated 4 March 2031"): then it is another day than that of publication.
_PLACE = r"(?:(?:[^\W\d_a-z][\w.'’-]*|le|den|a|el|de|do)[ ,]+){0,5}?"
_ALONE = re.compile(
    rf"{_PLACE}(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})\.?"
)
_ABROAD = re.compile(
    rf"{_PLACE}(\d{{1,2}})(?:er|\.|º)? (?:de )?([^\W\d_]{{3,10}})\.? (?:de )?(\d{{4}})\.?"
)
_NO_PLACE = re.compile(
    r"updated|last|revised|modified|edited|corrected|deadline|until|from|since|by|due|on|before"
    r"|after|effective|expires|signed|adopted",
    re.I,
)
_MONTHS_ABROAD = (
    ("janvier", "januar", "enero", "gennaio", "janeiro", "januari"),
    ("février", "fevrier", "februar", "febrero", "febbraio", "fevereiro", "februari"),
    ("mars", "märz", "marzo", "março", "maart"),
    ("avril", "april", "abril", "aprile"),
    ("mai", "mayo", "maggio", "maio", "mei"),
    ("juin", "juni", "junio", "giugno", "junho"),
    ("juillet", "juli", "julio", "luglio", "julho"),
    ("août", "aout", "august", "agosto", "augustus"),
    ("septembre", "september", "septiembre", "settembre", "setembro"),
    ("octobre", "oktober", "octubre", "ottobre", "outubro"),
    ("novembre", "november", "noviembre", "novembro"),
    ("décembre", "decembre", "dezember", "diciembre", "dicembre", "dezembro", "december"),
)


def day_alone(line: str) -> dt.date | None:
    """Return the day of a line that holds nothing but a date, and a place or weekday before it.

    The months are also known in French, German, Spanish, Italian, Portuguese and Dutch.

    >>> day_alone("Hallow, Monday, 28 September 2031").isoformat()
    '2031-09-28'
    >>> day_alone("Vaux, le 9 octobre 2031").isoformat()
    '2031-10-09'
    >>> day_alone("The envoys meet on 9 October 2031")
    >>> day_alone("Updated 9 October 2031")
    """
    line = line.strip()
    if len(line) > _LONGEST or any(map(_NO_PLACE.fullmatch, re.findall(r"\w+", line))):
        return None
    day = written_day(line) if _ALONE.fullmatch(line) else None
    if day is not None:
        return day
    abroad = _ABROAD.fullmatch(line)
    months = enumerate(_MONTHS_ABROAD, 1)
    number = [n for n, names in months if abroad and abroad[2].casefold() in names]
    return _date(int(abroad[3]), number[0], int(abroad[1])) if abroad and number else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _day_of(first: str, second: str, third: str) -> dt.date | None:
    if first.isdigit() and len(first) == 4:
        year, month, day = first, second, third
    else:
        year, (name, day) = third, (first, second) if first.isalpha() else (second, first)
        names = [n for n, known in enumerate(_MONTHS, 1) if known.startswith(name.lower())]
        month = str(names[0]) if names else "0"
    return _date(int(year), int(month), int(day))
