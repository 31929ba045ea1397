"""Figures and the table that shows them."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. value: With its unit. about: What it was measured on, or the aim."""

    what: str
    value: str
    about: str


def table(figures: Iterable[Figure]) -> str:
    """Return a Markdown table."""
    rows = [f"| {f.what} | {f.value} | {f.about} |" for f in figures]
    return "\n".join(["| what | figure | on |", "|---|---|---|", *rows])


def seconds(taken: float) -> str:
    """Return seconds with as many places as they bear."""
    return f"{taken:.2f} s" if taken < 10 else f"{taken:.0f} s"


def megabytes(whose: int) -> str:
    """Return the peak of resident memory of this process or its children (resource.RUSAGE_*)."""
    return memory(resource.getrusage(whose).ru_maxrss)


def memory(peak: int) -> str:
    """Return a peak of resident memory as the system counts it (ru_maxrss), in megabytes."""
    # Linux counts it in kilobytes, macOS in bytes.
    return f"{peak / (1e6 if sys.platform == 'darwin' else 1e3):,.0f} MB"
