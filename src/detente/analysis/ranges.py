"""ranges(): what parties state of a quantity, and whether that overlaps or how far it is apart.

Source: H. Raiffa, The Art and Science of Negotiation (1982), chapter 4, for the zone of agreement;
what is stated is only its outside.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import combinations

from detente.analysis.bounds import Bound, allowed, gap, overlap
from detente.analysis.demands import counted
from detente.analysis.newest import superseded
from detente.analysis.paths import Voices, party_standings
from detente.analysis.quantities import Quantity, quantities
from detente.analysis.speakers import contradicted
from detente.model.findings import Cell, Finding, Row
from detente.model.snapshot import Snapshot
from detente.model.vocabulary import Stance

CAVEATS = (
    "Only numbers that a party stated itself count, or with accounts what others say it states; "
    "what it would settle for is not known.",
    "Propositions of one issue are compared that put a number to the same thing, in one unit; "
    "dates and years are no quantities.",
    "What a party rejects, or holds on a condition, bounds nothing here; of two numbers that it "
    "asked for, the newer counts.",
)


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


def _rows(snapshot: Snapshot, voices: Voices) -> Iterator[tuple[Row, Quantity]]:
    names = snapshot.party_names
    known = quantities(snapshot)
    for issue in snapshot.issues:
        for quantity in known[issue.id]:
            stated = _stated(snapshot, quantity, voices)
            on = (issue.name, quantity.words, quantity.unit or None)
            for (one, mine), (other, theirs) in combinations(stated.items(), 2):
                both = overlap(mine[0], theirs[0])
                apart = None if both else _whole(gap(mine[0], theirs[0]))
                cells: tuple[Cell, ...] = (
                    *on,
                    names.get(one, one),
                    mine[0].words,
                    names.get(other, other),
                    theirs[0].words,
                    both.words if both else None,
                    apart,
                )
                basis = tuple(dict.fromkeys((*mine[1], *theirs[1])))
                yield Row(cells=cells, basis=basis), quantity


def _differ(snapshot: Snapshot, propositions: Container[str]) -> Iterator[str]:
    """Yield where a number rests on a party whose speakers contradict each other."""
    for found in contradicted(snapshot):
        if found.proposition in propositions:
            yield found.sentence


def _stated(
    snapshot: Snapshot, quantity: Quantity, voices: Voices
) -> dict[str, tuple[Bound, tuple[str, ...]]]:
    """Return by party what it states of a quantity, and the entries that say so.

    Of two numbers that a party asked for the newer counts.
    """
    said: dict[str, list[tuple[Stance, Bound]]] = {}
    basis: dict[str, list[str]] = {}
    held = {
        (standing.party, standing.proposition): counts
        for standing in party_standings(snapshot)
        if standing.proposition in quantity.bounds
        and (counts := counted(standing, voices)) is not None
        and not counts.position.condition
    }
    old = superseded(held, (quantity,))
    for (party, proposition), one in held.items():
        if (party, proposition) not in old:
            bound = quantity.bounds[proposition]
            said.setdefault(party, []).append((one.position.stance, bound))
            basis.setdefault(party, []).append(one.entry.id)
    found = {party: (allowed(stated), tuple(basis[party])) for party, stated in said.items()}
    return {party: (bound, ids) for party, (bound, ids) in found.items() if bound is not None}


def _whole(number: float) -> float:
    """Return a number without its point if it needs none: 60, not 60.0."""
    return int(number) if number == int(number) else number
