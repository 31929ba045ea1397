"""One issue: its propositions with the positions under each, and the forms to change it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import Path, Query

from detente.model.errors import NoSuchEntry
from detente.model.snapshot import Entry, Issue
from detente.views.issues import tree
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine
from detente.web.page import Page
from detente.web.pages.issues import (
    IssueLine,
    PropositionLine,
    issue_line,
    positions_of,
    slim_line,
)
from detente.web.pages.merged import merged_by_desk

# Positions of a proposition that are shown, the newest, until all of one are asked for.
POSITIONS = 8
MOST_POSITIONS = 400


@dataclass(frozen=True, slots=True)
class Above:
    """An issue above this one."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A proposition with its positions, newest first. more: Number of those not shown."""

    proposition: PropositionLine
    positions: tuple[EntryLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """One issue. above: From the top. merged: Whether the desk made it of several.

    version: Of the record, for forms. names, texts: Of all issues and propositions.
    """

    version: str
    issue: IssueLine
    above: tuple[Above, ...]
    placed: tuple[Placed, ...]
    merged: bool
    names: tuple[str, ...]
    texts: tuple[str, ...]


def answer(
    shared: Shared,
    asked: State,
    id: Annotated[str, Path(description="Of the issue.")],  # noqa: A002
    *,
    every: Annotated[str, Query(description="Proposition of which all are shown.")] = "",
) -> IssuePage:
    """Return one issue. Errors: NoSuchEntry."""
    version = shared.record.version()
    issues = shared.snapshot(asked).issues
    branch = next((b for top in tree(issues) for b in top.each() if b.issue.id == id), None)
    if branch is None:
        raise NoSuchEntry(f"there is no issue {id!r} now; it may be merged: open the issues")
    positions = positions_of(shared, asked)
    counts = Counter((e.proposition, e.sure) for e in positions)
    line = issue_line(branch, counts)
    under: dict[str | None, list[Entry]] = {}
    for entry in reversed(positions):
        under.setdefault(entry.proposition, []).append(entry)
    return IssuePage(
        version=version,
        issue=line,
        above=_above(issues, branch.issue),
        placed=tuple(
            _placed(p, under.get(p.id, []), MOST_POSITIONS if p.id == every else POSITIONS)
            for p in line.propositions
        ),
        merged=id in merged_by_desk(shared),
        names=tuple(sorted((i.name for i in issues if i.id != id), key=str.casefold)),
        texts=tuple(sorted((p.text for i in issues for p in i.propositions), key=str.casefold)),
    )


def _placed(proposition: PropositionLine, entries: list[Entry], most: int) -> Placed:
    shown = tuple(slim_line(entry) for entry in entries[:most])
    return Placed(proposition=proposition, positions=shown, more=len(entries) - len(shown))


def _above(issues: tuple[Issue, ...], issue: Issue) -> tuple[Above, ...]:
    by_id = {one.id: one for one in issues}
    found: list[Above] = []
    parent = by_id.get(issue.parent or "")
    while parent is not None:
        found.insert(0, Above(parent.id, parent.name))
        parent = by_id.get(parent.parent or "")
    return tuple(found)


PAGE = Page(
    path="/issues/{id}",
    title="Issue",
    answer=answer,
    template="issue.html",
    scripts=("issues.js",),
    rows=("placed.positions",),
)
