"""What cannot hold together and what would have to change, one set after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from fastapi import Query

from detente.analysis import ask, methods
from detente.model.errors import UnknownName
from detente.model.findings import Finding, Overtaken, Row
from detente.model.snapshot import Entry, Snapshot
from detente.views.brief.sections import entries_by_id
from detente.views.findings import empty_text
from detente.views.tiers import HEADINGS
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, entry_line
from detente.web.page import Page, takes
from detente.web.taking import Found, of_finding
from detente.web.workbench import Workbench

PATH = "/blocks/sets"
# Both have the demands of a set in their columns.
KINDS = ("changes", "conflicts")
# Sets that are listed to jump to.
_LISTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A demand of a set, with the sentences that say so. desk: Whether the desk corrected it."""

    words: str
    entry: EntryLine | None
    desk: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """A set to jump to. whose: Parties, in a line."""

    number: int
    demands: int
    whose: str
    red_lines: int
    address: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """One set of demands, and where the next is.

    of: "changes" or "conflicts". told_beside: What the same reports name as obstacles or plans.
    number: Counted from 1, 0 if there is none. total: Of what counts; behind these stand the sets
    that would be found if more counted: heading says what, "" for what counts; the set stands at
    a place among those under it. every: All sets. part: Sets of one part hang together. moved:
    Whose holders moved before. formulas: What somebody already put forward on it, in words; their
    sentences are among `beside`.
    overtaken: Which stances may be over.
    """

    of: str
    title: str
    accounts: bool
    possible: bool
    opening: tuple[str, ...]
    as_of: dt.date
    number: int
    total: int
    every: int
    heading: str
    place: int
    among: int
    part: int
    demands: tuple[Demand, ...]
    red_lines: int
    moved: str
    formulas: tuple[str, ...]
    told_beside: str
    beside: tuple[EntryLine, ...]
    listed: tuple[SetLine, ...]
    overtaken: tuple[Overtaken, ...]
    before: str | None
    after: str | None
    other: str
    voices: str
    unsure: str
    empty: str
    caveats: tuple[str, ...]


def answer(
    *,
    shared: Shared,
    asked: State,
    of: Annotated[str, Query(description=f"{' or '.join(KINDS)}.")] = "changes",
    number: Annotated[int, Query(alias="set", ge=1, description="Counted from 1.")] = 1,
    accounts: Annotated[
        bool, Query(description="Count what others say that a silent party holds.")
    ] = False,
    possible: Annotated[bool, Query(description="Count what is not sure, too.")] = False,
) -> Sets:
    """Return one set with its sentences. Errors: UnknownName."""
    if of not in KINDS:
        raise UnknownName("kind of set", of, KINDS)
    snapshot = shared.snapshot(asked)
    finding = _finding(shared, asked, snapshot, of, accounts=accounts, possible=possible)
    placed = tuple(_placed(finding))
    rows = [one.row for one in placed]
    number = min(number, len(rows))

    def there(to: int, kind: str = of, *, told: bool = accounts, unsure: bool = possible) -> str:
        first = {"of": kind if kind != "changes" else None, "set": to if to > 1 else None}
        voices = {"accounts": "true" if told else None, "possible": "true" if unsure else None}
        return asked.address(PATH, **first, **voices)

    entries = entries_by_id(snapshot)
    row = rows[number - 1] if rows else None
    at = placed[number - 1] if placed else None
    return Sets(
        of=of,
        title=finding.title,
        accounts=accounts,
        possible=possible,
        opening=finding.opening if rows else (),
        as_of=snapshot.as_of,
        number=number,
        total=len(finding.rows),
        every=len(rows),
        heading=at.heading if at else "",
        place=at.place if at else 0,
        among=at.among if at else 0,
        part=int(row.cells[0] or 0) if row else 0,
        demands=_demands(row, entries) if row else (),
        red_lines=int(row.cells[4] or 0) if row else 0,
        moved=str(row.cells[5] or "") if row and of == "changes" else "",
        formulas=tuple(str(row.cells[6] or "").split("; ")) if row and _has(row, 6) else (),
        told_beside=str(row.cells[7] or "") if row and _has(row, 7) else "",
        beside=_beside(row, entries) if row else (),
        listed=tuple(_set_line(n, one, there) for n, one in enumerate(placed[:_LISTED], 1)),
        overtaken=row.overtaken if row else (),
        before=there(number - 1) if number > 1 else None,
        after=there(number + 1) if number < len(rows) else None,
        other=there(1, "conflicts" if of == "changes" else "changes"),
        voices=there(1, told=not accounts),
        unsure=there(1, unsure=not possible),
        empty=empty_text(snapshot, apart=bool(rows)),
        caveats=(*(at.caveats if at else ()), *finding.notes),
    )


def found(
    *,
    shared: Shared,
    asked: State,
    of: Annotated[str, Query(description="As on the page.")] = "changes",
    accounts: Annotated[bool, Query(description="As on the page.")] = False,
    possible: Annotated[bool, Query(description="As on the page.")] = False,
) -> Found:
    """Return every set. Errors: UnknownName."""
    if of not in KINDS:
        raise UnknownName("kind of set", of, KINDS)
    state = shared.snapshot(asked)
    every = _finding(shared, asked, state, of, accounts=accounts, possible=possible)
    return Found(every, state, methods()[of].model)


def _finding(
    shared: Workbench,
    asked: Asked,
    snapshot: Snapshot,
    name: str,
    *,
    accounts: bool,
    possible: bool,
) -> Finding:
    return shared.worked.of(
        ("sets", asked, name, accounts, possible),
        (snapshot,),
        lambda: ask(methods()[name], snapshot, accounts=accounts, possible=possible),
    )


def _has(row: Row, cell: int) -> bool:
    return len(row.cells) > cell and bool(row.cells[cell])


def _demands(row: Row, entries: Mapping[str, Entry]) -> tuple[Demand, ...]:
    """Return the demands of a set: their words stand in a cell, their entries first in its basis.

    Two demands of one entry stand in the basis once; the words then say which is meant.
    """
    words = str(row.cells[2]).split(" · ")
    keys = row.basis if len(row.basis) >= len(words) else ()
    found = []
    for place, said in enumerate(words):
        entry = entries.get(keys[place]) if keys else None
        found.append(
            Demand(
                words=said,
                entry=entry_line(entry) if entry else None,
                desk=entry is not None and entry.review == "corrected",
            )
        )
    return tuple(found)


def _beside(row: Row, entries: Mapping[str, Entry]) -> tuple[EntryLine, ...]:
    """Return what else a set rests on: what was put forward on it, or all if told as one."""
    demands = str(row.cells[2]).count(" · ") + 1
    rest = row.basis[demands:] if len(row.basis) >= demands else row.basis
    return tuple(entry_line(entries[key]) for key in rest if key in entries)


class _Placed(NamedTuple):
    """A set, and where it stands: what must count for it, and its place among such sets."""

    row: Row
    heading: str
    place: int
    among: int
    caveats: tuple[str, ...]


def _placed(finding: Finding) -> Iterator[_Placed]:
    """Yield the sets that are found, then those that would be if more counted."""
    for place, row in enumerate(finding.rows, 1):
        yield _Placed(row, "", place, len(finding.rows), ())
    for tier in finding.tiers:
        for place, row in enumerate(tier.rows, 1):
            heading = HEADINGS[tier.counts]
            yield _Placed(row, heading, place, len(tier.rows), tier.caveats)


def _set_line(number: int, placed: _Placed, there: Callable[[int], str]) -> SetLine:
    row = placed.row
    return SetLine(
        heading=placed.heading,
        number=number,
        demands=int(row.cells[1] or 0),
        whose=str(row.cells[3]),
        red_lines=int(row.cells[4] or 0),
        address=there(number),
    )


PAGE = Page(
    path=PATH,
    title="Sets of demands",
    answer=answer,
    template="sets.html",
    takes=takes(PATH, "html", "xlsx", "csv"),
)
FILES = of_finding(PATH, found)
