"""The matrix as a reader arranges it: which columns and rows, in which order; as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from detente.model.snapshot import Issue, Party, Snapshot, Standing
from detente.views.matrix.cells import Line, every_held, issue_paths, matrix_lines, parties_of
from detente.views.matrix.compare import differences
from detente.views.matrix.values import CellValues, cell_values

# Columns that a page of ordinary width shows without scrolling; a reader may ask for more.
COLUMNS_AT_FIRST = 8
Order = Literal["spoken", "newest", "register"]
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """How a reader wants the matrix.

    columns: Ids of the parties that have a column, in order; none for those that are said most
    of. rows: Ids of issues and propositions in order; what is not named comes after them, by
    `order`: those on which most of the parties shown speak first, the newest first, or as the
    register has them. hidden: Ids of issues and propositions without a row. who, what: Words that
    the party's name, and the issue or proposition, must hold. most: Number of columns if none is
    named. silent: Whether rows stay on which nothing was found of anybody shown.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    who: str = ""
    what: str = ""
    most: int = COLUMNS_AT_FIRST
    silent: bool = False
    differing: bool = False
    order: Order = "spoken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: a proposition, its cells in the order of the columns."""

    proposition: str
    text: str
    cells: tuple[CellValues, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows of one issue, in order. path: Its name below those of the issues above it."""

    issue: str
    path: str
    definition: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A matrix as arranged.

    parties: Those with a column. others: Those without one, the most spoken of first.
    total: Number of rows before any were left out. hidden: Number that the reader hid.
    silent: Number on which nothing was found of anybody shown. unchanged: Number in which nothing
    differs. The last two are left out of the groups if the reader wants it so.
    """

    parties: tuple[Party, ...]
    others: tuple[Party, ...]
    groups: tuple[Group, ...]
    total: int
    hidden: int
    silent: int
    unchanged: int


def grid(
    snapshot: Snapshot,
    arrangement: Arrangement,
    *,
    against: Snapshot | None = None,
    latest: Snapshot | None = None,
) -> Grid:
    """Return the matrix of a snapshot as a reader arranges it.

    against: Another day, to say from what to what each cell differs. latest: The record as it
    stands now: who is spoken of most is counted there, so that columns keep their places while
    one looks at other days. None for the snapshot itself.
    """
    states = (snapshot,) if against is None else (snapshot, against)
    ranked = ranked_parties(*states, latest or snapshot)
    parties = _columns(ranked, arrangement)
    shown = frozenset(party.id for party in parties)
    issues = _joined(states)
    chosen = _choose(issues, arrangement, _spoken(states, shown))
    lines = matrix_lines(
        replace(snapshot, issues=issues), parties=parties, propositions=frozenset(chosen.wanted)
    )
    before = {} if against is None else {(s.party, s.proposition): s for s in against.standings}
    rows = [(line, _row(line, before, compare=against is not None)) for line in lines]
    kept = [
        (line, row)
        for line, row in rows
        if not arrangement.differing or any(cell.differences for cell in row.cells)
    ]
    return Grid(
        parties=parties,
        others=tuple(party for party in ranked if party.id not in shown),
        groups=_groups(kept, arrangement.rows, _ranks(latest or snapshot, shown, arrangement)),
        total=chosen.total,
        hidden=chosen.hidden,
        silent=chosen.silent,
        unchanged=len(rows) - len(kept),
    )


@dataclass(slots=True)
class _Chosen:
    wanted: list[str] = field(default_factory=list)
    total: int = 0
    hidden: int = 0
    silent: int = 0


def _choose(issues: Iterable[Issue], arrangement: Arrangement, spoken: frozenset[str]) -> _Chosen:
    """Return the propositions that have a row, and how many have none."""
    found = _Chosen()
    for path, issue in issue_paths(issues):
        for proposition in issue.propositions:
            found.total += 1
            if {issue.id, proposition.id} & arrangement.hidden:
                found.hidden += 1
            elif not _holds(f"{path} {proposition.text}", arrangement.what):
                continue
            elif arrangement.silent or {issue.id, proposition.id} & spoken:
                found.wanted.append(proposition.id)
            else:
                found.silent += 1
    return found


def _spoken(states: Iterable[Snapshot], parties: frozenset[str]) -> frozenset[str]:
    """Return the propositions, and the issues as a whole, that somebody spoke or refused to."""
    found: set[str | None] = set()
    for state in states:
        found |= {s.proposition for s in state.standings if s.party in parties and every_held(s)}
        refused = [r.entry for r in state.refusals if r.party in parties]
        found |= {entry.proposition or entry.issue for entry in refused}
    return frozenset(key for key in found if key)


def _joined(states: Sequence[Snapshot]) -> tuple[Issue, ...]:
    """Return the issues of all states with the propositions of all, those of the first before."""
    issues: dict[str, Issue] = {}
    for issue in (issue for state in states for issue in state.issues):
        if issue.id not in issues:
            issues[issue.id] = issue
            continue
        known = issues[issue.id]
        ids = {proposition.id for proposition in known.propositions}
        more = tuple(p for p in issue.propositions if p.id not in ids)
        issues[issue.id] = replace(known, propositions=(*known.propositions, *more))
    return tuple(issues.values())


def _row(line: Line, before: Mapping[tuple[str, str], Standing], *, compare: bool) -> Row:
    key = line.proposition.id
    return Row(
        proposition=key,
        text=line.proposition.text,
        cells=tuple(
            replace(
                cell_values(cell, key),
                differences=differences(before.get((cell.party.id, key)), cell.standing),
            )
            if compare
            else cell_values(cell, key)
            for cell in line.cells
        ),
    )


def ranked_parties(*snapshots: Snapshot) -> tuple[Party, ...]:
    """Return the parties of snapshots, the most spoken of in the last one first, then by name."""
    last = snapshots[-1]
    sure: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for standing in last.standings:
        sure[standing.party] += len(standing.own) + len(standing.others)
        possible[standing.party] += len(standing.possible)
    parties = {party.id: party for snapshot in snapshots for party in parties_of(snapshot)}
    return tuple(
        sorted(parties.values(), key=lambda p: (-sure[p.id], -possible[p.id], p.name, p.id))
    )


def _columns(ranked: Sequence[Party], arrangement: Arrangement) -> tuple[Party, ...]:
    by_id = {party.id: party for party in ranked}
    named = [by_id[key] for key in dict.fromkeys(arrangement.columns) if key in by_id]
    if arrangement.who:
        rest = [party for party in ranked if party.id not in arrangement.columns]
        found = [p for p in (*named, *rest) if _holds(" ".join(p.names), arrangement.who)]
        return tuple(found[: arrangement.most])
    return tuple(named or ranked[: arrangement.most])


def _holds(text: str, words: str) -> bool:
    if not words:
        return True
    folded = text.casefold()
    return all(word in folded for word in words.casefold().split())


# A row's place: as the reader put it, then by its rank; fewer is earlier.
_Rank = tuple[int, ...]
_UNRANKED: _Rank = (0,)


def _ranks(
    snapshot: Snapshot, parties: frozenset[str], arrangement: Arrangement
) -> dict[str, _Rank]:
    """Return the rank of each proposition that somebody shown speaks on."""
    if arrangement.order == "register":
        return {}
    by_proposition: dict[str, list[Standing]] = {}
    for standing in snapshot.standings:
        if standing.party in parties:
            by_proposition.setdefault(standing.proposition, []).append(standing)
    return {
        key: (0, _newest(cells)) if arrangement.order == "newest" else _spoken_of(cells)
        for key, cells in by_proposition.items()
    }


def _newest(cells: Iterable[Standing]) -> int:
    return -max(
        (held.since.toordinal() for cell in cells for held in every_held(cell) if held.since),
        default=0,
    )


def _spoken_of(cells: Sequence[Standing]) -> _Rank:
    return (
        -sum(bool(cell.own) for cell in cells),
        -sum(bool(cell.own or cell.others) for cell in cells),
        -len(cells),
        _newest(cells),
    )


def _groups(
    rows: Iterable[tuple[Line, Row]], order: Sequence[str], ranks: Mapping[str, _Rank]
) -> tuple[Group, ...]:
    place = {key: number for number, key in enumerate(order)}
    by_issue: dict[str, list[tuple[Line, Row]]] = {}
    for line, row in rows:
        by_issue.setdefault(line.issue.id, []).append((line, row))

    def row_place(row: Row) -> tuple[int, _Rank]:
        return place.get(row.proposition, len(place)), ranks.get(row.proposition, _UNRANKED)

    def issue_place(issue: str) -> tuple[int, _Rank]:
        best = min(ranks.get(row.proposition, _UNRANKED) for _, row in by_issue[issue])
        return place.get(issue, len(place)), best

    return tuple(
        Group(
            issue=key,
            path=by_issue[key][0][0].path,
            definition=by_issue[key][0][0].issue.definition,
            rows=tuple(sorted((row for _, row in by_issue[key]), key=row_place)),
        )
        for key in sorted(by_issue, key=issue_place)
    )
