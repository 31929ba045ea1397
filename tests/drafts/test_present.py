"""Who is bound is told of a sentence in the bare present, too."""

from __future__ import annotations

import pytest

from tests.drafts.wordings import edits_of_one, told


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        (
            "Ardovia guarantees the border of the strip.",
            "Ardovia and Norland guarantee the border of the strip.",
            "Ardovia",
            "Ardovia and Norland",
        ),
        (
            "Ardovia, Norland and Sund guard the locks of the river.",
            "Norland guards the locks of the river.",
            "Ardovia, Norland and Sund",
            "Norland",
        ),
        (
            "Norland carries its share of the new lock.",
            "Norland and Sund each carry their share of the new lock.",
            "Norland",
            "Norland and Sund",
        ),
        (
            "The union agrees to suspend the ballot in May.",
            "The union and the company agree to suspend the ballot in May.",
            "The union",
            "The union and the company",
        ),
        (
            "Norland carries the cost of the new lock.",
            "Ardovia and Sund carry the cost of the new lock.",
            "Norland",
            "Ardovia and Sund",
        ),
        (
            "The lock stays open. Norland leaves the strip in May.",
            "The lock stays open. Ardovia leaves the strip in May.",
            "Norland",
            "Ardovia",
        ),
    ],
)
def test_who_does_it_beside_somebody_or_in_their_place(
    old: str, new: str, before: str, after: str
) -> None:
    assert told(old, new) == [("actor", before, after, None)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Monitors guard the locks of the river.", "Soldiers guard the locks of the river."),
        ("Norland guards the locks of the river.", "Norland opens the locks of the river."),
        ("Norland guards the river.", "Ardovia guards every prison in which captives are held."),
        ("Notice is given to the court in May.", "Norland is given to the court in May."),
    ],
)
def test_what_is_no_party_or_another_sentence_is_not_told_as_one(old: str, new: str) -> None:
    assert edits_of_one(old, new, "actor") == []
