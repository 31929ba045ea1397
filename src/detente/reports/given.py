"""Given, Failure: what the user says about reports, and a source that gave none."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from detente.model.dates import Moment, parse_day
from detente.model.errors import DateError
from detente.model.text import Mark, Source

# The two clocks of a date: a day alone, or a day with an hour and perhaps a zone.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says about the reports of one run. None means "not given".

    retrieved: Moment when we got them, aware UTC.
    published, source, address: Stand wherever a file says nothing of itself; for a page they go
        before what its markup says.
    """

    retrieved: dt.datetime
    published: Moment | None = None
    source: str | None = None
    address: str | None = None
    mark: Mark = "public"

    def outlet(self, name: str | None = None, address: str | None = None) -> Source:
        """The source, with the name and address that a file gives of itself where we have none."""
        return Source(
            self.source or name or Source().name,
            self.address or address or None,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no report.

    where: Path as the user wrote it; for a line of a file "PATH:LINE".
    message: What is wrong and what now.
    """

    where: str
    message: str


def parse_moment(text: str) -> Moment:
    """Read a day of publication, or a moment in ISO 8601.

    >>> parse_moment("2031-03-01T23:30:00-05:00").day.isoformat()
    '2031-03-01'
    >>> parse_moment("2031-03-01T23:30:00-05:00").at.isoformat()
    '2031-03-02T04:30:00+00:00'

    Errors: DateError for any other form, for days that do not exist, and outside 1840-2199.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return Moment(parse_day(text))
    day = parse_day(match[1])
    try:
        moment = dt.datetime.fromisoformat(text.strip().replace(",", "."))
    except ValueError as error:
        raise DateError(f"{text!r} is no time of day; write it as YYYY-MM-DDTHH:MM:SSZ") from error
    if moment.tzinfo is None:
        return Moment(day, naive=moment)
    return Moment(day, moment.astimezone(dt.UTC))


def parse_known_by(text: str) -> dt.datetime:
    """Read a moment in ISO 8601, UTC if it names no zone; a day stands for its end.

    Errors: DateError.
    """
    moment = parse_moment(text)
    if moment.at is not None:
        return moment.at
    if moment.naive is not None:
        return moment.naive.replace(tzinfo=dt.UTC)
    return dt.datetime.combine(moment.day + dt.timedelta(days=1), dt.time(), dt.UTC)
