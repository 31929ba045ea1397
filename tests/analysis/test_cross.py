"""Methods that test each other: corrections, conflicts, efficient packages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis import changes, packages
from detente.analysis.combining import LISTED
from detente.analysis.frontier import frontier
from detente.analysis.minimal import Clause, minimal_sets
from detente.analysis.spaces import UNKNOWN, YES, Space, space_of
from detente.model.vocabulary import Stance
from tests.analysis.test_minimal import VARIABLES, demands
from tests.analysis.world import World


@given(demands)
def test_corrections_are_what_maximal_worlds_leave_out(given_: list[list[Clause]]) -> None:
    """Every demand a criterion of its own: nothing that is met more is a smaller correction."""
    worlds = list(product([True, False], repeat=VARIABLES))
    met = np.array([[_holds(clauses, world) for clauses in given_] for world in worlds])
    left_out = {
        frozenset(np.flatnonzero(~met[world]).tolist()) for world in frontier(met.astype(float))
    }
    assert _joined(part.corrections for part in minimal_sets(given_)) == left_out


def _holds(clauses: list[Clause], world: tuple[bool, ...]) -> bool:
    return all(any((x > 0) == world[abs(x) - 1] for x in clause) for clause in clauses)


def _joined(parts: Iterable[Iterable[frozenset[int]]]) -> set[frozenset[int]]:
    """The corrections of a whole: one of each part."""
    return {frozenset().union(*choice) for choice in product(*parts)}


@given(demands)
def test_corrections_and_conflicts_are_the_minimal_hitting_sets_of_each_other(
    given_: list[list[Clause]],
) -> None:
    for part in minimal_sets(given_):
        assert set(part.corrections) == _hitting(part.conflicts, part.demands)
        assert set(part.conflicts) == _hitting(part.corrections, part.demands)


def _hitting(sets: Iterable[frozenset[int]], among: Iterable[int]) -> set[frozenset[int]]:
    members = sorted(among)
    every = (frozenset(c) for n in range(len(members) + 1) for c in combinations(members, n))
    hitting = [one for one in every if all(one & other for other in sets)]
    return {one for one in hitting if not any(other < one for other in hitting)}


cells = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 4)),
    st.sampled_from(["demands", "rejects"]),
    min_size=1,
    max_size=10,
)


@given(cells)
def test_efficient_packages_leave_out_what_would_have_to_change(
    held: dict[tuple[str, int], Stance],
) -> None:
    """Through snapshots: one proposition an issue; each party demands, rejects or ignores it."""
    by_issue = {n: [party for party, issue in held if issue == n] for n in range(1, 5)}
    world = World()
    for (party, issue), stance in sorted(held.items()):
        if len(by_issue[issue]) > 1:  # packages are of issues that two or more speak of
            world.say(party, stance, f"point {issue}", issue=f"i-{issue}")
    snapshot = world.snapshot()
    unmet = {
        frozenset(_unmet(str(row.cells[0]), held, by_issue))
        for row in packages(snapshot).rows
        if row.cells[5] == "yes"
    }
    assert unmet == (_corrections(world) if snapshot.issues else set())


def _unmet(
    package: str, held: dict[tuple[str, int], Stance], by_issue: dict[int, list[str]]
) -> Iterable[tuple[str, int]]:
    for (party, issue), stance in held.items():
        taken = f"i-{issue}: point {issue}" in package.split(" · ")
        if len(by_issue[issue]) > 1 and taken != (stance == "demands"):
            yield party, issue


def _corrections(world: World) -> set[frozenset[tuple[str, int]]]:
    by_part: dict[int, list[frozenset[tuple[str, int]]]] = {}
    for row in changes(world.snapshot()).rows:
        words = str(row.cells[2]).split(" · ")
        members = frozenset((one[0], int(one.rpartition(" ")[2])) for one in words)
        by_part.setdefault(int(row.cells[0] or 0), []).append(members)
    return {frozenset().union(*choice) for choice in product(*by_part.values())}


orders = st.lists(
    st.tuples(
        st.sampled_from("ABC"), st.integers(1, 3), st.permutations([0, 1, 2]), st.integers(2, 3)
    ),
    max_size=3,
)
stances = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 3), st.integers(0, 1)),
    st.sampled_from(["accepts", "rejects", "demands", "reserves"]),
    min_size=2,
    max_size=12,
)


@given(stances, orders)
def test_efficient_packages_are_those_that_no_other_beats_over_all_issues_at_once(
    held: dict[tuple[str, int, int], Stance], ranked: list[tuple[str, int, list[int], int]]
) -> None:
    """Issue by issue, as they are found, against every pair of whole packages."""
    world = World()
    for (party, issue, point), stance in sorted(held.items()):
        world.say(party, stance, f"point {issue} {point}", issue=f"i-{issue}")
    keys = {text: key for key, text in world.texts.items()}
    for party, issue, places, number in ranked:
        texts = [f"point {issue} 0", f"point {issue} 1", None]
        chosen = [texts[place] for place in places][:number]
        items = [[keys.get(text, "gone") if text else "none"] for text in chosen]
        world.assume("order", *items, party=party, issue=f"i-{issue}")
    space = space_of(world.snapshot())
    if not space.matters or space.size > LISTED:
        return
    found = {str(row.cells[0]): row.cells[4:] for row in packages(world.snapshot()).rows}
    taken = list(product(*(range(len(m.options)) for m in space.matters)))
    for place, least in ((0, YES), (1, UNKNOWN)):
        criteria = [_criteria(space, choice, least) for choice in taken]
        best = {taken[n] for n in _undominated(criteria)}
        for choice in taken:
            words = " · ".join(
                f"{m.issue}: {m.options[c].words}"
                for m, c in zip(space.matters, choice, strict=True)
            )
            assert (found[words][place] == "yes") == (choice in best)


def _criteria(space: Space, choice: tuple[int, ...], least: int) -> list[float]:
    rows: list[float] = []
    for matter, option in zip(space.matters, choice, strict=True):
        rows += [float(level >= least) for level in matter.levels[:, option].tolist()]
        rows += [float(rank[option]) for rank in matter.ranks]
    return rows


def _undominated(rows: list[list[float]]) -> list[int]:
    def beats(one: list[float], other: list[float]) -> bool:
        return one != other and all(a >= b for a, b in zip(one, other, strict=True))

    return [n for n, row in enumerate(rows) if not any(beats(other, row) for other in rows)]
