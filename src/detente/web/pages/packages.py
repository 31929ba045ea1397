"""Packages, to filter: what all could accept, surely or perhaps, and who is against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Query

from detente.analysis import ask, methods
from detente.model.assumptions import NONE_TEXT
from detente.model.errors import InputError, UnknownName
from detente.model.findings import Assumed, Finding, Overtaken, Row
from detente.model.snapshot import Snapshot
from detente.views.brief.sections import entries_by_id
from detente.views.findings import empty_text, overtaken_in_all
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, entry_line
from detente.web.page import Page, takes
from detente.web.pages.analyses import (
    FindingLine,
    MethodLine,
    finding_line,
    method_lines,
    party_names,
)
from detente.web.pages.assuming import assumed_of, marks_of
from detente.web.taking import Found, of_finding
from detente.web.workbench import Workbench

NAME = "packages"
PATH = f"/analyses/{NAME}"
ACCEPTED = ("necessarily", "possibly", "no")
# Sentences that are shown beneath; the twin names all.
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Packages:
    """The packages that were asked for.

    accepted, against: What they are filtered by, "" for all. parties: Who stands against any.
    total: Number without filter; of every one of them the first are looked at. basis: What parties
    said that they rest on. trouble: Why there are none, and what to do. assumed: What the desk
    says of options and orders; as many more as left_out have a higher mark. issues: Of the
    register, with the options of each. names: Of parties, to choose from. overtaken: Which stances
    may be over in all packages.
    """

    methods: tuple[MethodLine, ...]
    name: str
    title: str
    accounts: bool
    possible: bool
    as_of: dt.date
    accepted: str
    against: str
    parties: tuple[str, ...]
    total: int
    every: int
    opening: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[FindingLine, ...]
    overtaken: tuple[Overtaken, ...]
    basis: tuple[EntryLine, ...]
    more: int
    empty: str
    trouble: str
    caveats: tuple[str, ...]
    assumed: tuple[Assumed, ...]
    left_out: int
    issues: tuple[tuple[str, tuple[str, ...]], ...]
    names: tuple[str, ...]
    marks: tuple[str, ...]


def answer(
    *,
    shared: Shared,
    asked: State,
    accepted: Annotated[str, Query(description=f"By all: {', '.join(ACCEPTED)}.")] = "",
    against: Annotated[str, Query(description="A party that stands against.")] = "",
    accounts: Annotated[
        bool, Query(description="Count what others say that a silent party holds.")
    ] = False,
    possible: Annotated[bool, Query(description="Count what is not sure, too.")] = False,
) -> Packages:
    """Return packages by who accepts them. Errors: UnknownName."""
    method = methods()[NAME]
    snapshot = shared.snapshot(asked)
    trouble = ""
    try:
        every_one = _packages(shared, asked, snapshot, accounts=accounts, possible=possible)
    except InputError as error:  # too many to work through
        trouble = str(error)
        every_one = Finding(method=method.name, title="Packages", columns=())
    shown = _chosen(every_one.rows, accepted, against)
    entries = entries_by_id(snapshot)
    basis = dict.fromkeys(key for row in every_one.rows[:1] for key in row.basis)
    every = overtaken_in_all(every_one)
    return Packages(
        methods=method_lines(),
        name=method.name,
        title=every_one.title,
        accounts=accounts,
        possible=possible,
        as_of=snapshot.as_of,
        accepted=accepted,
        against=against,
        parties=_parties(every_one.rows),
        total=len(every_one.rows),
        every=every_one.total or len(every_one.rows),
        opening=every_one.opening,
        columns=every_one.columns,
        rows=tuple(finding_line(row, every) for row in shown),
        overtaken=every,
        basis=tuple(entry_line(entries[key]) for key in basis if key in entries)[:_SHOWN],
        more=max(0, len(basis) - _SHOWN),
        empty=empty_text(snapshot),
        trouble=trouble,
        caveats=every_one.notes,
        assumed=assumed_of(snapshot, "option", "order"),
        left_out=snapshot.assumptions_left_out,
        issues=_issues(snapshot),
        names=party_names(snapshot),
        marks=marks_of(shared),
    )


def found(
    *,
    shared: Shared,
    asked: State,
    accepted: Annotated[str, Query(description="As on the page.")] = "",
    against: Annotated[str, Query(description="As on the page.")] = "",
    accounts: Annotated[bool, Query(description="As on the page.")] = False,
    possible: Annotated[bool, Query(description="As on the page.")] = False,
) -> Found:
    """Return the packages that the page shows. Errors: InputError for too many; UnknownName."""
    state = shared.snapshot(asked)
    every = _packages(shared, asked, state, accounts=accounts, possible=possible)
    rows = _chosen(every.rows, accepted, against)
    return Found(replace(every, rows=rows), state, methods()[NAME].model)


def _packages(
    shared: Workbench, asked: Asked, state: Snapshot, *, accounts: bool, possible: bool
) -> Finding:
    return shared.worked.of(
        (NAME, asked, accounts, possible),
        (state,),
        lambda: ask(methods()[NAME], state, accounts=accounts, possible=possible),
    )


def _issues(snapshot: Snapshot) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the issues with their options, the desk's among them."""
    own = [one for one in snapshot.assumptions if one.kind == "option"]
    return tuple(
        (
            issue.name,
            (
                *(p.text for p in issue.propositions),
                *(one.text for one in own if one.issue == issue.id),
                NONE_TEXT,
            ),
        )
        for issue in snapshot.issues
    )


def _parties(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({party for row in rows for party in _against(row)}))


def _against(row: Row) -> list[str]:
    return str(row.cells[2]).split(", ") if row.cells[2] else []


def _chosen(rows: Sequence[Row], accepted: str, against: str) -> tuple[Row, ...]:
    """Return the packages that were asked for. Errors: UnknownName."""
    if accepted and accepted not in ACCEPTED:
        raise UnknownName("acceptance", accepted, ACCEPTED)
    if against and against not in _parties(rows):
        raise UnknownName("party against", against, _parties(rows))
    return tuple(
        row
        for row in rows
        if (not accepted or row.cells[1] == accepted) and (not against or against in _against(row))
    )


PAGE = Page(
    path=PATH,
    title="Packages",
    answer=answer,
    template="packages.html",
    takes=takes(PATH, "html", "xlsx", "csv"),
)
FILES = of_finding(PATH, found)
