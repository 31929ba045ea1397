"""Ways: the shortest sequences of moves from one state to all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.analysis.stability.graph import Ints, Moves


@dataclass(frozen=True, slots=True)
class Step:
    """A move of a party."""

    party: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Shortest ways from one state. By state, whose move and from where came last; -1: none."""

    start: int
    party: Ints
    before: Ints

    def to(self, state: int) -> tuple[Step, ...] | None:
        """Return the steps to a state, None if there is no way."""
        if state != self.start and self.before[state] < 0:
            return None
        return tuple(self._back(state))[::-1]

    def _back(self, state: int) -> Iterator[Step]:
        while state != self.start:
            before = int(self.before[state])
            yield Step(int(self.party[state]), before, state)
            state = before


def ways_from(moves: Sequence[Moves], start: int, states: int) -> Ways:
    """Return the shortest ways from a state, each party moving as often as it likes.

    Of ways of one length, the one that begins with the party named first. moves: Of each party.
    """
    edges = [np.searchsorted(m.start, np.arange(states + 1)) for m in moves]
    party = np.full(states, -1, dtype=np.int64)
    before = np.full(states, -1, dtype=np.int64)
    seen = np.zeros(states, dtype=np.bool_)
    seen[start] = True
    last = np.array([start], dtype=np.int64)
    while last.size:
        by_party = [_moves_from(m, e, last) for m, e in zip(moves, edges, strict=True)]
        ends, origins, movers = _in_order(by_party, last)
        new = ~seen[ends]
        found, first = np.unique(ends[new], return_index=True)
        party[found], before[found] = movers[new][first], origins[new][first]
        seen[found] = True
        last = found[np.argsort(first)]
    return Ways(start, party, before)


def _in_order(by_party: Sequence[tuple[Ints, Ints]], last: Ints) -> tuple[Ints, Ints, Ints]:
    """Return ends, origins and movers of moves: first what leads on from the state found first."""
    ends = np.concatenate([ends for ends, _ in by_party])
    places = np.concatenate([places for _, places in by_party])
    movers = np.repeat(np.arange(len(by_party)), [places.size for _, places in by_party])
    order = np.lexsort((movers, places))
    return ends[order], last[places[order]], movers[order]


def _moves_from(moves: Moves, edges: Ints, states: Ints) -> tuple[Ints, Ints]:
    """Return where moves from some states lead, and which of these each is from.

    edges: Where the moves from each state begin.
    """
    low = edges[states]
    counts = edges[states + 1] - low
    begins = np.cumsum(counts) - counts
    at = np.arange(counts.sum()) + np.repeat(low - begins, counts)
    return moves.end[at], np.repeat(np.arange(states.size), counts)
