"""Shipped sets of issues to start a register from: one TOML file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from detente.model.errors import UnknownName
from detente.record.register import Topic
from detente.record.words import content, digest

# In order of the list that users see.
STARTERS = ("peace", "trade", "labour", "takeovers", "climate", "debt")


@cache
def starters() -> Mapping[str, tuple[Topic, ...]]:
    """Return the topics of every starter set, by its name."""
    return {name: _load(name) for name in STARTERS}


def starter(name: str) -> tuple[Topic, ...]:
    """Return the topics of one starter set. Errors: UnknownName."""
    if name not in STARTERS:
        raise UnknownName("starter set", name, STARTERS)
    return starters()[name]


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
