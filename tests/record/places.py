"""Where the records of the suite lie: a fresh file, or a fresh schema of a PostgreSQL database.

DETENTE_TEST_URLS names the databases, with blanks between; "sqlite" stands for files.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url

from detente.record import Record, open_record
from detente.record.schema import metadata
from tests.record.build import Clock

SQLITE = "sqlite"
URLS = tuple(os.environ.get("DETENTE_TEST_URLS", SQLITE).split())
_NUMBERS = itertools.count(1)
# Schemas of servers whose tables can be used again, and those in use. By URL.
_SPARE: dict[str, list[str]] = {}


@dataclass
class Places:
    """Makes names for records that hold nothing yet, in one database; cleans up at the end."""

    url: str
    folder: Path
    made: list[str] = field(default_factory=list)

    @property
    def is_sqlite(self) -> bool:
        return self.url == SQLITE

    def __call__(self) -> str:
        """A name under which there is no record."""
        number = next(_NUMBERS)
        if self.is_sqlite:
            return str(self.folder / f"record{number}.db")
        schema = f"test_{os.getpid()}_{number}"
        with server(self.url) as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        self.made.append(schema)
        joint = "&" if "?" in self.url else "?"
        return f"{self.url}{joint}options=-csearch_path%3D{schema}"

    def open(self, name: str | None = None) -> Record:
        """An open record with a clock of its own; a fresh one without a name."""
        return open_record(name or self(), now=Clock(), create=True)

    @contextlib.contextmanager
    def emptied(self) -> Iterator[Record]:
        """An open record that holds nothing: in memory, or tables used before, emptied.

        Much faster than a fresh one on a server.
        """
        if self.is_sqlite:
            with self.open(":memory:") as record:
                yield record
            return
        spare = _SPARE.setdefault(self.url, [])
        name = spare.pop() if spare else self._lasting()
        with self.open(name) as record:
            yield record
        with server(name) as connection:
            tables = ", ".join(metadata.tables)
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
        spare.append(name)

    def clean(self) -> None:
        if self.made:
            with server(self.url) as connection:
                for schema in self.made:
                    connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
            self.made.clear()

    def _lasting(self) -> str:
        name = self()
        self.made.pop()
        return name


def clean_spare() -> None:
    """Drop what was kept to be used again."""
    for url, names in _SPARE.items():
        with server(url) as connection:
            for name in names:
                schema = name.rpartition("%3D")[2]
                connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
    _SPARE.clear()


@contextlib.contextmanager
def server(url: str) -> Iterator[Connection]:
    """One transaction on a server, beside the record's own connections."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
