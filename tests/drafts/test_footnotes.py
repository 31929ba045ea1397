"""Marks of footnotes stand in no word, and options in brackets stay what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.comparing import compare
from detente.drafts.points import cut
from detente.views.comparing import show_comparison

POINTS = "1. Norland pays 40 crowns.\n2. Sudmark opens the locks within 90 days of signature.\n"
MARKED = {
    "brackets": (
        "1. Norland pays 40 crowns.[1]\n2. Sudmark opens the locks within 90 days of "
        "signature [2].\n\n[1] At the rate of 2031.\n[2] Of both parties.\n"
    ),
    "after a line": (
        "1. Norland pays 40 crowns [1].\n2. Sudmark opens the locks within 90 days of "
        "signature.[2]\n\n-----\n[1] At the rate of 2031,\nas the bank has it.\n[2] Of both.\n"
    ),
    "raised": (
        "1. Norland pays 40 crowns¹.\n2. Sudmark opens the locks within 90 days of signature.²\n\n"
        "¹ At the rate of 2031.\n² Of both parties.\n"
    ),
}


@pytest.mark.parametrize("how", MARKED)
def test_marks_whose_note_is_in_the_draft_change_nothing(how: str) -> None:
    told = compare(cut("plain", POINTS), cut("marked", MARKED[how]))
    assert [c.weight for c in told.changed] == ["unchanged", "unchanged"]
    assert not (told.alignment.added or told.alignment.deleted)
    for form in ("text", "html", "csv"):
        shown = show_comparison(told, format=form)
        assert "signature ." not in shown


@pytest.mark.parametrize(
    "text",
    [
        "1. The dues fall by [10][15] percent.\n2. They fall by [1] in May.\n",
        "1. The dues fall by [1] percent.\n\n[2] Another text.\n",
        "1. The dues fall by [1] percent.\n2. It ends.\n\n[1] Norland leaves.\n\nIt does so.\n",
    ],
)
def test_brackets_without_a_note_are_options(text: str) -> None:
    found = cut("plan", text)
    assert "[1]" in found.parts[found.points[0]].body + found.parts[found.points[-1]].body


def test_a_measure_is_no_mark() -> None:
    text = "1. The strip has 12 km².\n2. Norland leaves².\n\n² By land.\n"
    found = cut("plan", text)
    assert [found.parts[n].body for n in found.points] == [
        "The strip has 12 km².",
        "Norland leaves.",
    ]


_PIECES = ["1. ", "2. ", "word", " ", ".", "[1]", "[2]", "¹", "²", "\n", "\n[1] ", "\n¹ ", "\n\n"]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_nothing_of_a_text_with_marks_is_lost(text: str) -> None:
    found = cut("plan", text)
    assert "".join(text[part.start : part.end] for part in found.parts) == text
    for part in found.parts:
        for span in part.spans:
            assert part.start <= span.start < span.end <= part.end
