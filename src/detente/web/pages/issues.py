"""The register of issues as a tree, and the positions that have no place in it yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Query

from detente.model.claims import Position
from detente.model.errors import InputError
from detente.model.snapshot import Entry, Snapshot
from detente.record.starters import starters
from detente.views.issues import Branch, tree
from detente.views.tray import Suggested, places
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, entry_line
from detente.web.page import Page, sheets
from detente.web.workbench import Workbench

# Positions of the tray on one page: each is decided by reading, and has suggestions.
TRAY_ROWS = 15
# Issues without a definition on one page; the others are counted, and found by their words.
LOOSE_ROWS = 60
# A register of so many propositions shows them all; a longer one opens issue by issue.
OPEN_UP_TO = 80


@dataclass(frozen=True, slots=True)
class PropositionLine:
    """A proposition. positions: Number under it that are shown as fact; possible: not sure."""

    id: str
    text: str
    positions: int
    possible: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """An issue with what lies below it.

    positions, possible: Numbers under its own propositions.
    """

    id: str
    name: str
    definition: str | None
    parent: str | None
    propositions: tuple[PropositionLine, ...]
    positions: int
    possible: int
    below: tuple[IssueLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayLine:
    """A position without a place. reason: Why it has none. named: What it is on, as read."""

    entry: EntryLine
    named: str
    reason: str
    suggestions: tuple[Suggested, ...]


@dataclass(frozen=True, slots=True)
class Starter:
    """A shipped set of issues, by their names."""

    name: str
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issues:
    """The register.

    version: Of the record, for forms. issues: Those with a definition or a place in the tree;
    loose: the others, as reports name them, most positions first; loose_total: how many.
    names, texts: Of all issues and propositions, for fields that ask for one.
    open: Whether propositions are shown at once.
    """

    version: str
    words: str
    issues: tuple[IssueLine, ...]
    loose: tuple[IssueLine, ...]
    loose_total: int
    total: int
    propositions: int
    tray: tuple[TrayLine, ...]
    tray_total: int
    tray_next: str | None
    starters: tuple[Starter, ...]
    names: tuple[str, ...]
    texts: tuple[str, ...]
    open: bool


def answer(
    shared: Shared,
    asked: State,
    words: Annotated[str, Query(description="Of issue or proposition.")] = "",
    *,
    tray: Annotated[str, Query(description="Entry after which the tray goes on.")] = "",
    every: Annotated[bool, Query(description="All issues without a definition.")] = False,
) -> Issues:
    """Return the register and its tray. Errors: InputError."""
    version = shared.record.version()  # before the state: what comes between is then a conflict
    state = shared.snapshot(asked)
    positions = positions_of(shared, asked)
    counts = Counter((e.proposition, e.sure) for e in positions)
    tops = [issue_line(branch, counts) for branch in tree(state.issues)]
    kept = [line for line in tops if _fits(line, words)]
    loose = sorted(filter(_is_loose, kept), key=lambda line: (-_all(line), line.name.casefold()))
    waiting = list(reversed(state.tray))
    shown, after = _page(waiting, tray)
    propositions = [p for issue in state.issues for p in issue.propositions]
    return Issues(
        version=version,
        words=words,
        issues=tuple(line for line in kept if not _is_loose(line)),
        loose=tuple(loose if every else loose[:LOOSE_ROWS]),
        loose_total=len(loose),
        total=len(state.issues),
        propositions=len(propositions),
        tray=_tray_lines(shared, state, shown, positions),
        tray_total=len(waiting),
        tray_next=after,
        starters=tuple(
            Starter(name, tuple(topic.name for topic in topics))
            for name, topics in starters().items()
        ),
        names=tuple(sorted((issue.name for issue in state.issues), key=str.casefold)),
        texts=tuple(sorted((p.text for p in propositions), key=str.casefold)),
        open=len(propositions) <= OPEN_UP_TO or bool(words.strip()),
    )


def positions_of(shared: Workbench, asked: State) -> tuple[Entry, ...]:
    """Return every position of the record as an address asks for it."""
    return shared.record.entries(
        "positions",
        as_of=asked.as_of,
        known_by=asked.known_by,
        up_to=asked.up_to,
        reviewed_only=asked.reviewed_only,
    )


def issue_line(branch: Branch, counts: Mapping[tuple[str | None, bool], int]) -> IssueLine:
    """Return an issue with those below it. counts: Positions by proposition and sureness."""
    lines = tuple(
        PropositionLine(p.id, p.text, counts.get((p.id, True), 0), counts.get((p.id, False), 0))
        for p in branch.issue.propositions
    )
    return IssueLine(
        id=branch.issue.id,
        name=branch.issue.name,
        definition=branch.issue.definition,
        parent=branch.issue.parent,
        propositions=lines,
        positions=sum(line.positions for line in lines),
        possible=sum(line.possible for line in lines),
        below=tuple(issue_line(one, counts) for one in branch.below),
    )


def slim_line(entry: Entry) -> EntryLine:
    """Return an entry as a line with the newest of its words alone."""
    line = entry_line(entry)
    return replace(line, words=line.words[-1:])


def _is_loose(line: IssueLine) -> bool:
    """Whether nobody has given an issue a meaning or a place: reports named it."""
    return not line.definition and not line.below and bool(line.propositions)


def _all(line: IssueLine) -> int:
    return line.positions + line.possible


def _fits(line: IssueLine, words: str) -> bool:
    said = " ".join([line.name, line.definition or "", *(p.text for p in line.propositions)])
    if all(word in said.casefold() for word in words.casefold().split()):
        return True
    return any(_fits(one, words) for one in line.below)


def _page(waiting: Sequence[Entry], after: str) -> tuple[Sequence[Entry], str | None]:
    ids = [entry.id for entry in waiting]
    if after and after not in ids:
        raise InputError(f"the tray no longer holds {after!r}; open the issues again")
    start = ids.index(after) + 1 if after else 0
    shown = waiting[start : start + TRAY_ROWS]
    return shown, shown[-1].id if start + TRAY_ROWS < len(waiting) else None


def _tray_lines(
    shared: Workbench, state: Snapshot, shown: Sequence[Entry], positions: Iterable[Entry]
) -> tuple[TrayLine, ...]:
    days = {s.published for entry in shown for s in entry.sightings}
    # only what was said on these days can stand beside it in a report; the rest stays closed
    near = (e for e in positions if days & {e.first_published, e.last_published})
    known = places(state.issues, near)
    return tuple(
        TrayLine(
            entry=slim_line(entry),
            named=_named(entry),
            reason=shared.record.placement(entry.id).reason,
            suggestions=known.suggest(entry),
        )
        for entry in shown
    )


def _named(entry: Entry) -> str:
    claim = entry.claim
    assert isinstance(claim, Position)  # noqa: S101  (the tray holds nothing else)
    return claim.proposition or claim.issue


PAGE = Page(
    path="/issues",
    title="Issues",
    answer=answer,
    template="issues.html",
    key="i",
    scripts=("issues.js",),
    takes=sheets("positions", "every position"),
    rows=(
        "issues",
        "loose",
        "tray",
    ),
)
