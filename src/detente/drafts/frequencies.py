"""often_moved(): how often something is to happen, where that changed. Words: frequencies.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from typing import Any

from detente.drafts.doubled import once
from detente.drafts.typed import Sides, Typed, overwritten, touch
from detente.drafts.units import BY_TIME, CLOSE, DAYS, TIME
from detente.model.errors import RuleError
from detente.model.figures import COUNTING, figures, lowered
from detente.model.text import Span

_YEAR = DAYS["year"]
# Minutes are left out: "every 30 minutes" is told as a deadline.
_DAYS = {
    **{unit: days for unit, days in DAYS.items() if unit != "minute"},
    **dict.fromkeys(("half-year", "half year"), _YEAR / 2),
}
_NTH = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_UNIT = "|".join(sorted(_DAYS, key=len, reverse=True))
_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(COUNTING[1:], key=len, reverse=True))}"
_OFTEN = re.compile(
    rf"\b(?:(?:(?P<times>once|twice|thrice)|(?P<n>{_COUNT}) times) (?:in )?)?"
    # "a fine of 5 crowns for each day" is an amount, and no time between two
    rf"(?:(?P<rate>an?|per|(?<=\bfor )(?:each|every))|every|each|intervals of|once in)"
    rf"(?: calendar)?(?: (?P<nth>{'|'.join(_NTH)})| (?P<count>{_COUNT}))?"
    rf"[ -](?P<unit>{_UNIT})s?\b(?! of\b)",
    re.IGNORECASE,
)
# What each of these has in small letters, which is found faster.
_NEEDED = re.compile(
    rf"\b(?:an?|per|each|every|of|in)(?: calendar)?(?: [a-z0-9]+)?[ -](?:{_UNIT})s?\b"
)
# "A six-monthly report", and not "six monthly reports".
_EACH = re.compile(
    rf"\b(?P<count>{_COUNT})(?:-| (?!\w+ly \w+s\b))(?P<unit>hour|week|month|year)ly\b",
    re.IGNORECASE,
)
_KEYS = {"words", "days", "says"}
_TIMES_BY = re.compile(
    rf"\b(?:(?P<times>{'|'.join(_TIMES)})|(?P<n>{_COUNT}) times) (?P<by>{'|'.join(BY_TIME)})\b",
    re.IGNORECASE,
)
# Months with their capitals: "may" is a permission.
_SEASON = re.compile(
    r"\b(?:spring|summer|autumn|winter|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class Often:
    """How often, in a text. days: Between two times.

    is_rate: Whether it may say of how long an amount is, and not how often: "40 tonnes a year".
    """

    span: Span
    days: float
    is_rate: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """Changes of how often, and the words of the pair with blanks where that is said."""

    typed: tuple[Typed, ...]
    rest: Sides


def often_moved(sides: Sides) -> Moved:
    """Return where it changed how often something is to happen.

    What stands in both is taken off first; of the rest those go together that differ least. What
    then is left stays in the words: its number may stand in the other text.
    """
    old, new = list(frequencies(sides.a.text)), list(frequencies(sides.b.text))
    told = _take_same(old, new)
    typed = [_rewritten(sides, *both) for both in zip(*told, strict=True)]
    typed = [one for one in typed if one.edit.before.casefold() != one.edit.after.casefold()]
    old = [one for one in old if not one.is_rate and not is_by_seasons(one, sides.b.text)]
    new = [one for one in new if not one.is_rate and not is_by_seasons(one, sides.a.text)]
    for one, other in _nearest(old, new):
        direction = "more often" if other.days < one.days else "less often"
        edit = sides.edit("frequency", one.span, other.span, direction=direction)
        typed.append(Typed(edit, one.span, other.span))
        told[0].append(one.span)
        told[1].append(other.span)
    rest = Sides(
        replace(sides.a, text=overwritten(sides.a.text, told[0])),
        replace(sides.b, text=overwritten(sides.b.text, told[1])),
    )
    return Moved(tuple(typed), rest)


def _rewritten(sides: Sides, a: Span, b: Span) -> Typed:
    """Return how often something is to happen as one way to write it for another."""
    return Typed(sides.edit("editorial", a, b), a, b)


@lru_cache(maxsize=8192)
def frequencies(text: str) -> tuple[Often, ...]:
    """Return how often things are to happen, in order.

    >>> [round(one.days) for one in frequencies("They meet weekly, and report twice a year.")]
    [7, 183]
    """
    said = once(text)
    if said.twice:
        return tuple(replace(one, span=said.whole(one.span)) for one in frequencies(said.text))
    low = lowered(text)
    terms = [figure.span for figure in figures(text) if figure.is_deadline]
    found = [
        one
        for one in map(_by_rule, _OFTEN.finditer(text) if _NEEDED.search(low) else ())
        if not (one.is_rate and any(touch(one.span, term) for term in terms))  # "within a year"
    ]
    for match in _EACH.finditer(text) if "ly" in text else ():
        days = _DAYS[match["unit"].lower()] * _number(match["count"])
        found.append(Often(Span(*match.span()), days, False))
    for match in _TIMES_BY.finditer(text) if "ly" in text else ():
        times = _TIMES.get((match["times"] or "").lower()) or _number(match["n"])
        days = BY_TIME[match["by"].lower()] / times
        found.append(Often(Span(*match.span()), days, False))
    for row in words() if _any_words().search(low) else ():
        found += [Often(Span(*m.span()), row.days, False) for m in row.pattern.finditer(text)]
    apart: list[Often] = []
    for one in sorted(found, key=lambda one: one.span.start):
        if not apart or one.span.start >= apart[-1].span.end:  # "half-yearly" is not yearly
            apart.append(one)
    return tuple(apart)


def is_by_seasons(often: Often, text: str) -> bool:
    """Return whether a text tells how often a year by the seasons or months in which it is to be.

    >>> (twice,) = frequencies("twice a year")
    >>> is_by_seasons(twice, "in May and in autumn"), is_by_seasons(twice, "in spring")
    (True, False)
    """
    times = len(set(_SEASON.findall(text)))
    return times > 0 and abs(often.days * times - _YEAR) <= CLOSE[TIME] * _YEAR


@dataclass(frozen=True, slots=True)
class Row:
    """Words that say how often. days: Between two times."""

    words: str
    pattern: re.Pattern[str]
    days: float
    says: str


@cache
def words() -> tuple[Row, ...]:
    """Return the rows of frequencies.toml, checked. Errors: RuleError."""
    rows = tomllib.loads((files("detente.drafts") / "frequencies.toml").read_text("utf-8"))["row"]
    return tuple(_row(number, row) for number, row in enumerate(rows, 1))


@cache
def _any_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(row.words for row in words())})\b")


def _row(number: int, row: dict[str, Any]) -> Row:
    if wrong := sorted(_KEYS ^ row.keys()):
        raise RuleError(
            f"row {number} of frequencies.toml: missing or unknown: {', '.join(wrong)}"
        )
    said = row["words"]
    pattern = re.compile(rf"\b(?:{said})\b", re.IGNORECASE)
    return Row(said, pattern, row["days"], row["says"])


def _by_rule(match: re.Match[str]) -> Often:
    times = _TIMES.get((match["times"] or "").lower()) or _number(match["n"])
    nth = _NTH.get((match["nth"] or "").lower()) or _number(match["count"])
    days = _DAYS[match["unit"].lower()] * nth / times
    is_rate = bool(match["rate"]) and not (match["times"] or match["n"])
    return Often(Span(*match.span()), days, is_rate)


def _number(word: str | None) -> float:
    """Return what a count says; 1 if there is none."""
    if not word:
        return 1.0
    return max(1.0, float(word) if word.isdigit() else float(COUNTING.index(word.lower())))


def _take_same(old: list[Often], new: list[Often]) -> tuple[list[Span], list[Span]]:
    """Take off what both texts say, as often as both do; return where it stands in each."""
    taken: tuple[list[Span], list[Span]] = ([], [])
    for one in list(old):
        same = next((f for f in new if abs(f.days - one.days) <= CLOSE[TIME] * one.days), None)
        if same is not None:
            old.remove(one)
            new.remove(same)
            if not (one.is_rate or same.is_rate):
                taken[0].append(one.span)
                taken[1].append(same.span)
    return taken


def _nearest(old: Sequence[Often], new: Sequence[Often]) -> Iterator[tuple[Often, Often]]:
    """Yield pairs of how often that differ least, each once, in order of the first text."""
    near = sorted(
        (abs(log(one.days / other.days)), n, m)
        for n, one in enumerate(old)
        for m, other in enumerate(new)
    )
    found: dict[int, int] = {}
    for _, n, m in near:
        if n not in found and m not in found.values():
            found[n] = m
    for n, m in sorted(found.items()):
        yield old[n], new[m]
