"""Ground: a page laid out for the reading of speech, quotations by token."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
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
    quote_of: Index into `outer` by token, -1 outside quotations. turns: By index into `outer`,
    whether it is a turn of its own, as far as that was asked.
    """

    page: Page
    outer: tuple[Quote, ...]
    quote_of: tuple[int, ...]
    turns: dict[int, bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def parse(self) -> Parse:
        """The page's parse."""
        return self.page.parse

    @cached_property
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
        """Whether a token outside quotations ends a sentence ("on X." may end one, too)."""
        token = self.tokens[i]
        if token.text[-1] not in ENDS:
            return False
        if not token.text[0].isalnum() or i + 1 == len(self.tokens):
            return True
        return self.quote_of[i + 1] >= 0 and token.sentence != self.tokens[i + 1].sentence

    def sentence(self, i: int) -> Stretch:
        """The sentence of a token; a quotation within it does not break it."""
        return self._whole_sentences[self.tokens[i].sentence]

    @cached_property
    def _whole_sentences(self) -> list[Stretch]:
        """By sentence, it and those that one quotation joins to it."""
        found: list[Stretch] = []
        start, count = 0, 0
        for sentence in self.parse.sentences:
            end, count = sentence.end, count + 1
            if end == len(self.tokens) or not 0 <= self.quote_of[end - 1] == self.quote_of[end]:
                found += [Stretch(start, end)] * count
                start, count = end, 0
        return found

    def span(self, stretch: Stretch) -> Span:
        """Code points of a stretch without loose marks, whole quotations included.

        A stretch that lies within one quotation and does not begin it stays as it is.
        """
        first = self.quote_of[stretch.start]
        last = self.quote_of[stretch.end - 1]
        start, end = characters(self.parse, stretch)
        if first == last >= 0 and not self._fills(stretch, first):
            return Span(start, end)
        if first >= 0:
            start = min(start, self.outer[first].start)
        if last >= 0:
            end = max(end, self.outer[last].end)
        return Span(start, end)

    def _fills(self, stretch: Stretch, number: int) -> bool:
        """Whether a stretch within a quotation begins where the quotation begins."""
        return stretch.start - self.quote_tokens[number].start <= 1


# Families ask for the chain of claim after claim of one report.
_KEPT = 4
_memory: list[Ground] = []


def lay(page: Page) -> Ground:
    """Return the ground of a page; the last few are kept."""
    for kept in _memory:
        same = kept.page.parse is page.parse and kept.page.cast is page.cast
        if same and kept.page.learned == page.learned:
            return kept
    ground = _lay(page)
    _memory.append(ground)
    del _memory[:-_KEPT]
    return ground


def _lay(page: Page) -> Ground:
    outer: list[Quote] = []
    for quote in page.quotes:
        if outer and quote.start < outer[-1].end:
            continue
        words = len(page.report.text[quote.inner_start : quote.inner_end].split())
        if quote.double or words >= FEWEST_WORDS_ALONE:
            outer.append(quote)
    quote_of = [-1] * len(page.parse.tokens)
    for number, quote in enumerate(outer):
        inside = page.tokens_from(quote.start, quote.end)
        quote_of[inside.start : inside.end] = [number] * (inside.end - inside.start)
    return Ground(page, tuple(outer), tuple(quote_of))
