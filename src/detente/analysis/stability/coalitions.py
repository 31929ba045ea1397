"""Which states are stable for parties that act together.

Source: D. M. Kilgour, K. W. Hipel, L. Fang, X. Peng, "Coalition Analysis in Group Decision
Support", Group Decision and Negotiation 10 (2001), and T. Inohara, K. W. Hipel, "Coalition
Analysis in the Graph Model for Conflict Resolution", Systems Engineering 11 (2008).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.analysis.stability.graph import Flags, Graph, Moves
from detente.analysis.stability.solving import CONCEPTS, Concept
from detente.model.errors import InputError

# Rows of states as bits, 64 in a word: what each state reaches.
_Sets: TypeAlias = npt.NDArray[np.uint64]
# Coalitions need for each state the set of all that it can reach: states squared, in bits.
MOST_STATES_OF_COALITIONS = 4096
# Moves that are followed at once: their rows take 16 MB at most, and stay near the processor.
_AT_ONCE = 32_768


def coalition_solve(graph: Graph, coalition: Sequence[int]) -> dict[Concept, Flags]:
    """Return for each concept which states are stable for a coalition.

    A coalition improves on a state by any sequence of its members' moves that each member likes
    the end of better. The answer of the others deters it if some member ends no better off.

    Errors: InputError for more states than `MOST_STATES_OF_COALITIONS`.
    """
    states = len(graph.states)
    if states > MOST_STATES_OF_COALITIONS:
        raise InputError(
            f"coalitions of {states:,} states take {states * states / 8e6:,.0f} MB a table; cut "
            f"them down to {MOST_STATES_OF_COALITIONS:,} by ruling more of them out"
        )
    members = list(coalition)
    others = [party for party in range(len(graph.parties)) if party not in members]
    reach = _reach([graph.moves[m] for m in members], states)
    answers = _reach([graph.moves[o] for o in others], states)
    good_answers = _reach([graph.improvements(o) for o in others], states)
    found: dict[Concept, Flags] = {c: np.ones(states, dtype=np.bool_) for c in CONCEPTS}
    for state in range(states):
        better = _better(graph, members, state)
        gains = np.flatnonzero(_flags(reach[state], states) & better)
        if not gains.size:
            continue
        better_set = _set(better)
        # no better for some member than where it began; and with no way from there to better
        hurts = ~better_set
        stuck = hurts & ~_set(_meets(reach, better_set))
        found["Nash"][state] = False
        found["GMR"][state] = _all_answered(answers[gains], hurts)
        found["SMR"][state] = _all_answered(answers[gains], stuck)
        found["SEQ"][state] = _all_answered(good_answers[gains], hurts)
    return found


def _better(graph: Graph, members: Sequence[int], state: int) -> Flags:
    """Return which states every member likes better than one."""
    ranks = (graph.ranks[member] for member in members)
    return functools.reduce(np.logical_and, (rank > rank[state] for rank in ranks))


def _all_answered(answers: _Sets, among: _Sets) -> bool:
    """Whether each row of answers holds a state of a set."""
    return bool(_meets(answers, among).all())


def _meets(rows: _Sets, among: _Sets) -> Flags:
    """Return which rows hold a state of a set."""
    found: Flags = np.asarray((rows & among).any(axis=1))
    return found


def _reach(moves: Sequence[Moves], states: int) -> _Sets:
    """Return by start what sequences reach in which nobody moves twice in a row."""
    itself = _set(np.eye(states, dtype=np.bool_))
    after = [np.zeros_like(itself) for _ in moves]
    while True:
        # k moves once, and then whoever did not move last
        new = [
            _step(own, functools.reduce(np.bitwise_or, (*after[:k], *after[k + 1 :]), itself))
            for k, own in enumerate(moves)
        ]
        if all(map(np.array_equal, new, after)):
            return functools.reduce(np.bitwise_or, new, np.zeros_like(itself))
        after = new


def _step(moves: Moves, onward: _Sets) -> _Sets:
    """Return by start what one of these moves reaches, and what goes on from there."""
    found = np.zeros_like(onward)
    for start, end in _shares(moves):
        heads = np.flatnonzero(np.r_[True, start[1:] != start[:-1]])
        found[start[heads]] |= np.bitwise_or.reduceat(onward[end], heads, axis=0)
    return found


def _shares(moves: Moves) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    for at in range(0, moves.start.size, _AT_ONCE):
        yield moves.start[at : at + _AT_ONCE], moves.end[at : at + _AT_ONCE]


def _set(flags: Flags) -> _Sets:
    """Return flags as bits, along the last axis; the bits after the last are unset."""
    packed = np.packbits(flags, axis=-1, bitorder="little")
    pad = [(0, 0)] * (flags.ndim - 1) + [(0, -packed.shape[-1] % 8)]
    return np.pad(packed, pad).view(np.uint64)


def _flags(bits: _Sets, states: int) -> Flags:
    found: Flags = np.unpackbits(bits.view(np.uint8), count=states, bitorder="little").view(
        np.bool_
    )
    return found
