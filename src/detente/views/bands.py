"""Bands over time: the finding of convergence as small plots, for a page to draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from detente.model.findings import Finding, Row

# Units of a plot's own; a page scales them.
WIDTH, HEIGHT = 320, 64
_MARGIN = 6
_HEIGHTS = "▁▂▃▄▅▆▇█"
# After the last day the band goes on, so that it can be seen where things stand.
_TAIL = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """How far two parties agree on an issue, day by day.

    area: Corners of the band as SVG writes them, "x,y x,y". days: Of each step its place, day,
    least and most percent, and who moved. told: The same in words, for who cannot see it. known:
    Whether anything is known on any day: else the band is all there is.
    """

    issue: str
    party: str
    other: str
    area: str
    days: tuple[tuple[float, str, int, int, str], ...]
    first: str
    last: str
    told: str
    known: bool


def plots(finding: Finding) -> tuple[Plot, ...]:
    """Return a plot for each issue and pair of parties with two days or more."""
    by_pair: dict[tuple[str, str, str], list[Row]] = {}
    for row in finding.rows:
        issue, party, other, *_ = (str(cell) for cell in row.cells)
        by_pair.setdefault((issue, party, other), []).append(row)
    return tuple(_plot(key, rows) for key, rows in by_pair.items() if len(rows) > 1)


def sparklines(plot: Plot) -> tuple[str, str]:
    """Return a plot as two lines of eight heights, a sign a day: at most, and at least, agreed.

    >>> from detente.model.findings import Finding, Row
    >>> days = [("2031-03-01", 0, 100), ("2031-03-05", 50, 50)]
    >>> rows = tuple(Row(cells=("tolls", "A", "B", *day, 2, None, None)) for day in days)
    >>> (plot,) = plots(Finding(method="convergence", title="", columns=(), rows=rows))
    >>> sparklines(plot)
    ('█▅', '▁▅')
    """
    most = "".join(_height(high) for *_, high, _ in plot.days)
    least = "".join(_height(low) for _, _, low, *_ in plot.days)
    return most, least


def _plot(key: tuple[str, str, str], rows: Sequence[Row]) -> Plot:
    days = [dt.date.fromisoformat(str(row.cells[3])) for row in rows]
    whole = max(1, (days[-1] - days[0]).days)
    steps = []
    for day, row in zip(days, rows, strict=True):
        x = _MARGIN + (WIDTH - _MARGIN - _TAIL) * (day - days[0]).days / whole
        moved = row.cells[7] or row.cells[8]
        steps.append(
            (
                round(x, 1),
                day.isoformat(),
                int(row.cells[4] or 0),
                int(row.cells[5] or 0),
                str(moved or ""),
            )
        )
    words = "; ".join(
        f"{day}: {least} to {most} percent{f', {who} moved' if who else ''}"
        for _, day, least, most, who in steps
    )
    return Plot(
        issue=key[0],
        party=key[1],
        other=key[2],
        area=_area(steps),
        days=tuple(steps),
        first=days[0].isoformat(),
        last=days[-1].isoformat(),
        told=words,
        known=any((least, most) != (0, 100) for _, _, least, most, _ in steps),
    )


def _area(steps: Sequence[tuple[float, str, int, int, str]]) -> str:
    """Return the band as a polygon: a step stands until the next day."""
    top, bottom = [], []
    for number, (x, _, least, most, _) in enumerate(steps):
        end = steps[number + 1][0] if number + 1 < len(steps) else float(WIDTH)
        top += [(x, _y(most)), (end, _y(most))]
        bottom += [(x, _y(least)), (end, _y(least))]
    return " ".join(f"{x:g},{y:g}" for x, y in (*top, *reversed(bottom)))


def _y(percent: int) -> float:
    """Return the height of a percentage; the band is never thinner than a line."""
    return round(HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * percent / 100, 1)


def _height(percent: int) -> str:
    return _HEIGHTS[round(percent * (len(_HEIGHTS) - 1) / 100)]
