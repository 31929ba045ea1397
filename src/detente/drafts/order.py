"""rising(): what keeps its order when a row is shuffled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def rising(values: Sequence[int]) -> list[int]:
    """Return the indices of a longest rising subsequence, in order.

    >>> rising([0, 3, 1, 2])
    [0, 2, 3]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else None)
        if place == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[place], ends[place] = value, index
    found = []
    at = ends[-1] if ends else None
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]
