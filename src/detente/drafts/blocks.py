"""Blocks: the lines of a draft, and those that make a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.drafts.furniture import is_furniture
from detente.model.drafts import PartKind
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
    """A line of a draft. start: Where in its text. furniture: Whether it belongs to no part."""

    start: int
    text: str
    furniture: bool

    @property
    def is_blank(self) -> bool:
        """Whether it has no words of a part."""
        return self.furniture or not self.text.strip()


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
    furniture = is_furniture([row.rstrip("\r\n") for row in rows])
    found, start = [], 0
    for row, is_no_text in zip(rows, furniture, strict=True):
        found.append(Line(start, row, is_no_text))
        start += len(row)
    return found


def spans_of(block: Block) -> tuple[Span, ...]:
    """Return where a part's words are, line by line, without its label and furniture.

    A bracket that opens before the label is one of its words: "[3. Forces leave.]".
    """
    first = block.lines[0]
    opens = first.text.find("[", 0, block.skip)
    found = [Span(first.start + opens, first.start + opens + 1)] if opens >= 0 else []
    for number, line in enumerate(block.lines):
        skip = block.skip if number == 0 else len(line.text) - len(line.text.lstrip())
        end = len(line.text.rstrip())
        if not line.is_blank and skip < end:
            found.append(Span(line.start + skip, line.start + end))
    return tuple(found)
