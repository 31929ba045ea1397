"""mechanisms(): by which means a provision works: monitoring, a joint body, arbitration."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A means by which provisions work. says, never: Sentences that it must find, and must not."""

    name: str
    pattern: re.Pattern[str]
    says: tuple[str, ...]
    never: tuple[str, ...]


def mechanisms(text: str) -> frozenset[str]:
    """Return the names of the mechanisms of a provision.

    >>> sorted(mechanisms("A joint commission verifies the withdrawal."))
    ['joint body', 'verification', 'withdrawal']
    """
    return frozenset(one.name for one in every_mechanism() if one.pattern.search(text))


@cache
def every_mechanism() -> tuple[Mechanism, ...]:
    """Return the mechanisms that are known."""
    data = (files("detente.drafts") / "mechanisms.toml").read_text(encoding="utf-8")
    return tuple(
        Mechanism(
            name=row["name"],
            pattern=re.compile(rf"\b(?:{row['pattern']})\b", re.IGNORECASE),
            says=tuple(row["says"]),
            never=tuple(row["never"]),
        )
        for row in tomllib.loads(data)["mechanism"]
    )
