"""How the sources of a record do, from the tables."""

from __future__ import annotations

import datetime as dt
import json
from itertools import islice

from sqlalchemy import Connection, func, select

from detente.model.followed import Health, Looking
from detente.model.sources import Trouble
from detente.record import schema_following as tables
from detente.record.facts import moment
from detente.record.followed import MOST_TROUBLES, load_failed, load_looks, load_sources

# An article behind a paywall is seen at one look alone: what was wrong is told for a day.
_OF_LATE = dt.timedelta(days=1)
_MOST_LOOKS = 100


def load_health(connection: Connection) -> dict[str, Health]:
    """Return how each source in force does; when it is due is not said."""
    c = tables.items.c
    counts = select(c.source, c.outcome, func.count(), func.max(c.at)).group_by(
        c.source, c.outcome
    )
    found: dict[tuple[str, str], tuple[int, str]] = {
        (row[0], row[1]): (row[2], row[3]) for row in connection.execute(counts)
    }
    last, fine = load_looks(connection), load_looks(connection, succeeded=True)
    return {
        one.id: Health(
            source=one,
            last=last.get(one.id),
            succeeded=fine[one.id].at if one.id in fine else None,
            brought=_at(found.get((one.id, "taken"))),
            failures=_failures(connection, one.id) if one.id in last else 0,
            taken=found.get((one.id, "taken"), (0, ""))[0],
            left=found.get((one.id, "left"), (0, ""))[0],
            waiting=len(load_failed(connection, one.id)),
            notes=_notes(connection, last[one.id]) if one.id in last else (),
        )
        for one in load_sources(connection)
    }


def _failures(connection: Connection, source: str) -> int:
    """Return how many looks at a source failed since one did not."""
    c = tables.looks.c
    good = select(func.coalesce(func.max(c.id), 0)).where(
        c.source == source, c.outcome != "failed"
    )
    question = select(func.count()).where(c.source == source, c.id > good.scalar_subquery())
    return connection.execute(question).scalar_one()


def _notes(connection: Connection, last: Looking) -> tuple[Trouble, ...]:
    """Return what was wrong at the looks of the day up to the last one, the newest first."""
    c = tables.looks.c
    question = (
        select(c.troubles)
        .where(c.source == last.source, c.at > moment(last.at - _OF_LATE), c.troubles != "[]")
        .order_by(c.id.desc())
        .limit(_MOST_LOOKS)
    )
    found = (json.loads(text) for text in connection.execute(question).scalars())
    every = dict.fromkeys((one["where"], one["message"]) for those in found for one in those)
    return tuple(Trouble(where, message) for where, message in islice(every, MOST_TROUBLES))


def _at(found: tuple[int, str] | None) -> dt.datetime | None:
    return None if found is None else dt.datetime.fromisoformat(found[1])
