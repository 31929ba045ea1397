"""How often something is to happen: told where it changed, and never as a deadline."""

from __future__ import annotations

import pytest

from detente.drafts.frequencies import Row, frequencies, words
from tests.drafts import wordings

KINDS = ("number", "deadline", "frequency")


def told(before: str, after: str) -> list[tuple[str, str, str, str | None]]:
    return [one for one in wordings.told(before, after) if one[0] in KINDS]


@pytest.mark.parametrize("row", words(), ids=lambda row: row.says)
def test_each_row_proves_itself(row: Row) -> None:
    assert [one.days for one in frequencies(row.says)] == [row.days]


@pytest.mark.parametrize(
    ("before", "after", "edit"),
    [
        (
            "The pilots shall report quarterly to the harbour.",
            "The pilots shall report every 6 months to the harbour.",
            ("frequency", "quarterly", "every 6 months", "less often"),
        ),
        (
            "The board of the quay meets every three months.",
            "The board of the quay meets every 2 weeks.",
            ("frequency", "every three months", "every 2 weeks", "more often"),
        ),
        (
            "Divers look at the quay twice a year.",
            "Divers look at the quay once a month.",
            ("frequency", "twice a year", "once a month", "more often"),
        ),
        (
            "Divers look at the quay every other week.",
            "Divers look at the quay daily.",
            ("frequency", "every other week", "daily", "more often"),
        ),
        (
            "Divers look at the quay for cracks and rust.",
            "Divers look at the quay for cracks and rust every 5 years.",
            ("frequency", "", "every 5 years", "added"),
        ),
        (
            "The quay is painted within 5 years.",
            "The quay is painted within 6 years.",
            ("deadline", "5 years", "6 years", "up"),
        ),
    ],
)
def test_how_often_is_told_as_such(
    before: str, after: str, edit: tuple[str, str, str, str]
) -> None:
    assert told(before, after) == [edit]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Dues of the quay are paid quarterly.", "Dues of the quay are paid every 3 months."),
        ("Dues of the quay are paid twice a year.", "Dues of the quay are paid half-yearly."),
        ("Dues of the quay are paid every two weeks.", "Dues of the quay are paid fortnightly."),
        ("Each year 40 ships may land.", "40 ships a year may land."),
        ("A quarter of the dues is kept each year.", "Each year a quarter of the dues is kept."),
    ],
)
def test_the_same_in_other_words_is_no_change(before: str, after: str) -> None:
    assert told(before, after) == told(after, before) == []


def test_a_number_beside_it_is_told_by_itself() -> None:
    assert told(
        "The quay takes 40 ships every 2 days.", "The quay takes 60 ships every 3 days."
    ) == [
        ("number", "40 ships", "60 ships", "up"),
        ("frequency", "every 2 days", "every 3 days", "less often"),
    ]
