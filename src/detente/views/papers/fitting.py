"""fit(): a paper cut to so many pages, each part in turn giving its most telling line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.views.papers.formats import page_lines
from detente.views.papers.paper import Paper

# Lines of 100 columns that a printed page of A4 holds in the size that papers are set in.
PAGE = 60


def fit(paper: Paper, pages: int) -> Paper:
    """Return the paper with as many lines as its pages hold, sources and all, in short form.

    Each part in turn gets its next line as long as that fits; a line whose turn it is and that
    does not fit ends its part. What was left out is counted, and said in a line.
    """
    counts = [0] * len(paper.parts)
    full = [not part.lines for part in paper.parts]
    cut = replace(paper, pages=pages)
    room = pages * PAGE
    while not all(full):
        for index, part in enumerate(paper.parts):
            if full[index]:
                continue
            counts[index] += 1
            if page_lines(_first(cut, counts)) > room:
                counts[index] -= 1
                full[index] = True
            elif counts[index] == len(part.lines):
                full[index] = True
    return _first(cut, counts)


def _first(paper: Paper, counts: Sequence[int]) -> Paper:
    parts = zip(paper.parts, counts, strict=True)
    return replace(
        paper, parts=tuple(replace(part, lines=part.lines[:count]) for part, count in parts)
    )
