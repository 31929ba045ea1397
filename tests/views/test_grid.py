"""The matrix as a reader arranges it, and what differs in it between two days."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from detente.model.snapshot import Snapshot, Standing
from detente.model.vocabulary import STANCE_WORDS
from detente.views.matrix.choosing import Arrangement
from detente.views.matrix.compare import Difference, differences
from detente.views.matrix.grid import Grid, grid
from detente.views.matrix.values import STANCE_SIGNS, stance_legend
from tests.views.sample import (
    E_DECLINED,
    E_DEMAND,
    E_IF,
    E_OBSERVERS,
    E_REFUSAL,
    E_TIMETABLE,
    PARTIES,
    SNAPSHOT,
    held,
)
from tests.views.worlds import snapshots


def names(made: Grid) -> list[str]:
    return [party.name for party in made.parties]


def rows(made: Grid) -> list[str]:
    return [row.proposition for group in made.groups for row in group.rows]


def test_who_is_spoken_of_most_has_the_first_column():
    assert names(grid(SNAPSHOT, Arrangement())) == ["Sudmark", "Norland"]


def test_columns_keep_their_places_while_one_looks_at_another_day():
    early = replace(SNAPSHOT, standings=SNAPSHOT.standings[:1])
    assert names(grid(early, Arrangement())) == ["Norland", "Sudmark"]
    assert names(grid(early, Arrangement(), latest=SNAPSHOT)) == ["Sudmark", "Norland"]


def test_columns_that_are_named_are_shown_in_their_order_and_the_others_told():
    made = grid(SNAPSHOT, Arrangement(columns=("a-1", "a-9", "a-1")))
    assert names(made) == ["Norland"]
    assert [party.name for party in made.others] == ["Sudmark"]


def test_a_row_tells_who_speaks_on_it_without_a_column():
    made = grid(SNAPSHOT, Arrangement(columns=("a-1",), silent=True))
    elsewhere = {row.proposition: row.elsewhere for group in made.groups for row in group.rows}
    spoken = {s.proposition for s in SNAPSHOT.standings if s.party != "a-1"}
    assert {key for key, who in elsewhere.items() if who == ("Sudmark",)} == spoken
    whole = grid(SNAPSHOT, Arrangement())
    assert all(row.elsewhere == () for group in whole.groups for row in group.rows)


def test_a_party_is_found_by_any_of_its_names():
    made = grid(SNAPSHOT, Arrangement(who="NOR"))
    assert names(made) == ["Norland"]


def test_rows_stand_as_the_reader_put_them_those_not_named_after():
    assert rows(grid(SNAPSHOT, Arrangement(rows=("i-2", "p-2"))))[0] == "p-3"
    assert rows(grid(SNAPSHOT, Arrangement(rows=("p-2",), order="register")))[:2] == ["p-2", "p-1"]


def test_rows_come_in_the_order_asked_for():
    assert rows(grid(SNAPSHOT, Arrangement(order="register"))) == ["p-1", "p-2", "p-3"]
    assert rows(grid(SNAPSHOT, Arrangement(order="newest"))) == ["p-2", "p-1", "p-3"]
    assert rows(grid(SNAPSHOT, Arrangement(order="spoken"))) == ["p-2", "p-1", "p-3"]


def test_hidden_rows_and_those_of_other_words_are_gone_but_counted():
    made = grid(SNAPSHOT, Arrangement(hidden=frozenset({"i-2"})))
    assert (set(rows(made)), made.hidden, made.total) == ({"p-1", "p-2"}, 1, 3)
    assert rows(grid(SNAPSHOT, Arrangement(what="Ferry timetable"))) == ["p-3"]


def test_rows_on_which_nobody_shown_speaks_are_left_out_and_counted():
    norland = Arrangement(columns=("a-1",))
    made = grid(SNAPSHOT, norland)
    assert (set(rows(made)), made.silent) == ({"p-1", "p-2"}, 1)
    assert set(rows(grid(SNAPSHOT, replace(norland, silent=True)))) == {"p-1", "p-2", "p-3"}


def test_a_refusal_to_speak_keeps_its_row():
    silent = replace(SNAPSHOT, standings=SNAPSHOT.standings[:1])
    made = grid(silent, Arrangement())
    cell = next(c for g in made.groups for r in g.rows for c in r.cells if c.refusals)
    assert (cell.party, cell.proposition, cell.found) == ("a-2", "p-3", True)
    assert cell.refusals[0].id == E_DECLINED.id


def test_a_stance_is_shown_by_sign_and_word():
    made = grid(SNAPSHOT, Arrangement(columns=("a-2",)))
    cells = {c.proposition: c for g in made.groups for r in g.rows for c in r.cells}
    own = cells["p-2"].own[0]
    assert (own.sign, own.word) == ("(+)", "accepts on a condition")
    assert own.condition == "if Norland first reopens the ferry"
    assert own.by is None
    told = cells["p-3"].others[0]
    assert (told.by, "hedged" in told.extras) == ("Norland, a counterpart", True)
    assert cells["p-3"].silence == "nothing found in its own voice"


def test_every_stance_has_a_sign_of_its_own():
    assert set(STANCE_SIGNS) == set(STANCE_WORDS)
    assert len(set(STANCE_SIGNS.values())) == len(STANCE_WORDS)
    assert dict(stance_legend())["−"] == "rejects"


def test_a_cell_of_one_text_says_so():
    made = grid(SNAPSHOT, Arrangement(columns=("a-1",)))
    single = {c.proposition: c.single_source for g in made.groups for r in g.rows for c in r.cells}
    assert single == {"p-1": False, "p-2": True}


def cell(**fields: object) -> Standing:
    return replace(SNAPSHOT.standings[0], **fields)  # type: ignore[arg-type]


def test_a_cell_differs_from_what_to_what():
    before = cell(own=(held(E_REFUSAL),), others=())
    after = cell(own=(held(E_IF),), others=(held(E_TIMETABLE),))
    assert differences(before, after) == (
        Difference("own voice", "rejects", "accepts on a condition"),
        Difference("others", "nothing", "per Norland, a counterpart: accepts"),
    )


def test_the_same_stance_on_another_condition_differs_in_it():
    other = replace(E_IF, claim=replace(E_IF.claim, condition="if the ferry runs"))
    assert differences(cell(own=(held(E_IF),)), cell(own=(held(other),))) == (
        Difference(
            "own voice",
            "accepts on a condition; condition: “if Norland first reopens the ferry”",
            "accepts on a condition; condition: “if the ferry runs”",
        ),
    )


def test_a_cell_that_was_empty_differs_from_nothing_found():
    assert differences(None, cell(own=(held(E_OBSERVERS),))) == (
        Difference("own voice", "nothing found", "accepts"),
    )
    assert differences(None, None) == ()


def test_the_same_said_again_is_no_difference():
    again = replace(E_DEMAND, sightings=E_DEMAND.sightings[:1])
    assert differences(cell(own=(held(E_DEMAND),)), cell(own=(held(again),))) == ()


def test_mixed_signals_are_named_when_they_begin():
    mixed = cell(own=(held(E_OBSERVERS), held(E_REFUSAL)), mixed=True, stance=None)
    found = differences(cell(own=(held(E_OBSERVERS),)), mixed)
    assert found[0].after == "mixed signals: accepts · rejects"


def test_two_days_show_the_rows_of_both_and_which_cells_differ():
    early = replace(
        SNAPSHOT,
        issues=(replace(SNAPSHOT.issues[0], propositions=SNAPSHOT.issues[0].propositions[:1]),),
        standings=SNAPSHOT.standings[:2],
    )
    for one, other in ((early, SNAPSHOT), (SNAPSHOT, early)):
        made = grid(one, Arrangement(), against=other)
        assert set(rows(made)) == {"p-1", "p-2", "p-3"}
        changed = {
            r.proposition for g in made.groups for r in g.rows for c in r.cells if c.differences
        }
        assert changed == {"p-2", "p-3"}
    made = grid(SNAPSHOT, Arrangement(differing=True), against=early)
    assert (set(rows(made)), made.unchanged) == ({"p-2", "p-3"}, 1)


def test_a_page_of_rows_has_no_more_and_names_them_all():
    made = grid(SNAPSHOT, Arrangement(order="register"), start=1, rows=1)
    assert (rows(made), made.rows) == (["p-2"], 3)
    assert made.order == {"i-1": ["p-1", "p-2"], "i-2": ["p-3"]}
    assert rows(grid(SNAPSHOT, Arrangement(), start=9, rows=1)) == []


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(most=10))
def test_nothing_is_lost_but_what_is_counted(snapshot: Snapshot):
    made = grid(snapshot, Arrangement())
    assert len(rows(made)) + made.silent + made.hidden == made.total
    assert len(made.parties) + len(made.others) == len(
        {party.id for party in (*made.parties, *made.others)}
    )
    assert not any(c.differences for g in made.groups for r in g.rows for c in r.cells)
    same = grid(snapshot, Arrangement(differing=True), against=snapshot)
    assert rows(same) == []


def test_a_party_of_no_standing_has_a_column_if_the_desk_says_so():
    more = replace(PARTIES[0], id="a-7", name="Vesse")
    made = grid(replace(SNAPSHOT, parties=(*PARTIES, more)), Arrangement())
    assert names(made) == ["Sudmark", "Norland", "Vesse"]
