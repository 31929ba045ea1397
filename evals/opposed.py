"""What excludes each other by the annotation, and whether the analysis finds it.

    python -m evals.opposed [DIR] [--reader NAME] [--report ID]

DIR: the annotated reports, default ../shared/evals; where it is absent this says so. Of every
report in which one party asks for what another rejects, the report alone is entered into a record,
and `conflicts` (accounts counted) is asked for a set that rests on both places. Where it finds
none, it is told what stands in the way: positions that were not read, that the reader is not sure
of, or two that were not taken to be about one thing. Counts only, no words of the reports.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from detente.analysis import changes, conflicts
from detente.analysis.demands import ASKING
from detente.model.claims import Position
from detente.model.snapshot import Entry, Snapshot
from detente.model.text import Report
from detente.readings.readers import Reader, reader
from detente.record import open_record
from evals.data import Part, load_gold, load_report, parts

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "evals"
FOUND, UNREAD, HALF = "found", "neither side read", "one side read"
UNSURE, APART = "read but not sure", "not taken for one thing"
OUTCOMES = (FOUND, APART, UNSURE, HALF, UNREAD)
NOW = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Opposed:
    """Where a report has one party ask for what another rejects: starts and ends."""

    asks: tuple[int, int]
    rejects: tuple[int, int]


def main() -> int:
    """Return 0."""
    given = _given()
    if not (given.dir / "negotiations").is_dir():
        print(f"skipped: no annotated reports at {given.dir}")
        return 0
    reads = reader(given.reader)
    for part in parts(given.dir):
        counted = measure(part, reads)
        total = sum(counted.values())
        told = ", ".join(f"{counted[name]} {name}" for name in OUTCOMES)
        print(f"{part.name}: {total} opposed pairs; {told}")
    if given.report:
        base = given.dir / "negotiations"
        part = Part(given.report, base / "gold", base / "texts", (given.report,))
        for line in _worked(part, reads):
            print(f"{given.report}: {line}")
    return 0


def measure(part: Part, reads: Reader) -> Counter[str]:
    """Return how many opposed pairs of a set are found, and what stands in the way of others."""
    counted: Counter[str] = Counter()
    for key in part.ids:
        pairs = opposed(load_gold(part.gold, key))
        if pairs:
            snapshot = snapshot_of(load_report(part.texts, key), reads)
            counted.update(outcome(snapshot, pair) for pair in pairs)
    return counted


def opposed(gold: dict[str, Any]) -> list[Opposed]:
    """Return the pairs of an annotation: another party, the same issue, asked for and rejected."""
    asks = [p for p in gold["positions"] if p["stance"] in ASKING]
    rejects = [p for p in gold["positions"] if p["stance"] == "rejects"]
    return [
        Opposed(span_of(one), span_of(other))
        for one, other in product(asks, rejects)
        if one["issue"] == other["issue"] and one["actor"] != other["actor"]
    ]


def outcome(snapshot: Snapshot, pair: Opposed) -> str:
    """Return whether a pair is found, or the first thing that stands in the way."""
    entries = {entry.id: entry for entry in _positions(snapshot)}
    for row in conflicts(snapshot, "all").rows:
        places = [entries[key] for key in row.basis if key in entries]
        if overlapping(places, pair.asks) and overlapping(places, pair.rejects):
            return FOUND
    sides = [
        [e for e in overlapping(entries.values(), pair.asks) if _stance(e) in ASKING],
        [e for e in overlapping(entries.values(), pair.rejects) if _stance(e) == "rejects"],
    ]
    if not all(sides):
        return HALF if any(sides) else UNREAD
    return APART if all(any(e.sure for e in side) for side in sides) else UNSURE


def _worked(part: Part, reads: Reader) -> Iterator[str]:
    """Yield what the analyses make of one report, in counts."""
    (key,) = part.ids
    gold = load_gold(part.gold, key)
    snapshot = snapshot_of(load_report(part.texts, key), reads)
    yield f"opposed pairs: {[outcome(snapshot, pair) for pair in opposed(gold)]}"
    sets = changes(snapshot, "all").rows
    voiced = sum(row.cells[6] is not None for row in sets)
    yield f"sets that would have to change: {len(sets)}; with a formula voiced: {voiced}"
    tied = [span_of(one) for one in gold["assessments"] if one["condition"]]
    found = sum(
        bool(overlapping([e for e in snapshot.assessments if e.is_conditional], s)) for s in tied
    )
    yield f"forecasts with a condition: {found} of {len(tied)}"


def snapshot_of(report: Report, reads: Reader) -> Snapshot:
    """Return the record of one report alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "one.db"))
        with open_record(path, create=True, now=lambda: NOW) as record:
            record.enter(reads.read_all([report]))
            return record.snapshot(as_of=NOW.date())


def _positions(snapshot: Snapshot) -> Iterator[Entry]:
    yield from snapshot.tray
    for one in snapshot.standings:
        yield from (held.entry for held in (*one.own, *one.others, *one.earlier, *one.possible))


def _stance(entry: Entry) -> str | None:
    return entry.claim.stance if isinstance(entry.claim, Position) else None


def overlapping(entries: Any, span: tuple[int, int]) -> list[Entry]:
    """Return the entries whose words overlap a place."""
    start, end = span
    return [e for e in entries if any(w.start < end and start < w.end for w in e.claim.evidence)]


def span_of(item: dict[str, Any]) -> tuple[int, int]:
    """Return the place of an annotated item."""
    return item["evidence"]["start"], item["evidence"]["end"]


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.opposed", description=__doc__)
    parser.add_argument("dir", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--reader", default="learned")
    parser.add_argument("--report", help="one report of the reference, told in counts")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
