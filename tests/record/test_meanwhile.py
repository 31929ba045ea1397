"""Two at one desk: what somebody decided since is said, never overwritten."""

import datetime as dt

import pytest

from detente.model.errors import ChangedMeanwhile, InputError, RecordError
from detente.record import Record
from tests.record.build import Draft


@pytest.fixture
def tolls(record: Record) -> Record:
    draft = Draft("Norland demands a toll. Norland offers a pier.")
    draft.position("Norland", "demands", "a toll", "demands a toll")
    draft.position("Norland", "offers", "a pier", "offers a pier")
    record.enter([draft.reading()])
    return record


def test_the_version_moves_with_each_reading_and_each_deed(tolls: Record) -> None:
    versions = [tolls.version()]
    (toll, _) = tolls.entries("positions")
    tolls.judge(toll.id, "accepted", by="ada")
    versions.append(tolls.version())
    tolls.undo("ada")
    versions.append(tolls.version())
    tolls.enter([Draft("Nothing new.").reading()])
    versions.append(tolls.version())
    tolls.enter([Draft("Nothing new.").reading()])
    assert len(set(versions)) == 4
    assert tolls.version() == versions[-1]
    tolls.purge(tolls.reports()[-1].id, "asked to", "ada")
    tolls.enter([Draft("Something new.").reading()])  # takes the purged reading's number
    assert tolls.version() not in versions


def test_what_was_judged_since_it_was_seen_is_not_judged_over(tolls: Record) -> None:
    seen = tolls.version()
    toll, pier = tolls.entries("positions")
    tolls.judge(toll.id, "accepted", by="ada", seen=seen)
    with pytest.raises(ChangedMeanwhile, match="ada decided about the same thing"):
        tolls.judge(toll.id, "rejected", by="bo", seen=seen)
    assert [e.review for e in tolls.entries("positions")] == ["accepted", "machine"]
    tolls.judge(pier.id, "rejected", by="bo", seen=seen)
    tolls.judge(toll.id, "rejected", by="bo", seen=tolls.version())
    assert tolls.entries("positions") == ()
    with pytest.raises(InputError, match="no version of a record"):
        tolls.judge(toll.id, "accepted", by="bo", seen="yesterday")


def test_an_undo_since_counts_as_a_decision(tolls: Record) -> None:
    toll, pier = tolls.entries("positions")
    tolls.judge(toll.id, "accepted", by="ada")
    seen = tolls.version()
    tolls.undo("ada")
    with pytest.raises(ChangedMeanwhile):
        tolls.judge(toll.id, "rejected", by="bo", seen=seen)
    tolls.place(pier.id, None, by="bo", seen=seen)


def test_an_issue_renamed_since_is_not_renamed_over(tolls: Record) -> None:
    one = tolls.issue_add("Tolls at sea", "ada")
    other = tolls.issue_add("Piers", "ada")
    seen = tolls.version()
    tolls.issue_rename(one.id, "Tolls", "ada", seen=seen)
    tolls.issue_rename(other.id, "The piers", "bo", seen=seen)
    for change in (
        lambda: tolls.issue_rename(one.id, "Dues", "bo", seen=seen),
        lambda: tolls.issue_move(one.id, other.id, "bo", seen=seen),
        lambda: tolls.issue_merge([other.id, one.id], "bo", seen=seen),
    ):
        with pytest.raises(ChangedMeanwhile):
            change()


def test_one_of_several_deeds_is_taken_back(tolls: Record) -> None:
    toll, pier = tolls.entries("positions")
    first = tolls.judge(toll.id, "accepted", by="ada")
    tolls.judge(pier.id, "accepted", by="bo")
    assert tolls.undo("ada", first.id) == f"taken back: the judgement 'accepted' on {toll.id}"
    assert [e.review for e in tolls.entries("positions")] == ["machine", "accepted"]
    with pytest.raises(RecordError, match="cannot be taken back"):
        tolls.undo("ada", first.id)


def test_the_mark_of_the_last_look_moves_back(tolls: Record) -> None:
    morning, noon = (dt.datetime(2031, 6, 1, hour, tzinfo=dt.UTC) for hour in (8, 12))
    tolls.look("ada", morning)
    tolls.look("ada", noon)
    tolls.look("bo", noon)
    assert tolls.look_back("ada") == morning
    assert tolls.last_look("ada") == morning
    assert tolls.look_back("ada") is None
    assert (tolls.last_look("ada"), tolls.last_look("bo")) == (None, noon)
    with pytest.raises(RecordError, match="has not looked yet"):
        tolls.look_back("ada")
