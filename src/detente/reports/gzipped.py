"""An answer whose body is itself a compressed file (`sitemap.xml.gz`), unpacked within limits."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from detente.model.sources import Fetched
from detente.reports.files import MAX_BYTES
from detente.reports.unpack import unpacker

_GZIP = b"\x1f\x8b"


def unpacked(fetched: Fetched) -> Fetched:
    """Return an answer with its body unpacked if it is a gzip file. Errors: FetchError."""
    if not fetched.body.startswith(_GZIP):
        return fetched
    work = unpacker("gzip", MAX_BYTES)
    body = work.take(fetched.body) + work.end()
    return replace(fetched, body=body, digest=hashlib.sha256(body).hexdigest())
