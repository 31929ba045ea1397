"""Ground: a page laid out for the reading of speech, quotations by token."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from detente.model.text import Span
from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.page import Page
from detente.readings.quotes import Quote
from detente.readings.tree import characters

# A quotation in single marks that stands alone counts if it is at least this long; shorter ones
# are names and nicknames.
FEWEST_WORDS_ALONE = 4
ENDS = frozenset(".?!…")


@dataclass(frozen=True)
class Ground:
    """A page with its outer quotations.

    outer: Quotations that lie in no other, in order.
    quote_of: Index into `outer` by token, -1 outside quotations.
    """

    page: Page
    outer: tuple[Quote, ...]
    quote_of: tuple[int, ...]

    @property
    def parse(self) -> Parse:
        """The page's parse."""
        return self.page.parse

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The page's tokens."""
        return self.page.parse.tokens

    @cached_property
    def starts(self) -> list[int]:
        """First code point of every token."""
        return [t.start for t in self.tokens]

    @cached_property
    def quote_tokens(self) -> tuple[Stretch, ...]:
        """Tokens of each outer quotation, marks included."""
        return tuple(
            Stretch(bisect_left(self.starts, q.start), bisect_left(self.starts, q.end))
            for q in self.outer
        )

    def in_running_text(self, i: int) -> bool:
        """Whether a token stands in running text."""
        return self.tokens[i].paragraph not in self.page.furniture

    def ends_sentence(self, i: int) -> bool:
        """Whether a token outside quotations ends a sentence."""
        return self.tokens[i].text[-1] in ENDS and not self.tokens[i].text[0].isalnum()

    def span(self, stretch: Stretch) -> Span:
        """Code points of a stretch without loose marks, whole quotations included.

        A quotation that the stretch only touches is taken in if most of it lies within or
        the stretch ends in it.
        """
        first = self.quote_of[stretch.start]
        last = self.quote_of[stretch.end - 1]
        start, end = characters(self.parse, stretch)
        if first >= 0:
            start = min(start, self.outer[first].start)
        if last >= 0:
            end = max(end, self.outer[last].end)
        return Span(start, end)


def lay(page: Page) -> Ground:
    """Return the ground of a page."""
    outer: list[Quote] = []
    for quote in page.quotes:
        if outer and quote.start < outer[-1].end:
            continue
        words = len(page.report.text[quote.inner_start : quote.inner_end].split())
        if quote.double or words >= FEWEST_WORDS_ALONE:
            outer.append(quote)
    quote_of = [-1] * len(page.parse.tokens)
    number = 0
    for i, token in enumerate(page.parse.tokens):
        while number < len(outer) and outer[number].end <= token.start:
            number += 1
        if number < len(outer) and outer[number].start <= token.start:
            quote_of[i] = number
    return Ground(page, tuple(outer), tuple(quote_of))
