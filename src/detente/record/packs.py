"""Packs: the claims of one reading in one row, as folding wants them. Pure.

A record of a hundred thousand claims is folded at every question: fetching them row by row would
take most of the time. A pack is made when its reading is entered, from the same rows, and a
reading never changes, so a pack is never out of date; one that is missing is made again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

# The columns of a claim that a pack holds, in its order; the bodies lie apart.
COLUMNS = (
    *("claim", "family", "start", "end", "entry", "what", "core", "who", "speaker", "authority"),
    *("kind", "voice", "about", "topic", "condition", "first", "last", "precision", "told"),
    *("confidence", "entered"),
)


class Pack(NamedTuple):
    """The claims of a reading, in order of the text, then family, then id.

    claims: JSON list, each claim a list of `COLUMNS`. bodies: Their bodies, for `unpack`.
    """

    claims: str
    bodies: bytes


def pack(rows: Iterable[Mapping[str, Any]]) -> Pack:
    """Return the pack of a reading. rows: Its claims, with their bodies, in order of start."""
    parts = list(parts_of_pack(rows))
    return Pack("".join(one.claims for one in parts), b"".join(one.bodies for one in parts))


def parts_of_pack(rows: Iterable[Mapping[str, Any]]) -> Iterator[Pack]:
    """Yield the same in parts that are to be joined, so that a book's need not lie in memory."""
    packing, before = _Packing(), "["
    for _, of_start in groupby(rows, key=itemgetter("start")):
        for row in sorted(of_start, key=itemgetter("family", "claim")):
            head = [row[name] for name in COLUMNS]
            claim = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
            yield Pack(before + claim, packing.add(row["body"]))
            before = ","
    yield Pack("]" if before == "," else "[]", packing.done())


def pack_bodies(bodies: Iterable[str]) -> bytes:
    """Return bodies packed. They are JSON, so that none of them holds a line break."""
    packing = _Packing()
    return b"".join([*map(packing.add, bodies), packing.done()])


class _Packing:
    """Takes bodies, and gives what each adds to them packed."""

    def __init__(self) -> None:
        self._packing, self._before = zlib.compressobj(), ""

    def add(self, body: str) -> bytes:
        """Take one more."""
        words = self._before + body
        self._before = "\n"
        return self._packing.compress(words.encode())

    def done(self) -> bytes:
        """Return what is left."""
        return self._packing.flush()


@lru_cache(maxsize=1_000)
def unpack(bodies: bytes) -> tuple[str, ...]:
    """Return the bodies of a pack, in its order."""
    return tuple(zlib.decompress(bodies).decode().split("\n"))
