"""Which states are stable for whom: Nash, GMR, SMR, SEQ, and for coalitions.

A party at a state looks at each of its improvements. It stays if it has none (Nash); if every one
can be answered by the others so that it ends no better off (GMR); if so and it cannot escape the
answer (SMR); if the others can answer so by moves that improve things for those who make them
(SEQ). The others answer one after another, nobody twice in a row.

Source: Fang, Hipel, Kilgour (1993), chapters 3 and 4; for coalitions D. M. Kilgour, K. W. Hipel,
L. Fang, X. Peng, "Coalition Analysis in Group Decision Support", Group Decision and Negotiation 10
(2001), and T. Inohara, K. W. Hipel, "Coalition Analysis in the Graph Model for Conflict
Resolution", Systems Engineering 11 (2008).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.analysis.stability.graph import Flags, Graph, Ints, Moves
from detente.model.errors import InputError

Concept = Literal["Nash", "GMR", "SMR", "SEQ"]
CONCEPTS: tuple[Concept, ...] = ("Nash", "GMR", "SMR", "SEQ")
# How the others answer: by any sequence in which nobody moves twice in a row, or one move by one.
Answers = Literal["sequences", "one_move"]

_FAR = np.iinfo(np.int64).max
# Coalitions need for each state the set of all that it can reach: states squared, in bits.
MOST_STATES_OF_COALITIONS = 4096


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
    improving = tuple(graph.improvements(party) for party in parties)
    nash, gmr, smr, seq = [], [], [], []
    for party in parties:
        others = [other for other in parties if other != party]
        rank = graph.ranks[party]
        # the best that the party can make of an answer by moving once more
        escape = np.maximum(rank, _best(graph.moves[party], rank))
        any_answer = [graph.moves[other] for other in others]
        good_answer = [improving[other] for other in others]
        own = improving[party]
        nash.append(~_has_move(own, rank.size))
        gmr.append(_is_deterred(own, rank, _worst(any_answer, rank, answers)))
        smr.append(_is_deterred(own, rank, _worst(any_answer, escape, answers)))
        seq.append(_is_deterred(own, rank, _worst(good_answer, rank, answers)))
    return Stable({"Nash": tuple(nash), "GMR": tuple(gmr), "SMR": tuple(smr), "SEQ": tuple(seq)})


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


def coalition_solve(graph: Graph, coalition: Sequence[int]) -> dict[Concept, Flags]:
    """Return for each concept which states are stable for a coalition.

    A coalition improves on a state by any sequence of its members' moves that each member likes
    the end of better. The answer of the others deters it if some member ends no better off.

    Errors: InputError for more states than `MOST_STATES_OF_COALITIONS`.
    """
    states = len(graph.states)
    if states > MOST_STATES_OF_COALITIONS:
        raise InputError(
            f"coalitions of {states:,} states take {states * states / 1e6:,.0f} MB a table; cut "
            f"them down to {MOST_STATES_OF_COALITIONS:,} by ruling more of them out"
        )
    members = list(coalition)
    others = [party for party in range(len(graph.parties)) if party not in members]
    improving = tuple(graph.improvements(party) for party in range(len(graph.parties)))
    reach = _reach([graph.moves[m] for m in members], states)
    better = _better(graph, members)
    answers = _reach([graph.moves[o] for o in others], states)
    good_answers = _reach([improving[o] for o in others], states)
    found: dict[Concept, Flags] = {c: np.ones(states, dtype=np.bool_) for c in CONCEPTS}
    for state in range(states):
        gains = np.flatnonzero(reach[state] & better[:, state])
        if not gains.size:
            continue
        found["Nash"][state] = False
        # not better for some member than the state it began at
        hurts = ~better[:, state]
        held = hurts & ~(reach & better[:, state]).any(axis=1)
        found["GMR"][state] = bool((answers[gains] & hurts).any(axis=1).all())
        found["SMR"][state] = bool((answers[gains] & held).any(axis=1).all())
        found["SEQ"][state] = bool((good_answers[gains] & hurts).any(axis=1).all())
    return found


def _better(graph: Graph, members: Sequence[int]) -> Flags:
    """Return [end, start]: whether every member likes the end better."""
    found = np.ones((len(graph.states),) * 2, dtype=np.bool_)
    for member in members:
        rank = graph.ranks[member]
        found &= rank[:, None] > rank[None, :]
    return found


def _reach(moves: Sequence[Moves], states: int) -> Flags:
    """Return [start, end]: what sequences reach in which nobody moves twice in a row."""
    after = [np.zeros((states, states), dtype=np.bool_) for _ in moves]
    while True:
        new = []
        for k, own in enumerate(moves):
            # k moves once, and then whoever did not move last
            onward = np.eye(states, dtype=np.bool_)
            for j, other in enumerate(after):
                if j != k:
                    onward = onward | other
            new.append(_step(own, onward, states))
        if all(map(np.array_equal, new, after)):
            return functools.reduce(np.logical_or, new, np.zeros((states, states), dtype=np.bool_))
        after = new


def _step(moves: Moves, onward: Flags, states: int) -> Flags:
    """Return [start, end]: what one of these moves reaches, and what goes on from there."""
    found = np.zeros((states, states), dtype=np.bool_)
    edges = np.searchsorted(moves.start, np.arange(states + 1))
    for state in np.unique(moves.start):
        found[state] = onward[moves.end[edges[state] : edges[state + 1]]].any(axis=0)
    return found
