"""Statements as a search shows them: words in context, and what was searched for, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from detente.model.answers import Hit
from detente.views.phrases import date_text, quote


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a statement's context.

    said: Whether it is of the statement. found: Whether it is what was searched for.
    """

    text: str
    said: bool
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What was searched for; None or "" for anything. direct: Whether words are quoted."""

    words: str = ""
    speaker: str = ""
    issue: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    direct: bool | None = None
    unnamed: bool | None = None


def said_parts(hit: Hit) -> tuple[Part, ...]:
    """Return the context of a hit in parts; joined they are the report's words."""
    main = hit.sighting.body.main
    made: list[Part] = []
    at = hit.start
    for piece in hit.pieces:
        for text in _cut(piece.text, at, (main.start, main.end)):
            made.append(Part(text, main.start <= at < main.end, piece.found))
            at += len(text)
    return tuple(made)


def _cut(text: str, start: int, places: tuple[int, int]) -> Iterator[str]:
    """Cut a text that stands at `start` at these places of the report."""
    edges = [0, *(p - start for p in places if 0 < p - start < len(text)), len(text)]
    return (text[a:b] for a, b in pairwise(edges))


def sought_text(sought: Sought) -> str:
    """Return what was searched for, to follow "statements".

    >>> sought_text(Sought(words="toll", speaker="Norland", direct=True))
    'quoted, by Norland, with the words “toll”'
    """
    kinds = [
        {True: "quoted", False: "not quoted", None: ""}[sought.direct],
        {True: "of unnamed sources", False: "of named sources", None: ""}[sought.unnamed],
        f"by {sought.speaker}" if sought.speaker else "",
        f"on {quote(sought.issue)}" if sought.issue else "",
        f"since {date_text(sought.since)}" if sought.since else "",
        f"until {date_text(sought.until)}" if sought.until else "",
        f"with the words {quote(sought.words)}" if sought.words.strip() else "",
    ]
    return ", ".join(filter(None, kinds))
