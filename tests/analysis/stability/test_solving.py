"""Stability against the definitions, tried one by one on all small graphs that come to mind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.stability.coalitions import coalition_solve
from detente.analysis.stability.firmness import firmness
from detente.analysis.stability.graph import Graph, moves_of, ranks_of
from detente.analysis.stability.solving import CONCEPTS, Answers, solve
from detente.analysis.stability.ways import ways_from
from detente.model.errors import InputError
from tests.analysis.stability.definitions import is_stable, pairs


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


@given(graphs(), st.sampled_from(["sequences", "one_move"]))
def test_each_concept_is_what_its_definition_says(graph: Graph, answers: Answers) -> None:
    found = solve(graph, answers)
    for concept in CONCEPTS:
        for party in range(len(graph.parties)):
            expected = [
                is_stable(graph, [party], s, concept, answers=answers)
                for s in range(len(graph.states))
            ]
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


@given(graphs(), st.sampled_from(["sequences", "one_move"]))
def test_firmness_is_what_solving_each_changed_order_anew_says(
    graph: Graph, answers: Answers
) -> None:
    kept, changes = np.zeros(len(graph.states), dtype=int), 0
    for party, rank in enumerate(graph.ranks):
        for low in range(int(rank.max())):
            other = np.select([rank == low, rank == low + 1], [low + 1, low], rank)
            ranks = (*graph.ranks[:party], other, *graph.ranks[party + 1 :])
            stable = solve(replace(graph, ranks=ranks), answers)
            kept[list({*stable.equilibria("GMR"), *stable.equilibria("SEQ")})] += 1
            changes += 1
    found = firmness(graph, solve(graph, answers), answers)
    assert (found.kept.tolist(), found.tried, found.every) == (kept.tolist(), changes, changes)


@given(graphs())
def test_ways_are_shortest_and_made_of_moves(graph: Graph) -> None:
    moves = {(p, *pair) for p in range(len(graph.parties)) for pair in pairs(graph, p)}
    length, last = {0: 0}, {0}
    while last:
        found = {end for _, start, end in moves if start in last} - set(length)
        length |= dict.fromkeys(found, max(length.values()) + 1)
        last = found
    ways = ways_from(graph.moves, 0, len(graph.states))
    for state in range(len(graph.states)):
        steps = ways.to(state)
        assert (None if steps is None else len(steps)) == length.get(state)
        if steps:
            assert {(s.party, s.start, s.end) for s in steps} <= moves
            assert [s.end for s in steps] == [*(s.start for s in steps[1:]), state]
            assert steps[0].start == 0


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
