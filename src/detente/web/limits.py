"""Limits: how often an address may ask, and how much a request may bring."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

# Addresses that are remembered; whoever comes from more of them gets fresh allowances.
MOST_ADDRESSES = 10_000
# Of what is too much, so many times the limit is taken in and dropped, so that the browser comes
# to read the answer; of what is still more, the connection ends.
DRAINED = 4
MIB = 1024 * 1024


class Rate:
    """At most so many requests a minute from one address, in any rhythm.

    clock: Seconds that only go forward.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Know no address."""
        self._most = float(per_minute)
        self._per_second = per_minute / 60
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Count a request and return 0; or count none and return how many seconds to wait."""
        place, now = network(address), self._clock()
        left, at = self._left.get(place, (self._most, now))
        left = min(self._most, left + (now - at) * self._per_second)
        wait = 0.0 if left >= 1 else (1 - left) / self._per_second
        self._left[place] = (left if wait else left - 1, now)
        self._left.move_to_end(place)
        while len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)
        return wait


def network(address: str) -> str:
    """Return what one user has: an IPv4 address, or the network of an IPv6 address.

    >>> network("192.0.2.7"), network("2001:db8::7")
    ('192.0.2.7', '2001:db8::/64')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return address
    return str(ipaddress.ip_network((found, 64), strict=False))


def within(receive: Receive, most: int) -> Receive:
    """Return a request's body, which ends in an error (413) once it has more bytes than `most`."""
    seen = 0

    async def receive_within() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            await drain(receive, message, DRAINED * most)
            raise too_large(most)
        return message

    return receive_within


async def drain(receive: Receive, last: Message | None, most: int) -> None:
    """Take in what is left of a body, up to `most` bytes. last: The message before."""
    left = most
    while left > 0 and (last is None or last.get("more_body", False)):
        last = await receive()
        left -= len(last.get("body", b""))


def too_large(most: int) -> HTTPException:
    """Return what to say of a body with more than `most` bytes."""
    return HTTPException(
        413, f"this is more than {most // MIB} MB at once; nothing was kept: send less, in parts"
    )
