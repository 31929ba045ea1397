"""Drafts in a record: kept once, found by name, taken back, pinned, purged without a trace."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import text

from detente.model.errors import InputError, NoSuchEntry, RecordError, UnknownName
from detente.model.versions import Linking, Pinning
from detente.record import Record
from detente.record.database import Database
from tests.record.places import Places

LONG = "1. All forces leave.\n2. Gas flows.\n"
SHORT = "1. Gas flows.\n"


def two(record: Record) -> tuple[str, str]:
    one = record.add_draft("Brage text", LONG, by="ada", dated=dt.date(2031, 3, 1))
    other = record.add_draft("brage  TEXT", SHORT, by="ada", label="short", revises=["1"])
    return one.id, other.id


def test_a_draft_is_found_by_its_name_and_by_its_id(record: Record) -> None:
    one, other = two(record)
    assert [v.name for v in record.drafts()] == ["Brage text@1", "Brage text@short"]
    assert record.draft("brage text@SHORT").revises == (one,)
    assert record.draft(other[:6]).id == other
    assert record.draft_text(one) == LONG
    with pytest.raises(NoSuchEntry, match="may be any of Brage text@1, Brage text@short"):
        record.draft("Brage text")
    with pytest.raises(UnknownName, match="Brage text@1"):
        record.draft("Brage text@9")


def test_the_same_draft_twice_changes_nothing_and_a_taken_label_is_refused(record: Record) -> None:
    two(record)
    version = record.version()
    assert record.add_draft("Brage text", SHORT, by="bo", label="short").by == "ada"
    assert record.version() == version
    with pytest.raises(InputError, match="Brage text@short is in the record with other words"):
        record.add_draft("Brage text", LONG, by="bo", label="short")
    with pytest.raises(InputError, match="needs words, and no '@'"):
        record.add_draft("Brage@text", LONG, by="bo")
    with pytest.raises(UnknownName, match="unknown draft '7'"):
        record.add_draft("Brage text", LONG, by="bo", label="new", revises=["7"])


def test_a_text_is_kept_once(places: Places) -> None:
    name = places()
    with places.open(name) as record:
        record.add_draft("One", LONG, by="ada")
        record.add_draft("Other", LONG, by="ada")
    database = Database(name)
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM draft_texts")).scalar() == 1
        assert connection.execute(text("SELECT count(*) FROM drafts")).scalar() == 2
    database.close()


def test_adding_is_taken_back_and_done_again(record: Record) -> None:
    one, other = two(record)
    assert record.undo("ada") == f"taken back: the draft {other}"
    assert [v.id for v in record.drafts()] == [one]
    assert record.add_draft("Brage text", SHORT, by="bo", label="short").by == "bo"
    assert len(record.drafts()) == 2


def test_drafts_above_a_mark_are_left_out_and_counted(record: Record) -> None:
    record.add_draft("Brage text", LONG, by="ada", mark="restricted")
    assert record.drafts() == ()
    assert record.drafts_left_out() == 1
    assert len(record.drafts("restricted")) == 1
    with pytest.raises(UnknownName, match="none to choose from"):
        record.draft("Brage text@1")
    assert record.deeds().rows == ()


def test_the_last_word_on_two_points_counts_until_it_is_taken_back(record: Record) -> None:
    one, other = two(record)
    pin = Pinning(kind="pin", a=one, b=other, a_start=0, b_start=0)
    apart = Pinning(kind="break", a=one, b=other, a_start=0, b_start=0)
    record.pin(pin, parts=("1", "1"), by="ada")
    record.pin(apart, parts=("1", "1"), by="bo", why="another matter")
    assert record.pinnings() == (apart,)
    told = record.undo("bo")
    assert told == f"taken back: the break of points 1 and 1 (drafts {one} and {other})"
    assert record.pinnings() == (pin,)
    record.undo("bo")
    assert record.pinnings() == ()


def test_how_a_draft_stands_to_another_is_said_and_taken_back(record: Record) -> None:
    one, other = two(record)
    made = record.add_draft("Brage text", "1. Guns leave.", by="bo", kinds={"1": "counters"})
    assert (made.revises, made.kinds) == ((one,), ((one, "counters"),))
    said = Linking(kind="based_on", later=made.id, earlier=other)
    record.link_drafts(said, by="ada", why="their word")
    assert record.linkings() == (said,)
    assert record.undo("ada").endswith(f"{made.id} is based on {other}")
    assert record.linkings() == ()
    with pytest.raises(InputError, match="not made from itself"):
        record.link_drafts(Linking(kind="merges", later=one, earlier=one), by="ada")


def test_a_purged_draft_leaves_no_words(files: Places) -> None:
    name = files()
    with files.open(name) as record:
        one, other = two(record)
        record.pin(
            Pinning(kind="pin", a=one, b=other, a_start=0, b_start=0),
            parts=("1", "1"),
            by="ada",
            why="both on Zumbrella",
        )
        gone = record.add_draft("Qvortal", "1. The Wolfrenda pier.", by="ada", file="Krpolit.txt")
        record.purge_draft("Qvortal@1", "asked to", "ada")
        record.purge_draft(one[:8], "asked to", "ada")
        assert [v.id for v in record.drafts()] == [other]
        with pytest.raises(NoSuchEntry):
            record.draft_text(gone.id)
        with pytest.raises(RecordError, match="needs a reason"):
            record.purge_draft(other, " ", "ada")
        told = record.undo("ada")  # what is gone stays gone
        assert told.startswith(f"taken back: the draft {other}; the purge of draft ")
        assert told.endswith(", which came later, stays")
    raw = b"".join(path.read_bytes() for path in Path(name).parent.iterdir()).lower()
    for word in (b"zumbrella", b"qvortal", b"wolfrenda", b"krpolit", b"all forces leave"):
        assert word not in raw
    assert b"gas flows" in raw
    assert gone.id.encode() in raw  # the log says that it was purged


def test_a_purge_keeps_a_text_that_another_draft_has(record: Record) -> None:
    record.add_draft("One", LONG, by="ada")
    stays = record.add_draft("Other", LONG, by="ada")
    record.purge_draft("One", "asked to", "ada")
    assert record.draft_text(stays.id) == LONG
