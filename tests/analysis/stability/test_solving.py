"""Stability against the definitions, tried one by one on all small graphs that come to mind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.stability.coalitions import coalition_solve
from detente.analysis.stability.graph import Graph, moves_of, ranks_of
from detente.analysis.stability.solving import CONCEPTS, Concept, solve
from detente.model.errors import InputError


@st.composite
def graphs(draw: st.DrawFn, most_parties: int = 3) -> Graph:
    states = draw(st.integers(2, 5))
    parties = draw(st.integers(2, most_parties))
    state = st.integers(0, states - 1)
    return Graph(
        parties=tuple(f"P{p}" for p in range(parties)),
        states=tuple(f"s{s}" for s in range(states)),
        moves=tuple(
            moves_of(draw(st.lists(st.tuples(state, state), max_size=8))) for _ in range(parties)
        ),
        ranks=tuple(
            np.array(draw(st.lists(st.integers(0, 3), min_size=states, max_size=states)))
            for _ in range(parties)
        ),
    )


def pairs(graph: Graph, party: int) -> set[tuple[int, int]]:
    moves = graph.moves[party]
    return set(zip(moves.start.tolist(), moves.end.tolist(), strict=True))


def reached(graph: Graph, start: int, movers: Sequence[int], *, improving: bool) -> set[int]:
    """Every end of a sequence in which nobody moves twice in a row, by trying them all."""
    found, seen = set(), set()
    waiting = [(start, -1)]
    while waiting:
        state, last = waiting.pop()
        for mover in movers:
            for one, other in pairs(graph, mover):
                rank = graph.ranks[mover]
                better = rank[other] > rank[one]
                if mover == last or one != state or (improving and not better):
                    continue
                found.add(other)
                if (other, mover) not in seen:
                    seen.add((other, mover))
                    waiting.append((other, mover))
    return found


def is_stable(graph: Graph, members: Sequence[int], state: int, concept: Concept) -> bool:
    """Stability word by word, for a coalition; a party alone is a coalition of one."""
    others = [p for p in range(len(graph.parties)) if p not in members]

    def gain(end: int, start: int) -> bool:
        return all(graph.ranks[m][end] > graph.ranks[m][start] for m in members)

    own = reached(graph, state, members, improving=False)
    for better in (end for end in own if gain(end, state)):
        if concept == "Nash":
            return False
        answers = reached(graph, better, others, improving=concept == "SEQ")
        hurting = [a for a in answers if not gain(a, state)]
        if concept == "SMR":
            hurting = [
                a
                for a in hurting
                if not any(gain(e, state) for e in reached(graph, a, members, improving=False))
            ]
        if not hurting:
            return False
    return True


@given(graphs())
def test_each_concept_is_what_its_definition_says(graph: Graph) -> None:
    found = solve(graph)
    for concept in CONCEPTS:
        for party in range(len(graph.parties)):
            expected = [is_stable(graph, [party], s, concept) for s in range(len(graph.states))]
            assert found.of[concept][party].tolist() == expected


@given(graphs(most_parties=4))
def test_a_coalition_of_one_is_that_party(graph: Graph) -> None:
    found = solve(graph)
    for party in range(len(graph.parties)):
        alone = coalition_solve(graph, [party])
        for concept in CONCEPTS:
            assert alone[concept].tolist() == found.of[concept][party].tolist()


@given(graphs())
def test_coalitions_are_what_the_definition_says(graph: Graph) -> None:
    found = coalition_solve(graph, [0, 1])
    for concept in CONCEPTS:
        expected = [is_stable(graph, [0, 1], s, concept) for s in range(len(graph.states))]
        assert found[concept].tolist() == expected


@given(graphs())
def test_what_is_stable_stays_so_where_the_others_may_do_more(graph: Graph) -> None:
    found = solve(graph)
    for party in range(len(graph.parties)):
        nash, gmr, smr, seq = (found.of[concept][party] for concept in CONCEPTS)
        assert not (nash & ~smr).any()
        assert not (smr & ~gmr).any()
        assert not (nash & ~seq).any()
        assert not (seq & ~gmr).any()


def test_two_prisoners() -> None:
    """C: keeps silent, D: tells. State 0 CC, 1 CD, 2 DC, 3 DD."""
    graph = Graph(
        ("row", "column"),
        ("CC", "CD", "DC", "DD"),
        (moves_of([(0, 2), (2, 0), (1, 3), (3, 1)]), moves_of([(0, 1), (1, 0), (2, 3), (3, 2)])),
        (ranks_of([[2], [0], [3], [1]], 4), ranks_of([[1], [0], [3], [2]], 4)),
    )
    found = solve(graph)
    assert found.equilibria("Nash") == (3,)
    for concept in ("GMR", "SMR", "SEQ"):
        assert found.equilibria(concept) == (0, 3)


def test_too_many_states_for_coalitions_are_refused_before_memory_is_used() -> None:
    states = 5000
    graph = Graph(
        ("A", "B"),
        tuple(map(str, range(states))),
        (moves_of([(0, 1)]), moves_of([(1, 0)])),
        (np.zeros(states, dtype=np.int64), np.zeros(states, dtype=np.int64)),
    )
    with pytest.raises(InputError, match="cut them down"):
        coalition_solve(graph, [0, 1])
