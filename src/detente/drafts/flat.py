"""Flat: the words of some parts as one line, every character with its place in the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.model.drafts import Draft, gap
from detente.model.text import Span

_RUN = re.compile(r"\s+|\S+")
# Blanks that are not one space between two words.
_UNEVEN = re.compile(r"[^\S ]|\s\s")


@dataclass(frozen=True, slots=True)
class Flat:
    """One line of words. places: Of each character, its place in the draft's text."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the line stands in the draft, or would if it is empty."""
        if start >= end:
            place = self.places[start] if start < len(self.places) else self._end()
            return Span(place, place)
        return Span(self.places[start], self.places[end - 1] + 1)

    def _end(self) -> int:
        return self.places[-1] + 1 if self.places else 0


def flatten(draft: Draft, parts: Iterable[int]) -> Flat:
    """Return the words of parts one after another, blanks evened out."""
    text: list[str] = []
    places: list[int] = []
    blank = True  # none at the beginning, and never two
    before: Span | None = None
    for span in (span for part in parts for span in draft.parts[part].spans):
        parted = before is None or bool(gap(draft.text, before, span))
        before = span
        if parted and not blank:
            text.append(" ")
            places.append(span.start)
            blank = True
        words = draft.text[span.start : span.end]
        if words == words.strip() != "" and not _UNEVEN.search(words):
            text.append(words)
            places.extend(range(span.start, span.end))
            blank = False
            continue
        for run in _RUN.finditer(draft.text, span.start, span.end):
            if not run[0].isspace():
                text.append(run[0])
                places.extend(range(run.start(), run.end()))
                blank = False
            elif not blank:
                text.append(" ")
                places.append(run.start())
                blank = True
    return Flat("".join(text), tuple(places))
