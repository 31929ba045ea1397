"""What sites let programs ask: robots.txt (RFC 9309), kept for a day."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from detente.model.errors import FetchError
from detente.reports.addresses import Place

# The name by which rules address us.
NAME = "detente"
# RFC 9309: at most a day is a file kept, and 500 KiB of it are read.
_KEPT_S = 24 * 3600.0
_READ = 500 * 1024
# One that could not be had is asked for again after this, if the site does not say when.
_AGAIN = dt.timedelta(minutes=5)
_MOST_SITES = 2000


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site says. text: Of its file; None if it has none, which allows everything."""

    text: str | None = None
    parsed: Protego | None = None

    def allow(self, address: str) -> bool:
        """Whether we may ask for an address."""
        return self.parsed is None or self.parsed.can_fetch(address, NAME)

    @property
    def delay_s(self) -> float:
        """Seconds that it wants between two requests of ours, 0 if it does not say."""
        if self.parsed is None:
            return 0.0
        delay = self.parsed.crawl_delay(NAME) or 0.0
        rate = self.parsed.request_rate(NAME)
        if rate is not None and rate.requests > 0:
            delay = max(delay, rate.seconds / rate.requests)
        return delay if math.isfinite(delay) and delay > 0 else 0.0


def rules_of(body: bytes | None) -> Rules:
    """Return what the bytes of a robots.txt say; None for a site without one."""
    if body is None:
        return Rules()
    text = body[:_READ].decode("utf-8", "replace").removeprefix("\ufeff")
    return Rules(text, Protego.parse(text))


class Robots:
    """The rules of sites, asked for once and kept.

    get: Returns the bytes of a site's file, None if it has none. Errors: FetchError.
    """

    def __init__(self, get: Callable[[Place], bytes | None], clock: Callable[[], float]) -> None:
        """Know no site yet."""
        self._get, self._clock = get, clock
        self._known: dict[str, tuple[float, Rules | FetchError]] = {}

    def check(self, place: Place) -> float:
        """Return the seconds that a site wants between two requests.

        Errors: FetchError if its rules forbid the address, or cannot be had.
        """
        rules = self._rules(place)
        if not rules.allow(place.address):
            raise FetchError(
                f"the robots.txt of {place.host} asks programs to leave this address alone; "
                "save the page by hand and give the file"
            )
        return rules.delay_s

    def _rules(self, place: Place) -> Rules:
        now = self._clock()
        until, kept = self._known.get(place.origin, (now, None))
        if kept is None or until <= now:
            before = kept if isinstance(kept, Rules) else None
            until, kept = self._asked(place, now, before)
            if len(self._known) >= _MOST_SITES:
                self._known = {o: k for o, k in self._known.items() if k[0] > now}
            self._known[place.origin] = until, kept
        if isinstance(kept, FetchError):
            raise FetchError(str(kept), kept.again)
        return kept

    def _asked(
        self, place: Place, now: float, before: Rules | None
    ) -> tuple[float, Rules | FetchError]:
        site = Place(place.scheme, place.host, place.port, "/robots.txt", place.login)
        try:
            return now + _KEPT_S, rules_of(self._get(site))
        except FetchError as error:
            return now + (error.again or _AGAIN).total_seconds(), before or error
