"""What became of brackets, in words, and words of changes that stay readable beside them."""

from __future__ import annotations

import json

import pytest

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.points import cut
from detente.model.drafts import Comparison
from detente.views.abreast import Abreast
from detente.views.brackets import KEY
from detente.views.comparing import show_comparison
from detente.views.comparison import comparison_lines

OLD = (
    "1. Tolls fall by [40][45][60] percent by [2035][2040].\n"
    "2. The harbour board has [eight] members.\n"
    "3. [Boats under 30 feet are exempt until 2032.]\n"
)
NEW = (
    "1. Tolls fall by [at least 40][60] percent by 2035.\n"
    "2. The harbour board has eight members.\n"
)


def compared(old: str = OLD, new: str = NEW) -> Comparison:
    return compare(align(cut("old", old), cut("new", new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[2035][2040]", "2035", "brackets lifted: 2035 of 2035/2040"),
        ("[2035]", "2035", "brackets lifted: 2035"),
        ("2035", "[2035]", "put in brackets: 2035"),
        ("2035", "[2035][2040]", "put in brackets: 2035, now 2035/2040"),
        ("[2035][2040]", "2045", "brackets gone: 2035/2040 gave way to 2045"),
        ("2045", "[2035][2040]", "now open: 2045 gave way to 2035/2040 in brackets"),
        ("[ ]", "2045", "blank filled in: 2045"),
        ("[2035][2040][2045]", "[2040][2045]", "options: 2035 dropped; 2040 and 2045 stay open"),
        ("[2035][2040]", "[2040]", "options: 2035 dropped; 2040 stays in brackets"),
        ("[2035]", "[2035][2040]", "options: 2040 new; 2035 stays open"),
        ("[2035]", "[2040]", "still in brackets: 2035 → 2040"),
        (
            "[2035][2040]",
            "[early 2035][2040]",
            "options: 2035 now reads early 2035; 2040 stays open",
        ),
    ],
)
def test_what_became_of_options_is_said_in_words(old: str, new: str, expected: str) -> None:
    text = "1. Tolls on all lighters fall by the year {} in every port."
    (line,) = comparison_lines(compared(text.format(old), text.format(new)))
    assert line.edits == (expected,)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", " [, unless ice holds]", "new in brackets: unless ice holds"),
        (" [in May][in June]", "", "dropped with its brackets: in May / in June"),
    ],
)
def test_what_came_and_went_in_brackets(old: str, new: str, expected: str) -> None:
    text = "1. Tolls on all lighters fall in every port{}."
    (line,) = comparison_lines(compared(text.format(old), text.format(new)))
    assert line.edits == (expected,)


def test_changed_words_stand_in_braces_beside_brackets() -> None:
    text = show_comparison(compared())
    assert "  - Tolls fall by {[40][45][60]} percent by {[2035][2040]}." in text
    assert "  + Tolls fall by {[at least 40][60]} percent by 2035." in text
    assert "  - The harbour board has {[eight]} members." in text
    assert "[[" not in text
    assert "Words in {braces} differ; [brackets] are the drafts' own." in text


def test_without_brackets_changed_words_stand_in_brackets() -> None:
    text = show_comparison(compared("1. Fees fall in May.", "1. Fees fall in June."))
    assert "  + Fees fall in [June]." in text
    assert "braces" not in text


def test_a_page_says_how_brackets_are_marked_where_there_are_any() -> None:
    assert KEY in show_comparison(compared(), format="html")
    plain = show_comparison(
        compared("1. Fees fall in May.", "1. Fees fall in June."), format="html"
    )
    assert KEY not in plain


def test_brackets_are_counted() -> None:
    told = show_comparison(compared())
    assert "7 brackets → 2; in points of both: 2 lifted, 1 with other options." in told


def test_of_a_long_sentence_that_was_lifted_its_brackets_alone_are_marked() -> None:
    text = "1. Fees fall.\n2. {}Boats under 30 feet are exempt until 2032.{}"
    found = show_comparison(compared(text.format("[", "]"), text.format("", "")))
    assert "  - {[}Boats under 30 feet are exempt until 2032.{]}" in found
    assert "  + Boats under 30 feet are exempt until 2032." in found


def test_a_point_without_a_partner_says_what_it_leaves_open() -> None:
    *_, deleted = comparison_lines(compared())
    assert (deleted.kind, deleted.edits) == ("deleted", ("all of it in brackets",))
    (row,) = (row for row in Abreast(compared()).rows(range(3)) if row.kind == "deleted")
    assert row.edits == ("all of it in brackets",)


def test_rows_can_be_filtered_by_brackets() -> None:
    kinds = {kind.name: kind.count for kind in Abreast(compared()).kinds()}
    assert kinds["brackets"] == 2


def test_json_has_the_options_of_each_point() -> None:
    found = json.loads(show_comparison(compared(), format="json"))
    assert (found["a"]["brackets"], found["b"]["brackets"]) == (7, 2)
    assert found["a"]["parts"][0]["options"] == [["40", "45", "60"], ["2035", "2040"]]
    assert {e["kind"] for pair in found["pairs"] for e in pair["edits"]} == {"brackets"}
