"""Graph: states, who can move between them, and how each party ranks them.

Source: L. Fang, K. W. Hipel, D. M. Kilgour, Interactive Decision Making: The Graph Model for
Conflict Resolution (1993), chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """The moves of one party: from `start[k]` to `end[k]`, sorted by start, then end."""

    start: Ints
    end: Ints

    def kept(self, keep: Flags) -> Moves:
        """Return those that are kept, in order."""
        return Moves(self.start[keep], self.end[keep])

    def least(self, values: Ints, states: int, empty: int) -> Ints:
        """Return for each state the least value that a move from it leads to.

        empty: What stands for a state without a move.
        """
        found = np.full(states, empty, dtype=np.int64)
        if self.start.size:
            heads = np.flatnonzero(np.r_[True, self.start[1:] != self.start[:-1]])
            found[self.start[heads]] = np.minimum.reduceat(values[self.end], heads)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A conflict in graph form.

    parties: Names. states: Names. moves: Of each party. ranks: Of each party by state; more is
    better, equal is as good.
    """

    parties: tuple[str, ...]
    states: tuple[str, ...]
    moves: tuple[Moves, ...]
    ranks: tuple[Ints, ...]

    def improvements(self, party: int) -> Moves:
        """Return the moves of a party that lead to what it likes better."""
        moves, rank = self.moves[party], self.ranks[party]
        return moves.kept(rank[moves.end] > rank[moves.start])


def moves_of(pairs: Sequence[tuple[int, int]]) -> Moves:
    """Return moves from pairs (from, to), sorted, each once; a move to itself is none.

    >>> moves_of([(1, 0), (0, 1), (0, 0)]).end.tolist()
    [1, 0]
    """
    kept = sorted({pair for pair in pairs if pair[0] != pair[1]})
    array = np.array(kept, dtype=np.int64).reshape(-1, 2)
    return Moves(array[:, 0].copy(), array[:, 1].copy())


def ranks_of(order: Sequence[Sequence[int]], states: int) -> Ints:
    """Return ranks from groups of states, the best first; states in no group are worst, tied.

    >>> ranks_of([[2], [0, 1]], 4).tolist()
    [1, 1, 2, 0]
    """
    found = np.zeros(states, dtype=np.int64)
    for rank, group in enumerate(reversed(order), 1):
        found[list(group)] = rank
    return found
