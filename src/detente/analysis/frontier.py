"""The frontier: packages that no other package beats for somebody and equals for all others.

Exact, with every tie kept. Most points are beaten by one of a few good ones, which costs no
sorting to see: first one at a time, then 64 at a time by what part of each column they lie in.
What is left lies on a grid if each column has few values, and one walk over the grid settles it;
else it is compared bit by bit, 64 pairs at a time.

Source: H. T. Kung, F. Luccio, F. P. Preparata, "On finding the maxima of a set of vectors",
Journal of the ACM 22 (1975) for the problem; S. Börzsönyi, D. Kossmann, K. Stocker, "The skyline
operator", ICDE 2001 for filtering by strong points before any comparison of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from detente.model.errors import InputError

_Values = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]
_Index = npt.NDArray[np.int64]
_Bits = npt.NDArray[np.uint64]
# Swept on random and ordinal domains of 10^4 to 10^6 points and 2 to 6 columns, all these.
# Strong points are looked for among so many, evenly spread.
_SAMPLE = 1024
# A filter is passed again while it rids us of this share of what is left.
_WORTH = 0.25
# Single points that all are held against: of more columns than two, 64 at a time do better.
_ROUNDS = 16
# Points that 64 strong ones are worth being held against.
_MANY = 256
# Parts of a column that strong points are told apart by: no more than a byte has.
_PARTS = 255
_BIT = np.left_shift(np.uint64(1), np.arange(64, dtype=np.uint64))
# Cells of a grid, a byte each; values of a column that make no grid.
_MOST_CELLS, _MOST_LEVELS = 2**26, 100
# Cells that are walked in the time in which two rows are compared.
_WALK = 1.0
# Points that one table of bits is about: 128 bytes a row, a table that stays in the cache; of few
# points a quarter, as a table costs its size squared.
_CHUNK, _FIRST, _PART = 1024, 512, 4
_SEED = 20_310_301


def frontier(points: Sequence[Sequence[float]] | npt.NDArray[Any]) -> list[int]:
    """Return the indices of the points no other point dominates, in order; more is better.

    points: One row each, one column a party; equal rows are all in or all out.
    Errors: InputError for rows of different lengths, or what is no number.

    >>> frontier([(1, 3), (2, 2), (1, 2)])
    [0, 1]
    """
    with np.errstate(all="ignore"):  # sums of what is infinite only guide
        values = _checked(points)
        if values.shape[0] == 0 or values.shape[1] == 0:
            return list(range(values.shape[0]))
        alive, columns = _after_pivots(values)
        # of two columns a sweep over all that is left is quicker
        if len(columns) > 2:
            alive, columns = _after_strong(alive, columns)
        found: list[int] = alive[_maxima(columns)].tolist()
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


def _after_pivots(values: _Values) -> tuple[_Index, list[_Values]]:
    """Return the points that none of some strong ones beats, and their columns."""
    chance = np.random.default_rng(_SEED)
    alive: _Index | None = None
    columns = list(values.T)
    weights = np.ones(len(columns))
    for number in range(_ROUNDS if len(columns) == 2 else 1):
        size = columns[0].size
        top = _strong_one([column[:: max(1, size // _SAMPLE)] for column in columns], weights)
        # what is worse in one column and no better in any other is beaten; an equal is not
        at = number % len(columns)
        kept = columns[at] >= top[at]
        for place, column in enumerate(columns):
            if place != at:
                kept |= column > top[place]
        left = np.flatnonzero(kept)
        alive = left if alive is None else alive[left]
        columns = [column[left] for column in columns]
        if left.size > (1 - _WORTH) * size and number:
            break
        weights = chance.uniform(0.2, 1.0, len(columns))
    assert alive is not None  # noqa: S101  (there is one round at least)
    return alive, columns


def _strong_one(sample: Sequence[_Values], weights: _Values) -> list[float]:
    """Return the values of a point of a high weighted sum."""
    total = np.zeros(sample[0].size)
    for column, weight in zip(sample, weights.tolist(), strict=True):
        total += column * (weight / _scale(column))
    top = int(np.argmax(total))
    return [float(column[top]) for column in sample]


def _scale(column: _Values) -> float:
    """Return the width of a column, so that no party's numbers weigh more than another's."""
    width = float(column.max() - column.min())
    return width if 0 < width < np.inf else 1.0


def _after_strong(alive: _Index, columns: list[_Values]) -> tuple[_Index, list[_Values]]:
    """Return the points that none of 64 strong ones is better than in every column.

    A column is cut into equal parts: who lies in a higher part of each is better in each.
    """
    while alive.size > _MANY:
        parts = [_parts(column) for column in columns]
        total = np.zeros(alive.size, dtype=np.uint16)
        for part in parts:
            total += part
        top = _strongest(total)
        beaten_by: _Bits | None = None
        for part in parts:
            above = np.zeros(_PARTS + 2, dtype=np.uint64)
            np.bitwise_or.at(above, part[top], _BIT[: top.size])
            # row n: those that lie above part n, as bits
            table = np.bitwise_or.accumulate(above[::-1])[::-1][1:]
            bits = table[part]
            beaten_by = bits if beaten_by is None else beaten_by & bits
        left = np.flatnonzero(beaten_by == 0)
        gone = alive.size - left.size
        if gone:
            alive = alive[left]
            columns = [column[left] for column in columns]
        if gone < _WORTH * (alive.size + gone):
            break
    return alive, columns


def _parts(column: _Values) -> npt.NDArray[np.uint8]:
    """Return in which of equal parts of a column each value lies; a higher part is more."""
    low = column.min()
    scale = np.float64(_PARTS) / (column.max() - low)
    if not 0 < scale < np.inf:  # all the same, infinite, or too near each other
        return np.zeros(column.size, dtype=np.uint8)
    moved = column - low
    moved *= scale
    return np.asarray(moved, dtype=np.uint8)


def _strongest(total: npt.NDArray[np.uint16]) -> _Index:
    """Return up to 64 points of the highest sums: a little less is as good, and quicker."""
    sample = np.sort(total[:: max(1, total.size // _SAMPLE)])
    place = max(0, sample.size - max(1, 64 * sample.size // total.size))
    return np.flatnonzero(total >= sample[place])[:64]


def _maxima(columns: Sequence[_Values]) -> _Flags:
    """Return which rows no other row dominates."""
    if len(columns) == 1:
        best: _Flags = columns[0] == columns[0].max()
        return best
    whole = [_whole(column) for column in columns]
    codes = [code for code in whole if code is not None]
    if len(codes) == len(columns) and _is_small(codes):
        return _on_grid(codes)
    if len(columns) == 2:
        return _sweep(*columns)
    codes = [np.unique(column, return_inverse=True)[1].reshape(-1) for column in columns]
    return _on_grid(codes) if _is_small(codes) else _by_bits(codes)


def _whole(column: _Values) -> _Index | None:
    """Return the values of a column from 0 up if they are few whole numbers, else None."""
    low = column.min()
    if column.max() - low < _MOST_LEVELS and np.array_equal(column, np.rint(column)):
        return np.asarray(column - low, dtype=np.int64)
    return None


def _is_small(codes: Sequence[_Index]) -> bool:
    """Whether the grid of all columns but the longest is walked sooner than rows are compared."""
    sizes = sorted(int(code.max()) + 2 for code in codes)
    cells = float(np.prod(sizes[:-1], dtype=np.float64))
    return sizes[-1] <= _MOST_LEVELS and cells <= min(_MOST_CELLS, _WALK * codes[0].size ** 2)


def _sweep(first: _Values, second: _Values) -> _Flags:
    """Compare rows of two columns: from the best in the first, whose second is a new best."""
    order = np.lexsort((-second, -first))
    one, two = first[order], second[order]
    new = np.r_[True, one[1:] != one[:-1]]
    heads = np.flatnonzero(new)
    # the best of the second before each value of the first
    before = np.r_[-np.inf, np.maximum.accumulate(two[heads])[:-1]]
    good = (two[heads] > before) | (heads == 0)
    group = np.cumsum(new) - 1
    found = np.empty(order.size, dtype=np.bool_)
    found[order] = good[group] & (two == two[heads][group])
    return found


def _on_grid(codes: Sequence[_Index]) -> _Flags:
    """Compare rows of few values: the best last value, cell by cell of a grid of the others.

    A row is dominated if at its cell or above it there is a better last value, or if at a cell
    above its own there is one as good.
    """
    *firsts, last = sorted(codes, key=lambda code: int(code.max()))
    sizes = [int(code.max()) + 2 for code in firsts]  # and an empty cell at the end
    steps = np.cumprod([1, *sizes[:0:-1]])[::-1]
    cell = np.zeros(last.size, dtype=np.int64)
    for code, step in zip(firsts, steps, strict=True):
        cell += code * step
    grid = np.full(int(np.prod(sizes)), -1, dtype=np.int8)
    order = np.argsort(last.astype(np.uint8), kind="stable")
    grid[cell[order]] = last[order]  # of one cell the last, so the best, stays
    shaped = grid.reshape(sizes)
    for axis in range(len(sizes)):
        along = np.moveaxis(shaped, axis, 0)
        for place in range(sizes[axis] - 2, -1, -1):
            here, above = along[place : place + 1], along[place + 1 : place + 2]
            np.maximum(here, above, out=here)
    dominated = grid[cell] > last
    for step in steps:
        dominated |= grid[cell + step] >= last
    return ~dominated


def _by_bits(codes: Sequence[_Index]) -> _Flags:
    """Compare all rows: for a chunk of them, bits of those that are as good in every column.

    The strongest come first, so that most of what is dominated is gone after the first chunks. Who
    dominates another has a larger sum; who equals it has not.
    """
    total: _Index = np.sum(np.stack(codes), axis=0, dtype=np.int64)
    order = np.argsort(-total, kind="stable")
    ranks = np.stack([*(code[order] for code in codes), total[order]])
    alive = np.arange(order.size)
    size = min(_CHUNK, max(_FIRST, order.size // _PART))
    done = 0
    while done < alive.size:
        later = alive[done:]
        kept = _better(ranks[:, later[:size]], ranks[:, later]) == 0
        alive = np.concatenate([alive[:done], later[kept]])
        # whatever dominates one of the chunk stands before it or in it
        done += int(np.count_nonzero(kept[:size]))
    found = np.zeros(order.size, dtype=np.bool_)
    found[order[alive]] = True
    return found


def _better(chunk: npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """Return for each column of `others` a number that is 0 if none of the chunk dominates it.

    The last row holds the sums, in which who dominates has more.
    """
    together: _Bits | None = None
    for row, (in_chunk, own) in enumerate(zip(chunk, others, strict=True), 1):
        by_rank = np.argsort(-in_chunk, kind="stable")
        side: Literal["left", "right"] = "left" if row == chunk.shape[0] else "right"
        as_good = np.searchsorted(-in_chunk[by_rank], -own, side=side)
        bits = _best_of(by_rank)[as_good]
        together = bits if together is None else np.bitwise_and(together, bits, out=together)
    assert together is not None  # noqa: S101  (there are rows)
    return np.asarray(np.bitwise_or.reduce(together, axis=1))


def _best_of(by_rank: npt.NDArray[np.intp]) -> _Bits:
    """Return a table: row n has the n best as bits."""
    size = by_rank.size
    table = np.zeros((size + 1, -(-size // 64)), dtype=np.uint64)
    table[np.arange(1, size + 1), by_rank >> 6] = _BIT[by_rank & 63]
    return np.asarray(np.bitwise_or.accumulate(table, axis=0, out=table))
