"""Numbers that one draft writes as figures and the other in words are the same numbers."""

from __future__ import annotations

import pytest

from detente.drafts.aligning import align
from detente.drafts.amounts import Amount, amounts, is_in_words
from detente.drafts.changes import compare
from detente.drafts.points import cut


@pytest.mark.parametrize("amount", amounts(), ids=lambda amount: amount.says)
def test_each_row_proves_itself(amount: Amount) -> None:
    assert amount.pattern.search(amount.says)
    assert all(is_in_words(amount.says, what, value) for what, value in amount.values)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Rent for the pier is paid twice a year.", "Rent for the pier is paid every half year."),
        ("The pier keeps one berth in ten free.", "The pier keeps every tenth berth free."),
        ("Signs on the pier are in two languages.", "Signs on the pier are in both languages."),
        ("The pier gets 50 percent of the fees.", "The pier gets half of the fees."),
        ("Books of the pier are shown every 3 months.", "Books of the pier are shown quarterly."),
    ],
)
def test_the_same_number_in_words_is_no_change(before: str, after: str) -> None:
    assert _numbers(before, after) == _numbers(after, before) == []


def test_another_number_is_a_change_though_words_of_the_text_stand_for_the_old_one() -> None:
    before = "Two judges sit on the pier; both sides pay."
    after = "Three judges sit on the pier; both sides pay."
    assert _numbers(before, after) == [("number", "Two judges", "Three judges", "up")]


def _numbers(before: str, after: str) -> list[tuple[str, str, str, str | None]]:
    (changed,) = compare(align(cut("a", f"1. {before}"), cut("b", f"1. {after}"))).changed
    return [
        (edit.kind, edit.before, edit.after, edit.direction)
        for edit in changed.edits
        if edit.kind in ("number", "deadline")
    ]
