"""Questions to the tables; rows become plain values before they leave."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from detente.model.text import MARKS
from detente.record import schema
from detente.record.facts import Action, Named, Printed, Read, Seen, State, View, moment
from detente.record.library import arrange

# Parameters of one statement: well under the least that any database allows.
_CHUNK = 500

_PRINTED = [schema.reports.c[name] for name in Printed._fields]
_SEEN = [schema.claims.c[name] for name in Seen._fields]


def load_state(connection: Connection, view: View, families: Sequence[str]) -> State:
    """Return all that a snapshot of these families is made from."""
    actions = load_actions(connection, view.known_by)
    reports = [Printed._make(row) for row in connection.execute(select(*_PRINTED)).all()]
    read = schema.readings.c
    library = arrange(
        reports,
        [
            Read._make(row)
            for row in connection.execute(
                select(read.id, read.report, read.reader, read.entered)
            ).all()
        ],
        [
            (one, other)
            for one, other in connection.execute(
                select(schema.copies.c.report, schema.copies.c.other)
            )
        ],
        view=view,
    )
    order = {key: number for number, key in enumerate(library.reports)}
    seen = _load_claims(connection, view, families, order)
    known = {one.claim for one in seen}
    judged = {c for a in actions if a.kind == "judge" for c in a.body["claims"]} - known
    return State(
        view=view,
        library=library,
        seen=tuple(seen),
        named=_load_named(connection, view),
        actions=actions,
        extra=load_claims_by_id(connection, judged),
        notes=_count_notes(connection, view),
    )


def newest_readings(view: View) -> Select[Any]:
    """Return the question for the newest reading of every report within a view."""
    report, reading = schema.reports, schema.readings
    question = (
        select(func.max(reading.c.id))
        .select_from(reading.join(report, report.c.id == reading.c.report))
        .group_by(reading.c.report)
    )
    for condition in within(view):
        question = question.where(condition)
    if view.known_by is not None:
        question = question.where(reading.c.entered <= moment(view.known_by))
    return question


def within(view: View) -> list[ColumnElement[bool]]:
    """Return the conditions on reports that a view sets."""
    report = schema.reports.c
    found: list[ColumnElement[bool]] = []
    if view.up_to != MARKS[-1]:
        found.append(report.mark.in_(MARKS[: MARKS.index(view.up_to) + 1]))
    if view.as_of is not None:
        day = func.coalesce(report.published, func.substr(report.retrieved, 1, 10))
        found.append(day <= view.as_of.isoformat())
    if view.known_by is not None:
        found.append(report.entered <= moment(view.known_by))
    return found


def load_actions(
    connection: Connection, known_by: dt.datetime | None = None
) -> tuple[Action, ...]:
    """Return the desk's log in its order."""
    c = schema.actions.c
    question = select(
        c.id, c.at, c.by, c.kind, c.subject, c.body, c.why, c.mark, c.undoes
    ).order_by(c.id)
    if known_by is not None:
        question = question.where(c.at <= moment(known_by))
    return tuple(
        Action(
            id=row.id,
            at=dt.datetime.fromisoformat(row.at),
            by=row.by,
            kind=row.kind,
            subject=row.subject,
            body=json.loads(row.body),
            why=row.why,
            mark=row.mark,
            undoes=row.undoes,
        )
        for row in connection.execute(question)
    )


def load_claims_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Seen]:
    """Return claims of any reading by claim id, the newest of each."""
    found: dict[str, Seen] = {}
    wanted = sorted(ids)
    for begin in range(0, len(wanted), _CHUNK):
        part = wanted[begin : begin + _CHUNK]
        question = select(*_SEEN).where(schema.claims.c.claim.in_(part))
        for row in connection.execute(question.order_by(schema.claims.c.id)):
            found[row.claim] = Seen._make(row)
    return found


def ids_like(connection: Connection, column: ColumnElement[str], prefix: str) -> list[str]:
    """Return the different values of a column that begin with a prefix, in order; 20 at most."""
    question = (
        select(column)
        .where(column >= prefix, column < prefix + "\uffff")
        .distinct()
        .order_by(column)
        .limit(20)
    )
    return list(connection.execute(question).scalars())


def _load_claims(
    connection: Connection, view: View, families: Sequence[str], order: dict[str, int]
) -> list[Seen]:
    if not families:
        return []
    question = select(*_SEEN).where(
        schema.claims.c.reading.in_(newest_readings(view)),
        schema.claims.c.family.in_(families),
    )
    by_report: dict[str, list[Seen]] = {}
    for row in connection.execute(question).all():
        one = Seen._make(row)
        by_report.setdefault(one.report, []).append(one)
    found: list[Seen] = []
    for report in sorted(by_report, key=order.__getitem__):
        found += sorted(by_report[report], key=lambda one: (one.start, one.family, one.claim))
    return found


def _load_named(connection: Connection, view: View) -> tuple[Named, ...]:
    c = schema.actors.c
    columns = (c.actor, c.name, c.kind, c.role, c.acts_for, c.party, c.authority)
    question = (
        select(*columns, func.count())
        .where(c.reading.in_(newest_readings(view)), c.actor.like("a-%"))
        .group_by(*columns)
    )
    rows = [Named._make(row) for row in connection.execute(question).all()]
    return tuple(sorted(rows, key=lambda row: tuple(str(value or "") for value in row)))


def _count_notes(connection: Connection, view: View) -> int:
    question = select(func.count()).where(schema.notes.c.reading.in_(newest_readings(view)))
    return connection.execute(question).scalar_one()
