"""What blocks: stances that oppose each other, conditions refused, obstacles named by reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from detente.model.claims import Stance, StickingPoint
from detente.model.findings import Cell, Finding, Row
from detente.model.snapshot import Held, Snapshot, Standing

COLUMNS = (
    "kind",
    "issue",
    "proposition",
    "party",
    "stance",
    "condition",
    "other party",
    "other stance",
    "other condition",
    "since [day]",
)
CAVEATS = (
    "Opposed stances are read from each party's own voice; an account by another is not counted.",
    "A condition counts as refused only if the other side rejects the same proposition.",
    "Opposed words on one proposition are a difference, not a forecast that talks will fail.",
    "Named obstacles are those that a report or speaker calls one; it may leave others out.",
    "What the reader is not sure of blocks nothing here; the matrix and the lists show it.",
)
FOR: frozenset[Stance] = frozenset({"demands", "proposes", "accepts", "offers"})
OPPOSED, CONDITION, NAMED = "opposed stances", "condition refused", "named obstacle"


def blocks(snapshot: Snapshot) -> Finding:
    """Return pairs of opposed own stances, refused conditions and named obstacles, in this order.

    A pair is two parties, one for (demands, proposes, accepts, offers) and one against (rejects)
    the same proposition, each in its own voice; mixed signals are left out, for the party takes no
    one side. What is not sure blocks nothing. Within a kind the newest comes first, then by entry
    id.

    >>> blocks(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    rows = [*_ordered(_pairs(snapshot)), *_ordered(_obstacles(snapshot))]
    return Finding(
        method="blocks",
        title="What blocks",
        columns=COLUMNS,
        rows=tuple(
            sorted(rows, key=lambda row: (OPPOSED, CONDITION, NAMED).index(str(row.cells[0])))
        ),
        caveats=CAVEATS,
    )


def _pairs(snapshot: Snapshot) -> Iterator[Row]:
    parties = snapshot.party_names
    issues = {issue.id: issue.name for issue in snapshot.issues}
    texts = {p.id: p.text for issue in snapshot.issues for p in issue.propositions}
    by_proposition: dict[str, list[Standing]] = defaultdict(list)
    for standing in snapshot.standings:
        if standing.own and not standing.mixed:
            by_proposition[standing.proposition].append(standing)
    for proposition, standings in by_proposition.items():
        for one, other in combinations(standings, 2):
            kind = _kind(one, other)
            if kind is None or one.party == other.party:
                continue
            first, second = (other, one) if one.stance == "rejects" else (one, other)
            yield _pair_row(
                kind,
                (issues.get(one.issue, one.issue), texts.get(proposition, proposition)),
                (first.own[0], parties.get(first.party, first.party)),
                other=(second.own[0], parties.get(second.party, second.party)),
            )


def _kind(one: Standing, other: Standing) -> str | None:
    """Return how two own stances on one proposition oppose each other; None if they do not."""
    stances = {one.stance, other.stance}
    if "rejects" not in stances or stances == {"rejects"}:
        return None
    if stances & FOR:
        return OPPOSED
    return CONDITION if "conditionally_accepts" in stances else None


def _pair_row(
    kind: str, on: tuple[str, str], one: tuple[Held, str], *, other: tuple[Held, str]
) -> Row:
    (held, party), (against, other_party) = one, other
    days = [day for day in (held.since, against.since) if day]
    cells: tuple[Cell, ...] = (
        kind,
        *on,
        party,
        held.entry.kind,
        _condition(held),
        other_party,
        against.entry.kind,
        _condition(against),
        # opposed since both stood there
        max(days).isoformat() if len(days) == len((held, against)) else None,
    )
    return Row(cells=cells, basis=(held.entry.id, against.entry.id))


def _condition(held: Held) -> str | None:
    """Return the words of a condition; most have none, and then no claim is opened for it."""
    return held.position.condition if held.entry.is_conditional else None


def _obstacles(snapshot: Snapshot) -> Iterator[Row]:
    for entry in snapshot.sticking_points:
        if entry.sure and isinstance(claim := entry.claim, StickingPoint):
            first = entry.first_published
            cells = (NAMED, claim.issue, None, claim.reported_by, None, None, None, None, None)
            yield Row(cells=(*cells, first.isoformat() if first else None), basis=(entry.id,))


def _ordered(rows: Iterable[Row]) -> list[Row]:
    """Return rows newest first, then by entry id."""
    return sorted(
        sorted(rows, key=lambda r: r.basis), key=lambda r: str(r.cells[-1] or ""), reverse=True
    )
