"""Web archives (WARC): the pages that a crawler kept, a report each; the only user of warcio."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from detente.model.errors import InputError
from detente.model.sources import Fetched, Item
from detente.model.text import Report
from detente.reports.dating import read_date, sound
from detente.reports.files import MAX_BYTES, MEGABYTE, open_file
from detente.reports.given import Failure, Given
from detente.reports.headers import encoding

# What an archive holds beside pages: pictures, scripts, styles; passed over without a word.
_READ = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "")


def collect_webarchive(path: Path, given: Given) -> Iterator[Report | Failure]:
    """Yield a report or a failure for each page of a WARC file, compressed or not.

    Errors: InputError if it cannot be opened or is no web archive.
    """
    with open_file(path) as stream:
        yield from pages_in(stream, str(path), given)


def pages_in(stream: BinaryIO, where: str, given: Given) -> Iterator[Report | Failure]:
    """Yield a report or a failure for each page of an open archive; what follows damage is lost.

    Errors: InputError if it is no web archive from its start on.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (rarely needed)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    damaged = (
        *(ArchiveLoadFailed, zlib.error, ValueError, LookupError, TypeError, AttributeError),
        *(EOFError, OSError, RecursionError, AssertionError),
    )
    number, found = 0, False
    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            for one in _of_record(record, f"{where}:{number}", given):
                found = True
                yield one
    except damaged as error:
        why = " ".join(str(error).split())[:120]
        if number == 0:
            raise InputError(f"it is no web archive (WARC) that can be read ({why})") from error
        found = True
        yield Failure(where, f"it is damaged after record {number} ({why}); the rest is lost")
    if not found:
        raise InputError("it holds no pages: it is no web archive (WARC), or an empty one")


def _of_record(record: Any, where: str, given: Given) -> Iterator[Report | Failure]:
    from detente.reports.pages import Paged, read_page  # noqa: PLC0415  (slow to load)

    address = record.rec_headers.get_header("WARC-Target-URI") if record.rec_headers else None
    kind = record.http_headers.get_header("Content-Type") if record.http_headers else None
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    media_type, _, parameters = (kind or "").partition(";")
    media_type = media_type.strip().lower()
    if record.rec_type not in ("response", "resource") or not address:
        return
    if status != "200" or media_type not in _READ:
        return
    body = record.content_stream().read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        yield Failure(where, f"{address} has over {MAX_BYTES // MEGABYTE} MB; it was left out")
        return
    given = _then(record, given)
    fetched = Fetched(
        asked=address,
        address=address.strip("<> "),
        at=given.retrieved,
        status=200,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        media_type=media_type,
        charset=encoding(parameters.partition("charset=")[2].strip(" \"';")[:40]),
    )
    bare = Item(key=fetched.address, version="", address=fetched.address)
    found = read_page(fetched, bare, given)
    if isinstance(found, Paged):
        yield found.report
    else:
        yield Failure(f"{where} ({fetched.address})", found.reason)


def _then(record: Any, given: Given) -> Given:
    """What is given, with the moment when the crawler got the page."""
    kept = sound(read_date(record.rec_headers.get_header("WARC-Date")), given.retrieved).moment
    return replace(given, retrieved=kept.at) if kept and kept.at else given
