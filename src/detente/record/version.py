"""How far a record has come."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from detente.model.errors import InputError
from detente.record import schema
from detente.record.deeds import SWEEPING


class Version(NamedTuple):
    """How far a record has come: numbers of its last reading and of the desk's last deed.

    A purge takes readings away and is a deed, so that no two states share both numbers.
    """

    reading: int
    deed: int

    def __str__(self) -> str:
        """Return it as pages carry it: "10000-12"."""
        return f"{self.reading}-{self.deed}"


def version_of(connection: Connection) -> Version:
    """Return the version of the state that a connection sees."""
    last = (
        select(func.coalesce(func.max(table.c.id), 0)).scalar_subquery()
        for table in (schema.readings, schema.actions)
    )
    return Version(*connection.execute(select(*last)).one())


def parse_version(text: str) -> Version:
    """Return the version that a page carried. Errors: InputError."""
    reading, _, deed = text.partition("-")
    if not (reading.isdigit() and deed.isdigit()):
        raise InputError(f"{text!r} is no version of a record; open the page again")
    return Version(int(reading), int(deed))


def swept_since(connection: Connection, deed: int) -> bool:
    """Whether a report was purged, or got another mark, after a deed."""
    c = schema.actions.c
    question = select(c.id).where(c.kind.in_(SWEEPING), c.id > deed).limit(1)
    return connection.execute(question).first() is not None
