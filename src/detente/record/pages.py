"""The first page of a workbench, left in the record for the one that opens it next.

A page goes with the digest of what it follows from beside the record (the program) and of itself.
Where anything of that is another, it is as if there were none. The page says of which version of
the record it is.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import delete, insert, select

from detente.record import schema
from detente.record.database import Database
from detente.record.version import version_of


class StoredPages:
    """Where a workbench leaves its first page, one for each reader; in records that are files."""

    def __init__(self, database: Database) -> None:
        """Take an open database."""
        self._database = database

    @property
    def are_kept(self) -> bool:
        """Whether this record keeps any."""
        return self._database.path is not None

    def left(self, reader: str, follows: str) -> bytes | None:
        """Return a reader's page, of whatever version of the record; None if there is none.

        follows: What it follows from beside the record.
        """
        if not self.are_kept:
            return None
        c = schema.first_pages.c
        with self._database.read() as connection:
            question = select(c.digest, c.body).where(c.reader == reader)
            row = connection.execute(question).first()
            if row is None or row.digest != _digest(follows, row.body):
                return None
        body: bytes = row.body
        return body

    def leave(self, reader: str, follows: str, body: bytes, *, version: str) -> None:
        """Leave a page in place of the reader's last one.

        version: That of the record it was made from; nothing is left if that has moved, as a
        report may have been purged since.
        """
        if not self.are_kept:
            return
        c = schema.first_pages.c
        with self._database.write() as connection:
            if str(version_of(connection)) != version:
                return
            digest = _digest(follows, body)
            connection.execute(delete(schema.first_pages).where(c.reader == reader))
            row = {"reader": reader, "digest": digest, "body": body}
            connection.execute(insert(schema.first_pages), row)


def _digest(follows: str, body: bytes) -> str:
    return hashlib.sha256(follows.encode() + b"\0" + body).hexdigest()
