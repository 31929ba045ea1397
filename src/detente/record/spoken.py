"""The words of statements, folded, in a table and its index: for finding them by their words.

SQLite keeps an index of the words (FTS5) in step by triggers. Where there is none, the table is
read through: a hundred thousand statements take a tenth of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from detente.model.claims import Reading, Statement
from detente.model.gist import once
from detente.record.words import fold

INDEX = "spoken_words"
_TOKEN = re.compile(r"[^\W_]+")


def tokens(words: str) -> tuple[str, ...]:
    """Return the folded words as the index keeps them: letters and digits alone.

    >>> tokens("“It’s not the TOLL”")
    ('it', 's', 'not', 'the', 'toll')
    """
    return tuple(_TOKEN.findall(fold(words)))


def spoken_rows(reading: Reading, key: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of a reading's statements, one at a time, as a book may have many."""
    for claim_id, claim in once(reading.each(Statement)):
        yield spoken_row(key, claim_id, claim.kind, words=claim.main.text)


def spoken_row(reading: int, claim: str, kind: str, *, words: str) -> dict[str, Any]:
    """Return the row of a statement; its words stand between blanks, so that each ends at one."""
    return {
        "reading": reading,
        "claim": claim,
        "kind": kind,
        "words": f" {' '.join(tokens(words))} ",
    }


def spoken_words(connection: Connection) -> bool:
    """Whether the database has the index of words."""
    if connection.dialect.name != "sqlite":
        return False
    question = text("SELECT 1 FROM sqlite_master WHERE name = :name").bindparams(name=INDEX)
    return connection.execute(question).first() is not None


def index_anew(connection: Connection) -> None:
    """Make the index again from the table, so that it holds nothing that was removed."""
    if spoken_words(connection):
        connection.execute(text(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')"))  # noqa: S608
