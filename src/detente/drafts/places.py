"""Order: where points may be expected that are not sure, between those that are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.drafts.order import rising
from detente.drafts.vectors import Matrix, Rows

# Points that are so likely one, and no others, tell by their order where the rest may stand.
ANCHOR = 0.8
# How fast likeness of place fades, in points.
_FAR = 2.0


Pairs = Sequence[tuple[int, int]]


def along(one: Rows, other: Rows, shape: tuple[int, int]) -> Matrix:
    """Return likeness of place when nothing is known but how long the drafts are.

    shape: How many points each has.
    """
    here = one.centres / max(1, shape[0] - 1)
    there = other.centres / max(1, shape[1] - 1)
    found: Matrix = 1 - np.abs(here[:, None] - there[None, :])
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Where the points of either draft may be expected in the other.

    rows, columns: Of pairs that are sure, rising, with one before the first and after the last.
    """

    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]

    def mirrored(self) -> Order:
        """The same, seen from the second draft."""
        return Order(self.columns, self.rows)

    def places(self, one: Rows, other: Rows, alike: Matrix) -> dict[str, Matrix]:
        """Return evidence from place, for points or sentences of the first with points.

        alike: How alike they are. place: 1 where a point is expected. gap: As much for the only
        two that are left between sure pairs, less where there are more: what stands in the place
        of something else need not be the same. held: 1 where either is sure of another, -1 where
        both are of each other.
        """
        here, there = (rows.centres.astype(np.int64) for rows in (one, other))
        height, width = int(self.rows[-1]), int(self.columns[-1])
        partner = np.full(height, -1)
        partner[self.rows[1:-1]] = self.columns[1:-1]
        taken = np.zeros(width, dtype=bool)
        taken[self.columns[1:-1]] = True
        row_gap = np.searchsorted(self.rows, np.arange(height), side="right")
        column_gap = np.searchsorted(self.columns, np.arange(width), side="right")
        free = partner < 0
        left = np.bincount(row_gap[free], minlength=len(self.rows) + 1)
        right = np.bincount(column_gap[~taken], minlength=len(self.rows) + 1)
        share = 1 / np.maximum(1, np.maximum(left, right))
        same = row_gap[here][:, None] == column_gap[there][None, :]
        both = free[here][:, None] & ~taken[there][None, :]
        own = partner[here][:, None] == there[None, :]
        held = ~both & ~own
        return {
            "place": self._place(one, other),
            "gap": np.where(same & both, share[row_gap[here]][:, None] * alike, 0.0),
            "held": held.astype(np.float64) - own,
        }

    def _place(self, one: Rows, other: Rows) -> Matrix:
        there = np.interp(one.centres, self.rows, self.columns)
        here = np.interp(other.centres, self.columns, self.rows)
        off = np.abs(there[:, None] - other.centres[None, :])
        off += np.abs(one.centres[:, None] - here[None, :])
        found: Matrix = np.exp(-off / (2 * _FAR))
        return found


def sure_of(odds: Matrix) -> list[tuple[int, int]]:
    """Return the pairs that are sure and each other's best."""
    if not odds.size:
        return []
    best = odds.argmax(axis=1)
    rows = np.arange(len(odds))
    sure = odds[rows, best] >= np.log(ANCHOR / (1 - ANCHOR))
    mutual = sure & (odds.argmax(axis=0)[best] == rows)
    return [(int(row), int(best[row])) for row in np.flatnonzero(mutual)]


def order_of(pairs: Pairs, shape: tuple[int, int]) -> Order:
    """Return the order of pairs, without the fewest that break it. shape: Points of each draft."""
    ordered = sorted(pairs)
    stay = rising([column for _, column in ordered])
    chosen = [(-1, -1), *(ordered[n] for n in stay), shape]
    return Order(np.array([r for r, _ in chosen]), np.array([c for _, c in chosen]))
