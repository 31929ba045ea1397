"""How the sources of a record do, from the tables."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, select

from detente.model.followed import Health
from detente.record import schema_following as tables
from detente.record.followed import load_failed, load_looks, load_sources


def load_health(connection: Connection) -> dict[str, Health]:
    """Return how each source in force does; when it is due is not said."""
    c, look = tables.items.c, tables.looks.c
    counts = select(c.source, c.outcome, func.count(), func.max(c.at)).group_by(
        c.source, c.outcome
    )
    found: dict[tuple[str, str], tuple[int, str]] = {
        (row[0], row[1]): (row[2], row[3]) for row in connection.execute(counts)
    }
    last, fine = load_looks(connection), load_looks(connection, succeeded=True)
    good = {
        row[0]: row[1]
        for row in connection.execute(
            select(look.source, func.max(look.id))
            .where(look.outcome != "failed")
            .group_by(look.source)
        )
    }
    misses: dict[str, int] = {}
    for row in connection.execute(select(look.source, look.id).where(look.outcome == "failed")):
        if row.id > good.get(row.source, 0):
            misses[row.source] = misses.get(row.source, 0) + 1
    return {
        one.id: Health(
            source=one,
            last=last.get(one.id),
            succeeded=fine[one.id].at if one.id in fine else None,
            brought=_at(found.get((one.id, "taken"))),
            failures=misses.get(one.id, 0),
            taken=found.get((one.id, "taken"), (0, ""))[0],
            left=found.get((one.id, "left"), (0, ""))[0],
            waiting=len(load_failed(connection, one.id)),
        )
        for one in load_sources(connection)
    }


def _at(found: tuple[int, str] | None) -> dt.datetime | None:
    return None if found is None else dt.datetime.fromisoformat(found[1])
