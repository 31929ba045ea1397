"""Bytes from the web: asked politely, within limits, and from nobody who must not be asked.

`make_fetcher` gives a Fetcher, which the rest of the program knows by that name alone. One fetch
is: read the address, check where it leads, ask whether programs may, wait for the host's turn,
ask, follow redirects by the same way, unpack. Whatever goes wrong is a FetchError.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import detente
from detente.model.errors import FetchError
from detente.model.sources import Condition, Fetched
from detente.reports.addresses import (
    Place,
    check_allowed,
    check_place,
    is_allowed,
    joined,
    masked,
    place_of,
)
from detente.reports.headers import kind_of, wait_of
from detente.reports.network import Answered, Broken, Limits, Network, Request, ask
from detente.reports.pace import GAP_S, LONGEST_WAIT_S, Pace
from detente.reports.robots import NAME, Robots
from detente.reports.unpack import CODINGS, too_large, unpacker

# Sites redirect once or twice: to https, to the name with "www", to the new address.
MOST_REDIRECTS = 6
_REDIRECTS = (301, 302, 303, 307, 308)
# A connection that breaks, or a site that is out of order, is tried so often, after so long.
TRIES = 3
_PAUSE_S = 1.0
_WORTH_REPEATING = (429, 500, 502, 503, 504)
_ASKED_TO_WAIT = (429, 503)
_WORDS = {
    400: "the request makes no sense to it",
    401: "a login is needed; name a netrc file that holds it in DETENTE_NETRC, or save the page",
    402: "it has to be paid for; save the page by hand",
    403: "it does not let us see it; save the page by hand and give the file",
    404: "there is no such page; check the address",
    406: "it has it in no form that we read; save the page by hand",
    410: "it is gone for good; remove the address",
    429: "we ask too often; ask again later",
    451: "it may not show it for legal reasons",
    500: "it is out of order; try again later",
    502: "it is out of order; try again later",
    503: "it is out of order; try again later",
    504: "it is out of order; try again later",
}
_ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, "
    "application/feed+json, application/xml;q=0.9, application/pdf;q=0.9, text/*;q=0.9, */*;q=0.5"
)
# The answer to a message of ours says little; of one that says more the rest is not read.
_REPLY = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Read:
    """An answer that was read whole; of a redirect or an error the body is left."""

    place: Place
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(slots=True)
class Web:
    """Fetches from the web, for any number of threads. Made by `make_fetcher`."""

    network: Network
    limits: Limits
    allowed: Collection[str]
    agent: str
    pace: Pace
    sleep: Callable[[float], None]
    clock: Callable[[], float]
    now: Callable[[], dt.datetime]
    chance: Callable[[], float]
    logins: Mapping[str, str] = field(default_factory=dict)
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        """Ask for rules of sites by the same way as for pages."""
        self.robots = Robots(self._rules, self.clock)

    def fetch(self, address: str, condition: Condition | None = None) -> Fetched:
        """Return what an address holds, after redirects.

        condition: What of an earlier answer says whether anything changed since; if nothing
            did, the status is 304 and the body empty.

        Errors: FetchError.
        """
        asked = place_of(address)
        found = self._follow(asked, _conditions(condition), self._checked)
        if found.status == 304 and condition is None:
            raise FetchError(f"{found.place.host} answered 304, which was not asked; try again")
        if found.status not in (200, 203, 304):
            raise self._refusal(found)
        kind = kind_of(found.headers.get("content-type", ""))
        return Fetched(
            asked=asked.address,
            address=found.place.address,
            at=self.now(),
            status=304 if found.status == 304 else 200,
            body=found.body,
            digest=hashlib.sha256(found.body).hexdigest(),
            media_type=kind.media_type,
            charset=kind.charset,
            etag=found.headers.get("etag"),
            modified=found.headers.get("last-modified"),
        )

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send a message once, follow nothing, and return the status, which is 2xx.

        Errors: FetchError; `again` says when it may be sent again if the host says so.
        """
        place = place_of(address)
        self._check(place)
        self.pace.wait(place.host)
        sent = Request(
            place=place, method="POST", headers=self._headers(place, headers), body=body
        )
        with ask(sent, self.network, self.limits, allowed=self.allowed) as answer:
            size = 0
            for piece in answer.pieces:
                size += len(piece)
                if size > _REPLY:
                    break
            found = _Read(place, answer.status, answer.headers)
        if not 200 <= found.status < 300:
            raise self._refusal(found)
        return found.status

    def _follow(
        self, place: Place, headers: Mapping[str, str], delay: Callable[[Place], float]
    ) -> _Read:
        """The answer at the end of all redirects; `delay` checks each place before it is asked."""
        seen = {place.address}
        for n in range(MOST_REDIRECTS + 1):
            try:
                self._check(place)
                found = self._tried(place, headers, delay(place))
            except FetchError as error:
                if not n:
                    raise
                where = masked(place.address)
                raise FetchError(f"it redirects to {where}: {error}", error.again) from error
            to = found.headers.get("location")
            if found.status not in _REDIRECTS or to is None:
                return found
            place = _redirected(found.place, to)
            if place.address in seen:
                raise FetchError(
                    f"it redirects in a circle, to {masked(place.address)}; check the address"
                )
            seen.add(place.address)
        raise FetchError(f"it redirects more than {MOST_REDIRECTS} times; check the address")

    def _check(self, place: Place) -> None:
        if not is_allowed(place, self.allowed):
            check_place(place)

    def _checked(self, place: Place) -> float:
        return self.robots.check(place)

    def _rules(self, site: Place) -> bytes | None:
        """The bytes of a site's robots.txt; None where it has none, whatever else it says."""
        found = self._follow(site, {}, lambda _: 0.0)
        if found.status == 200:
            return found.body
        if 400 <= found.status < 500 and found.status != 429:
            return None
        error = self._refusal(found)
        raise FetchError(f"no robots.txt, so nothing is asked: {error}", error.again)

    def _tried(self, place: Place, headers: Mapping[str, str], delay_s: float) -> _Read:
        """The answer of one place, tried again after a pause if it is worth it."""
        for left in reversed(range(TRIES)):
            self.pace.wait(place.host, delay_s)
            try:
                found = self._read(place, headers)
            except Broken:
                if not left:
                    raise
            else:
                wait = self._wait(found)
                if wait is not None:
                    self.pace.hold(place.host, wait)
                if found.status not in _WORTH_REPEATING or not left:
                    return found
                if wait is not None and wait.total_seconds() > LONGEST_WAIT_S:
                    return found
            self.sleep(_PAUSE_S * 2.0 ** (TRIES - 1 - left) * (0.5 + self.chance()))
        raise AssertionError("the last try returns or raises")  # pragma: no cover

    def _read(self, place: Place, headers: Mapping[str, str]) -> _Read:
        known = {"Authorization": login} if (login := self._known_login(place)) else {}
        request = Request(place=place, headers=self._headers(place, {**headers, **known}))
        with ask(request, self.network, self.limits, allowed=self.allowed) as answer:
            body = self._body(answer) if answer.status in (200, 203) else b""
            return _Read(place, answer.status, answer.headers, body)

    def _body(self, answer: Answered) -> bytes:
        limit = self.limits.size
        said = answer.headers.get("content-length", "")
        if said.isdecimal() and len(said) < 20 and int(said) > limit:
            raise too_large(limit)
        unpack = unpacker(answer.headers.get("content-encoding", ""), limit)
        body = bytearray()
        for piece in answer.pieces:
            body += unpack.take(piece)
        return bytes(body + unpack.end())

    def _headers(self, place: Place, more: Mapping[str, str]) -> Mapping[str, str]:
        login = {"Authorization": place.login} if place.login else {}
        own = {"User-Agent": self.agent, "Accept": _ACCEPT, "Accept-Encoding": CODINGS}
        return {**own, **more, **login}

    def _known_login(self, place: Place) -> str | None:
        """What a site is to get that the user keeps for it; never over a network in the open."""
        if place.scheme != "https" and not is_allowed(place, self.allowed):
            return None
        return self.logins.get(place.host)

    def _wait(self, found: _Read) -> dt.timedelta | None:
        if found.status not in _ASKED_TO_WAIT:
            return None
        return wait_of(found.headers.get("retry-after"), self.now())

    def _refusal(self, found: _Read) -> FetchError:
        words = _WORDS.get(found.status, "that gives us nothing to read; check the address")
        return FetchError(
            f"{found.place.host} answered {found.status}: {words}", self._wait(found)
        )


def make_fetcher(  # noqa: PLR0913  (all by name)
    *,
    now: Callable[[], dt.datetime],
    allowed: Collection[str] = (),
    contact: str = "",
    limits: Limits | None = None,
    gap_s: float = GAP_S,
    network: Network | None = None,
    logins: Mapping[str, str] | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    chance: Callable[[], float] = random.random,
) -> Web:
    """Return what fetches from the web.

    now: The clock on the wall, aware UTC. clock, sleep: Seconds for waits. chance: From 0 to 1.
    allowed: Hosts that may be asked though they are not public: "HOST" or "HOST:PORT".
    contact: How a site's keeper reaches the user; said with every request.
    gap_s: Seconds between two requests to one host, at least.
    logins: By host, the header Authorization that it gets where its address names nobody.

    Errors: InputError for an allowed host that is none.
    """
    return Web(
        network=network or Network(),
        limits=limits or Limits(),
        allowed=frozenset(map(check_allowed, allowed)),
        agent=agent(contact),
        pace=Pace(clock, sleep, gap_s),
        sleep=sleep,
        clock=clock,
        now=now,
        chance=chance,
        logins=logins or {},
    )


def agent(contact: str = "") -> str:
    """Return how we call ourselves.

    >>> agent("desk@paper.example").partition("/")[0], agent("desk@paper.example")[-21:]
    ('detente', '; desk@paper.example)')
    """
    about = f"reads reports about negotiations; robots.txt: {NAME}"
    plain = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()")
    return f"{NAME}/{detente.__version__} ({'; '.join(filter(None, (about, plain.strip())))})"


def _redirected(place: Place, to: str) -> Place:
    try:
        return joined(place, to)
    except FetchError as error:
        raise FetchError(f"it redirects to what is not fetched: {error}") from error


def _conditions(condition: Condition | None) -> dict[str, str]:
    if condition is None:
        return {}
    headers = {"If-None-Match": condition.etag, "If-Modified-Since": condition.modified}
    return {
        name: value
        for name, value in headers.items()
        if value and value.isascii() and value.isprintable()
    }
