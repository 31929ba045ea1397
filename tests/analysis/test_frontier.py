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
