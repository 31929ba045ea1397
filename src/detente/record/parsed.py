"""Parses of paragraphs in the record, so that no process need parse one again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select

from detente.record import schema
from detente.record.database import Database, chunks


class StoredParses:
    """Where a reader keeps parses, by digest; what an older parser made is let go."""

    def __init__(self, database: Database) -> None:
        """Take an open database."""
        self._database = database
        self._cleared = False

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Return those that are there."""
        c = schema.parses.c
        found: dict[str, bytes] = {}
        with self._database.read() as connection:
            for part in chunks(digests):
                question = select(c.digest, c.body).where(c.digest.in_(part))
                found.update((row[0], row[1]) for row in connection.execute(question))
        return found

    def put(self, parser: str, bodies: Mapping[str, bytes]) -> None:
        """Keep some. parser: Digest of what made them."""
        if not bodies:
            return
        with self._database.write() as connection:
            if not self._cleared:
                self._cleared = True
                connection.execute(delete(schema.parses).where(schema.parses.c.parser != parser))
            c = schema.parses.c
            known: set[str] = set()
            for part in chunks(list(bodies)):
                known.update(
                    connection.execute(select(c.digest).where(c.digest.in_(part))).scalars()
                )
            rows = [
                {"digest": key, "parser": parser, "body": body}
                for key, body in bodies.items()
                if key not in known
            ]
            if rows:
                connection.execute(insert(schema.parses), rows)
