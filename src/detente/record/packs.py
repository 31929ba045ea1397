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
    claims: list[str] = []
    bodies = pack_bodies(_with_heads(rows, claims))
    return Pack(claims=f"[{','.join(claims)}]", bodies=bodies)


def _with_heads(rows: Iterable[Mapping[str, Any]], claims: list[str]) -> Iterator[str]:
    """Yield the bodies in order of a pack; put what else it holds into a list."""
    for _, of_start in groupby(rows, key=itemgetter("start")):
        for row in sorted(of_start, key=itemgetter("family", "claim")):
            head = [row[name] for name in COLUMNS]
            claims.append(json.dumps(head, ensure_ascii=False, separators=(",", ":")))
            yield row["body"]


def pack_bodies(bodies: Iterable[str]) -> bytes:
    """Return bodies packed. They are JSON, so that none of them holds a line break."""
    packing, before, made = zlib.compressobj(), "", []
    for body in bodies:
        made.append(packing.compress((before + body).encode()))
        before = "\n"
    return b"".join((*made, packing.flush()))


@lru_cache(maxsize=1_000)
def unpack(bodies: bytes) -> tuple[str, ...]:
    """Return the bodies of a pack, in its order."""
    return tuple(zlib.decompress(bodies).decode().split("\n"))
