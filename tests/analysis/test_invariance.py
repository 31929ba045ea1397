"""Through the record: order of entry and repetition change no finding; silence moves nothing."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import METHODS, convergence, turning_points
from detente.model.findings import Finding
from detente.model.snapshot import Snapshot
from detente.model.text import Report, Source, make_report
from detente.model.vocabulary import Stance
from detente.record import open_record
from tests.analysis.test_over_time import told
from tests.fakes import PLAIN

NOW = dt.datetime(2031, 4, 1, tzinfo=dt.UTC)
TEXTS = (
    ("2031-03-01", "Norland demands a vote. Sudmark rejects a vote."),
    (
        "2031-03-02",
        "Norland rejects the fee. Sudmark demands the fee. Norland wants a truce before talks. "
        "Sudmark wants talks before a truce.",
    ),
    (
        "2031-03-05",
        "Norland and Sudmark met on 2031-03-04. According to Halmar, Sudmark demands a court.",
    ),
    ("2031-03-10", "Norland accepts the fee. Sudmark accepts a vote."),
    ("2031-03-12", "Norland rejects a court. Norland calls the talks good. Halmar offers a pier."),
    ("2031-03-14", "Norland demands a pause of 90 days. Sudmark offers a pause of 120 days."),
)
# Columns that count reports: a copy is one more, and should be.
COUNTS = {"reports", "outlets", "independent texts", "reports looked at", "times"}


def report(number: int, outlet: str = "Post") -> Report:
    day, text = TEXTS[number]
    return make_report(
        text,
        key=f"{outlet}-{number}",
        retrieved=NOW,
        source=Source(outlet, f"https://{outlet.lower()}.example/{number}"),
        published=dt.date.fromisoformat(day),
    )


def findings(reports: Iterable[Report]) -> dict[str, list[tuple[Any, ...]]]:
    """What each method finds in a record that the reports were entered into one by one."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "a.db"))
        with open_record(path, create=True, now=lambda: NOW) as record:
            for one in reports:
                record.enter([PLAIN.read(one)])
            snapshot = record.snapshot(as_of=dt.date(2031, 3, 20))
    return _all(snapshot)


def _all(snapshot: Snapshot) -> dict[str, list[tuple[Any, ...]]]:
    found = {method.name: _lines(method.function(snapshot)) for method in METHODS}
    found |= {f"{m.name} told": _lines(m.told(snapshot)) for m in METHODS if m.told is not None}
    return found


def _lines(finding: Finding) -> list[tuple[Any, ...]]:
    kept = [n for n, column in enumerate(finding.columns) if column not in COUNTS]
    return [(*(row.cells[n] for n in kept), row.basis) for row in finding.rows]


@pytest.fixture(scope="module")
def once() -> dict[str, list[tuple[Any, ...]]]:
    return findings(map(report, range(len(TEXTS))))


def test_there_is_something_to_change(once: dict[str, list[tuple[Any, ...]]]) -> None:
    silent = {"blocks", "commitments", "forecasts", "ledger"}
    assert {name for name, lines in once.items() if not lines} <= silent


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(range(len(TEXTS))))
def test_the_order_of_entry_changes_no_finding(
    once: dict[str, list[tuple[Any, ...]]], order: Sequence[int]
) -> None:
    assert findings(map(report, order)) == once


@settings(max_examples=8, deadline=None)
@given(again=st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=4))
def test_repeating_a_report_changes_no_finding(
    once: dict[str, list[tuple[Any, ...]]], again: Sequence[int]
) -> None:
    every = [report(number) for number in range(len(TEXTS))]
    assert findings([*every, *map(report, again)]) == once


def test_a_copy_in_another_paper_changes_no_finding(
    once: dict[str, list[tuple[Any, ...]]],
) -> None:
    copies = [report(number, "Wire") for number in range(len(TEXTS))]
    assert findings([*map(report, range(len(TEXTS))), *copies]) == once


stances = st.sampled_from(["demands", "accepts", "rejects", "reserves"])
paths = st.dictionaries(st.integers(0, 30), stances, min_size=1, max_size=4)


@given(st.lists(paths, min_size=2, max_size=3), st.lists(paths, min_size=2, max_size=3))
def test_silence_widens_the_band_and_never_moves_it(
    norland: list[dict[int, Stance]], sudmark: list[dict[int, Stance]]
) -> None:
    """Of one party less is known: the band holds all that it held, and nobody moved for that."""
    known = _told(norland, sudmark)
    # of its first proposition nothing is known any more; others still speak of it
    less = _told([{}, *norland[1:]], sudmark)
    wide, narrow = _bands(less), _bands(known)
    for day, (low, high) in wide.items():
        if day in narrow:
            assert low <= narrow[day][0]
            assert high >= narrow[day][1]
    moved = {row.cells[3] for row in convergence(known).rows if row.cells[7] or row.cells[8]}
    assert {
        row.cells[3] for row in convergence(less).rows if row.cells[7] or row.cells[8]
    } <= moved


def _told(norland: Sequence[dict[int, Stance]], sudmark: Sequence[dict[int, Stance]]) -> Snapshot:
    snapshot = told(
        *(
            (party, f"point {number}", sorted(path.items()))
            for party, all_paths in (("Norland", norland), ("Sudmark", sudmark))
            for number, path in enumerate(all_paths)
            if path
        )
    )
    return _one_issue(snapshot)


def _one_issue(snapshot: Snapshot) -> Snapshot:
    (first, *_) = snapshot.issues
    points = tuple(
        replace(p, issue=first.id) for issue in snapshot.issues for p in issue.propositions
    )
    return replace(
        snapshot,
        issues=(replace(first, propositions=points),),
        standings=tuple(replace(s, issue=first.id) for s in snapshot.standings),
    )


def _bands(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    return {
        str(r.cells[3]): (int(r.cells[4]), int(r.cells[5])) for r in convergence(snapshot).rows
    }  # type: ignore[arg-type]


@given(st.integers(5, 25), st.integers(0, 3), st.sampled_from(["Norland", "Sudmark"]))
def test_a_planted_shift_is_found(day: int, apart: int, other: str) -> None:
    """Two stances change within three days, by two parties or by one on two issues."""
    shifted = told(
        ("Norland", "a vote", [(0, "rejects"), (day, "accepts")]),
        (other, "a court", [(0, "demands"), (day + apart, "rejects")]),
        ("Halmar", "a fee", [(0, "rejects")]),
    )
    (found,) = turning_points(shifted).rows
    start = dt.date(2031, 3, 1)
    assert found.cells[:2] == (
        (start + dt.timedelta(days=day)).isoformat(),
        (start + dt.timedelta(days=day + apart)).isoformat(),
    )


@given(st.lists(st.integers(4, 12), min_size=2, max_size=10))
def test_a_smooth_trend_is_no_turning_point(steps: list[int]) -> None:
    """One stance after another comes round, days apart: movement, but no departure."""
    days = [sum(steps[: n + 1]) for n in range(len(steps))]
    assert all(later - earlier > 3 for earlier, later in pairwise(days))
    trend = told(
        *(
            ("Norland" if n % 2 else "Sudmark", f"point {n}", [(0, "rejects"), (day, "accepts")])
            for n, day in enumerate(days)
        )
    )
    assert turning_points(trend).rows == ()
