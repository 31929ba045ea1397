"""reread: what the record holds, read again by the reader of now, without asking anybody."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.cli.reading import JOBS, READER

if TYPE_CHECKING:
    from detente.model.text import Report
    from detente.record import Record


@click.command()
@click.option(
    "--from-raw",
    is_flag=True,
    help="Take the articles anew out of the pages as they were fetched; where that gives another "
    "text, it is a revision.",
)
@options.RECORD
@JOBS
@READER
@click.pass_obj
def reread(door: Door, /, from_raw: bool, record_name: str, jobs: int, reader: str) -> None:
    """Read again what an older reader read.

    Nothing is fetched. The older readings stay, and the desk's judgements move to the new claims
    that rest on the same words.
    """
    from detente import flow

    gc.enable()
    with open_record(record_name) as record:
        reports = _taken_anew(record) if from_raw else _read_by_others(record, reader)
        readings = flow.read(
            reports, reader, jobs=jobs, parses=record.parses(), failed=door.failed
        )
        entered = record.enter(door.watch(readings, unit="reports"))
    words = f"{entered.reread} read again, {entered.revised} revised"
    lost = len(entered.not_carried)
    words += f"; {lost} judgements no longer find their words" if lost else ""
    door.tell(words)


def _read_by_others(record: Record, name: str) -> Iterator[Report]:
    """The reports whose current reading is of another reader, or an older version of this one."""
    from detente.readings.readers import reader

    chosen = reader(name)
    now = f"{chosen.name}@{chosen.version}"
    for row in record.reports(up_to="restricted"):
        if row.reader != now and not row.purged:
            yield record.report(row.id)


def _taken_anew(record: Record) -> Iterator[Report]:
    """The reports that pages give now, where that is not what they gave."""
    from detente.model.errors import NoSuchEntry
    from detente.model.sources import Left
    from detente.reports import Given
    from detente.reports.pages import report_of_page

    for report, item, answer in record.kept_pages():
        try:
            mark = record.report(report).mark
        except NoSuchEntry:  # purged meanwhile
            continue
        # what is taken out now is the later text of the two
        found = report_of_page(answer, item, Given(retrieved=options.now(), mark=mark))
        if not isinstance(found, Left) and not record.holds(found.id):
            yield found
