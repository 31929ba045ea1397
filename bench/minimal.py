"""Minimal sets: what cannot hold together and what would have to change, of many stances."""

from __future__ import annotations

import random
from collections.abc import Iterator

from bench.table import Figure, shown
from bench.timing import fastest
from detente.analysis.minimal import Clause, forget_parts, minimal_sets

_SEED = 7
# Of each issue five stances are asked.
_STANCES = 5


def measure() -> Iterator[Figure]:
    """Yield seconds of processor, for stances on issues apart, and for all linked with all."""
    for stances in (50, 200, 1_000):
        yield _figure(f"minimal sets of {stances:,} stances", apart(stances))
    for stances in (20, 200):
        yield _figure(f"minimal sets of {stances:,} stances, all linked", linked(stances))


def apart(stances: int) -> list[list[Clause]]:
    """Return stances on issues that share nothing and differ, the same each time."""
    chance = random.Random(_SEED)  # noqa: S311  (no secret)
    asked: list[list[Clause]] = []
    for issue in range(1, 3 * stances // _STANCES, 3):
        it, *conditions = issue, issue + 1, issue + 2
        asked += [[(it,)], [(-it,)]]
        asked += [
            [(chance.choice((it, -it)), chance.choice((1, -1)) * chance.choice(conditions))]
            for _ in range(2)
        ]
        asked.append([(chance.choice((1, -1)) * chance.choice(conditions),)])
    return asked


def linked(stances: int) -> list[list[Clause]]:
    """Return the same with each issue's condition the next one's question."""
    asked = apart(stances)
    last = max(abs(literal) for clauses in asked for clause in clauses for literal in clause)
    links: list[list[Clause]] = [[(-issue, issue + 3)] for issue in range(1, last - 3, 3)]
    return [*asked, *links]


def _figure(what: str, asked: list[list[Clause]]) -> Figure:
    # what was solved before is kept
    taken, parts = fastest(lambda: minimal_sets(asked), forget_parts)
    sets = sum(len(part.corrections) + len(part.conflicts) for part in parts)
    whole = "all of them" if all(part.complete for part in parts) else "the first of more"
    several = "part" if len(parts) == 1 else "parts"
    return Figure(what, shown(taken), f"{len(parts)} {several}, {sets:,} sets, {whole}")
