"""What blocks: stances that oppose each other, conditions refused, obstacles named by reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import combinations

from detente.analysis.demands import counted
from detente.analysis.paths import Voices, party_standings
from detente.model.actors import name_text
from detente.model.claims import StickingPoint
from detente.model.findings import Cell, Finding, Row
from detente.model.snapshot import Held, Snapshot, Standing
from detente.model.terms import terms
from detente.model.vocabulary import STANCE_WORDS, Stance

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
    "named by",
    "since [day]",
)
_COUNTED: dict[Voices, str] = {
    "own": "Opposed stances are read from each party's own voice; an account by another is not "
    "counted.",
    "all": "Where a party says nothing itself, what others say that it holds counts, and the row "
    "says so: an opponent's account of a stance is not that stance.",
}
CAVEATS = (
    "A condition counts as refused only if the other side rejects the same proposition.",
    "Opposed words on one proposition are a difference, not a forecast that talks will fail.",
    "Named obstacles are those that a report or speaker calls one; it may leave others out.",
    "What the reader is not sure of blocks nothing here unless asked for; the matrix and the "
    "lists show it.",
)
FOR: frozenset[Stance] = frozenset({"demands", "proposes", "accepts", "offers"})
OPPOSED, CONDITION, NAMED = "opposed stances", "condition refused", "named obstacle"
TOLD_OPPOSED, TOLD_CONDITION = "opposed by accounts", "condition refused by accounts"
_TOLD = {OPPOSED: TOLD_OPPOSED, CONDITION: TOLD_CONDITION}
BY_ACCOUNTS = frozenset(_TOLD.values())
# Ahead of what the reader is not sure of.
_POSSIBLY = "possibly "
_KINDS = (OPPOSED, CONDITION, TOLD_OPPOSED, TOLD_CONDITION, NAMED)


def blocks(snapshot: Snapshot, voices: Voices = "own") -> Finding:
    """Return pairs of opposed own stances, refused conditions and named obstacles, in this order.

    A pair is two parties, one for (demands, proposes, accepts, offers) and one against (rejects)
    the same proposition, each in its own voice; mixed signals are left out, for the party takes no
    one side. What is not sure blocks nothing, unless the snapshot counts it. Within a kind the
    newest comes first, then by entry id. voices: With "all", where a party says nothing itself,
    the newest of what others say that it holds counts too, as kinds of their own.

    >>> blocks(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    rows = [*_ordered(_pairs(snapshot, voices)), *_ordered(_obstacles(snapshot))]
    return Finding(
        method="blocks",
        title="What blocks",
        columns=COLUMNS,
        rows=tuple(sorted(rows, key=lambda row: _KINDS.index(str(row.cells[0])))),
        caveats=(_COUNTED[voices], *CAVEATS),
    )


def _pairs(snapshot: Snapshot, voices: Voices) -> Iterator[Row]:
    parties = snapshot.party_names
    issues = {issue.id: issue.name for issue in snapshot.issues}
    texts = snapshot.proposition_texts
    by_proposition: dict[str, list[tuple[Standing, Held]]] = defaultdict(list)
    for standing in party_standings(snapshot):
        held = counted(standing, voices)
        if held is not None:
            by_proposition[standing.proposition].append((standing, held))
    for proposition, sides in by_proposition.items():
        for (one, mine), (other, theirs) in combinations(sides, 2):
            kind = _kind({mine.entry.kind, theirs.entry.kind})
            if kind is None or one.party == other.party:
                continue
            pair = [
                (mine, parties.get(one.party, one.party)),
                (theirs, parties.get(other.party, other.party)),
            ]
            first, second = reversed(pair) if mine.entry.kind == "rejects" else pair
            yield _pair_row(
                kind if one.own and other.own else _TOLD[kind],
                (issues.get(one.issue, one.issue), texts.get(proposition, proposition)),
                first,
                other=second,
            )


def _kind(stances: Set[str | None]) -> str | None:
    """Return how two stances on one proposition oppose each other; None if they do not."""
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
        _stance(held),
        _condition(held),
        other_party,
        _stance(against),
        _condition(against),
        None,
        # opposed since both stood there
        max(days).isoformat() if len(days) == len((held, against)) else None,
    )
    return Row(cells=cells, basis=(held.entry.id, against.entry.id))


def _stance(held: Held) -> str:
    return f"{'' if held.entry.sure else _POSSIBLY}{STANCE_WORDS[held.position.stance]}"


def _condition(held: Held) -> str | None:
    """Return the words of a condition; most have none, and then no claim is opened for it."""
    return terms(held.position) if held.entry.is_conditional else None


def _obstacles(snapshot: Snapshot) -> Iterator[Row]:
    for entry in snapshot.sticking_points:
        counts = entry.sure or snapshot.counts_possible
        if counts and isinstance(claim := entry.claim, StickingPoint):
            first, rest = entry.first_published, (None,) * 7
            by = f"{'' if entry.sure else _POSSIBLY}{name_text(claim.reported_by)}"
            day = first.isoformat() if first else None
            yield Row(cells=(NAMED, claim.issue, *rest, by, day), basis=(entry.id,))


def _ordered(rows: Iterable[Row]) -> list[Row]:
    """Return rows newest first, then by entry id."""
    return sorted(
        sorted(rows, key=lambda r: r.basis), key=lambda r: str(r.cells[-1] or ""), reverse=True
    )
