"""From a record's name to a database: which driver, and how its connections are set up."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from detente.model.errors import RecordError

CONNECT_TIMEOUT_S = 10
# Names of the database -> the driver that we use for it.
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def url_of(name: str) -> URL:
    """Return the URL of a file name or database URL. Errors: RecordError."""
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except (ArgumentError, ValueError) as error:
        # the address may hold a password: it is not repeated
        raise RecordError(
            "the record's database URL cannot be read; write it as postgresql://USER@HOST/NAME"
        ) from error
    if url.drivername not in _DRIVERS:
        raise RecordError(
            f"records are not kept in {url.drivername!r}; give the name of a file, or "
            "postgresql://USER@HOST/NAME"
        )
    return url.set(drivername=_DRIVERS[url.drivername])


def shown(url: URL) -> str:
    """Return a record's name as messages show it, without a password."""
    if url.get_backend_name() == "sqlite":
        return repr(url.database or ":memory:")
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def path_of(url: URL) -> Path | None:
    """Return the file of a record, or None if it is on a server or in memory."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    name = str(url.database)
    return Path(name.removeprefix("file:")) if "uri" in url.query else Path(name)


def engine_of(url: URL, busy_timeout_s: float, key: str | None = None) -> Engine:
    """Return the engine of a record; it connects when it is used. Errors: RecordError.

    key: Of an encrypted file, None for a plain one.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, busy_timeout_s, key)
    if key is not None:
        raise RecordError(
            f"record {shown(url)}: a key is for files; what a server keeps, its disk encrypts"
        )
    return _postgresql(url, busy_timeout_s)


def driver(key: str | None) -> Any:
    """Return the driver of a file: that of SQLCipher where there is a key. Errors: RecordError."""
    if key is None:
        return sqlite3
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise RecordError(
            "the record is to be encrypted, and what does that is not installed; install it with: "
            "pip install 'detente[encrypt]'"
        ) from error
    return dbapi2


def give_key(raw: Any, key: str | None) -> None:
    """Say a connection's key, before anything is asked of it."""
    if key is not None:
        raw.execute("PRAGMA cipher_log_level = NONE")  # errors come as errors, in our words
        raw.execute("PRAGMA key = '{}'".format(key.replace("'", "''")))


def _sqlite(url: URL, busy_timeout_s: float, key: str | None) -> Engine:
    options: dict[str, Any] = {"poolclass": StaticPool} if path_of(url) is None else {}
    settings = {"timeout": busy_timeout_s, "check_same_thread": False}
    engine = create_engine(url, module=driver(key), connect_args=settings, **options)
    event.listen(engine, "connect", partial(_prepare_sqlite, key))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(key: str | None, raw: Any, _: Any) -> None:
    give_key(raw, key)
    raw.isolation_level = None  # transactions begin where we say, not where the driver guesses
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA secure_delete = ON")
    raw.execute("PRAGMA synchronous = NORMAL")
    raw.execute("PRAGMA cache_size = -65536")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL, busy_timeout_s: float) -> Engine:
    settings: dict[str, Any] = {}
    if "connect_timeout" not in url.query:
        settings["connect_timeout"] = CONNECT_TIMEOUT_S
    try:
        engine = create_engine(url, connect_args=settings, pool_pre_ping=True)
    except (NoSuchModuleError, ImportError) as error:
        raise RecordError(
            f"record {shown(url)}: the driver for PostgreSQL is not installed; "
            "install it with: pip install 'detente[postgres]'"
        ) from error

    def prepare(raw: Any, _: Any) -> None:
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(busy_timeout_s * 1000)}")
        raw.commit()

    event.listen(engine, "connect", prepare)
    return engine
