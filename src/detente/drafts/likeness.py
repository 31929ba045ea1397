"""How likely it is that two points are one: words, numbers, senses, place, and meaning if known.

First each with each; then those that are sure tell by their order where the others may stand; in
the end the next best partners count, and points that are one with two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.drafts.evidence import evidence, nearest, rivalled
from detente.drafts.joining import Joint, joint
from detente.drafts.places import Order, along, expected
from detente.drafts.vectors import Embed, Matrix, Side, sides
from detente.drafts.weighing import MEANING, WORDS, Weights, log_odds
from detente.model.drafts import Draft

# How often the order is looked at again with what it made sure.
LOOKS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Log-odds that points are one: rows are points of the first draft, columns of the second.

    split: Points of the first with two of the second. merged: Points of the second with two of
    the first.
    """

    points: Matrix
    split: Joint
    merged: Joint


def likeness(a: Draft, b: Draft, embed: Embed | None = None) -> Likeness:
    """Return how likely points are one.

    embed: What knows the meaning of sentences; None for words alone.
    """
    one, other = sides(a, b, embed)
    weights = WORDS if embed is None else MEANING
    alone = alone_of(one, other)
    order, settled_odds = settled(alone, one, other, weights)
    points = log_odds(rivalled(settled_odds), weights.rivalled)
    both = (weights.then, weights.joint)
    words = alone["words"]
    return Likeness(
        points,
        joint(one, other, order, points=points, words=words, weights=both),
        joint(other, one, order.mirrored(), points=points.T, words=words.T, weights=both),
    )


def alone_of(one: Side, other: Side) -> dict[str, Matrix]:
    """Return all evidence of points with points but that of place."""
    return evidence(one.points, other.points) | {"nearest": nearest(one, other)}


def settled(
    alone: Mapping[str, Matrix], one: Side, other: Side, weights: Weights
) -> tuple[Order, Matrix]:
    """Return the order of what is sure, and the log-odds of points with points that follow."""
    odds = log_odds({**alone, "place": along(one.points, other.points)}, weights.first)
    order = expected(odds)
    for _ in range(LOOKS):
        places = order.places(one.points, other.points, alone["nearest"])
        odds = log_odds({**alone, **places}, weights.then)
        order = expected(odds)
    return order, odds
