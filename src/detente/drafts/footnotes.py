"""Footnotes of a draft by their marks: raised digits, and numbers in brackets whose note is there.

Square brackets are options that a draft leaves open, unless a note at its foot begins with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from detente.drafts.markers import markers
from detente.model.text import Span

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_OWN_RAISED = re.compile(rf"\s*([{_RAISED}]{{1,3}})\s*(?=\S)")
_OWN_BRACKET = re.compile(r"\s*(\[\d{1,3}\])\s+(?=\S)")
# What a mark stands on; a square or cubic measure is none: "12 km²".
_ON_RAISED = rf"(?<=[^\s{_RAISED}])[ \t]?{{mark}}(?![{_RAISED}])"
_MEASURE = re.compile(r"\b[kcdm]?m$")
_ON_BRACKET = r"(?<=[\w.,;:)\"”’])[ \t]?{mark}(?!\[)"
_PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Which lines of a draft are notes, and the marks that send to them, as a text writes them."""

    lines: frozenset[int] = frozenset()
    marks: frozenset[str] = field(default_factory=frozenset)

    def sent(self, line: str) -> tuple[Span, ...]:
        """Return where marks stand in a line, with the blank before them."""
        return tuple(sorted(s for mark in self.marks for s in _sent(line, mark)))


def footnotes(rows: Sequence[str]) -> Footnotes:
    """Return the notes at the foot of the pages, or of the text, to which the text above sends.

    >>> found = footnotes(["1. Forces leave at noon.[1]", "", "[1] Of Vell."])
    >>> sorted(found.lines), sorted(found.marks)
    ([2], ['[1]'])
    """
    breaks = [n for n, row in enumerate(rows) if _PAGE_BREAK in row]
    lines: set[int] = set()
    marks: set[str] = set()
    for start, end in pairwise([0, *breaks, len(rows)]):
        for number, mark in (*_raised(rows, start, end), *_bracketed(rows, start, end)):
            marks.add(mark)
            lines.update(_to_its_end(rows, number, end))
    return Footnotes(frozenset(lines), frozenset(marks))


def _raised(rows: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    for number in range(start, end):
        own = _OWN_RAISED.match(rows[number])
        if own and any(_sent(row, own[1]) for row in rows[start:number]):
            yield number, own[1]


def _bracketed(rows: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the notes in brackets if they end the page, count on, and the text sends to each."""
    found = [(n, own[1]) for n in range(start, end) if (own := _OWN_BRACKET.match(rows[n]))]
    if not found:
        return
    first = len(found) - 1
    while first and int(found[first - 1][1][1:-1]) == int(found[first][1][1:-1]) - 1:
        first -= 1
    notes = found[first:]
    told = {n for number, _ in notes for n in _to_its_end(rows, number, end)}
    rest = range(notes[0][0], end)
    above = rows[start : notes[0][0]]
    if all(n in told or not rows[n].strip() for n in rest) and all(
        any(_sent(row, mark) for row in above) for _, mark in notes
    ):
        yield from notes


def _to_its_end(rows: Sequence[str], number: int, end: int) -> range:
    """Return the lines of a note: up to a blank one, or one that opens a point."""
    below = range(number + 1, end)
    after = (n for n in below if not rows[n].strip() or markers(rows[n]))
    return range(number, next(after, end))


def _sent(line: str, mark: str) -> list[Span]:
    on = _ON_BRACKET if mark.startswith("[") else _ON_RAISED
    return [
        Span(*found.span())
        for found in re.finditer(on.replace("{mark}", re.escape(mark)), line)
        if mark.startswith("[") or not _MEASURE.search(line, 0, found.start())
    ]
