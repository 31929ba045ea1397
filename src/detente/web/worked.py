"""What was worked out for pages, kept while the record says the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from detente.record import Record

# Things that are kept: a few of each reader's pages.
MOST_KEPT = 32
_MOST_MAKING = 1_000

T = TypeVar("T")


class Worked:
    """Results by what was asked, each with the states of the record that it was made from.

    A state that has changed is another object. Everything is let go when the desk has done
    anything: it may have purged a report, and no words of it may stay.
    """

    def __init__(self, record: Record) -> None:
        """Keep nothing yet."""
        self._record = record
        self._lock = threading.Lock()
        self._deed = ""
        self._making: dict[Hashable, threading.RLock] = {}
        self._kept: OrderedDict[Hashable, tuple[tuple[object, ...], Any]] = OrderedDict()

    def of(self, what: Hashable, states: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made of these states before, or make it.

        Whoever asks while another makes it waits for that. what: Names it, with all that it
        follows from beside the states. states: Snapshots, deltas.
        """
        deed = self._record.version().rpartition("-")[2]
        with self._lock:
            making = self._making.setdefault(what, threading.RLock())
        with making:
            found = self._found(what, states, deed)
            if found is not None:
                known: T = found[1]
                return known
            made = make()
            self._keep(what, (states, made), deed)
            return made

    def _found(
        self, what: Hashable, states: tuple[object, ...], deed: str
    ) -> tuple[tuple[object, ...], Any] | None:
        with self._lock:
            if deed != self._deed:
                self._kept.clear()
                self._deed = deed
            found = self._kept.get(what)
            if found is None or not _are_same(found[0], states):
                return None
            self._kept.move_to_end(what)
            return found

    def _keep(self, what: Hashable, made: tuple[tuple[object, ...], Any], deed: str) -> None:
        with self._lock:
            if deed == self._deed:
                self._kept[what] = made
                self._kept.move_to_end(what)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            if len(self._making) > _MOST_MAKING:  # whoever holds one of them goes on with it
                self._making.clear()


def _are_same(kept: tuple[object, ...], asked: tuple[object, ...]) -> bool:
    return len(kept) == len(asked) and all(a is b for a, b in zip(kept, asked, strict=True))
