"""Folded states kept in memory, so that a process that looks often folds only what is new."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from detente.model.claims import FAMILIES
from detente.model.errors import InputError
from detente.record import packs, phrases, schema, stored, words
from detente.record.added import load_whole, with_added, with_added_later
from detente.record.database import Database, many_values
from detente.record.facts import View
from detente.record.folded import Folded
from detente.record.folding import fold
from detente.record.growing import grow
from detente.record.loading import Shelf, fill_shelf, load_later, load_view, open_shelf

EVERY_FAMILY = tuple(family.family for family in FAMILIES)
# Folded states that are kept: what is public and what is not, now and as of a day before. Each
# takes some 100 MB for a hundred thousand claims.
MOST_KEPT = 4


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
    """Folded states of one record by what was asked for, each of the newest version asked.

    It may be asked from several threads. A state that was handed out stays as it is.
    """

    def __init__(self, database: Database) -> None:
        """Keep nothing yet."""
        self._database = database
        self._lock = threading.RLock()
        self._states: OrderedDict[_Key, tuple[Version, Folded]] = OrderedDict()
        self._shelf: Shelf | None = None
        self._seen = Version(0, 0)
        self._whole = False
        self._once = False

    def keep_whole(self) -> None:
        """From now on fold everything at the first question, and then only what is new."""
        self._whole = True
        self._once = False

    def look_once(self) -> None:
        """From now on spare the garbage collector what is folded: the process ends soon."""
        self._once = True

    def folded(self, view: View, families: Sequence[str], reviewed_only: bool = False) -> Folded:
        """Return the record's state, folded, as it is now."""
        asked = EVERY_FAMILY if self._whole else tuple(families)
        key = _Key(view, asked, reviewed_only)
        with self._lock, many_values(), self._database.read() as connection:
            version = version_of(connection)
            found = self._states.pop(key, None)
            if found is None or found[0] != version:
                found = version, self._made(connection, key, found[1] if found else None, version)
            self._states[key] = found
            while len(self._states) > MOST_KEPT:
                self._states.popitem(last=False)
            if self._once:
                gc.freeze()
            return found[1]

    def both(self, before: View, after: View, families: Sequence[str]) -> tuple[Folded, Folded]:
        """Return the states of two views; what both rest on is fetched once."""
        if self._whole:
            return self.folded(before, families), self.folded(after, families)
        with self._lock, many_values(), self._database.read() as connection:
            shelf = open_shelf(connection, families)
            states = (load_view(shelf, view) for view in (before, after))
            old, new = (fold(with_added(connection, s, families)) for s in states)
            if self._once:
                gc.freeze()
            return old, new

    def forget(self) -> None:
        """Let go of every state, and of all words in them."""
        with self._lock:
            self._states.clear()
            self._shelf = None
        forget()

    def _made(
        self, connection: Connection, key: _Key, old: Folded | None, version: Version
    ) -> Folded:
        if not self._whole:
            return fold(load_whole(connection, key.view, key.families), key.reviewed_only)
        shelf = self._shelf_now(connection, version)
        if old is not None and not key.reviewed_only and self._shelf is not None:
            state = load_later(shelf, old.state)
            grown = grow(old, with_added_later(connection, state, old.state)) if state else None
            if grown is not None:
                return grown
        state = with_added(connection, load_view(shelf, key.view), key.families)
        folded = fold(state, key.reviewed_only)
        _set_aside()
        return folded

    def _shelf_now(self, connection: Connection, version: Version) -> Shelf:
        """What the tables hold now; after a purge, nothing of what they held before."""
        if purged_since(connection, self._seen.deed):
            self.forget()
        if self._shelf is None:
            self._shelf = open_shelf(connection, EVERY_FAMILY)
        else:
            self._shelf = fill_shelf(self._shelf, connection)
        self._seen = version
        return self._shelf


def _set_aside() -> None:
    """Keep the garbage collector from walking all that stays for long: it takes a second."""
    gc.unfreeze()
    gc.collect()  # the states before this one are full of circles
    gc.freeze()


def purged_since(connection: Connection, deed: int) -> bool:
    """Whether a report was purged after a deed."""
    c = schema.actions.c
    question = select(c.id).where(c.kind == "purge", c.id > deed).limit(1)
    return connection.execute(question).first() is not None


def forget() -> None:
    """Let go of all words that opened claims and frames of wordings hold, in every record."""
    for cache in (stored.open_claim, packs.unpack, phrases.frame, words.stem):
        cache.cache_clear()
