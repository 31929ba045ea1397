"""The first page as the workbench before left it, shown until this one has read the record."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kept:
    """What was left: the page, and the first and last day on which it says the same.

    until: On the next day something is due.
    """

    page: Any
    since: dt.date
    until: dt.date

    def holds(self, today: dt.date) -> bool:
        """Whether the page says the same on a day."""
        return self.since <= today <= self.until


class Left:
    """A page that was left, as long as it is what the record says. asked: Set once it is shown."""

    def __init__(self) -> None:
        """Hold none."""
        self.asked = threading.Event()
        self._held: tuple[Kept, str] | None = None

    def hold(self, kept: Kept, version: str) -> None:
        """Show a page, at one version of the record."""
        self._held = kept, version

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
        if held is None or held[1] != version or not held[0].holds(today):
            return None
        self.asked.set()
        return held[0].page
