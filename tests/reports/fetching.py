"""A fetcher that knows one scripted server as the whole web, and whose waits take no time.

with serve() as server:
    web = web_of(server)
    web.fetcher.fetch("http://harbour.example/feed")  # any public name leads to the server
    web.time.slept  # what would have been waited
"""

from __future__ import annotations

import datetime as dt
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.reports.fetch import Web, make_fetcher
from detente.reports.network import Network
from tests.reports.server import Server

NOW = dt.datetime(2031, 3, 1, 12, tzinfo=dt.UTC)
# Where every name of this web is, and what may not be dialled.
PUBLIC = "9.9.9.9"


@dataclass(slots=True)
class Time:
    """A clock that moves when somebody sleeps."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def clock(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(seconds)
            self.seconds += seconds

    def now(self) -> dt.datetime:
        return NOW + dt.timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class SmallWeb:
    """dialled: Addresses and ports that were connected to. looked_up: Names, in order."""

    fetcher: Web
    time: Time
    dialled: list[tuple[str, int]]
    looked_up: list[str]


def web_of(
    server: Server,
    names: Mapping[str, str | Callable[[], str]] | None = None,
    *,
    time: Time | None = None,
    **more: Any,
) -> SmallWeb:
    """names: Where some names are instead, or what says so each time they are looked up."""
    known = names or {}
    dialled: list[tuple[str, int]] = []
    looked_up: list[str] = []

    def look_up(host: str, port: int) -> tuple[str, ...]:
        looked_up.append(host)
        found = known.get(host, PUBLIC)
        found = found() if callable(found) else found
        return tuple(found.split())

    def dial(address: str, port: int, timeout_s: float) -> socket.socket:
        dialled.append((address, port))
        if address not in (PUBLIC, server.host):
            raise ConnectionRefusedError(111, f"the test let it dial {address}")
        return socket.create_connection((server.host, server.port), timeout_s)

    kept = time or Time()
    given = {"network": Network(look_up, dial), "now": kept.now, "chance": lambda: 0.5}
    fetcher = make_fetcher(**{"clock": kept.clock, "sleep": kept.sleep, **given, **more})
    return SmallWeb(fetcher, kept, dialled, looked_up)
