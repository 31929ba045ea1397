"""Points of drafts in every usual form."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafts.points import cut
from detente.model.drafts import Draft


def draft(text: str) -> Draft:
    return cut("plan", dedent(text).lstrip("\n"))


def points(text: str) -> list[tuple[tuple[str, ...], str]]:
    found = draft(text)
    return [(part.path, part.body) for part in found.parts if part.kind == "point"]


def joined(found: Draft) -> str:
    return "".join(found.text[part.start : part.end] for part in found.parts)


_PIECES = [
    *"1234abivx.()#-•* \n\t",
    "\n1. ",
    "\n(a) ",
    "\nArticle 1 ",
    "\n## ",
    "\n# ",
    "\nDone at ",
    "word",
    "\r\n",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join) | st.text(max_size=200))
def test_the_parts_joined_give_the_text_back(text: str) -> None:
    found = cut("plan", text)
    assert joined(found) == text
    for number, part in enumerate(found.parts):
        assert part.parent is None or part.parent < number


@pytest.mark.parametrize(
    "form", ["{}. ", "{}) ", "({}) ", "Article {}: ", "ARTICLE {}\n", "Point {} – ", "{}."]
)
def test_every_way_to_number(form: str) -> None:
    words = ["Forces leave the strip.", "Prisoners return.", "Monitors arrive."]
    text = "\n\n".join(form.format(n) + w for n, w in enumerate(words, 1))
    assert [body for _, body in points(text)] == words


@pytest.mark.parametrize("form", ["{} - ", "{} – ", "#{} ", "#{}: ", "No. {} ", "№ {} "])
def test_numbers_before_a_dash_and_after_a_sign_open_points(form: str) -> None:
    words = ["Forces leave the strip.", "Prisoners return.", "Monitors arrive."]
    text = "\n".join(form.format(n) + w for n, w in enumerate(words, 1))
    assert points(text) == [((str(n),), w) for n, w in enumerate(words, 1)]


def test_a_range_or_a_share_at_the_head_of_a_line_opens_no_point() -> None:
    text = "1. The fee is\n5 - 10 crowns a ton.\n2. No. 3 dock opens."
    assert [path for path, _ in points(text)] == [("1",), ("2",)]


def test_articles_put_in_later_are_points_of_their_own() -> None:
    text = "Article 2\nGuns leave.\nArticle 2 bis\nMaps come.\nArticle 2A\nGas.\nArticle 3\nEnd."
    assert [path for path, _ in points(text)] == [
        ("Article 2",),
        ("Article 2 bis",),
        ("Article 2A",),
        ("Article 3",),
    ]
    assert [path for path, _ in points("1. Guns leave.\n1 bis. Maps come.\n2. Gas flows.")] == [
        ("1",),
        ("1 bis",),
        ("2",),
    ]


def test_decimals_lie_in_their_number_under_chapters_too() -> None:
    text = "IV. Security\n1. Forces\n1.1 Guns leave.\n1.2 Maps come.\n2. Money\nV. End\n1. Gas"
    assert [path for path, _ in points(text)] == [
        ("IV",),
        ("IV", "1"),
        ("IV", "1", "1.1"),
        ("IV", "1", "1.2"),
        ("IV", "2"),
        ("V",),
        ("V", "1"),
    ]


def test_roman_numbers_and_letters_are_told_apart() -> None:
    text = """
        I. Security
        (a) first
        (b) second
        (i) of the second
        (ii) of the second too
        (c) third
        II. Money
        (a) arrears
        """
    assert [path for path, _ in points(text)] == [
        ("I",),
        ("I", "a"),
        ("I", "b"),
        ("I", "b", "i"),
        ("I", "b", "ii"),
        ("I", "c"),
        ("II",),
        ("II", "a"),
    ]


def test_the_ninth_letter_is_a_letter() -> None:
    text = "\n".join(f"({letter}) point {letter}" for letter in "abcdefghijk")
    assert [path for path, _ in points(text)] == [(letter,) for letter in "abcdefghijk"]


def test_decimals_nest() -> None:
    text = """
        1. Security
        1.1 Forces leave.
        1.1.1 In ninety days.
        1.2 Monitors arrive.
        2. Money
        2.1 Arrears are paid.
        """
    assert [path for path, _ in points(text)] == [
        ("1",),
        ("1", "1.1"),
        ("1", "1.1", "1.1.1"),
        ("1", "1.2"),
        ("2",),
        ("2", "2.1"),
    ]


def test_articles_hold_paragraphs_and_chapters_articles() -> None:
    text = """
        Chapter I: Security
        Article 1
        1. Forces leave.
        2. Monitors arrive.
        Article 2
        1. Prisoners return.
        Chapter II: Money
        Article 3
        The arrears are paid.
        """
    assert [path for path, _ in points(text)] == [
        ("Chapter I",),
        ("Chapter I", "Article 1"),
        ("Chapter I", "Article 1", "1"),
        ("Chapter I", "Article 1", "2"),
        ("Chapter I", "Article 2"),
        ("Chapter I", "Article 2", "1"),
        ("Chapter II",),
        ("Chapter II", "Article 3"),
    ]


def test_bullets_under_points_and_alone() -> None:
    assert [p for p, _ in points("1. Security\n- forces\n- monitors\n2. Money\n")] == [
        ("1",),
        ("1", "-"),
        ("1", "-"),
        ("2",),
    ]
    assert [b for _, b in points("• Forces leave\n• Prisoners return\n")] == [
        "Forces leave",
        "Prisoners return",
    ]


def test_preamble_headings_and_signatures_are_parts_of_their_own() -> None:
    found = draft(
        """
        Agreement on the strip

        The parties, meeting in Ambrine, agree:

        Security

        1. Forces leave
        the strip within 90 days.

        Money

        2. The arrears are paid.

        Done at Ambrine, 3 March 2031.
        For the Government of Norland: ______
        """
    )
    assert [(part.kind, part.body) for part in found.parts] == [
        ("preamble", "Agreement on the strip The parties, meeting in Ambrine, agree:"),
        ("heading", "Security"),
        ("point", "Forces leave the strip within 90 days."),
        ("heading", "Money"),
        ("point", "The arrears are paid."),
        (
            "signature",
            "Done at Ambrine, 3 March 2031. For the Government of Norland: ______",
        ),
    ]
    assert joined(found) == found.text


def test_page_numbers_headers_and_footnotes_are_in_no_point() -> None:
    page = "Draft agreement, confidential\n\n{}\n\n- {} -\n"
    text = "\n".join(
        page.format(body, n)
        for n, body in enumerate(
            ["1. Forces leave the strip", "within ninety days.\n\n2. Monitors arrive.", "3. End."],
            1,
        )
    )
    assert points(text) == [
        (("1",), "Forces leave the strip within ninety days."),
        (("2",), "Monitors arrive."),
        (("3",), "End."),
    ]


@given(st.lists(st.sampled_from(["Guns leave", "within the", "30 days.", "", "of all", "Zone 1"])))
def test_no_word_of_a_text_without_pages_is_left_out_however_often_it_stands(
    rows: list[str],
) -> None:
    text = "\n".join(f"{n}. {row}" if n % 3 else row for n, row in enumerate(rows, 1))
    found = cut("plan", text)
    held = " ".join(f"{part.label}. {part.body}" for part in found.parts)
    assert sorted(held.replace(".", "").split()) == sorted(text.replace(".", "").split())


LOTS = [
    f"{n}. The seller hands over the deed of house {n} on\nthe day of the signature\nto the buyer."
    for n in range(1, 7)
]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n- {} -\n\n", "\n\n\f\n"])
def test_a_line_that_stands_often_within_points_is_their_text(between: str) -> None:
    text = "".join(lot + between.format(n) for n, lot in enumerate(LOTS, 1))
    assert [body for _, body in points(text)] == [
        f"The seller hands over the deed of house {n} on the day of the signature to the buyer."
        for n in range(1, 7)
    ]


def test_what_runs_over_pages_is_left_out_where_it_stands_at_their_borders_alone() -> None:
    page = "{}\nDraft of the mediator\n{}\n\f\n"
    bodies = [f"{n}. Guns leave hill {n} as the" if n % 2 else "map shows." for n in range(1, 5)]
    bodies[1] += "\n2. The title is\nDraft of the mediator\nas before.\n3. Maps come."
    found = draft("".join(page.format(n, body) for n, body in enumerate(bodies, 1)))
    assert [found.parts[n].body for n in found.points] == [
        "Guns leave hill 1 as the map shows.",
        "The title is Draft of the mediator as before.",
        "Maps come.",
        "Guns leave hill 3 as the map shows.",
    ]
    assert found.notes[0] == (
        "left out, as no words of the draft: “Draft of the mediator” (4 times); 4 page numbers"
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. Forces leave within\n30\ndays of\npage 3\nof the map.\n2. Maps come.",
        "1. Guns leave.\n\nZone 1\n\n2. Maps come.\n\nZone 2\n\n3. Gas.\n\nZone 3\n\n4. End.",
        "Zone 1\n1. Forces leave.\n\f\nZone 2\n2. Maps come.",
        "1. Guns leave area A2.\n2 ships stay.\n2. Maps come.\n3. Gas flows.",
        "Plan*\n\n---\n\n* Forces leave\n* Maps come",
        "Plan\n\nObservers\n\n400\n\nGuards\n\n30",
        "1. Forces leave at noon.¹\n¹ Of Vell.\n2. Maps come.",
    ],
)
def test_no_words_are_left_out_but_those_of_a_page(text: str) -> None:
    found = draft(text)
    told = {word for part in found.parts for word in (*part.path, *part.body.split())}
    missing = {word.strip(".()") for word in text.split()} - {
        word.strip(".()") for one in told for word in one.split()
    }
    assert missing <= {"", "---", "¹", "Of", "Vell", "noon.¹"}, found.notes


def test_a_year_or_an_amount_opens_no_point() -> None:
    text = "1. The arrears of\n2031. They are paid.\n2. Forces leave in\n90 days.\n"
    assert [path for path, _ in points(text)] == [("1",), ("2",)]


def test_without_numbers_headed_paragraphs_and_else_paragraphs_are_points() -> None:
    headed = "Withdrawal\n\nForces leave the strip.\n\nMonitors\n\nUnarmed monitors arrive.\n"
    assert [(part.kind, part.body) for part in draft(headed).parts] == [
        ("heading", "Withdrawal"),
        ("point", "Forces leave the strip."),
        ("heading", "Monitors"),
        ("point", "Unarmed monitors arrive."),
    ]
    plain = "Forces leave the strip.\n\nUnarmed monitors arrive.\n"
    assert [body for _, body in points(plain)] == [
        "Forces leave the strip.",
        "Unarmed monitors arrive.",
    ]


def test_bullets_that_are_numbered_by_hand_go_by_their_number() -> None:
    text = """
    1. All fire stops.
       - (a) Drones stay on the ground;
       - (b) mortars are locked away.
    2. It holds for a month.
    """
    assert points(text) == [
        (("1",), "All fire stops."),
        (("1", "a"), "Drones stay on the ground;"),
        (("1", "b"), "mortars are locked away."),
        (("2",), "It holds for a month."),
    ]


def test_markdown_headings_stand_over_points() -> None:
    found = draft(
        "# Plan\n\n## Security\n\n1. Forces leave.\n\n## Money\n\n1. Arrears are paid.\n"
    )
    assert [(p.kind, p.body) for p in found.parts] == [
        ("heading", "Plan"),
        ("heading", "Security"),
        ("point", "Forces leave."),
        ("heading", "Money"),
        ("point", "Arrears are paid."),
    ]


@pytest.mark.parametrize("hashes", ["", "# ", "### "])
def test_an_article_is_one_as_a_heading_of_markdown_too(hashes: str) -> None:
    found = draft(
        f"{hashes}Article 3. Fuel\n\n1. Prices rise.\n\n{hashes}Article 4\n\n1. It ends.\n"
    )
    assert [p.path for p in found.parts] == [
        ("Article 3",),
        ("Article 3", "1"),
        ("Article 4",),
        ("Article 4", "1"),
    ]


def test_a_numbered_heading_of_markdown_holds_the_text_under_it() -> None:
    found = draft(
        "# Plan\n\n## 1. Aims\n\nFire stops.\n\n## 2. Means\n\n1. Forces leave.\n2. Fees fall.\n"
    )
    assert [(p.kind, p.path, p.body) for p in found.parts] == [
        ("heading", (), "Plan"),
        ("point", ("1",), "Aims Fire stops."),
        ("point", ("2",), "Means"),
        ("point", ("2", "1"), "Forces leave."),
        ("point", ("2", "2"), "Fees fall."),
    ]


def test_a_point_in_brackets_keeps_its_number_and_its_brackets() -> None:
    found = draft(
        "1. Fire stops.\n[2. Forces leave in [May][June].]\n[(a) The east;]\n(b) the west.\n"
    )
    assert [(p.path, p.body) for p in found.parts] == [
        (("1",), "Fire stops."),
        (("2",), "[ Forces leave in [May][June].]"),
        (("2", "a"), "[ The east;]"),
        (("2", "b"), "the west."),
    ]


def test_numbers_that_come_twice_or_leave_one_out_are_kept() -> None:
    assert [p for p, _ in points("1. One.\n2. Two.\n2. Two again.\n4. Four.\n")] == [
        ("1",),
        ("2",),
        ("2",),
        ("4",),
    ]


def test_a_bullet_set_in_further_lies_in_the_one_above() -> None:
    draft = cut(
        "d", "- Guns go home\n- Ships pass\n  - by day\n  - by night\n- Prisoners return\n"
    )
    assert [(p.body, p.parent) for p in draft.parts] == [
        ("Guns go home", None),
        ("Ships pass", None),
        ("by day", 1),
        ("by night", 1),
        ("Prisoners return", None),
    ]
    ragged = cut("d", "   - Guns go home\n  - Ships pass\n\t- by day\n- Prisoners return\n")
    assert [p.parent for p in ragged.parts] == [None, None, 1, None]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Article 2\n\nThe zone.\n\nIV. Forces leave.\n", [("Article 2",), ("Article 2", "IV")]),
        ("Article 2\nIV. Forces leave.\n", [("Article 2",), ("Article 2", "IV")]),
        ("We agree:\n4. Forces leave.\n", [("4",)]),
        ("(7) Forces leave.\n\nThey go by sea.\n", [("7",)]),
    ],
)
def test_a_lone_number_that_stands_apart_opens_a_point(
    text: str, paths: list[tuple[str, ...]]
) -> None:
    draft = cut("plan", text)
    assert [part.path for part in draft.parts if part.kind == "point"] == paths


@pytest.mark.parametrize(
    "text",
    [
        "1. Forces leave the strip by\n12. may at the latest.\n",
        "1. Forces leave.\n\nC. Lund, chair\n",
        "1. Forces leave.\n\n2031. In that year they return.\n",
    ],
)
def test_a_number_within_a_sentence_an_initial_and_a_year_open_none(text: str) -> None:
    draft = cut("plan", text)
    assert [draft.parts[n].path for n in draft.points] == [("1",)]


def test_what_stands_between_a_title_and_the_first_point_is_a_preamble() -> None:
    text = "# Framework\n\nThe parties, wishing for peace,\n\nhave agreed:\n\n1. Forces leave.\n"
    draft = cut("plan", text)
    assert [(part.kind, part.body) for part in draft.parts] == [
        ("heading", "Framework"),
        ("preamble", "The parties, wishing for peace, have agreed:"),
        ("point", "Forces leave."),
    ]
    assert "".join(text[part.start : part.end] for part in draft.parts) == text


UNNUMBERED = """
    # Accord

    The parties, mindful of the floods, agree:

    ## Withdrawal
    Norland should leave the strip.

    It takes its boats along.

    ## Monitors

    Unarmed monitors arrive.

    Done at Vell on 3 March 2031

    For Norland: Emil Toft
    """


def test_headings_of_markdown_without_numbers_are_the_titles_of_what_is_beneath() -> None:
    found = draft(UNNUMBERED)
    assert [(part.kind, part.body) for part in found.parts] == [
        ("heading", "Accord"),
        ("preamble", "The parties, mindful of the floods, agree:"),
        ("heading", "Withdrawal"),
        ("point", "Norland should leave the strip. It takes its boats along."),
        ("heading", "Monitors"),
        ("point", "Unarmed monitors arrive."),
        ("signature", "Done at Vell on 3 March 2031 For Norland: Emil Toft"),
    ]
    assert joined(found) == found.text
    assert found.top == found.points


@pytest.mark.parametrize("title", ["# Accord", "Accord"])
def test_a_title_over_paragraphs_is_a_title(title: str) -> None:
    found = draft(f"{title}\n\nForces leave the strip.\n\nUnarmed monitors arrive.\n")
    assert [(part.kind, part.body) for part in found.parts] == [
        ("heading", "Accord"),
        ("point", "Forces leave the strip."),
        ("point", "Unarmed monitors arrive."),
    ]


def test_lines_that_stand_over_nothing_are_points() -> None:
    assert [body for _, body in points("Free passage\n\nNo tolls\n\nOpen books\n")] == [
        "Free passage",
        "No tolls",
        "Open books",
    ]


def test_paragraphs_under_a_heading_are_points_beside_numbered_ones() -> None:
    found = draft(
        "# Accord\n\n## Recitals\n\nThe parties,\n\n## Land\n\n1. Norland leaves.\n\n"
        "## Water\n\nSudmark opens the locks.\n\nIt keeps them open.\n"
    )
    assert [(part.kind, part.body) for part in found.parts] == [
        ("heading", "Accord"),
        ("heading", "Recitals"),
        ("preamble", "The parties,"),
        ("heading", "Land"),
        ("point", "Norland leaves."),
        ("heading", "Water"),
        ("point", "Sudmark opens the locks. It keeps them open."),
    ]


def test_the_lines_of_a_schedule_are_points_within_it() -> None:
    text = (
        "Accord\n\nArticle 1. Tin is free.\nSchedule A\n(a) Salt\n(b) Wax\nSchedule B\n(a) Cork\n"
    )
    draft = cut("accord", text)
    assert [" ".join(draft.parts[n].path) for n in draft.points] == [
        "Article 1",
        "Schedule A",
        "Schedule A a",
        "Schedule A b",
        "Schedule B",
        "Schedule B a",
    ]
    assert draft.notes == ()


def test_a_title_that_begins_like_an_annex_is_no_point() -> None:
    text = "Annex 2 to the Accord: Troops\n\nThe parties agree:\n\n1. Guns leave.\n\n2. Maps come."
    draft = cut("annex", text)
    assert [draft.parts[n].path for n in draft.points] == [("1",), ("2",)]
    parts = cut("annexes", "Plan\n\nAnnex 1\n\n1. Guns leave.\n\nAnnex 2\n\n1. Maps come.")
    assert [parts.parts[n].path[0] for n in parts.points] == ["Annex 1"] * 2 + ["Annex 2"] * 2
