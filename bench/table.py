"""Figures and the table that shows them."""

from __future__ import annotations

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
