"""One cell of the matrix: what stands in it, how it came to it, every sentence, judgements."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query

from detente.model.answers import Account, Turn
from detente.model.errors import UnknownName
from detente.model.snapshot import Entry, Issue, Party, Proposition, Sighting, Snapshot
from detente.model.text import Report
from detente.views.entry import Context, context, entry_values
from detente.views.matrix.cells import matrix_lines, parties_of
from detente.views.matrix.values import CellValues, HeldValues, cell_values, held_values
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, Words, entry_line, sighting_words
from detente.web.page import Page
from detente.web.workbench import Workbench

# Places of one stance that are shown with their words; its own page shows all.
PLACES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its words, and each with what is around it."""

    words: Words
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLine:
    """One stance in the history of a cell.

    account: Whose word it is: own (in force), earlier (own, no more in force), others, possible.
    until: First day of the own stance that followed it, None if none did. held: None for a
    refusal to speak. places: Where it stands, newest first, with the words in context. more:
    Further places, not shown.
    """

    line: EntryLine
    places: tuple[Place, ...]
    more: int
    judgements: tuple[str, ...]
    account: Account | None = None
    until: dt.date | None = None
    held: HeldValues | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPage:
    """One cell, and its history, newest first. version: Of the record that is shown."""

    party: str
    party_id: str
    proposition: str
    proposition_id: str
    issue: str
    as_of: dt.date
    reports: int
    outlets: int
    last: dt.date | None
    version: str
    cell: CellValues
    turns: tuple[TurnLine, ...]


def answer(
    *,
    shared: Shared,
    asked: State,
    party: Annotated[str, Query(description="Id of a party.")],
    proposition: Annotated[str, Query(description="Id of a proposition.")],
) -> CellPage:
    """Return one cell with its history. Errors: UnknownName."""
    version = shared.record.version()  # before what is shown, so that nothing is missed
    snapshot = shared.snapshot(asked)
    whose = _party(snapshot, party)
    issue, text = _proposition(snapshot, proposition)
    lines = matrix_lines(snapshot, parties=(whose,), propositions=(proposition,))
    cell = lines[0].cells[0]
    turns = shared.record.history(
        party, proposition, as_of=asked.as_of, known_by=asked.known_by, up_to=asked.up_to
    )
    shown = [_turn(shared, turn, asked) for turn in reversed(turns)]
    shown += [_line(shared, entry, asked) for entry in cell.refusals]
    coverage = snapshot.coverage
    return CellPage(
        party=whose.name,
        party_id=party,
        proposition=text.text,
        proposition_id=proposition,
        issue=lines[0].path or issue.name,
        as_of=snapshot.as_of,
        reports=coverage.reports,
        outlets=coverage.outlets,
        last=coverage.last,
        version=version,
        cell=cell_values(cell, proposition),
        turns=tuple(shown),
    )


def _party(snapshot: Snapshot, key: str) -> Party:
    for party in snapshot.parties:
        if party.id == key:
            return party
    raise UnknownName("party", key, [party.id for party in parties_of(snapshot)])


def _proposition(snapshot: Snapshot, key: str) -> tuple[Issue, Proposition]:
    every = [(issue, one) for issue in snapshot.issues for one in issue.propositions]
    for issue, one in every:
        if one.id == key:
            return issue, one
    raise UnknownName("proposition", key, [one.id for _, one in every])


def _turn(shared: Workbench, turn: Turn, asked: Asked) -> TurnLine:
    return _line(
        shared,
        turn.held.entry,
        asked,
        account=turn.account,
        until=turn.until,
        held=held_values(turn.held),
    )


def _line(shared: Workbench, entry: Entry, asked: Asked, **fields: Any) -> TurnLine:
    newest = entry.sightings[-PLACES:][::-1]
    return TurnLine(
        line=entry_line(entry),
        places=tuple(
            _place(sighting, shared.record.report(sighting.report)) for sighting in newest
        ),
        more=len(entry.sightings) - len(newest),
        judgements=entry_values(entry, {}, up_to=asked.up_to, reasons=asked.shows_desk)[
            "judgements"
        ],
        **fields,
    )


def _place(sighting: Sighting, report: Report) -> Place:
    return Place(
        words=sighting_words(sighting),
        contexts=tuple(context(report, words) for words in sighting.body.evidence),
    )


PAGE = Page(
    path="/matrix/cell", title="Cell", answer=answer, template="cell.html", rows=("turns",)
)
