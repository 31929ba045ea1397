"""brief, changes, matrix: the record as of one day, on a page."""

from __future__ import annotations

import datetime as dt
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import Since, open_record
from detente.cli.writing import check_out, hand_on, paper

if TYPE_CHECKING:
    from detente.model.snapshot import Delta, Snapshot
    from detente.record import Record

_MOMENT_BEFORE = dt.timedelta(microseconds=1)


@click.command()
@options.VIEW
@options.since("What is new is what came after then: a day, or 'last' for your last look.")
@options.READER
@paper("text", "md", "html", "json")
@click.pass_obj
def brief(door: Door, /, since: Since | None, reader: str, **view: Any) -> None:
    """Print where things stand, on one page.

    Every line names the entries that it rests on, and says whether the desk reviewed it or the
    machine read it. As docx, each sentence has its footnote.
    """
    from detente import flow
    from detente.views.brief import show_brief

    check_out(view)
    with open_record(view["record_name"]) as record:
        moment = options.now()
        state = snapshot(record, view)
        view["until"] = view["as_of"]
        delta = _delta(door, record, since, reader, view) if since else None
        findings = flow.brief_findings(state, record)
        hand_on(
            door,
            view,
            show=lambda: show_brief(state, delta, findings=findings, format=view["format_name"]),
            document=lambda: _documents().brief_document(state, delta, findings=findings),
        )
        _look(record, since, reader, moment)


@click.command()
@options.RECORD
@options.since("What came after then: a day, or 'last' for your last look.", required=True)
@options.UNTIL
@options.UP_TO
@options.READER
@options.formats("text", "md", "html", "json")
@click.pass_obj
def changes(door: Door, /, format_name: str, since: Since, reader: str, **view: Any) -> None:
    """Print what changed since a day or your last look.

    With 'last', your look moves to now once all is printed; 'detente undo' moves it back.
    """
    from detente import flow
    from detente.views.delta import show_delta

    with open_record(view["record_name"]) as record:
        moment = options.now()
        delta = _delta(door, record, since, reader, view)
        flow.show(show_delta(delta, format=format_name, up_to=view["up_to"]), sys.stdout)
        _look(record, since, reader, moment)


@click.command()
@options.VIEW
@paper("text", "csv", "html", "json")
@click.pass_obj
def matrix(door: Door, /, **view: Any) -> None:
    """Print who stands where: parties by issues.

    A cell shows what the party itself holds and, set apart, what others say that it holds.
    """
    from detente.views.matrix import show_matrix

    check_out(view)
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    hand_on(
        door,
        view,
        show=lambda: show_matrix(state, format=view["format_name"]),
        document=lambda: _documents().matrix_document(state),
    )
    if view["format_name"] == "csv":
        door.tell_left_out(state.coverage.left_out)


def snapshot(record: Record, view: dict[str, Any]) -> Snapshot:
    """The record as the options of `options.VIEW` ask for it."""
    from detente import exporting

    return exporting.snapshot(record, options.wanted(view))


def _documents() -> ModuleType:
    """What makes documents: a twentieth of a second to load, and a screen needs none."""
    from detente.views.office import documents

    return documents


def _delta(door: Door, record: Record, since: Since, reader: str, view: dict[str, Any]) -> Delta:
    if since.day is not None:
        return record.changes(since.day, until=view.get("until"), up_to=view["up_to"])
    last = record.last_look(reader)
    if last is None:
        door.tell(f"first look by {reader}: everything is new")
        last = _beginning(record)
    return record.changes(last, up_to=view["up_to"])


def _beginning(record: Record) -> dt.datetime:
    """The moment before the first report was entered."""
    entered = [row.entered for row in record.reports(up_to="restricted")]
    return min(entered, default=options.now()) - _MOMENT_BEFORE


def _look(record: Record, since: Since | None, reader: str, moment: dt.datetime) -> None:
    """Remember that the reader has seen everything entered up to the moment."""
    if since and since.day is None:
        record.look(reader, moment)
