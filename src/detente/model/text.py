"""Source, Report, Span, Evidence: what was published, and words of it that cannot be misquoted."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Literal

from detente.model.errors import InputError, SpanError

Mark = Literal["public", "internal", "restricted"]
MARKS: tuple[Mark, ...] = ("public", "internal", "restricted")


def marks_up_to(highest: Mark) -> tuple[Mark, ...]:
    """Return the marks of what may be seen by who may see the highest of them.

    >>> marks_up_to("internal")
    ('public', 'internal')
    """
    return MARKS[: MARKS.index(highest) + 1]


@dataclass(frozen=True, slots=True)
class Source:
    """Who published, and where.

    name: The outlet as its readers call it; "unknown outlet" if nobody said.
    address: URL of this report, or None for a file or pasted text without one.
    """

    name: str = "unknown outlet"
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What a report says of itself beside its words. None means "it does not say".

    author: Who wrote it, as the byline names them.
    agency: The agency that it credits its words to: "Reuters", "AP and AFP".
    language: Two or three small letters ("en", "fr"), by ISO 639.
    updated: Day of the last change that the outlet owns up to.
    updated_at: The moment of it, aware UTC, if more than the day is known.
    """

    author: str | None = None
    agency: str | None = None
    language: str | None = None
    updated: dt.date | None = None
    updated_at: dt.datetime | None = None


NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Report:
    """One published text, never edited again.

    id: Digest of address and text, 12 hexadecimal digits.
    key: The name that its file or line bore ("harbour_2031_03_01"), to match output to input.
    text: Unicode NFC. All spans count its code points. The headline too, if it was there.
    title: The headline, or None if there is none.
    published: Day of publication by the outlet, or None if not given.
    published_at: Moment of publication, aware UTC, or None if only the day is known.
    retrieved: Moment when we got it, aware UTC.
    mark: Who may see it.
    details: What else it says of itself.
    """

    id: str
    key: str
    text: str
    source: Source
    title: str | None
    published: dt.date | None
    published_at: dt.datetime | None
    retrieved: dt.datetime
    mark: Mark = "public"
    details: Details = NO_DETAILS


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points from start up to, not including, end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of a report. Made by `cite` alone, so that `text` is what stands at start:end."""

    report: str
    start: int
    end: int
    text: str


def make_report(  # noqa: PLR0913 (all but the text by name)
    text: str,
    *,
    retrieved: dt.datetime,
    key: str = "",
    source: Source | None = None,
    title: str | None = None,
    published: dt.date | None = None,
    published_at: dt.datetime | None = None,
    mark: Mark = "public",
    details: Details = NO_DETAILS,
) -> Report:
    """Return a report whose text is NFC and holds no lone surrogate and no NUL.

    Errors: InputError if the text is blank or holds one of these, or `retrieved` is naive.
    """
    source = source or Source()
    name = key or source.address or "text"
    clean = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if not clean.strip():
        raise InputError(f"report {name!r} is empty; give a text with words in it")
    if any("\ud800" <= c <= "\udfff" for c in clean):
        raise InputError(
            f"report {name!r} holds half a character (a lone surrogate); re-encode it"
        )
    if "\0" in clean:
        raise InputError(f"report {name!r} holds a NUL character: it is binary, not text")
    if retrieved.tzinfo is None:
        raise InputError(f"report {name!r}: the time of retrieval has no time zone; give UTC")
    digest = hashlib.sha256(f"{source.address or ''}\n{clean}".encode()).hexdigest()[:12]
    return Report(
        id=digest,
        key=key or digest,
        text=clean,
        source=source,
        title=title,
        published=published,
        published_at=published_at,
        retrieved=retrieved,
        mark=mark,
        details=details,
    )


def cite(report: Report, start: int, end: int) -> Evidence:
    """Return the words of a report at start:end.

    Errors: SpanError if the span is empty or does not lie in the text.
    """
    if not 0 <= start < end <= len(report.text):
        raise SpanError(
            f"report {report.id}: span {start}:{end} does not lie in the text "
            f"({len(report.text)} code points); was the report fetched again?"
        )
    return Evidence(report.id, start, end, report.text[start:end])
