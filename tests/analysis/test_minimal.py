"""Minimal sets against brute force over all subsets."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.minimal import Clause, minimal_sets

VARIABLES = 4
literals = st.integers(1, VARIABLES).flatmap(lambda v: st.sampled_from([v, -v]))
clauses = st.lists(literals, min_size=1, max_size=2).map(tuple)
demands = st.lists(st.lists(clauses, min_size=1, max_size=2), min_size=1, max_size=6)


def can(asked: list[Clause]) -> bool:
    return any(
        all(any((x > 0) == world[abs(x) - 1] for x in clause) for clause in asked)
        for world in product([True, False], repeat=VARIABLES)
    )


def brute(given_: list[list[Clause]]) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
    """All minimal conflicts and all minimal corrections."""
    every = range(len(given_))
    sets = [frozenset(c) for n in range(len(given_) + 1) for c in combinations(every, n)]
    bad = [s for s in sets if not can([c for i in s for c in given_[i]])]
    fixing = [s for s in sets if can([c for i in every if i not in s for c in given_[i]])]
    return _least(bad), _least(fixing)


def _least(sets: list[frozenset[int]]) -> set[frozenset[int]]:
    return {s for s in sets if not any(other < s for other in sets)}


@given(demands)
def test_conflicts_and_corrections_are_all_and_minimal(given_: list[list[Clause]]) -> None:
    conflicts, corrections = brute(given_)
    parts = minimal_sets(given_)
    assert {c for part in parts for c in part.conflicts} == conflicts
    assert all(part.complete for part in parts)
    joined = {frozenset().union(*choice) for choice in product(*(p.corrections for p in parts))}
    assert joined == corrections
    for part in parts:
        sizes = [len(c) for c in part.corrections]
        assert sizes == sorted(sizes)


@given(demands)
def test_corrections_hit_conflicts_and_conflicts_hit_corrections(
    given_: list[list[Clause]],
) -> None:
    for part in minimal_sets(given_):
        for conflict, correction in product(part.conflicts, part.corrections):
            assert conflict & correction


def test_what_holds_anyway_counts() -> None:
    (part,) = minimal_sets([[(1,)], [(2,)]], hard=[(-1, -2)])
    assert set(part.corrections) == {frozenset({0}), frozenset({1})}


def test_two_hundred_stances_on_forty_issues_are_split_and_done() -> None:
    """Forty issues apart, on each three demand and two refuse: 2 corrections each, not 2^40."""
    given_: list[list[Clause]] = []
    for issue in range(1, 41):
        given_ += [[(issue,)]] * 3 + [[(-issue,)]] * 2
    parts = minimal_sets(given_)
    assert len(parts) == 40
    assert {len(part.corrections) for part in parts} == {2}
    assert {len(part.conflicts) for part in parts} == {6}


def test_the_first_few_of_too_many_are_said_to_be_so() -> None:
    given_ = [[(v,)] for v in range(1, 13)] + [[(-v,)] for v in range(1, 13)]
    hard = [tuple(range(1, 13))]  # ties them into one part
    (part,) = minimal_sets(given_, hard, most=10)
    assert (len(part.corrections), part.complete) == (10, False)
