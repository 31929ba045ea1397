"""A record of thousands of reports: what one more costs, and how long its brief takes."""

from __future__ import annotations

import datetime as dt
import itertools
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.invented import readings
from bench.table import Figure, megabytes, seconds
from detente.record import open_record

FEW = 1_000
BRIEFS = 3
BEGINNING = dt.datetime(2036, 1, 1, tzinfo=dt.UTC)


def measure(folder: str, size: int) -> Iterator[Figure]:
    """Yield what entering costs early and late, and what a brief of the record takes.

    folder: Where the record is made, about 25 kB a report. size: Reports in it, over 2 x FEW.
    """
    path = Path(folder) / "bench.db"
    started = time.perf_counter()
    _add(path, 0, FEW)
    early = _add(path, FEW, 2 * FEW)
    _add(path, 2 * FEW, size)
    built = time.perf_counter() - started
    claims = 10 * size
    yield Figure(
        f"making a record of {size:,} reports", seconds(built), f"{claims:,} claims, once"
    )
    yield from _brief(path, size)
    late = _add(path, size, size + FEW)
    grown = path.stat().st_size / (size + FEW) / 1e3
    for one, before in ((early, FEW), (late, size)):
        yield Figure(
            f"adding {FEW:,} reports to {before:,}",
            f"{one / FEW * 1e3:.1f} ms a report",
            "without reading them",
        )
    yield Figure(
        f"a report added to {size:,} against one to {FEW:,}",
        f"{late / early:.2f}",
        "1 if it does not grow",
    )
    yield Figure("peak memory of adding", megabytes(resource.RUSAGE_SELF), "that process")
    yield Figure("the record on disk", f"{grown:.0f} kB a report", "texts included")


def _brief(path: Path, size: int) -> Iterator[Figure]:
    """The command as a user types it, whole processes."""
    command = [sys.executable, "-m", "detente", "brief", "--record", str(path)]
    taken = statistics.median(_timed(lambda: _run(command)) for _ in range(BRIEFS))
    yield Figure(f"detente brief, {size:,} reports", seconds(taken), "aim: under 1 s")
    yield Figure("peak memory of that brief", megabytes(resource.RUSAGE_CHILDREN), "that process")


def _add(path: Path, first: int, end: int) -> float:
    """Enter readings by their numbers; return the seconds that the record took for them."""
    ticks = (BEGINNING + dt.timedelta(seconds=n) for n in itertools.count(first))
    spent = 0.0
    with open_record(str(path), now=lambda: next(ticks), create=True) as record:
        for start in range(first, end, FEW):
            batch = tuple(readings(start, min(start + FEW, end)))
            spent += _timed(lambda these=batch: record.enter(these))  # type: ignore[misc]
    return spent


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
