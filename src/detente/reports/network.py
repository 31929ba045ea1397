"""Connections: names looked up, every address checked, and the checked one connected to.

There is no moment between check and connection at which a name could come to mean another
machine: it is looked up once for each connection, and what is connected to is the address that
was checked. TLS and the header Host still name the host. A connection lives for one request,
within one time and one number of bytes, whatever the other side does.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore

from detente.model.errors import FetchError
from detente.reports.addresses import Place, check_addresses, check_place, is_allowed
from detente.reports.files import MAX_BYTES
from detente.reports.headers import headers_of
from detente.reports.unpack import too_large

# Of the addresses that a name stands for so many are tried; big sites name two to eight.
_MOST_TRIED = 4
# What an answer says before and between the pieces of its body, in bytes.
_HEADS = 256 * 1024


class Broken(FetchError):
    """A connection that could not be made or did not hold: the next one may do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take. size: Bytes of a body, packed and unpacked."""

    connect_s: float = 10.0
    read_s: float = 20.0
    whole_s: float = 60.0
    size: int = MAX_BYTES


def look_up(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses that a name stands for, as numbers. Errors: OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def dial(address: str, port: int, timeout_s: float) -> socket.socket:
    """Return a connection to an address that is written in numbers. Errors: OSError."""
    kind = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(kind, socket.SOCK_STREAM)
    try:
        made.settimeout(timeout_s)
        made.connect((address, port))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        made.close()
        raise
    return made


@cache
def _trust() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, addresses connections, and who is trusted to vouch for a host.

    Given in tests, where no name and no address of the web may be used.
    """

    look_up: Callable[[str, int], tuple[str, ...]] = look_up
    dial: Callable[[str, int, float], socket.socket] = dial
    trust: Callable[[], ssl.SSLContext] = _trust


@dataclass(frozen=True, slots=True)
class Answered:
    """The head of an answer; `pieces` gives its body as it comes, still compressed."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked. headers: Beside Host."""

    place: Place
    method: str = "GET"
    headers: Mapping[str, str]
    body: bytes = b""


@contextmanager
def ask(
    request: Request, network: Network, limits: Limits, *, allowed: Collection[str]
) -> Iterator[Answered]:
    """Send a request over a connection of its own and give the answer for as long as the block.

    Errors: FetchError for a host that must not be asked or an answer beyond the limits; Broken.
    """
    place = request.place
    origin = httpcore.Origin(place.scheme.encode(), place.host.encode(), place.port)
    backend = _Backend(place, network, limits, free=is_allowed(place, allowed))
    headers = {"Host": place.host_header, **request.headers, "Connection": "close"}
    timeout = {"connect": limits.connect_s, "read": limits.read_s, "write": limits.read_s}
    trust = network.trust() if place.scheme == "https" else None
    try:
        with (
            httpcore.HTTPConnection(origin, ssl_context=trust, network_backend=backend) as made,
            made.stream(
                request.method,
                httpcore.URL(
                    scheme=place.scheme, host=place.host, port=place.port, target=place.target
                ),
                headers=list(headers.items()),
                content=request.body or None,
                extensions={"timeout": timeout},
            ) as response,
        ):
            headers_said = headers_of(response.headers)
            yield Answered(response.status, headers_said, response.iter_stream())
    except httpcore.TimeoutException as error:
        raise FetchError(
            f"{place.host} did not answer within {_time(error, limits):g} seconds; try again later"
        ) from error
    except httpcore.NetworkError as error:
        raise _unreached(place.host, error) from error
    except httpcore.ProtocolError as error:
        raise Broken(
            f"{place.host} broke off or said what is no HTTP ({error}); try again later"
        ) from error


def _unreached(host: str, error: Exception) -> FetchError:
    if isinstance(error.__cause__, ssl.SSLError):
        return FetchError(f"{host} has no valid certificate ({error}); check the address")
    if isinstance(error.__cause__, socket.gaierror):
        return FetchError(f"{host}: there is no host of this name; check the address")
    return Broken(f"{host} cannot be reached ({error}); check the address, or try again later")


def _time(error: Exception, limits: Limits) -> float:
    if str(error) == _WHOLE:
        return limits.whole_s
    return limits.connect_s if isinstance(error, httpcore.ConnectTimeout) else limits.read_s


_WHOLE = "whole time"


class _Backend(httpcore.NetworkBackend):
    """Makes the connection of one request."""

    def __init__(self, place: Place, network: Network, limits: Limits, *, free: bool) -> None:
        self._place, self._network, self._limits, self._free = place, network, limits, free
        self._end = time.monotonic() + limits.whole_s

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *_: Any, **__: Any
    ) -> httpcore.NetworkStream:
        del timeout  # ours counts for all addresses together
        end = min(self._end, time.monotonic() + self._limits.connect_s)
        if not self._free:
            check_place(self._place)
        addresses = self._looked_up(host, port, end)
        if not self._free:
            check_addresses(host, addresses)
        trouble: OSError | None = None
        for address in addresses[:_MOST_TRIED]:
            left = end - time.monotonic()
            if left <= 0:
                raise httpcore.ConnectTimeout
            try:
                made = self._network.dial(address, port, left)
            except TimeoutError as error:
                raise httpcore.ConnectTimeout from error
            except OSError as error:
                trouble = error
                continue
            return _Stream(made, self._end, self._limits.size)
        raise httpcore.ConnectError(trouble.strerror or trouble if trouble else "no address")

    def _looked_up(self, host: str, port: int, end: float) -> tuple[str, ...]:
        """Addresses of a host; the system's own look-up knows no time-out, so it runs beside."""
        found: queue.Queue[tuple[str, ...] | Exception] = queue.Queue()

        def run() -> None:
            try:
                found.put(self._network.look_up(host, port))
            except (OSError, UnicodeError) as error:
                found.put(error)

        threading.Thread(target=run, name="look-up", daemon=True).start()
        try:
            addresses = found.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty as error:
            raise httpcore.ConnectTimeout from error
        if isinstance(addresses, Exception):
            raise httpcore.ConnectError(str(addresses)) from addresses
        return addresses


class _Stream(httpcore.NetworkStream):
    """A connection that ends when its time or its bytes are used up."""

    def __init__(self, made: socket.socket, end: float, size: int) -> None:
        self._socket, self._end, self._size = made, end, size
        self._left = size + _HEADS

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._socket.settimeout(self._within(timeout, httpcore.ReadTimeout))
            found = self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(self._which()) from error
        except OSError as error:
            raise httpcore.ReadError(error.strerror or str(error)) from error
        self._left -= len(found)
        if self._left < 0:
            raise too_large(self._size)
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = memoryview(buffer)
        try:
            while left:
                self._socket.settimeout(self._within(timeout, httpcore.WriteTimeout))
                left = left[self._socket.send(left) :]
        except TimeoutError as error:
            raise httpcore.WriteTimeout(self._which()) from error
        except OSError as error:
            raise httpcore.WriteError(error.strerror or str(error)) from error

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        # each step of the handshake has its time-out, and all of them together this one
        whole = self._within(timeout, httpcore.ConnectTimeout)
        alarm = threading.Timer(whole, self._cut)
        alarm.daemon = True
        alarm.start()
        try:
            self._socket.settimeout(whole)
            made = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except TimeoutError as error:
            self.close()
            raise httpcore.ConnectTimeout(self._which()) from error
        except OSError as error:
            self.close()
            raise httpcore.ConnectError(str(error)) from error
        finally:
            alarm.cancel()
        return _Stream(made, self._end, self._size)

    def get_extra_info(self, info: str) -> Any:
        """Nothing: one request a connection asks for nothing of it."""
        del info

    def _cut(self) -> None:
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has ended

    def _within(self, timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise late(_WHOLE)
        return left if timeout is None else min(timeout, left)

    def _which(self) -> str:
        return _WHOLE if time.monotonic() >= self._end else ""
