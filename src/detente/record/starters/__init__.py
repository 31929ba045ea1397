"""Shipped sets of issues to start a register from: one TOML file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from detente.model.errors import UnknownName
from detente.record.register import Topic
from detente.record.words import content, digest, lines

# In order of the list that users see.
STARTERS = ("peace", "trade", "labour", "takeovers", "climate", "debt")
# A report must hold this many words of a starter set before the set is proposed for it.
_FEWEST_HITS = 3


@cache
def starters() -> Mapping[str, tuple[Topic, ...]]:
    """Return the topics of every starter set, by its name."""
    return {name: _load(name) for name in STARTERS}


def starter(name: str) -> tuple[Topic, ...]:
    """Return the topics of one starter set. Errors: UnknownName."""
    if name not in STARTERS:
        raise UnknownName("starter set", name, STARTERS)
    return starters()[name]


def best_field(text: str) -> str | None:
    """Return the starter set that a report's words fit best, or None without a clear lead."""
    found: set[str] = set()
    for line in lines(text):  # the words of a book would not lie in memory at once
        found |= content(line)
    hits = {name: sum(len(t.keywords & found) for t in ts) for name, ts in starters().items()}
    ranked = sorted(hits.values(), reverse=True)
    if ranked[0] < _FEWEST_HITS or ranked[0] == ranked[1]:
        return None
    return max(hits, key=lambda name: hits[name])


def _load(name: str) -> tuple[Topic, ...]:
    text = files("detente.record.starters").joinpath(f"{name}.toml").read_text("utf-8")
    return tuple(
        Topic(
            id="i-" + digest(name, row["name"]),
            name=row["name"],
            definition=row["definition"],
            keywords=frozenset().union(*(content(word) for word in row["keywords"])),
        )
        for row in tomllib.loads(text)["issue"]
    )
