"""fit(): a paper cut to so many pages, each part in turn giving its most telling line."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from detente.views.papers.formats import page_lines
from detente.views.papers.paper import Paper, Part, is_sure

# Lines of 100 columns that a printed page of A4 holds in the size that papers are set in.
PAGE = 60


def fit(
    paper: Paper,
    pages: int,
    *,
    lines: Callable[[Paper], float] = page_lines,
    page: int = PAGE,
) -> Paper:
    """Return the paper with as many lines as its pages hold, sources and all, in short form.

    Each part in turn gets its next line as long as that fits; a line whose turn it is and that
    does not fit ends its part. What is possible only takes the room that facts leave. What was
    left out is counted, and said in a line.

    lines: How many lines a paper takes. page: How many a page holds.
    """
    cut = replace(paper, pages=pages)
    counts = [0] * len(paper.parts)
    for most in (_facts(paper), [len(part.lines) for part in paper.parts]):
        _fill(cut, counts, most=most, fits=lambda made: lines(made) <= pages * page)
    return _first(cut, counts)


def _facts(paper: Paper) -> list[int]:
    """Return how many lines of each part stand before the first that is possible only."""
    return [len(tuple(takewhile(is_sure, part.lines))) for part in paper.parts]


def _fill(
    paper: Paper, counts: list[int], *, most: Sequence[int], fits: Callable[[Paper], bool]
) -> None:
    """Raise the counts of lines, part by part in turn, to the most of each or the room.

    How many turns fit before the first that does not is found by halving: a paper of many pages
    would be laid out anew for each of its lines.
    """
    turns = _turns(counts, most)

    def is_too_much(turn: int) -> bool:
        more = Counter(turns[: turn + 1])
        return not fits(_first(paper, [count + more[i] for i, count in enumerate(counts)]))

    good = bisect_left(range(len(turns)), x=True, key=is_too_much)
    for index, more in Counter(turns[:good]).items():
        counts[index] += more
    full: set[int] = set()
    for index in turns[good:]:
        if index in full:
            continue
        counts[index] += 1
        if not fits(_first(paper, counts)):
            counts[index] -= 1
            full.add(index)


def _turns(counts: Sequence[int], most: Sequence[int]) -> list[int]:
    """Return which part gets its next line, turn by turn, if all of them fit."""
    left = [end - count for count, end in zip(counts, most, strict=True)]
    return [i for n in range(max(left, default=0)) for i, more in enumerate(left) if n < more]


def _first(paper: Paper, counts: Sequence[int]) -> Paper:
    parts = zip(paper.parts, counts, strict=True)
    return replace(paper, parts=tuple(_cut(part, count) for part, count in parts))


def _cut(part: Part, count: int) -> Part:
    """Return a part with its first lines; of the others, those that are possible stand apart."""
    possible = sum(not is_sure(line) for line in part.lines[count:])
    return replace(
        part,
        lines=part.lines[:count],
        total=part.total - possible,
        possible=part.possible + possible,
    )
