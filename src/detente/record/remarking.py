"""A report that gets another mark: what the desk said of it, and what was told of it, follow."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, or_, select, update

from detente.model.text import MARKS, Mark, marks_up_to
from detente.record import schema, schema_following
from detente.record.alerted import forget_alerts
from detente.record.deeds import ADD, about
from detente.record.loading import load_actions
from detente.record.log import Deed, append


def remark(
    connection: Connection, report: str, mark: Mark, *, deed: Deed, at: dt.datetime
) -> Mark | None:
    """Give a report a mark; return the one that it had, None if it had that one.

    A higher mark also goes to what the desk said of it: what stands on its words alone may not be
    seen where they may not. What alerts and headlines kept of it is removed.
    """
    r = schema.reports.c
    old: Mark = connection.execute(select(r.mark).where(r.id == report)).scalar_one()
    if old == mark:
        return None
    connection.execute(update(schema.reports).where(r.id == report).values(mark=mark))
    for table in schema.WORKED_OUT:
        connection.execute(delete(table))
    if MARKS.index(mark) > MARKS.index(old):
        own = _own(connection, report)
        _raise_deeds(connection, own, mark)
        _forget_headlines(connection, report)
        forget_alerts(connection, own)
    append(connection, deed, at)
    return old


def _own(connection: Connection, report: str) -> set[str]:
    """The report, its claims and those that the desk added there, and entries of no other."""
    c = schema.claims.c
    rows = connection.execute(select(c.claim, c.entry).where(c.report == report)).all()
    entries = {row.entry for row in rows}
    elsewhere = select(c.entry).where(c.report != report, c.entry.in_(entries))
    shared = set(connection.execute(elsewhere).scalars())
    own = {report, *(row.claim for row in rows), *(entries - shared)}
    for action in load_actions(connection):
        if action.kind == ADD and action.body["report"] == report:
            own |= about(action)
    return own


def _forget_headlines(connection: Connection, report: str) -> None:
    """Remove the headlines under which a report came: a source may have a lower mark."""
    c = schema_following.items.c
    for source, key in connection.execute(
        select(c.source, c.key).where(c.report == report).distinct()
    ).all():
        connection.execute(
            update(schema_following.items)
            .where(c.source == source, c.key == key)
            .values(title=None)
        )


def _raise_deeds(connection: Connection, own: set[str], mark: Mark) -> None:
    lower = [one for one in marks_up_to(mark) if one != mark]
    c = schema.actions.c
    wanted = [
        action.id
        for action in load_actions(connection)
        if own & {*about(action), action.body.get("report")}
    ]
    connection.execute(
        update(schema.actions)
        .where(c.id.in_(wanted), or_(*(c.mark == one for one in lower)))
        .values(mark=mark)
    )
