"""The hold on a record by whoever follows its sources: one process at a time.

The system lets go of it when the process ends, however that happens, so that no clock is asked
and nothing has to be cleaned up after a kill.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sqlalchemy import text

from detente.model.errors import RecordBusy
from detente.record.database import APPLICATION_ID, Database

ENDING = ".watch"


@contextlib.contextmanager
def held(database: Database) -> Iterator[None]:
    """Hold a record. Errors: RecordBusy if another process does."""
    if not database.is_sqlite:
        with _held_on_server(database):
            yield
    elif database.path is not None:
        with _held_file(database.path, database.name):
            yield
    else:  # in memory: nobody else can have it
        yield


@contextlib.contextmanager
def _held_on_server(database: Database) -> Iterator[None]:
    with database.connected() as connection:
        question = text("SELECT pg_try_advisory_lock(:key, hashtext(current_schema()))")
        taken = connection.execute(question, {"key": APPLICATION_ID}).scalar_one()
        if not taken:
            raise _busy(database.name, "")
        try:
            yield
        finally:  # the connection goes back to the others
            release = text("SELECT pg_advisory_unlock(:key, hashtext(current_schema()))")
            connection.execute(release, {"key": APPLICATION_ID})


@contextlib.contextmanager
def _held_file(path: Path, name: str) -> Iterator[None]:
    place = path.with_name(path.name + ENDING)
    file = _taken(place)
    if file is None:
        with contextlib.suppress(OSError):
            raise _busy(name, place.read_text("utf-8").strip())
        raise _busy(name, "")
    with file:
        try:
            file.truncate(0)
            file.write(f"process {os.getpid()}\n")
            file.flush()
            yield
        finally:
            with contextlib.suppress(OSError):  # some systems keep what is open
                place.unlink()


def _taken(place: Path) -> IO[str] | None:
    """Return the file that is held, None if another process holds it."""
    while True:
        file = place.open("a", encoding="utf-8")
        if not _lock(file):
            file.close()
            return None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(place.stat(), os.fstat(file.fileno())):
                return file
        file.close()  # it was removed by who held it before: take the next one


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def _busy(name: str, who: str) -> RecordBusy:
    by = f" ({who})" if who else ""
    return RecordBusy(
        f"the sources of record {name} are being followed by another process{by}; let that one "
        "go on, or end it first"
    )
