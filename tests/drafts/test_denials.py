"""Denials that came or went are told; those that the other wording says otherwise are not."""

from __future__ import annotations

import pytest

from tests.drafts.wordings import edits_of_one as edits
from tests.drafts.wordings import told

# Each says the same twice: by an opposite, by a word that denies by itself, as a limit, of what is
# by the way, or of all but one case.
SAME = [
    ("Trucks must not stay in the yard.", "Lorries have to leave the yard."),
    ("The dunes shall not be walked on.", "The sand hills must be left alone."),
    ("The museum shall be closed on feast days.", "No visitor may enter on feast days."),
    ("The toll shall not exceed 40 crowns.", "At most 40 crowns are due as a toll."),
    (
        "Strangers shall not hold more than a quarter.",
        "At least three quarters of it must be held here.",
    ),
    ("The umpire is a person of neither town.", "An outsider is to be the umpire."),
    ("Whoever does not pay in time is fined.", "A fine is due where payment is late."),
    ("Porters shall need no permit.", "Carriers are to come in without a permit."),
    ("Only a doctor may give out the drug.", "Nobody but a physician can hand out the medicine."),
    (
        "The ferry shall not be sold unless the town agrees.",
        "With the town's leave it may be sold.",
    ),
    ("No dust shall leave the quarry.", "All dust is to be held back on the site."),
    (
        "Neither side may raise the toll or ask for a new one.",
        "The toll may not be raised by either side, nor may a new one be asked for.",
    ),
    (
        "A complaint not settled in time goes to court.",
        "Where talks have not led far, judges sit.",
    ),
    ("Both sides must keep the terms secret.", "Neither party may tell the press of the terms."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_the_other_wording_says_otherwise_is_no_denial(one: str, other: str) -> None:
    for old, new in ((one, other), (other, one)):
        assert edits(old, new, "negation", "obligation") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The two towns shall build a bridge.", "A crossing is not to be erected by both towns."),
        ("The firm may dig at night.", "Excavation after dark must not happen."),
        ("Ships may enter the harbour.", "No ships may enter the harbour."),
        ("Guards shall carry weapons.", "Guards shall carry no weapons."),
        ("The toll may exceed 40 crowns.", "The toll may not exceed 40 crowns."),
        ("The gates shall stop all carts.", "Every cart shall not be halted at the barrier."),
        ("Those who are of age shall vote.", "Those who are grown up shall not go to the polls."),
        (
            "Once prices rise by 5 percent, the sides shall meet.",
            "The two shall not sit down once inflation is above 5 percent.",
        ),
        ("The owner shall close both pits.", "The two mines shall not be shut."),
    ],
)
def test_a_denial_that_came_or_went_is_told(old: str, new: str) -> None:
    [came] = edits(old, new, "negation")
    [went] = edits(new, old, "negation")
    assert (came.direction, went.direction) == ("added", "dropped")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The towns shall dig pools for trout.", "Pools in which trout can live shall be dug."),
        (
            "Letters shall lie under lock.",
            "Letters are to lie in a box which only two men can open.",
        ),
        ("No boat may sail at night.", "No boat shall sail after dark."),
        ("Boats may not sail at night.", "Boats must not sail after dark."),
        ("Hunting is over on the first of May.", "Game must be left alone from then on."),
        ("The crew may rest for 2 hours.", "The crew has the right to 2 hours of rest."),
    ],
)
def test_what_binds_by_the_way_or_by_a_denied_leave_is_no_change_of_duty(
    old: str, new: str
) -> None:
    assert edits(old, new, "obligation") == []
    assert edits(new, old, "obligation") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("shall not", "may", "now allowed"),
        ("must not", "can", "now allowed"),
        ("may", "will not", "now forbidden"),
        ("should not", "may", "weaker"),
    ],
)
def test_what_was_forbidden_and_may_be_done_is_a_change_of_duty_beside_the_denial(
    old: str, new: str, said: str
) -> None:
    sentence = "Norland {} open the port of Vell in winter."
    found = edits(sentence.format(old), sentence.format(new))
    assert {edit.kind for edit in found} == {"negation", "obligation"}
    [duty] = [edit for edit in found if edit.kind == "obligation"]
    assert (duty.before, duty.after, duty.direction) == (old, new, said)


@pytest.mark.parametrize(("old", "new"), [("may not", "may"), ("shall not", "shall")])
def test_where_not_alone_went_the_denial_tells_all(old: str, new: str) -> None:
    sentence = "Norland {} open the port of Vell in winter."
    [edit] = edits(sentence.format(old), sentence.format(new))
    assert (edit.kind, edit.direction) == ("negation", "dropped")


def test_what_binds_by_the_way_is_told_where_both_have_it() -> None:
    old = "The towns shall pay for a road which carts {} use."
    [edit] = edits(old.format("shall"), old.format("may"), "obligation")
    assert (edit.before, edit.after, edit.direction) == ("shall", "may", "weaker")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "New carts should not use iron tyres.",
            "Wagons that are bought ought to do without metal.",
        ),
        ("Wool that has not been weighed is sent back.", "Unweighed fleeces go home again."),
    ],
)
def test_doing_without_and_words_that_begin_with_un_deny(one: str, other: str) -> None:
    assert edits(one, other, "negation") == []
    assert edits(other, one, "negation") == []


def test_with_and_without_are_one_denial() -> None:
    old = "The company may change a roster with the consent of the driver."
    new = old.replace(" with ", " without ")
    assert told(old, new) == [("negation", "with", "without", "added")]
    assert told(new, old) == [("negation", "without", "with", "dropped")]
