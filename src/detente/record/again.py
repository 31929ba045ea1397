"""Readings that are there already: of an earlier report with the same words, headline and day."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from detente.model.actors import Actor
from detente.model.attribution import Attribution
from detente.model.claims import Note, Reading
from detente.model.codec import model
from detente.model.text import Evidence, Report
from detente.record import schema
from detente.record.copying import sample
from detente.record.loading import load_reading
from detente.record.rows import whole_report
from detente.record.stored import open_claim

# Paragraphs by whose runs an earlier text with the same words is looked up: the longest, which
# are seldom what stands under every text of an agency.
_ASKED = 3
# The most reports that are compared, those that share most: of a run only the first few reports
# are kept, so that one with the same words need not have them all.
_COMPARED = 8


def readings_of_same(connection: Connection, report: Report, reader: str) -> Iterator[Reading]:
    """Yield what a reader read of earlier reports with the words, headline and day of a report.

    reader: "name@version".
    """
    c, r = schema.readings.c, schema.reports.c
    same = [
        column.is_(None) if value is None else column == value
        for column, value in (
            (r.title, report.title),
            (r.published, report.published.isoformat() if report.published else None),
        )
    ]
    others = _holders(connection, report)
    question = (
        select(c.report, c.id)
        .select_from(schema.readings.join(schema.reports, r.id == c.report))
        .where(r.id.in_(others), r.text == report.text, c.reader == reader, *same)
    )
    found = {row.report: row.id for row in connection.execute(question)} if others else {}
    for other in others:
        if other in found:
            yield load_whole_reading(connection, found[other])


def _holders(connection: Connection, report: Report) -> list[str]:
    """Reports that share most with another one, in order."""
    longest = sorted(report.text.splitlines(), key=len)[-_ASKED:]
    runs = sample("\n".join(longest))
    c = schema.runs.c
    question = (
        select(c.report)
        .where(c.hash.in_(runs))
        .group_by(c.report)
        .order_by(func.count().desc(), c.report)
        .limit(_COMPARED)
    )
    return list(connection.execute(question).scalars()) if runs else []


def load_whole_reading(connection: Connection, reading: int) -> Reading:
    """Return a reading as it was entered; its claims are in the order of their text."""
    c, a, n = schema.readings.c, schema.actors.c, schema.notes.c
    row = connection.execute(select(schema.readings).where(c.id == reading)).one()
    bodies = select(a.body).where(a.reading == reading).order_by(a.id)
    notes = select(n.kind, n.message, n.start, n.end, n.words).where(n.reading == reading)
    return Reading(
        report=whole_report(connection, row.report),
        reader=row.reader,
        actors=tuple(
            model(Actor, json.loads(body)) for body in connection.execute(bodies).scalars()
        ),
        claims=tuple(open_claim(one) for one in load_reading(connection, reading)),
        attributions=tuple(model(Attribution, one) for one in json.loads(row.attributions)),
        notes=tuple(
            Note(
                kind=one.kind,
                message=one.message,
                evidence=None
                if one.start is None
                else Evidence(row.report, one.start, one.end, one.words),
            )
            for one in connection.execute(notes.order_by(n.id))
        ),
    )
