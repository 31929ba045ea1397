"""A point that is one with two of the other draft: split, or seen from there, merged.

The sentences of the whole are looked at, in their order: those before a cut, and those after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from detente.drafts.evidence import about, evidence, nearest_of
from detente.drafts.places import Order
from detente.drafts.vectors import Indices, Matrix, Side
from detente.drafts.weighing import log_odds

# A point with so much likeness of words to another is not looked at for splits.
_SAME = 0.9
# On either side of a cut so many likeliest partners are tried, and no less likely ones (log-odds).
_TRIED, _LIKELY = 3, -4.0


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Points, each with two of the other draft, in the order of the words. odds: Log-odds."""

    wholes: Indices
    firsts: Indices
    seconds: Indices
    odds: Matrix

    def placed(self, wholes: Indices, others: Indices) -> Joint:
        """Return the same, counted as the drafts count their points."""
        return Joint(wholes[self.wholes], others[self.firsts], others[self.seconds], self.odds)


def joint(
    whole: Side,
    other: Side,
    order: Order,
    *,
    points: Matrix,
    words: Matrix,
    weights: tuple[Mapping[str, float], Mapping[str, float]],
) -> Joint:
    """Return points that may be one with two of the other draft.

    points, words: Log-odds, and likeness of words alone, of single points.
    weights: For sentences, and for points with two.
    """
    found, seen = options(whole, other, order, points=points, words=words, then=weights[0])
    return replace(found, odds=log_odds(seen, weights[1]))


def options(
    whole: Side,
    other: Side,
    order: Order,
    *,
    points: Matrix,
    words: Matrix,
    then: Mapping[str, float],
) -> tuple[Joint, dict[str, Matrix]]:
    """Return points with two others, and the evidence for each, as `joint` weighs it.

    apart: How likely the sentences on either side of a cut are one with a point each; the less
    likely counts. size, about: How much liker the two together are than the liker of them.
    next: Whether the second stands right after the first; turned: before it. more, less: Log-odds
    of the likelier and the less likely by itself. alone: Whether the whole has one sentence.
    """
    same = words.max(axis=1, initial=0) > _SAME
    found: dict[tuple[int, int, int], float] = {}
    cut_at = _several(whole, same)
    if cut_at:
        odds = _of_sentences(whole, other, order, chosen=_sentences(whole, cut_at), then=then)
        for option in _cuts(odds, cut_at):
            key = (option.whole, option.first, option.second)
            found[key] = max(option.odds, found.get(key, -np.inf))
    several = {row for row, _ in cut_at}
    for row, first in _neighbours(points):
        if row not in several and not same[row]:
            found[row, first, first + 1] = float(min(points[row, first], points[row, first + 1]))
    keys = np.array(sorted(found), dtype=np.int64).reshape(-1, 3)
    apart = np.array([found[key] for key in sorted(found)], dtype=np.float64)
    made = Joint(keys[:, 0], keys[:, 1], keys[:, 2], apart)
    return made, _seen(made, whole, other, points=points, several=several)


def _several(whole: Side, same: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the points of several sentences that may be split, with how many these are."""
    count = np.bincount(whole.owners, minlength=len(same))
    return [(int(row), int(count[row])) for row in np.flatnonzero((count > 1) & ~same)]


def _sentences(whole: Side, cut_at: Sequence[tuple[int, int]]) -> Indices:
    return np.flatnonzero(np.isin(whole.owners, [row for row, _ in cut_at]))


def _of_sentences(
    whole: Side, other: Side, order: Order, *, chosen: Indices, then: Mapping[str, float]
) -> Matrix:
    sentences = whole.sentences.take(chosen)
    seen = evidence(sentences, other.points)
    seen |= {"nearest": nearest_of(sentences, other, about(seen))}
    return log_odds(seen | order.places(sentences, other.points, seen["nearest"]), then)


class _Option(NamedTuple):
    """A whole, and its partners before and after a cut."""

    whole: int
    first: int
    second: int
    odds: float


def _cuts(odds: Matrix, cut_at: Sequence[tuple[int, int]]) -> Iterator[_Option]:
    """Yield partners of what stands before and after each cut.

    odds: Of sentences. cut_at: The points that they are of, in order, with how many each has.
    """
    ends = np.cumsum([number for _, number in cut_at])
    apart = [odds[end - number : end] for end, (_, number) in zip(ends, cut_at, strict=True)]
    before = np.concatenate([np.maximum.accumulate(one, axis=0)[:-1] for one in apart])
    after = np.concatenate([np.maximum.accumulate(one[::-1], axis=0)[-2::-1] for one in apart])
    near = np.minimum(before[:, :-1], after[:, 1:])
    wholes = [row for row, number in cut_at for _ in range(number - 1)]
    best = zip(wholes, before, after, *map(_best, (before, after, near)), strict=True)
    for whole, head, tail, firsts, seconds, both in best:
        pairs = {(f, s) for f in firsts for s in seconds if f != s}
        pairs |= {(n, n + 1) for n in both}
        for first, second in pairs:
            yield _Option(whole, first, second, float(min(head[first], tail[second])))


def _best(odds: Matrix) -> list[list[int]]:
    """Return of each row the places of its most, the first of those that are equal."""
    rows, left = np.arange(len(odds)), odds.copy()
    found: list[list[int]] = [[] for _ in rows]
    for _ in range(min(_TRIED, odds.shape[1])):
        top = left.argmax(axis=1)
        likely = np.flatnonzero(left[rows, top] > _LIKELY)
        for row, place in zip(likely.tolist(), top[likely].tolist(), strict=True):
            found[row].append(place)
        left[rows, top] = -np.inf
    return found


def _neighbours(points: Matrix) -> Iterator[tuple[int, int]]:
    """Yield points with two neighbours that each may be one with it."""
    rows, columns = np.nonzero(np.minimum(points[:, :-1], points[:, 1:]) > _LIKELY)
    yield from zip(rows.tolist(), columns.tolist(), strict=True)


def _seen(
    made: Joint, whole: Side, other: Side, *, points: Matrix, several: set[int]
) -> dict[str, Matrix]:
    rows, first, second = made.wholes, made.firsts, made.seconds
    one, two = points[rows, first], points[rows, second]
    sizes, at = other.points.sizes, other.points.centres[np.stack([first, second])]
    own = whole.points.sizes[rows]
    best = np.maximum(_size(own, sizes[first]), _size(own, sizes[second]))
    return {
        "apart": made.odds / 10,
        "size": _size(own, sizes[first] + sizes[second]) - best,
        "about": _gained(made, whole, other),
        "next": (np.diff(at, axis=0)[0] == 1).astype(np.float64),
        "turned": (second < first).astype(np.float64),
        "more": np.maximum(one, two) / 10,
        "less": np.minimum(one, two) / 10,
        "taken": np.maximum(_elsewhere(points, rows, first), _elsewhere(points, rows, second))
        / 10,
        "rival": _rival(rows, made.odds) / 10,
        "alone": np.array([row not in several for row in rows.tolist()], dtype=np.float64),
    }


def _elsewhere(points: Matrix, rows: Indices, columns: Indices) -> Matrix:
    """Return the log-odds of columns with the likeliest of the other rows."""
    if len(points) < 2:
        return np.full(len(rows), _LIKELY)
    best = np.argmax(points, axis=0)
    top = np.partition(points, -2, axis=0)[-2:]
    other: Matrix = np.where(best[columns] == rows, top[0, columns], top[1, columns])
    return np.clip(other, _LIKELY, -_LIKELY)


def _rival(rows: Indices, odds: Matrix) -> Matrix:
    """Return how far each is above the best of the others of its whole, within limits."""
    found = np.full(len(rows), -_LIKELY)
    for row in np.unique(rows):
        own = np.flatnonzero(rows == row)
        if len(own) > 1:
            top = np.sort(odds[own])[-2:]
            best = np.where(odds[own] == top[1], top[0], top[1])
            found[own] = np.clip(odds[own] - best, _LIKELY, -_LIKELY)
    return found


def _gained(made: Joint, whole: Side, other: Side) -> Matrix:
    """Return how much liker the meaning of both together is than that of the liker one."""
    about, parts = whole.points.about[made.wholes], other.points.about
    first, second = parts[made.firsts], parts[made.seconds]
    sizes = np.sqrt(other.points.sizes)
    both = first * sizes[made.firsts][:, None] + second * sizes[made.seconds][:, None]
    length = np.linalg.norm(both, axis=1)
    together = (about * both).sum(axis=1) / np.where(length > 0, length, 1)
    alone = np.maximum((about * first).sum(axis=1), (about * second).sum(axis=1))
    found: Matrix = together - alone
    return found


def _size(one: Matrix, other: Matrix) -> Matrix:
    """Return likeness of length: 0 where one is e² times as long as the other, or more."""
    off = np.abs(np.log(one) - np.log(other))
    found: Matrix = 1 - np.minimum(off, 2) / 2
    return found
