"""The first page as the workbench before left it, shown until this one has read the record."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from typing import Any


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

    def came_before(self, version: str, today: dt.date) -> bool:
        """Whether it was that once, and since then reports came in at most, or days passed.

        Of what the desk did since, something may be taken back that the page still says.
        """
        return _deed(version) == _deed(self.version) and self.since <= today


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

    def earlier(self, version: str, today: dt.date) -> Any | None:
        """Return the page as it stood there before what is new, once: who asks again waits."""
        with self._lock:
            held = self._held
            if held is None or self.asked.is_set() or not held.came_before(version, today):
                return None
            self.asked.set()
            return held.page


def _deed(version: str) -> str:
    return version.rpartition("-")[2]
