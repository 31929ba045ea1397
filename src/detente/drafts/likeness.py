"""How likely it is that two points are one: words, numbers, place, and meaning where it is known.

How they are weighed was fitted by logistic regression on edited drafts (half "tune":
`python -m evals.drafts.fitting`). A point that was split in two is one with two neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from detente.drafts.order import rising
from detente.drafts.vectors import Embed, Matrix, Rows, Side, sides
from detente.model.drafts import Draft

# Points that are so likely one, and no others, tell by their order where the rest may stand.
ANCHOR = 0.8
# How fast likeness of place fades, in points.
_FAR = 2.0
# So much in log-odds is clearly more than the next best.
_CLEAR = 5.0
# What is less likely than that (log-odds) is no rival.
_RIVAL = -1.0
# A point with so much likeness of words to another is not looked at for splits.
_SAME = 0.9
# How often the order is looked at again with what it made sure.
_LOOKS = 1
# Numbers in common beyond so much weight say no more.
_ENOUGH = 6.0

# Fitted on the half "tune", by evidence: without and with meaning; at first, when nothing is known
# of the order, and then, place being where a point stands among those that are sure.
FIRST = {
    "words": 7.21,
    "pieces": 7.49,
    "numbers": 4.02,
    "clash": -1.53,
    "place": 1.81,
    "bias": -3.93,
}
THEN = {
    "words": 6.73,
    "pieces": 6.93,
    "numbers": 3.78,
    "clash": -1.51,
    "place": 2.82,
    "bias": -3.47,
}
JOINT = {"apart": 7.43, "size": 3.34, "bias": -1.74}
FIRST_MEANING = {
    "words": 2.52,
    "pieces": 2.66,
    "numbers": 3.15,
    "clash": -1.48,
    "meaning": 10.02,
    "place": 1.42,
    "bias": -4.62,
}
THEN_MEANING = {
    "words": 2.34,
    "pieces": 2.48,
    "numbers": 3.01,
    "clash": -1.37,
    "meaning": 9.48,
    "place": 2.42,
    "bias": -4.34,
}
RIVALLED = {"odds": 1.9, "row": 2.39, "column": 2.34, "bias": -2.86}
RIVALLED_MEANING = {"odds": 1.74, "row": 2.53, "column": 2.7, "bias": -2.55}
JOINT_MEANING = {"apart": 7.22, "size": 3.22, "bias": -1.55}


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Log-odds that points are one: rows are points of the first draft, columns of the second.

    points: Each with each. ahead: Points of the first with neighbours (n and n + 1) of the
    second. behind: Neighbours of the first with points of the second.
    """

    points: Matrix
    ahead: Matrix
    behind: Matrix


def likeness(a: Draft, b: Draft, embed: Embed | None = None) -> Likeness:
    """Return how likely points are one.

    embed: What knows the meaning of sentences; None for words alone.
    """
    one, other = sides(a, b, embed)
    first, then = (FIRST, THEN) if embed is None else (FIRST_MEANING, THEN_MEANING)
    alone = evidence(one.points, other.points)
    order, points = settled(alone, one, other, weights=(first, then))
    points = log_odds(rivalled(points), RIVALLED if embed is None else RIVALLED_MEANING)
    # Neighbours of the first draft are looked at from the second, so that both ways are one.
    ahead = together(one, other, order, points=points, words=alone["words"], weights=then)
    behind = together(
        other, one, order.mirrored(), points=points.T, words=alone["words"].T, weights=then
    )
    joint = JOINT if embed is None else JOINT_MEANING
    return Likeness(points, log_odds(ahead, joint), log_odds(behind, joint).T)


def rivalled(odds: Matrix) -> dict[str, Matrix]:
    """Return the log-odds of points beside how far they are above the next best of either."""
    return {"odds": odds / 10, "row": _ahead_of(odds), "column": _ahead_of(odds.T).T}


def _ahead_of(odds: Matrix) -> Matrix:
    """Return how far each is above the best of the others in its row, 1 being _CLEAR or more."""
    if odds.shape[1] < 2:
        best = np.full(odds.shape, _RIVAL)
    else:
        top = np.partition(odds, -2, axis=1)[:, -2:]
        best = np.where(odds == top[:, 1:], top[:, :1], top[:, 1:])
    found: Matrix = np.clip((odds - np.maximum(best, _RIVAL)) / _CLEAR, -1, 1)
    return found


def together(
    whole: Side,
    other: Side,
    order: Order,
    *,
    points: Matrix,
    words: Matrix,
    weights: Mapping[str, float],
) -> dict[str, Matrix]:
    """Return the evidence that a point is one with two neighbours of the other draft.

    apart: How likely two of its sentences, in their order, are one with a neighbour each; the
    less likely counts. A point of one sentence is taken whole for both. size: How much liker the
    length of both together is than that of either. points, words: Log-odds, and likeness of words
    alone, of single points.
    """
    apart: Matrix = np.minimum(points[:, :-1], points[:, 1:])
    same = words.max(axis=1, initial=0) > _SAME
    rows, chosen = _several(whole, same)
    if len(chosen):
        sentences = whole.sentences.take(chosen)
        place = {"place": order.place(sentences, other.points)}
        odds = log_odds(evidence(sentences, other.points) | place, weights)
        ends = np.searchsorted(whole.owners[chosen], rows, side="right")
        for row, own in zip(rows, np.split(odds, ends[:-1]), strict=True):
            before = np.maximum.accumulate(own[:-1, :-1], axis=0)
            apart[row] = np.minimum(before, own[1:, 1:]).max(axis=0)
    one, sizes = whole.points.sizes, other.points.sizes
    alone = _size(one, sizes)
    size = _size(one, sizes[:-1] + sizes[1:]) - np.maximum(alone[:, :-1], alone[:, 1:])
    return {"apart": apart / 10, "size": size}


def _several(
    whole: Side, same: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the points of several sentences that may be split, and these sentences.

    One that is nearly the same in the other draft is not.
    """
    count = np.bincount(whole.owners, minlength=len(same))
    rows = np.flatnonzero((count > 1) & ~same)
    return rows, np.flatnonzero(np.isin(whole.owners, rows))


def settled(
    alone: Mapping[str, Matrix],
    one: Side,
    other: Side,
    *,
    weights: tuple[Mapping[str, float], Mapping[str, float]],
) -> tuple[Order, Matrix]:
    """Return the order of what is sure, and the log-odds of points with points that follow."""
    first, then = weights
    place = along(one.points, other.points)
    odds = log_odds({**alone, "place": place}, first)
    for _ in range(_LOOKS):
        order = expected(odds)
        odds = log_odds({**alone, "place": order.place(one.points, other.points)}, then)
    return order, odds


def log_odds(found: Mapping[str, Matrix], weights: Mapping[str, float]) -> Matrix:
    """Return what the evidence says together."""
    total: Matrix = np.asarray(weights["bias"])
    for name, values in found.items():
        total = total + weights[name] * values
    return total


def evidence(one: Rows, other: Rows) -> dict[str, Matrix]:
    """Return each kind of evidence but place, 0 to 1."""
    shared = _product(one.numbers, other.numbers)
    least = np.minimum.outer(_weight(one.numbers), _weight(other.numbers))
    found = {
        "words": _product(one.words, other.words),
        "pieces": _product(one.pieces, other.pieces),
        "numbers": np.minimum(shared, _ENOUGH) / _ENOUGH,
        "clash": np.where(least > 0, 1 - np.minimum(shared / np.where(least > 0, least, 1), 1), 0),
    }
    if one.meaning is not None and other.meaning is not None:
        found["meaning"] = np.clip(one.meaning @ other.meaning.T, 0, 1)
    return found


def _product(one: csr_array, other: csr_array) -> Matrix:
    found: Matrix = (one @ other.T).toarray()
    return found


def _weight(numbers: csr_array) -> Matrix:
    """Return the weight of each row's numbers, as their product with themselves counts it."""
    found: Matrix = np.asarray(numbers.multiply(numbers).sum(axis=1)).reshape(-1)
    return found


def _size(one: Matrix, other: Matrix) -> Matrix:
    """Return likeness of length: 0 where one is e² times as long as the other, or more."""
    off = np.abs(np.subtract.outer(np.log(one), np.log(other)))
    found: Matrix = 1 - np.minimum(off, 2) / 2
    return found


def along(one: Rows, other: Rows) -> Matrix:
    """Return likeness of place when nothing is known but how long the drafts are."""
    here = one.centres / max(1, len(one.centres) - 1)
    there = other.centres / max(1, len(other.centres) - 1)
    found: Matrix = 1 - np.abs(here[:, None] - there[None, :])
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Where the points of either draft may be expected in the other.

    rows, columns: Of pairs that are sure, rising, with one before the first and after the last.
    """

    rows: Matrix
    columns: Matrix

    def mirrored(self) -> Order:
        """The same, seen from the second draft."""
        return Order(self.columns, self.rows)

    def place(self, one: Rows, other: Rows) -> Matrix:
        """Return likeness of place, 1 where a point is expected."""
        there = np.interp(one.centres, self.rows, self.columns)
        here = np.interp(other.centres, self.columns, self.rows)
        off = np.abs(there[:, None] - other.centres[None, :])
        off += np.abs(one.centres[:, None] - here[None, :])
        found: Matrix = np.exp(-off / (2 * _FAR))
        return found


def expected(odds: Matrix) -> Order:
    """Return the order that the pairs tell of which are sure and each other's best."""
    height, width = odds.shape
    if not odds.size:
        return Order(np.array([-1.0, height]), np.array([-1.0, width]))
    best = odds.argmax(axis=1)
    sure = odds >= np.log(ANCHOR / (1 - ANCHOR))
    pairs = [
        (row, int(column))
        for row, column in enumerate(best)
        if sure[row, column] and odds[:, column].argmax() == row
    ]
    stay = rising([column for _, column in pairs])
    rows, columns = zip((-1, -1), *(pairs[n] for n in stay), (height, width), strict=True)
    return Order(np.array(rows, dtype=np.float64), np.array(columns, dtype=np.float64))
