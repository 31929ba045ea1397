"""What finding copies costs a report, as the record grows."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, insert, text

from detente.model.text import Report
from detente.record import schema
from detente.record.copying import enter_copies
from detente.record.database import Database
from detente.record.facts import moment
from evals.copies.stream import stream

# Reports that are timed, once the record holds so many.
TIMED = 500
_NOW = dt.datetime(2031, 6, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a report costs when the record holds so many. kilobytes: Of its index, on the mean."""

    held: int
    milliseconds: float
    kilobytes: float


def growth(sizes: Sequence[int], seed: int) -> Iterator[Cost]:
    """Yield what a report costs at each size. sizes: Rising."""
    reports = (known.report for known in stream(seed, sizes[-1] + TIMED))
    held = 0
    with TemporaryDirectory(prefix="detente-growth-") as folder:
        database = Database(str(Path(folder) / "record.db"))
        database.open(create=True, now=lambda: _NOW)
        for size in sizes:
            with database.write() as connection:
                for report in islice(reports, size - held):
                    _enter(connection, report)
                timed = list(islice(reports, TIMED))
                taken = sum(_enter(connection, report) for report in timed)
                held = size + len(timed)
                kilobytes = _index_bytes(connection) / held / 1024
            yield Cost(size, 1000 * taken / len(timed), kilobytes)
        database.close()


def _enter(connection: Connection, report: Report) -> float:
    """Put a report in and return the seconds that its copies took."""
    connection.execute(
        insert(schema.reports).values(
            id=report.id,
            key=report.key,
            outlet=report.source.name,
            address=report.source.address,
            published=report.published.isoformat() if report.published else None,
            published_at=moment(report.published_at) if report.published_at else None,
            retrieved=moment(report.retrieved),
            entered=moment(report.retrieved),
            mark=report.mark,
            text=report.text,
        )
    )
    started = time.process_time()
    enter_copies(connection, report.id, report.text)
    return time.process_time() - started


def _index_bytes(connection: Connection) -> int:
    names = "'runs', 'copies', 'sqlite_autoindex_copies_1', 'ix_copies_other'"
    question = f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({names})"  # noqa: S608
    return int(connection.execute(text(question)).scalar_one())
