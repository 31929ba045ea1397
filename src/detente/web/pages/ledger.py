"""The ledger of forecasts: what became of each, said by the desk, and how often they held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form

from detente.analysis import ask, methods
from detente.analysis.ledger import FORECAST
from detente.model.errors import InputError
from detente.model.findings import Cell, Row
from detente.views.brief.sections import entries_by_id
from detente.views.findings import empty_text
from detente.web.asking import Shared, State, User
from detente.web.lines import EntryLine, entry_line
from detente.web.page import Act, Done, Page, takes
from detente.web.pages.analyses import FindingLine, MethodLine, method_lines

PATH = "/analyses/ledger"
# Forecasts that are shown; the twin has them all.
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLine:
    """A forecast. stated: In percent; number: Whose. met: "yes", "no" or "" for the desk silent.

    state: As of `detente.model.outcomes.Outcome`.
    """

    by: str
    condition: str
    by_when: str
    stated: int | None
    number: str
    met: str
    state: str
    score: str
    entry: EntryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Forecasts, newest first. scores: By author and in all, and by bins; columns are theirs.

    more: Forecasts that the page does not show. version: Of the record that is shown.
    """

    methods: tuple[MethodLine, ...]
    name: str
    title: str
    as_of: dt.date
    forecasts: tuple[ForecastLine, ...]
    open: int
    more: int
    columns: tuple[str, ...]
    rows: tuple[FindingLine, ...]
    empty: str
    caveats: tuple[str, ...]
    version: str


def answer(*, shared: Shared, asked: State) -> Ledger:
    """Return the ledger."""
    version = shared.record.version()  # before what is shown, so that nothing is missed
    method = methods()["ledger"]
    snapshot = shared.snapshot(asked)
    found = shared.worked.of(("ledger", asked), (snapshot,), lambda: ask(method, snapshot))
    entries = entries_by_id(snapshot)
    made = [row for row in found.rows if row.cells[0] == FORECAST]
    lines = [
        _line(_named(found.columns, row), entry_line(entries[row.basis[0]]))
        for row in made
        if row.basis[0] in entries
    ]
    scores = [row for row in found.rows if row.cells[0] != FORECAST]
    return Ledger(
        methods=method_lines(),
        name=method.name,
        title=found.title,
        as_of=snapshot.as_of,
        forecasts=tuple(lines[:_MOST]),
        open=sum(line.state == "open" for line in lines),
        more=max(0, len(lines) - _MOST),
        columns=("kind", "by", "how often it held", "mean stated [percent]"),
        rows=tuple(map(_score, scores)),
        empty=empty_text(snapshot),
        caveats=found.notes,
        version=version,
    )


def _named(columns: Sequence[str], row: Row) -> dict[str, Cell]:
    return dict(zip(columns, row.cells, strict=True))


def _line(cells: dict[str, Cell], entry: EntryLine) -> ForecastLine:
    stated = cells["stated [percent]"]
    return ForecastLine(
        by=str(cells["by"]),
        condition=str(cells["condition"] or ""),
        by_when=str(cells["by when"] or ""),
        stated=None if stated is None else int(stated),
        number=str(cells["by whose number"] or ""),
        met=str(cells["condition met"] or ""),
        state=str(cells["state"]),
        score=str(cells["score"] or ""),
        entry=entry,
    )


def _score(row: Row) -> FindingLine:
    kind, by, *_, score, _ = row.cells
    percent = row.cells[5]
    return FindingLine(cells=(kind, by, score, percent), basis=row.basis)


def say(  # noqa: PLR0913 (a form's fields, all by name)
    *,
    shared: Shared,
    user: User,
    id: Annotated[str, Form(description="Of the forecast.")],  # noqa: A002
    condition_met: Annotated[str, Form(description="yes, no, or nothing.")] = "",
    came_about: Annotated[str, Form(description="yes, no, or nothing.")] = "",
    probability: Annotated[str, Form(description="In percent; what the words mean.")] = "",
    why: Annotated[str, Form()] = "",
    seen: Annotated[str, Form(description="Version of the record that was looked at.")] = "",
) -> Done:
    """Say what became of a forecast. Errors: as `Record.judge`; InputError for nothing said."""
    given = (
        ("condition_met", condition_met),
        ("came_about", came_about),
        ("probability", probability),
    )
    fields = [(name, value.strip()) for name, value in given if value.strip()]
    if not fields:
        raise InputError(
            "nothing was said: choose whether the condition or the forecast came about, or give "
            "the probability that the words mean"
        )
    shared.record.judge(
        id, "corrected", fields=fields, by=user, why=why or None, seen=seen or None
    )
    told = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in fields)
    return Done(f"Kept, {told}.", to=f"{PATH}?up_to=internal")


PAGE = Page(
    path=PATH,
    title="Forecasts ledger",
    answer=answer,
    template="ledger.html",
    takes=takes(PATH, "html", "xlsx", "csv"),
)
ACTS = (Act(path="/ledger/say", do=say),)
