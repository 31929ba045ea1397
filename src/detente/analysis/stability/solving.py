"""Which states are stable for whom: Nash, GMR, SMR, SEQ.

A party at a state looks at each of its improvements. It stays if it has none (Nash); if every one
can be answered by the others so that it ends no better off (GMR); if so and it cannot escape the
answer (SMR); if the others can answer so by moves that improve things for those who make them
(SEQ). The others answer one after another, nobody twice in a row.

Source: Fang, Hipel, Kilgour (1993), chapters 3 and 4.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.analysis.stability.graph import Flags, Graph, Ints, Moves

Concept = Literal["Nash", "GMR", "SMR", "SEQ"]
CONCEPTS: tuple[Concept, ...] = ("Nash", "GMR", "SMR", "SEQ")
# How the others answer: by any sequence in which nobody moves twice in a row, or one move by one.
Answers = Literal["sequences", "one_move"]

_FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class Stable:
    """For each concept and party, whether each state is stable: `of[concept][party][state]`."""

    of: dict[Concept, tuple[Flags, ...]]

    def equilibria(self, concept: Concept) -> tuple[int, ...]:
        """Return the states that are stable for every party, in order."""
        every = np.logical_and.reduce(self.of[concept])
        return tuple(np.flatnonzero(every).tolist())


def solve(graph: Graph, answers: Answers = "sequences") -> Stable:
    """Return the stability of each state for each party.

    Time and memory grow with the number of moves. answers: The literature differs for three and
    more parties; "sequences" is the definition of Fang, Hipel and Kilgour.
    """
    parties = range(len(graph.parties))
    improving = improvements_of(graph)
    nash = tuple(~_has_move(improving[p], graph.ranks[p].size) for p in parties)
    gmr = tuple(gmr_of(graph, party, answers) for party in parties)
    smr = tuple(_smr_of(graph, party, answers) for party in parties)
    seq = tuple(seq_of(graph, party, improving, answers=answers) for party in parties)
    return Stable({"Nash": nash, "GMR": gmr, "SMR": smr, "SEQ": seq})


def improvements_of(graph: Graph) -> tuple[Moves, ...]:
    """Return the improvements of each party."""
    return tuple(graph.improvements(party) for party in range(len(graph.parties)))


def gmr_of(graph: Graph, party: int, answers: Answers = "sequences") -> Flags:
    """Return which states are GMR-stable for one party."""
    rank = graph.ranks[party]
    worst = _worst(_without(graph.moves, party), rank, answers)
    return _is_deterred(graph.improvements(party), rank, worst)


def _smr_of(graph: Graph, party: int, answers: Answers) -> Flags:
    rank = graph.ranks[party]
    # the best that the party can make of an answer by moving once more
    escape = np.maximum(rank, _best(graph.moves[party], rank))
    worst = _worst(_without(graph.moves, party), escape, answers)
    return _is_deterred(graph.improvements(party), rank, worst)


def seq_of(
    graph: Graph, party: int, improving: Sequence[Moves], *, answers: Answers = "sequences"
) -> Flags:
    """Return which states are SEQ-stable for one party. improving: Improvements of each."""
    rank = graph.ranks[party]
    worst = _worst(_without(improving, party), rank, answers)
    return _is_deterred(improving[party], rank, worst)


def _without(moves: Sequence[Moves], party: int) -> tuple[Moves, ...]:
    return (*moves[:party], *moves[party + 1 :])


def _has_move(moves: Moves, states: int) -> Flags:
    found = np.zeros(states, dtype=np.bool_)
    found[moves.start] = True
    return found


def _best(moves: Moves, rank: Ints) -> Ints:
    """Return for each state the best rank that one move leads to, the least number if none."""
    return -moves.least(-rank, rank.size, _FAR)


def _is_deterred(improving: Moves, rank: Ints, worst: Ints) -> Flags:
    """Return the states whose every improvement may end no better than it began.

    worst: By state, the least that the others can bring the party to from there.
    """
    undeterred = worst[improving.end] > rank[improving.start]
    found = np.ones(rank.size, dtype=np.bool_)
    found[improving.start[undeterred]] = False
    return found


def _worst(moves: Sequence[Moves], value: Ints, answers: Answers) -> Ints:
    """Return the least value at each state or at any that moves of these parties lead to from it.

    To count the state itself changes nothing: an improvement is not its own punishment. Values
    are passed back along moves until none changes; `after[j]` is what can be reached where party
    j moved last and may not move next.
    """
    if answers == "one_move":
        return _lowest(value, *(m.least(value, value.size, _FAR) for m in moves))
    after = [value] * len(moves)
    while True:
        through = [m.least(a, value.size, _FAR) for m, a in zip(moves, after, strict=True)]
        new = [_lowest(value, *through[:j], *through[j + 1 :]) for j in range(len(moves))]
        if all(map(np.array_equal, new, after)):
            return _lowest(value, *through)
        after = new


def _lowest(*values: Ints) -> Ints:
    return functools.reduce(np.minimum, values)
