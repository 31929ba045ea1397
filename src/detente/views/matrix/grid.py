"""The matrix as a reader arranges it: which columns and rows, in which order; as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.model.snapshot import Party, Snapshot, Standing
from detente.views.matrix.cells import Line, every_held, matrix_lines, parties_of
from detente.views.matrix.choosing import Arrangement, choose, holds, joined_issues
from detente.views.matrix.compare import differences
from detente.views.matrix.values import CellValues, cell_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: a proposition, its cells in the order of the columns.

    elsewhere: Names of the parties without a column of whom something was found on it.
    """

    proposition: str
    text: str
    cells: tuple[CellValues, ...]
    elsewhere: tuple[str, ...]


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

    parties: Those with a column. others: Those without one, the most spoken of first. groups: The
    rows that were made. order: All rows, by issue, in order; `rows` their number. total, hidden,
    silent, unchanged: As in `Chosen`.
    """

    parties: tuple[Party, ...]
    others: tuple[Party, ...]
    groups: tuple[Group, ...]
    order: dict[str, list[str]]
    rows: int
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
    start: int = 0,
    rows: int | None = None,
) -> Grid:
    """Return the matrix of a snapshot as a reader arranges it.

    against: Another day, to say from what to what each cell differs. latest: The record as it
    stands now: who is spoken of most is counted there, so that columns keep their places while
    one looks at other days. None for the snapshot itself. start, rows: Number of the first row,
    from 0, and of those that are made; None for all.
    """
    states = (snapshot,) if against is None else (snapshot, against)
    latest = latest or snapshot
    ranked = ranked_parties(*states, latest)
    parties = _columns(ranked, arrangement)
    shown = frozenset(party.id for party in parties)
    chosen = choose(states, arrangement, shown, latest=latest)
    every = [key for propositions in chosen.order.values() for key in propositions]
    made = every[start : None if rows is None else start + rows]
    others = tuple(party for party in ranked if party.id not in shown)
    lines = matrix_lines(
        replace(snapshot, issues=joined_issues(states)),
        parties=parties,
        propositions=frozenset(made),
    )
    return Grid(
        parties=parties,
        others=others,
        groups=_groups(lines, made, chosen.order, against, _elsewhere(states, others)),
        order=chosen.order,
        rows=len(every),
        total=chosen.total,
        hidden=chosen.hidden,
        silent=chosen.silent,
        unchanged=chosen.unchanged,
    )


def _groups(
    lines: Iterable[Line],
    made: Iterable[str],
    order: Mapping[str, Sequence[str]],
    against: Snapshot | None,
    elsewhere: Mapping[str, tuple[str, ...]],
) -> tuple[Group, ...]:
    by_key = {line.proposition.id: line for line in lines}
    before = None
    if against is not None:
        before = {(s.party, s.proposition): s for s in against.standings}
    wanted = frozenset(made)
    groups = []
    for issue, propositions in order.items():
        found = [by_key[key] for key in propositions if key in wanted]
        if found:
            groups.append(
                Group(
                    issue=issue,
                    path=found[0].path,
                    definition=found[0].issue.definition,
                    rows=tuple(_row(line, before, elsewhere) for line in found),
                )
            )
    return tuple(groups)


def _elsewhere(
    states: Iterable[Snapshot], others: Iterable[Party]
) -> Mapping[str, tuple[str, ...]]:
    """Return by proposition which parties without a column have something on it, in order."""
    spoken: dict[str, set[str]] = {}
    for standing in (standing for state in states for standing in state.standings):
        if every_held(standing):
            spoken.setdefault(standing.party, set()).add(standing.proposition)
    found: dict[str, list[str]] = {}
    for party in others:
        for proposition in spoken.get(party.id, ()):
            found.setdefault(proposition, []).append(party.name)
    return {proposition: tuple(names) for proposition, names in found.items()}


def _row(
    line: Line,
    before: Mapping[tuple[str, str], Standing] | None,
    elsewhere: Mapping[str, tuple[str, ...]],
) -> Row:
    key = line.proposition.id
    cells = tuple(cell_values(cell, key) for cell in line.cells)
    if before is not None:
        cells = tuple(
            replace(made, differences=differences(before.get((made.party, key)), cell.standing))
            for made, cell in zip(cells, line.cells, strict=True)
        )
    return Row(
        proposition=key,
        text=line.proposition.text,
        cells=cells,
        elsewhere=elsewhere.get(key, ()),
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
        found = [p for p in (*named, *rest) if holds(" ".join(p.names), arrangement.who)]
        return tuple(found[: arrangement.most])
    return tuple(named or ranked[: arrangement.most])
