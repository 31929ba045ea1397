"""Numbers of points that are said quite otherwise: what comes to the same, and what changed."""

from __future__ import annotations

import pytest

from detente.model.drafts import Edit
from tests.drafts.wordings import edits_of_one


def edits(old: str, new: str) -> list[Edit]:
    """Return the changes of number between two wordings that are one point."""
    return edits_of_one(old, new, "number", "deadline", "frequency")


SAME = [
    ("The ferry runs on five days of the week.", "On two days out of seven no boat sails."),
    ("The pass is open in four months of each year.", "For eight months in twelve it is shut."),
    ("At least three quarters must be held at home.", "Strangers hold no more than a quarter."),
    ("One third of the rent is due in kind.", "Two thirds of the sum are cash."),
    ("Three umpires sit, of whom each town names one.", "A bench has one umpire from every town."),
    ("30 pupils come from each of the three dales.", "90 children are admitted, 30 from each."),
    ("The price is paid in three parts.", "Money is paid in a first, a second and a last lot."),
    (
        "12 crowns a year are due in four equal parts.",
        "Of 12 crowns a year a part is due every three months.",
    ),
    ("The sum is paid in 4 equal instalments.", "At each date 25 percent of the sum is paid."),
    ("The court has 6 judges.", "Each party names 3 of the court's 6 judges."),
    ("The 2 parties name 8 members.", "Each of the 2 parties names 4 of the 8 members."),
    ("Where two owners claim a field, a judge rules.", "Rival claims go to court."),
    ("Hunting lasts from June to August.", "For three months, June to August, game is shot."),
    ("The board has 9 members.", "Nine of them, none a guest, make up the board."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_comes_to_the_same_is_no_change_of_number(one: str, other: str) -> None:
    assert edits(one, other) == []
    assert edits(other, one) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("A third of the beds are for children.", "Half of the places go to the young.", "number"),
        ("Boats sail on five days a week.", "Boats sail on six days a week.", "number"),
        ("A shift lasts 8 hours.", "A shift must not last 16 hours.", "deadline"),
        ("The town frees 300 men, named in two lists.", "All 600 captives go home.", "number"),
        ("The two towns send 24 men.", "A troop of 48 members is to come.", "number"),
        ("40 percent go to the town.", "The town gets 60 percent.", "number"),
        ("The town may run 28 flights a week.", "31 weekly flights can be offered.", "number"),
        ("The lease is paid within two weeks.", "The rent is paid at any time.", "deadline"),
        ("Two judges sit in the old court.", "Judges sit in the old court.", "number"),
    ],
)
def test_what_changed_is_told(old: str, new: str, told: str) -> None:
    assert told in [edit.kind for edit in edits(old, new)]
    assert told in [edit.kind for edit in edits(new, old)]


def test_of_several_that_tell_how_often_those_go_together_that_differ_least() -> None:
    old = "Boats are counted twice a year. The count is checked every 4 years."
    new = "In spring and autumn boats are counted. The count is checked every 8 years."
    [edit] = edits(old, new)
    assert (edit.kind, edit.before, edit.after) == ("frequency", "every 4 years", "every 8 years")
