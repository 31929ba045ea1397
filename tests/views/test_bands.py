"""Bands over time: each day in its place, the last one wide enough to be seen."""

from __future__ import annotations

from detente.model.findings import Finding, Row
from detente.views.bands import WIDTH, plots


def finding(*days: tuple[str, int, int, str | None]) -> Finding:
    return Finding(
        method="convergence",
        title="Convergence",
        columns=(),
        rows=tuple(
            Row(cells=("Monitors", "Torvania", "Kestland", day, least, most, 1, who, None))
            for day, least, most, who in days
        ),
    )


def test_a_band_goes_from_the_first_day_on_beyond_the_last() -> None:
    [plot] = plots(finding(("2031-03-01", 0, 100, None), ("2031-03-11", 50, 50, "Torvania")))
    corners = [tuple(map(float, corner.split(","))) for corner in plot.area.split()]
    last = plot.days[-1][0]
    assert plot.days[0][0] < last < WIDTH - 20
    assert max(x for x, _ in corners) == WIDTH
    assert {y for x, y in corners if x == WIDTH} == {y for x, y in corners if x == last} - {
        y for x, y in corners if x == plot.days[0][0]
    }
    assert plot.told == (
        "2031-03-01: 0 to 100 percent; 2031-03-11: 50 to 50 percent, Torvania moved"
    )


def test_one_day_makes_no_plot() -> None:
    assert plots(finding(("2031-03-01", 0, 100, None))) == ()
