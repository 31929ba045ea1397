"""The connection: opening, upgrading, transactions, and errors in words.

SQLite files are in WAL mode: readers do not wait for a writer, and a killed process leaves the
last committed state.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from detente.model.errors import RecordBusy, RecordError
from detente.record import schema
from detente.record.engines import driver, engine_of, path_of, shown, url_of
from detente.record.forms import FORMS, Forms, back_up, backups_of, form_of, upgrade
from detente.record.troubles import in_words

APPLICATION_ID = 0x4445_544E  # "DETN" in the header of a SQLite file; on a server, our lock
BUSY_TIMEOUT_S = 10.0
# Parameters of one statement: well under the least that any database allows.
_CHUNK = 500

_T = TypeVar("_T")


def chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Yield values in parts that one statement can take as parameters."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


class Database:
    """One record's database: read and write transactions with errors in words."""

    def __init__(
        self,
        name: str,
        *,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
        forms: Forms = FORMS,
        key: str | None = None,
    ) -> None:
        """Take a file name or a database URL; connect to nothing yet.

        forms: The steps that the program knows. key: Of an encrypted file, None for a plain one.
        Errors: RecordError.
        """
        self.url = url_of(name)
        self.name = shown(self.url)
        self.path = path_of(self.url)
        self._forms = forms
        self._key = key
        self._engine = engine_of(self.url, busy_timeout_s, key)

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is a SQLite file (or lies in memory)."""
        return self._engine.dialect.name == "sqlite"

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent state, for reading."""
        engine = self._engine
        if not self.is_sqlite:
            engine = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with self._guard(), engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it, or nothing if anything fails."""
        engine = self._engine.execution_options(writes=True)
        with self._guard(), engine.begin() as connection:
            if not self.is_sqlite:  # one writer at a time, as in SQLite
                connection.execute(text(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"))
            yield connection

    @contextlib.contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection of its own, for what lasts longer than a transaction."""
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with self._guard(), engine.connect() as connection:
            yield connection

    def open(self, *, create: bool, now: Callable[[], dt.datetime]) -> None:
        """Make the record if it is missing and `create` says so; bring an older one up to date.

        Errors: RecordError if there is none or it is something else; RecordTooNew.
        """
        self._check_place(create)
        try:
            self._open(create, now)
        except BaseException:
            self._engine.dispose()
            raise

    def wipe(self) -> None:
        """Remove copies that upgrades made, and write the record anew: what was removed is gone.

        Errors: RecordBusy while somebody reads an older state; RecordError.
        """
        with self._guard():
            for copy in backups_of(self.path) if self.path else ():
                copy.unlink(missing_ok=True)
            if self.is_sqlite:
                self._squeeze_file()
            else:
                self._squeeze_tables()

    def close(self) -> None:
        """Let go of the file."""
        with self._guard():
            self._engine.dispose()

    def _open(self, create: bool, now: Callable[[], dt.datetime]) -> None:
        with self.read() as connection:
            found = self._form(connection, create)
        if found == self._forms.newest:
            return
        if found is None:
            self.use_wal()
        with self.write() as connection:
            found = self._form(connection, create)  # another process may have been faster
            if found == self._forms.newest:
                return
            if found is None:
                self._check_encoding(connection)
            elif self.path is not None:
                back_up(self.path, self.name, self._forms, found=found, at=now(), key=self._key)
            upgrade(connection, self._forms)
            if self.is_sqlite:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    def _squeeze_file(self) -> None:
        with self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("VACUUM")
            blocked = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if blocked:
            raise RecordBusy(
                f"record {self.name}: what was removed is still in the file, for another process "
                "reads an older state; purge once more when that has finished"
            )

    def _squeeze_tables(self) -> None:
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for table in schema.metadata.sorted_tables:
                connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")

    def _check_place(self, create: bool) -> None:
        if self.path is None:
            return
        with self._guard():
            if self.path.is_dir():
                raise RecordError(f"record {self.name} is a folder; give the name of a file in it")
            if not self.path.parent.is_dir():
                raise RecordError(
                    f"record {self.name}: there is no folder {self.path.parent}; make it first"
                )
            if not self.path.exists() and not create:
                raise RecordError(f"there is no record {self.name}; make one with 'detente add'")

    def _form(self, connection: Connection, create: bool) -> str | None:
        found = form_of(connection, self.name, self._forms)
        if found is None and not create:
            raise RecordError(f"record {self.name} is empty; fill it with 'detente add'")
        return found

    def _check_encoding(self, connection: Connection) -> None:
        if self.is_sqlite:
            return
        found = connection.execute(text("SHOW server_encoding")).scalar()
        if found != "UTF8":
            raise RecordError(
                f"record {self.name} lies in a database of encoding {found}, which cannot hold "
                "every character; make one with ENCODING 'UTF8'"
            )

    def use_wal(self) -> None:
        """Let readers of the file not wait for its writer; nothing for what is no file."""
        if self.path is None:
            return
        with self._guard(), self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA journal_mode = WAL")

    @contextlib.contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error, UnicodeEncodeError) as error:
            raise in_words(self.name, error, has_key=self._key is not None) from error
        except driver(self._key).Error as error:  # what was asked of SQLCipher past the engine
            raise in_words(self.name, error, has_key=True) from error
        except OSError as error:
            raise RecordError(
                f"record {self.name} cannot be used: {error.strerror}; check the path and its "
                "permissions"
            ) from error
