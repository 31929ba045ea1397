"""Page: one report with everything that the families look things up in."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from detente.model.claims import Statement
from detente.model.text import Evidence, Report, cite
from detente.readings.nlp import Hit, Parse, Stretch, Token
from detente.readings.quotes import Quote
from detente.readings.tree import characters

if TYPE_CHECKING:
    from detente.readings.names.cast import Cast


@dataclass(frozen=True)
class Page:
    """One report, parsed.

    quotes: Quotations, in order. cast: Who the mentions, pronouns and descriptions stand for.
    furniture: Indices of paragraphs that are no running text (headline, captions, links, credits).
    statements: What was said; empty until the speech has been read.
    learned: Whether trained parts may take part; without, rules read alone.
    """

    report: Report
    parse: Parse
    quotes: tuple[Quote, ...]
    cast: Cast
    furniture: frozenset[int]
    statements: tuple[Statement, ...] = ()
    learned: bool = False

    def with_statements(self, statements: tuple[Statement, ...]) -> Page:
        """The page with what was said."""
        return replace(self, statements=statements)

    @property
    def day(self) -> dt.date | None:
        """Day of publication."""
        return self.report.published

    def hits(self, family: str) -> list[Hit]:
        """Wordings of a family found in running text, in order."""
        return list(self._hits.get(family, ()))

    @cached_property
    def _hits(self) -> dict[str, list[Hit]]:
        """Wordings in running text by family: each family asks for its own."""
        found: dict[str, list[Hit]] = {}
        for hit in self.parse.hits:
            if self.parse.tokens[hit.start].paragraph not in self.furniture:
                found.setdefault(hit.family, []).append(hit)
        return found

    def cite(self, stretch: Stretch) -> Evidence:
        """The words of a stretch of tokens, loose punctuation at both ends left out."""
        return cite(self.report, *characters(self.parse, stretch))

    def words(self, start: int, end: int) -> Evidence:
        """The words at code points start up to end."""
        return cite(self.report, start, end)

    def text(self, stretch: Stretch) -> str:
        """The words of a stretch of tokens, as they stand."""
        start, end = characters(self.parse, stretch)
        return self.report.text[start:end]

    def text_of(self, stretch: Stretch | None) -> str | None:
        """The words of a stretch of tokens, or None for None."""
        return None if stretch is None else self.text(stretch)

    def quoted(self, i: int) -> Quote | None:
        """The innermost quotation that a token lies in, or None."""
        return self._quotes[i]

    def statement_at(self, i: int) -> Statement | None:
        """The smallest statement whose content holds a token, or None."""
        return self._statements[i]

    def said_with(self, i: int) -> Statement | None:
        """The first statement that a token tells of, as one of its words of saying, or None."""
        at = self.parse.tokens[i].start
        told = (s for s in self.statements if s.cue and s.cue.start <= at < s.cue.end)
        return next(told, None)

    def within_statement(self, stretch: Stretch, at: int) -> Stretch:
        """A stretch without what lies outside the statement that a token of it is part of."""
        said = self.statement_at(at)
        if said is None:
            return stretch
        tokens = self.parse.tokens
        start, end = stretch.start, stretch.end
        while start < at and tokens[start].start < said.main.start:
            start += 1
        while end - 1 > at and tokens[end - 1].end > said.main.end:
            end -= 1
        return Stretch(start, end)

    def without_tail(self, stretch: Stretch, at: int) -> Stretch:
        """A stretch without who says it, and how, where that stands at its end.

        at: The token that what is said turns on: "sign" of "will not sign, an aide said".
        """
        said = self.statement_at(at)
        tokens = self.parse.tokens
        if said is None or said.cue is None or said.cue.start < said.main.end:
            return stretch
        if tokens[stretch.end - 1].end <= said.cue.start:
            return stretch
        kept = [i for i in range(stretch.start, stretch.end) if tokens[i].end <= said.main.end]
        return Stretch(stretch.start, kept[-1] + 1) if kept else stretch

    def who(self, i: int) -> tuple[str, ...]:
        """Actors that the noun phrase of a token stands for; "I" and "we" are the speaker's.

        "I" is the speaker, "we" the party that the speaker acts for. () if nobody is known.
        """
        word = self.parse.tokens[i].lower
        if word in ("i", "me", "we", "us", "our", "my") and (said := self.statement_at(i)):
            return (said.speaker if word in ("i", "me", "my") else self.cast.party(said.speaker),)
        return self.cast.who(i)

    def token_at(self, offset: int) -> int:
        """Index of the token at a code point, or of the first one after it."""
        tokens = self.parse.tokens
        return min(bisect.bisect_right(tokens, offset, key=_end), len(tokens) - 1)

    @cached_property
    def _quotes(self) -> Sequence[Quote | None]:
        """The innermost quotation of each token: asked for at every turn, so laid out once."""
        found: list[Quote | None] = [None] * len(self.parse.tokens)
        for quote in self.quotes:
            tokens = self.tokens_from(quote.start, quote.end)
            found[tokens.start : tokens.end] = [quote] * (tokens.end - tokens.start)
        return found

    @cached_property
    def _statements(self) -> Sequence[Statement | None]:
        """The smallest statement of each token, of equal ones the first."""
        found: list[Statement | None] = [None] * len(self.parse.tokens)
        longest_first = list(self.statements[::-1])
        longest_first.sort(key=lambda s: s.main.start - s.main.end)
        for said in longest_first:
            tokens = self.tokens_from(said.main.start, said.main.end)
            found[tokens.start : tokens.end] = [said] * (tokens.end - tokens.start)
        return found

    def tokens_from(self, start: int, end: int) -> Stretch:
        """The tokens that begin at code points start up to end."""
        tokens = self.parse.tokens
        return Stretch(
            bisect.bisect_left(tokens, start, key=_start),
            bisect.bisect_left(tokens, end, key=_start),
        )


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end
