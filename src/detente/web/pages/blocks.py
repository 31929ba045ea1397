"""What blocks, what is tied to a condition, what is forecast, what is not known or not said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

from fastapi import Query

from detente.analysis import blocks, with_overtaken
from detente.analysis.blocks import BY_ACCOUNTS
from detente.model.claims import Assessment, Unknown
from detente.model.findings import Overtaken, Row
from detente.model.outcomes import Outcome, outcome
from detente.model.snapshot import Entry, Snapshot
from detente.views.brief.sections import entries_by_id, newest_first
from detente.views.declined import decliner, is_declined
from detente.views.matrix.values import held_values
from detente.views.phrases import enumerate_names, name_text
from detente.views.signs import sure_or_all
from detente.views.standstill import (
    Side,
    Silence,
    conditions,
    every_side,
    sides,
    silences,
)
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, entry_line
from detente.web.page import Page, sheets
from detente.web.workbench import Workbench

# Lines of a section before "all of them", and all that a page holds.
LINES, ALL = 20, 500
# Stances shown with a named obstacle.
SIDES = 4
# The kind of row of "blocks" that is no pair of stances.
NAMED = "named obstacle"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLine:
    """A party's stance. about: On what, in the report's words. extras: Condition and the like."""

    party: str
    about: str
    stance: str
    extras: tuple[str, ...]
    since: dt.date | None
    entry: EntryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Two parties' own words against each other. kind: As the analysis calls it.

    overtaken: Which of both may be over.
    """

    kind: str
    issue: str
    proposition: str
    since: dt.date | None
    sides: tuple[SideLine, ...]
    overtaken: tuple[Overtaken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """What a report or speaker calls an obstacle, and stances on what it is about."""

    issue: str
    by: str
    entry: EntryLine
    sides: tuple[SideLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A judgement of the prospects that somebody ties to a condition, and what became of it.

    said: What the desk says became of it, in words; "" for nothing.
    """

    by: str
    about: str
    condition: str | None
    since: dt.date | None
    outcome: Outcome
    said: str
    entry: EntryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What is not known. days: Since it was first told of; None if no report has a day.

    parties: Of the register, whose refusal to speak it is; those who speak for them are in
    `withheld_by`. about: What of the register they refuse to speak about.
    """

    what: str
    withheld_by: str
    parties: tuple[str, ...]
    about: tuple[str, ...]
    since: dt.date | None
    days: int | None
    entry: EntryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """What holds the talks up.

    declined: Who only declined to comment or gave no details, each by who it was; they are not
    among `unknowns`. more: Number of lines that are not shown, by section. by_accounts: Number of
    pairs that come with what others say of silent parties. possible: Number of entries of these
    kinds that are not sure; they are shown only if asked for, or where nothing is sure. caveats:
    What the analyses say of themselves. version: Of the record that is shown.
    """

    as_of: dt.date
    reports: int
    outlets: int
    last: dt.date | None
    left_out: int
    possible: int
    show_possible: bool
    opposed: tuple[Opposed, ...]
    obstacles: tuple[Obstacle, ...]
    conditions: tuple[SideLine, ...]
    orders: tuple[EntryLine, ...]
    forecasts: tuple[Forecast, ...]
    unknowns: tuple[Open, ...]
    declined: tuple[EntryLine, ...]
    more: dict[str, int]
    by_accounts: int
    caveats: tuple[str, ...]
    version: str
    all: str


def answer(
    *,
    shared: Shared,
    asked: State,
    possible: Annotated[bool, Query(description="Also what is not sure.")] = False,
    every: Annotated[bool, Query(alias="all", description="All lines of each section.")] = False,
) -> Blocks:
    """Return what blocks, conditions, forecasts and silences, each with its sentences."""
    version = shared.record.version()  # before what is shown, so that nothing is missed
    snapshot = shared.snapshot(asked)
    found = shared.worked.of(
        ("what blocks", asked, possible, every),
        (snapshot,),
        lambda: _blocks(shared, asked, snapshot, possible=possible, every=every),
    )
    return replace(found, version=version)


def _blocks(
    shared: Workbench, asked: Asked, snapshot: Snapshot, *, possible: bool, every: bool
) -> Blocks:
    findings = {finding.method: finding for finding in shared.findings(snapshot, asked)}
    rows = with_overtaken(findings["blocks"], snapshot).rows
    shown = _Shown(snapshot, possible=possible, most=ALL if every else LINES)
    unknown = sure_or_all(snapshot.unknowns) if not possible else snapshot.unknowns
    return Blocks(
        as_of=snapshot.as_of,
        reports=snapshot.coverage.reports,
        outlets=snapshot.coverage.outlets,
        last=snapshot.coverage.last,
        left_out=snapshot.coverage.left_out,
        possible=shown.unsure(),
        show_possible=possible,
        opposed=shown.lines("opposed", [r for r in rows if r.cells[0] != NAMED], shown.opposed),
        obstacles=shown.entries("obstacles", snapshot.sticking_points, shown.obstacle),
        conditions=shown.sides("conditions", conditions(snapshot)),
        orders=shown.entries("orders", snapshot.relations, entry_line),
        forecasts=shown.entries(
            "forecasts", shown.based(findings["forecasts"].rows), shown.forecast
        ),
        unknowns=shown.entries(
            "unknowns", [e for e in unknown if not is_declined(e)], shown.unknown
        ),
        declined=shown.entries("declined", list(filter(is_declined, unknown)), _declined),
        more=shown.more,
        by_accounts=sum(row.cells[0] in BY_ACCOUNTS for row in blocks(snapshot, "all").rows),
        caveats=tuple(c for name in ("blocks", "forecasts") for c in findings[name].caveats),
        version="",
        all=asked.address("/blocks", all="true", possible="true" if possible else None),
    )


class _Shown:
    """Makes lines of what is to be shown, and counts what is not."""

    def __init__(self, snapshot: Snapshot, *, possible: bool, most: int) -> None:
        self._snapshot = snapshot
        self._possible = possible
        self._most = most
        self._entries: Mapping[str, Entry] = entries_by_id(snapshot)
        self._refused: dict[str, list[Silence]] = {}
        for silence in silences(snapshot):
            self._refused.setdefault(silence.entry.id, []).append(silence)
        # of one id, the party's own voice comes first and is kept
        self._sides = {s.held.entry.id: s for s in reversed(tuple(every_side(snapshot)))}
        self.more: dict[str, int] = {}

    def unsure(self) -> int:
        state = self._snapshot
        families = (state.sticking_points, state.relations, state.unknowns)
        forecast = [e for e in state.assessments if e.is_conditional or e.kind == "conditional"]
        unsure = sum(not entry.sure for entries in (*families, forecast) for entry in entries)
        return unsure + sum(not side.held.entry.sure for side in conditions(state))

    def lines(self, section: str, found: Sequence[T], make: Callable[[T], Any]) -> tuple[Any, ...]:
        self.more[section] = max(0, len(found) - self._most)
        return tuple(map(make, found[: self._most]))

    def entries(
        self, section: str, found: Sequence[Entry], make: Callable[[Entry], Any]
    ) -> tuple[Any, ...]:
        kept = newest_first(found if self._possible else sure_or_all(found))
        return self.lines(section, kept, make)

    def sides(self, section: str, found: Sequence[Side]) -> tuple[SideLine, ...]:
        sure = [side for side in found if side.held.entry.sure]
        return self.lines(section, found if self._possible or not sure else sure, _side)

    def based(self, rows: Sequence[Row]) -> list[Entry]:
        return [self._entries[row.basis[0]] for row in rows if row.basis[0] in self._entries]

    def opposed(self, row: Row) -> Opposed:
        kind, issue, proposition, *_, since = row.cells
        return Opposed(
            kind=str(kind),
            issue=str(issue),
            proposition=str(proposition),
            since=dt.date.fromisoformat(str(since)) if since else None,
            sides=tuple(_side(self._sides[key]) for key in row.basis if key in self._sides),
            overtaken=row.overtaken,
        )

    def obstacle(self, entry: Entry) -> Obstacle:
        issue = str(getattr(entry.claim, "issue", ""))
        found = [s for s in sides(self._snapshot, issue) if self._possible or s.held.entry.sure]
        return Obstacle(
            issue=issue,
            by=name_text(entry.claim.reported_by),
            entry=entry_line(entry),
            sides=tuple(map(_side, found[:SIDES])),
        )

    def forecast(self, entry: Entry) -> Forecast:
        claim, became = entry.claim, outcome(entry)
        assert isinstance(claim, Assessment)  # noqa: S101  (the analysis looks at no other)
        return Forecast(
            by=name_text(claim.by),
            about=claim.about,
            condition=claim.condition,
            since=entry.first_published,
            outcome=became,
            said=became.words,
            entry=entry_line(entry),
        )

    def unknown(self, entry: Entry) -> Open:
        claim, first = entry.claim, entry.first_published
        silent = claim.withheld_by if isinstance(claim, Unknown) else ()
        refused = self._refused.get(entry.id, [])
        return Open(
            what=claim.what if isinstance(claim, Unknown) else claim.main.text,
            withheld_by=enumerate_names(tuple(map(name_text, silent))) if silent else "",
            parties=tuple(dict.fromkeys(one.party for one in refused)),
            about=tuple(dict.fromkeys(one.about for one in refused if one.about)),
            since=first,
            days=(self._snapshot.as_of - first).days if first else None,
            entry=entry_line(entry),
        )


def _side(side: Side) -> SideLine:
    held = held_values(side.held)
    return SideLine(
        party=side.party,
        about=held.about,
        stance=held.word if held.by is None else f"{held.word}, per {held.by}",
        extras=held.extras,
        since=held.since,
        entry=entry_line(side.held.entry),
    )


def _declined(entry: Entry) -> EntryLine:
    return entry_line(entry, decliner(entry))


PAGE = Page(
    path="/blocks",
    title="What blocks",
    answer=answer,
    template="blocks.html",
    key="b",
    scripts=("blocks.js",),
    takes=sheets("sticking-points", "every sticking point"),
    rows=(
        "opposed.sides",
        "obstacles",
        "conditions",
        "forecasts",
        "unknowns",
        "declined",
    ),
)
