"""made(): the tables of a new record, worked out once: all steps of its history take a while.

Every test that begins with an empty record runs through them; in SQLite the first one's tables are
made again for the others, by the statements that SQLite keeps of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection

from detente.record import database
from detente.record.forms import FORMS, VERSIONS, Forms, upgrade

_KEPT = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY rowid"
_made: list[str] = []


def made(connection: Connection, forms: Forms) -> None:
    """Do what `upgrade` does; faster for what holds nothing yet, if it was done before."""
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or forms != FORMS or raw.execute(_KEPT).fetchone():
        upgrade(connection, forms)
    elif _made:
        for statement in _made:
            raw.execute(statement)
    else:
        upgrade(connection, forms)
        _made.extend(_statements(raw))


def _statements(raw: Any) -> Iterator[str]:
    """What makes these tables anew; those that a virtual table has of its own come with it."""
    kept = [(name, sql) for name, sql in raw.execute(_KEPT) if sql]
    virtual = tuple(f"{name}_" for name, sql in kept if sql.startswith("CREATE VIRTUAL"))
    yield from (sql for name, sql in kept if not (virtual and name.startswith(virtual)))
    yield f"INSERT INTO {VERSIONS} VALUES ('{FORMS.newest}')"  # noqa: S608  (our own words)


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """Let new records of this process be made so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "upgrade", made)
        yield
