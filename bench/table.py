"""Figures and the table that shows them."""

from __future__ import annotations

import os
import platform
import re
import resource
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


@dataclass(frozen=True, slots=True)
class Conditions:
    """When a measurement began, and how busy the machine was then."""

    at: float = field(default_factory=time.perf_counter)
    load: float = field(default_factory=lambda: os.getloadavg()[0])


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


def under(began: Conditions) -> str:
    """Return under what something was measured, in words."""
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    taken = time.perf_counter() - began.at
    return f"{machine}; load {began.load:.1f} at the start; {taken:.0f} s in all."


def put(part: str, text: str) -> None:
    """Write a part's table, and what is said of it, into the docs."""
    marked = rf"(?<=<!-- bench:{part} -->\n).*?(?=<!-- bench:end -->)"
    page = PAGE.read_text("utf-8")
    PAGE.write_text(re.sub(marked, lambda _: text, page, count=1, flags=re.DOTALL), "utf-8")


def seconds(taken: float) -> str:
    """Return seconds with as many places as they bear."""
    return f"{taken:.2f} s" if taken < 10 else f"{taken:.0f} s"


def shown(taken: float) -> str:
    """Return a time: milliseconds if it is under a second."""
    return seconds(taken) if taken >= 1 else f"{taken * 1e3:,.2f} ms"


def megabytes(whose: int) -> str:
    """Return the peak of resident memory of this process or its children (resource.RUSAGE_*)."""
    return memory(resource.getrusage(whose).ru_maxrss)


def memory(peak: int) -> str:
    """Return a peak of resident memory as the system counts it (ru_maxrss), in megabytes."""
    # Linux counts it in kilobytes, macOS in bytes.
    return f"{peak / (1e6 if sys.platform == 'darwin' else 1e3):,.0f} MB"
