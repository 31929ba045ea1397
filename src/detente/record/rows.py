"""Reports and notes as lists show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from detente.model.errors import NoSuchEntry
from detente.model.rows import UNREAD, NoteRow, ReportRow
from detente.model.text import NO_DETAILS, Evidence, Report, Source
from detente.record import schema
from detente.record.details import load_details
from detente.record.facts import Library, View
from detente.record.loading import newest_readings


def report_rows(
    connection: Connection, library: Library, ids: Sequence[str] | None = None
) -> tuple[ReportRow, ...]:
    """Return reports of a library, by publication, or in the order of their ids if given."""
    shown = library.reports if ids is None else {id_: library.reports[id_] for id_ in ids}
    some = None if ids is None else [r.id for i in ids if (r := library.readings.get(i))]
    details = load_details(connection, ids)
    claims = _counts(connection, schema.claims.c.reading, some)
    notes = _counts(connection, schema.notes.c.reading, some)
    unread = _unread(connection, some)
    silent = _changed_silently(connection)
    found = []
    for report in shown.values():
        reading = library.readings.get(report.id)
        found.append(
            ReportRow(
                id=report.id,
                key=report.key,
                outlet=report.outlet,
                address=report.address,
                title=report.title,
                published=dt.date.fromisoformat(report.published) if report.published else None,
                retrieved=dt.datetime.fromisoformat(report.retrieved),
                entered=dt.datetime.fromisoformat(report.entered),
                mark=report.mark,
                revises=library.previous.get(report.id),
                origin=library.origins[report.id],
                reader=reading.reader if reading else None,
                n_claims=claims.get(reading.id, 0) if reading else 0,
                n_notes=notes.get(reading.id, 0) if reading else 0,
                unread=unread.get(reading.id) if reading and not claims.get(reading.id) else None,
                details=details.get(report.id, NO_DETAILS),
                silent=library.previous.get(report.id) == silent.get(report.id, ""),
            )
        )
    return tuple(found)


def _changed_silently(connection: Connection) -> dict[str, str]:
    """Return the texts that were changed silently, each with the one before it."""
    c = schema.revised.c
    question = select(c.report, c.before).where(c.silent == 1)
    return {row[0]: row[1] for row in connection.execute(question)}


def _counts(
    connection: Connection, column: ColumnElement[int], some: Sequence[int] | None
) -> dict[int, int]:
    question = select(column, func.count()).group_by(column)
    if some is not None:
        question = question.where(column.in_(some))
    return {row[0]: row[1] for row in connection.execute(question)}


def _unread(connection: Connection, some: Sequence[int] | None) -> dict[int, str]:
    """Return why nothing was read, by reading."""
    c = schema.notes.c
    question = select(c.reading, c.message).where(
        c.kind == "not_english", c.message.startswith(UNREAD, autoescape=True)
    )
    if some is not None:
        question = question.where(c.reading.in_(some))
    return {row[0]: row[1].removeprefix(UNREAD) for row in connection.execute(question)}


def note_rows(
    connection: Connection, view: View, report: str | None = None
) -> tuple[NoteRow, ...]:
    """Return the notes of the newest readings within a view, by report and place.

    report: Whose notes alone are wanted, None for all.
    """
    c = schema.notes.c
    question = (
        select(c.note, c.report, c.kind, c.message, c.start, c.end, c.words)
        .where(c.reading.in_(newest_readings(view)))
        .order_by(c.report, c.start, c.kind, c.note)
    )
    if report is not None:
        question = question.where(c.report == report)
    return tuple(
        NoteRow(
            id=row.note,
            report=row.report,
            kind=row.kind,
            message=row.message,
            evidence=None
            if row.start is None
            else Evidence(row.report, row.start, row.end, row.words),
        )
        for row in connection.execute(question)
    )


def whole_report(connection: Connection, report_id: str) -> Report:
    """Return a report with its text. Errors: NoSuchEntry."""
    c = schema.reports.c
    row = connection.execute(select(schema.reports).where(c.id == report_id)).first()
    if row is None:
        raise NoSuchEntry(f"there is no report {report_id!r} in the record; list them")
    return Report(
        id=row.id,
        key=row.key,
        text=row.text,
        source=Source(row.outlet, row.address),
        title=row.title,
        published=dt.date.fromisoformat(row.published) if row.published else None,
        published_at=dt.datetime.fromisoformat(row.published_at) if row.published_at else None,
        retrieved=dt.datetime.fromisoformat(row.retrieved),
        mark=row.mark,
        details=load_details(connection, (row.id,)).get(row.id, NO_DETAILS),
    )
