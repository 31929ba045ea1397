"""Blocks: the lines of a draft, and those that make a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.drafts.footnotes import footnotes
from detente.drafts.furniture import FurnitureKind, furniture
from detente.model.drafts import PartKind, gap
from detente.model.text import Span

SIGNATURE = re.compile(
    r"\s*(?:done (?:at|in)\b|signed\b|in witness whereof|for and on behalf of |"
    r"for the government of |signatures?:|on behalf of\b|_{5,})",
    re.IGNORECASE,
)
ENDS = re.compile(r"[.;:,!?)\]\"”’]\s*$")
# A heading that says that no point stands beneath it.
PREAMBLE = re.compile(r"\b(?:preamble|recitals?|introduction)\b", re.IGNORECASE)
# Words of a line that may be a heading over what follows.
HEADING_WORDS = 12


@dataclass(slots=True)
class Line:
    """A line of a draft.

    start: Where in its text. furniture: Which it is, if it belongs to no part. sent: Where in
    the line marks stand that send to a note.
    """

    start: int
    text: str
    furniture: FurnitureKind | None
    sent: tuple[Span, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether it has no words of a part."""
        return self.furniture is not None or not self.text.strip()


@dataclass(slots=True)
class Block:
    """Lines that make a part. skip: Characters of its first line that are its label."""

    kind: PartKind
    lines: list[Line]
    label: str = ""
    skip: int = 0
    parent: int | None = None
    path: tuple[str, ...] = ()


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text, with their ends."""
    rows = text.splitlines(keepends=True)
    bare = [row.rstrip("\r\n") for row in rows]
    kinds, notes = furniture(bare), footnotes(bare)
    found, start = [], 0
    for number, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        sent = notes.sent(row) if notes.marks else ()
        found.append(Line(start, row, "note" if number in notes.lines else kind, sent))
        start += len(row)
    return found


def spans_of(block: Block) -> tuple[Span, ...]:
    """Return where a part's words are, line by line, without label, furniture and marks of notes.

    A bracket that opens before the label is one of its words: "[3. Forces leave.]".
    """
    first = block.lines[0]
    opens = first.text.find("[", 0, block.skip)
    found = [Span(first.start + opens, first.start + opens + 1)] if opens >= 0 else []
    for number, line in enumerate(block.lines):
        skip = block.skip if number == 0 else len(line.text) - len(line.text.lstrip())
        end = len(line.text.rstrip())
        if not line.is_blank:
            found += _around(line, skip, end)
    return tuple(found)


def body_of(text: str, spans: Sequence[Span]) -> str:
    """Return the words of a part, blanks evened out."""
    gaps = ["", *(gap(text, one, other) for one, other in pairwise(spans))]
    words = (f"{blank}{text[s.start : s.end]}" for blank, s in zip(gaps, spans, strict=False))
    return " ".join("".join(words).split())


def _around(line: Line, start: int, end: int) -> Iterator[Span]:
    """Yield what is left of a line without the marks that send to notes."""
    for mark in (*line.sent, Span(end, end)):
        stop = min(mark.start, end)
        if start < stop:
            yield Span(line.start + start, line.start + stop)
        start = max(start, mark.end)
