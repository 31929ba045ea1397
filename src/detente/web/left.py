"""The first page as the workbench before left it, shown until this one has read the record."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

# Readings from which on a record is long: of fewer, every page is there in a second.
LONG = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """What was left: the page, of which version of the record, and when it says the same.

    since, until: First and last day on which it does. On the next day something is due.
    """

    page: Any
    version: str
    since: dt.date
    until: dt.date

    def holds(self, version: str, today: dt.date) -> bool:
        """Whether the page is what the record says on a day."""
        return version == self.version and self.since <= today <= self.until


class Earlier(NamedTuple):
    """A page that is not up to date. decisions: How many of the desk's are not in it."""

    page: Any
    decisions: int


class ReadOnce:
    """Whether a record was read for the first time since it was opened; so, unless it is long."""

    def __init__(self) -> None:
        """Know of no record that is being read."""
        self._done = threading.Event()
        self._done.set()

    def begin(self, readings: int) -> None:
        """Let who asks know that a record is being read. readings: How many it holds."""
        if readings >= LONG:
            self._done.clear()

    def end(self) -> None:
        """Let who asks know that it was read."""
        self._done.set()

    def within(self, seconds: float) -> bool:
        """Return whether it was read, waiting so long at most."""
        return self._done.wait(seconds)


class Left:
    """A page that was left, as long as it may be shown. asked: Set once it is."""

    def __init__(self) -> None:
        """Hold none."""
        self.asked = threading.Event()
        self._held: Kept | None = None
        self._lock = threading.Lock()

    def hold(self, kept: Kept) -> None:
        """Show a page."""
        self._held = kept

    def drop(self) -> None:
        """Let it go: the page is made from the record now."""
        self._held = None

    @property
    def is_held(self) -> bool:
        """Whether there is one."""
        return self._held is not None

    def page(self, version: str, today: dt.date) -> Any | None:
        """Return the page if that is what stands there now; None if it must be made."""
        held = self._held
        if held is None or not held.holds(version, today):
            return None
        self.asked.set()
        return held.page

    def earlier(
        self, today: dt.date, decided_since: Callable[[str], int | None]
    ) -> Earlier | None:
        """Return the page as it stood there before what is new, once: who asks again waits.

        decided_since: Returns how many decisions came since a version; None if what it said must
        not be told any more. It is asked each time, for that may come at any moment.
        """
        with self._lock:
            held = self._held
            if held is None or self.asked.is_set() or held.since > today:
                return None
            decisions = decided_since(held.version)
            if decisions is None:
                return None
            self.asked.set()
            return Earlier(held.page, decisions)
