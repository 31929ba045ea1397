"""Numbers in words and figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.readings.numbers import fraction_of, number_of, plain_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-five", 25),
        ("1,220", 1220),
        ("two hundred and ten", 210),
        ("half a million", 500_000),
        ("two and a half", 2.5),
        ("3.6 billion", 3_600_000_000),
        ("one million two hundred thousand", 1_200_000),
        ("talks", None),
        ("", None),
    ],
)
def test_words_have_a_value(words: str, value: float | None) -> None:
    assert number_of(words) == value


def test_shares_are_exact() -> None:
    assert fraction_of("two thirds") == Fraction(2, 3)
    assert fraction_of("two") is None


@given(st.integers(0, 10**12))
def test_a_figure_with_group_marks_keeps_its_value(number: int) -> None:
    assert number_of(f"{number:,}") == number
    assert plain_number(float(number)) == str(number)
