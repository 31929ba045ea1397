"""One polite rate a host: who comes too soon waits, long waits are told."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.errors import FetchError
from detente.reports.pace import LONGEST_WAIT_S, Pace
from tests.reports.fetching import Time


def pace_of(time: Time) -> Pace:
    return Pace(time.clock, time.sleep, 1.0)


def test_each_host_has_its_own_turns() -> None:
    time = Time()
    pace = pace_of(time)
    pace.wait("a.example")
    pace.wait("b.example")
    assert time.slept == []
    pace.wait("a.example", 5)
    pace.wait("a.example")
    assert time.slept == [1.0, 5.0]
    time.seconds += 60
    pace.wait("a.example")
    assert time.slept == [1.0, 5.0]


def test_a_host_that_asks_for_it_is_left_alone() -> None:
    time = Time()
    pace = pace_of(time)
    pace.hold("a.example", dt.timedelta(seconds=20))
    pace.hold("a.example", dt.timedelta(seconds=5))
    pace.wait("b.example")
    pace.wait("a.example")
    assert time.slept == [20.0]
    pace.hold("a.example", dt.timedelta(hours=2))
    with pytest.raises(FetchError, match="left alone for 120 minutes") as told:
        pace.wait("a.example")
    assert told.value.again == dt.timedelta(hours=2)
    time.seconds += 7200
    pace.wait("a.example")
    assert time.slept == [20.0]


def test_a_crawl_delay_that_is_long_is_told_and_not_slept() -> None:
    time = Time()
    pace = pace_of(time)
    pace.wait("a.example", 600)
    with pytest.raises(FetchError, match="10 minutes"):
        pace.wait("a.example", 600)
    assert time.slept == []


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 20), st.floats(0, 20))))
def test_two_requests_to_a_host_are_never_closer_than_asked(steps: list) -> None:
    time = Time()
    pace = pace_of(time)
    last: dict[str, float] = {}
    for host, gap, idle in steps:
        time.seconds += idle
        pace.wait(host, gap)
        assert time.seconds >= last.get(host, 0.0)
        last[host] = time.seconds + max(gap, 1.0) - 1e-9
    assert all(0 < slept <= LONGEST_WAIT_S for slept in time.slept)


def test_threads_take_turns() -> None:
    time = Time()
    waits: list[float] = []
    pace = Pace(lambda: 0.0, waits.append, 1.0)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(pace.wait, ["a.example"] * 20))
    assert sorted(waits) == [float(n) for n in range(1, 20)]
    assert time.slept == []
