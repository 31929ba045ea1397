"""How long the command line takes to start, as a whole process, against a bare interpreter."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from bench.table import Figure, megabytes

RUNS = 7


def measure() -> Iterator[Figure]:
    """Yield seconds to the help text, of which the interpreter's own."""
    bare = _median([sys.executable, "-c", "pass"])
    ours = _median([sys.executable, "-m", "detente", "--help"])
    yield Figure("bare Python", f"{bare:.2f} s", "start and stop")
    yield Figure("detente --help", f"{ours:.2f} s", "aim: under 0.3 s")
    yield Figure("peak memory of that", megabytes(resource.RUSAGE_CHILDREN), "that process")


def _median(command: Sequence[str]) -> float:
    return statistics.median(_seconds(command) for _ in range(RUNS))


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started
