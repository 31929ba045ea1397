"""The register of issues: the desk adds, renames, moves, merges, splits; every line reversible."""

from typing import cast

import pytest

from detente.model.errors import InputError, NoSuchEntry, UnknownName
from detente.model.snapshot import Issue
from detente.model.text import Mark
from detente.record import Record
from tests.record.build import Draft


@pytest.fixture
def tolls(record: Record) -> Record:
    """A record with three positions on tolls and ferries."""
    draft = Draft("Norland demands a harbour toll, rejects free ferries, accepts some points.")
    draft.position("Norland", "demands", "a harbour toll", "demands a harbour toll")
    draft.position("Norland", "rejects", "free ferries", "rejects free ferries")
    draft.position("Norland", "accepts", "some points", "accepts some points", proposition=None)
    record.enter([draft.reading()])
    return record


def named(record: Record, name: str) -> Issue:
    (found,) = [i for i in record.issues() if i.name == name]
    return found


def tree(record: Record) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(i.name, i.parent, tuple(p.text for p in i.propositions)) for i in record.issues()]


def test_issues_come_from_the_reports_until_the_desk_says_otherwise(tolls: Record) -> None:
    assert tree(tolls) == [
        ("a harbour toll", None, ("a harbour toll",)),
        ("free ferries", None, ("free ferries",)),
    ]


def test_what_names_nothing_specific_waits_in_the_tray_until_it_is_placed(tolls: Record) -> None:
    (entry,) = tolls.snapshot().tray
    assert tolls.placement(entry.id).reason == "names nothing specific"
    tolls.place(entry.id, "free ferries", by="ada")
    assert tolls.snapshot().tray == ()
    (placed,) = tolls.entries("positions", issue="free ferries")[1:]
    assert placed.claim.main.text == "accepts some points"
    assert tolls.placement(placed.id).reason == "placed by the desk"
    tolls.undo("ada")
    assert [e.id for e in tolls.snapshot().tray] == [entry.id]


def test_a_placed_position_can_be_put_back_into_the_tray(tolls: Record) -> None:
    (entry,) = tolls.entries("positions", issue="a harbour toll")
    tolls.place(entry.id, None, by="ada")
    assert len(tolls.snapshot().tray) == 2
    assert all(s.stance != "demands" for s in tolls.snapshot().standings)


def test_like_wordings_follow_what_was_placed_by_hand(tolls: Record) -> None:
    added = tolls.proposition_add("free ferries", "the crossing costs nothing", "ada")
    (entry,) = tolls.entries("positions", issue="a harbour toll")
    tolls.place(entry.id, added.id, by="ada")
    draft = Draft("Sudmark rejects the toll in the harbour.", "2031-04-01")
    draft.position("Sudmark", "rejects", "the toll in the harbour", "rejects the toll")
    tolls.enter([draft.reading()])
    (theirs,) = tolls.entries("positions", actor="Sudmark")
    assert theirs.proposition == added.id


def test_a_like_wording_follows_before_the_proposition_itself_comes_up(tolls: Record) -> None:
    """It is first worded on a later day, and in a report of another mark."""
    words = "Sudmark demands that ferries cross by night"
    draft = Draft(f"{words}.", "2031-04-01", mark="internal")
    draft.position("Sudmark", "demands", "that ferries cross by night", words)
    tolls.enter([draft.reading()])
    (target,) = tolls.entries("positions", actor="Sudmark", up_to="internal")
    (entry,) = tolls.entries("positions", issue="a harbour toll")
    tolls.place(entry.id, target.proposition, by="ada")
    draft = Draft("Sudmark rejects the toll in the harbour.", "2031-02-01")
    draft.position("Sudmark", "rejects", "the toll in the harbour", "rejects the toll")
    tolls.enter([draft.reading()])
    for mark, issue in (("internal", target.issue), ("public", None)):
        (theirs, *_) = tolls.entries("positions", actor="Sudmark", up_to=cast(Mark, mark))
        assert (theirs.proposition, theirs.issue) == (target.proposition, issue)


def test_the_desk_adds_names_and_moves_issues(tolls: Record) -> None:
    made = tolls.issue_add("Shipping", "ada", definition="All at sea.", keywords=["ferry"])
    assert named(tolls, "Shipping").definition == "All at sea."
    assert [p.text for p in named(tolls, "Shipping").propositions] == ["free ferries"]
    tolls.issue_rename(made.id, "Sea traffic", "ada")
    assert named(tolls, "Sea traffic").id == made.id
    tolls.issue_move("a harbour toll", made.id, "ada")
    assert named(tolls, "a harbour toll").parent == made.id
    assert len(tolls.entries("positions", issue="Sea traffic")) == 2
    tolls.issue_move("a harbour toll", None, "ada")
    assert named(tolls, "a harbour toll").parent is None


def test_an_issue_cannot_lie_under_itself(tolls: Record) -> None:
    tolls.issue_move("a harbour toll", "free ferries", "ada")
    with pytest.raises(InputError, match="cannot lie under itself"):
        tolls.issue_move("free ferries", "a harbour toll", "ada")
    with pytest.raises(InputError, match="cannot lie under itself"):
        tolls.issue_move("free ferries", "free ferries", "ada")


def test_propositions_are_renamed_moved_and_merged(tolls: Record) -> None:
    key = named(tolls, "free ferries").propositions[0].id
    tolls.proposition_rename("free ferries", "ferries are free", "ada")
    tolls.proposition_move(key, "a harbour toll", "ada")
    texts = [p.text for p in named(tolls, "a harbour toll").propositions]
    assert texts == ["a harbour toll", "ferries are free"]
    tolls.proposition_merge(["a harbour toll", key], "ada")
    assert [p.text for p in named(tolls, "a harbour toll").propositions] == ["a harbour toll"]
    (cell,) = tolls.snapshot().standings
    assert [h.position.stance for h in cell.own] == ["demands", "rejects"]


def test_an_issue_is_split_with_its_propositions(tolls: Record) -> None:
    tolls.proposition_move("free ferries", "a harbour toll", "ada")
    tolls.issue_split("a harbour toll", "Ferries", ["free ferries"], by="ada")
    assert [p.text for p in named(tolls, "Ferries").propositions] == ["free ferries"]
    assert [p.text for p in named(tolls, "a harbour toll").propositions] == ["a harbour toll"]


def test_every_line_of_the_register_can_be_taken_back(tolls: Record) -> None:
    states = [tree(tolls)]

    def done() -> None:
        states.append(tree(tolls))
        assert states[-1] != states[-2]

    tolls.issue_start("trade", "ada")
    done()
    tolls.issue_add("Shipping", "ada", keywords=["ferry"])
    done()
    tolls.issue_rename("Shipping", "Sea traffic", "ada")
    done()
    tolls.issue_move("a harbour toll", "Sea traffic", "ada")
    done()
    tolls.issue_merge(["Sea traffic", "a harbour toll"], "ada")
    done()
    tolls.proposition_add("Sea traffic", "pilots are paid by both shores", "ada")
    done()
    tolls.proposition_rename("free ferries", "ferries are free", "ada")
    done()
    tolls.proposition_merge(["ferries are free", "a harbour toll"], "ada")
    done()
    tolls.issue_split("Sea traffic", "Pilots", ["pilots are paid by both shores"], by="ada")
    done()
    said = []
    while len(states) > 1:
        states.pop()
        said.append(tolls.undo("bea"))
        assert tree(tolls) == states[-1]
    assert all(line.startswith("taken back: the ") for line in said)
    assert "starter set trade" in said[-1]


@pytest.mark.parametrize("name", ["peace", "trade", "labour", "takeovers", "climate"])
def test_a_starter_set_gives_issues_with_definitions(name: str, record: Record) -> None:
    record.issue_start(name, "ada")
    assert len(record.issues()) >= 3
    assert all(i.definition for i in record.issues())
    record.issue_start(name, "ada")  # twice is once
    assert len({i.id for i in record.issues()}) == len(record.issues())


def test_an_unknown_starter_set_is_an_error_that_lists_the_known_ones(record: Record) -> None:
    with pytest.raises(UnknownName, match=r"unknown .*'chess'; choose one of climate, "):
        record.issue_start("chess", "ada")


@pytest.mark.parametrize("name", ["i-0000", "nothing", ""])
def test_an_issue_that_is_not_there_is_said(name: str, tolls: Record) -> None:
    with pytest.raises(NoSuchEntry):
        tolls.issue_rename(name, "Other", "ada")
    with pytest.raises(NoSuchEntry):
        tolls.proposition_rename(name, "Other", "ada")


def test_only_positions_have_a_place(tolls: Record) -> None:
    draft = Draft("“We wait,” Karin Lund said.").says("Karin Lund", "“We wait,”")
    tolls.enter([draft.reading()])
    (entry,) = tolls.entries("statements")
    with pytest.raises(NoSuchEntry, match="only positions have a place"):
        tolls.place(entry.id, "free ferries", by="ada")
    with pytest.raises(NoSuchEntry, match="only positions have a place"):
        tolls.placement(entry.id)
