"""Packs: the claims of one reading in one row, as folding wants them. Pure.

A record of a hundred thousand claims is folded at every question: fetching them row by row would
take most of the time. A pack is made when its reading is entered, from the same rows, and a
reading never changes, so a pack is never out of date; one that is missing is made again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
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
    """Return the pack of a reading. rows: Its claims, with their bodies, in any order."""
    ordered = sorted(rows, key=lambda row: (row["start"], row["family"], row["claim"]))
    claims = [[row[name] for name in COLUMNS] for row in ordered]
    return Pack(
        claims=json.dumps(claims, ensure_ascii=False, separators=(",", ":")),
        bodies=pack_bodies(row["body"] for row in ordered),
    )


def pack_bodies(bodies: Iterable[str]) -> bytes:
    """Return bodies packed. They are JSON, so that none of them holds a line break."""
    return zlib.compress("\n".join(bodies).encode())


@lru_cache(maxsize=1_000)
def unpack(bodies: bytes) -> tuple[str, ...]:
    """Return the bodies of a pack, in its order."""
    return tuple(zlib.decompress(bodies).decode().split("\n"))
