"""is_in_words(): whether a text holds a number that another writes as a figure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from detente.model.errors import RuleError

_KEYS = {"words", "says"}
_AMOUNTS = {"counts": "", "days": "time", "percents": "percent"}
# "A third" is 33.3 percent, and 33 is the same.
_CLOSE = 0.011


@dataclass(frozen=True, slots=True)
class Amount:
    """Words that stand for a number. values: What it measures ("", "time" in days, "percent")."""

    words: str
    values: tuple[tuple[str, float], ...]
    says: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its words, made a pattern when they are first looked for: few rows are."""
        return _pattern(self.words)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def is_in_words(text: str, measures: str, value: float) -> bool:
    """Return whether words of a text stand for a number.

    >>> is_in_words("paid twice a year", "time", 182.625), is_in_words("paid once", "", 2)
    (True, False)
    """
    return any(amount.pattern.search(text) for amount in _of(measures, value))


@lru_cache(maxsize=4096)  # drafts say few numbers, many times
def _of(measures: str, value: float) -> tuple[Amount, ...]:
    """Return the rows that stand for a number."""
    return tuple(
        amount
        for amount in amounts()
        if any(
            one == measures and abs(held - value) <= _CLOSE * abs(value)
            for one, held in amount.values
        )
    )


@cache
def amounts() -> tuple[Amount, ...]:
    """Return the rows of amounts.toml, checked. Errors: RuleError."""
    rows = tomllib.loads((files("detente.drafts") / "amounts.toml").read_text("utf-8"))["row"]
    return tuple(_amount(number, row) for number, row in enumerate(rows, 1))


def _amount(number: int, row: dict[str, Any]) -> Amount:
    wrong = (_KEYS - row.keys()) | (row.keys() - _KEYS - _AMOUNTS.keys())
    values = tuple((what, float(v)) for name, what in _AMOUNTS.items() for v in row.get(name, ()))
    if wrong or not values:
        raise RuleError(
            f"row {number} of amounts.toml: missing or unknown: {_listed(wrong or _AMOUNTS)}"
        )
    return Amount(row["words"], values, row["says"])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
