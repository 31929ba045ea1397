"""What is not shown as fact: set apart, named and counted in every form, never hidden."""

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace

import pytest

from detente.analysis import blocks, forecasts, standings
from detente.model.dates import day
from detente.model.snapshot import Delta, Entry, Held, Snapshot, Standing
from detente.views.brief import show_brief
from detente.views.delta import show_delta
from detente.views.entry import show_entry
from detente.views.matrix import show_matrix
from detente.views.signs import LEGEND, MACHINE, POSSIBLE, REVIEWED, review_sign
from detente.views.tables import entry_table, show_table, sure_table
from detente.views.words import say
from tests.views.sample import (
    DELTA,
    E_DEMAND,
    E_FORECAST,
    E_MET,
    E_NEXT,
    E_OBSTACLE,
    E_REFUSAL,
    E_SECRET,
    SNAPSHOT,
)
from tests.views.sample import held as stand

FORMS = ("text", "csv", "html", "json")


def doubted(entry: Entry) -> Entry:
    return replace(entry, sure=False, claim=replace(entry.claim, confidence=0.45))


def possible(entry: Entry) -> Held:
    return stand(doubted(entry))


def with_possible(*standings: Standing) -> Snapshot:
    return replace(SNAPSHOT, standings=standings)


CELL = Standing(party="a-1", issue="i-1", proposition="p-1", possible=(possible(E_DEMAND),))
ALONE = with_possible(CELL)
BESIDE = with_possible(
    CELL,
    Standing(party="a-2", issue="i-1", proposition="p-1", own=(stand(E_REFUSAL),)),
)


def brief(snapshot: Snapshot, delta: Delta | None = None, form: str = "text") -> str:
    return show_brief(
        snapshot, delta, findings=(blocks(snapshot), forecasts(snapshot)), format=form
    )


def test_what_is_possible_has_a_sign_and_a_word_of_its_own() -> None:
    assert f"{POSSIBLE} possible" in LEGEND
    assert [review_sign([e]) for e in (E_REFUSAL, E_DEMAND, doubted(E_DEMAND))] == [
        REVIEWED,
        MACHINE,
        POSSIBLE,
    ]
    assert review_sign([E_DEMAND, doubted(E_MET)]) == POSSIBLE  # as sure as the least sure
    assert say(doubted(E_DEMAND)) == f"possible: {say(E_DEMAND)}"


def test_a_cell_names_a_possible_stance_below_and_as_nobodys_stance() -> None:
    text = " ".join(show_matrix(ALONE).split())
    assert "nothing sure in its own voice" in text
    assert f"{POSSIBLE} possible: demands" in text
    assert "1 stance possible only" in text
    html = show_matrix(ALONE, format="html")
    assert "possible: <span" in " ".join(html.split())
    (row,) = [r for r in json.loads(show_matrix(ALONE, format="json"))["rows"] if r["cells"]][:1]
    cell = next(c for c in row["cells"] if c["party_id"] == "a-1")
    assert (cell["stance"], cell["own"]) == (None, [])
    assert [(h["stance"], h["sure"]) for h in cell["possible"]] == [("demands", False)]
    rows = csv.DictReader(io.StringIO(show_matrix(ALONE, format="csv")))
    assert [(r["stance"], r["sure"]) for r in rows if r["stance"]] == [("demands", "no")]


def test_nothing_is_opposed_by_what_is_possible() -> None:
    assert [row.cells[0] for row in blocks(BESIDE).rows] == ["named obstacle"]
    assert [row.cells[-1] for row in standings(BESIDE).rows] == ["no", "yes"]
    assert "no opposed stances of two parties found in their own words" in brief(BESIDE)


def test_the_brief_shows_what_is_sure_and_counts_what_is_possible() -> None:
    page = brief(BESIDE)
    assert "… and 1 possible: detente matrix" in page
    assert "possible: demands" not in page
    values = json.loads(brief(BESIDE, form="json"))
    section = next(s for s in values["sections"] if s["name"] == "positions")
    assert (section["possible"], section["more"]) == (1, 0)


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_the_brief_shows_what_is_possible_where_nothing_is_sure(form: str) -> None:
    page = brief(replace(ALONE, contacts=tuple(map(doubted, SNAPSHOT.contacts))), form=form)
    assert "possible: demands" in page
    assert "Last contact: possible: " in page
    for line in page.splitlines() if form == "text" else ():
        assert " possible: " not in line or POSSIBLE in line or "detente" in line or "Last" in line


def test_the_headline_of_a_brief_says_where_it_is_not_sure() -> None:
    doubt = replace(SNAPSHOT, progress=tuple(map(doubted, SNAPSHOT.progress)))
    assert "1 Mar 2031, possibly: no breakthrough" in " ".join(brief(doubt).split())


def test_a_sure_contact_comes_before_a_possible_one() -> None:
    page = brief(replace(SNAPSHOT, contacts=(doubted(E_MET), E_NEXT, doubted(E_SECRET))))
    assert "No contact found that took place" not in page
    contacts = page.partition("Contacts held and due")[2].partition("Open questions")[0]
    assert "2 possible: detente list contacts" in contacts
    assert "possible: " not in contacts.partition("\n")[2]


def test_a_newer_contact_that_is_only_possible_is_told_beside_the_last_sure_one() -> None:
    newer = replace(E_MET.claim, days=day(dt.date(2031, 3, 4)))
    again = replace(doubted(E_MET), id="f" * 12, claim=replace(newer, confidence=0.45))
    page = " ".join(brief(replace(SNAPSHOT, contacts=(E_MET, again))).split())
    assert re.search(
        r"Last contact: talks of [^;]+, 28 Feb 2031[^;]*; since then, possible: ", page
    )
    older = replace(E_MET.claim, days=day(dt.date(2031, 2, 20)))
    before = replace(doubted(E_MET), id="f" * 12, claim=replace(older, confidence=0.45))
    assert "since then" not in brief(replace(SNAPSHOT, contacts=(E_MET, before)))


def test_possible_obstacles_and_forecasts_are_not_hidden() -> None:
    snapshot = replace(
        SNAPSHOT, sticking_points=(doubted(E_OBSTACLE),), assessments=(doubted(E_FORECAST),)
    )
    assert all(row.cells[0] != "named obstacle" for row in blocks(snapshot).rows)
    assert [row.cells[-1] for row in forecasts(snapshot).rows] == ["no"]
    page = brief(snapshot)
    assert "1 possible: detente list sticking-points" in page
    assert "possible: " in page.partition("Forecasts")[2]


def test_changes_fold_what_is_possible_into_one_counted_line() -> None:
    first, *others = DELTA.changes
    mixed = replace(DELTA, changes=(replace(first, entry=doubted(first.entry)), *others))
    text = " ".join(show_delta(mixed).split())
    assert "And 1 possible one (positions: 1): detente list KIND. 2 changes from" in text
    assert "possible: " not in text
    assert [c["sure"] for c in json.loads(show_delta(mixed, format="json"))["changes"]].count(
        False
    ) == 1
    alone = replace(
        DELTA, changes=tuple(replace(c, entry=doubted(c.entry)) for c in DELTA.changes)
    )
    assert " ".join(show_delta(alone).split()).count("possible: ") == len(DELTA.changes)


@pytest.mark.parametrize("form", FORMS)
def test_a_list_shows_what_is_possible_and_leaves_it_out_when_asked(form: str) -> None:
    entries = [E_DEMAND, doubted(E_REFUSAL)]
    every = show_table(entry_table("positions", entries), format=form)
    sure = show_table(sure_table("positions", entries), format=form)
    assert E_REFUSAL.id in every
    assert E_REFUSAL.id not in sure
    if form in ("text", "html"):
        assert "confidence 0.45" in every
        assert "1 possible left out (--sure)." in sure
    if form == "json":
        assert [row["sure"] for row in json.loads(every)["rows"]] == [True, False]
        assert json.loads(sure)["possible_left_out"] == 1


def test_an_entry_says_that_it_is_possible() -> None:
    text = show_entry(doubted(E_DEMAND), {})
    assert f"{POSSIBLE} position, possible: read by machine, not sure" in text
    assert json.loads(show_entry(doubted(E_DEMAND), {}, format="json"))["sure"] is False


def later(entry: Entry, days: int) -> Entry:
    """The same entry, told so many days after."""
    moved = tuple(
        replace(one, published=one.published + dt.timedelta(days=days))
        for one in entry.sightings
        if one.published is not None
    )
    return replace(entry, sightings=moved)


@pytest.mark.parametrize(("days", "told"), [(9, True), (-9, False)])
def test_a_newer_stance_that_is_not_sure_is_told_beside_the_sure_one(
    days: int, told: bool
) -> None:
    """An analyst must not take for current what may be over; what is older takes no place."""
    turned = later(doubted(E_DEMAND), days)
    cell = Standing(
        party="a-2",
        issue="i-1",
        proposition="p-1",
        own=(stand(E_REFUSAL),),
        possible=(stand(turned),),
    )
    assert (cell.perhaps is not None) == told
    text = " ".join(brief(with_possible(cell)).split())
    assert (f"{POSSIBLE} Sudmark: possible: demands" in text) == told


def test_the_same_stance_told_again_less_surely_takes_no_place() -> None:
    again = stand(later(doubted(E_REFUSAL), 9))
    own = (stand(E_REFUSAL),)
    cell = Standing(party="a-2", issue="i-1", proposition="p-1", own=own, possible=(again,))
    assert cell.perhaps is None


def test_a_conflict_of_which_a_side_may_have_moved_says_so() -> None:
    turned = later(doubted(E_DEMAND), 9)
    moved = replace(turned, claim=replace(turned.claim, stance="accepts"))
    cells = (
        Standing(
            party="a-1",
            issue="i-1",
            proposition="p-1",
            own=(stand(E_DEMAND),),
            stance="demands",
        ),
        Standing(
            party="a-2",
            issue="i-1",
            proposition="p-1",
            own=(stand(E_REFUSAL),),
            possible=(stand(moved),),
            stance="rejects",
        ),
    )
    text = " ".join(brief(with_possible(*cells)).split())
    assert "oppose each other" in text
    assert "may be over: Sudmark possibly accepts since" in text
