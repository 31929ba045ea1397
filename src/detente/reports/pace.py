"""One polite rate for each host: who comes too soon waits, who has to wait long is told."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

from detente.model.errors import FetchError

# Readers open a page of one outlet every few seconds; a program that is as slow harms nobody.
GAP_S = 1.0
# Longer waits are for whoever has other hosts to ask meanwhile.
LONGEST_WAIT_S = 30.0
# Hosts that are remembered; the ones whose wait has passed are forgotten first.
_MOST_HOSTS = 10_000


class Pace:
    """When each host may be asked again, for any number of threads.

    clock: Seconds that only grow. sleep: Waits for so many of them.
    """

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], None], gap_s: float = GAP_S
    ) -> None:
        """Know no host yet."""
        self._clock, self._sleep, self._gap_s = clock, sleep, gap_s
        self._free: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, gap_s: float = 0.0) -> None:
        """Wait until a host may be asked, and take that turn.

        gap_s: Seconds that the host wants between two requests, if more than ours.

        Errors: FetchError if that is long; it says how long.
        """
        with self._lock:
            now = self._clock()
            turn = max(now, self._free.get(host, now), self._held.get(host, now))
            if turn - now > LONGEST_WAIT_S:
                raise FetchError(
                    f"{host} asks to be left alone for {_words(turn - now)}; ask again then",
                    dt.timedelta(seconds=turn - now),
                )
            self._free[host] = turn + max(gap_s, self._gap_s)
            self._forget(now)
        if turn > now:
            self._sleep(turn - now)

    def hold(self, host: str, wait: dt.timedelta) -> None:
        """Leave a host alone for some time."""
        with self._lock:
            until = self._clock() + wait.total_seconds()
            self._held[host] = max(until, self._held.get(host, until))

    def _forget(self, now: float) -> None:
        for known in (self._free, self._held):
            if len(known) > _MOST_HOSTS:
                for host in [host for host, free in known.items() if free <= now]:
                    del known[host]


def _words(seconds: float) -> str:
    """A time to wait, rounded up.

    >>> _words(45.2), _words(3599), _words(86400)
    ('46 seconds', '60 minutes', '24 hours')
    """
    for unit, size in (("hours", 3600), ("minutes", 60)):
        if seconds > 2 * size:
            return f"{-(-seconds // size):.0f} {unit}"
    return f"{-(-seconds // 1):.0f} seconds"
