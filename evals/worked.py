"""The worked example: what the analyses must make of one annotated report.

    python -m evals.worked [DIR] [--report ID] [--reader NAME]

DIR: the annotated reports, default ../shared/evals; where it or the report is absent this says so
and passes. The report alone is entered into a record. By its annotation there must be: each pair
of opposed stances as a conflict with both sentences; either of them as a set that would have to
change; an obstacle that names a measure as a formula voiced; a forecast with its condition in the
ledger; and the gap that none of these stances is told by its party itself. What is missing is
named, no words of the report.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from detente.analysis import METHODS, ask
from detente.analysis.bounds import has_measure
from detente.model.findings import Finding, Row
from detente.model.snapshot import Entry, Snapshot
from detente.readings.readers import reader
from detente.views.brief.sections import every_entry
from evals.data import load_gold, load_report
from evals.opposed import DEFAULT, Opposed, opposed, overlapping, snapshot_of, span_of

REPORT = "seed"
Gold: TypeAlias = dict[str, Any]


def main() -> int:
    """Return 0 if all is found or there is no such report, 1 if something is missing."""
    given = _given()
    found = missing(given.dir, report=given.report, reader_name=given.reader)
    if found is None:
        print(f"skipped: no annotated report {given.report!r} at {given.dir}")
        return 0
    for line in found:
        print(f"missing: {line}", file=sys.stderr)
    print(f"{len(PARTS) - len(found)} of {len(PARTS)} parts of the worked example found")
    return 1 if found else 0


def missing(root: Path, *, report: str = REPORT, reader_name: str = "learned") -> list[str] | None:
    """Return which parts of the worked example are not found; None if there is no such report."""
    base = root / "negotiations"
    paths = (base / "gold" / f"{report}.json", base / "texts" / f"{report}.txt")
    if not all(path.exists() for path in paths):
        return None
    gold = load_gold(base / "gold", report)
    snapshot = snapshot_of(load_report(base / "texts", report), reader(reader_name))
    looked = _Looked(gold, snapshot)
    return [f"{report}: {name}" for name, holds in PARTS.items() if not holds(looked)]


class _Looked:
    """One report's annotation and what the analyses find in it."""

    def __init__(self, gold: Gold, snapshot: Snapshot) -> None:
        self.gold = gold
        self.pairs = opposed(gold)
        self._snapshot = snapshot
        self._entries: Mapping[str, Entry] = {e.id: e for e in every_entry(snapshot)}

    def found(self, name: str, *, accounts: bool = False) -> Finding:
        method = next(method for method in METHODS if method.name == name)
        return ask(method, self._snapshot, accounts=accounts)

    def rests(self, row: Row, span: tuple[int, int]) -> bool:
        """Whether a row has words of that place among its sentences."""
        found = (self._entries[key] for key in row.basis if key in self._entries)
        return bool(overlapping(found, span))

    def measured(self) -> Iterator[tuple[int, int]]:
        """Yield where obstacles are named with their measure."""
        for point in self.gold["sticking_points"]:
            if has_measure(point["issue"]):
                yield span_of(point)


def _conflicts(looked: _Looked) -> bool:
    return _both(looked, looked.found("conflicts", accounts=True).rows)


def _both(looked: _Looked, rows: Sequence[Row]) -> bool:
    """Return whether of each pair both sentences are in one row."""
    return bool(looked.pairs) and all(
        any(looked.rests(row, pair.asks) and looked.rests(row, pair.rejects) for row in rows)
        for pair in looked.pairs
    )


def _unasked(looked: _Looked) -> bool:
    """Return whether each conflict stands in the finding that was asked for nothing more."""
    found = looked.found("conflicts")
    return _both(looked, [*found.rows, *(row for tier in found.tiers for row in tier.rows)])


def _changes(looked: _Looked) -> bool:
    rows = [row for row in looked.found("changes", accounts=True).rows if row.cells[1] == 1]
    return bool(looked.pairs) and all(_either(looked, rows, pair) for pair in looked.pairs)


def _either(looked: _Looked, rows: list[Row], pair: Opposed) -> bool:
    """Return whether giving up either stance of a pair is a set of its own."""
    asks = [row for row in rows if looked.rests(_demand(row), pair.asks)]
    rejects = [row for row in rows if looked.rests(_demand(row), pair.rejects)]
    return bool(asks) and bool(rejects) and asks != rejects


def _demand(row: Row) -> Row:
    """Return a row that rests on its one demand alone, not on what stands beside it."""
    return Row(cells=row.cells, basis=row.basis[:1])


def _formula(looked: _Looked) -> bool:
    rows = looked.found("changes", accounts=True).rows
    return bool(rows) and any(
        all(looked.rests(row, span) and has_measure(str(row.cells[6])) for row in rows)
        for span in looked.measured()
    )


def _forecast(looked: _Looked) -> bool:
    tied = [span_of(one) for one in looked.gold["assessments"] if one["condition"]]
    rows = [row for row in looked.found("ledger").rows if row.cells[3]]
    return any(looked.rests(row, span) for row in rows for span in tied)


def _gap(looked: _Looked) -> bool:
    """Return whether it is said that of each pair only accounts of others were found."""
    return bool(looked.pairs) and all(
        any(
            row.cells[4] and looked.rests(row, pair.asks) and looked.rests(row, pair.rejects)
            for row in looked.found("gaps").rows
        )
        for pair in looked.pairs
    )


PARTS: Mapping[str, Callable[[_Looked], bool]] = {
    "the opposed stances as a conflict with both sentences": _conflicts,
    "the same without any option, apart from what counts": _unasked,
    "either stance as a set that would have to change": _changes,
    "the named measure as a formula voiced": _formula,
    "the conditional forecast in the ledger": _forecast,
    "the gap: both stances are told by others alone": _gap,
}


def _given() -> argparse.Namespace:
    ask_for = argparse.ArgumentParser(prog="python -m evals.worked", description=__doc__)
    ask_for.add_argument("dir", nargs="?", type=Path, default=DEFAULT)
    ask_for.add_argument("--report", default=REPORT)
    ask_for.add_argument("--reader", default="learned")
    return ask_for.parse_args()


if __name__ == "__main__":
    sys.exit(main())
