"""Views that hold the same are folded once; each still says what is its own."""

import datetime as dt

from detente.record import Record
from tests.record.build import NOON, Draft

LATER = NOON + dt.timedelta(days=30)


def talks(record: Record) -> str:
    draft = Draft("Norland rejects the toll. They met in Vell.")
    draft.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    record.enter([draft.reading()])
    return record.snapshot().standings[0].own[0].entry.id


def test_views_of_the_same_reports_agree_but_for_what_bears_a_mark(record: Record) -> None:
    record.keep_whole()
    entry = talks(record)
    public, desk = record.entry(entry), record.entry(entry, up_to="restricted")
    assert desk == public
    record.judge(entry, "accepted", by="ada", mark="internal")
    public, desk = record.entry(entry), record.entry(entry, up_to="restricted")
    assert ([j.by for j in desk.judgements], public.judgements) == (["ada"], ())
    assert public.judgements_left_out == 1


def test_what_a_reader_saw_last_stays_as_it_was(record: Record) -> None:
    record.keep_whole()
    entry = talks(record)
    seen = record.snapshot(known_by=LATER)
    assert [one.entry.id for one in seen.standings[0].own] == [entry]
    more = Draft("Norland accepts the toll.", "2031-03-05", "Norwire")
    more.position("Norland", "accepts", "the harbour toll", "accepts the toll")
    record.enter([more.reading()])
    assert record.snapshot().standings[0].stance == "accepts"
    before = record.snapshot(dt.date(2031, 3, 1))
    assert before.standings[0].stance == "rejects"
    assert record.snapshot(dt.date(2031, 3, 9)).standings[0].stance == "accepts"


def test_what_holds_the_same_is_shown_under_each_ones_label(record: Record) -> None:
    record.keep_whole()
    talks(record)
    plain, desk = record.snapshot(), record.snapshot(up_to="restricted", known_by=LATER)
    assert (plain.up_to, plain.known_by) == ("public", None)
    assert (desk.up_to, desk.known_by) == ("restricted", LATER)
    assert desk.standings is plain.standings  # folded once
    later = record.snapshot(dt.date(2031, 4, 1))
    assert later.as_of == dt.date(2031, 4, 1)
    more = Draft("Norland accepts the toll.", "2031-04-05", "Norwire", mark="restricted")
    more.position("Norland", "accepts", "the harbour toll", "accepts the toll")
    record.enter([more.reading()])
    assert record.snapshot().standings[0].stance == "rejects"
    assert record.snapshot(up_to="restricted").standings[0].stance == "accepts"


def test_no_view_holds_the_words_of_a_purged_report(record: Record) -> None:
    record.keep_whole()
    talks(record)
    early = record.snapshot(known_by=LATER)
    assert early.standings
    (row,) = record.reports()
    record.purge(row.id, "asked to", "ada")
    assert record.snapshot(known_by=LATER).standings == ()
    assert record.snapshot(up_to="restricted").standings == ()
