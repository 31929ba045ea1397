"""Terms: the words of drafts that bind, condition, except, deny and define. Data: terms.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, NamedTuple

from detente.model.errors import RuleError
from detente.model.figures import lowered
from detente.model.text import Span

KINDS = (
    *("modal", "condition", "exception", "negation", "definition", "no negation", "lack"),
    *("ceiling", "floor"),
)
_KEYS = {"kind", "pattern", "says", "never"}
_MORE = {"strength", "reach", "cased", "needs"}
_REACHES = {
    "": "",
    "clause": r"[^,;.:]*",
    # a comma does not end it, but before a condition or an exception, which are told by themselves
    "sentence": r"(?:[^,;.:]|[.:,](?=\d)|,(?! (?:unless|if|provided|except|save|until)\b))*",
}


@dataclass(frozen=True, slots=True)
class Term:
    """Words of one kind. strength: Of what binds, 1 (may) to 5 (shall); 0 for all else.

    source: Its pattern, of small letters unless it is cased: to look for these is twice as fast as
    to pass over case. reach: What follows it and belongs to it. needs: Letters of which some stand
    in any text that it is in; none if that is not written down.
    """

    kind: str
    source: str
    reach: str
    strength: int
    cased: bool
    needs: tuple[str, ...]
    says: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its pattern, made when it is first asked for."""
        return _pattern(self.source, self.reach)

    def within(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where it stands in a text."""
        return self.pattern.finditer(text if self.cased else lowered(text))


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
    for place in sorted(_places(kind, text)):
        words = text[place.start : place.end].rstrip()
        span = Span(place.start, place.start + len(words))
        if not found or span.start >= found[-1].span.end:
            found.append(Found(span, words, terms()[place.number].strength))
    if kind == "negation" and found:
        limits = [limit.span for limit in find("no negation", text)]
        found = [f for f in found if not any(s.start <= f.span.start < s.end for s in limits)]
    return tuple(found)


class _Place(NamedTuple):
    """Where a term stands. number: Of two that begin at one place the first counts."""

    start: int
    number: int
    end: int


def _places(kind: str, text: str) -> Iterator[_Place]:
    low = lowered(text)
    for group in _groups(kind):
        looked = text if group.cased else low
        if group.needs and not any(map(looked.__contains__, group.needs)):
            continue
        for match in _pattern(group.source, group.reach).finditer(looked):
            yield _Place(match.start(), group.number(looked, match.start()), match.end())


@dataclass(frozen=True, slots=True)
class _Group:
    """Terms that are looked for together. source: All their patterns. terms: By number.

    needs: What they need; nothing if one of them does not say it.
    """

    source: str
    reach: str
    cased: bool
    terms: tuple[tuple[int, Term], ...]
    needs: tuple[str, ...]

    def number(self, text: str, start: int) -> int:
        """Return the number of the first term that stands at a place."""
        return next(number for number, term in self.terms if self._is_at(term, text, start))

    def _is_at(self, term: Term, text: str, start: int) -> bool:
        return len(self.terms) == 1 or bool(term.pattern.match(text, start))


@cache
def _groups(kind: str) -> tuple[_Group, ...]:
    found: dict[tuple[bool, str], list[tuple[int, Term]]] = {}
    for number, term in enumerate(terms()):
        if term.kind == kind:
            found.setdefault((term.cased, term.reach), []).append((number, term))
    return tuple(
        _Group(
            "|".join(term.source for _, term in those),
            reach,
            cased,
            terms=tuple(those),
            needs=_needed([term.needs for _, term in those]),
        )
        for (cased, reach), those in found.items()
    )


def _needed(every: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(every)) if all(every) else ()


@cache
def _pattern(source: str, reach: str) -> re.Pattern[str]:
    # of many terms each is tried where a word begins; where one ends none needs to be
    begins = r"\b(?=\w)" if "|" in source else r"\b"
    return re.compile(rf"{begins}(?:{source})\b{reach}")


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
    return Term(
        kind=row["kind"],
        source=row["pattern"],
        reach=_REACHES[row.get("reach", "")],
        strength=row.get("strength", 0),
        cased=row.get("cased", False),
        needs=tuple(row.get("needs", ())),
        says=tuple(row["says"]),
        never=tuple(row["never"]),
    )
