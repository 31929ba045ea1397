"""The reports of the record, newest first, by outlet, day, words of the title and mark."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.model.dates import parse_days
from detente.model.errors import UnknownName
from detente.model.rows import ReportRow
from detente.model.text import MARKS, Mark
from detente.record import Record
from detente.views.pages import web_address
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.page import Page, sheets

ROWS = 50
COPIES = {"": None, "only": True, "none": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report in the list.

    address: http or https, or None. copy_of: The first report with the same text, if this is a
    copy. revises: The text of the same article that it replaces. unread: Why nothing was read.
    """

    id: str
    title: str
    outlet: str
    published: dt.date | None
    retrieved: dt.datetime
    entered: dt.datetime
    mark: Mark
    address: str | None
    copy_of: str | None
    revises: str | None
    claims: int
    notes: int
    unread: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """An outlet and how many reports of it the record holds."""

    name: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Some reports, and what was asked for.

    total: Number of all that fit. held: Number of reports in the record up to this mark.
    left_out: Number above it. outlets: Of the whole record. next: What `after` is to be for more.
    """

    words: str
    outlet: str
    since: dt.date | None
    until: dt.date | None
    mark: str
    copies: str
    rows: tuple[ReportLine, ...]
    total: int
    held: int
    left_out: int
    outlets: tuple[OutletCount, ...]
    next: str | None


def answer(  # noqa: PLR0913 (each is a field of the form)
    shared: Shared,
    asked: State,
    *,
    words: Annotated[str, Query(description="Of title, outlet or address.")] = "",
    outlet: Annotated[str, Query(description="Its name.")] = "",
    since: Annotated[str, Query(description="First day: YYYY-MM-DD, YYYY-MM or YYYY.")] = "",
    until: Annotated[str, Query(description="Last day.")] = "",
    mark: Annotated[str, Query(description=f"One of {', '.join(MARKS)}.")] = "",
    copies: Annotated[str, Query(description="Copies of other texts: only, or none.")] = "",
    after: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> Reports:
    """Return a page of reports. Errors: DateError, UnknownName, InputError."""
    first, last = day(since, first=True), day(until, first=False)
    found = shared.record.reports_page(
        words=words or None,
        outlet=outlet or None,
        since=first,
        until=last,
        mark=_mark(mark),
        copies=_copies(copies),
        as_of=asked.as_of,
        known_by=asked.known_by,
        up_to=asked.up_to,
        limit=ROWS,
        after=after,
    )
    outlets = _outlets(shared.record, asked)
    return Reports(
        words=words,
        outlet=outlet,
        since=first,
        until=last,
        mark=mark,
        copies=copies,
        rows=tuple(report_line(row) for row in found.rows),
        total=found.total,
        held=sum(outlet.reports for outlet in outlets),
        left_out=shared.record.reports_left_out(asked.up_to, asked.as_of, asked.known_by),
        outlets=outlets,
        next=found.next,
    )


def report_line(row: ReportRow) -> ReportLine:
    """Return a report as lists show it."""
    return ReportLine(
        id=row.id,
        title=row.title or row.key,
        outlet=row.outlet,
        published=row.published,
        retrieved=row.retrieved,
        entered=row.entered,
        mark=row.mark,
        address=web_address(row.address),
        copy_of=row.origin if row.origin != row.id and not row.revises else None,
        revises=row.revises,
        claims=row.n_claims,
        notes=row.n_notes,
        unread=row.briefly_unread,
    )


def day(text: str, *, first: bool) -> dt.date | None:
    """Return the first or last day of a date as typed, None for "". Errors: DateError."""
    if not text.strip():
        return None
    days = parse_days(text.strip())
    return days.start if first else days.last


def _mark(mark: str) -> Mark | None:
    if mark and mark not in MARKS:
        raise UnknownName("mark", mark, MARKS)
    return mark or None


def _copies(copies: str) -> bool | None:
    if copies not in COPIES:
        raise UnknownName("choice of copies", copies, [name for name in COPIES if name])
    return COPIES[copies]


def _outlets(record: Record, asked: Asked) -> tuple[OutletCount, ...]:
    """Return the outlets, those with most reports first."""
    found = record.outlets(asked.up_to, asked.as_of, asked.known_by)
    ranked = sorted(found, key=lambda row: (-row.reports, row.name.casefold()))
    return tuple(OutletCount(name=row.name, reports=row.reports) for row in ranked)


PAGE = Page(
    path="/reports",
    title="Reports",
    answer=answer,
    template="reports.html",
    key="r",
    takes=sheets("reports", "every report"),
    rows=("rows",),
)
