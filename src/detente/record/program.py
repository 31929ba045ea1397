"""Which program this is, to the letter: what was worked out by another one is not used."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import detente

_SUFFIXES = (".py", ".toml", ".txt", ".json")


@cache
def code(*places: str) -> str:
    """Return the digest of the code and data in places of the package; "" if it cannot be read.

    Without it nothing is put away, and nothing that was is used.
    """
    of = (detente.__version__, unicodedata.unidata_version, sys.byteorder)
    found = hashlib.sha256(" ".join(of).encode())
    try:
        every = [(path.name.encode(), path.read_bytes()) for path in sources(*places)]
    except OSError:
        return ""
    for name, body in every:
        found.update(name + b"\0" + body + b"\0")
    return found.hexdigest() if every else ""  # it runs from an archive


def sources(*places: str) -> Iterator[Path]:
    """Yield the files of that code and data, in order. places: Packages, or single files."""
    package = Path(detente.__file__).parent
    for name in places:
        place = package / name
        every = [place] if place.is_file() else place.rglob("*")
        yield from sorted(path for path in every if path.suffix in _SUFFIXES)
