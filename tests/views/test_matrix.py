from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from detente.model.snapshot import Issue, Party, Refusal, Snapshot
from detente.views.matrix import show_matrix
from tests.views.expected import matches
from tests.views.pagecheck import check
from tests.views.sample import (
    E_DECLINED,
    E_DEMAND,
    E_DRAFT,
    E_REFUSAL,
    E_TIMETABLE,
    PARTIES,
    SNAPSHOT,
    held,
)
from tests.views.worlds import snapshots

EMPTY = "no statement found in 3 reports of 3 outlets, last 5 Mar 2031"


def cells(snapshot: Snapshot) -> dict[tuple[str, str], dict]:
    made = json.loads(show_matrix(snapshot, format="json"))
    return {
        (row["proposition_id"], cell["party"]): cell
        for row in made["rows"]
        for cell in row["cells"]
    }


@pytest.mark.parametrize("form", ["text", "csv", "html", "json"])
def test_the_matrix_is_the_expected_one(form):
    ending = {"text": "txt"}.get(form, form)
    assert matches(f"matrix.{ending}", show_matrix(SNAPSHOT, format=form))


def test_an_account_by_another_is_set_apart_and_is_not_the_stance():
    cell = cells(SNAPSHOT)["p-3", "Sudmark"]
    assert cell["stance"] is None
    assert not cell["own"]
    assert [held["ids"] for held in cell["others"]] == [[E_TIMETABLE.id]]
    assert "nothing found in its own voice" in show_matrix(SNAPSHOT)


def test_a_cell_says_stance_since_when_how_firmly_and_on_what_it_rests():
    cell = cells(SNAPSHOT)["p-1", "Norland"]
    wanted = {
        "stance": "demands",
        "since": "2031-03-01",
        "firmness": "long-standing",
        "condition": None,
        "sources": 2,
        "ids": [E_DEMAND.id],
    }
    assert {key: cell[key] for key in wanted} == wanted
    conditional = cells(SNAPSHOT)["p-2", "Sudmark"]
    assert conditional["condition"] == "if Norland first reopens the ferry"


def test_an_empty_cell_says_what_was_looked_through():
    assert cells(SNAPSHOT)["p-3", "Norland"]["empty"] == EMPTY
    for form in ("csv", "html"):
        assert EMPTY in show_matrix(SNAPSHOT, format=form)


def test_a_row_that_is_nobodys_is_left_out_and_counted():
    issue = SNAPSHOT.issues[0]
    lone = replace(issue.propositions[0], id="p-99", text="forward it to the plenary")
    more = replace(issue, propositions=(*issue.propositions, lone))
    snapshot = replace(SNAPSHOT, issues=(more, *SNAPSHOT.issues[1:]))
    for form in ("text", "html"):
        page = show_matrix(snapshot, format=form)
        assert "forward it" not in page
        assert "1 row left out on which no statement of a party was found." in page
        assert "left out on which" not in show_matrix(SNAPSHOT, format=form)
    assert ("p-99", "Norland") in cells(snapshot)


def test_on_paper_a_row_stays_on_its_page_whatever_its_form():
    """Rows of a table, and the block that a row is where there are many parties."""
    others = tuple(Party(id=f"a-{n}", name=f"Party {n}", kind="state", names=()) for n in range(9))
    for parties in (PARTIES, PARTIES + others):
        page = show_matrix(replace(SNAPSHOT, parties=parties), format="html")
        (printed,) = re.findall(
            r"@media print \{\n  @page \{ size: A4 landscape.*?\n\}", page, re.DOTALL
        )
        assert "tr, section { break-inside: avoid; }" in printed


def test_a_refusal_stands_where_it_was_placed_and_nowhere_else():
    made = cells(SNAPSHOT)
    holding = [key for key, cell in made.items() if cell["refusals"]]
    assert holding == [("p-3", "Sudmark")]
    assert made["p-3", "Sudmark"]["refusals"][0]["id"] == E_DECLINED.id


def test_a_refusal_with_no_place_fills_no_cell_but_is_shown():
    refusal = replace(
        SNAPSHOT.refusals[0], entry=replace(E_DECLINED, issue=None, proposition=None)
    )
    snapshot = replace(SNAPSHOT, refusals=(refusal,))
    assert not any(cell["refusals"] for cell in cells(snapshot).values())
    for form in ("text", "html", "json"):
        assert "declined to comment" in show_matrix(snapshot, format=form)


def test_mixed_signals_and_conflict_are_said():
    standing = replace(
        SNAPSHOT.standings[0],
        own=(held(E_DEMAND), held(E_REFUSAL)),
        mixed=True,
        conflict=True,
        stance=None,
    )
    snapshot = replace(SNAPSHOT, standings=(standing,))
    for form in ("text", "html"):
        made = show_matrix(snapshot, format=form)
        assert "mixed signals" in made
        assert "accounts contradict each other" in made
    assert cells(snapshot)["p-1", "Norland"]["mixed"] is True


def test_a_changed_stance_names_the_one_before():
    later = held(E_REFUSAL, relationship="changed", before=E_DEMAND.id)
    standing = replace(SNAPSHOT.standings[0], own=(later,), earlier=(held(E_DEMAND),))
    cell = cells(replace(SNAPSHOT, standings=(standing,)))["p-1", "Norland"]
    assert cell["own"][0]["before"] == E_DEMAND.id
    assert cell["earlier"][0]["ids"] == [E_DEMAND.id]


def test_more_parties_than_columns_make_a_block_a_proposition():
    others = tuple(replace(PARTIES[0], id=f"b-{n}", name=f"Party {n}") for n in range(6))
    made = show_matrix(replace(SNAPSHOT, parties=PARTIES[:2] + others))
    assert "\nThe Saltmarsh strip: observers in the strip\n" in made
    assert max(map(len, made.split("\n"))) <= 100


def test_issues_stand_under_their_parents():
    child = replace(SNAPSHOT.issues[1], parent="i-1")
    made = show_matrix(replace(SNAPSHOT, issues=(SNAPSHOT.issues[0], child)), format="json")
    paths = [row["issue"] for row in json.loads(made)["rows"]]
    assert paths[-1] == "The Saltmarsh strip › The ferry"


def test_issues_in_a_circle_do_not_hang():
    circle = tuple(
        Issue(id=a, name=a, parent=b, propositions=()) for a, b in (("x", "y"), ("y", "x"))
    )
    assert show_matrix(replace(SNAPSHOT, issues=circle))


def test_what_waits_in_the_tray_is_counted():
    assert "1 position has no place in the register yet" in show_matrix(
        replace(SNAPSHOT, tray=(E_DEMAND,))
    )


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(most=20))
def test_every_form_is_safe_and_no_wider_than_the_terminal(snapshot):
    assert all(len(line) <= 100 for line in show_matrix(snapshot).split("\n"))
    check(show_matrix(snapshot, format="html"))
    rows = list(csv.reader(io.StringIO(show_matrix(snapshot, format="csv"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(cell.startswith(tuple("=+-@\t\r")) for row in rows for cell in row)


def test_more_parties_than_a_page_is_wide_are_blocks_too():
    others = tuple(replace(PARTIES[0], id=f"b-{n}", name=f"Party {n}") for n in range(6))
    made = show_matrix(replace(SNAPSHOT, parties=PARTIES[:2] + others), format="html")
    page = check(made)
    assert "table" not in page.tags
    assert f"the other 6: {EMPTY}" in page.words


def test_who_refuses_without_a_name_is_told_in_the_reports_words():
    secret = replace(E_DRAFT.claim, withheld_by=("unnamed: the ministry in Vell",), what="the fee")
    refusal = Refusal(party="u-24b80dc6ae44", entry=replace(E_DRAFT, claim=secret))
    made = show_matrix(replace(SNAPSHOT, refusals=(refusal,)))
    assert "the ministry in Vell (unnamed) did not say" in made
    assert "u-24b80dc6ae44" not in made
