"""Bounds that are turned around, numbers in other units, the passive, and what binds left out."""

from __future__ import annotations

import pytest

from tests.drafts.wordings import changed, told


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("at least 40 members", "at most 40 members", "number"),
        ("no fewer than 40 members", "up to 40 members", "number"),
        ("not more than 40 members", "more than 40 members", "number"),
    ],
)
def test_a_bound_turned_around_is_a_change_of_the_number(old: str, new: str, kind: str) -> None:
    edits = told(f"The council has {old}.", f"The council has {new}.")
    assert (kind, old, new, "turned around") in edits
    back = told(f"The council has {new}.", f"The council has {old}.")
    assert (kind, new, old, "turned around") in back


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("before 1 May 2031", "after 1 May 2031"),
        ("by 1 May", "from 1 May"),
        ("within 30 days", "after 30 days"),
        ("until 2031", "after 2031"),
    ],
)
def test_a_day_turned_around_is_a_change_of_the_deadline(old: str, new: str) -> None:
    edits = told(f"Norland shall leave {old}.", f"Norland shall leave {new}.")
    assert edits == [("deadline", old, new, "turned around")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at least 40 members", "no fewer than 40 members"),
        ("at most 40 members", "no more than 40 members"),
        ("before 1 May", "by 1 May"),
    ],
)
def test_a_bound_in_other_words_is_not_turned_around(old: str, new: str) -> None:
    edits = told(f"The council has {old}.", f"The council has {new}.")
    assert all(direction != "turned around" for *_, direction in edits)


@pytest.mark.parametrize(
    ("bound", "how"),
    [
        ("up to", "at most"),
        ("no more than", "at most"),
        ("fewer than", "at most"),
        ("at least", "at least"),
        ("not less than", "at least"),
    ],
)
def test_a_number_that_becomes_a_limit_is_a_change_of_the_number(bound: str, how: str) -> None:
    old, new = "Norland shall send 40 ships.", f"Norland shall send {bound} 40 ships."
    assert told(old, new) == [("number", "40 ships", f"{bound} 40 ships", f"now {how}")]
    assert told(new, old) == [("number", f"{bound} 40 ships", "40 ships", f"no longer {how}")]


def test_a_number_that_is_a_limit_in_other_words_is_no_new_one() -> None:
    old, new = "Norland shall send at most 40 ships.", "Norland's ships shall not exceed 40 ships."
    assert not [direction for *_, direction in told(old, new) if "at most" in (direction or "")]
    same = changed(
        "Norland shall send up to 40 ships.", "Norland shall send no more than 40 ships."
    )
    assert same.weight == "editorial"
    other = changed("Norland shall send over 40 ships.", "Norland shall send at least 40 ships.")
    assert other.weight == "substantive"


def test_to_go_up_to_a_number_is_no_limit_that_is_new() -> None:
    old, new = "The fee may rise to 40 crowns.", "The fee may go up to 40 crowns."
    assert not [edit for edit in told(old, new) if edit[0] == "number"]


def test_a_limit_within_a_condition_is_told_once() -> None:
    old = "Norland shall open the port if at least 40 ships wait."
    edits = told(old, "Norland shall open the port if 40 ships wait.")
    assert edits == [("number", "at least 40 ships", "40 ships", "no longer at least")]


@pytest.mark.parametrize(
    ("one", "ends", "kind"),
    [
        ("a fee of 40 crowns", "a fee of 40 to 60 crowns", "number"),
        ("a fee of 60 crowns", "a fee between 40 and 60 crowns", "number"),
        ("the rent within 30 days", "the rent within 30 to 60 days", "deadline"),
    ],
)
def test_a_number_that_becomes_a_range_is_told_once(one: str, ends: str, kind: str) -> None:
    old, new = f"Norland shall pay {one}.", f"Norland shall pay {ends}."
    numbers = [edit for edit in told(old, new) if edit[0] == kind]
    assert [direction for *_, direction in numbers] == ["now a range"]
    back = [edit for edit in told(new, old) if edit[0] == kind]
    assert [direction for *_, direction in back] == ["no longer a range"]


def test_how_units_of_time_compare_is_said() -> None:
    near = changed("Norland shall leave within 30 days.", "Norland shall leave within one month.")
    (edit,) = near.edits
    assert (edit.before, edit.after, edit.direction) == ("30 days", "one month", "nearly the same")
    same = changed("Norland shall leave within 14 days.", "Norland shall leave within two weeks.")
    assert same.weight == "editorial"


@pytest.mark.parametrize(
    ("old", "new", "weight"),
    [
        ("Norland shall pay the rent.", "The rent shall be paid by Norland.", "editorial"),
        (
            "The bank may not use the fund without a vote.",
            "The fund may not be used without a vote by the bank.",
            "editorial",
        ),
        ("Norland shall invite Sudmark.", "Norland shall be invited by Sudmark.", "substantive"),
        ("Norland shall pay the rent.", "The rent should be paid by Norland.", "substantive"),
        ("Norland shall pay the rent.", "The rent shall be paid by Sudmark.", "substantive"),
    ],
)
def test_the_passive_that_says_the_same_is_style(old: str, new: str, weight: str) -> None:
    assert changed(old, new).weight == weight
    assert changed(new, old).weight == weight


def test_what_binds_left_out_is_told_as_such() -> None:
    assert told("Ships shall pass freely.", "Ships pass freely.") == [
        ("obligation", "shall", "", None)
    ]
    (edit,) = told("The ship shall pass freely.", "The ship passes freely.")
    assert edit[0] == "obligation"


def test_a_name_with_another_number_is_no_number() -> None:
    edits = told("The Council of the Four shall sit.", "The Council of the Seven shall sit.")
    assert [kind for kind, *_ in edits] == ["wording"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("At least 14 boats sail.", "At most 16 boats sail."),
        (
            "The gates stay open up to 9 hours a day.",
            "The gates stay open at least 4 hours a day.",
        ),
    ],
)
def test_a_bound_that_turned_around_with_its_number_is_told_beside_it(old: str, new: str) -> None:
    [(kind, *_, how), (other, *_, way)] = told(old, new)
    assert (kind, how, other) == ("number", "turned around", "number")
    assert way in ("up", "down")
