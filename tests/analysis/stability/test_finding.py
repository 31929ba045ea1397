"""A model file to a finding: what holds, how firmly, how it is reached; and wrong models."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from detente.analysis.stability import (
    assumed_stability,
    begun,
    check_wants,
    propose,
    read_model,
    stability,
    strangers,
)
from detente.model.errors import InputError, UnknownName
from tests.analysis.world import World

PRISONERS = """
title = "Two prisoners"
status_quo = []
coalitions = [["Row", "Column"]]

[[party]]
name = "Row"
source = "a story"
options = ["row tells"]
wants = ["not 'column tells'", "'row tells'"]

[[party]]
name = "Column"
options = ["column tells"]
wants = ["not 'row tells'", "'column tells'"]
""".replace("'", '\\"')


def cells(text: str) -> dict[str, dict[str, object]]:
    finding = stability(read_model(text))
    return {
        str(row.cells[0]): dict(zip(finding.columns, row.cells, strict=True))
        for row in finding.rows
    }


def test_two_prisoners_in_words() -> None:
    found = cells(PRISONERS)
    silent = found["Row: nothing; Column: nothing"]
    tell = found["Row: row tells; Column: column tells"]
    assert (silent["Nash"], silent["SEQ"], silent["today"]) == (None, "yes", "yes")
    assert (tell["Nash"], tell["SEQ"]) == ("yes", "yes")
    assert silent["coalitions that stay"] == "Row and Column"
    assert tell["coalitions that stay"] is None
    assert "Row: row tells → Column: column tells" in str(tell["reached from today by"])
    assert str(tell["holds when an order changes"]).endswith("of 6")
    caveats = stability(read_model(PRISONERS)).caveats
    assert any("Row: a story; Column: the desk" in caveat for caveat in caveats)


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        (("[[party]]", "[[part]]"), UnknownName, "part"),
        (('name = "Row"', "nam = 1"), InputError, "has no name"),
        (('["row tells"]', '"row tells"'), InputError, "no list of texts"),
        (('["column tells"]', '["row tells"]'), InputError, "there twice"),
        (('"Row", "Column"', '"Row", "Judge"'), UnknownName, "Judge"),
        (("status_quo = []", 'status_quo = ["runs"]'), UnknownName, "runs"),
        (("status_quo = []", 'never = ["not runs"]'), InputError, "no option"),
        (("status_quo = []", 'answers = "fax"'), UnknownName, "fax"),
        (("title", "title ="), InputError, "no TOML"),
    ],
)
def test_a_wrong_model_is_told_what_is_wrong(
    change: tuple[str, str], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        stability(read_model(PRISONERS.replace(*change)))


DRAWN = """
states = ["peace", "truce", "war"]
status_quo = "truce"

[[party]]
name = "Norland"
moves = [["truce", "war"], ["truce", "peace"]]
order = ["peace", ["truce", "war"]]

[[party]]
name = "Sudmark"
moves = []
order = ["war", "truce", "peace"]
"""


def test_a_drawn_model_and_an_order_of_states() -> None:
    found = cells(DRAWN)
    assert (found["peace"]["Nash"], found["peace"]["reached from today by"]) == (
        "yes",
        "Norland: to peace",
    )
    assert (found["truce"]["today"], found["truce"]["GMR"]) == ("yes", None)
    ordered = PRISONERS.replace(
        'wants = ["not \\"column tells\\"", "\\"row tells\\""]', 'order = ["YN", "NN", "YY", "NY"]'
    )
    assert ordered != PRISONERS
    assert cells(ordered) == cells(PRISONERS)


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        (('["truce", "war"], ', '["truce", "rain"], '), UnknownName, "rain"),
        (('["truce", "war"], ', '["truce", "truce"], '), InputError, "does not lead from one"),
        (('["truce", "war"], ', '["truce"], '), InputError, "does not lead from one"),
        (("moves = []", 'moves = "none"'), InputError, "are no list"),
        (('order = ["war", ', "order = ["), InputError, "does not rank state 'war'"),
        (('order = ["war", ', 'order = ["war", "war", '), InputError, "'war' twice"),
        (('order = ["war", ', 'order = ["rain", '), UnknownName, "rain"),
        (('status_quo = "truce"', 'status_quo = "rain"'), UnknownName, "rain"),
        (('"truce", "war"]\nstatus', '"truce", "truce"]\nstatus'), InputError, "two states or"),
        (("moves = []", 'options = ["pay"]'), UnknownName, "options"),
    ],
)
def test_a_wrong_drawing_is_told_what_is_wrong(
    change: tuple[str, str], error: type[Exception], says: str
) -> None:
    assert change[0] in DRAWN
    with pytest.raises(error, match=says):
        stability(read_model(DRAWN.replace(*change)))


def test_two_kinds_of_preferences_and_an_order_of_states_that_cannot_be_are_refused() -> None:
    with pytest.raises(InputError, match="both 'wants' and 'order'"):
        read_model(PRISONERS.replace('source = "a story"', 'order = ["YN"]'))
    never = PRISONERS.replace("status_quo = []", "status_quo = []\nnever = ['\"row tells\"']")
    ordered = never.replace(
        'wants = ["not \\"column tells\\"", "\\"row tells\\""]', 'order = ["YN", "NN", "NY"]'
    )
    with pytest.raises(UnknownName, match="YN"):
        stability(read_model(ordered))


def test_no_preferences_opposite_wants_and_too_many_states_are_refused() -> None:
    with pytest.raises(InputError, match="no preferences"):
        stability(
            read_model('[[party]]\nname="A"\noptions=["a"]\n[[party]]\nname="B"\noptions=["b"]\n')
        )
    with pytest.raises(InputError, match="and its opposite"):
        read_model(
            PRISONERS.replace('wants = ["not', 'wants = ["row tells", "not row tells", "not', 1)
        )
    many = ", ".join(f'"o{n}"' for n in range(40))
    big = PRISONERS.replace('["row tells"]', f"[{many}]").replace("row tells", "o1")
    with pytest.raises(InputError, match=r"2\^41 combinations"):
        stability(read_model(big))


def test_a_model_begun_from_the_record_has_no_preferences() -> None:
    world = World()
    world.say("Norland", "demands", 'a "fixed" line\nin the strip')
    world.say("Sudmark", "rejects", 'a "fixed" line\nin the strip')
    text = propose(world.snapshot())
    assert "wants = []" in text
    with pytest.raises(InputError, match="there twice"):  # whose it is, the desk must say
        stability(read_model(text))


def assumed() -> World:
    """The desk says what is open to two parties, and what they want of it."""
    world = World()
    world.say("Norland", "demands", "forces leave")
    world.say("Sudmark", "rejects", "forces leave")
    world.say("Halmar", "proposes", 'a "round" table')
    world.assume("move", ["leave the strip"], party="Sudmark", today=True, once=True)
    world.assume("move", ['pay the "fee"'], party="Norland")
    world.assume("wants", ["leave the strip"], ['not pay the "fee"'], party="Norland")
    world.assume("wants", ['pay the "fee"'], ["not leave the strip"], party="Sudmark")
    return world


def test_what_the_desk_assumes_is_a_model_that_can_be_solved() -> None:
    snapshot = assumed().snapshot()
    text = propose(snapshot)
    model = read_model(text)
    assert model.sources == ("the desk, 2 March 2031: a reason",) * 2
    assert '# Not in the model: Halmar, who speaks of: a "round" table' in text
    found = assumed_stability(snapshot)
    assert found.rows == stability(model).rows
    assert [row.cells[0] for row in found.rows if row.cells[1]] == [
        "Sudmark: leave the strip; Norland: nothing"
    ]
    assert [one.id for one in found.assumed] == [1, 2, 3, 4]
    assert found.assumed[2].said.startswith("Norland wants, first things first: leave the strip")


def test_without_moves_or_wants_it_says_what_is_missing() -> None:
    world = World()
    world.say("Norland", "demands", "forces leave")
    with pytest.raises(InputError, match="which moves are open to whom"):
        assumed_stability(world.snapshot())
    hidden = replace(world.snapshot(), assumptions_left_out=2)
    with pytest.raises(InputError, match="2 assumptions of the desk have a higher mark"):
        assumed_stability(hidden)
    world.assume("move", ["leave"], party="Norland")
    world.assume("move", ["pay"], party="Sudmark")
    with pytest.raises(InputError, match="'Norland' has no preferences"):
        assumed_stability(world.snapshot())
    with pytest.raises(InputError, match="'go' is no option"):
        check_wants(world.snapshot().assumptions, ["pay", "not go"])


def test_without_stances_it_says_what_to_add() -> None:
    text = propose(World().snapshot())
    assert "add reports with 'detente add'" in text
    with pytest.raises(InputError, match="two parties or more"):
        read_model(text)


def test_a_party_that_the_record_knows_by_any_name_is_no_stranger() -> None:
    world = World()
    world.say("Row", "demands", "a vote")
    model = read_model(PRISONERS)
    (said,) = strangers(model, world.snapshot())
    assert said.startswith("Column is not in the record as of 2031-03-01")
    world.say("Column", "demands", "a vote")
    assert strangers(model, world.snapshot()) == ()


def test_what_a_model_may_be_begun_from_has_its_entries_and_no_preference() -> None:
    world = World()
    entry = world.say("Norland", "demands", "a vote")
    number = world.assume("move", ["stay"], party="Norland")
    found = begun(world.snapshot())
    assert [(row.cells, row.basis, row.assumed) for row in found.rows] == [
        (("Norland", "stay", "open to it, as the desk assumes"), (), (number,)),
        (("Norland", "a vote", "demands"), (entry,), ()),
    ]
    assert [one.id for one in found.assumed] == [number]


@pytest.mark.parametrize(
    ("wants", "says"),
    [
        (["pay", "not pay"], "Kestland wants 'pay' and its opposite, 'not pay'"),
        (["pay and not pay"], "Kestland wants 'pay and not pay', which nothing can meet"),
        (["stay or not stay"], "which holds whatever is done"),
        (["not (pay or stay)", "stay or pay"], "and its opposite"),
    ],
)
def test_wishes_that_contradict_themselves_are_refused_when_they_are_said(
    wants: list[str], says: str
) -> None:
    world = World()
    world.assume("move", ["pay"], party="Kestland")
    world.assume("move", ["stay"], party="Torvania")
    with pytest.raises(InputError, match=re.escape(says)):
        check_wants(world.assumptions, wants, "Kestland")
    check_wants(world.assumptions, ["pay", "not stay", "pay if stay"], "Kestland")
