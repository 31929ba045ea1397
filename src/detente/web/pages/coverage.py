"""Coverage: which issues the versions of a proposal have points on: in, out, changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from detente import comparing
from detente.comparing import Coverage
from detente.model.drafts import Draft
from detente.model.versions import Covered
from detente.views.brackets import brackets_of
from detente.views.comparison import label
from detente.views.histories import (
    by_issue,
    coverage_caveats,
    numbers_of,
    show_coverage,
    state_of,
)
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.page import File, Page, takes
from detente.web.taking import file, file_name
from detente.web.workbench import Workbench

PATH = "/drafts/coverage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A version. brackets: How many are open in it."""

    id: str
    label: str
    dated: dt.date | None
    brackets: int


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A point on an issue. start: Where it begins in the text.

    numbers: Its numbers that the record has otherwise: "90 days; on record 30 days".
    """

    label: str
    start: int
    numbers: str


@dataclass(frozen=True, slots=True)
class CoverLine:
    """What a version has on an issue. state: "in", "out" or "changed"."""

    draft: str
    state: str
    points: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue, or a term of a ceasefire, in each version."""

    id: str
    name: str
    cells: tuple[CoverLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCoverage:
    """Issues by versions of a proposal.

    proposals: To choose from. versions: None if none was there by then. brackets: Whether any is
    open.
    """

    proposals: tuple[str, ...]
    proposal: str
    versions: tuple[Column, ...] = ()
    issues: tuple[IssueLine, ...] = ()
    brackets: bool = False
    caveats: tuple[str, ...] = ()


_PROPOSAL = Annotated[str, Query(description="Which proposal; the first if none is named.")]


def answer(*, shared: Shared, asked: State, proposal: _PROPOSAL = "") -> DraftCoverage:
    """Return which issues each version has points on. Errors: UnknownName."""
    names = _names(shared, asked)
    chosen = proposal or next(iter(names), "")
    if not chosen:
        return DraftCoverage(proposals=(), proposal="")
    found = _covered(shared, asked, chosen)
    if not found.versions:
        return DraftCoverage(proposals=names, proposal=chosen)
    drafts = {version.id: draft for version, draft in found.versions}
    of = by_issue(found.cells)
    columns = tuple(
        Column(id=v.id, label=v.label, dated=v.dated, brackets=brackets_of(draft))
        for v, draft in found.versions
    )
    return DraftCoverage(
        proposals=names,
        proposal=chosen,
        versions=columns,
        issues=tuple(
            IssueLine(
                issue.id,
                issue.name,
                tuple(_line(c, drafts[c.version]) for c in of[issue.id]),
            )
            for issue in found.issues
        ),
        brackets=any(column.brackets for column in columns),
        caveats=coverage_caveats(found.by_meaning),
    )


def _names(shared: Workbench, asked: Asked) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v.proposal for v in shared.comparing.versions(asked)))


def _covered(shared: Workbench, asked: Asked, proposal: str) -> Coverage:
    """Return the coverage of the versions that an address asks for. Errors: UnknownName."""
    kept = {version.id for version in shared.comparing.versions(asked)}
    stages = shared.comparing.history(proposal, asked).stages
    shown = [stage for stage in stages if stage.version.id in kept]
    return comparing.covered(shown, shared.record, asked.up_to)


def _line(cell: Covered, draft: Draft) -> CoverLine:
    points = (
        PlaceLine(label(draft, part), draft.parts[part].start, numbers_of(cell, part))
        for part in cell.parts
    )
    return CoverLine(cell.version, state_of(cell), tuple(points))


def as_csv(shared: Shared, asked: State, *, proposal: _PROPOSAL = "") -> Response:
    """Return the same as CSV. Errors: UnknownName."""
    chosen = proposal or next(iter(_names(shared, asked)), "")
    found = _covered(shared, asked, chosen)
    text = show_coverage(found.versions, found.issues, found.cells, format="csv")
    return file(f"{file_name(f'{chosen} coverage')}.csv", text.encode())


PAGE = Page(
    path=PATH,
    title="Coverage of drafts",
    answer=answer,
    template="coverage.html",
    takes=takes(PATH, "csv"),
    needs="versions",
)
FILES = (File(path=f"{PATH}.csv", title="Coverage of drafts as CSV", answer=as_csv),)
