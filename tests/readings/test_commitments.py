"""What is owed by what was agreed: by whom, by when, in which text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Commitment, Reading

Read = Callable[..., Reading]
BEHIND = (
    " Kestland and Torvania have been at odds for years. Kestland said so. The government of "
    "Torvania is old. The government of Kestland is new."
)


@pytest.mark.parametrize(
    ("text", "by", "what", "agreement"),
    [
        ("Under the Port accord Torvania is to free 120 prisoners by 1 June.", "Torvania",
         "free 120 prisoners by 1 June", "Port accord"),
        ("The agreement requires Kestland to open the road within ten days.", "Kestland",
         "open the road within ten days", "agreement"),
        ("The accord calls for Torvania to withdraw from the hills.", "Torvania",
         "withdraw from the hills", "accord"),
        ("Kestland agreed to pay 3 million crowns.", "Kestland", "pay 3 million crowns", None),
    ],
)  # fmt: skip
def test_who_owes_what_by_which_text(
    read: Read, text: str, by: str, what: str, agreement: str | None
) -> None:
    (found,) = read(text + BEHIND).of(Commitment)
    assert (found.by, found.what, found.agreement) == (by, what, agreement)


def test_by_when_it_is_due(read: Read) -> None:
    (found,) = read("Under the accord Torvania is to free 120 prisoners by 1 June." + BEHIND).of(
        Commitment
    )
    assert (str(found.days), found.date_text) == ("2031-06-01", "by 1 June")


@pytest.mark.parametrize(
    "text",
    [
        "Under a proposed deal Torvania would free 120 prisoners.",
        "Torvania demanded that Kestland withdraw.",
        "Kestland plans to withdraw on Friday.",
        "Kestland refused to agree to free the prisoners.",
        "Kestland would agree to free the prisoners if Torvania paid.",
        "Kestland and Torvania agreed to meet again in May.",
    ],
)
def test_a_draft_a_demand_and_a_plan_are_none(read: Read, text: str) -> None:
    assert read(text + BEHIND).of(Commitment) == ()
