"""ranges(): what parties state of a quantity, and whether that overlaps or how far it is apart.

Source: H. Raiffa, The Art and Science of Negotiation (1982), chapter 4, for the zone of agreement;
what is stated is only its outside.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from detente.analysis.bounds import Bound, allowed, gap, overlap
from detente.analysis.demands import counted
from detente.analysis.newest import both_ways, superseded
from detente.analysis.paths import Voices, party_standings
from detente.analysis.quantities import Quantity, quantities
from detente.analysis.speakers import contradicted
from detente.model.findings import Cell, Finding, Row
from detente.model.snapshot import Held, Snapshot

CAVEATS = (
    "Only numbers that a party stated itself count, or with accounts what others say it states; "
    "what it would settle for is not known.",
    "Propositions of one issue are compared that put a number to the same thing, in one unit; "
    "dates and years are no quantities.",
    "What a party rejects, or holds on a condition, bounds nothing here; of two numbers that it "
    "asked for, the newer counts. What it demands others give, what it offers it gives itself: "
    "one is no newer number for the other.",
)
_WAYS: Mapping[str, str] = {"demands": "demanded", "offers": "offered"}


def ranges(snapshot: Snapshot, voices: Voices = "own") -> Finding:
    """Return for each quantity and two parties what each states, and the overlap or the gap.

    A number that nobody answers with another is left out. By issue, then as the register has them.

    >>> ranges(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    found = tuple(_rows(snapshot, voices))
    return Finding(
        method="ranges",
        title="Numbers on the table",
        columns=(
            "issue",
            "quantity",
            "unit",
            "party",
            "states",
            "other party",
            "other states",
            "both allow",
            "gap [in the unit]",
        ),
        rows=tuple(row for row, _ in found),
        caveats=(
            *CAVEATS,
            *dict.fromkeys(q.doubt for _, q in found if q.doubt),
            *_differ(snapshot, {key for _, quantity in found for key in quantity.bounds}),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a party states of a quantity. basis: Ids of entries.

    way: Whether all of it is demanded, or offered; "" else. split: Whether it does both, so that
    this is one of the two.
    """

    party: str
    bound: Bound
    basis: tuple[str, ...]
    way: str
    split: bool

    @property
    def words(self) -> str:
        return f"{self.bound.words} ({_WAYS[self.way]})" if self.split else self.bound.words

    def answers(self, other: _Stated) -> bool:
        """Whether the other speaks of what goes the same way, as far as is known."""
        alike = self.way == other.way != "" and (self.split or other.split)
        return self.party != other.party and not alike


def _rows(snapshot: Snapshot, voices: Voices) -> Iterator[tuple[Row, Quantity]]:
    names = snapshot.party_names
    known = quantities(snapshot)
    for issue in snapshot.issues:
        for quantity in known[issue.id]:
            on = (issue.name, quantity.words, quantity.unit or None)
            for mine, theirs in combinations(_stated(snapshot, quantity, voices), 2):
                if not mine.answers(theirs):
                    continue
                both = overlap(mine.bound, theirs.bound)
                apart = None if both else _whole(gap(mine.bound, theirs.bound))
                cells: tuple[Cell, ...] = (
                    *on,
                    names.get(mine.party, mine.party),
                    mine.words,
                    names.get(theirs.party, theirs.party),
                    theirs.words,
                    both.words if both else None,
                    apart,
                )
                basis = tuple(dict.fromkeys((*mine.basis, *theirs.basis)))
                yield Row(cells=cells, basis=basis), quantity


def _differ(snapshot: Snapshot, propositions: Container[str]) -> Iterator[str]:
    """Yield where a number rests on a party whose speakers contradict each other."""
    for found in contradicted(snapshot):
        if found.proposition in propositions:
            yield found.sentence


def _stated(snapshot: Snapshot, quantity: Quantity, voices: Voices) -> Iterator[_Stated]:
    """Yield what each party states of a quantity, twice if it demands one number, offers another.

    Of two numbers that a party asked for the newer counts.
    """
    held = {
        (standing.party, standing.proposition): counts
        for standing in party_standings(snapshot)
        if standing.proposition in quantity.bounds
        and (counts := counted(standing, voices)) is not None
        and not counts.position.condition
    }
    old = superseded(held, (quantity,))
    split = both_ways(held, quantity)
    said: dict[tuple[str, str], list[tuple[str, Held]]] = {}
    for (party, proposition), one in held.items():
        if (party, proposition) not in old:
            way = "offers" if one.position.stance == "offers" else "demands"
            key = party, way if party in split else ""
            said.setdefault(key, []).append((proposition, one))
    for (party, way), told in said.items():
        bound = allowed((one.position.stance, quantity.bounds[key]) for key, one in told)
        stances = {one.position.stance for _, one in told}
        only = next(iter(stances)) if len(stances) == 1 else ""
        if bound is not None:
            yield _Stated(
                party=party,
                bound=bound,
                basis=tuple(one.entry.id for _, one in told),
                way=way or (only if only in _WAYS else ""),
                split=bool(way),
            )


def _whole(number: float) -> float:
    """Return a number without its point if it needs none: 60, not 60.0."""
    return int(number) if number == int(number) else number
