"""Folded states kept in memory, so that a process that looks often folds only what is new."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from detente.model.claims import FAMILIES
from detente.model.errors import RecordError
from detente.model.text import Mark
from detente.model.uncollected import uncollected
from detente.record import packs, phrases, states, stored, words
from detente.record.added import load_whole, with_added
from detente.record.database import Database
from detente.record.deeds import SWEEPING
from detente.record.deriving import alike, contains, derive, is_untouched, plainest
from detente.record.facts import Printed, View
from detente.record.folded import Folded
from detente.record.folding import fold
from detente.record.loading import (
    fill_shelf,
    load_actions,
    load_view,
    open_shelf,
)
from detente.record.shelf import Shelf
from detente.record.states import Both
from detente.record.version import Version, swept_since, version_of

EVERY_FAMILY = tuple(family.family for family in FAMILIES)
# Folded states that are kept: what is public and what is not, now, as of some days before and as
# two readers saw it last. Each takes some 50 MB for a hundred thousand claims beside the claims
# themselves.
MOST_KEPT = 8
# Earlier views of states that are kept: as some readers saw it last, and some days. Each takes
# some 10 MB beside the state.
MOST_EARLIER = 6
# Readings from which on a folded state is put away for who opens the record next: fewer are folded
# in less than a second.
FEWEST_PUT_AWAY = 500
# From so many families on, folding them anew is more work than going on from what was put away.
MANY_FAMILIES = 6
# States that were let go before their memory is given back, which takes a second or two.
MOST_DROPPED = 4


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
        self._earlier: OrderedDict[View, states.Earlier] = OrderedDict()
        self._told: dict[Mark, states.Told] = {}
        self._shelf: Shelf | None = None
        self._seen = Version(0, 0)
        self._keeps: Sequence[str] | None = None  # families
        self._once = False
        self._dropped = 0
        self._tried: set[View] = set()  # to restore

    def keep_whole(self) -> None:
        """From now on fold everything at the first question, and then only what is new."""
        self._keeps = EVERY_FAMILY
        self._once = False

    def keep_asked(self) -> None:
        """The same, but only of the families that are asked for; for others all is folded anew."""
        self._keeps = ()
        self._once = False

    @property
    def keeps_whole(self) -> bool:
        """Whether everything is folded at the first question."""
        return self._keeps == EVERY_FAMILY

    def look_once(self) -> None:
        """From now on spare the garbage collector what is folded: the process ends soon."""
        self._once = True

    def folded(self, view: View, families: Sequence[str], reviewed_only: bool = False) -> Folded:
        """Return the record's state, folded, as it is now."""
        self._choose(view, families)
        with self._lock, uncollected(), self._database.read() as connection:
            key = _Key(view, self._of(families), reviewed_only)
            folded = self._now(connection, key, version_of(connection))
            self._drop_oldest()
            if self._once:
                gc.freeze()
            return folded

    def _choose(self, view: View, families: Sequence[str]) -> None:
        """Let a process that looks once go on from what was put away, if that is less work."""
        if not self._once or self._keeps is not None or self._database.path is None:
            return
        if len(families) < MANY_FAMILIES:
            return
        from detente.record import checkpoints  # noqa: PLC0415  (as below)

        with self._database.read() as connection:
            if checkpoints.checkpoint_of(connection, view.up_to) is not None:
                self._keeps = EVERY_FAMILY

    def now(self, view: View, families: Sequence[str]) -> Folded | None:
        """Return the state of a view as it is now, where any are kept; None elsewhere."""
        if self._keeps is None or not (self._states and set(families) <= set(self._keeps)):
            return None
        return self.folded(view, families)

    def _of(self, families: Sequence[str]) -> tuple[str, ...]:
        """Return the families of states to answer with; what is kept of fewer is let go."""
        if self._keeps is None:
            return tuple(families)
        if not set(families) <= set(self._keeps):
            self._keeps = tuple(f for f in EVERY_FAMILY if f in {*families, *self._keeps})
            self._let_go()
        return tuple(self._keeps)

    def both(self, before: View, after: View, families: Sequence[str]) -> Both:
        """Return the states of two views; what both rest on is fetched once."""
        self._choose(after, families)
        if self._keeps is not None:
            with self._lock:
                begun = self._begun(before, after, families)
                new = self.folded(after, families)
                found = self._gone_on(new, before, after)
                if begun is not None and new.touched_since(begun.mark) is not None:
                    found = Both(begun, new, None)
                if found is None and contains(after, before):
                    found = self._shrunk(new, before)
                return found or Both(self.folded(before, families), new, None)
        with self._lock, uncollected(), self._database.read() as connection:
            shelf = open_shelf(connection, families)
            old, grown = states.one_after_the_other(shelf, before, after)
            new = grown or fold(with_added(connection, load_view(shelf, after), families))
            smaller = None
            if old is None and contains(after, before):
                smaller = states.smaller(new, states.within(shelf, before, new))
                old = None if smaller is None else smaller.folded
            if old is None:
                old = fold(with_added(connection, load_view(shelf, before), families))
            if self._once:
                gc.freeze()
            return Both(old, new, smaller)

    def put_away(self, fewest: int = FEWEST_PUT_AWAY) -> None:
        """Put the newest states in the record's file, so that who opens it next goes on from them.

        Nothing where that does not pay, or cannot be: all is then folded anew. fewest: Readings.
        """
        if not self._is_put_away:
            return
        from detente.record import checkpoints  # noqa: PLC0415  (few processes put away)

        with self._lock:
            kept = list(self._states.items())
        for key, (version, folded) in kept:
            if key != self._plain(key.view) or len(folded.state.library.readings) < fewest:
                continue
            with suppress(RecordError):  # the disk is full, or may not be written to
                with self._lock, self._database.read() as connection:
                    stored = checkpoints.checkpoint_of(connection, key.view.up_to)
                    near = stored is not None and checkpoints.is_near(stored, version, folded)
                    body = None if near else checkpoints.rolled(folded)
                if body is not None:
                    with self._database.write() as connection:
                        checkpoints.put_away(connection, key.view.up_to, version, body=body)

    @property
    def _is_put_away(self) -> bool:
        """Whether states of this record are put away: those of files are, folded whole."""
        return self.keeps_whole and self._database.path is not None

    def _plain(self, view: View) -> _Key:
        """Return the key of what is put away of a mark."""
        return _Key(View(up_to=view.up_to), EVERY_FAMILY, False)

    def _restored(
        self, connection: Connection, key: _Key, version: Version
    ) -> tuple[Version, Folded] | None:
        """Return a state that was put away, as it was; None where there is none to be used."""
        if not self._is_put_away or key != self._plain(key.view) or key.view in self._tried:
            return None
        self._tried.add(key.view)
        from detente.record import checkpoints  # noqa: PLC0415  (few processes restore)

        with self._uncollected():
            found = checkpoints.stored(connection, key.view.up_to, version)
            if found is None:
                return None
            shelf = self._shelf_now(connection, version, found.reports)
            folded = checkpoints.restore(connection, found, shelf)
            return None if folded is None else (found.version, folded)

    def forget(self) -> None:
        """Let go of every state, and of all words in them."""
        with self._lock:
            self._let_go()
        forget()

    def _let_go(self) -> None:
        self._states.clear()
        self._earlier.clear()
        self._told.clear()
        self._shelf = None
        self._dropped = MOST_DROPPED  # the words are to leave the memory, too

    def _begun(self, before: View, after: View, families: Sequence[str]) -> Folded | None:
        """Return an earlier state, and keep the later one that it grew into, if none is kept.

        None if that is not to be had so.
        """
        key = _Key(after, self._of(families), False)
        if self._states or before.known_by is None or self._is_put_away:
            return None
        with uncollected(), self._database.read() as connection, self._uncollected():
            version = version_of(connection)
            shelf = self._shelf_now(connection, version)
            plain = plainest(after, shelf, load_actions(connection))
            old, new = states.one_after_the_other(shelf, before, plain)
            if new is None:
                return None
            self._states[key._replace(view=plain)] = version, new
            return old

    def _gone_on(self, new: Folded, before: View, after: View) -> Both | None:
        """Return the newest state and the one that it grew from, if that is what was asked for.

        Who asks again and again what changed since the last time is answered by what was touched.
        """
        if after.known_by is None:
            return None
        with self._database.read() as connection:
            if self._shelf is None or version_of(connection) != self._seen:
                return None  # somebody wrote meanwhile
            told = self._told.get(after.up_to)
            self._told[after.up_to] = states.Told(after, self._seen, new)
            if told is None or told.view != before or not contains(after, before):
                return None
            later = states.since(told.version, self._shelf, load_actions(connection))
        if not is_untouched(before, *later) or new.touched_since(told.state.mark) is None:
            return None
        return Both(told.state, new, None)

    def _shrunk(self, new: Folded, before: View) -> Both | None:
        """Return the newest state and an earlier view of it; None if that must be folded."""
        with uncollected(), self._database.read() as connection:
            if self._shelf is None or version_of(connection) != self._seen:
                return None  # somebody wrote meanwhile
            shelf = replace(self._shelf, connection=connection)
            view = replace(before, up_to=new.state.view.up_to)
            found = self._earlier_now(shelf, view)
            if found is None:
                state = states.within(shelf, view, new)
                found = states.Earlier(self._seen, state, states.smaller(new, state))
            else:
                found = found.as_of(self._seen, new)
            self._earlier[view] = found
            if len(self._earlier) > MOST_EARLIER:
                self._earlier.popitem(last=False)
            smaller = found.smaller
            return None if smaller is None else Both(smaller.folded, new, smaller)

    def _earlier_now(self, shelf: Shelf, view: View) -> states.Earlier | None:
        """Return what is known of an earlier view, if nothing that came lies within it."""
        found = self._earlier.pop(view, None)
        if found is None or found.version == self._seen:
            return found
        later = states.since(found.version, shelf, load_actions(shelf.connection))
        return found if is_untouched(view, *later) else None

    def _drop_oldest(self) -> None:
        """Let the states go that were not asked for longest; one may stand for several views."""
        while len({id(state) for _, state in self._states.values()}) > MOST_KEPT:
            self._states.popitem(last=False)
            self._dropped += 1

    def _now(self, connection: Connection, key: _Key, version: Version) -> Folded:
        """Return a state as it is at a version, and keep it."""
        found = self._states.pop(key, None) or self._restored(connection, key, version)
        if found is None or found[0] != version:
            found = version, self._made(connection, key, found, version)
        self._states[key] = found
        return found[1]

    def _made(
        self,
        connection: Connection,
        key: _Key,
        old: tuple[Version, Folded] | None,
        version: Version,
    ) -> Folded:
        if self._keeps is None:
            return fold(load_whole(connection, key.view, key.families), key.reviewed_only)
        shelf = self._shelf_now(connection, version)
        actions = load_actions(connection)
        if old is not None and any(a.kind in SWEEPING and a.id > old[0].deed for a in actions):
            old = None  # it holds words that are gone
        if old is not None and is_untouched(key.view, *states.since(old[0], shelf, actions)):
            return old[1]
        plain = key._replace(view=plainest(key.view, shelf, actions), reviewed_only=False)
        own = old[1] if old is not None and old[1].state.view == key.view else None
        if plain == key:
            return self._folded_on(connection, shelf, key.view, own)
        same = key._replace(view=alike(key.view, plain.view, actions))
        if same != key and not key.reviewed_only:
            return self._now(connection, same, version)
        grown = None if own is None or key.reviewed_only else states.grown(own, shelf)
        if grown is not None:  # in half the time of what follows
            return grown
        base = self._now(connection, plain, version)
        self._dropped += old is not None  # it goes by the collector alone
        with self._uncollected():
            return derive(base, key.view, key.reviewed_only)

    def _folded_on(
        self, connection: Connection, shelf: Shelf, view: View, old: Folded | None
    ) -> Folded:
        """Fold what is new, also to a smaller view, or all if need be."""
        if old is not None:
            grown = states.grown(old, shelf)
            if grown is not None:
                return grown
            self._dropped += 1
        within = [
            state
            for key, (_, state) in self._states.items()
            if contains(view, key.view) and state.grouping is not None and not key.reviewed_only
        ]
        near = max(within, key=lambda state: len(state.seen), default=None)
        grown = None if near is None else states.grown_from(near, view, shelf)
        if grown is not None:
            return grown
        with self._uncollected():
            return fold(with_added(connection, load_view(shelf, view), shelf.families))

    @contextmanager
    def _uncollected(self) -> Iterator[None]:
        """Keep the garbage collector from walking what stays for long: it takes seconds."""
        if self._dropped >= MOST_DROPPED:
            self._dropped = 0
            gc.unfreeze()
            gc.collect()  # states are full of circles
        with uncollected(stays=True):
            yield

    def _shelf_now(
        self,
        connection: Connection,
        version: Version,
        known: Callable[[], Sequence[Printed]] = tuple,
    ) -> Shelf:
        """What the tables hold now; after a purge, nothing of what they held before.

        known: Returns reports that need not be fetched.
        """
        if swept_since(connection, self._seen.deed):
            self.forget()
        if self._shelf is None:
            shelf = open_shelf(connection, self._keeps or (), known())
            # a watcher may hold a hundred thousand reports; a workbench is to open soon
            self._shelf = shelf if self.keeps_whole else replace(shelf, words={})
        else:
            self._shelf = fill_shelf(self._shelf, connection)
        self._seen = version
        return self._shelf


def forget() -> None:
    """Let go of all words that opened claims and frames of wordings hold, in every record."""
    for cache in (stored.claim_at, packs.unpack, phrases.frame, words.stem):
        cache.cache_clear()
