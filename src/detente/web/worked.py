"""What was worked out for pages, kept while the record says the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from detente.record import Record

# Things that are kept: a few of each reader's pages.
MOST_KEPT = 32

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
        self._kept: OrderedDict[Hashable, tuple[tuple[object, ...], Any]] = OrderedDict()

    def of(self, what: Hashable, states: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made of these states before, or make it.

        what: Names it, with all that it follows from beside the states. states: Snapshots, deltas.
        """
        deed = self._record.version().rpartition("-")[2]
        with self._lock:
            if deed != self._deed:
                self._kept.clear()
                self._deed = deed
            found = self._kept.get(what)
            if found is not None and _are_same(found[0], states):
                self._kept.move_to_end(what)
                made: T = found[1]
                return made
        made = make()
        with self._lock:
            if deed == self._deed:
                self._kept[what] = (states, made)
                self._kept.move_to_end(what)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made


def _are_same(kept: tuple[object, ...], asked: tuple[object, ...]) -> bool:
    return len(kept) == len(asked) and all(a is b for a, b in zip(kept, asked, strict=True))
