"""Evidence that points are one, 0 to 1 each: words, pieces of words, numbers, senses, meaning."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_array

from detente.drafts.vectors import Floats, Matrix, Rows, Side

# So much in log-odds is clearly more than the next best.
_CLEAR = 5.0
# What is less likely than that (log-odds) is no rival.
_RIVAL = -1.0
# Rows of a block of a product: with 384 numbers in each still under what is shared out.
_BLOCK = 26
# Numbers in common beyond so much weight say no more.
_ENOUGH = 6.0


def evidence(one: Rows, other: Rows) -> dict[str, Matrix]:
    """Return each kind of evidence but place: rows of the one, columns of the other.

    clash: Whether both have numbers, and none in common.
    """
    shared = _product(one.numbers, other.numbers)
    least = np.minimum.outer(_weight(one.numbers), _weight(other.numbers))
    found = {
        "words": _product(one.words, other.words),
        "pieces": _product(one.pieces, other.pieces),
        "numbers": np.minimum(shared, _ENOUGH) / _ENOUGH,
        "clash": np.where(least > 0, 1 - np.minimum(shared / np.where(least > 0, least, 1), 1), 0),
        "senses": _alike(one.senses, other.senses),
    }
    if one.meaning is not None and other.meaning is not None:
        found["meaning"] = _alike(one.meaning, other.meaning)
    return found


def about(found: Mapping[str, Matrix]) -> Matrix:
    """Return how near in meaning things are, as well as evidence tells it."""
    return found["meaning"] if "meaning" in found else found["senses"]


def nearest(one: Side, other: Side, points: Matrix) -> Matrix:
    """Return how alike points are, or a sentence of the one to a sentence of the other.

    points: How near in meaning the points are.
    """
    found = nearest_of(one.points, other, points)
    if len(one.owners):
        rows, starts = np.unique(one.owners, return_index=True)
        near = _alike(one.sentences.about, other.points.about)
        best = np.maximum.reduceat(nearest_of(one.sentences, other, near), starts, axis=0)
        found[rows] = np.maximum(found[rows], best)
    return found


def nearest_of(one: Rows, other: Side, points: Matrix) -> Matrix:
    """Return how alike rows are to points of a side, or to one of their sentences.

    points: How near in meaning they are to the points.
    """
    found = points.copy()
    if len(other.owners):
        columns, starts = np.unique(other.owners, return_index=True)
        best = np.maximum.reduceat(_alike(one.about, other.sentences.about), starts, axis=1)
        found[:, columns] = np.maximum(found[:, columns], best)
    return found


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


def _alike(one: Floats, other: Floats) -> Matrix:
    """Return products of rows, 0 to 1, made block by block.

    OpenBLAS gives a product of more than 4 × 65,536 steps to all processors, which then spin for
    some tens of milliseconds: as much processor again as the whole alignment takes.
    """
    found = np.empty((len(one), len(other)), dtype=np.float32)
    for row in range(0, len(one), _BLOCK):
        rows = one[row : row + _BLOCK]
        for column in range(0, len(other), _BLOCK):
            there = slice(column, column + _BLOCK)
            np.matmul(rows, other[there].T, out=found[row : row + _BLOCK, there])
    return np.clip(found, 0, 1, out=found).astype(np.float64)


def _product(one: csr_array, other: csr_array) -> Matrix:
    found: Matrix = (one @ other.T).toarray()
    return found


def _weight(numbers: csr_array) -> Matrix:
    """Return the weight of each row's numbers, as their product with themselves counts it."""
    found: Matrix = np.asarray(numbers.multiply(numbers).sum(axis=1)).reshape(-1)
    return found
