"""Sources looked at beside one another; what they give comes out as one stream."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress

from detente.following.gathering import Found, Gathering
from detente.model.followed import Looking

# Found items that wait to be read; pages are large.
_WAITING = 16
_PATIENCE_S = 0.2


class Events:
    """What sources give, one after the other: those of this machine, then those beside."""

    def __init__(self, here: Iterator[Found | Looking], side: Side) -> None:
        """Take what comes one after the other, and what is looked at beside it."""
        self._here: Iterator[Found | Looking] | None = here
        self._side = side
        self.over = False

    def next(self) -> Found | Looking | None:
        """Return what comes next, None once it is over; wait for it."""
        if self._here is not None:
            event = next(self._here, None)
            if event is not None:
                return event
            self._here = None
        event = self._side.next()
        self.over = event is None
        return event

    def is_at_hand(self) -> bool:
        """Whether the next one is there already; what has to be read from a disk is not."""
        return self._here is None and self._side.is_at_hand()


class Side:
    """Gatherings in threads of their own; what they find comes out as one stream."""

    def __init__(self, gathered: Sequence[Gathering], at_once: int) -> None:
        """Take looks that are to be made, so many at once."""
        self._todo: queue.SimpleQueue[Gathering] = queue.SimpleQueue()
        for one in gathered:
            self._todo.put(one)
        self._out: queue.Queue[Found | Looking | None] = queue.Queue(_WAITING)
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name=f"looking-{n}", daemon=True)
            for n in range(min(at_once, len(gathered)))
        ]
        self._left = len(self._threads)
        self._next: Found | Looking | None = None

    def __enter__(self) -> Side:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def next(self) -> Found | Looking | None:
        """Return what comes next, None once it is over."""
        while self._next is None and self._left:
            self._got(self._out.get())
        event, self._next = self._next, None
        return event

    def is_at_hand(self) -> bool:
        """Whether the next one is there already."""
        with suppress(queue.Empty):
            while self._next is None and self._left:
                self._got(self._out.get_nowait())
        return self._next is not None

    def _got(self, event: Found | Looking | None) -> None:
        self._next = event
        self._left -= event is None  # a thread has nothing more to do

    def _work(self) -> None:
        try:
            while not self._over.is_set():
                try:
                    one = self._todo.get_nowait()
                except queue.Empty:
                    return
                for event in one.run():
                    if not self._put(event):
                        return
        finally:
            self._put(None)

    def _put(self, event: Found | Looking | None) -> bool:
        """Hand something over; whether anybody still wants it."""
        while not self._over.is_set():
            with suppress(queue.Full):
                self._out.put(event, timeout=_PATIENCE_S)
                return True
        return False
