"""What a database says when something is wrong, and what it means to the user."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from detente.model.errors import RecordBusy, RecordError

_Meaning = tuple[tuple[str, ...], type[RecordError], str]

_BUSY = "is in use by another process; try again when that has finished"
_FULL = "does not fit on the disk any more; make room and try again"
_DISK = "cannot be read or written; check the disk and its free space"
_GONE = "cannot be reached; is the database running?"
_REFUSED = "may not be used by you; check the user and password, or ask its owner"
_DAMAGED = "is damaged; restore a copy of it"

# SQLite's name of the error, or its beginning -> what it means and what to do.
_SQLITE: tuple[_Meaning, ...] = (
    (("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"), RecordBusy, _BUSY),
    (("SQLITE_NOTADB",), RecordError, "is not a record; give another file name"),
    (("SQLITE_CORRUPT",), RecordError, _DAMAGED),
    (
        ("SQLITE_READONLY", "SQLITE_PERM"),
        RecordError,
        "cannot be written; allow writing to the file and its folder",
    ),
    (("SQLITE_FULL",), RecordError, _FULL),
    (("SQLITE_IOERR",), RecordError, _DISK),
    (
        ("SQLITE_CANTOPEN",),
        RecordError,
        "cannot be opened; allow reading the file and writing to its folder",
    ),
)
# The same by the words, for what the driver says without the name of an error.
_SQLITE_WORDS: tuple[_Meaning, ...] = (
    (("locked",), RecordBusy, _BUSY),
    (("readonly", "read-only"), *_SQLITE[3][1:]),
    (("unable to open",), *_SQLITE[6][1:]),
)
# SQLSTATE, or its beginning. The words differ by the server's language, these do not.
_POSTGRESQL: tuple[_Meaning, ...] = (
    (("55P03", "40P01", "40001"), RecordBusy, _BUSY),
    (("53100",), RecordError, _FULL),
    (("53300",), RecordBusy, "has too many users at once; try again later"),
    (("58030",), RecordError, _DISK),
    (("28", "42501"), RecordError, _REFUSED),
    (("25006",), RecordError, "cannot be written: the database only lets itself be read"),
    (("3D000",), RecordError, "is not there: make the database first, with createdb"),
    (("3F000",), RecordError, "has no schema to lie in; make it first, with CREATE SCHEMA"),
    (("08", "57P"), RecordError, _GONE),
    (("42P01", "42703", "XX001", "XX002"), RecordError, _DAMAGED),
)
# What the driver says when a connection fails: it has no SQLSTATE then.
_CONNECTING: tuple[_Meaning, ...] = (
    (
        ("password authentication", "no password supplied", "pg_hba", 'role "'),
        RecordError,
        _REFUSED,
    ),
    (('database "',), *_POSTGRESQL[6][1:]),
    (("too many",), *_POSTGRESQL[2][1:]),
    (("",), RecordError, _GONE),
)


def in_words(name: str, error: DBAPIError | sqlite3.Error | UnicodeEncodeError) -> RecordError:
    """Return the error of the record of that name, in words that say what to do."""
    if isinstance(error, UnicodeEncodeError):
        return RecordError(
            f"record {name} takes whole characters only, and {error.object[:40]!r} holds half a "
            "one (a lone surrogate); write it in UTF-8"
        )
    cause = error.orig if isinstance(error, DBAPIError) else error
    kind, meaning = _meaning(cause)
    return kind(f"record {name} {meaning}")


def _meaning(cause: BaseException | None) -> tuple[type[RecordError], str]:
    said = " ".join(str(cause).split())
    if isinstance(cause, sqlite3.Error):
        found = _by_code(_SQLITE, getattr(cause, "sqlite_errorname", None))
        found = found or _by_words(_SQLITE_WORDS, said)
    else:
        state = getattr(cause, "sqlstate", None)
        found = _by_code(_POSTGRESQL, state)
        if found is None and state is None and type(cause).__name__ == "OperationalError":
            found = _by_words(_CONNECTING, said)
    return found or (RecordError, f"gave an error: {said}; please report it")


def _by_code(
    meanings: tuple[_Meaning, ...], code: str | None
) -> tuple[type[RecordError], str] | None:
    for signs, kind, meaning in meanings:
        if code is not None and code.startswith(signs):
            return kind, meaning
    return None


def _by_words(meanings: tuple[_Meaning, ...], said: str) -> tuple[type[RecordError], str] | None:
    for signs, kind, meaning in meanings:
        if any(sign in said.lower() for sign in signs):
            return kind, meaning
    return None
