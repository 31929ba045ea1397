"""What a text leaves open in brackets, and which words are its options."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.brackets import choices, pairs


def options(text: str) -> list[list[str]]:
    return [[option.words for option in one.options] for one in choices(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The toll falls by 40 percent.", []),
        ("The toll falls by [40] percent.", [["40"]]),
        ("by [40][45][60] percent by [2035][2040]", [["40", "45", "60"], ["2035", "2040"]]),
        ("Ferries [shall] [should] stop.", [["shall", "should"]]),
        ("Ferries [shall / should] stop.", [["shall", "should"]]),
        ("Ferries [shall/should] stop.", [["shall", "should"]]),
        ("Ferries [shall]/[should] stop.", [["shall", "should"]]),
        ("Ferries [shall] OR [should] stop.", [["shall", "should"]]),
        ("Ferries [stop at night OR run by day].", [["stop at night", "run by day"]]),
        ("Ferries [and/or barges] stop in [2033/34].", [["and/or barges"], ["2033/34"]]),
        ("[Ferries stop.] [Barges run.]", [["Ferries stop."], ["Barges run."]]),
        ("in [May] [, unless ice holds]", [["May"], [", unless ice holds"]]),
        ("[The board meets in [May][June].]", [["The board meets in [May][June]."]]),
        ("[Option 1: Ferries stop.] [Option 2: They run.]", [["Ferries stop.", "They run."]]),
        ("Alt 1: Ferries stop.\nAlt 2: They run.", [["Ferries stop.", "They run."]]),
        ("Option 1: It is [40][50]. Option 2: None.", [["It is [40][50].", "None."]]),
        ("[30] [50] [boats] stop", [["30", "50"], ["boats"]]),
        ("[Coastal towns] [shall] [should] pay", [["Coastal towns"], ["shall", "should"]]),
        ("[phase out] [phase down] tolls", [["phase out", "phase down"]]),
        ("the Part[ies] and town[, which pays]", [[", which pays"]]),
        ("within [ ] days", [["…"]]),
        ("as agreed[12], in the pact.[3]", []),
        ("the [sic] ferry", []),
        ("left open [40 and never closed", []),
        ("closed 40] and never opened", []),
    ],
)
def test_options_are_told_apart(text: str, expected: list[list[str]]) -> None:
    assert options(text) == expected


def test_pairs_within_pairs_are_counted() -> None:
    assert len(pairs("[The board meets in [May][June].] It sits [twice] [")) == 4


@given(st.text(alphabet="ab [] /:.,1OR", max_size=60))
def test_an_option_is_the_words_that_it_points_at(text: str) -> None:
    end = 0
    for choice in choices(text):
        assert choice.span.start >= end
        end = choice.span.end
        for option in choice.options:
            words = text[option.span.start : option.span.end]
            assert choice.span.start <= option.span.start <= option.span.end <= end
            assert option.words in (words, "…")
