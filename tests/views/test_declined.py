"""Who only declined to comment is told in one line, behind what else is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.model.snapshot import Change, Delta, Entry
from detente.views.brief import brief_page, brief_values
from detente.views.brief.page import page_text
from detente.views.declined import DECLINED, apart, decliner, folded, is_declined
from detente.views.delta import show_delta
from detente.views.words import say
from tests.views.sample import E_DEMAND, E_STEP, SNAPSHOT, draft, entry


def unknown(what: str, *who: str) -> Entry:
    return entry(("wire", replace(draft, what=what, withheld_by=who)))


TOLL = unknown("who pays the toll", "Norland")
DECLINING = (
    unknown("comment", "Norland"),
    unknown("details"),
    unknown("further comment", "Norland", "Vesse"),
    unknown("the date", "Sudmark"),
)
MIXED = (DECLINING[0], E_DEMAND, DECLINING[1], TOLL, DECLINING[2], E_STEP, DECLINING[3])


@pytest.mark.parametrize(
    ("what", "declined"),
    [
        ("comment", True),
        ("Further details", True),
        ("no reply", True),
        ("the date", True),
        ("details of the toll", False),
        ("new date", False),
        ("what was said", False),
        ("the other", False),
        ("", False),
    ],
)
def test_who_only_declined_names_no_matter(what: str, declined: bool) -> None:
    assert is_declined(unknown(what, "Norland")) is declined
    assert not is_declined(E_DEMAND)


def test_they_are_one_row_behind_the_last_other_unknown_and_none_is_lost() -> None:
    rows = folded(MIXED, lambda one: one)
    assert rows == [(E_DEMAND,), (TOLL,), DECLINING, (E_STEP,)]
    assert folded((E_DEMAND, DECLINING[0], E_STEP), lambda one: one) == [
        *((E_DEMAND,), (DECLINING[0],), (E_STEP,))
    ]
    assert folded(MIXED, lambda _: None) == [(one,) for one in MIXED]


def test_apart_from_the_rest_one_alone_is_no_line_of_its_own() -> None:
    others, declined = apart(MIXED, lambda one: one)
    assert others == (E_DEMAND, TOLL, E_STEP)
    assert declined == DECLINING
    assert apart((DECLINING[0], E_STEP), lambda one: one) == ((E_STEP, DECLINING[0]), ())


@pytest.mark.parametrize(
    ("what", "who", "words"),
    [
        ("comment", ("Norland",), f"{DECLINED}: Norland"),
        ("any further details", (), f"{DECLINED}: nobody named"),
        ("the date", ("Sudmark",), "Not known: the date; not said by Sudmark"),
        ("details of the toll", (), "Not known: details of the toll"),
    ],
)
def test_one_alone_is_told_in_the_same_words(what: str, who: tuple[str, ...], words: str) -> None:
    assert say(unknown(what, *who)) == words


def test_each_has_the_name_of_who_declined() -> None:
    assert [decliner(one) for one in DECLINING] == [
        *("Norland", "nobody named", "Norland and Vesse", "Sudmark (the date)")
    ]


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_changes_tell_them_in_one_line_with_the_id_of_each(form: str) -> None:
    changes = tuple(Change(kind="new", family=e.family, entry=e, text="") for e in MIXED)
    made = show_delta(Delta(since="2031-03-01", until="2031-03-09", changes=changes), format=form)
    assert made.count(DECLINED) == 1
    assert f"{DECLINED} (4)" in made.replace("\\", "")
    assert all(one.id[:8] in made for one in MIXED)
    assert made.index("who pays the toll") < made.index(DECLINED)
    assert "Not known: comment" not in made
    assert ("New (7)" in made) is (form == "text")
    assert (">7<" in made) is (form == "html")


def test_a_change_of_another_kind_stands_alone() -> None:
    changes = tuple(Change(kind="resolved", family="unknowns", entry=e, text="") for e in MIXED)
    made = show_delta(Delta(since="2031-03-01", until="2031-03-09", changes=changes))
    assert made.count(f"{DECLINED}: ") == 3
    assert f"{DECLINED} (" not in made


def test_the_brief_counts_each_that_it_tells_in_one_line() -> None:
    bare = replace(SNAPSHOT, standings=(), contacts=(), proposals=(), assessments=())
    state = replace(bare, unknowns=(*DECLINING, TOLL), sticking_points=(), next_steps=())
    shown = brief_page(state, findings=())
    section = next(one for one in shown.brief.sections if one.name == "unknowns")
    assert [len(line.entries) for line in section.lines] == [1, 4]
    assert section.more == 0
    assert f"{DECLINED} (4): " in page_text(shown)
    values = next(one for one in brief_values(shown)["sections"] if one["name"] == "unknowns")
    line = values["lines"][-1]
    assert len(line["ids"]) == len(line["names"]) == 4
    assert values["more"] == 0
    assert replace(section, lines=section.lines[:1]).more == 4
