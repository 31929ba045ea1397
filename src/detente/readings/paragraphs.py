"""Texts -> paragraphs: what is parsed as one, with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.readings.datelines import dateline_length, day_length

# Longer paragraphs are cut at a blank, so that memory stays flat on one endless line.
MOST_CHARACTERS = 12_000
# A line at least this long that ends in mid-sentence was wrapped by hand, not ended.
WRAPPED_FROM = 50
# Lines longer than this are not wrapped by hand: where they stand, each line is a paragraph.
LONGEST_WRAPPED = 130
# A dateline stands in one of so many first paragraphs.
_HEAD = 3
# An item of a list: its mark, and a capital or a figure behind it.
_ITEM = re.compile(r"[ \t]*[-–*•·▪][ \t]+[\"'“‘]?[A-Z\d]")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a text: code points start up to end."""

    start: int
    end: int


def split_paragraphs(text: str) -> list[Block]:
    """Return the paragraphs of a text: blocks between blank lines, and lines that end a sentence.

    A line break within a sentence (a text wrapped by hand) does not end a paragraph, unless an
    item of a list begins behind it. A dateline ("OSTRAV, June 3 -") is a paragraph of its own:
    parsed with the sentence it spoils both. So is a day ("13 November 2032 - Delegates met") that
    opens one of the first paragraphs and no other: where several have one, it is a chronology.
    """
    blocks: list[Block] = []
    for match in _BLOCK.finditer(text):
        start = match.start()
        wrapped = max(map(len, match[0].split("\n"))) <= LONGEST_WRAPPED
        for brk in re.finditer("\n", match[0]):
            at = match.start() + brk.start()
            if _ends_paragraph(text[start:at], text[at + 1 : match.end()], wrapped=wrapped):
                blocks += _cut(text, start, at)
                start = at + 1
        blocks += _cut(text, start, match.end())
    opened = [block for block in blocks if day_length(text[block.start : block.end])]
    filed = opened[0] if len(opened) == 1 and opened[0] in blocks[:_HEAD] else None
    return [
        piece
        for block in blocks
        for piece in _without_dateline(text, block, of_day=block is filed)
    ]


def _without_dateline(text: str, block: Block, *, of_day: bool) -> list[Block]:
    measure = day_length if of_day else dateline_length
    length = measure(text[block.start : block.end])
    if not length:
        return [block]
    return _cut(text, block.start, block.start + length) + _cut(
        text, block.start + length, block.end
    )


def _ends_paragraph(line: str, rest: str, *, wrapped: bool) -> bool:
    last = line.rstrip().rpartition("\n")[2]
    if not last or not rest.strip():
        return True
    if _ITEM.match(rest):
        return True
    if rest.lstrip(" \t")[:1].islower():
        return False
    return not wrapped or len(last) < WRAPPED_FROM or last[-1] in ".!?:;”\"'’)"


def _cut(text: str, start: int, end: int) -> list[Block]:
    """Trim blanks at the ends and cut what is too long at a blank."""
    pieces: list[Block] = []
    while start < end:
        stop = end
        if end - start > MOST_CHARACTERS:
            stop = text.rfind(" ", start + 1, start + MOST_CHARACTERS)
            stop = stop if stop > start else start + MOST_CHARACTERS
        first = start + len(text[start:stop]) - len(text[start:stop].lstrip())
        last = first + len(text[first:stop].rstrip())
        if last > first:
            pieces.append(Block(first, last))
        start = stop
    return pieces
