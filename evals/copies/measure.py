"""Put a stream into a record and compare what it made of it with what is known."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from detente.model.answers import TakenOver
from detente.model.claims import Reading
from detente.record import Record, keep_open
from evals.copies.stream import Kind, Known, stream

COPIES: tuple[Kind, ...] = ("same", "light", "heavy", "cut", "merged")
_NOW = dt.datetime(2031, 6, 1, tzinfo=dt.UTC)


@dataclass(slots=True)
class Tally:
    """What was found of what is known.

    reports, collapsed: By kind, how many there are, and how many of them are said to be nobody's
    own words: every paragraph is traced to where it stood first. others, traced: Paragraphs that
    stood elsewhere first. own, false: Paragraphs that did not, and those that are said to.
    independent, merged: Reports of own words, and those that are said to be another's text.
    """

    reports: Counter[str] = field(default_factory=Counter)
    collapsed: Counter[str] = field(default_factory=Counter)
    others: int = 0
    traced: int = 0
    own: int = 0
    false: int = 0
    independent: int = 0
    merged: int = 0

    @property
    def found(self) -> float:
        """Share of copies that collapsed."""
        return sum(self.collapsed[k] for k in COPIES) / sum(self.reports[k] for k in COPIES)

    @property
    def falsely(self) -> float:
        """Share of independent reports that were merged with another."""
        return self.merged / self.independent

    def add(self, known: Known, taken: Sequence[TakenOver], origin: str) -> None:
        """Count a report. taken: What the record holds of it. origin: First report of its text."""
        self.reports[known.kind] += 1
        right = 0
        for at, part in places(known):
            said = next((one.origin for one in taken if one.start <= at < one.end), None)
            if part is None:
                self.own += 1
                self.false += said is not None
            else:
                self.others += 1
                right += said == part
        self.traced += right
        self.collapsed[known.kind] += right == len(known.parts)
        if known.kind == "own":
            self.independent += 1
            self.merged += origin != known.report.id


def places(known: Known) -> Iterator[tuple[int, str | None]]:
    """Yield where each paragraph of a report starts, and the report where it stood first."""
    at = len(known.report.text)
    found = []
    for part in reversed(known.parts):
        at = known.report.text.rindex(part.text, 0, at)
        found.append((at, part.origin))
    return reversed(found)


def measure(seeds: Iterable[int], number: int) -> Tally:
    """Return what a record makes of streams of so many reports."""
    tally = Tally()
    for seed in seeds:
        reports = list(stream(seed, number))
        with TemporaryDirectory(prefix="detente-copies-") as folder:
            count(reports, str(Path(folder) / "record.db"), tally)
    return tally


def count(reports: Sequence[Known], name: str, tally: Tally) -> None:
    """Enter reports into a new record and count what it holds of them."""
    with keep_open(name, now=lambda: _NOW, create=True) as record:
        record.enter(Reading(report=known.report, reader="none@1") for known in reports)
        origins = {row.id: row.origin for row in record.reports()}
        for known, taken in _held(record, reports):
            tally.add(known, taken, origins[known.report.id])


def _held(
    record: Record, reports: Sequence[Known]
) -> Iterator[tuple[Known, tuple[TakenOver, ...]]]:
    return ((known, record.taken_over(known.report.id)) for known in reports)


def wrong(seed: int, number: int) -> Mapping[str, list[str]]:
    """Return paragraphs that were traced wrongly, to look at: seeds that are tuned on alone."""
    found: dict[str, list[str]] = {}
    reports = list(stream(seed, number))
    with TemporaryDirectory(prefix="detente-copies-") as folder:
        name = str(Path(folder) / "record.db")
        with keep_open(name, now=lambda: _NOW, create=True) as record:
            record.enter(Reading(report=known.report, reader="none@1") for known in reports)
            for known, taken in _held(record, reports):
                for at, part in places(known):
                    said = next((o.origin for o in taken if o.start <= at < o.end), None)
                    if said != part:
                        words = known.report.text[at : at + 160]
                        found.setdefault(known.kind, []).append(f"{said} not {part}: {words}")
    return found
