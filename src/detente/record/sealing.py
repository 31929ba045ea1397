"""A copy of a record under another key: encrypted, encrypted anew, or plain again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from detente.model.errors import RecordError
from detente.record.database import APPLICATION_ID, Database
from detente.record.engines import driver, give_key


def seal(record: Path, copy: Path, *, key: str | None, new_key: str | None) -> None:
    """Write a record into a new file under another key.

    key: Of the record; new_key: of the copy; None for none. Errors: RecordError, and then no
    half of a copy is left.
    """
    if copy.exists():
        raise RecordError(f"{copy} is there already; name a file that is not")
    if not copy.parent.is_dir():
        raise RecordError(f"there is no folder {copy.parent}; make it first")
    if not record.is_file():
        raise RecordError(f"there is no record {str(record)!r}")
    lite = driver(key or new_key or "")  # a plain file is read by the same driver, without key
    try:
        with closing(lite.connect(str(record))) as source:
            give_key(source, key)
            source.isolation_level = None
            source.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(copy), new_key or ""))
            source.execute("SELECT sqlcipher_export('sealed')")
            source.execute(f"PRAGMA sealed.application_id = {APPLICATION_ID}")
            source.execute("DETACH DATABASE sealed")
    except lite.Error as error:
        for half in (copy, Path(f"{copy}-journal"), Path(f"{copy}-wal"), Path(f"{copy}-shm")):
            half.unlink(missing_ok=True)
        raise RecordError(
            f"record {str(record)!r} cannot be copied to {copy} ({error}); is its key the right "
            "one, and is there room?"
        ) from error
    with closing(Database(str(copy), key=new_key)) as made:
        made.use_wal()
