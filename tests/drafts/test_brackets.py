"""What became of options that drafts leave open: a kind of change of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.points import cut
from tests.drafts.wordings import changed, told

TOLL = "The toll falls by {} percent within 30 days."


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("[40][45]", "45", "lifted"),
        ("[40]", "40", "lifted"),
        ("[40 / 45]", "40", "lifted"),
        ("40", "[40][45]", "bracketed"),
        ("40", "[40]", "bracketed"),
        ("[40][45]", "[45]", "changed"),
        ("[40]", "[45]", "changed"),
        ("[40][45]", "50", "replaced"),
        ("[ ]", "50", "replaced"),
        ("50", "[40][45]", "replaced"),
    ],
)
def test_a_number_in_brackets_is_told_by_them_alone(old: str, new: str, direction: str) -> None:
    found = changed(TOLL.format(old), TOLL.format(new))
    assert [(e.kind, e.before, e.after, e.direction) for e in found.edits] == [
        ("brackets", old, new, direction)
    ]
    assert found.weight == "substantive"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Ferries [shall][should] stop by [2035][2040].",
            "Ferries should stop by 2035.",
            [("[shall][should]", "should", "lifted"), ("[2035][2040]", "2035", "lifted")],
        ),
        (
            "Ferries stop [, unless ice holds].",
            "Ferries stop.",
            [("[, unless ice holds]", "", "dropped")],
        ),
        (
            "Ferries stop.",
            "Ferries stop [, except mail boats].",
            [("", "[, except mail boats]", "added")],
        ),
        (
            "Option 1: Ferries stop. Option 2: Ferries run at night.",
            "Ferries run at night.",
            [
                (
                    "Option 1: Ferries stop. Option 2: Ferries run at night.",
                    "Ferries run at night.",
                    "lifted",
                )
            ],
        ),
    ],
)
def test_no_duty_deadline_condition_or_exception_is_told_of_what_was_only_chosen(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(old, new) == [("brackets", *one) for one in expected]


def test_a_new_number_or_duty_in_place_of_options_is_found_among_other_words() -> None:
    found = told(
        "The mill [should] [may] grind rye for [21 weeks] or [32 weeks].",
        "The mill shall take in rye for 10 weeks [, except in May].",
    )
    assert [one for one in found if one[0] == "brackets"] == [
        ("brackets", "[should] [may]", "shall", "replaced"),
        ("brackets", "[21 weeks] or [32 weeks]", "10 weeks", "replaced"),
        ("brackets", "", "[, except in May]", "added"),
    ]
    assert {one[0] for one in found} == {"brackets", "wording"}


def test_options_with_brackets_within_are_chosen_by_what_may_stand() -> None:
    found = told(
        "Option 1: The board has nine members. Option 2: The board has [seven][eleven] members.",
        "The board has seven members.",
    )
    assert [(kind, direction) for kind, _, _, direction in found] == [("brackets", "lifted")] * 2
    found = told(
        "Dues end [no later than [May 2030][May 2031]].", "Dues end no later than May 2031."
    )
    assert [(kind, direction) for kind, _, _, direction in found] == [("brackets", "lifted")] * 2


def test_what_was_dropped_beside_what_was_lifted_is_told_once() -> None:
    assert told(
        "Ferries stop [at the quay] [, except mail boats].", "Ferries stop at the quay."
    ) == [
        ("brackets", "[at the quay]", "at the quay", "lifted"),
        ("brackets", "[, except mail boats]", "", "dropped"),
    ]


def test_brackets_around_a_point_and_its_number_are_lifted() -> None:
    a, b = (
        cut("a", "1. Fees fall.\n[2. Ferries stop.]"),
        cut("b", "1. Fees fall.\n2. Ferries stop."),
    )
    _, found = compare(align(a, b)).changed
    assert [(e.kind, e.direction) for e in found.edits] == [("brackets", "lifted")]


def test_what_changed_within_a_sentence_that_was_lifted_is_told_too() -> None:
    found = told(
        "[Log books are shown to the harbour master within 30 days.]",
        "Log books are shown to the harbour master within 90 days [, unless lost at sea].",
    )
    assert [(kind, direction) for kind, _, _, direction in found] == [
        ("brackets", "lifted"),
        ("deadline", "up"),
        ("brackets", "added"),
    ]


def test_brackets_within_brackets_that_stay_are_told_alone() -> None:
    assert told("[The board meets in [May][June].]", "[The board meets in June.]") == [
        ("brackets", "[May][June]", "June", "lifted")
    ]


def test_what_changed_in_an_option_that_stays_open_is_told_by_its_kind() -> None:
    assert told(
        "Fees fall. [Boats of 30 metres are exempt.]",
        "Fees fall. [Boats of 24 metres are exempt.]",
    ) == [("number", "30 metres", "24 metres", "down")]


def test_a_change_beside_brackets_is_told_as_without() -> None:
    assert told(
        "Ferries [shall][must] stop in 30 days.", "Ferries [shall][must] stop in 40 days."
    ) == [("deadline", "30 days", "40 days", "up")]


def test_brackets_that_stay_are_no_change() -> None:
    text = "Ferries [shall][should] stop [in [May][June]] [, unless ice holds]."
    assert changed(text, text).weight == "unchanged"
    assert changed(text, text.replace("Ferries", "The ferries")).weight == "editorial"


def test_the_places_are_those_of_the_drafts() -> None:
    old = "1. Ferries [shall][should]\n   stop by [2035][2040] in 30 days."
    new = "1. Ferries should stop\n   by 2040 in 45 days."
    (found,) = compare(align(cut("a", old), cut("b", new))).changed
    for edit in found.edits:
        assert "".join(old[edit.a.start : edit.a.end].split()) == "".join(edit.before.split())
        assert "".join(new[edit.b.start : edit.b.end].split()) == "".join(edit.after.split())
    assert [edit.kind for edit in found.edits] == ["brackets", "brackets", "deadline"]


WORDS = st.lists(
    st.sampled_from(
        ["ferries", "shall", "40", "[", "]", "][", "/", "stop", ".", "Option 1:", "in"]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@given(WORDS, WORDS)
def test_whatever_brackets_there_are_every_place_is_in_the_draft(old: str, new: str) -> None:
    a, b = cut("a", f"1. Fees {old}"), cut("b", f"1. Fees {new}")
    for found in compare(align(a, b)).changed:
        for edit in found.edits:
            assert 0 <= edit.a.start <= edit.a.end <= len(a.text)
            assert 0 <= edit.b.start <= edit.b.end <= len(b.text)


@given(WORDS)
def test_a_text_and_itself_differ_in_nothing(text: str) -> None:
    assert told(text, text) == []
