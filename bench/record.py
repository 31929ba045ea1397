"""A record of thousands of reports: what one more costs, and how long it takes to look at it."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.invented import number_of, readings
from bench.table import Figure, megabytes, memory, seconds
from detente.record import open_record
from detente.record.database import Database

FEW = 1_000
TIMES = 3
# Reports that came in since the reader of `changes --since last` looked: twelve days of them.
LATELY = 100
NAME = "bench.db"
BEGINNING = dt.datetime(2036, 1, 1, tzinfo=dt.UTC)


def measure(folder: str, size: int) -> Iterator[Figure]:
    """Yield what entering costs early and late, and how long the commands that look take.

    folder: Where the record is made, about 25 kB a report. size: Reports in it, over 2 x FEW.
    """
    path = Path(folder) / NAME
    started = time.perf_counter()
    _add(path, 0, FEW)
    early = _add(path, FEW, 2 * FEW)
    _add(path, 2 * FEW, size)
    built = time.perf_counter() - started
    claims = 10 * size
    yield Figure(
        f"making a record of {size:,} reports", seconds(built), f"{claims:,} claims, once"
    )
    yield from _looks(path, size)
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


def made(folder: str, size: int) -> Path:
    """Return the record that a folder holds, made first if it holds none."""
    path = Path(folder) / NAME
    if not path.exists():
        _add(path, 0, size)
    return path


def next_number(path: Path) -> int:
    """Return the number after the last one of which a record holds an invented report."""
    database = Database(str(path))
    with contextlib.closing(database), database.read() as connection:
        keys = connection.exec_driver_sql("SELECT key FROM reports").scalars()
        return max((number_of(key) for key in keys), default=-1) + 1


def _looks(path: Path, size: int) -> Iterator[Figure]:
    """The commands as a user types them, whole processes."""
    said = json.loads(_run(path, ("brief", "--format", "json")).out)
    entry = said["sections"][0]["lines"][0]["ids"][0]
    seen = BEGINNING + dt.timedelta(seconds=size - LATELY)
    readers = [f"bench-{number}" for number in range(TIMES)]
    with open_record(str(path), now=lambda: seen) as record:
        for reader in readers:
            record.look(reader, seen)
    since = [("changes", "--since", "last", "--reader", reader) for reader in readers]
    for words, name, aim in (
        ([("brief",)], "brief", "aim: under 1 s"),
        (since, f"changes --since last ({LATELY} new)", "aim: under 1.5 s"),
        ([("matrix",)], "matrix", "aim: under 1.5 s"),
        ([("list", "contacts")], "list contacts", "aim: under 1.5 s"),
        ([("show", entry)], "show ID", "aim: under 1.5 s"),
    ):
        runs = [_run(path, words[n % len(words)]) for n in range(TIMES)]
        taken, worked = (
            statistics.median(times)
            for times in zip(*((run.seconds, run.worked) for run in runs), strict=True)
        )
        peak = max(run.peak for run in runs)
        about = f"{aim}; {seconds(worked)} of processor"
        yield Figure(f"detente {name}, {size:,} reports", seconds(taken), about)
        yield Figure(f"peak memory of {name}", memory(peak), "that process")


@dataclass(frozen=True, slots=True)
class Run:
    """One process: what it printed, how long it took, its peak of memory as the system counts.

    worked: Seconds of processor: what it would take if nobody else used the machine.
    """

    out: bytes
    seconds: float
    worked: float
    peak: int


def _run(path: Path, words: Sequence[str]) -> Run:
    command = [sys.executable, "-m", "detente", *words, "--record", str(path)]
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out)
        _, status, used = os.wait4(process.pid, 0)
        taken = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        return Run(out.read(), taken, used.ru_utime + used.ru_stime, used.ru_maxrss)


def _add(path: Path, first: int, end: int) -> float:
    """Enter readings by their numbers; return the seconds that the record took for them."""
    ticks = (BEGINNING + dt.timedelta(seconds=n) for n in itertools.count(first))
    spent = 0.0
    with open_record(str(path), now=lambda: next(ticks), create=True) as record:
        for start in range(first, end, FEW):
            batch = tuple(readings(start, min(start + FEW, end)))
            spent += _timed(lambda these=batch: record.enter(these))  # type: ignore[misc]
    return spent


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
