"""once(): a text in which each number is said once: "sixty (60) days" says it twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from detente.model.figures import figures
from detente.model.text import Span

_ONE = re.compile(r"\bone \((?P<digits>1)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Twice:
    """A number that is said twice. digits: Its words that stay."""

    span: Span
    digits: str


@dataclass(frozen=True, slots=True)
class Once:
    """A text with each number said once, and where another text says it twice, in order."""

    text: str
    twice: tuple[Twice, ...]

    def whole(self, span: Span) -> Span:
        """Return where a stretch stands in the other text, with all words of its numbers."""
        start, end, longer = span.start, span.end, 0
        for one in self.twice:
            here = one.span.start - longer
            if here < span.end:
                longer += one.span.end - one.span.start - len(one.digits)
                end = span.end + longer
            if here + len(one.digits) <= span.start:
                start = span.start + longer
            elif here <= span.start:
                start = one.span.start
        return Span(start, end)


def once(text: str) -> Once:
    """Return a text in which digits alone tell what words and digits tell beside one another.

    Where words and digits differ ("thirty (60) days") both stay, so that both are told.

    >>> said = once("within sixty (60) days")
    >>> said.text, said.whole(Span(7, 14))
    ('within 60 days', Span(start=7, end=22))
    """
    if "(" not in text:
        return Once(text, ())
    twice = sorted(_twice(text), key=lambda one: one.span.start)
    for one in reversed(twice):
        text = text[: one.span.start] + one.digits + text[one.span.end :]
    return Once(text, tuple(twice))


def _twice(text: str) -> Iterator[Twice]:
    """Yield numbers in words with the same in digits behind them, one of both in brackets."""
    for match in _ONE.finditer(text):
        yield Twice(Span(*match.span()), match["digits"])
    every = figures(text)
    for one, other in pairwise(every):
        between, after = text[one.span.end : other.span.start], text[other.span.end :]
        if between == " (" and after.startswith(")") and one.value == other.value:
            said = [text[f.span.start : f.span.end] for f in (one, other)]
            digits = [words for words in said if words[0].isdigit()]
            if len(digits) == 1:
                yield Twice(Span(one.span.start, other.span.end + 1), digits[0])
