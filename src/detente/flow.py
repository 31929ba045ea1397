"""The product in one sentence: reports in, a record, what it adds up to. Read this file first.

Each stage is a function of values: `reports`, `readings`, `record`, `analysis` and `views` know
nothing of one another; here they meet.
"""

from __future__ import annotations

import concurrent.futures
import datetime as dt
import signal
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, TextIO, TypeVar

import detente.reports
from detente.analysis import METHODS, methods
from detente.analysis.commitments import finding_of, owed
from detente.enduring import going_on
from detente.model.claims import Reading
from detente.model.findings import Finding
from detente.model.snapshot import Snapshot
from detente.model.sources import Fetcher
from detente.model.text import Report
from detente.readings import DEFAULT_READER
from detente.reports import Failure, Given
from detente.views.brief import FINDINGS, show_brief

if TYPE_CHECKING:
    from detente.model.explanations import Explanation
    from detente.model.owed import OwedLedger
    from detente.readings.parses import Parses
    from detente.readings.readers import Explains, Reader
    from detente.record import Entered, Record

    Pool = concurrent.futures.ProcessPoolExecutor

Made = TypeVar("Made")
Handed = TypeVar("Handed")

# Reports that a process gets at once, and packets in work per process: enough that nobody waits,
# few enough that a million lines never lie in memory.
_PACKET = 8
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class _Lent:
    """A report for another process, with the kept parses of its paragraphs."""

    report: Report
    parses: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Made:
    """A reading by another process, with the parses that it made."""

    reading: Reading
    parses: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a web address, or "-" for standard input, and what the user says of its reports."""

    path: str
    given: Given


def run(
    sources: Iterable[Source],
    record: Record,
    out: TextIO,
    *,
    failed: Callable[[Failure], None],
    reader: str = DEFAULT_READER,
    as_of: dt.date | None = None,
    format_name: str = "text",
) -> None:
    """Read sources into a record and write the brief of what it adds up to."""
    reports = collect(sources, failed)
    readings = read(reports, reader)
    record.enter(readings)
    snapshot = record.snapshot(as_of)
    findings = brief_findings(snapshot, record)
    show(show_brief(snapshot, findings=findings, format=format_name), out)


def collect(
    sources: Iterable[Source],
    failed: Callable[[Failure], None],
    fetcher: Fetcher | None = None,
) -> Iterator[Report]:
    """Yield the reports of sources, in order; `failed` hears of what cannot be used.

    fetcher: Asks web addresses; None refuses them.
    """
    for source in sources:
        for found in detente.reports.collect([source.path], source.given, fetcher):
            if isinstance(found, Failure):
                failed(found)
            else:
                yield found


def read(
    reports: Iterable[Report],
    reader: str = DEFAULT_READER,
    *,
    jobs: int = 1,
    parses: Parses | None = None,
    pool: Pool | None = None,
    failed: Callable[[Failure], None] | None = None,
) -> Iterator[Reading]:
    """Yield the readings of reports, in order.

    jobs: Number of processes; with one, everything happens here. parses: Where parses of
    paragraphs are kept, so that none is parsed again; None for this process's memory alone.
    pool: Processes for who reads more than once (`processes`); None starts and ends its own.
    failed: Hears of a report on which the reader itself fails; the others are read. None raises.
    """
    if failed is None:
        return _read(reports, reader, jobs=jobs, parses=parses, pool=pool)

    def work(some: Iterable[Report], *, jobs: int = jobs) -> Iterator[Reading]:
        return _read(some, reader, jobs=jobs, parses=parses, pool=pool)

    return going_on(work, reports, failed)


def _read(
    reports: Iterable[Report],
    reader: str,
    *,
    jobs: int,
    parses: Parses | None,
    pool: Pool | None,
) -> Iterator[Reading]:
    chosen = _reader(reader)  # an unknown name is said before any process starts
    if jobs == 1:
        return chosen.read_all(reports) if parses is None else _kept(chosen, reports, parses)
    if parses is None:
        return _in_processes(_read_packet, reports, reader, jobs, pool)
    lent = _lent(reports, parses)
    return _put_by(_in_processes(_read_lent, lent, reader, jobs, pool), parses)


@contextmanager
def processes(jobs: int) -> Iterator[Pool | None]:
    """Processes that read, for as long as the block lasts; None for one job, which needs none.

    They start when there is something to read, and each loads the language model once.
    """
    if jobs == 1:
        yield None
        return
    import multiprocessing  # noqa: PLC0415  (needed here alone)

    with concurrent.futures.ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), _end_when_interrupted
    ) as pool:
        try:
            yield pool
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # who stops early waits for no packet


def _kept(chosen: Reader, reports: Iterable[Report], parses: Parses) -> Iterator[Reading]:
    """Yield readings; between them nobody else's parses go there, also if no more is asked for."""
    from detente.readings.nlp import pipeline  # noqa: PLC0415 (as in _reader)

    source = iter(chosen.read_all(reports))
    while True:
        with pipeline().kept_in(parses):
            reading = next(source, None)
        if reading is None:
            return
        yield reading


def _lent(reports: Iterable[Report], parses: Parses) -> Iterator[_Lent]:
    """Yield reports with the parses of their paragraphs that are kept."""
    from detente.readings.parses import lent_for  # noqa: PLC0415 (as in _reader)

    return (_Lent(report, lent_for(parses, [report.text])) for report in reports)


def _put_by(made: Iterable[_Made], parses: Parses) -> Iterator[Reading]:
    """Keep the parses that other processes made; yield the readings."""
    from detente.readings.parses import parser  # noqa: PLC0415 (as in _reader)

    for one in made:
        parses.put(parser(), one.parses)
        yield one.reading


def explain(
    reports: Iterable[Report],
    reader: str = DEFAULT_READER,
    *,
    failed: Callable[[Failure], None],
    jobs: int = 1,
) -> Iterator[Explanation]:
    """Yield the readings of reports with their reasons, in order.

    failed: As in `read`. Errors: UnknownName; ReaderError if the reader gives no reasons.
    """
    chosen = _explainer(reader)

    def work(some: Iterable[Report], *, jobs: int = jobs) -> Iterator[Explanation]:
        if jobs == 1:
            return chosen.explain_all(some)
        return _in_processes(_explain_packet, some, reader, jobs)

    return going_on(work, reports, failed)


def forget() -> None:
    """Let go of the words that a reader keeps in memory in case they come again."""
    from detente.readings.nlp import pipeline  # noqa: PLC0415 (as in _reader)

    pipeline().forget()


def enter(readings: Iterable[Reading], open_record: Callable[[], Record]) -> Entered | None:
    """Put readings into a record; say what came of them, None if there were none.

    open_record: Called once there is a reading, so that no record is made for nothing.
    """
    source = iter(readings)
    first = next(source, None)
    if first is None:
        return None
    with open_record() as record:
        return record.enter(chain([first], source))


def analyse(snapshot: Snapshot, names: Container[str] | None = None) -> tuple[Finding, ...]:
    """Return what the methods find in a snapshot, in the order of their table.

    names: Of the methods that are asked; None for every one.
    """
    every = methods().values()
    return tuple(m.function(snapshot) for m in every if names is None or m.name in names)


def brief_findings(snapshot: Snapshot, record: Record) -> tuple[Finding, ...]:
    """Return what the brief's methods find, and how many sentences speak of what is overdue."""
    ledger = owed(snapshot)
    overdue = replace(ledger, rows=tuple(one for one in ledger.rows if one.state == "untested"))
    told = finding_of(replace(ledger, clues=with_clues(overdue, record).clues))
    ours = {*FINDINGS} - {told.method}  # built in: to look for those of others reads many files
    return (*(m.function(snapshot) for m in METHODS if m.name in ours), told)


def with_clues(ledger: OwedLedger, record: Record) -> OwedLedger:
    """Look into the newest reports for what speaks of that of which no account was found."""
    from detente.analysis import clues  # noqa: PLC0415  (of two commands alone)

    after, whole = clues.since(ledger), ledger.snapshot
    if after is None:
        return ledger
    texts = record.newest_texts(
        since=after,
        as_of=whole.as_of,
        known_by=whole.known_by,
        up_to=whole.up_to,
        limit=clues.LOOKED_IN,
    )
    return clues.with_clues(ledger, texts)


def show(text: str, out: TextIO) -> None:
    """Write a view, all of it, before anything rests on its having been seen."""
    out.write(text)
    out.flush()


def _in_processes(
    work: Callable[[tuple[Handed, ...], str], tuple[Made, ...]],
    reports: Iterable[Handed],
    reader: str,
    jobs: int,
    pool: Pool | None = None,
) -> Iterator[Made]:
    if pool is None:
        with processes(jobs) as own:
            yield from _in_processes(work, reports, reader, jobs, own)
        return
    source = iter(reports)
    packets = iter(lambda: tuple(islice(source, _PACKET)), ())
    waiting: deque[concurrent.futures.Future[tuple[Made, ...]]] = deque()
    for packet in packets:
        waiting.append(pool.submit(work, packet, reader))
        if len(waiting) >= jobs * _AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _end_when_interrupted() -> None:
    """Let Ctrl-C end a process at once, in silence: the one that started it says so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _read_lent(packet: tuple[_Lent, ...], reader: str) -> tuple[_Made, ...]:
    """Read reports with parses that were lent; what was parsed anew goes with the first."""
    from detente.readings.parses import Borrowed  # noqa: PLC0415 (as below)

    borrowed = Borrowed({key: body for one in packet for key, body in one.parses.items()})
    readings = _kept(_reader(reader), [one.report for one in packet], borrowed)
    made = [_Made(reading, {}) for reading in readings]
    return (_Made(made[0].reading, borrowed.made), *made[1:])


def _read_packet(packet: tuple[Report, ...], reader: str) -> tuple[Reading, ...]:
    return tuple(_reader(reader).read_all(packet))


def _explain_packet(packet: tuple[Report, ...], reader: str) -> tuple[Explanation, ...]:
    return tuple(_explainer(reader).explain_all(packet))


def _explainer(name: str) -> Explains:
    from detente.readings.readers import explainer  # noqa: PLC0415 (as below)

    return explainer(name)


def _reader(name: str) -> Reader:
    # the reader takes a fifth of a second to load, and most commands read nothing
    from detente.readings.readers import reader  # noqa: PLC0415

    return reader(name)
