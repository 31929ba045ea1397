"""What the desk assumes: kept with author and reason, replaced by the last word, taken back."""

import datetime as dt

import pytest

from detente.model.assumptions import NONE
from detente.model.errors import InputError, NoSuchEntry, UnknownName
from detente.record import Record
from tests.record.build import Draft


@pytest.fixture
def talks(record: Record) -> Record:
    """A record with positions of two parties on one issue."""
    draft = Draft("Norland demands a harbour toll, Sudmark rejects a harbour toll, and waits.")
    draft.position("Norland", "demands", "a harbour toll", "demands a harbour toll")
    draft.position("Sudmark", "rejects", "a harbour toll", "rejects a harbour toll")
    record.enter([draft.reading()])
    return record


def test_it_is_kept_with_author_and_reason_and_counts_within_its_mark(talks: Record) -> None:
    made = talks.assume_option("a harbour toll", "a  lower toll", by="ada", why="half way")
    assert (made.text, made.by, made.why, made.mark) == (
        "a lower toll",
        "ada",
        "half way",
        "internal",
    )
    assert talks.snapshot().assumptions == ()
    assert talks.snapshot().assumptions_left_out == 1
    inside = talks.snapshot(up_to="internal")
    assert inside.assumptions == (made,)
    assert inside.assumptions_left_out == 0
    assert inside.issues == talks.snapshot().issues  # the register has no such proposition


def test_who_said_so_is_left_out_of_what_is_public(talks: Record) -> None:
    talks.assume_move("Norland", "pay", by="ada", why="a guess", mark="public")
    assert [a.by for a in talks.assumptions("public")] == ["the desk"]
    assert [a.by for a in talks.assumptions("internal")] == ["ada"]


def test_the_last_order_counts_and_undo_brings_the_one_before_back(talks: Record) -> None:
    talks.assume_option("a harbour toll", "a lower toll", by="ada", why="half way")
    first = talks.assume_order(
        "Sudmark", "a harbour toll", [["none"], ["a lower"]], by="ada", why="its speech"
    )
    then = talks.assume_order(
        "sudmark", "a harbour toll", [["A Lower Toll", "none"]], by="bo", why="its letter"
    )
    orders = [a for a in talks.assumptions("internal") if a.kind == "order"]
    assert orders == [then]
    (option, _) = talks.assumptions("internal")
    assert first.items == ((NONE,), (option.key,))
    assert set(then.items[0]) == {NONE, option.key}
    assert "'a harbour toll'" not in talks.undo("bo")
    assert [a for a in talks.assumptions("internal") if a.kind == "order"] == [first]


def test_moves_and_wants_are_of_a_party_and_dropped_by_number(talks: Record) -> None:
    move = talks.assume_move("Norland", "open the port", once=True, by="ada", why="its own port")
    talks.assume_move("Norland", "pay", today=True, by="ada", why="it pays")
    wants = talks.assume_wants("Norland", ["pay", "not open the port"], by="ada", why="a guess")
    names = {p.id: p.name for p in talks.actors()}
    assert move.said(names) == "open to Norland: open the port (once taken, it stays)"
    assert wants.said(names) == "Norland wants, first things first: pay; not open the port"
    assert wants.whose == f"the desk, {wants.at.day} {wants.at:%B %Y}: a guess"
    assert "open the port" in talks.drop_assumption(move.id, "bo")
    assert [a.id for a in talks.assumptions("internal")] == [wants.id - 1, wants.id]
    with pytest.raises(NoSuchEntry, match=f"no assumption {move.id} is in force"):
        talks.drop_assumption(move.id, "bo")


def test_merges_are_followed_and_a_look_back_knows_only_what_was_said(talks: Record) -> None:
    before = dt.datetime.max.replace(tzinfo=dt.UTC)
    made = talks.assume_move("Sudmark", "leave", by="ada", why="a guess")
    ids = {p.name: p.id for p in talks.actors()}
    talks.merge("actor", [ids["Norland"], ids["Sudmark"]], by="ada")
    (now,) = talks.assumptions("internal")
    assert (made.party, now.party) == (ids["Sudmark"], ids["Norland"])
    assert talks.snapshot(known_by=before, up_to="internal").assumptions == (now,)
    earlier = made.at - dt.timedelta(seconds=1)
    assert talks.snapshot(known_by=earlier, up_to="internal").assumptions == ()


def test_what_cannot_be_is_told(talks: Record) -> None:
    issue = "a harbour toll"
    with pytest.raises(InputError, match="has an option 'A harbour toll' already"):
        talks.assume_option(issue, "A harbour toll", by="ada", why="x")
    with pytest.raises(UnknownName, match="unknown option 'gold'"):
        talks.assume_order("Sudmark", issue, [["gold"], ["none"]], by="ada", why="x")
    with pytest.raises(InputError, match="two options or more"):
        talks.assume_order("Sudmark", issue, [["none"], ["none"]], by="ada", why="x")
    with pytest.raises(InputError, match="needs a reason"):
        talks.assume_move("Sudmark", "leave", by="ada", why=" ")
    with pytest.raises(InputError, match="needs words"):
        talks.assume_move("Sudmark", " ", by="ada", why="x")
    with pytest.raises(InputError, match="at least one statement"):
        talks.assume_wants("Sudmark", [], by="ada", why="x")
    with pytest.raises(NoSuchEntry, match="no actor 'Halmar'"):
        talks.assume_move("Halmar", "leave", by="ada", why="x")
    assert talks.assumptions("restricted") == ()
