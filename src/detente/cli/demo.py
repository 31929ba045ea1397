"""demo: the shipped negotiation, read into a fresh record."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import detente
from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.model.errors import RecordError
from detente.reports import Given, parse_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.flow import Source
    from detente.record import Record

FILE = "detente-demo.db"
_DATA = Path(detente.__file__).parent / "demo_data"
_WEEK = dt.timedelta(days=7)
_NEXT = """
The negotiation is invented. What to try next:
  export DETENTE_RECORD={record}
  detente matrix                      who stands where, and what others say of it
  detente list positions              every stance, with its words and id
  detente show ID                     one of them in context, with its history
  detente changes --since {day}  what the last days brought
  detente judge ID accept             say that the machine read it right
  detente draft list                  the drafts on the table; then compare two of them
"""


@click.command()
@click.option(
    "--record",
    "record_name",
    metavar="FILE|URL",
    default=FILE,
    show_default=True,
    help="Where to make the record; one that holds other reports is refused.",
)
@click.pass_obj
def demo(door: Door, /, record_name: str) -> int:
    """Read an invented negotiation and print its brief."""
    from detente import flow

    sources = tuple(_sources())
    with open_record(record_name, create=True) as record:
        _check_is_demo(record, record_name, sources)
        watched = door.watch(sources, total=len(sources), unit="reports")
        flow.run(watched, record, sys.stdout, failed=door.failed)
        _add_drafts(record)
        last_week = record.snapshot().as_of - _WEEK
    words = {"record": shlex.quote(record_name), "day": last_week}
    click.echo(_NEXT.format(**words), nl=False)
    return door.code


def _sources() -> Iterator[Source]:
    """The shipped reports, each with what its index says of it."""
    from detente.flow import Source

    index = (_DATA / "index.jsonl").read_text("utf-8")
    for line in map(json.loads, index.splitlines()):
        given = Given(
            retrieved=options.now(),
            published=parse_moment(line["published"]),
            source=line["source"],
            address=line["url"],
        )
        yield Source(str(_DATA / line["file"]), given)


def _add_drafts(record: Record) -> None:
    """Put the shipped drafts in; a second time changes nothing."""
    from detente import comparing

    folder = _DATA / "drafts"
    for line in map(json.loads, (folder / "index.jsonl").read_text("utf-8").splitlines()):
        comparing.add_draft(
            record,
            str(folder / line["file"]),
            line["proposal"],
            label=line["version"],
            proponent=line["proponent"],
            dated=dt.date.fromisoformat(line["date"]),
            revises=line["revises"],
            by="demo",
        )


def _check_is_demo(record: Record, name: str, sources: tuple[Source, ...]) -> None:
    """Leave a record alone that holds anything but the demo's reports."""
    addresses = {source.given.address for source in sources}
    if any(row.address not in addresses for row in record.reports(up_to="restricted")):
        raise RecordError(f"record {name!r} holds reports of your own; name another with --record")
