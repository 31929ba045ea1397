"""height(): about how much of a printed page a document takes, its footnotes too."""

from __future__ import annotations

import math

from detente.views.office.written import Paragraph, Role, Written

# Lines of words of a page of A4 in the own house's style, with the widest of the usual typefaces:
# 50 kept eight packs of two pages to two pages as LibreOffice printed them; 54 did not. A narrower
# typeface may hold more.
PAGE = 50
# Signs on a line, the height of a line, and the room around a paragraph, in lines of words.
_WORDS = (76, 1.0, 0.25)
_ROLES: dict[Role, tuple[int, float, float]] = {
    "title": (40, 1.9, 1.0),
    "heading": (60, 1.3, 1.1),
    "subheading": (66, 1.1, 0.7),
    "basis": (92, 0.85, 0.2),
}
_FOOTNOTE = (102, 0.62)


def height(written: Written) -> float:
    """Return how many lines of words a document takes as printed, each footnote once."""
    paragraphs = tuple(written.paragraphs())
    feet = {r.foot.sentence: r.foot.text for p in paragraphs for r in p.runs if r.foot}
    signs, high = _FOOTNOTE
    below = sum(math.ceil(len(text) / signs) * high for text in feet.values())
    return sum(map(_height, paragraphs)) + below


def _height(paragraph: Paragraph) -> float:
    signs, high, around = _ROLES.get(paragraph.role, _WORDS)
    length = sum(len(run.text) for run in paragraph.runs)
    return math.ceil(max(length, 1) / signs) * high + around
