"""The desk's log: looks, and the one thing that removes. A purge leaves no words anywhere."""

import datetime as dt
import os
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from detente.model.claims import Note
from detente.model.errors import NoSuchEntry, RecordBusy, RecordError
from detente.record import Entered, Record, open_record
from detente.record.database import Database
from detente.record.schema import metadata
from tests.record.build import Clock, Draft, actor
from tests.record.places import Places, server

# Words that stand nowhere but in the report that is purged; one for each place where they may be.
MARKS = {
    "text": "Zumbrella",
    "title": "Qvortal",
    "outlet": "Xanthogram",
    "address": "yggdrapost",
    "speaker": "Wolfrenda",
    "note": "Krpolit",
    "correction": "Vexillum",
    "reason": "Juxtaphon",
}


def buried() -> Draft:
    m = MARKS
    draft = Draft(
        f"{m['speaker']} demands the {m['text']} pier. “The {m['text']} pier is ours,” she said.",
        outlet=m["outlet"],
        address=f"https://{m['address']}.example/",
        title=f"{m['title']} talks",
        actors=(actor(m["speaker"], "person"),),
    )
    on = f"the {m['text']} pier"
    draft.position(m["speaker"], "demands", on, f"demands {on}")
    draft.says(m["speaker"], f"“The {m['text']} pier is ours,”")
    draft.notes.append(Note(kind="doubt", message=m["note"], evidence=draft.words(m["text"])))
    return draft


def fill(record: Record) -> tuple[Draft, Draft]:
    """A report to be purged, judged and corrected; a copy and another report that stay."""
    gone, stays = buried(), Draft("Sudmark waits.").says("Sudmark", "waits")
    record.enter([gone.reading(), stays.reading()])
    (position,) = record.entries("positions")
    (said,) = record.entries("statements", actor=MARKS["speaker"])
    fields = [("issue", MARKS["correction"])]
    record.judge(position.id, "corrected", fields=fields, by="ada", why=MARKS["reason"])
    record.judge(said.id, "accepted", by="ada", why=MARKS["reason"])
    record.place(position.id, None, by="ada", why=MARKS["reason"])
    return gone, stays


def holding(paths: list[Path]) -> dict[str, list[str]]:
    """Which of the words stand in which files, as raw bytes."""
    found = {}
    for path in paths:
        try:
            raw = path.read_bytes().lower()
        except FileNotFoundError:  # dropped since it was listed: by the server, or another test
            continue
        words = [w for w in MARKS.values() if w.lower().encode() in raw]
        if words:
            found[path.name] = words
    return found


def test_after_a_purge_the_words_are_in_no_file(files: Places) -> None:
    name = files()
    path = Path(name)
    with files.open(name) as record:
        gone, _ = fill(record)
        record.snapshot()
        assert set(holding(list(path.parent.iterdir()))) >= {path.name + "-wal"}
        copy = path.with_name(f"{path.name}.before-0001-20310601T120000.bak")
        copy.write_bytes(path.read_bytes() + path.with_name(path.name + "-wal").read_bytes())
        record.purge(gone.report.id, "asked to", "ada")
        assert not copy.exists()
        assert holding(list(path.parent.iterdir())) == {}  # while it is still open
    assert holding(list(path.parent.iterdir())) == {}


def test_a_purge_leaves_a_tombstone_and_nothing_else(record: Record) -> None:
    gone, stays = fill(record)
    record.purge(gone.report.id[:6], "asked to", "ada")
    assert [r.id for r in record.reports()] == [stays.report.id]
    (stone,) = record.tombstones()
    assert (stone.report, stone.by, stone.why) == (gone.report.id, "ada", "asked to")
    shown = repr(
        [
            record.snapshot(up_to="restricted"),
            record.judgements("restricted"),
            record.issues("restricted"),
            record.actors("restricted"),
            record.notes("restricted"),
            record.carried(),
        ]
    )
    assert [w for w in MARKS.values() if w.lower() in shown.lower()] == []
    with pytest.raises(NoSuchEntry, match="was purged; only its tombstone is left"):
        record.report(gone.report.id)


def test_when_every_report_is_purged_no_table_holds_anything_of_them(places: Places) -> None:
    name = places()
    with places.open(name) as record:
        for draft in fill(record):
            record.purge(draft.report.id, "asked to", "ada")
    database = Database(name)
    with database.read() as connection:
        full = {
            table.name
            for table in metadata.sorted_tables
            if connection.execute(select(func.count()).select_from(table)).scalar()
        }
    database.close()
    assert full == {"actions", "tombstones"}


def test_a_purged_report_that_is_added_again_stays_out(record: Record) -> None:
    gone, _ = fill(record)
    record.purge(gone.report.id, "asked to", "ada")
    newer = buried()
    newer.reader = "hand@2"
    entered = record.enter([gone.reading(), newer.reading()])
    assert entered == Entered(purged=(gone.report.id, gone.report.id))
    assert record.entries("positions") == ()


def test_a_purge_cannot_be_taken_back_but_what_was_before_it_can(record: Record) -> None:
    gone, _ = fill(record)
    record.purge(gone.report.id, "asked to", "ada")
    assert "placement" in record.undo("ada")
    assert [t.report for t in record.tombstones()] == [gone.report.id]


def test_a_purge_of_one_copy_leaves_the_other(record: Record) -> None:
    words = "Envoys of both shores spoke about tolls, ferries and the old customs all night long."
    one = Draft(words, outlet="Norwire", address="https://a.example").says("Sudmark", "tolls")
    two = Draft(words, outlet="Vell Echo", address="https://b.example").says("Sudmark", "tolls")
    assert record.enter([one.reading(), two.reading()]).copies == 1
    record.purge(one.report.id, "asked to", "ada")
    (entry,) = record.entries("statements")
    assert [s.outlet for s in entry.sightings] == ["Vell Echo"]
    assert record.reports()[0].origin == two.report.id


def test_a_purge_needs_a_reason_and_a_report(record: Record) -> None:
    gone, _ = fill(record)
    with pytest.raises(RecordError, match="needs a reason"):
        record.purge(gone.report.id, " ", "ada")
    with pytest.raises(NoSuchEntry):
        record.purge("0123456789ab", "asked to", "ada")
    assert len(record.reports()) == 2


def test_a_purge_that_could_not_clear_the_file_says_so_and_can_be_finished(files: Places) -> None:
    name = files()
    files.open(name).close()
    with open_record(name, now=Clock(), busy_timeout_s=0.1) as record:
        gone, _ = fill(record)
        reader = Database(name)
        with reader.read() as connection:
            connection.execute(text("SELECT count(*) FROM reports"))
            with pytest.raises(RecordBusy, match="purge once more when that has finished"):
                record.purge(gone.report.id, "asked to", "ada")
        reader.close()
        record.purge(gone.report.id, "asked to", "ada")
        assert holding(list(Path(name).parent.iterdir())) == {}
        assert len(record.tombstones()) == 1


def test_after_a_purge_the_words_are_in_no_table_file_of_a_server(places: Places) -> None:
    if places.is_sqlite:
        pytest.skip("a server's files are asked about")
    with places.open() as record:
        gone, _ = fill(record)
        before = table_files(places)
        if not before:
            pytest.skip("the server's files cannot be read from here")
        assert holding(before) != {}
        record.purge(gone.report.id, "asked to", "ada")
        assert holding(table_files(places)) == {}


def table_files(places: Places) -> list[Path]:
    """Files of the tables, written to the disk; none where they cannot be read."""
    with server(places.url) as connection:
        base = Path(connection.execute(text("SHOW data_directory")).scalar_one()) / "base"
        connection.execute(text("CHECKPOINT"))
    if not os.access(base, os.R_OK | os.X_OK):
        return []
    return [p for p in base.rglob("*") if p.is_file()]


def test_looks_are_kept_by_reader(record: Record) -> None:
    first = dt.datetime(2031, 6, 1, tzinfo=dt.UTC)
    later = dt.datetime(2031, 6, 8, 14, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert record.last_look("ada") is None
    record.look("ada", first)
    record.look("bea", first)
    record.look("ada", later)
    assert (record.last_look("ada"), record.last_look("bea")) == (later, first)
    assert record.undo("ada") == "taken back: the last look by ada"
    assert record.last_look("ada") == first
    record.undo("bea")
    assert (record.last_look("ada"), record.last_look("bea")) == (first, None)


def test_what_no_undo_reaches_is_said_with_what_it_takes_back(record: Record) -> None:
    fill(record)
    (position, *_) = record.entries("positions", up_to="restricted")
    report = position.sightings[0].report
    record.look("ada", dt.datetime(2031, 6, 1, tzinfo=dt.UTC))
    record.mark(report, "restricted", by="ada")
    stays = f"the mark restricted of report {report}"
    assert (
        record.undo("ada") == f"taken back: the last look by ada; {stays}, which came later, stays"
    )
    while True:
        try:
            record.undo("ada")
        except RecordError as error:
            assert f"there is nothing to take back; {stays} stays" in str(error)
            break


def test_an_undo_is_itself_on_the_record(record: Record) -> None:
    fill(record)
    (position,) = record.entries("positions", up_to="restricted")[:1]
    made = record.judge(position.id, "accepted", by="ada")
    assert record.entry(position.id).review == "accepted"
    record.undo("bea")
    when_it_held = record.entries("positions", known_by=made.at)
    assert [e.review for e in when_it_held] == ["accepted"]
    assert record.entry(position.id).review == "corrected"  # as it was before


def test_who_takes_its_own_back_leaves_what_others_decided(record: Record) -> None:
    fill(record)
    (position,) = record.entries("positions", up_to="restricted")[:1]
    (said, *_) = record.entries("statements")
    record.judge(said.id, "accepted", by="cleo")
    record.judge(position.id, "accepted", by="bea")
    assert said.id in record.undo_own("cleo")
    assert record.entry(position.id).review == "accepted"
    with pytest.raises(RecordError, match="nothing of cleo's"):
        record.undo_own("cleo")
