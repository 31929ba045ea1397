"""What reports say of themselves, in a table of its own: most say little."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, insert, select

from detente.model.text import NO_DETAILS, Details, Report
from detente.record import schema
from detente.record.facts import moment


def enter_details(connection: Connection, report: Report) -> None:
    """Write what a new report says of itself, if it says anything."""
    said = report.details
    if said == NO_DETAILS:
        return
    connection.execute(
        insert(schema.report_details).values(
            report=report.id,
            author=said.author,
            agency=said.agency,
            language=said.language,
            updated=said.updated.isoformat() if said.updated else None,
            updated_at=moment(said.updated_at) if said.updated_at else None,
        )
    )


def load_details(connection: Connection, ids: Collection[str] | None = None) -> dict[str, Details]:
    """Return what reports say of themselves by id; of all reports, or of some."""
    table = schema.report_details
    question = select(table)
    if ids is not None:
        question = question.where(table.c.report.in_(ids))
    return {row.report: _details(row) for row in connection.execute(question)}


def _details(row: Any) -> Details:
    return Details(
        author=row.author,
        agency=row.agency,
        language=row.language,
        updated=dt.date.fromisoformat(row.updated) if row.updated else None,
        updated_at=dt.datetime.fromisoformat(row.updated_at) if row.updated_at else None,
    )
