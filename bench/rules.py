"""Comparing rules of alerts with what came: in one round, by who begins to watch, by who goes on.

    python -m bench.rules RECORD... [--rule WORDS] [--print]

Each RECORD is one that `bench.whole` or `bench.month` fed; more of the same stream is added to it,
so give copies. What is measured is comparing alone: the reports are read and entered before.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import sys
from collections.abc import Callable, Iterator

from bench.month import PROBE, SOURCE, Press, Ticks
from bench.parts import measure_apart
from bench.table import Conditions, Figure, memory, put, seconds, table, under
from bench.timing import timed
from bench.whole import held
from detente.following.alerting import find_alerts
from detente.following.rounds import update
from detente.record import Record, open_record

RULE = "anyone changes stance"
_LATER = dt.timedelta(minutes=1)


def measure(path: str, part: str, words: str) -> Iterator[Figure]:
    """Yield what comparing costs. part: "round" or "watch"; each in a process of its own."""
    with open_record(path, now=_clock(path)) as record:
        if words not in {rule.words for rule in record.alert_rules()}:
            record.alert_add(words, ["stdout"], "bench")
        there = f"{held(record):,} reports"
        _add(record, PROBE)
        yield from (_round if part == "round" else _watch)(record, there)


def _round(record: Record, there: str) -> Iterator[Figure]:
    record.look_once()
    yield Figure(f"{PROBE} reports in one round, {there}", _compared(record), _peak())


def _watch(record: Record, there: str) -> Iterator[Figure]:
    record.keep_asked()
    yield Figure(f"the same by who begins to watch, {there}", _compared(record), _peak())
    _add(record, PROBE)
    yield Figure(f"the next {PROBE} by who goes on, {there}", _compared(record), _peak())
    _add(record, PROBE)
    yield Figure(f"the {PROBE} after these, {there}", _compared(record), _peak())


def _clock(path: str) -> Callable[[], dt.datetime]:
    """A clock that goes on from when the record learned something last."""
    with open_record(path, now=lambda: dt.datetime.now(dt.UTC)) as record:
        last = record.last_entered()
    assert last is not None  # noqa: S101  (it was fed)
    return Ticks(last + _LATER)


def _add(record: Record, number: int) -> None:
    """Read and enter so many more reports of the stream."""
    (last,) = record.items_page(limit=1).rows
    first = int(last.key.rpartition("/")[2]) + 1
    update(record, [SOURCE], Press(first, first + number).means(), revisit=False)


def _compared(record: Record) -> str:
    used, _ = timed(lambda: find_alerts(record, record.last_entered() or dt.datetime.now(dt.UTC)))
    return f"{seconds(used)} of processor"


def _peak() -> str:
    peak = memory(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return f"peak of that process {peak}; load {os.getloadavg()[0]:.0f}"


def main() -> int:
    """Print the table, and write it into the docs."""
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description=__doc__)
    parser.add_argument("records", nargs="+", metavar="RECORD", help="is added to")
    parser.add_argument("--rule", default=RULE, help="in words")
    parser.add_argument("--print", dest="only_print", action="store_true", help="print only")
    asked = parser.parse_args()
    began = Conditions()
    found = [
        figure
        for path in asked.records
        for part in ("round", "watch")
        for figure in measure_apart("rules", path, part, asked.rule)
    ]
    text = f"{table(found)}\n\nThe rule “{asked.rule}”; {under(began)}\n"
    print(text)
    if not asked.only_print:
        put("rules", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
