"""A web server on this machine whose answers are scripted: slow, broken, lying, changing.

    with serve() as server:
        server.put("/feed", Answer(b"<rss/>", kind="application/rss+xml", etag='"1"'))
        server.put("/talks", page("Talks begin", "…"), page("Talks end", "…"))  # by visit
        server.put("/old", redirect("/talks"))
        server.address("/feed")  # http://127.0.0.1:PORT/feed

A path that was not put is a 404; "/robots.txt" too, which allows everything. `server.asked` is
what was asked of it, in order. Its own address is one that fetching refuses: allow `server.host`.
"""

from __future__ import annotations

import email.utils
import gzip
import html
import socket
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = "text/html; charset=utf-8"
ROBOTS = "text/plain"
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came. headers: By name in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to one request.

    kind: The Content-Type; None to say none.
    headers: Further ones; they go before those made here.
    etag, modified: Said with the body; a request that names one of them gets a 304.
    length: The Content-Length that is said; None for the true one, NONE_SAID to say none.
    stops_after: Bytes of the body after which the connection is cut; None to send all.
    resets: Whether it is cut so that the other side gets a reset.
    pause_s: Before anything is said. drip_s: Before each byte, the head's too.
    endless: Whether the body is sent again and again, until the other side has enough.
    """

    body: bytes = b""
    status: int = 200
    kind: str | None = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    modified: str | None = None
    length: int | None = None
    stops_after: int | None = None
    resets: bool = False
    pause_s: float = 0.0
    drip_s: float = 0.0
    endless: bool = False


NONE_SAID = -1
NOT_THERE = Answer(b"not here", 404, "text/plain")


class Server:
    """A running server; answers may be put at any time, from any thread."""

    def __init__(self, port: int) -> None:
        self.host = "127.0.0.1"
        self.port = port
        self.asked: list[Asked] = []
        self.ended = threading.Event()
        self._answers: dict[str, tuple[Answer | Callable[[Asked], Answer], ...]] = {}
        self._visits: Counter[str] = Counter()
        self._lock = threading.Lock()

    def address(self, path: str = "/", *, host: str | None = None) -> str:
        return f"http://{host or self.host}:{self.port}{path}"

    def put(self, path: str, *answers: Answer | Callable[[Asked], Answer]) -> str:
        """Say what a path answers: at its first visit, its second …, the last for ever after.

        Visits are counted anew. Returns the address. path: With the query, if there is one.
        """
        with self._lock:
            self._answers[path] = answers
            self._visits[path] = 0
        return self.address(path)

    def scripted(self, path: str) -> Answer | Callable[[Asked], Answer]:
        """Return what a path answers at its first visit."""
        with self._lock:
            return self._answers[path][0]

    def visits(self, path: str) -> int:
        """Return how often a path was asked for since it was put."""
        with self._lock:
            return self._visits[path]

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order, robots.txt left out."""
        with self._lock:
            return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            answers = self._answers.get(asked.path, (NOT_THERE,))
            visit = self._visits[asked.path]
            self._visits[asked.path] += 1
        found = answers[min(visit, len(answers) - 1)]
        return found(asked) if callable(found) else found


@contextmanager
def serve() -> Iterator[Server]:
    """A server on a free port, ended with the block."""
    web = _Web(("127.0.0.1", 0), _Handler)
    web.server = server = Server(web.server_address[1])
    thread = threading.Thread(target=web.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        web.shutdown()
        web.server_close()
        thread.join(5)


def page(title: str, *paragraphs: str, head: str = "", **more: Any) -> Answer:
    """A page with an article, as an outlet would serve it."""
    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
    name = html.escape(title)
    text = (
        f'<!doctype html><html lang="en"><head><title>{name}</title>{head}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>{name}</h1>\n{body}</article><footer>All rights reserved</footer>"
        "</body></html>"
    )
    return Answer(text.encode(), **more)


def redirect(to: str, status: int = 302) -> Answer:
    """Elsewhere."""
    return Answer(b"elsewhere", status, headers={"Location": to})


def robots(text: str, **more: Any) -> Answer:
    """Rules for robots, to be put at "/robots.txt"."""
    return Answer(text.encode(), kind=ROBOTS, **more)


def busy(status: int = 503, again: str | None = None) -> Answer:
    """Too many requests (429) or no service (503). again: What Retry-After says."""
    return Answer(b"busy", status, headers={} if again is None else {"Retry-After": again})


def http_day(seconds: float) -> str:
    """A moment since 1970 as headers say it."""
    return email.utils.formatdate(seconds, usegmt=True)


def packed(body: bytes, coding: str = "gzip", **more: Any) -> Answer:
    """A body in gzip, deflate or deflate-raw (which some servers mean by deflate)."""
    if coding == "gzip":
        data = gzip.compress(body)
    else:
        maker = zlib.compressobj(wbits=-15 if coding == "deflate-raw" else 15)
        data = maker.compress(body) + maker.flush()
    return Answer(data, headers={"Content-Encoding": coding.removesuffix("-raw")}, **more)


def bomb(coding: str = "gzip", unpacked_mb: int = 200) -> Answer:
    """A small body that unpacks to a large one; "br" is only said, and holds no Brotli."""
    if coding == "br":
        return Answer(b"\x8b" * 64, headers={"Content-Encoding": "br"})
    maker = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    nothing = bytes(1_000_000)
    parts = [maker.compress(nothing) for _ in range(unpacked_mb)]
    return Answer(b"".join(parts) + maker.flush(), headers={"Content-Encoding": coding})


class _Web(ThreadingHTTPServer):
    daemon_threads = True
    server: Server

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: the other side may go when it likes."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Web
    timeout = 20

    def _do(self) -> None:
        size = int(self.headers.get("Content-Length", "0"))
        asked = Asked(
            method=self.command,
            path=self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(size),
        )
        self._say(self.server.server.answer(asked), asked)

    do_GET = do_HEAD = do_POST = _do  # noqa: N815  (as they are looked for)

    def _say(self, answer: Answer, asked: Asked) -> None:
        if answer.pause_s:
            self._ended(answer.pause_s)
        if _is_known(answer, asked):
            self._send(_head(304, _own_headers(answer)), answer.drip_s)
            return
        headers = _own_headers(answer)
        if answer.kind is not None:
            headers.setdefault("Content-Type", answer.kind)
        length = len(answer.body) if answer.length is None else answer.length
        if length != NONE_SAID and not (answer.endless and answer.length is None):
            headers.setdefault("Content-Length", str(length))
        else:
            headers.setdefault("Connection", "close")
        self._send(_head(answer.status, headers), answer.drip_s)
        if asked.method != "HEAD":
            self._send_body(answer)
        whole = length == len(answer.body) and answer.stops_after is None and not answer.endless
        if not whole:
            self.close_connection = True
        if answer.resets:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()

    def _send_body(self, answer: Answer) -> None:
        self._send(answer.body[: answer.stops_after], answer.drip_s)
        if answer.endless:
            block = answer.body * max(1, _CHUNK // max(1, len(answer.body)))
            while not self._ended(0):
                self._send(block, answer.drip_s)

    def _send(self, data: bytes, drip_s: float) -> None:
        if not drip_s:
            self.wfile.write(data)
            return
        for n in range(len(data)):
            if self._ended(drip_s):
                return
            self.wfile.write(data[n : n + 1])

    def _ended(self, seconds: float) -> bool:
        return self.server.server.ended.wait(seconds) if seconds else self._over()

    def _over(self) -> bool:
        return self.server.server.ended.is_set()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def _is_known(answer: Answer, asked: Asked) -> bool:
    if answer.status != 200:
        return False
    if answer.etag is not None:
        return asked.headers.get("if-none-match") == answer.etag
    return (
        answer.modified is not None and asked.headers.get("if-modified-since") == answer.modified
    )


def _own_headers(answer: Answer) -> dict[str, str]:
    headers = dict(answer.headers)
    if answer.etag is not None:
        headers.setdefault("ETag", answer.etag)
    if answer.modified is not None:
        headers.setdefault("Last-Modified", answer.modified)
    return headers


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} As scripted", *(f"{n}: {v}" for n, v in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
