"""Linear models over hashed features, fitted by AdaGrad: yes or no, and one of several.

Needs NumPy alone, and is the same on every run with the same seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.readings.speech.sheet import CELLS

Floats = NDArray[np.float64]
# A feature seen less often says nothing about another report.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by cell (CELLS of them) and a constant."""

    weights: NDArray[np.float32]
    constant: float = 0.0

    def score(self, features: NDArray[np.uint32]) -> Floats:
        """The sum of the weights of each column of features."""
        found: Floats = self.weights[features].sum(0, dtype=np.float64) + self.constant
        return found


@dataclass(frozen=True, slots=True)
class Course:
    """How a model is fitted: rounds through the data, step, and the pulls towards zero.

    pull: In proportion to a weight (L2). shrink: By the same for all (L1): small ones become 0.
    """

    rounds: int = 4
    step: float = 0.05
    pull: float = 2e-4
    shrink: float = 0.0
    seed: int = 0


def fit_binary(features: NDArray[np.uint32], truth: Floats, course: Course) -> Fit:
    """Return the model of a yes or no by row."""
    table = _Table(features)
    for rows in _batches(len(truth), 512, course):
        cells = table.cells[rows]
        given = 1 / (1 + np.exp(-np.clip(table.weights[cells].sum(1) + table.constant, -30, 30)))
        table.step(cells, given - truth[rows], course)
    return Fit(table.weights, table.constant)


def fit_choice(
    features: NDArray[np.uint32],
    truth: Floats,
    sizes: NDArray[np.int64],
    *,
    course: Course,
) -> Fit:
    """Return the model of which row of a group is right (conditional logit).

    truth: Share of each row, 1 a group. sizes: Rows of each group, in order, none empty.
    """
    table = _Table(features)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    for groups in _batches(len(sizes), 24, course):
        rows = np.concatenate([np.arange(starts[g], ends[g]) for g in groups])
        borders = np.concatenate(([0], np.cumsum(sizes[groups])[:-1]))
        cells = table.cells[rows]
        given = shares(table.weights[cells].sum(1), borders)
        table.step(cells, given - truth[rows], course, constant=False)
    return Fit(table.weights)


def shares(scores: Floats, borders: NDArray[np.int64]) -> Floats:
    """Return the softmax within groups that begin at the borders."""
    sizes = np.diff(np.append(borders, len(scores)))
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, borders), sizes))
    found: Floats = powers / np.repeat(np.add.reduceat(powers, borders), sizes)
    return found


def _batches(count: int, size: int, course: Course) -> Iterator[NDArray[np.int64]]:
    chance = np.random.default_rng(course.seed)
    for _ in range(course.rounds):
        order = chance.permutation(count)
        for start in range(0, count, size):
            yield order[start : start + size]


class _Table:
    """Weights in fitting. Cell 0 stands for features too rare to count."""

    def __init__(self, features: NDArray[np.uint32]) -> None:
        self.cells = features.astype(np.int32)
        seen = np.zeros(CELLS, dtype=np.int32)
        for column in self.cells.T:
            seen += np.bincount(column, minlength=CELLS).astype(np.int32)
        self.cells = np.where((seen >= FEWEST)[self.cells], self.cells, 0)
        self.weights = np.zeros(CELLS, dtype=np.float32)
        self.constant = 0.0
        self._squares = np.full(CELLS, 1e-2, dtype=np.float32)
        self._square = 1e-2

    def step(
        self, cells: NDArray[np.int32], off: Floats, course: Course, *, constant: bool = True
    ) -> None:
        """Move the weights of some rows against how far off they are."""
        found, where = np.unique(cells, return_inverse=True)
        by = np.bincount(where.ravel(), weights=np.repeat(off, cells.shape[1]))
        held = self.weights[found]
        by += course.pull * len(off) * held
        self._squares[found] += (by * by).astype(np.float32)
        pace = course.step / np.sqrt(self._squares[found])
        moved = held - pace * by
        least = pace * course.shrink * len(off)
        self.weights[found] = np.sign(moved) * np.maximum(np.abs(moved) - least, 0)
        self.weights[0] = 0
        if constant:
            slope = float(off.sum())
            self._square += slope * slope
            self.constant -= course.step * slope / self._square**0.5
