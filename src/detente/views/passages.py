"""A part of a report word by word, with some of its words marked: to be marked anew. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from detente.model.text import Report, Span

# Paragraphs before and after the words, and how many characters of each: a claim is judged by
# what stands around it, and read at a glance.
AROUND = 2
LONGEST = 900
# A word with what belongs to it ("sister-in-law", "4,000", "Norland's"), or one mark.
_WORD = re.compile(r"\w+(?:[’'.,\-‑]\w+)*|[^\w\s]")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or what stands between words. start, end: Code points of the report."""

    start: int
    end: int
    text: str
    word: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph. cut_before, cut_after: Whether more of it stands before and after."""

    pieces: tuple[Piece, ...]
    cut_before: bool = False
    cut_after: bool = False


def passages(report: Report, start: int, end: int, *, around: int = AROUND) -> tuple[Passage, ...]:
    """Return the paragraphs in which words stand, and those around them.

    Joined, the pieces of a paragraph are its text. The words begin and end with a piece.
    """
    paragraphs = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(report.text) if m[0].strip()]
    within = [n for n, (a, b) in enumerate(paragraphs) if a < end and start < b]
    if not within:
        return ()
    first, last = max(0, within[0] - around), within[-1] + around
    words = Span(start, end)
    return tuple(_passage(report.text, Span(*p), words) for p in paragraphs[first : last + 1])


def whole(report: Report, most: int) -> tuple[Passage, ...]:
    """Return a report's paragraphs, no words marked. most: So many paragraphs at most."""
    found = [m for m in _PARAGRAPH.finditer(report.text) if m[0].strip()]
    nothing = Span(0, 0)
    return tuple(
        Passage(tuple(_pieces(report.text, Span(m.start(), m.end()), nothing)))
        for m in found[:most]
    )


def _passage(text: str, paragraph: Span, words: Span) -> Passage:
    shown = _shown(text, paragraph, words)
    return Passage(
        tuple(_pieces(text, shown, words)),
        cut_before=shown.start > paragraph.start,
        cut_after=shown.end < paragraph.end,
    )


def _shown(text: str, paragraph: Span, words: Span) -> Span:
    """Return the part of a paragraph that lies nearest to the words, unless all of it is short."""
    near = Span(
        max(paragraph.start, min(words.start, paragraph.end) - LONGEST),
        min(paragraph.end, max(words.end, paragraph.start) + LONGEST),
    )
    start, end = near.start, near.end
    if start > paragraph.start:
        start = text.find(" ", start, words.start) + 1 or start
    if end < paragraph.end:
        blank = text.rfind(" ", words.end, end)
        end = blank if blank >= 0 else end
    return Span(start, end)


def _pieces(text: str, shown: Span, words: Span) -> Iterator[Piece]:
    edges = {words.start, words.end}
    cuts = {shown.start, shown.end, *(e for e in edges if shown.start < e < shown.end)}
    begins = set()
    for match in _WORD.finditer(text, shown.start, shown.end):
        inner = [match.start(), *sorted(e for e in edges if match.start() < e < match.end())]
        begins.update(inner)
        cuts.update(inner, [match.end()])
    for start, end in pairwise(sorted(cuts)):
        marked = words.start <= start < words.end
        yield Piece(start, end, text[start:end], word=start in begins, marked=marked)
