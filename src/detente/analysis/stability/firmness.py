"""How firm an outcome is: whether it stays stable when an order of preference changes a little."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from detente.analysis.stability.graph import Flags, Graph, Ints, Moves
from detente.analysis.stability.solving import (
    Answers,
    Stable,
    gmr_of,
    improvements_of,
    seq_of,
)

# Changes of an order that are tried, and moves that are gone through for all of them together:
# more take a minute.
MOST_SWAPS, MOST_WORK = 200, 200_000_000


@dataclass(frozen=True, slots=True)
class Firmness:
    """By state, after how many changes it is stable for all by GMR or SEQ; tried, of every."""

    kept: Ints
    tried: int
    every: int


def firmness(graph: Graph, stable: Stable, answers: Answers = "sequences") -> Firmness:
    """Return how often each state is an equilibrium when two neighbours change places.

    A change: in one party's order, two neighbouring ranks. Of many, some evenly spread are tried.
    stable: What holds in the graph as it is.
    """
    swaps = [(p, r) for p, rank in enumerate(graph.ranks) for r in range(int(rank.max()))]
    moves = sum(m.start.size for m in graph.moves)
    most = max(1, min(MOST_SWAPS, MOST_WORK // max(1, moves)))
    chosen = swaps[:: max(1, -(-len(swaps) // most))]
    kept = np.zeros(len(graph.states), dtype=np.int64)
    for party, low in chosen:
        kept += _still_stable(graph, stable, (party, low), answers=answers)
    return Firmness(kept, len(chosen), len(swaps))


def _still_stable(
    graph: Graph, stable: Stable, swap: tuple[int, int], *, answers: Answers
) -> Flags:
    """Return the states that are GMR- or SEQ-stable for all after a change.

    The order of one party matters to what others do only through its improvements.
    """
    party, low = swap
    rank = graph.ranks[party]
    other = np.where(rank == low, low + 1, np.where(rank == low + 1, low, rank))
    ranks = (*graph.ranks[:party], other, *graph.ranks[party + 1 :])
    changed = replace(graph, ranks=ranks)
    improving = improvements_of(changed)
    gmr, seq = list(stable.of["GMR"]), list(stable.of["SEQ"])
    gmr[party] = gmr_of(changed, party, answers)
    concerned = range(len(ranks)) if _moves_between(graph.moves[party], rank, low) else (party,)
    for one in concerned:
        seq[one] = seq_of(changed, one, improving, answers=answers)
    found: Flags = np.logical_and.reduce(gmr) | np.logical_and.reduce(seq)
    return found


def _moves_between(moves: Moves, rank: Ints, low: int) -> bool:
    """Whether some move leads from one of two neighbouring ranks to the other."""
    ends = np.sort(np.stack([rank[moves.start], rank[moves.end]]), axis=0)
    return bool(((ends[0] == low) & (ends[1] == low + 1)).any())
