"""What a database says when something is wrong, and what it means to the user."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from detente.model.errors import RecordBusy, RecordError

_Trouble = tuple[type[RecordError], str]

_BUSY = (RecordBusy, "is in use by another process; try again when that has finished")
_CROWDED = (RecordBusy, "has too many users at once; try again later")
_NO_RECORD = (
    RecordError,
    "is not a record; give another file name, or, if it is encrypted, name its key's file with "
    "DETENTE_KEY_FILE",
)
_KEY = (RecordError, "does not open with this key: it is another's, or it is not encrypted")
_DAMAGED = (RecordError, "is damaged; restore a copy of it")
_FULL = (RecordError, "does not fit on the disk any more; make room and try again")
_DISK = (RecordError, "cannot be read or written; check the disk and its free space")
_READ_ONLY = (RecordError, "cannot be written; allow writing to the file and its folder")
_NOT_BESIDE = (
    RecordError,
    "may not be used by somebody who cannot write beside it; allow writing to its folder, or copy "
    "it to one of your own",
)
_CLOSED = (RecordError, "cannot be opened; allow reading the file and writing to its folder")
_GONE = (RecordError, "cannot be reached; is the database running?")
_REFUSED = (RecordError, "may not be used by you; check the user and password, or ask its owner")
_NO_DATABASE = (RecordError, "is not there: make the database first, with createdb")
_NO_SCHEMA = (RecordError, "has no schema to lie in; make it first, with CREATE SCHEMA")
_ONLY_READS = (RecordError, "cannot be written: the database only lets itself be read")

# SQLite's name of an error, or its beginning; the first that fits counts.
_SQLITE: tuple[tuple[str, _Trouble], ...] = (
    ("SQLITE_BUSY", _BUSY),
    ("SQLITE_LOCKED", _BUSY),
    ("SQLITE_PROTOCOL", _BUSY),
    ("SQLITE_NOTADB", _NO_RECORD),
    ("SQLITE_CORRUPT", _DAMAGED),
    ("SQLITE_READONLY_CANTINIT", _NOT_BESIDE),
    ("SQLITE_READONLY_DIRECTORY", _NOT_BESIDE),
    ("SQLITE_READONLY_RECOVERY", _NOT_BESIDE),
    ("SQLITE_READONLY", _READ_ONLY),
    ("SQLITE_PERM", _READ_ONLY),
    ("SQLITE_FULL", _FULL),
    ("SQLITE_IOERR", _DISK),
    ("SQLITE_CANTOPEN", _CLOSED),
)
# PostgreSQL's SQLSTATE, or its beginning. The words differ by the server's language, it does not.
_POSTGRESQL: tuple[tuple[str, _Trouble], ...] = (
    ("55P03", _BUSY),
    ("40P01", _BUSY),
    ("40001", _BUSY),
    ("53300", _CROWDED),
    ("53100", _FULL),
    ("58030", _DISK),
    ("28", _REFUSED),
    ("42501", _REFUSED),
    ("25006", _ONLY_READS),
    ("3D000", _NO_DATABASE),
    ("3F000", _NO_SCHEMA),
    ("08", _GONE),
    ("57P", _GONE),
    ("42P01", _DAMAGED),
    ("42703", _DAMAGED),
    ("XX00", _DAMAGED),
)
# What the driver says when a connection fails: it gives no SQLSTATE then.
_CONNECTING: tuple[tuple[str, _Trouble], ...] = (
    ("password", _REFUSED),
    ("pg_hba", _REFUSED),
    ('role "', _REFUSED),
    ('database "', _NO_DATABASE),
    ("too many", _CROWDED),
    ("", _GONE),
)


def in_words(name: str, error: Exception, *, has_key: bool = False) -> RecordError:
    """Return the error of the record of that name, in words that say what to do.

    error: A DBAPIError, one of the driver's own, or UnicodeEncodeError. has_key: Whether a key
    was given.
    """
    if isinstance(error, UnicodeEncodeError):
        return RecordError(
            f"record {name} takes whole characters only, and {error.object[:40]!r} holds half a "
            "one (a lone surrogate); write it in UTF-8"
        )
    cause = error.orig if isinstance(error, DBAPIError) else error
    kind, meaning = _meaning(cause, has_key)
    return kind(f"record {name} {meaning}")


def _meaning(cause: BaseException | None, has_key: bool) -> _Trouble:
    said = " ".join(str(cause).split())
    unknown = (RecordError, f"gave an error: {said}; please report it")
    name = getattr(cause, "sqlite_errorname", None)
    if isinstance(cause, sqlite3.Error) or name is not None:
        name = name or ""
        if has_key and name.startswith("SQLITE_NOTADB"):
            return _KEY
        return next((found for sign, found in _SQLITE if name.startswith(sign)), unknown)
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return next((found for sign, found in _POSTGRESQL if state.startswith(sign)), unknown)
    if type(cause).__name__ == "OperationalError":
        return next(found for sign, found in _CONNECTING if sign in said.lower())
    return unknown
