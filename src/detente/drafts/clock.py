"""hours(): the times of day in a text: "06:00", "6 a.m.", "noon"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente.model.figures import COUNTING, lowered
from detente.model.text import Span

_NAMED = {"noon": 720, "midday": 720, "midnight": 1440}
_HOUR = re.compile(
    # No ratio, verse or scale: "12:6", "Article 3:10", "1:50 000". In "10:30 to 11:00" are two.
    r"(?<![\d:.,])(?:(?P<h1>[01]?\d|2[0-4]):(?P<m1>[0-5]\d)(?::[0-5]\d)?(?![\d:]|[ ,]\d{3}\b)"
    r"|(?P<h2>1[0-2]|0?[1-9])(?:[:.](?P<m2>[0-5]\d))?)"
    r"(?: ?(?:(?P<half>[ap])(?:\.m\.|m\b)|o['’]clock\b|hours\b|hrs\b))?",
    re.IGNORECASE,
)
# Without one of these no number is an hour.
_TOLD = re.compile(r"\d(?::\d| ?[ap](?:\.m\.|m\b))|['’]clock")
_WORDS = "|".join(COUNTING[1:13])
# "Nine in the evening", "six o'clock".
_IN_WORDS = re.compile(
    rf"\b(?P<hour>{_WORDS}|1[0-2]|[1-9])(?: o['’]clock)?"
    r" (?:(?:in|of) the (?P<part>morning|afternoon|evening)|at (?P<night>night))\b",
    re.IGNORECASE,
)
_OF_CLOCK = re.compile(rf"\b(?P<hour>{_WORDS}) o['’]clock\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:mornings?|afternoons?|evenings?|nights?|nightfall|dawn|dusk|sunrise|sunset|daylight"
    r"|dark|darkness|noon|midnight|o['’]clock)\b"
)
# Without one of these a text tells no part of the day, and no hour in words.
_PARTS = (
    *("morning", "noon", "evening", "night", "dawn", "dusk", "sunrise", "sunset", "daylight"),
    *("dark", "midday", "clock"),
)
_NAME = re.compile(rf"\b(?:(?:12|twelve) )?(?P<name>{'|'.join(_NAMED)})\b")
_AFTER_REFERENCE = re.compile(r"\b(?:articles?|points?|sections?|clauses?|ratio of) $", re.I)
_BEFORE = 12
# "Three at night" is 03:00, "nine at night" 21:00.
_EARLY = 5


@dataclass(frozen=True, slots=True, order=True)
class Hour:
    """A time of day in a text. when: Minutes from midnight; at the end of the day 1440."""

    when: int
    span: Span

    @property
    def of_day(self) -> int:
        """Minutes from midnight, of which there is one: 00:00 and 24:00 are alike."""
        return self.when % _NAMED["midnight"]


@lru_cache(maxsize=8192)
def hours(text: str) -> tuple[Hour, ...]:
    """Return the times of day of a text, in order.

    >>> [hour.when for hour in hours("Guns are silent from 6 a.m. to 18:00, and past midnight.")]
    [360, 1080, 1440]
    """
    low = lowered(text)
    has_parts = any(map(low.__contains__, _PARTS))
    names = _NAME.finditer(low) if has_parts else ()
    found = [Hour(_NAMED[m["name"]], Span(*m.span())) for m in names]
    for match in _HOUR.finditer(text) if _TOLD.search(low) else ():
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _is_told(match) and not _AFTER_REFERENCE.search(before):
            found.append(Hour(_minutes(match), Span(*match.span())))
    found += _in_words(text) if has_parts and _PART.search(low) else ()
    apart: list[Hour] = []
    for hour in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not apart or hour.span.start >= apart[-1].span.end:
            apart.append(hour)
    return tuple(apart)


def is_by_part_of_day(text: str) -> bool:
    """Return whether a text tells a time of day in words: "late in the morning"."""
    low = lowered(text)
    return any(map(low.__contains__, _PARTS)) and bool(_PART.search(low))


def _in_words(text: str) -> Iterator[Hour]:
    """Yield hours whose part of the day is said, or that say it is one by the clock alone."""
    for match in _IN_WORDS.finditer(text):
        is_late = (match["part"] or "").lower() in ("afternoon", "evening") or (
            match["night"] and _count(match["hour"]) > _EARLY
        )
        when = 60 * (_count(match["hour"]) % 12 + (12 if is_late else 0))
        yield Hour(when, Span(*match.span()))
    for match in _OF_CLOCK.finditer(text):
        yield Hour(60 * _count(match["hour"]), Span(*match.span()))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else COUNTING.index(word.lower())


def _is_told(match: re.Match[str]) -> bool:
    """Whether it is no number: "6" and "6 hours" are, "6 a.m." and "6 o'clock" are not."""
    return bool(match["h1"] or match["half"] or "clock" in match[0].lower())


def _minutes(match: re.Match[str]) -> int:
    hour, minute = int(match["h1"] or match["h2"]), int(match["m1"] or match["m2"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return 60 * hour + minute
