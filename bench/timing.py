"""timed(), fastest(): seconds of processor that something takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# What is timed often is timed so often, and no more once that took so long in all.
RUNS, LONG_S = 5, 1.0


def timed(run: Callable[[], T]) -> tuple[float, T]:
    """Return seconds of processor, and what was returned."""
    started = time.process_time()
    found = run()
    return time.process_time() - started, found


def fastest(run: Callable[[], T], before: Callable[[], None] = lambda: None) -> tuple[float, T]:
    """Return the seconds of the fastest of several runs, and what the last one returned.

    before: Is run before each and not timed: to forget what was kept.
    """
    taken: list[float] = []
    while len(taken) < RUNS and sum(taken) < LONG_S:
        before()
        seconds, found = timed(run)
        taken.append(seconds)
    return min(taken), found
