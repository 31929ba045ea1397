"""Terms: the words of drafts that bind, condition, except, deny and define. Data: terms.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from detente.model.errors import RuleError
from detente.model.text import Span

KINDS = (
    *("modal", "condition", "exception", "negation", "definition", "no negation", "lack"),
    *("ceiling", "floor"),
)
_KEYS = {"kind", "pattern", "says", "never"}
_MORE = {"strength", "reach"}
_CLAUSE = r"[^,;.:]*"


@dataclass(frozen=True, slots=True)
class Term:
    """Words of one kind. strength: Of what binds, 1 (may) to 5 (shall); 0 for all else."""

    kind: str
    pattern: re.Pattern[str]
    strength: int
    says: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text."""

    span: Span
    words: str
    strength: int = 0


def find(kind: str, text: str) -> tuple[Found, ...]:
    """Return the terms of a kind in a text, in order, none within another.

    Of negations, what only limits a number ("no more than") is left out.

    >>> [(m.words, m.strength) for m in find("modal", "Forces shall leave and aim to stay.")]
    [('shall', 5), ('aim to', 2)]
    >>> [n.words for n in find("negation", "No more than 200 monitors, who do not carry arms.")]
    ['not']
    """
    found: list[Found] = []
    matches = [(term, m) for term in _of_kind(kind) for m in term.pattern.finditer(text)]
    for term, match in sorted(
        matches, key=lambda pair: pair[1].start()
    ):  # stable: first term first
        words = match[0].rstrip()
        span = Span(match.start(), match.start() + len(words))
        if not found or span.start >= found[-1].span.end:
            found.append(Found(span, words, term.strength))
    if kind == "negation" and found:
        limits = [limit.span for limit in find("no negation", text)]
        found = [f for f in found if not any(s.start <= f.span.start < s.end for s in limits)]
    return tuple(found)


@cache
def _of_kind(kind: str) -> tuple[Term, ...]:
    return tuple(term for term in terms() if term.kind == kind)


@lru_cache(maxsize=8192)
def modals(text: str) -> tuple[Found, ...]:
    """Return what binds in a text, in order; of two in a row the first: "may agree to".

    >>> [one.words for one in modals("The parties may agree to leave, and shall seek to stay.")]
    ['may', 'shall seek to']
    """
    every = find("modal", text)
    return tuple(
        one
        for before, one in zip((None, *every), every, strict=False)
        if before is None or text[before.span.end : one.span.start].strip() not in ("", "not")
    )


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms, checked. Errors: RuleError."""
    rows = tomllib.loads((files("detente.drafts") / "terms.toml").read_text("utf-8"))["term"]
    return tuple(_term(number, row) for number, row in enumerate(rows, 1))


def _term(number: int, row: dict[str, Any]) -> Term:
    wrong = (_KEYS - row.keys()) | (row.keys() - _KEYS - _MORE)
    if wrong or row["kind"] not in KINDS or not row["says"] or not row["never"]:
        raise RuleError(
            f"term {number} of terms.toml: missing or unknown: {', '.join(sorted(wrong))}"
        )
    reach = _CLAUSE if row.get("reach") == "clause" else ""
    pattern = re.compile(rf"\b(?:{row['pattern']})\b{reach}", re.IGNORECASE)
    says, never = tuple(row["says"]), tuple(row["never"])
    return Term(row["kind"], pattern, row.get("strength", 0), says, never)
