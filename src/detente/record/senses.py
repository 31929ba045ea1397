"""Words of one sense, from senses.toml: what is done, things, and words around them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from detente.record.words import LISTS, stem

_DATA: dict[str, Any] = tomllib.loads(
    files("detente.record").joinpath("senses.toml").read_text("utf-8")
)


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


# Words that name a thing on the table without saying which, and those that tell of talking.
VAGUE = _stems(LISTS["vague"]) | _stems(_DATA["plain"]["manners"])
# Stem -> sense.
ACTION = {s: row["name"] for row in _DATA["action"] for s in _stems(row["words"])}
THING = {s: row["name"] for row in _DATA["thing"] for s in _stems(row["words"])}
# By the sense of an action: its kind, what it is usually said of (senses), words that mean it
# only beside those. Then actions that say enough alone, those whose sense hangs on the next word,
# and those that name a place where others name a thing ("leave the strip").
KIND = {row["name"]: row["kind"] for row in _DATA["action"]}
SAID_OF = {
    row["name"]: frozenset(THING.get(s, s) for s in _stems(row["of"]))
    for row in _DATA["action"]
    if "of" in row
}
BESIDE = {
    row["name"]: frozenset(row["beside"].split()) for row in _DATA["action"] if "beside" in row
}
ALONE = frozenset(row["name"] for row in _DATA["action"] if row.get("alone"))
PARTICLE = frozenset(row["name"] for row in _DATA["action"] if row.get("particle"))
FROM_PLACE = frozenset(row["name"] for row in _DATA["action"] if row.get("from_place"))
SOFT = _stems(_DATA["plain"]["soft"])
UNITS = _stems(_DATA["plain"]["units"])
# Words that stand for a number or a date.
COUNTS = frozenset((_DATA["plain"]["months"] + _DATA["plain"]["counts"]).split())
SHAPES = _stems(_DATA["plain"]["shapes"])
PRONOUNS = frozenset(_DATA["plain"]["pronouns"].split())
# Word -> the part of a wording that it begins.
SLOT = {word: slot for slot, words in _DATA["slots"].items() for word in words.split()}
_PAIRS = [*LISTS["opposites"], *_DATA["plain"]["opposites"]]
QUALITIES = _stems(" ".join(word for pair in _DATA["plain"]["opposites"] for word in pair))
OPPOSITES = tuple((_stems(one), _stems(other)) for one, other in _PAIRS)
