"""Minimal sets: what cannot hold together, and without what the rest can.

A conflict is a minimal set of demands that cannot all hold; a correction is a minimal set without
which all others can. Each correction hits every conflict, and each conflict every correction: so
the smallest set that hits all known conflicts either is a correction, or shows a new conflict.

Source: R. Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32
(1987); J. Bailey, P. J. Stuckey, "Discovery of minimal unsatisfiable subsets of constraints using
hitting set dualization", PADL 2005. Solvers: PySAT (A. Ignatiev, A. Morgado, J. Marques-Silva).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

# Literals as DIMACS has them: 3 for the third variable, -3 for its opposite.
Clause: TypeAlias = tuple[int, ...]
# Corrections of one part that are listed; more than that nobody steps through.
MOST = 200
# Parts whose solutions are kept: those of a few states of a large record.
KEPT = 5_000
# Of each demand of a part its clauses, and the clauses that hold in any case.
_Asked: TypeAlias = tuple[tuple[tuple[Clause, ...], ...], tuple[Clause, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """Demands that hang together through what they are about, apart from all others.

    demands: Indices into what was given. corrections: Smallest first. conflicts: Those found;
    all of them if `complete`, and then the corrections are all there too.
    """

    demands: tuple[int, ...]
    corrections: tuple[frozenset[int], ...]
    conflicts: tuple[frozenset[int], ...]
    complete: bool


def minimal_sets(
    demands: Sequence[Sequence[Clause]], hard: Sequence[Clause] = (), most: int = MOST
) -> tuple[Part, ...]:
    """Return the parts in which something cannot hold together, by their first demand.

    demands: Of each the clauses that it asks for, all of them. hard: What holds in any case; it
    must be possible by itself. most: Of corrections that are listed for one part.

    >>> ask, refuse, other = [(1,)], [(-1,)], [(2,)]
    >>> (part,) = minimal_sets([ask, refuse, other])
    >>> part.demands, sorted(map(sorted, part.corrections)), sorted(map(sorted, part.conflicts))
    ((0, 1), [[0], [1]], [[0, 1]])
    """
    found = []
    for members, clauses in _parts(demands, hard):
        asked, given = _renumbered([demands[index] for index in members], clauses)
        found.append(_named(_solve(asked, given, most), members))
    return tuple(part for part in found if part.conflicts)


def forget_parts() -> None:
    """Let go of the parts that were solved before, so that the next are solved anew."""
    _solve.cache_clear()


def _renumbered(demands: Sequence[Sequence[Clause]], hard: Sequence[Clause]) -> _Asked:
    """Return clauses with their variables numbered as they appear, so that parts are alike."""
    number: dict[int, int] = {}

    def fresh(clause: Clause) -> Clause:
        return tuple(
            (1 if x > 0 else -1) * number.setdefault(abs(x), len(number) + 1) for x in clause
        )

    asked = tuple(tuple(fresh(clause) for clause in clauses) for clauses in demands)
    return asked, tuple(fresh(clause) for clause in hard)


def _named(part: Part, members: Sequence[int]) -> Part:
    """Return a part whose demands are members with the numbers that these have."""
    return Part(
        demands=tuple(members),
        corrections=tuple(frozenset(members[n] for n in one) for one in part.corrections),
        conflicts=tuple(frozenset(members[n] for n in one) for one in part.conflicts),
        complete=part.complete,
    )


def _parts(
    demands: Sequence[Sequence[Clause]], hard: Sequence[Clause]
) -> Iterator[tuple[tuple[int, ...], list[Clause]]]:
    """Yield the demands that share a variable, directly or through others, with their clauses."""
    joined = _Joined()
    for clause in hard:
        joined.join(map(abs, clause))
    for clauses in demands:
        joined.join(abs(literal) for clause in clauses for literal in clause)
    by_root: dict[int, list[int]] = {}
    for index, clauses in enumerate(demands):
        first = next((abs(literal) for clause in clauses for literal in clause), None)
        if first is not None:
            by_root.setdefault(joined.find(first), []).append(index)
    for root, members in by_root.items():
        yield tuple(members), [c for c in hard if c and joined.find(abs(c[0])) == root]


@lru_cache(maxsize=KEPT)
def _solve(demands: tuple[tuple[Clause, ...], ...], hard: tuple[Clause, ...], most: int) -> Part:
    """Return what cannot hold together in one part; where nothing new was said it is known."""
    # the solver takes a tenth of a second to load, and most commands solve nothing
    from pysat.examples.hitman import Hitman  # noqa: PLC0415

    part = tuple(range(len(demands)))
    corrections: list[frozenset[int]] = []
    conflicts: list[frozenset[int]] = []
    with _Together(part, demands, hard) as together, Hitman(htype="sorted") as hitting:
        while True:
            # with nothing to hit yet, the empty set does
            found = hitting.get() if conflicts else []
            if found is None:
                return Part(part, tuple(corrections), tuple(conflicts), complete=True)
            without = frozenset(found)
            conflict = together.conflict(set(part) - without)
            if conflict is not None:
                conflicts.append(conflict)
                hitting.hit(sorted(conflict))
            elif not conflicts:
                return Part(part, (), (), complete=True)
            else:
                corrections.append(without)
                hitting.block(sorted(without))
                if len(corrections) == most:
                    return Part(part, tuple(corrections), tuple(conflicts), complete=False)


class _Together:
    """Whether demands can hold together. Each has a selector: a variable that switches it on."""

    def __init__(
        self, part: Iterable[int], demands: Sequence[Sequence[Clause]], hard: Sequence[Clause]
    ) -> None:
        from pysat.solvers import Solver  # noqa: PLC0415  (as in `_solve`)

        used = [c for index in part for c in demands[index]]
        top = max((abs(x) for clause in (*used, *hard) for x in clause), default=0)
        self._selectors = {index: top + k for k, index in enumerate(part, 1)}
        self._indices = {selector: index for index, selector in self._selectors.items()}
        self._solver = Solver(name="cadical153", bootstrap_with=[list(c) for c in hard])
        for index, selector in self._selectors.items():
            for clause in demands[index]:
                self._solver.add_clause([-selector, *clause])

    def __enter__(self) -> _Together:
        return self

    def __exit__(self, *_: object) -> None:
        self._solver.delete()

    def conflict(self, chosen: set[int]) -> frozenset[int] | None:
        """Return a minimal set of the chosen that cannot hold together, None if all can."""
        core = self._core(chosen)
        if core is None:
            return None
        for index in sorted(core):
            smaller = self._core(core - {index}) if index in core else None
            if smaller is not None:
                core = smaller
        return frozenset(core)

    def _core(self, chosen: set[int]) -> set[int] | None:
        if self._solver.solve(assumptions=[self._selectors[i] for i in sorted(chosen)]):
            return None
        return {self._indices[selector] for selector in self._solver.get_core() or ()}


class _Joined:
    """Variables that belong together (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, variable: int) -> int:
        parent = self._parent.setdefault(variable, variable)
        while parent != self._parent[parent]:
            self._parent[parent] = self._parent[self._parent[parent]]
            parent = self._parent[parent]
        self._parent[variable] = parent
        return parent

    def join(self, variables: Iterable[int]) -> None:
        first = None
        for variable in variables:
            root = self.find(variable)
            first = root if first is None else first
            self._parent[root] = self.find(first)
