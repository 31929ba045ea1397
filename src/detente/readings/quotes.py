"""Quotation marks -> quotations, over paragraphs, nested or left open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from detente.model.text import Span
from detente.readings.paragraphs import Block

# A quotation in single marks needs this many words; shorter ones are apostrophes too often.
FEWEST_WORDS_IN_SINGLE = 2

_DOUBLE = re.compile(r"[“”\"„]|''|``")
# After these a straight mark opens.
_OPENERS = frozenset("([{—–-‘'/:;")
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


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a text in order, and its double marks without a partner."""

    quotes: tuple[Quote, ...]
    strays: tuple[Span, ...]


def find_quotes(text: str, blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """Return the quotations of a text in order; nested single ones lie within double ones."""
    return pair_marks(text, tuple(blocks)).quotes


@lru_cache(maxsize=2)  # who takes part asks, then what was said, then what has no partner
def pair_marks(text: str, blocks: tuple[Block, ...]) -> Quotations:
    """Return the quotations of a text, and the marks that have no partner.

    A quotation left open goes on to the end of its paragraph; over the next one too if that
    begins with an opening mark, or if its first mark is a closing one.
    """
    quotes: list[Quote] = []
    strays: list[Span] = []
    left_open: Quote | None = None
    for number, block in enumerate(blocks):
        here = _Paragraph(text, block, number, left_open is not None)
        strays += here.strays
        if left_open is not None and not (here.quotes and here.quotes[0].follows):
            strays.append(Span(left_open.start, left_open.inner_start))
        left_open = here.quotes[-1] if here.quotes and not here.quotes[-1].closed else None
        quotes += here.quotes
        quotes += _single_quotes(text, block, number, here.quotes)
    if left_open is not None:
        strays.append(Span(left_open.start, left_open.inner_start))
    return Quotations(tuple(sorted(quotes, key=_place)), tuple(sorted(strays)))


def _place(quote: Quote) -> tuple[int, int]:
    return quote.start, -quote.end


@dataclass(frozen=True, slots=True)
class _Mark:
    """A double mark, and what it can be by its shape and what stands beside it."""

    start: int
    end: int
    opens: bool
    closes: bool


class _Paragraph:
    """The double quotations of one paragraph: a state machine over its marks.

    Outside: an opening mark begins a quotation; a closing one is a stray, unless the quotation
    of the paragraph before is still open. Inside: a closing mark ends the quotation; an opening
    one begins a quotation within it if as many marks close as open, and else tells that the
    mark that should have closed it is missing.
    """

    def __init__(self, text: str, block: Block, number: int, goes_on: bool) -> None:
        self.quotes: list[Quote] = []
        self.strays: list[Span] = []
        self._text, self._block, self._number = text, block, number
        self._marks = [
            _mark(text, m, block) for m in _DOUBLE.finditer(text, block.start, block.end)
        ]
        self._balance, self._least = _balance(self._marks)
        self._opened: _Mark | None = None
        self._follows = False
        self._depth = 0
        for at, mark in enumerate(self._marks):
            if self._is_open():
                self._inside(at, mark)
            else:
                self._outside(mark, goes_on and at == 0)
        self._add(block.end, block.end, closed=False)

    def _is_open(self) -> bool:
        return self._opened is not None

    def _outside(self, mark: _Mark, goes_on: bool) -> None:
        if mark.opens:
            self._open(mark, goes_on and mark.start == self._block.start)
        elif self._is_inches(mark):
            return
        elif goes_on:
            start = self._block.start
            self._open(_Mark(start, start, True, False), True)
            self._add(mark.start, mark.end, closed=True)
        else:
            self.strays.append(Span(mark.start, mark.end))

    def _is_inches(self, mark: _Mark) -> bool:
        """As in 'a pier 12" long', where no quotation is open."""
        text = self._text
        return text[mark.start] == '"' and text[max(mark.start - 1, 0)].isdigit()

    def _inside(self, at: int, mark: _Mark) -> None:
        if mark.closes and self._depth:
            self._depth -= 1
        elif mark.closes:
            self._add(mark.start, mark.end, closed=True)
        elif self._comes_back(at):
            self._depth += 1
        else:
            opened = self._opened
            if opened is not None:
                self.strays.append(Span(opened.start, opened.end))
            last = mark.start
            while self._text[last - 1].isspace():
                last -= 1
            self._add(last, last, closed=False)
            self._open(mark, False)

    def _comes_back(self, at: int) -> bool:
        """Whether the marks from here on close what they open and the quotation too."""
        return self._least[at] - self._balance[at] < -self._depth

    def _open(self, mark: _Mark, follows: bool) -> None:
        self._opened, self._follows, self._depth = mark, follows, 0

    def _add(self, inner_end: int, end: int, *, closed: bool) -> None:
        mark = self._opened
        self._opened = None
        if mark is not None and mark.end < inner_end:
            self.quotes.append(
                Quote(
                    mark.start, end, mark.end, inner_end, closed, self._follows, True, self._number
                )
            )


def _balance(marks: Sequence[_Mark]) -> tuple[list[int], list[int]]:
    """Marks that open less those that close, before each; and the least that it falls to yet."""
    steps = [-1 if mark.closes else 1 for mark in marks]
    balance = list(accumulate(steps, initial=0))
    return balance, list(accumulate(reversed(balance), min))[::-1]


def _mark(text: str, match: re.Match[str], block: Block) -> _Mark:
    """A mark with what it can be."""
    sign, start, end = match[0], match.start(), match.end()
    if sign in ("“", "„", "``"):
        return _Mark(start, end, True, False)
    if sign == "”":
        return _Mark(start, end, False, True)
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    opens = not after.isspace() and not before.isalnum()
    closes = not before.isspace() or not after.isalnum()
    if opens and closes:
        # between two marks or brackets: a dash or bracket before it opens, a stop closes
        opens = before in _OPENERS or before.isspace()
        closes = not opens
    return _Mark(start, end, opens, closes)


def _single_quotes(
    text: str, block: Block, number: int, doubles: Sequence[Quote]
) -> Iterator[Quote]:
    closings = [m.end() for m in _CLOSES_SINGLE.finditer(text, block.start, block.end)]
    closings = [end for end in closings if _closes_phrase(text, end)]
    at = block.start
    while opening := _OPENS_SINGLE.search(text, at, block.end):
        start = at = opening.end()
        limit = min([q.inner_end for q in doubles if q.start < at <= q.inner_end] + [block.end])
        end = _closing(text, at, limit, closings)
        if end is None:
            continue
        words = text[start : end - 1].split()
        if len(words) >= FEWEST_WORDS_IN_SINGLE and opening[0] in "‘'":
            yield Quote(opening.start(), end, start, end - 1, True, False, False, number)
            at = end


def _closing(text: str, start: int, limit: int, closings: Sequence[int]) -> int | None:
    """The end of the first mark after a place that closes, one at the limit included."""
    following = bisect_right(closings, start)
    if following < len(closings) and closings[following] <= limit:
        return closings[following]
    at_limit = _CLOSES_SINGLE.match(text, max(limit - 1, start), limit)
    return None if at_limit is None else at_limit.end()


def _closes_phrase(text: str, end: int) -> bool:
    """A plural possessive ("the unions' demand") is followed by a word; a closing mark may be."""
    before = text[end - 2]
    after = text[end : end + 2]
    return before in ",.!?" or before != "s" or not after.strip().isalpha()
