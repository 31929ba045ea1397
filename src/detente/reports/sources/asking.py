"""Asking a source for its bytes, and telling what they are: a feed, a sitemap, a page, a PDF."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

from detente.model.errors import FetchError, InputError
from detente.model.sources import Condition, Fetched, Fetcher
from detente.reports.files import charset, decode, read_bytes
from detente.reports.gzipped import unpacked
from detente.reports.headers import encoding

UNCHANGED = 304
_WEB = re.compile(r"https?://", re.I)


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
