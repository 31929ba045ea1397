"""Dates that change between drafts are deadlines, not numbers, wordings or duties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafts.clock import hours
from detente.drafts.dates import MANY_WAYS, dates, without_dates
from tests.drafts.wordings import changed, edits_of_one
from tests.drafts.wordings import told as edits_of


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "Forces leave by 1 June 2031.",
            "Forces leave by 1 September 2031.",
            [("deadline", "1 June 2031", "1 September 2031", "later")],
        ),
        (
            "Forces leave by 15 June.",
            "Forces leave by 1 June.",
            [("deadline", "15 June", "1 June", "earlier")],
        ),
        (
            "Forces leave by May 1, 2031.",
            "Forces leave by 2 April 2030.",
            [("deadline", "May 1, 2031", "2 April 2030", "earlier")],
        ),
        (
            "The truce holds until 3 March 2031.",
            "The truce holds until 30 April 2031.",
            [("deadline", "3 March 2031", "30 April 2031", "later")],
        ),
        (
            "A vote is held in 2031.",
            "A vote is held in 2032.",
            [("deadline", "2031", "2032", "later")],
        ),
        (
            "Forces leave by 1 June.",
            "Forces leave by 1 June 2031.",
            [("deadline", "1 June", "1 June 2031", None)],
        ),
        (
            "Forces leave the strip in May.",
            "Forces leave the strip.",
            [("deadline", "May", "", "dropped"), ("editorial", "in May", "", None)],
        ),
        (
            "Forces leave the strip in 2031 lorries.",
            "Forces leave the strip in 2032 lorries.",
            [("number", "2031 lorries", "2032 lorries", "up")],
        ),
        (
            "Levels fall below those of the year 2019 by half.",
            "Levels fall below those of the year 2021 by half.",
            [("deadline", "2019", "2021", "later")],
        ),
        (
            "Before 2032 emissions peak.",
            "Before 2030 emissions peak.",
            [("deadline", "2032", "2030", "earlier")],
        ),
        (
            "In 2031 the fees fall.",
            "In 2033 the fees fall.",
            [("deadline", "2031", "2033", "later")],
        ),
        (
            "Seats follow the 2020 census.",
            "Seats follow the 2030 census.",
            [("deadline", "2020", "2030", "later")],
        ),
        (
            "All fire stops at 06:00.",
            "All fire stops at 18:00.",
            [("deadline", "06:00", "18:00", "later")],
        ),
        (
            "All fire stops at 6 p.m. on Monday.",
            "All fire stops at noon on Monday.",
            [("deadline", "6 p.m.", "noon", "earlier")],
        ),
    ],
)
def test_a_date_that_moves_is_a_deadline(
    old: str, new: str, told: list[tuple[str, str, str, str | None]]
) -> None:
    assert edits_of(old, new) == told


def test_the_same_day_written_otherwise_is_no_deadline() -> None:
    edits = edits_of("Forces leave by 1 June 2031.", "Forces leave by June 1st, 2031.")
    assert not {kind for kind, *_ in edits} & {"deadline", "number"}


def test_the_month_of_may_permits_nothing() -> None:
    edits = edits_of("Forces leave by 1 May 2031.", "Forces may leave by 1 May 2031.")
    assert [kind for kind, *_ in edits] == ["obligation"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("All fire stops at 06:00.", "All fire stops at 6 a.m."),
        ("The last boat leaves at 21:00.", "The last boat leaves at nine in the evening."),
        ("Gates close at 12:00.", "Gates close at noon."),
        ("Gates open at midnight.", "Gates open at 00:00."),
        ("Gates close at 24:00.", "Gates close at 12 a.m."),
        ("Blasting ends at noon.", "Blasting is for the late morning."),
    ],
)
def test_the_same_hour_written_otherwise_is_no_deadline(old: str, new: str) -> None:
    assert not {kind for kind, *_ in edits_of(old, new)} & {"deadline", "number"}


def test_a_scale_is_no_hour_and_until_an_hour_is_no_condition() -> None:
    assert not hours("The map is of 1:50 000.")
    edits = edits_of("All guns are silent until 22:00.", "All guns are silent until midnight.")
    assert edits == [("deadline", "22:00", "midnight", "later")]


def test_of_a_year_no_part_is_told() -> None:
    old, new = "The census of 2020 counts for all.", "The census of 2030 counts for all."
    assert not [edit.percent for edit in changed(old, new).edits if edit.percent]


@given(st.text("by 123 May June2031,.inti", max_size=60))
def test_without_dates_nothing_else_is_lost(text: str) -> None:
    bare = without_dates(text, "_")
    assert len(bare) == len(text)
    spans = [*(date.span for date in dates(text)), *(hour.span for hour in hours(text))]
    within = {i for span in spans for i in range(span.start, span.end)}
    assert all((bare[i] == "_") if i in within else (bare[i] == text[i]) for i in range(len(text)))


def test_the_middle_of_a_year_is_a_date() -> None:
    told = edits_of("Forces leave by the end of 2031.", "Forces leave by mid-2032.")
    assert ("deadline", "2031", "2032", "later") in told
    assert {kind for kind, *_ in told} <= {"deadline", "wording"}


def test_an_hour_that_came_is_told_where_the_rest_stayed_alone() -> None:
    old, new = "The siren sounds.", "The siren sounds at 06:00."
    assert [kind for kind, *_ in edits_of(old, new) if kind == "deadline"] == ["deadline"]
    reworded = "A horn wakes everyone in the camp when cocks crow."
    assert not edits_of_one("The siren sounds at 06:00 each day.", reworded, "deadline")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("25/5/2031", "27/5/2031", "later"),
        ("5/25/2031", "5/24/2031", "earlier"),
        ("3.5.2031", "4.5.2031", "later"),
        ("2031/05/03", "2031/04/03", "earlier"),
        ("25/5/31", "25/5/32", "later"),
        ("3/5/2031", "4/6/2033", "later"),
        ("3/5/2031", "4/5/2031", MANY_WAYS),
        ("03-05-2031", "04-05-2031", MANY_WAYS),
        ("3/5/2031", "3 May 2031", "may be the same day"),
    ],
)
def test_a_day_in_figures_is_later_only_where_either_order_says_so(
    old: str, new: str, said: str
) -> None:
    sentence = "Forces leave the strip by {} at last."
    assert edits_of(sentence.format(old), sentence.format(new)) == [("deadline", old, new, said)]


def test_a_day_without_a_year_is_one_after_a_word_that_leads_to_a_day() -> None:
    assert [one.when for one in dates("on 25/5 by 3/5 of the seats, until 3/5 of them vote")] == [
        (0, 5, 25)
    ]


def test_one_day_in_figures_and_in_words_is_a_matter_of_style() -> None:
    found = changed("Forces leave by 25/5/2031.", "Forces leave by 25 May 2031.")
    assert found.weight == "editorial"


def test_figures_that_are_no_day_are_none() -> None:
    assert dates("under 1/2031/3, in 12.5.1 and 25/13/2031, at 3/4 of the dues") == ()
