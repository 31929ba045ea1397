"""Who stands where as of a day: parties by issues, as the reader arranges them; one cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from detente.model.answers import ChangeDay
from detente.model.snapshot import Snapshot
from detente.views.matrix.cells import unplaced_refusals
from detente.views.matrix.choosing import Order
from detente.views.matrix.grid import grid
from detente.views.matrix.values import stance_legend
from detente.web.arranging import Column, GroupLine, Links, Settings, read_settings
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, entry_line
from detente.web.page import Page, takes
from detente.web.workbench import Workbench

# Rows of one page: some screens full, and a large record still answers at once.
ROWS = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose by its id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A refusal to speak that stands in no cell, for it is of something outside the register."""

    party: str
    entry: EntryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Who stands where as of a day.

    days: On which a stance was said for the first time, oldest first, with their number.
    earlier, later: Addresses of the same page on the changed day before and after.
    others: Parties without a column. rows: Number of rows over all pages of the table; `start` is
    the first of this one. total: Number of propositions of the register; `hidden` of them the
    reader hid, on `silent` of them nothing was found of the parties shown, in `unchanged` nothing
    differs. possible: Stances that are possible only. tray: Positions without a place.
    fields: What a form must send along. arranged: Whether columns or rows are as the reader wants.
    """

    as_of: dt.date
    latest: dt.date
    against: dt.date | None
    days: tuple[ChangeDay, ...]
    earlier: str | None
    later: str | None
    reports: int
    outlets: int
    last: dt.date | None
    left_out: int
    columns: tuple[Column, ...]
    others: tuple[Choice, ...]
    groups: tuple[GroupLine, ...]
    rows: int
    start: int
    before: str | None
    after: str | None
    total: int
    hidden: int
    silent: int
    unchanged: int
    possible: int
    tray: int
    refusals: tuple[Refusal, ...]
    arranged: bool
    who: str
    what: str
    show_silent: bool
    only_differing: bool
    order: Order
    fields: dict[str, str]
    links: dict[str, str]
    legend: tuple[tuple[str, str], ...]


def answer(
    shared: Shared, asked: State, settings: Annotated[Settings, Depends(read_settings)]
) -> Matrix:
    """Return the matrix as of a day, as arranged, beside another day if asked."""
    snapshot = shared.snapshot(asked)
    against = _state(shared, asked, settings.against) if settings.against else None
    latest = _state(shared, asked, None) if asked.as_of else snapshot
    made = grid(
        snapshot,
        settings.arrangement,
        against=against,
        latest=latest,
        start=settings.start,
        rows=ROWS,
    )
    days = _days(shared, asked)
    links = Links(asked, settings, made)
    start, end = settings.start, settings.start + ROWS
    coverage = snapshot.coverage
    return Matrix(
        as_of=snapshot.as_of,
        latest=latest.as_of,
        against=settings.against,
        days=days,
        earlier=links.day([d.day for d in days if d.day < snapshot.as_of][-1:]),
        later=links.day([d.day for d in days if d.day > snapshot.as_of][:1]),
        reports=coverage.reports,
        outlets=coverage.outlets,
        last=coverage.last,
        left_out=coverage.left_out,
        columns=tuple(links.column(party) for party in made.parties),
        others=tuple(Choice(party.id, party.name) for party in made.others),
        groups=tuple(links.group(group) for group in made.groups),
        rows=made.rows,
        start=start,
        before=links.to(start=max(0, start - ROWS) or None) if start else None,
        after=links.to(start=end) if end < made.rows else None,
        total=made.total,
        hidden=made.hidden,
        silent=made.silent,
        unchanged=made.unchanged,
        possible=sum(len(standing.possible) for standing in snapshot.standings),
        tray=len(snapshot.tray),
        refusals=tuple(
            Refusal(party=party, entry=entry_line(entry))
            for party, entry in unplaced_refusals(snapshot)
        ),
        arranged=links.arranged,
        who=settings.arrangement.who,
        what=settings.arrangement.what,
        show_silent=settings.arrangement.silent,
        only_differing=settings.arrangement.differing,
        order=settings.arrangement.order,
        fields=links.fields(),
        links=links.others(),
        legend=stance_legend(),
    )


def _state(shared: Workbench, asked: Asked, day: dt.date | None) -> Snapshot:
    return shared.record.snapshot(
        day, known_by=asked.known_by, up_to=asked.up_to, reviewed_only=asked.reviewed_only
    )


def _days(shared: Workbench, asked: Asked) -> tuple[ChangeDay, ...]:
    days = shared.record.change_days(up_to=asked.up_to, known_by=asked.known_by)
    return tuple(day for day in days if day.stances)


PAGE = Page(
    path="/matrix",
    title="Matrix",
    answer=answer,
    template="matrix.html",
    key="m",
    scripts=("matrix.js",),
    takes=takes("/matrix", "docx", "html", "csv"),
)
