"""The frontier: packages that no other package beats for somebody and equals for all others.

Exact, with every tie kept. Most points are beaten by one of a few good ones, which costs no
sorting to see, and most of the others by one of the next hundreds; what is left is compared bit by
bit, 64 pairs at a time.

Source: H. T. Kung, F. Luccio, F. P. Preparata, "On finding the maxima of a set of vectors",
Journal of the ACM 22 (1975) for the problem; S. Börzsönyi, D. Kossmann, K. Stocker, "The skyline
operator", ICDE 2001 for filtering by strong points before any comparison of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.model.errors import InputError

_Values = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]
_Index = npt.NDArray[np.int64]
# Strong points are tried while one rids us of this share of what is left.
_WORTH = 0.02
_MOST_PIVOTS = 256
# Points that one table of bits is about: 128 bytes a row, a table that stays in the cache; of few
# points a quarter, as a table costs its size squared.
_CHUNK, _PART = 1024, 4
# Strong points that the others are first held against; then twice as many, and so on.
_FIRST = 64
_SEED = 20_310_301


def frontier(points: Sequence[Sequence[float]] | npt.NDArray[Any]) -> list[int]:
    """Return the indices of the points no other point dominates, in order; more is better.

    points: One row each, one column a party; equal rows are all in or all out.
    Errors: InputError for rows of different lengths, or what is no number.

    >>> frontier([(1, 3), (2, 2), (1, 2)])
    [0, 1]
    """
    values = _checked(points)
    if values.shape[0] == 0 or values.shape[1] == 0:
        return list(range(values.shape[0]))
    alive = _after_pivots(values)
    # of two columns a sweep over all that is left is quicker
    if values.shape[1] > 2:
        alive = alive[_after_strong(values[alive])]
    rows, of_row = np.unique(values[alive], axis=0, return_inverse=True)
    best = _maxima(rows)
    found: list[int] = np.sort(alive[best[of_row.reshape(-1)]]).tolist()
    return found


def _checked(points: Sequence[Sequence[float]] | npt.NDArray[Any]) -> _Values:
    try:
        values = np.asarray(points, dtype=np.float64)
    except ValueError as error:
        raise InputError("every package needs a value for every party, as a number") from error
    if values.size == 0:
        return values.reshape(len(points), -1) if len(points) else np.empty((0, 0))
    # a number that is none makes the sum none; the sum alone is quick to take
    if values.ndim != 2 or (np.isnan(values.sum()) and np.isnan(values).any()):
        raise InputError("every package needs a value for every party, as a number")
    return values


def _after_pivots(values: _Values) -> _Index:
    """Return the points that none of some strong ones dominates.

    A point that is best by a weighted sum, weights positive, is on the frontier.
    """
    chance = np.random.default_rng(_SEED)
    columns = [np.ascontiguousarray(column) for column in values.T]
    scales = np.array([_scale(column) for column in columns])
    alive = np.arange(values.shape[0])
    weights = np.ones(len(columns))
    for _ in range(_MOST_PIVOTS):
        top = int(np.argmax(_sums(columns, weights / scales)))
        kept = _not_beaten(columns, top)
        gone = alive.size - int(np.count_nonzero(kept))
        if gone:
            alive = alive[kept]
            columns = [column[kept] for column in columns]
        if gone < _WORTH * (alive.size + gone):
            break
        weights = chance.uniform(0.2, 1.0, len(columns))
    return alive


def _scale(column: _Values) -> float:
    """Return the width of a column, so that no party's numbers weigh more than another's."""
    width = float(column.max() - column.min())
    return width if 0 < width < np.inf else 1.0


def _sums(columns: Sequence[_Values], weights: _Values) -> _Values:
    total: _Values = columns[0] * weights[0]
    for column, weight in zip(columns[1:], weights[1:], strict=True):
        total += column * weight
    if np.isfinite(total.min()):
        return total
    return np.nan_to_num(total, copy=False, nan=-np.inf)  # infinite both ways: no pivot


def _not_beaten(columns: Sequence[_Values], top: int) -> _Flags:
    """Return which points the one at `top` does not dominate: better somewhere, or equal."""
    better, equal = (columns[0] > columns[0][top]), (columns[0] == columns[0][top])
    for column in columns[1:]:
        better |= column > column[top]
        equal &= column == column[top]
    found: _Flags = better | equal
    return found


def _after_strong(rows: _Values) -> _Index:
    """Return the rows that none of the strongest ones dominates, in order.

    Strong: by the sum. The order matters to speed alone: what is left out is dominated.
    """
    sums = _sums(list(rows.T), np.array([1 / _scale(column) for column in rows.T]))
    order = np.argsort(-sums, kind="stable")
    done, size = 0, _FIRST
    while order.size - done > size:
        strong = rows[order[done : done + size]]
        strong = strong[_not_beaten_within(strong)]
        later = order[done + size :]
        kept = ~_beaten_by(strong, rows[later])
        order = np.concatenate([order[: done + size], later[kept]])
        if np.count_nonzero(kept) > (1 - _WORTH) * kept.size:
            break
        done, size = done + size, min(2 * size, _CHUNK)
    return np.sort(order)


def _not_beaten_within(rows: _Values) -> _Flags:
    """Return which of a few rows no other of them dominates; equal rows do not."""
    different, of_row = np.unique(rows, axis=0, return_inverse=True)
    best: _Flags = _by_bits(different)[of_row.reshape(-1)]
    return best


def _beaten_by(strong: _Values, rows: _Values) -> _Flags:
    """Return which rows one of some rows dominates, of which none dominates another.

    What one of them equals none of them dominates: else that would dominate its equal.
    """
    bits = _as_good(strong.T, rows.T)
    word = np.argmax(bits != 0, axis=1)
    held = bits[np.arange(rows.shape[0]), word]
    some = np.flatnonzero(held)
    # the lowest bit that is set, as a power of two that a float holds exactly
    lowest = held[some] & (~held[some] + np.uint64(1))
    first = 64 * word[some] + np.log2(lowest.astype(np.float64)).astype(np.int64)
    found = np.zeros(rows.shape[0], dtype=np.bool_)
    found[some] = np.count_nonzero(strong[first] != rows[some], axis=1) > 0
    return found


def _maxima(rows: _Values) -> _Flags:
    """Return which of different rows no other row dominates."""
    if rows.shape[1] == 1:
        best: _Flags = rows[:, 0] == rows[:, 0].max()
        return best
    if rows.shape[1] == 2:
        return _sweep(rows)
    return _by_bits(rows)


def _sweep(rows: _Values) -> _Flags:
    order = np.lexsort((-rows[:, 1], -rows[:, 0]))
    second = rows[order, 1]
    before = np.r_[-np.inf, np.maximum.accumulate(second)[:-1]]
    found = np.empty(rows.shape[0], dtype=np.bool_)
    found[order] = (second > before) | (np.arange(second.size) == 0)
    return found


def _by_bits(rows: _Values) -> _Flags:
    """Compare all rows: for a chunk of them, bits of those that are as good in every column.

    The strongest come first, so that most of what is dominated is gone after the first chunks.
    """
    ranks = np.column_stack([np.unique(c, return_inverse=True)[1].reshape(-1) for c in rows.T])
    order = np.argsort(-ranks.sum(axis=1), kind="stable")
    ranks = np.ascontiguousarray(ranks[order].T)
    alive = np.arange(rows.shape[0])
    size = min(_CHUNK, max(_FIRST, rows.shape[0] // _PART))
    for start in range(0, rows.shape[0], size):
        chunk = ranks[:, start : start + size]
        # a row before the chunk has a larger or equal sum than all of it, so is safe from it
        later = alive[np.searchsorted(alive, start) :]
        if not later.size:
            break
        beaten = _beaten(chunk, ranks[:, later], first=later - start)
        alive = np.concatenate([alive[: alive.size - later.size], later[~beaten]])
    found = np.zeros(rows.shape[0], dtype=np.bool_)
    found[order[alive]] = True
    return found


def _beaten(chunk: npt.NDArray[np.intp], ranks: npt.NDArray[np.intp], first: _Index) -> _Flags:
    """Return which columns of `ranks` some other column of the chunk equals or betters throughout.

    first: Where each column stands in the chunk; beyond its end if it is not in it.
    """
    together = _as_good(chunk, ranks)
    inside = np.flatnonzero(first < chunk.shape[1])
    word, bit = np.divmod(first[inside], 64)
    together[inside, word] &= ~(np.uint64(1) << bit.astype(np.uint64))
    found: _Flags = np.asarray(together.any(axis=1))
    return found


def _as_good(chunk: npt.NDArray[Any], others: npt.NDArray[Any]) -> npt.NDArray[np.uint64]:
    """Return for each column of `others` which of the chunk are as good throughout, as bits."""
    size = chunk.shape[1]
    together: npt.NDArray[np.uint64] | None = None
    for in_chunk, own in zip(chunk, others, strict=True):
        by_rank = np.argsort(-in_chunk, kind="stable")
        # row n of the table: the n best of the chunk, as bits
        place = np.empty(size, dtype=np.int64)
        place[by_rank] = np.arange(size)
        member = place[None, :] < np.arange(size + 1)[:, None]
        table = np.packbits(member, axis=1, bitorder="little")
        table = np.pad(table, ((0, 0), (0, -table.shape[1] % 8))).view(np.uint64)
        as_good = np.searchsorted(-in_chunk[by_rank], -own, side="right")
        bits: npt.NDArray[np.uint64] = table[as_good]
        together = bits if together is None else together & bits
    assert together is not None  # noqa: S101  (a row has columns)
    return together
