"""Analyses: frontiers against NegMAS, packages, stability of many states.

NegMAS is a yardstick alone, under a licence of its own, so it is never a dependency: it runs in
another Python (`--negmas PYTHON`), and without one its rows say so.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.table import Figure, shown
from bench.timing import LONG_S, RUNS, fastest
from detente.analysis.combining import rows_of
from detente.analysis.frontier import frontier
from detente.analysis.spaces import NO, YES, Matter, Option, Space
from detente.analysis.stability import read_model, stability

# NegMAS is given so long for one domain.
PATIENCE_S = 100
_SEED = 7
_PEER = """
import json, sys, time, warnings
import numpy as np
from negmas.preferences.ops import pareto_frontier_numpy
warnings.simplefilter("ignore")
points, taken = np.load(sys.argv[1]), []
while len(taken) < int(sys.argv[2]) and sum(taken) < float(sys.argv[3]):
    started = time.processshown()
    found = pareto_frontier_numpy(points)
    taken.append(time.processshown() - started)
np.save(sys.argv[4], points[found])
print(json.dumps(min(taken)))
"""
_ALONE = """
import resource, sys
from detente.analysis.stability import read_model, stability
stability(read_model(sys.stdin.read()))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Domain:
    """Packages with what they are worth to each party."""

    name: str
    points: npt.NDArray[np.float64]


def measure(negmas: str = "") -> Iterator[Figure]:
    """Yield seconds of processor. negmas: A Python that has NegMAS, empty for none."""
    for domain in domains():
        yield _frontier(domain, negmas)
    yield _packages()
    yield from _stability()


def domains() -> Iterator[Domain]:
    """Yield random and ordinal domains, and one on which most packages are efficient."""
    chance = np.random.default_rng(_SEED)
    for size, parties in (
        *((10**n, 2) for n in range(3, 7)),
        *((10**4, 4), (10**5, 4), (10**4, 6), (10**5, 6), (10**6, 6)),
    ):
        yield Domain(f"random, {size:,} × {parties}", chance.random((size, parties)))
    for size, parties in ((10**4, 2), (10**6, 2), (10**5, 4), (10**6, 6)):
        # what suits one suits the others less; places in an order, ties among them
        wishes = chance.random((size, parties)) ** 2
        wishes -= wishes.mean(axis=1, keepdims=True) / 2
        ranks = np.floor(20 * wishes)
        yield Domain(f"ordinal, {size:,} × {parties}", ranks)
    most = chance.random((50_000, 2))
    # near a plane on which nothing dominates anything; so near that three in four are efficient
    last = -most.sum(axis=1) + chance.normal(0, 0.0038, 50_000)
    yield Domain("most efficient, 50,000 × 3", np.column_stack([most, last]))


def _frontier(domain: Domain, negmas: str) -> Figure:
    taken, found = fastest(lambda: frontier(domain.points))
    values = np.unique(domain.points[found], axis=0)
    size = f"{len(found):,} on it, {len(values):,} values"
    what = f"frontier, {domain.name}"
    if not negmas:
        return Figure(what, shown(taken), f"{size}; NegMAS is not here")
    theirs, same = _peer(domain.points, values, negmas)
    if theirs is None:
        ratio = f"over {PATIENCE_S / taken:,.0f} times faster than NegMAS, which was stopped"
        return Figure(what, shown(taken), f"{size}; {ratio} after {PATIENCE_S} s")
    agrees = "the same values" if same else "NOT the same values"
    ratio = f"{theirs / taken:,.1f} times faster than NegMAS ({shown(theirs)}), {agrees}"
    return Figure(what, shown(taken), f"{size}; {ratio}")


def _peer(
    points: npt.NDArray[np.float64], values: npt.NDArray[np.float64], negmas: str
) -> tuple[float | None, bool]:
    """Return what NegMAS takes, None if too long, and whether it finds the same values."""
    with tempfile.TemporaryDirectory(prefix="detente-bench-") as folder:
        given, found = Path(folder, "points.npy"), Path(folder, "found.npy")
        np.save(given, points)
        command = [negmas, "-c", _PEER, str(given), str(RUNS), str(LONG_S), str(found)]
        try:
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=PATIENCE_S
            )
        except subprocess.TimeoutExpired:
            return None, False
        same = np.array_equal(np.unique(np.load(found), axis=0), values)
        return float(json.loads(done.stdout.splitlines()[-1])), same


def _packages() -> Figure:
    """Six parties on six issues with ten options each: a million packages."""
    chance = np.random.default_rng(_SEED)
    options = tuple(Option(f"o{n}", f"option {n}") for n in range(10))
    matters = tuple(
        Matter(
            issue=f"issue {n}",
            options=options,
            levels=chance.integers(NO, YES + 1, (6, 10)).astype(np.int8),
            ranks=(),
            orders=(),
            basis=(),
        )
        for n in range(6)
    )
    space = Space(tuple(f"P{n}" for n in range(6)), matters)
    taken, rows = fastest(lambda: rows_of(space))
    return Figure(
        f"packages, {space.size:,} × 6", shown(taken), f"aim: seconds; {len(rows)} listed"
    )


def _stability() -> Iterator[Figure]:
    for sizes, coalitions, aim in (((3, 3, 2, 2), True, "2 s"), ((5, 4, 4, 4), False, "60 s")):
        text = model(sizes, coalitions=coalitions)
        taken, found = fastest(lambda text=text: stability(read_model(text)))  # type: ignore[misc]
        size = next(caveat for caveat in found.caveats if " states, " in caveat)
        beside = ", two coalitions" if coalitions else ""
        what = f"stability, {2 ** sum(sizes):,} states, {len(sizes)} parties{beside}"
        yield Figure(what, shown(taken), f"aim: under {aim}; {size}")
        peak = _peak_of(text)
        yield Figure(f"peak memory of {what}", f"{peak:,.0f} MB", "a process that does this alone")


def _peak_of(text: str) -> float:
    """Return the peak memory in MB of a process that solves one model."""
    done = subprocess.run(
        [sys.executable, "-c", _ALONE], check=True, capture_output=True, text=True, input=text
    )
    return float(done.stdout)


def model(sizes: tuple[int, ...], *, coalitions: bool) -> str:
    """Return a model in TOML: parties with so many options each, and wants over all options."""
    chance = random.Random(_SEED)  # noqa: S311 (the same model each time)
    options = [f"o{party}{k}" for party, size in enumerate(sizes) for k in range(size)]
    lines = ["status_quo = []"]
    if coalitions:
        lines.append('coalitions = [["P0", "P1"], ["P1", "P2", "P3"]]')
    for party, size in enumerate(sizes):
        wants = [chance.choice(["", "not "]) + o for o in chance.sample(options, len(options))]
        own = [f"o{party}{k}" for k in range(size)]
        lines += ["[[party]]", f'name = "P{party}"']
        lines += [f"options = {json.dumps(own)}", f"wants = {json.dumps(wants)}"]
    return "\n".join(lines)
