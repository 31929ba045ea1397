"""Quotation marks -> quotations, over paragraphs, nested or left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.readings.nlp import Block

# A quotation in single marks needs this many words; shorter ones are apostrophes too often.
FEWEST_WORDS_IN_SINGLE = 2

_DOUBLE = re.compile(r"[“”\"„]|''|``")
_OPENS_SINGLE = re.compile(r"(?<![^\s(\[“\"—–-])[‘'](?=[^\s'’])")
_CLOSES_SINGLE = re.compile(r"(?<=[^\s])[’'](?![\w])")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in one paragraph.

    start, end: With its marks. inner_start, inner_end: Without them.
    closed: Whether a closing mark stands at its end.
    follows: Whether it goes on from the quotation left open in the paragraph before.
    double: Double marks, or single ones.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    follows: bool
    double: bool
    paragraph: int


def find_quotes(text: str, blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """Return the quotations of a text in order; nested single ones lie within double ones.

    A mark left open goes on to the end of its paragraph, and over the next one if that begins
    with an opening mark.
    """
    quotes: list[Quote] = []
    open_before = False
    for number, block in enumerate(blocks):
        here = list(_double_quotes(text, block, number, open_before))
        open_before = bool(here) and not here[-1].closed
        quotes += here
        quotes += _single_quotes(text, block, number, here)
    return tuple(sorted(quotes, key=lambda q: (q.start, -q.end)))


def _double_quotes(text: str, block: Block, number: int, goes_on: bool) -> Iterator[Quote]:
    opened: int | None = None
    inner = 0
    follows = False
    for match in _DOUBLE.finditer(text, block.start, block.end):
        if opened is None:
            if not _can_open(text, match, block):
                continue
            opened, inner = match.start(), match.end()
            follows = goes_on and match.start() == block.start
        elif _can_close(text, match, block):
            yield Quote(opened, match.end(), inner, match.start(), True, follows, True, number)
            opened = None
    if opened is not None and inner < block.end:
        yield Quote(opened, block.end, inner, block.end, False, follows, True, number)


def _can_open(text: str, match: re.Match[str], block: Block) -> bool:
    mark = match[0]
    if mark in ("“", "„", "``"):
        return True
    if mark == "”":
        return False
    after = text[match.end() : match.end() + 1]
    if not after.strip() or match.end() >= block.end:
        return False
    before = text[match.start() - 1] if match.start() > block.start else " "
    return not before.isalnum()


def _can_close(text: str, match: re.Match[str], block: Block) -> bool:
    mark = match[0]
    if mark in ("“", "„", "``"):
        return False
    if mark == "”":
        return True
    before = text[match.start() - 1]
    after = text[match.end() : match.end() + 1] if match.end() < block.end else " "
    return not (before.isspace() and after.isalnum())


def _single_quotes(
    text: str, block: Block, number: int, doubles: Sequence[Quote]
) -> Iterator[Quote]:
    at = block.start
    while opening := _OPENS_SINGLE.search(text, at, block.end):
        at = opening.end()
        limit = min([q.inner_end for q in doubles if q.start < at <= q.inner_end] + [block.end])
        closing = None
        for candidate in _CLOSES_SINGLE.finditer(text, at, limit):
            if _closes_phrase(text, candidate.end(), limit):
                closing = candidate
                break
        if closing is None:
            continue
        words = text[opening.end() : closing.start()].split()
        if len(words) >= FEWEST_WORDS_IN_SINGLE and opening[0] in "‘'":
            yield Quote(
                opening.start(),
                closing.end(),
                opening.end(),
                closing.start(),
                True,
                False,
                False,
                number,
            )
            at = closing.end()


def _closes_phrase(text: str, end: int, limit: int) -> bool:
    """A plural possessive ("the unions' demand") is followed by a word; a closing mark may be."""
    before = text[end - 2]
    after = text[end : end + 2]
    return end >= limit or before in ",.!?" or before != "s" or not after.strip().isalpha()
