"""How likely it is that two points are one: words, numbers, senses, place, and meaning if known.

What stands in both drafts with the same words is one. Of the rest each is looked at with each;
then those that are sure tell by their order where the others may stand; in the end the next best
partners count, and points that are one with two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from detente.drafts.evidence import about, evidence, nearest, rivalled
from detente.drafts.joining import Joint, joint
from detente.drafts.places import Order, along, order_of, sure_of
from detente.drafts.vectors import Embed, Indices, Matrix, Side, alike_alone, sides
from detente.drafts.weighing import MEANING, WORDS, Weights, log_odds
from detente.model.drafts import Draft

# How often the order is looked at again with what it made sure.
LOOKS = 2
# Likeness of place that speaks neither for a pair nor against it.
_ANYWHERE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Log-odds that points are one: rows are points of the first draft, columns of the second.

    same: Points that are one for sure. rows, columns: The others, which `points` is about.
    split: Points of the first with two of the second. merged: Points of the second with two of
    the first. All by their places among the points of their draft.
    """

    same: tuple[tuple[int, int], ...]
    rows: Indices
    columns: Indices
    points: Matrix
    split: Joint
    merged: Joint


def likeness(
    a: Draft, b: Draft, embed: Embed | None = None, *, asked: Collection[tuple[int, int]] = ()
) -> Likeness:
    """Return how likely points are one.

    embed: What knows the meaning of sentences; None for words alone. asked: Points that the desk
    spoke of, which are not one just because they stand in both drafts.
    """
    seen = look(a, b, embed, asked=asked)
    weights = WORDS if embed is None else MEANING
    order, odds = seen.settled(weights)
    points = log_odds(rivalled(odds), weights.rivalled)
    both = (weights.then, weights.joint)
    words = seen.alone["words"]
    split = joint(seen.one, seen.other, order, points=points, words=words, weights=both)
    merged = joint(
        seen.other, seen.one, order.mirrored(), points=points.T, words=words.T, weights=both
    )
    return Likeness(
        same=seen.same,
        rows=seen.rows,
        columns=seen.columns,
        points=points,
        split=split.placed(seen.rows, seen.columns),
        merged=merged.placed(seen.columns, seen.rows),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is there to see of two drafts. one, other: Points that are not the same in both.

    same: Those that are. rows, columns: Where the others stand. shape: Points of each draft.
    alone: Evidence of the others with each other, but for that of place.
    """

    one: Side
    other: Side
    same: tuple[tuple[int, int], ...]
    rows: Indices
    columns: Indices
    shape: tuple[int, int]
    alone: dict[str, Matrix]

    def along(self) -> dict[str, Matrix]:
        """Return the evidence while nothing is known of the order."""
        return self.alone | {"place": along(self.one.points, self.other.points, self.shape)}

    def order(self, odds: Matrix, first: Mapping[str, float]) -> Order:
        """Return the order of the points that are sure, and would be likely in any place.

        first: Weights while nothing is known of the order.
        """
        anywhere = log_odds(self.alone, first) + first["place"] * _ANYWHERE
        likely = np.where(anywhere > 0, odds, -np.inf)
        sure = ((int(self.rows[r]), int(self.columns[c])) for r, c in sure_of(likely))
        return order_of([*self.same, *sure], self.shape)

    def placed(self, order: Order) -> dict[str, Matrix]:
        """Return the evidence once an order is known."""
        places = order.places(self.one.points, self.other.points, self.alone["nearest"])
        return self.alone | places

    def settled(self, weights: Weights) -> tuple[Order, Matrix]:
        """Return the order of what is sure, and the log-odds of points that follow from it."""
        odds = log_odds(self.along(), weights.first)
        order = self.order(odds, weights.first)
        for _ in range(LOOKS):
            odds = log_odds(self.placed(order), weights.then)
            order = self.order(odds, weights.first)
        return order, odds


def look(
    a: Draft, b: Draft, embed: Embed | None = None, *, asked: Collection[tuple[int, int]] = ()
) -> Seen:
    """Return what is there to see of two drafts. embed, asked: As for `likeness`."""
    one, other = sides(a, b, embed)
    rows, columns = {r for r, _ in asked}, {c for _, c in asked}
    pairs = ((r, c) for r, c in alike_alone(a, b) if r not in rows and c not in columns)
    same = tuple(pairs)
    left = np.setdiff1d(np.arange(len(a.points)), [r for r, _ in same])
    right = np.setdiff1d(np.arange(len(b.points)), [c for _, c in same])
    one, other = one.take(left), other.take(right)
    alone = evidence(one.points, other.points)
    alone |= {"nearest": nearest(one, other, about(alone))}
    return Seen(one, other, same, left, right, (len(a.points), len(b.points)), alone)
