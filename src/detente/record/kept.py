"""Folded states kept in memory, so that a process that looks often folds only what is new."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from detente.model.errors import InputError
from detente.record import packs, phrases, schema, stored, words
from detente.record.added import load_whole
from detente.record.database import Database, many_values
from detente.record.facts import View
from detente.record.folded import Folded
from detente.record.folding import fold

# Folded states that are kept: today's, the days of a slider, one for each mark.
MOST_KEPT = 12


class Version(NamedTuple):
    """How far a record has come: numbers of its last reading and of the desk's last deed.

    A purge takes readings away and is a deed, so that no two states share both numbers.
    """

    reading: int
    deed: int

    def __str__(self) -> str:
        """Return it as pages carry it: "10000-12"."""
        return f"{self.reading}-{self.deed}"


def version_of(connection: Connection) -> Version:
    """Return the version of the state that a connection sees."""
    last = (
        select(func.coalesce(func.max(table.c.id), 0)).scalar_subquery()
        for table in (schema.readings, schema.actions)
    )
    return Version(*connection.execute(select(*last)).one())


def parse_version(text: str) -> Version:
    """Return the version that a page carried. Errors: InputError."""
    reading, _, deed = text.partition("-")
    if not (reading.isdigit() and deed.isdigit()):
        raise InputError(f"{text!r} is no version of a record; open the page again")
    return Version(int(reading), int(deed))


class _Key(NamedTuple):
    view: View
    families: tuple[str, ...]
    reviewed_only: bool


class Kept:
    """Folded states of one record by what was asked for, each of the newest version asked."""

    def __init__(self, database: Database) -> None:
        """Keep nothing yet."""
        self._database = database
        self._lock = threading.RLock()
        self._states: OrderedDict[_Key, tuple[Version, Folded]] = OrderedDict()

    def folded(self, view: View, families: Sequence[str], reviewed_only: bool = False) -> Folded:
        """Return the record's state, folded, as it is now."""
        key = _Key(view, tuple(families), reviewed_only)
        with self._lock, many_values(), self._database.read() as connection:
            version = version_of(connection)
            found = self._states.get(key)
            if found is None or found[0] != version:
                state = load_whole(connection, view, families)
                found = version, fold(state, reviewed_only)
            self._states[key] = found
            self._states.move_to_end(key)
            while len(self._states) > MOST_KEPT:
                self._states.popitem(last=False)
            return found[1]

    def forget(self) -> None:
        """Let go of every state."""
        with self._lock:
            self._states.clear()


def forget() -> None:
    """Let go of all words that opened claims and frames of wordings hold, in every record."""
    for cache in (stored.open_claim, packs.unpack, phrases.frame, words.stem):
        cache.cache_clear()
