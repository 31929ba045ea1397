"""Which tokens each governs, from the governing one of each."""

from __future__ import annotations

from collections.abc import Sequence


def children_of(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return for each token those that it governs, in order.

    >>> children_of([1, 1, 1])
    ((), (0, 2), ())
    """
    found: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            found[head].append(i)
    return tuple(map(tuple, found))
