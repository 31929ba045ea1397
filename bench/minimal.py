"""Minimal sets: what cannot hold together and what would have to change, of many stances."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from bench.table import Figure, seconds
from detente.analysis.minimal import Clause, Part, forget_parts, minimal_sets

_SEED = 7
# Of each issue five stances are asked; each is timed so often, the fastest counts.
_STANCES, RUNS = 5, 5


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
    taken = []
    parts: tuple[Part, ...] = ()
    for _ in range(RUNS):
        forget_parts()  # what was solved before is kept
        started = time.process_time()
        parts = minimal_sets(asked)
        taken.append(time.process_time() - started)
    sets = sum(len(part.corrections) + len(part.conflicts) for part in parts)
    whole = "all of them" if all(part.complete for part in parts) else "the first of more"
    fastest = min(taken)
    shown = f"{1000 * fastest:.1f} ms" if fastest < 1 else seconds(fastest)
    several = "part" if len(parts) == 1 else "parts"
    return Figure(what, shown, f"{len(parts)} {several}, {sets:,} sets, {whole}")
