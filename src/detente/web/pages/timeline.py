"""Contacts in time: who met whom, what is due, a calendar to look at and one to subscribe to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.responses import Response

from detente.model.claims import NextStep
from detente.model.dates import parse_day, parse_days
from detente.model.errors import UnknownName
from detente.model.snapshot import Entry, Snapshot
from detente.views.announced import announced
from detente.views.brief.contacts import due_entries, last_and_next
from detente.views.calendar import calendar
from detente.views.steps import doing_text
from detente.views.timeline import (
    KINDS,
    STATUSES,
    Happening,
    Told,
    Wanted,
    Weight,
    happening,
    in_time,
    is_exact,
    meeting_parties,
    narrowed,
    stretches,
    who_text,
)
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, entry_line
from detente.web.months import MonthCells, month_cells, shift
from detente.web.page import File, Page, sheets

# Lines of one page: a season of a busy negotiation.
LINES = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A contact or step. told: From planned to held to denied, with who says so.

    weight: over, ahead, passed (nobody says what became of it) or undated. outcome: Of what is
    passed, in words; else "". announced: The next steps that are its other name.
    """

    what: str
    who: str
    where: str | None
    when: str
    first: dt.date | None
    status: str
    weight: Weight
    told: tuple[Told, ...]
    outcome: str
    entry: EntryLine
    announced: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Those of one month, newest first; key "" for those without a day."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what stands in the address, and its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Contacts and next steps, newest first.

    summary: The last contact and the next thing due, in words, with the entries that they are.
    total: Number of lines over all pages; `start` is the first of this one. possible: Number of
    those that are not sure, which are shown only if asked for. without_day: Of all,
    those that the calendar file cannot hold. feed: The address to subscribe to, which follows the
    record; file: the same as of the day that is shown.
    """

    as_of: dt.date
    reports: int
    outlets: int
    left_out: int
    summary: str
    summary_entries: tuple[str, ...]
    party: str
    kind: str
    status: str
    day: dt.date | None
    possible: int
    show_possible: bool
    parties: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    total: int
    every: int
    start: int
    before: str | None
    after: str | None
    without_day: int
    stretches: tuple[Lines, ...]
    months: tuple[MonthCells, ...]
    month_before: str
    month_after: str
    all: str
    file: str
    feed: str


def read_wanted(
    *,
    shared: Shared,
    asked: State,
    party: Annotated[str, Query(description="Id or name of a party.")] = "",
    kind: Annotated[str, Query(description=", ".join(KINDS))] = "",
    status: Annotated[str, Query(description=", ".join(STATUSES))] = "",
    day: Annotated[str, Query(description="One day: YYYY-MM-DD.")] = "",
    possible: Annotated[bool, Query(description="Also what is not sure.")] = False,
) -> Wanted:
    """Return which contacts are wanted. Errors: UnknownName, DateError."""
    if kind and kind not in KINDS:
        raise UnknownName("kind of contact", kind, KINDS)
    if status and status not in STATUSES:
        raise UnknownName("status", status, STATUSES)
    return Wanted(
        party=_party(party, shared.snapshot(asked)) if party else None,
        kind=kind or None,
        status=status or None,
        day=parse_day(day) if day else None,
        possible=possible,
    )


def _party(wanted: str, snapshot: Snapshot) -> str:
    """Return the id of a party that an address gives by id or name. Errors: UnknownName."""
    for party in snapshot.parties:
        if wanted == party.id or wanted.casefold() == party.name.casefold():
            return party.id
    raise UnknownName("party", wanted, (party.name for party in meeting_parties(snapshot)))


Chosen = Annotated[Wanted, Depends(read_wanted)]


def answer(
    *,
    request: Request,
    shared: Shared,
    asked: State,
    wanted: Chosen,
    shown: Annotated[str, Query(alias="month", description="Of the calendar: YYYY-MM.")] = "",
    start: Annotated[int, Query(ge=0)] = 0,
) -> Timeline:
    """Return contacts and next steps by month, newest first, with a calendar."""
    snapshot = shared.snapshot(asked)
    found = shared.worked.of(
        ("timeline", asked, wanted, shown, start),
        (snapshot,),
        lambda: _timeline(snapshot, asked, wanted, shown=shown, start=start),
    )
    return replace(found, feed=_feed(request, asked, wanted))


def _timeline(
    snapshot: Snapshot, asked: Asked, wanted: Wanted, *, shown: str, start: int
) -> Timeline:
    """Return what is shown, but the address to subscribe to, which follows from the request."""
    chosen = narrowed(snapshot, replace(wanted, possible=True))
    of_contacts = announced(chosen.contacts, chosen.next_steps)
    told = {step.id for those in of_contacts.values() for step in those}
    steps = tuple(step for step in chosen.next_steps if step.id not in told)
    everything = in_time(replace(chosen, next_steps=steps))
    sure = tuple(entry for entry in everything if entry.sure)
    found = everything if wanted.possible else sure
    start = start if start < len(found) else 0
    here = _pairs(wanted)
    around = parse_days(shown).start if shown else wanted.day or snapshot.as_of
    summary = last_and_next(snapshot, due_entries(snapshot))
    at = {"month": f"{around:%Y-%m}"} if shown else {}
    return Timeline(
        as_of=snapshot.as_of,
        reports=snapshot.coverage.reports,
        outlets=snapshot.coverage.outlets,
        left_out=snapshot.coverage.left_out,
        summary=summary.words,
        summary_entries=tuple(entry.id for entry in summary.entries),
        party=wanted.party or "",
        kind=wanted.kind or "",
        status=wanted.status or "",
        day=wanted.day,
        possible=len(everything) - len(sure),
        show_possible=wanted.possible,
        parties=tuple(Choice(p.id, p.name) for p in meeting_parties(snapshot)),
        kinds=tuple(Choice(k, "next step" if k == "step" else k) for k in KINDS),
        statuses=tuple(Choice(s, s) for s in STATUSES),
        total=len(found),
        every=len(snapshot.contacts) + len(snapshot.next_steps) - len(told),
        start=start,
        before=asked.address("/timeline", **here, **at, start=max(0, start - LINES) or None)
        if start
        else None,
        after=asked.address("/timeline", **here, **at, start=start + LINES)
        if start + LINES < len(found)
        else None,
        without_day=sum(not is_exact(entry.days) for entry in found),
        stretches=_stretches(found[start : start + LINES], snapshot.as_of, of_contacts),
        months=month_cells(
            found,
            around,
            as_of=snapshot.as_of,
            address=lambda day: asked.address("/timeline", **{**here, "day": day.isoformat()}),
        ),
        month_before=asked.address("/timeline", **here, month=f"{shift(around, -1):%Y-%m}"),
        month_after=asked.address("/timeline", **here, month=f"{shift(around, 1):%Y-%m}"),
        all=asked.address("/timeline"),
        file=asked.address("/timeline.ics", **here),
        feed="",
    )


def ics(shared: Shared, asked: State, wanted: Chosen) -> Response:
    """Return the contacts and next steps that have days as a calendar file (RFC 5545)."""
    made = calendar(narrowed(shared.snapshot(asked), wanted))
    return Response(
        made,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="detente.ics"'},
    )


def _pairs(wanted: Wanted) -> dict[str, str | None]:
    return {
        "party": wanted.party,
        "kind": wanted.kind,
        "status": wanted.status,
        "day": wanted.day.isoformat() if wanted.day else None,
        "possible": "true" if wanted.possible else None,
    }


def _feed(request: Request, asked: Asked, wanted: Wanted) -> str:
    """Return an address that stays the same while the record grows: no day stands in it."""
    present = Asked(up_to=asked.up_to, reviewed_only=asked.reviewed_only)
    pairs = {key: value for key, value in _pairs(wanted).items() if key != "day"}
    return str(request.base_url).rstrip("/") + present.address("/timeline.ics", **pairs)


def _stretches(
    found: Sequence[Entry], as_of: dt.date, steps: Mapping[str, Sequence[Entry]]
) -> tuple[Lines, ...]:
    return tuple(
        Lines(
            key=part.key,
            title=part.title,
            lines=tuple(_line(one, steps.get(one.entry.id, ())) for one in part.happenings),
        )
        for part in stretches(happening(entry, as_of) for entry in found)
    )


def _line(one: Happening, steps: Sequence[Entry]) -> Line:
    what, who = one.what, who_text(one)
    if isinstance(claim := one.entry.claim, NextStep):
        what, who = doing_text(claim), ""
    return Line(
        what=what,
        who=who,
        where=one.where,
        when=one.when,
        first=one.days.start if one.days else None,
        status=one.status,
        weight=one.weight,
        told=one.told,
        outcome=one.outcome,
        entry=entry_line(one.entry),
        announced=tuple(map(entry_line, steps)),
    )


PAGE = Page(
    path="/timeline",
    title="Timeline",
    answer=answer,
    template="timeline.html",
    key="t",
    scripts=("timeline.js",),
    takes=(*sheets("contacts", "every contact"), *sheets("next-steps", "every next step")),
    rows=("stretches.lines",),
)
CALENDAR = File(path="/timeline.ics", title="Contacts and next steps as a calendar", answer=ics)
