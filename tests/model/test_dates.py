"""Days keep the precision of the words, and refuse what is no day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.dates import Days, day, month, parse_day, parse_days, span_of_days, year
from detente.model.errors import DateError

DAY = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(DAY, DAY)
def test_what_is_written_reads_the_same(one: dt.date, other: dt.date) -> None:
    days = span_of_days(min(one, other), max(one, other))
    assert parse_days(str(days)) == days


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (month(2031, 12), "2031-12"),
        (year(2031), "2031"),
        (day(dt.date(2031, 3, 4)), "2031-03-04"),
    ],
)
def test_precision_is_kept(days: Days, written: str) -> None:
    assert str(days) == written
    assert parse_days(written) == days


@pytest.mark.parametrize("text", ["9999-01-01", "1200", "2031-13", "2031-02-30", "soon", "", "/"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_days(text)


def test_a_range_is_not_one_day() -> None:
    with pytest.raises(DateError, match="write it as YYYY-MM-DD"):
        parse_day("2031-03")


def test_days_do_not_run_backwards() -> None:
    with pytest.raises(DateError, match="run backwards"):
        Days(dt.date(2031, 3, 4), dt.date(2031, 3, 4))


@given(DAY, DAY)
def test_two_stretches_meet_both_ways(one: dt.date, other: dt.date) -> None:
    first, second = day(one), month(other.year, other.month)
    assert first.meets(second) == second.meets(first) == second.holds(one)
