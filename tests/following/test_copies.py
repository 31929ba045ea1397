"""A stream of copies gives the record that it gives when every report is read in full."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from detente import flow
from detente.following.gathering import Means, usual_means
from detente.following.rounds import update
from detente.model.sources import Item, Looked, make_watched
from detente.model.text import Report, Source, make_report
from detente.readings.again import known_as, reads_alike
from detente.readings.nlp import pipeline
from detente.record import Record, open_record
from evals.copies.stream import Kind, stream
from tests.following.world import BEGIN, HOUR, Clock

SOURCE = make_watched("feed", "https://press.example/feed")
KINDS: set[Kind] = {"own", "same", "light", "heavy", "cut", "merged", "partly"}
STREAM = list(stream(7, 18))


def syndicated(report: Report, number: int) -> Report:
    """The same text under its headline in another paper on its day."""
    return make_report(
        report.text,
        retrieved=report.retrieved + HOUR,
        source=Source(f"Quill{number}", f"https://paper{number}.example/a"),
        title=report.title,
        published=report.published,
    )


class Nobody:
    """Asks nothing of the web."""

    def fetch(self, address: str, condition: object = None) -> Any:
        raise AssertionError(f"{address} was asked for")


def offering(reports: Sequence[Report], clock: Clock) -> Means:
    def look(*_: object, **__: object) -> Looked:
        items = (Item(one.id, "1", one.source.address, one.title, report=one) for one in reports)
        return Looked(items)

    return replace(usual_means(Nobody(), clock), look=look)


def rows(record: Record) -> dict[str, list[Any]]:
    """All that a record says of reports, without numbers of rows and moments of entry."""
    with record._database.read() as connection:

        def table(name: str, *without: str) -> list[Any]:
            found = connection.exec_driver_sql(f"select * from {name}").mappings()  # noqa: S608
            left = {"id", "entered", "reading", *without}
            return sorted(str({k: v for k, v in row.items() if k not in left}) for row in found)

        names = ("reports", "readings", "actors", "claims", "notes", "roots", "copies", "spoken")
        return {name: table(name) for name in names}


def followed(path: Path, rounds: Iterable[Sequence[Report]]) -> Iterator[Record]:
    clock = Clock()
    with open_record(str(path), now=clock, create=True) as record:
        record.source_add(SOURCE, "mara")
        for reports in rounds:
            pipeline().forget()  # as if each round were a process of its own
            clock.move(HOUR)
            update(record, [SOURCE], offering(reports, clock), revisit=False)
        yield record


def test_copies_are_told_as_if_each_had_been_read_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {one.kind for one in STREAM} == KINDS
    wires = [one.report for one in STREAM]
    papers = [syndicated(report, number) for number, report in enumerate(wires[::3])]
    read: list[str] = []
    whole = flow.read

    def counting(reports: Iterable[Report], *args: Any, **how: Any) -> Any:
        def noted() -> Iterator[Report]:
            for report in reports:
                read.append(report.id)
                yield report

        return whole(noted(), *args, **how)

    monkeypatch.setattr(flow, "read", counting)
    half = len(wires) // 2
    in_rounds = (wires[:half], [*papers[: half // 3], *wires[half:]], papers[half // 3 :])
    [record] = [rows(one) for one in followed(tmp_path / "watched.db", in_rounds)]
    # of what was read before nothing is read again, but where the text may name its agency
    named = [p.id for p, w in zip(papers, wires[::3], strict=True) if not reads_alike(p, w)]
    assert sorted(read) == sorted([*(one.id for one in wires), *named])
    assert 0 < len(named) < len(papers) / 2
    with open_record(str(tmp_path / "full.db"), now=lambda: BEGIN, create=True) as full:
        for report in (one for part in in_rounds for one in part):
            pipeline().forget()
            full.enter(whole([report]))
        expected = rows(full)
    assert record == expected
    assert len(record["reports"]) == len(wires) + len(papers)
    assert len(record["claims"]) > 100 and len(record["copies"]) > 20


def test_what_was_purged_is_carried_nowhere(tmp_path: Path) -> None:
    wire = STREAM[0].report
    paper, other = syndicated(wire, 1), syndicated(wire, 2)
    for record in followed(tmp_path / "purged.db", [[wire], [paper]]):
        known = known_as("learned")
        assert known is not None
        assert record.readings_of_same(other, "learned@0") == ()
        assert len(record.readings_of_same(other, known)) == 2
        record.purge(wire.id, "asked for", "mara")
        assert [r.report.id for r in record.readings_of_same(other, known)] == [paper.id]
        later = replace(other, published=dt.date(2031, 9, 9))
        assert record.readings_of_same(later, known) == ()
