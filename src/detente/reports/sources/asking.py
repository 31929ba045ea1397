"""Asking a source for its bytes, and telling what they are: a feed, a sitemap, a page, a PDF."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import Literal

from detente.model.errors import FetchError, InputError
from detente.model.sources import Condition, Fetched, Fetcher
from detente.reports.files import charset, decode, read_bytes
from detente.reports.gzipped import unpacked
from detente.reports.headers import encoding

Shape = Literal["feed", "json feed", "sitemap", "sitemap index", "page", "pdf", "other"]

UNCHANGED = 304
_WEB = re.compile(r"https?://", re.I)
_HEAD = 4096
_SPACE = re.compile(rb"(?:\s|\xef\xbb\xbf|<\?.{0,1000}?\?>|<!--.{0,3000}?-->)*", re.S)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z!][A-Za-z]{0,20})[\s>/]?([^>]{0,40})")
_ROOTS: dict[bytes, Shape] = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap index",
    b"html": "page",
    b"head": "page",
    b"body": "page",
}
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_PAGES = ("text/html", "application/xhtml+xml")


def is_web(address: str) -> bool:
    """Whether an address is one of the web, not of this machine."""
    return _WEB.match(address) is not None


def ask(
    address: str, fetcher: Fetcher, condition: Condition | None, *, now: dt.datetime
) -> Fetched:
    """Return what an address that the user gave holds: of the web, or a file of this machine.

    Never to be called with an address that a source gave. Errors: FetchError, InputError.
    """
    if is_web(address):
        fetched = fetcher.fetch(address, condition)
        return fetched if fetched.status == UNCHANGED else unpacked(fetched)
    path = Path(address)
    try:
        stat = path.stat()
    except (OSError, ValueError):
        stamp = None  # read_bytes says what is wrong
    else:
        stamp = f"{stat.st_size}-{stat.st_mtime_ns}"
    known = stamp is not None and condition is not None and condition.etag == stamp
    try:
        body = b"" if known else read_bytes(path)
    except InputError as error:
        raise InputError(f"{address}: {error}") from error
    fetched = Fetched(
        asked=address,
        address=address,
        at=now,
        status=UNCHANGED if known else 200,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        etag=stamp,
    )
    return fetched if known else unpacked(fetched)


def next_condition(fetched: Fetched) -> Condition | None:
    """Return what to ask with next time, None if the answer gave nothing to ask with."""
    if fetched.etag is None and fetched.modified is None:
        return None
    return Condition(fetched.etag, fetched.modified)


def shape_of(fetched: Fetched) -> Shape:
    """Return what a body is, by its own beginning; by its declared type only in doubt."""
    body = fetched.body
    if body.startswith(b"%PDF"):
        return "pdf"
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        body = body[: 2 * _HEAD].decode("utf-16", "replace").encode()
    start = _SPACE.match(body)
    rest = body[start.end() if start else 0 :][:_HEAD]
    if rest.startswith(b"{"):
        return "json feed" if _is_json_feed(body, fetched) else "other"
    while match := _ROOT.match(rest):
        name = match[1].lower()
        if name == b"!doctype" and match[2].lower().lstrip().startswith(b"html"):
            return "page"
        if name != b"!doctype":
            return _ROOTS.get(name, "page" if fetched.media_type in _PAGES else "other")
        after = _after_doctype(rest)
        if after is None:
            break
        rest = after
    return "page" if fetched.media_type in _PAGES else "other"


def text_of(fetched: Fetched) -> str:
    """Return the text of an answer. Errors: InputError if it is none, with its address."""
    try:
        return decode(fetched.body, declared=fetched.charset or encoding(charset(fetched.body)))
    except InputError as error:
        raise InputError(f"{fetched.address}: {error}") from error


def web_only(address: str) -> str:
    """Return an address that a source gave, if it is of the web. Errors: FetchError."""
    if not is_web(address):
        raise FetchError(f"{address!r} is no address of the web; it was not asked for")
    return address


def _is_json_feed(body: bytes, fetched: Fetched) -> bool:
    return fetched.media_type == "application/feed+json" or bool(_JSON_FEED.search(body[:_HEAD]))


def _after_doctype(rest: bytes) -> bytes | None:
    """What follows a declaration of a document's type and the declarations in it."""
    end, opens = rest.find(b">"), rest.find(b"[")
    if 0 <= opens < end:
        closing = re.search(rb"\]\s*>", rest)
        end = closing.end() - 1 if closing else -1
    if end < 0:
        return None
    start = _SPACE.match(rest[end + 1 :])
    return rest[end + 1 :][start.end() if start else 0 :]
