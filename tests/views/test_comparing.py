"""Two drafts side by side in every form: no word lost, what was inferred set apart."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.drafts.aligning import align
from detente.drafts.around import compare_whole as compare
from detente.drafts.points import cut
from detente.model.drafts import Comparison
from detente.model.errors import UnknownName
from detente.model.versions import Asking, Background, Hearing
from detente.views.comparing import show_comparison
from detente.views.comparison import comparison_lines, summary
from tests.views.pagecheck import check
from tests.views.worlds import NASTY

OLD = (
    "1. Norland shall open its books within 90 days.\n2. The lighthouse stays white.\n"
    "3. Grain is carried free of toll, unless\nit is sold abroad."
)
NEW = (
    "1. Norland should open its books within 120 days.\n"
    "2. Grain is carried free of toll, unless it is sold abroad."
)


def compared(old: str = OLD, new: str = NEW) -> Comparison:
    return compare(align(cut("old", old), cut("new", new)))


def hearing(**more: object) -> Hearing:
    fields = {
        "entry": "3f2a91c04b7d",
        "party": "Norland",
        "stance": "demands",
        "words": "Norland wants 120 days",
        "voice": "own",
        "part": 0,
        "how": "words",
        "score": 0.75,
        "published": dt.date(2031, 3, 1),
        "sure": True,
    }
    return Hearing(**{**fields, **more})  # type: ignore[arg-type]


def test_the_text_says_what_became_of_every_point() -> None:
    text = show_comparison(compared())
    assert "old → new" in text
    assert "3 points → 2 points: 1 unchanged" in text
    assert "  - Norland [shall] open its books within [90 days]." in text
    assert "  + Norland [should] open its books within [120 days]." in text
    assert "obligation: shall → should (weaker)" in text
    assert "2 → –  deleted" in text
    assert "inferences" not in text


def test_words_of_a_point_are_whole_in_its_pieces() -> None:
    first = comparison_lines(compared())[0]
    assert "".join(piece.words for piece in first.a) == (
        "Norland shall open its books within 90 days."
    )
    assert [piece.words for piece in first.b if piece.changed] == ["should", "120 days"]


def test_json_has_spans_that_hold_the_words() -> None:
    found = json.loads(show_comparison(compared(), format="json"))
    for pair in found["pairs"]:
        for edit in pair["edits"]:
            assert " ".join(OLD[edit["a"]["start"] : edit["a"]["end"]].split()) == edit["before"]
            assert " ".join(NEW[edit["b"]["start"] : edit["b"]["end"]].split()) == edit["after"]
    assert found["deleted"] == [1]
    assert {part["kind"] for part in found["a"]["parts"]} == {"point"}


def test_csv_has_a_row_for_each_point_and_no_formula() -> None:
    told = show_comparison(compared(old="1. =SUM(A1) opens the books of Vell."), format="csv")
    rows = list(csv.reader(io.StringIO(told)))
    assert len({len(row) for row in rows}) == 1
    assert "'=SUM(A1) opens the books of Vell." in {row[4] for row in rows}


def test_what_a_record_adds_is_set_apart_as_inferred() -> None:
    heard = hearing()
    background = Background(
        after=(heard, hearing(voice="unnamed", sure=False, entry="aaaabbbbcccc")),
        askings=(Asking(hearing=heard, a=(0,), b=(0,), edit=1),),
        issues=(("Books", (0,), (0,)), ("Lights", (1,), ())),
    )
    text = show_comparison(compared(), background)
    assert "By issue (an inference from words): Books: 1 changed; Lights: 1 deleted." in text
    assert "? Norland had said so on 1 Mar 2031 (deadline: 90 days → 120 days" in text
    assert "· Norland demands it, 1 Mar 2031: “Norland wants 120 days”" in text
    assert "possible: Norland demands it, as told by an unnamed source" in " ".join(text.split())
    assert "inferences from words and numbers" in " ".join(text.split())
    inferred = json.loads(show_comparison(compared(), background, format="json"))["inferred"]
    assert inferred["askings"][0]["hearing"]["entry"] == heard.entry
    page = show_comparison(compared(), background, format="html")
    assert page.count('class="inferred"') == 3


def test_a_stance_on_the_number_in_the_earlier_draft_stands_at_the_pair() -> None:
    named = replace(hearing(entry="aaaabbbbcccc"), how="number")
    both = replace(hearing(), how="number")
    background = Background(before=(named, both, hearing(entry="dddd")), after=(both,))
    text = " ".join(show_comparison(compared(), background).split())
    assert text.count("by its number in the earlier draft]") == 1
    assert "[aaaabbbb; by its number in the earlier draft]" in text
    assert "[dddd" not in text


def test_the_page_marks_words_and_links_its_summary_to_its_rows() -> None:
    page = show_comparison(compared(), format="html")
    assert "<del>shall</del>" in page
    assert "<ins>should</ins>" in page
    for line in comparison_lines(compared()):
        assert f'id="p{line.place}"' in page
    assert 'href="#p1"' in page
    check(page)


@pytest.mark.parametrize("words", NASTY)
def test_no_word_of_a_draft_acts_in_a_page_or_terminal(words: str) -> None:
    told = compared(old=f"1. {words}", new=f"1. Norland leaves. {words}")
    page = show_comparison(told, format="html")
    check(page)
    text = show_comparison(told)
    assert "\x1b" not in text
    assert "\u202e" not in text + page


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UnknownName, match="choose one of csv, html, json, text"):
        show_comparison(compared(), format="pdf")


def test_drafts_without_a_point_in_common_are_shown() -> None:
    told = compared(old="1. Norland leaves the strip.", new="1. Wheat ripens in June.")
    assert "1 added, 1 deleted" in summary(told)[0]
    assert show_comparison(told, format="html").count("<tr id=") == 2


points = st.lists(st.text("abc de.,\n", min_size=1, max_size=40), min_size=1, max_size=6)


@settings(max_examples=40)
@given(points, points)
def test_every_point_of_both_drafts_stands_in_exactly_one_row(
    one: list[str], two: list[str]
) -> None:
    texts = ("\n".join(f"{n}. x {p}" for n, p in enumerate(ps, 1)) for ps in (one, two))
    told = compared(*texts)
    lines = comparison_lines(told)
    for side, draft in (("a", told.alignment.a), ("b", told.alignment.b)):
        words = " ".join(
            "".join(piece.words for piece in getattr(line, side)) for line in lines
        ).split()
        assert sorted(words) == sorted(" ".join(draft.parts[n].body for n in draft.points).split())


def test_a_page_of_a_thousand_points_is_made_in_a_moment() -> None:
    old = "\n".join(
        f"{n}. Port {n} opens to ships of flag {n} within {n} days." for n in range(1, 200)
    )
    text = "\n".join(f"Article {k}\n{old}" for k in range(1, 6))
    told = compared(text, text.replace("within 7 days", "within 9 days"))
    start = time.perf_counter()
    page = show_comparison(told, format="html")
    assert time.perf_counter() - start < 10
    assert page.count("<tr id=") >= 995


AROUND_OLD = (
    "# Strip accord\n\n"
    "The parties, recognising the line of 2019 and granting 5 million crowns,\n\n"
    "## Part One: Land\n\n1. Norland leaves the strip.\n\n## Part Two: Water\n\n"
    "2. Sudmark opens the locks.\n\nDone at Vell on 3 March 2031.\nFor Norland: Emil Toft\n"
)
AROUND_NEW = (
    AROUND_OLD.replace("recognising", "not recognising")
    .replace("5 million", "7 million")
    .replace("Part Two: Water", "Part Two: Rivers and lakes")
    .replace("3 March", "9 April")
)


def test_what_stands_around_the_points_is_compared_and_counted_apart() -> None:
    told = compared(AROUND_OLD, AROUND_NEW)
    first, around = summary(told)[:2]
    assert first.startswith("2 points → 2 points: 2 unchanged, 0 edited in style, 0 changed in")
    assert around == (
        "Around the points: title: unchanged; preamble: changed in substance; headings: "
        "1 unchanged, 1 changed in substance; signature block: changed in substance."
    )
    edits = {(e.kind, e.before, e.after) for c in told.around for e in c.edits}
    assert ("number", "5 million crowns", "7 million crowns") in edits
    assert ("deadline", "3 March 2031", "9 April 2031") in edits
    for changed in told.around:
        for edit in changed.edits:
            assert told.alignment.a.text[edit.a.start : edit.a.end] == edit.before
            assert told.alignment.b.text[edit.b.start : edit.b.end] == edit.after


def test_what_stands_around_the_points_is_shown_in_every_form() -> None:
    told = compared(AROUND_OLD, AROUND_NEW)
    text, page = show_comparison(told), show_comparison(told, format="html")
    assert "preamble → preamble  kept, substantive" in text
    assert "number: 5 million crowns → 7 million crowns (up 40 percent)" in page
    values = json.loads(show_comparison(told, format="json"))
    assert [(c["part"], c["weight"]) for c in values["around"]] == [
        ("preamble", "substantive"),
        ("title", "unchanged"),
        ("heading", "unchanged"),
        ("heading", "substantive"),
        ("signature block", "substantive"),
    ]
    rows = list(csv.DictReader(io.StringIO(show_comparison(told, format="csv"))))
    assert [row["part"] for row in rows] == [
        *("title", "preamble", "heading", "point", "heading", "point", "signature block")
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("57 percent", "55 percent", "(down 2 percentage points)"),
        ("10%", "11 per cent", "(up 1 percentage point)"),
        ("10.5 percent", "10.75 percent", "(up 0.25 percentage points)"),
        ("50 ships", "60 ships", "(up 20 percent)"),
    ],
)
def test_a_share_is_told_to_change_by_points_and_all_else_by_a_share(
    old: str, new: str, told: str
) -> None:
    page = show_comparison(
        compared(f"1. Norland gets {old} of it.", f"1. Norland gets {new} of it.")
    )
    assert told in " ".join(page.split())


def test_what_one_form_sets_as_its_title_and_the_other_as_its_first_lines_is_one() -> None:
    old = "# Strip accord\n\nThe parties agree:\n\n1. Norland leaves the strip."
    new = "Strip accord\nThe parties agree:\n\n1. Norland leaves the strip."
    told = compared(old, new)
    assert [c.weight for c in told.around] == ["unchanged"]
    assert summary(told)[1] == "Around the points: preamble: unchanged."


def test_a_preamble_that_one_draft_has_is_added_or_deleted() -> None:
    told = compared("1. Norland leaves.", "Mindful of the floods,\n\n1. Norland leaves.")
    assert summary(told)[1] == "Around the points: preamble: added."
    back = compared("Mindful of the floods,\n\n1. Norland leaves.", "1. Norland leaves.")
    assert summary(back)[1] == "Around the points: preamble: deleted."
