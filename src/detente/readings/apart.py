"""What tells one plan from others of its kind: "the first plan", "a bid of $34 per share"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.figures import figures
from detente.readings.page import Page
from detente.readings.points import naming_phrase
from detente.readings.rules import shipped_lists

_DESCRIBING = frozenset({"ADJ", "NOUN", "NUM", "PRON", "PROPN"})
_RATE = re.compile(r"[- ](?:per|an?)[- ](\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Apart:
    """What tells a plan from others of its kind: "a first plan", "the swap plan".

    words: The words for it. described: Whether the noun has more than an article. figures: What
    it comes to, with what that is counted in: ("$ per share", 33.0) of "a bid of $33 per share".
    """

    words: frozenset[str]
    described: bool
    figures: frozenset[tuple[str, float]] = frozenset()

    def differs(self, other: Apart) -> bool:
        """Whether the words tell two plans apart; a bare "the plan" may be either."""
        units = {unit for unit, _ in self.figures} & {unit for unit, _ in other.figures}
        shared = {unit for unit, _ in self.figures & other.figures}
        if units - shared:
            return True
        if self.words == other.words:
            return False
        return all(one.words or one.described for one in (self, other))


def apart_of(page: Page, head: int) -> Apart:
    """Return what tells the plan of a noun from others of its kind."""
    near = [page.parse.tokens[c] for c in page.parse.children[head]]
    words = shipped_lists("proposals")["apart"]
    ahead = any(t.i < head and t.pos in _DESCRIBING for t in near)
    behind = any(t.i > head and t.dep in ("prep", "acl") for t in near)
    said = frozenset(t.lower for t in near if t.i < head and t.lower in words)
    return Apart(said, described=ahead or behind, figures=frozenset(_figures(page, head)))


def _figures(page: Page, head: int) -> Iterator[tuple[str, float]]:
    """Yield what a plan comes to, and what that is counted in; how many points is told apart."""
    phrase = naming_phrase(page, head)
    if all(t.pos != "NUM" for t in page.parse.tokens[phrase.start : phrase.end]):
        return
    words = page.text(phrase)
    for figure in figures(words):
        rate = _RATE.match(words, figure.span.end)
        if figure.unit not in ("", "point"):
            yield f"{figure.unit} per {rate[1].lower()}" if rate else figure.unit, figure.value
