"""The parts of the bench, each in a process of its own, so that its peak of memory is its own."""

from __future__ import annotations

import importlib
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from bench.table import Figure
from detente.cli.door import use_one_core


def measure_apart(part: str, *given: object) -> list[Figure]:
    """Return the figures of a module of the bench, measured in a fresh process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure, part, given).result()


def _measure(part: str, given: tuple[object, ...]) -> list[Figure]:
    use_one_core()  # as the command does
    # Imported here: each part loads only what it measures.
    return list(importlib.import_module(f"bench.{part}").measure(*given))
