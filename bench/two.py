"""Two processes, each with half of the texts, against one with all of them.

    python -m bench --part two

Under three minutes, and it needs two cores with nothing else to do. The seconds of processor tell
what was lost: if both halves took together more than the whole, the processes stood in each
other's way (memory, a shared core), and if not, they waited for others on the machine.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bench.reading import PACKET, forget, read_on, texts_in
from bench.table import Figure
from detente import flow
from detente.model.text import Report

# Reports that one process reads, and how often both ways are measured, by turns.
_REPORTS, _TURNS = 4 * PACKET, 3


class Took(NamedTuple):
    """Seconds by the clock, and of processor."""

    wall: float
    processor: float


def measure(root: str, demo: str) -> Iterator[Figure]:
    """Yield how much faster two processes are, of the reading alone and with all around it."""
    reports = texts_in(Path(root), Path(demo)).on[:_REPORTS]
    parts = halves(reports)
    context = multiprocessing.get_context("spawn")
    rows: list[tuple[Took, list[Took]]] = []
    with ProcessPoolExecutor(2, context) as pool:
        list(pool.map(_timed, [reports[:PACKET]] * 2))  # both have loaded the model
        for _ in range(_TURNS):
            (one,) = pool.map(_timed, [reports])
            rows.append((one, list(pool.map(_timed, parts))))
    ratios = sorted(one.wall / max(t.wall for t in two) for one, two in rows)
    work = statistics.median(sum(t.processor for t in two) / one.processor for one, two in rows)
    yield Figure(
        "two processes against one",
        f"{statistics.median(ratios):.2f}",
        f"aim: 1.8; of {_TURNS} turns, {ratios[0]:.2f} to {ratios[-1]:.2f}; needs two idle cores",
    )
    yield Figure("processor that both take, of what one takes", f"{work:.2f}", "1 if nothing lost")
    yield Figure(
        "the whole of it, `--jobs 2` against `--jobs 1`",
        f"{_whole(reports, 1) / _whole(reports, 2):.2f}",
        f"{len(reports)} reports, handed over and back; processes started before",
    )


def halves(reports: Sequence[Report]) -> tuple[list[Report], list[Report]]:
    """Return reports in two parts of as many words, the longest first."""
    parts: tuple[list[Report], list[Report]] = ([], [])
    words = [0, 0]
    for report in sorted(reports, key=lambda r: -len(r.text.split())):
        less = words.index(min(words))
        parts[less].append(report)
        words[less] += len(report.text.split())
    return parts


def _timed(reports: Sequence[Report]) -> Took:
    forget()
    wall, processor = time.perf_counter(), time.process_time()
    read_on("learned", reports)
    return Took(time.perf_counter() - wall, time.process_time() - processor)


def _whole(reports: Sequence[Report], jobs: int) -> float:
    """Seconds by the clock of reading as the command does it."""
    forget()
    with flow.processes(jobs) as pool:
        list(flow.read(reports[: PACKET * jobs], jobs=jobs, pool=pool))
        forget()
        started = time.perf_counter()
        for _ in flow.read(reports[PACKET * 2 :], jobs=jobs, pool=pool):
            pass
        return time.perf_counter() - started
