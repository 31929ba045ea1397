"""What pages ask: statements by their words, reports by the page, histories, days of change."""

import contextlib
import datetime as dt
import sqlite3

import pytest

from detente.model.answers import Hit
from detente.model.errors import InputError, NoSuchEntry, UnknownName
from detente.record import Record
from detente.record.spoken import INDEX
from tests.record.build import Draft
from tests.record.places import Places

PAGE = "https://harbour.example/tolls"


def talks() -> list[Draft]:
    """Three days of talks about tolls."""
    first = Draft("“The toll is a café tax,” Osterby said. Norland rejects the toll.")
    first.says("Osterby", "“The toll is a café tax,”")
    first.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    second = Draft("A pilot said that the toll would stay.", "2031-03-02", "Vell Echo")
    second.says("unnamed: a pilot", "the toll would stay", reported_by="narrator")
    third = Draft("Ivo Brand said the tolls were withdrawn.", "2031-03-05", "Norwire")
    third.says("Ivo Brand", "the tolls were withdrawn")
    return [first, second, third]


def said(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.entry.claim.main.text for hit in hits]


@pytest.fixture
def asked(record: Record) -> Record:
    record.enter([draft.reading() for draft in talks()])
    return record


def test_who_speaks_for_a_party_by_name_is_known_from_all_sure_statements(asked: Record) -> None:
    state = asked.with_spoken(asked.snapshot())
    told = state.spoken
    assert {entry.id for entry in state.statements} == {e for one in told for e in one.statements}
    assert [(one.who, one.whom, len(one.statements)) for one in told] == [
        ("Ivo Brand", "Sudmark", 1),
        ("Osterby", "Norland", 1),
    ]
    assert [one.first for one in told] == [dt.date(2031, 3, 5), dt.date(2031, 3, 1)]
    early = asked.with_spoken(asked.snapshot(dt.date(2031, 3, 2))).spoken
    assert [one.who for one in early] == ["Osterby"]
    asked.judge(told[0].statements[0], "rejected", by="ana")
    assert [one.who for one in asked.with_spoken(asked.snapshot()).spoken] == ["Osterby"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("toll", ["the toll would stay", "“The toll is a café tax,”"]),
        ("TOLL Cafe", ["“The toll is a café tax,”"]),
        ('"toll is"', ["“The toll is a café tax,”"]),
        ('"is toll"', []),
        ("tol", []),
        ("tol*", ["the tolls were withdrawn", "the toll would stay", "“The toll is a café tax,”"]),
        ("", ["the tolls were withdrawn", "the toll would stay", "“The toll is a café tax,”"]),
        ("NEAR(toll) OR", []),
    ],
)
def test_statements_are_found_by_their_words(asked: Record, words: str, found: list[str]) -> None:
    assert said(asked.search(words).rows) == found


def test_without_an_index_the_same_is_found(files: Places) -> None:
    name = files()
    with files.open(name) as record:
        record.enter([draft.reading() for draft in talks()])
        by_index = [record.search(words) for words in ("toll", '"toll is"', "tol*")]
    with contextlib.closing(sqlite3.connect(name)) as raw:
        raw.executescript(f"DROP TRIGGER spoken_in; DROP TRIGGER spoken_out; DROP TABLE {INDEX}")
    with files.open(name) as record:
        assert [record.search(words) for words in ("toll", '"toll is"', "tol*")] == by_index


def test_statements_are_found_by_who_when_and_how(asked: Record) -> None:
    every = asked.search().rows
    assert said(asked.search(speaker="Norland").rows) == [every[2].entry.claim.main.text]
    assert said(asked.search(unnamed=True).rows) == ["the toll would stay"]
    assert len(asked.search(unnamed=False).rows) == 2
    assert said(asked.search(since=dt.date(2031, 3, 5)).rows) == ["the tolls were withdrawn"]
    assert len(asked.search(until=dt.date(2031, 3, 2)).rows) == 2
    assert len(asked.search(direct=True).rows) == 3
    assert asked.search(direct=False).rows == ()
    with pytest.raises(UnknownName, match="unknown actor 'Nobody'"):
        asked.search(speaker="Nobody")
    with pytest.raises(InputError, match="holds no word"):
        asked.search("...")


def test_statements_are_found_by_the_issue_that_they_speak_of(record: Record) -> None:
    draft = Draft("“Norland rejects the toll,” Osterby said. “We met,” he said.")
    draft.says("Osterby", "“Norland rejects the toll,”").says("Osterby", "“We met,”")
    draft.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    record.enter([draft.reading()])
    (issue,) = record.issues()
    assert said(record.search(issue=issue.id).rows) == ["“Norland rejects the toll,”"]


def test_a_hit_shows_its_words_in_the_report_s_own_context(asked: Record) -> None:
    (hit,) = asked.search("TOLL cafe").rows
    text = asked.report(hit.sighting.report).text
    assert "".join(piece.text for piece in hit.pieces) == text[hit.start : hit.end]
    assert [piece.text for piece in hit.pieces if piece.found] == ["toll", "café"]


def test_hits_come_by_the_page(asked: Record) -> None:
    every = asked.search("tol*").rows
    first = asked.search("tol*", limit=2)
    rest = asked.search("tol*", limit=2, after=first.next)
    assert (first.total, first.rows + rest.rows, rest.next) == (3, every, None)
    with pytest.raises(InputError, match="start anew"):
        asked.search("tol*", after="gone")
    with pytest.raises(InputError, match="a page of 0 rows"):
        asked.search("tol*", limit=0)


def test_what_is_marked_higher_is_not_found(record: Record) -> None:
    draft = Draft("“A secret toll,” Osterby said.", mark="internal")
    record.enter([draft.says("Osterby", "“A secret toll,”").reading()])
    assert record.search("secret").rows == ()
    assert len(record.search("secret", up_to="internal").rows) == 1


def test_a_newer_reading_s_statements_are_searched(record: Record) -> None:
    old = Draft("“A toll,” Osterby said.").says("Osterby", "“A toll,”")
    new = Draft("“A toll,” Osterby said.", reader="hand@2").says("Osterby", "toll")
    record.enter([old.reading(), new.reading()])
    assert said(record.search("toll").rows) == ["toll"]


def test_reports_come_by_the_page_newest_first(asked: Record) -> None:
    every = [row.id for row in asked.reports()][::-1]
    first = asked.reports_page(limit=2)
    rest = asked.reports_page(limit=2, after=first.next)
    assert [row.id for row in (*first.rows, *rest.rows)] == every
    assert [row.outlet for row in asked.reports_page(outlet="norwire").rows] == ["Norwire"]
    assert [row.outlet for row in asked.reports_page(words="vell").rows] == ["Vell Echo"]
    assert asked.reports_page(since=dt.date(2031, 3, 2), until=dt.date(2031, 3, 4)).total == 1
    assert asked.reports_page(mark="restricted").total == 0
    assert asked.reports_page(copies=True).total == 0
    assert asked.reports_page(copies=False).total == 3


def test_the_revisions_of_an_article_name_the_sentences_that_changed(record: Record) -> None:
    first = Draft("Norland pays. Sudmark waits.\nNobody met.", address=PAGE)
    second = Draft("Norland pays! Sudmark waits no more.\nNobody met.", "2031-03-02", address=PAGE)
    record.enter([first.reading(), second.reading()])
    one, two = record.revisions(first.report.id)
    assert (one.came, one.went) == ((), ())
    assert two.report.revises == one.report.id
    assert [part.text for part in two.came] == ["Sudmark waits no more."]
    assert [part.text for part in two.went] == ["Sudmark waits."]
    assert record.revisions(second.report.id) == (one, two)
    with pytest.raises(NoSuchEntry, match="there is no report"):
        record.revisions("ffffffff")


def test_the_revisions_of_what_is_marked_higher_are_not_shown(record: Record) -> None:
    draft = Draft("Not for all.", mark="restricted")
    record.enter([draft.reading()])
    with pytest.raises(NoSuchEntry, match="a higher mark"):
        record.revisions(draft.report.id)
    assert len(record.revisions(draft.report.id, up_to="restricted")) == 1


def test_the_history_of_a_cell_goes_from_the_first_stance_to_the_last(record: Record) -> None:
    before = Draft("Norland rejects the toll.", "2031-03-01")
    before.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    told = Draft("Norland accepts the toll, Brand said.", "2031-03-03")
    told.position(
        "Norland",
        "accepts",
        "the harbour toll",
        "accepts the toll",
        voice="counterpart",
        reported_by="Ivo Brand",
    )
    after = Draft("Norland accepts the toll.", "2031-03-09")
    after.position("Norland", "accepts", "the harbour toll", "accepts the toll")
    record.enter([draft.reading() for draft in (after, told, before)])
    (cell,) = record.snapshot().standings
    turns = record.history(cell.party, cell.proposition)
    assert [(t.account, t.held.position.stance, t.held.since) for t in turns] == [
        ("earlier", "rejects", dt.date(2031, 3, 1)),
        ("others", "accepts", dt.date(2031, 3, 3)),
        ("own", "accepts", dt.date(2031, 3, 9)),
    ]
    assert [t.until for t in turns] == [dt.date(2031, 3, 9), None, None]
    assert record.history("nobody", "nothing") == ()
    then = record.history(cell.party, cell.proposition, as_of=dt.date(2031, 3, 2))
    assert [t.account for t in then] == ["own"]


def test_the_days_of_change_are_those_on_which_something_was_new(record: Record) -> None:
    drafts = [Draft(f"Norland rejects the toll{'.' * n}", f"2031-03-0{n}") for n in (1, 2)]
    for draft in drafts:
        draft.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    third = Draft("It is unclear who pays.", "2031-03-03").unknown("who pays", "unclear who pays")
    record.enter([draft.reading() for draft in (third, *drafts)])
    days = record.change_days()
    assert [(d.day.day, d.entries, d.stances) for d in days] == [(1, 1, 1), (3, 1, 0)]


def test_the_day_on_which_an_undated_report_was_fetched_is_no_day_of_change(
    record: Record,
) -> None:
    undated = Draft("Norland rejects the toll.", None)
    undated.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    record.enter([undated.reading()])
    assert record.snapshot().standings
    assert record.change_days() == ()
    dated = Draft("Still, Norland rejects the toll.", "2031-03-02", "Norwire")
    dated.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    record.enter([dated.reading()])
    assert [(d.day, d.stances) for d in record.change_days()] == [(dt.date(2031, 3, 2), 1)]


def test_a_report_is_not_contradicted_by_what_was_said_at_another_time(record: Record) -> None:
    yes = Draft("Norland accepts the toll.")
    yes.position("Norland", "accepts", "the harbour toll", "accepts the toll")
    no = Draft("Norland rejects the toll.", "2031-03-09")
    no.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    record.enter([yes.reading(), no.reading()])
    assert record.snapshot().standings[0].own[0].relationship == "changed"
    for draft in (yes, no):
        (stance,) = record.report_claims(draft.report.id)
        assert stance.departs == ()


def test_the_claims_of_a_report_stand_beside_what_else_is_held(record: Record) -> None:
    yes = Draft("Norland accepts the toll. Karin Lund met Ivo Brand on 1 March 2031.")
    yes.position("Norland", "accepts", "the harbour toll", "accepts the toll")
    yes.contact("Karin Lund; Ivo Brand", "held", "met Ivo Brand", "2031-03-01")
    same = Draft("Still, Norland accepts the toll.", "2031-03-01", "Norwire")
    same.position("Norland", "accepts", "the harbour toll", "accepts the toll")
    other = Draft("Norland rejects the toll. Lund denies that she met Brand.", "2031-03-02")
    other.position("Norland", "rejects", "the harbour toll", "rejects the toll")
    other.contact(
        "Karin Lund; Ivo Brand", "denied", "she met Brand", "2031-03-01", by="Karin Lund"
    )
    record.enter([draft.reading() for draft in (yes, same, other)])
    stance, meeting = record.report_claims(yes.report.id)
    assert (stance.claim.main.text, stance.agrees) == ("accepts the toll", 1)
    assert [entry.kind for entry in stance.departs] == ["rejects"]
    assert meeting.claim.family == "contacts"
    assert meeting.departs == (meeting.entry,)


def test_the_log_says_in_words_what_was_done(asked: Record) -> None:
    (entry,) = asked.entries("positions")
    asked.judge(entry.id, "accepted", by="ada")
    asked.issue_start("trade", "bo")
    asked.look("ada", dt.datetime(2031, 6, 1, tzinfo=dt.UTC))
    asked.undo("ada", deed=1)
    rows = asked.deeds(up_to="internal").rows
    assert [row.words for row in rows] == [
        f"taken back: the judgement 'accepted' on {entry.id}",
        "the starter set trade",
        f"the judgement 'accepted' on {entry.id}",
    ]
    assert [(row.undone, row.can_undo) for row in rows] == [
        (False, False),
        (False, True),
        (True, False),
    ]
    assert asked.deeds(up_to="public").rows == ()
    assert asked.deeds(up_to="internal", limit=1).next == str(rows[0].id)
    assert [r.state for r in asked.judgements_page(up_to="internal").rows] == ["taken_back"]


def test_a_purged_statement_is_not_found_and_its_words_are_gone(asked: Record) -> None:
    (hit,) = asked.search("café").rows
    asked.purge(hit.sighting.report, "asked to", "ada")
    assert asked.search("cafe").rows == ()
    assert len(asked.search("toll").rows) == 1
