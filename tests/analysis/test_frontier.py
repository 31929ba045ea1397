"""The frontier against comparing every pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.frontier import frontier
from detente.model.errors import InputError

points = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 4)] * width), min_size=1, max_size=40)
)


def brute(rows: list[tuple[float, ...]]) -> list[int]:
    def beats(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
        return one != other and all(a >= b for a, b in zip(one, other, strict=True))

    return [n for n, row in enumerate(rows) if not any(beats(other, row) for other in rows)]


@given(points)
def test_nothing_on_it_is_dominated_and_all_that_is_not_is_on_it(
    rows: list[tuple[float, ...]],
) -> None:
    assert frontier(rows) == brute(rows)


def every_pair(values: np.ndarray) -> list[int]:
    """As `brute`, of more points: every pair, a column at a time."""
    good = [not ((values >= row).all(axis=1) & (values > row).any(axis=1)).any() for row in values]
    return [int(n) for n in np.flatnonzero(good)]


@pytest.mark.parametrize("parties", [1, 2, 3, 4, 6])
def test_many_points_agree_whatever_they_are_like(parties: int) -> None:
    chance = np.random.default_rng(11)
    size = (1200, parties)
    plain = chance.random(size)
    far = plain.copy()
    far[chance.random(size) < 0.02] = np.inf
    far[chance.random(size) < 0.02] = -np.inf
    for values in (
        plain,
        far,
        plain * 10.0 ** np.arange(-150, -150 + 60 * parties, 60),
        chance.integers(-3, 3, size),
        chance.integers(0, 30, size),
        chance.integers(0, 30, size) / 7,  # few values, and no whole numbers
        chance.integers(0, 2, size) * 1e300,
        np.repeat(plain[:120], 10, axis=0),
        np.floor(20 * (plain - plain.mean(axis=1, keepdims=True))),
        np.column_stack([plain[:, 1:], -plain[:, 1:].sum(axis=1)]),
    ):
        assert frontier(values) == every_pair(values)


@pytest.mark.parametrize("parties", [2, 3, 6])
def test_larger_ones_agree_too(parties: int) -> None:
    chance = np.random.default_rng(7)
    for values in (
        chance.random((700, parties)),
        chance.integers(0, 4, (700, parties)),
        np.column_stack([(x := chance.random((700, parties - 1))), -x.sum(axis=1)]),
    ):
        rows = [tuple(row) for row in values.tolist()]
        assert frontier(values) == brute(rows)


def test_rows_without_a_number_are_refused() -> None:
    for wrong in ([(1, 2), (1,)], [(float("nan"), 1)], ["ab"]):
        with pytest.raises(InputError, match="a value for every party"):
            frontier(wrong)  # type: ignore[arg-type]
    assert frontier([]) == []
