"""Which rows of the matrix a reader sees, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from detente.model.snapshot import Issue, Snapshot, Standing
from detente.views.matrix.cells import every_held, issue_paths
from detente.views.matrix.compare import differences

# Columns that a page of ordinary width shows without scrolling; a reader may ask for more.
COLUMNS_AT_FIRST = 8
Order = Literal["spoken", "newest", "register"]
ORDERS: tuple[Order, ...] = get_args(Order)
# A row's place: as the reader put it, then by its rank; fewer is earlier.
_Rank = tuple[int, ...]
_UNRANKED: _Rank = (0,)


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


@dataclass(slots=True)
class Chosen:
    """The rows that are seen.

    order: Issues in order, each with its propositions in order. total: Number of rows before any
    were left out. hidden: Number that the reader hid. silent: Number on which nothing was found of
    anybody shown. unchanged: Number in which nothing differs.
    """

    order: dict[str, list[str]] = field(default_factory=dict)
    total: int = 0
    hidden: int = 0
    silent: int = 0
    unchanged: int = 0


def choose(
    states: Sequence[Snapshot],
    arrangement: Arrangement,
    parties: frozenset[str],
    *,
    latest: Snapshot,
) -> Chosen:
    """Return the rows that a reader sees, in order.

    states: The snapshot shown, and the one that it is compared with if there is one. parties: Ids
    of those shown. latest: Where rows are ranked by who speaks.
    """
    spoken = _spoken(states, parties)
    differing = _differing(states, parties) if arrangement.differing else None
    found = Chosen()
    for path, issue in issue_paths(joined_issues(states)):
        for proposition in issue.propositions:
            found.total += 1
            if {issue.id, proposition.id} & arrangement.hidden:
                found.hidden += 1
            elif not holds(f"{path} {proposition.text}", arrangement.what):
                continue
            elif not arrangement.silent and not {issue.id, proposition.id} & spoken:
                found.silent += 1
            elif differing is not None and proposition.id not in differing:
                found.unchanged += 1
            else:
                found.order.setdefault(issue.id, []).append(proposition.id)
    found.order = _ordered(found.order, arrangement.rows, _ranks(latest, parties, arrangement))
    return found


def holds(text: str, words: str) -> bool:
    """Whether a text holds all words, in any order and case."""
    if not words:
        return True
    folded = text.casefold()
    return all(word in folded for word in words.casefold().split())


def _spoken(states: Iterable[Snapshot], parties: frozenset[str]) -> frozenset[str]:
    """Return the propositions, and the issues as a whole, that somebody spoke or refused to."""
    found: set[str | None] = set()
    for state in states:
        found |= {s.proposition for s in state.standings if s.party in parties and every_held(s)}
        refused = [r.entry for r in state.refusals if r.party in parties]
        found |= {entry.proposition or entry.issue for entry in refused}
    return frozenset(key for key in found if key)


def joined_issues(states: Sequence[Snapshot]) -> tuple[Issue, ...]:
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


def _differing(states: Sequence[Snapshot], parties: frozenset[str]) -> frozenset[str]:
    """Return the propositions on which something differs between the two states."""
    now, then = (
        {(s.party, s.proposition): s for s in state.standings if s.party in parties}
        for state in (states[0], states[-1])
    )
    return frozenset(key[1] for key in {**now, **then} if differences(then.get(key), now.get(key)))


def _ordered(
    order: Mapping[str, list[str]], rows: Sequence[str], ranks: Mapping[str, _Rank]
) -> dict[str, list[str]]:
    place = {key: number for number, key in enumerate(rows)}

    def row_place(proposition: str) -> tuple[int, _Rank]:
        return place.get(proposition, len(place)), ranks.get(proposition, _UNRANKED)

    def issue_place(issue: str) -> tuple[int, _Rank]:
        best = min(ranks.get(proposition, _UNRANKED) for proposition in order[issue])
        return place.get(issue, len(place)), best

    return {issue: sorted(order[issue], key=row_place) for issue in sorted(order, key=issue_place)}


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
