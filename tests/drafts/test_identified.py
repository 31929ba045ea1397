"""Of sentences that are reworded as a whole, only what is sure of a number is told as changed."""

from __future__ import annotations

import pytest

from tests.drafts.wordings import edits_of_one as edits


def told(old: str, new: str) -> list[tuple[str, str, str | None]]:
    """Return the changes of number: the words before and after, and the direction."""
    found = edits(old, new, "number", "deadline", "frequency")
    return [(e.before, e.after, e.direction) for e in found]


UNSURE = [
    ("No service is owed by persons above seventy.", "The very old are exempt."),
    (
        "A third of the toll goes to the abbey.",
        "The monks get the smaller share of what is taken.",
    ),
    ("The sluice opens within two weeks.", "Water runs by the second Monday of the month."),
    ("Three of them ride ahead.", "Scouts precede the column."),
]


@pytest.mark.parametrize(("one", "other"), UNSURE)
def test_words_that_may_be_said_otherwise_are_told_as_wording_alone(one: str, other: str) -> None:
    for old, new in ((one, other), (other, one)):
        assert told(old, new) == []
        found = edits(old, new)
        assert {e.kind for e in found} == {"wording"}
        before = " ".join(e.before for e in found)
        assert all(
            word in before for word in ("seventy", "third", "two weeks", "Three of") if word in old
        )


SURE = [
    ("The miller shall pay 30 crowns.", "Money is due from the mill.", "30 crowns"),
    ("Forty soldiers keep the gate.", "Guards stand by at the entrance.", "Forty soldiers"),
    (
        "The sluice opens within two weeks.",
        "Water shall be let through the wall.",
        "within two weeks",
    ),
    ("A third of the toll goes to the abbey.", "The monks get what is taken.", "A third"),
    ("Three scouts ride ahead of the army.", "Scouts ride ahead of the army.", "Three scouts"),
]


@pytest.mark.parametrize(("old", "new", "number"), SURE)
def test_what_nothing_on_the_other_side_says_is_told(old: str, new: str, number: str) -> None:
    assert told(old, new) == [(number, "", "dropped")]
    assert told(new, old) == [("", number, "added")]


CHANGED = [
    ("Norland sends three observers.", "From the north five monitors come.", "three observers"),
    ("The court has three judges.", "The bench has seven members.", "three judges"),
    (
        "The isle is served by 4 ferries a day. In winter two may suffice.",
        "Boats call 2 times daily. A pair of sailings can do in the cold.",
        "4 ferries",
    ),
    (
        "Either side may run 28 coaches a week, four of them at night.",
        "The firms of both lands can offer 31 weekly trips. A seventh of them is by night.",
        "28 coaches",
    ),
]


@pytest.mark.parametrize(("old", "new", "number"), CHANGED)
def test_numbers_of_one_thing_that_differ_are_told(old: str, new: str, number: str) -> None:
    [(before, _, direction)] = told(old, new)
    assert before == number
    assert direction in ("up", "down")
    [(_, after, _)] = told(new, old)
    assert after == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A third of the wool is sold.", "Thirty-three of every hundred bales find a buyer."),
        (
            "One tenth of the yield is due.",
            "Out of every ten sacks reaped, one must be handed in.",
        ),
        ("30 percent of the yield is due.", "Of every 10 sacks that are reaped 3 go to the lord."),
        ("Widows pay two thirds of the fare.", "Those whose man has died ride a third cheaper."),
    ],
)
def test_shares_told_as_so_many_of_so_many_are_the_same(one: str, other: str) -> None:
    assert told(one, other) == []
    assert told(other, one) == []


def test_another_number_in_figures_is_told_though_it_is_a_part_of_the_first() -> None:
    [(before, after, direction)] = told(
        "Wages rise by 8 percent, in two equal steps.",
        "Pay shall grow by 4 percent, in two equal steps.",
    )
    assert (before, after, direction) == ("8 percent", "4 percent", "down")


def test_how_late_somebody_may_be_is_no_term() -> None:
    [edit] = [
        e
        for e in edits(
            "A guest who is more than 90 minutes late may claim half of the fee.",
            "A guest who is more than 45 minutes late may claim half of the fee.",
        )
        if e.direction
    ]
    assert (edit.kind, edit.direction) == ("number", "down")


def test_a_bound_that_is_said_quite_otherwise_is_not_turned_around() -> None:
    one = "On each voyage there shall be at least 5 hands trained in rescue."
    assert told(one, "No trip with fewer than 5 seamen who know how to save lives.") == []
