"""Amounts with their value and unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Quantity, Reading

Read = Callable[..., Reading]


def amounts(read: Read, text: str) -> list[tuple[str, str, str]]:
    return [(q.main.text, q.value, q.unit) for q in read(text).of(Quantity)]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("Norland tabled a 28-point text.", "28-point", "28", "points"),
        ("The meeting lasted over four hours.", "over four hours", ">4", "hours"),
        ("They have talked for over two years.", "over two years", ">2", "years"),
        ("Norland wants to pay the debt over ten years.", "ten years", "10", "years"),
        ("A 30-to-50 kilometre strip stays empty.", "30-to-50 kilometre", "30-50", "km"),
        ("The strip is 30 to 50 km wide.", "30 to 50 km", "30-50", "km"),
        ("It wants 40 square kilometres.", "40 square kilometres", "40", "square km"),
        ("It sold 12 cubic metres a day.", "12 cubic metres a day", "12", "cubic metres per day"),
        ("The pause lasts at least seven days.", "at least seven days", ">=7", "days"),
        ("Sudmark owes $160 million.", "$160 million", "160000000", "USD"),
        ("Sudmark owes 26 million crowns.", "26 million crowns", "26000000", "crowns"),
        ("The fee falls by 12.5 percent.", "12.5 percent", "12.5", "percent"),
        ("They want $20 a barrel.", "$20 a barrel", "20", "USD per barrel"),
        ("Up to 2,500 armed monitors go in.", "Up to 2,500 armed monitors", "<=2500", "monitors"),
        ("Norland keeps nearly a third of the catch.", "nearly a third", "~1/3", "share"),
        ("It was a two-week truce.", "two-week", "2", "weeks"),
        ("It sold between 800,000 and 1 million tonnes.", None, "800000-1000000", "tonnes"),
        ("Norland must reply by May 3.", "by May 3", "2031-05-03", "deadline"),
    ],
)
def test_an_amount_has_words_value_and_unit(
    read: Read, text: str, words: str | None, value: str, unit: str
) -> None:
    ((found, *rest),) = amounts(read, text)
    assert rest == [value, unit]
    assert words is None or found == words


def test_a_change_is_two_amounts_and_no_range(read: Read) -> None:
    assert [a[1:] for a in amounts(read, "The text was cut from 28 to 19 points.")] == [
        ("28", "points"),
        ("19", "points"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The 52-year-old envoy arrived.",
        "The old pact was signed three years ago.",
        "In 2019 the envoys signed a pact.",
        "The blast left 12 soldiers dead.",
        "Under point two troops leave the strip.",
        "Crude futures rose 3 percent and settled at $80 a barrel.",
        "The second round begins.",
    ],
)
def test_ages_years_casualties_and_market_moves_are_none(read: Read, text: str) -> None:
    assert amounts(read, text) == []
