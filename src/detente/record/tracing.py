"""Where words come from, found for a whole record at once: for records made before it was kept."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from detente.record import schema
from detente.record.copying import find_copies
from detente.record.loading import load_reading
from detente.record.revising import enter_revision
from detente.record.roots import roots_in
from detente.record.rows import whole_report
from detente.record.stored import open_claim


def trace_all(connection: Connection) -> None:
    """Fill the tables of copies, roots and revisions, which are empty."""
    find_copies(connection)
    c = schema.readings.c
    for reading, report in connection.execute(select(c.id, c.report).order_by(c.id)).all():
        seen = load_reading(connection, reading)
        claims = [open_claim(one) for one in seen]
        rows = [
            {"reading": reading, "claim": claim, "outlet": one.outlet, "occasion": one.occasion}
            for claim, one in roots_in(whole_report(connection, report), claims).items()
        ]
        if rows:
            connection.execute(insert(schema.roots), rows)
    r = schema.reports.c
    several = select(r.address).group_by(r.address).having(func.count() > 1)
    question = select(r.id).where(r.address.in_(several)).order_by(r.entered, r.id)
    for report in connection.execute(question).scalars().all():
        enter_revision(connection, whole_report(connection, report))
