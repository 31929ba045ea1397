"""The connection: opening, upgrading, transactions, and errors in words.

SQLite files are in WAL mode: readers do not wait for a writer, and a killed process leaves the
last committed state.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from detente.model.errors import RecordBusy, RecordError, RecordTooNew

# Steps of the record's form that this program knows, oldest first; the last is the current one.
REVISIONS = ("0001",)
APPLICATION_ID = 0x4445_544E  # "DETN" in the header of a SQLite file
BUSY_TIMEOUT_S = 10.0

# What a database says -> what it means and what to do; the first that fits counts.
_MEANINGS: tuple[tuple[str, type[RecordError], str], ...] = (
    ("locked", RecordBusy, "is in use by another process; try again when that has finished"),
    ("busy", RecordBusy, "is in use by another process; try again when that has finished"),
    ("not a database", RecordError, "is not a record; give another file name"),
    ("malformed", RecordError, "is damaged; restore a copy of it"),
    ("readonly", RecordError, "cannot be written; allow writing to the file and its folder"),
    ("read-only", RecordError, "cannot be written; allow writing to it"),
    ("full", RecordError, "does not fit on the disk any more; make room and try again"),
    ("disk i/o", RecordError, "cannot be read or written; check the disk and its free space"),
    ("unable to open", RecordError, "cannot be opened; check the folder and its permissions"),
    ("permission denied", RecordError, "may not be used by you; ask its owner"),
    ("could not connect", RecordError, "cannot be reached; is the database running?"),
    ("connection", RecordError, "cannot be reached; is the database running?"),
)


@contextlib.contextmanager
def many_values() -> Iterator[None]:
    """Keep the garbage collector from walking a million live values again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Database:
    """One record's database: read and write transactions with errors in words."""

    def __init__(self, name: str, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        """Take a file name or a database URL; connect to nothing yet."""
        self.url = _url(name)
        self.name = _shown(self.url)
        self.path = _path(self.url)
        self._engine = _engine(self.url, self.name, busy_timeout_s)

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is a SQLite file (or lies in memory)."""
        return self._engine.dialect.name == "sqlite"

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent state, for reading."""
        with self._guard(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it, or nothing if anything fails."""
        engine = self._engine.execution_options(writes=True)
        with self._guard(), engine.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(1145394254)"))
            yield connection

    def open(self, *, create: bool, now: Callable[[], dt.datetime]) -> None:
        """Make the record if it is missing and `create` says so; bring an older one up to date.

        Errors: RecordError if there is none or it is something else; RecordTooNew.
        """
        self._check_place(create)
        with self.read() as connection:
            found = self._revision(connection, create)
        if found == REVISIONS[-1]:
            return
        self._set_up_file(found)
        with self.write() as connection:
            found = self._revision(connection, create)  # another process may have been faster
            if found != REVISIONS[-1]:
                if found is not None:
                    self._back_up(found, now())
                _upgrade(connection)
                if self.is_sqlite:
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    def backups(self) -> tuple[Path, ...]:
        """Copies that upgrades made beside the file, in order of name."""
        if self.path is None:
            return ()
        return tuple(sorted(self.path.parent.glob(f"{_escaped(self.path.name)}.before-*.bak")))

    def squeeze(self) -> None:
        """Write the file anew, so that what was removed is nowhere in it."""
        with self._guard(), self._engine.connect() as connection:
            if not self.is_sqlite:
                return
            raw: Any = connection.connection.driver_connection
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        with self._guard():
            self._engine.dispose()

    def _check_place(self, create: bool) -> None:
        if self.path is None:
            return
        if self.path.is_dir():
            raise RecordError(f"record {self.name} is a folder; give the name of a file in it")
        if not self.path.parent.is_dir():
            raise RecordError(
                f"record {self.name}: there is no folder {self.path.parent}; make it first"
            )
        if not self.path.exists() and not create:
            raise RecordError(f"there is no record {self.name}; make one with 'detente add'")

    def _revision(self, connection: Connection, create: bool) -> str | None:
        tables = inspect(connection).get_table_names()
        if "alembic_version" not in tables:
            if tables and self.is_sqlite:
                raise RecordError(
                    f"record {self.name} is a database of another program; give another name"
                )
            if not create:
                raise RecordError(f"record {self.name} is empty; fill it with 'detente add'")
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found is not None and found not in REVISIONS:
            raise RecordTooNew(
                f"record {self.name} was written by a newer Détente (form {found}; this one "
                f"knows up to {REVISIONS[-1]}); install the newer version to open it"
            )
        return found

    def _set_up_file(self, found: str | None) -> None:
        if self.path is None or found is not None:
            return
        with self._guard(), self._engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA journal_mode = WAL")

    def _back_up(self, found: str, at: dt.datetime) -> None:
        if self.path is None:
            return
        stamp = at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S")
        copy = self.path.with_name(f"{self.path.name}.before-{REVISIONS[-1]}-{stamp}.bak")
        source = sqlite3.connect(self.path)
        target = sqlite3.connect(copy)
        try:
            source.backup(target)
        except sqlite3.Error as error:
            raise RecordError(
                f"record {self.name} is of an older form ({found}) and cannot be copied to "
                f"{copy.name} before its upgrade ({error}); make room beside it"
            ) from error
        finally:
            source.close()
            target.close()

    @contextlib.contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise self._in_words(error) from error

    def _in_words(self, error: DBAPIError | sqlite3.Error) -> RecordError:
        said = str(getattr(error, "orig", error) or error)
        for sign, kind, meaning in _MEANINGS:
            if sign in said.lower():
                return kind(f"record {self.name} {meaning}")
        return RecordError(f"record {self.name} gave an error: {said}; please report it")


def _url(name: str) -> URL:
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        return make_url(name)
    except ArgumentError as error:
        # the address may hold a password: it is not repeated
        raise RecordError(
            "the record's database URL cannot be read; write it as DIALECT://USER@HOST/NAME"
        ) from error


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return repr(url.database or ":memory:")
    return url.render_as_string(hide_password=True)


def _path(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    name = str(url.database)
    return Path(name.removeprefix("file:")) if "uri" in url.query else Path(name)


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _engine(url: URL, name: str, busy_timeout_s: float) -> Engine:
    options: dict[str, Any] = {}
    if url.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": busy_timeout_s, "check_same_thread": False}
        if _path(url) is None:
            options["poolclass"] = StaticPool
    try:
        engine = create_engine(url, **options)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise RecordError(
            f"record {name}: no driver for {url.drivername!r} is installed; "
            "install it, or give the name of a file"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(raw: Any, _: Any) -> None:
    raw.isolation_level = None  # transactions begin where we say, not where the driver guesses
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA secure_delete = ON")
    raw.execute("PRAGMA synchronous = NORMAL")
    raw.execute("PRAGMA cache_size = -65536")
    raw.execute("PRAGMA mmap_size = 268435456")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(connection: Connection) -> None:
    # Alembic takes a tenth of a second to load, and is needed only here
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "detente.record:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, REVISIONS[-1])
