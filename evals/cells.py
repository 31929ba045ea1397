"""Cells and tables of the accuracy page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.calibration import error
from evals.tally import Share


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    titles_ = list(head)
    lines = [f"| {' | '.join(titles_)} |", "|---" * len(titles_) + "|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, ""])


def two(value: float) -> str:
    """Return a share with two digits, without the zero before the point.

    >>> two(0.5), two(1.0)
    ('.50', '1.00')
    """
    return f"{value:.2f}".removeprefix("0")


def interval(ends: tuple[float, float]) -> str:
    """Return the ends of an interval.

    >>> interval((0.4, 0.62))
    '(.40–.62)'
    """
    return f"({two(ends[0])}–{two(ends[1])})"


def three(value: float) -> str:
    """Return a figure with three digits, a whole number without."""
    return f"{value:.3f}".removeprefix("0") if value % 1 else f"{value:.0f}"


def maybe(value: float | None) -> str:
    """Return a share with two digits, a dash for none."""
    return "–" if value is None else two(value)


def share(found: Share) -> str:
    """Return a share with what it rests on."""
    return f"{two(found.value)} ({so_many(found)})" if found.value is not None else "–"


def so_many(found: Share) -> str:
    """Return "so many of so many"."""
    return f"{found.right} of {found.asked}"


def gap(outcomes: Sequence[tuple[float, bool]]) -> str:
    """Return a calibration error with the number of claims."""
    found = error(outcomes)
    return "–" if found is None else f"{two(found)} ({len(outcomes)})"
