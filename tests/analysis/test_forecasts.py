from __future__ import annotations

from dataclasses import replace

from detente.analysis import forecasts
from tests.views.sample import E_BASIS, E_FORECAST, SNAPSHOT, basis, entry


def test_only_judgements_with_a_condition_are_forecasts():
    rows = forecasts(SNAPSHOT).rows
    assert [row.basis for row in rows] == [(E_FORECAST.id,)]
    assert rows[0].cells[:3] == ("Mira Oake", "a deal", "Until the ferry runs")


def test_a_condition_counts_whatever_the_polarity():
    with_condition = entry(("radio", replace(basis, condition="if it is signed")))
    rows = forecasts(replace(SNAPSHOT, assessments=(E_BASIS, with_condition))).rows
    assert [row.basis for row in rows] == [(with_condition.id,)]


def test_the_newest_comes_first():
    newer = entry(("radio", E_FORECAST.claim))
    older = entry(("wire", replace(E_FORECAST.claim, about="the talks")))
    rows = forecasts(replace(SNAPSHOT, assessments=(older, E_FORECAST, newer))).rows
    assert [row.cells[4] for row in rows] == ["2031-03-05", "2031-03-03", "2031-03-01"]
