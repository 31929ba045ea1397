"""A snapshot: what it rests on, counted; what was reviewed; who would not speak."""

import datetime as dt

from detente.model.claims import Note
from detente.record import Record
from tests.record.build import NOON, Draft

PAGE = "https://harbour.example/1"


def test_the_coverage_counts_revisions_and_copies_once(record: Record) -> None:
    text = (
        "Envoys of both shores spoke about tolls, ferries, pilots and the old customs all night "
        "long and parted at dawn without a word to the press."
    )
    drafts = [
        Draft(text, "2031-03-02", "Norwire", address="https://norwire.example"),
        Draft(text, "2031-03-03", "Vell Echo", address="https://echo.example"),
        Draft("Norland waits.", "2031-03-04", address=PAGE),
        Draft("Norland waits on.", "2031-03-05", address=PAGE),
        Draft("Undated words.", None, "Norwire"),
        Draft("Not for all.", "2031-03-09", mark="restricted"),
    ]
    drafts[3].notes.append(Note(kind="doubt", message="waits for whom?"))
    record.enter([d.reading() for d in drafts])
    found = record.snapshot().coverage
    assert (found.reports, found.outlets, found.origins) == (4, 3, 3)
    assert (found.first, found.last) == (dt.date(2031, 3, 2), dt.date(2031, 3, 5))
    assert (found.left_out, found.notes) == (1, 1)


def test_an_empty_record_has_a_snapshot_of_today(record: Record) -> None:
    found = record.snapshot()
    assert found.as_of == NOON.date()
    assert found.coverage.reports == 0
    assert record.changes(dt.date(2031, 1, 1)).changes == ()


def test_reviewed_only_leaves_out_what_the_machine_alone_read(record: Record) -> None:
    draft = Draft("Norland demands a toll. Norland offers a pier. Norland rejects a tax.")
    for what, on in (("demands", "a toll"), ("offers", "a pier"), ("rejects", "a tax")):
        draft.position("Norland", what, on, f"Norland {what} {on}")
    record.enter([draft.reading()])
    toll, pier, tax = record.entries("positions")
    record.judge(toll.id, "accepted", by="ada")
    record.judge(pier.id, "corrected", fields=[("firmness", "firm")], by="ada")
    record.judge(tax.id, "rejected", by="ada")
    found = record.snapshot(reviewed_only=True)
    assert {s.own[0].entry.id for s in found.standings} == {toll.id, pier.id}
    assert found.coverage.reviewed == 2
    assert {e.id for e in record.entries("positions", reviewed_only=True)} == {toll.id, pier.id}


def test_a_refusal_to_speak_shows_its_sentence_for_the_party(record: Record) -> None:
    draft = Draft("Karin Lund would not say who pays the pilots.")
    draft.unknown("who pays", "would not say who pays the pilots", withheld_by=("Karin Lund",))
    record.enter([draft.reading()])
    (refusal,) = record.snapshot().refusals
    (norland,) = [p for p in record.actors() if p.name == "Norland"]
    assert refusal.party == norland.id
    assert refusal.entry.claim.main.text == "would not say who pays the pilots"


def test_a_question_that_the_desk_calls_answered_is_open_no_more(record: Record) -> None:
    draft = Draft("It is unclear who pays.").unknown("who pays", "unclear who pays")
    record.enter([draft.reading()])
    (entry,) = record.entries("unknowns")
    for yes in ("yes", "TRUE"):
        record.judge(entry.id, "corrected", fields=[("resolved", yes)], by="ada", mark="public")
        assert record.snapshot().unknowns == ()
        record.undo("ada")
        assert len(record.snapshot().unknowns) == 1


def test_that_a_question_is_answered_is_known_from_the_mark_of_the_judgement_on(
    record: Record,
) -> None:
    draft = Draft("It is unclear who pays.").unknown("who pays", "unclear who pays")
    record.enter([draft.reading()])
    (entry,) = record.entries("unknowns")
    record.judge(entry.id, "corrected", fields=[("resolved", "yes")], by="ada")
    assert len(record.snapshot().unknowns) == 1
    assert record.snapshot(up_to="internal").unknowns == ()
    record.judge(entry.id, "corrected", fields=[("resolved", "no")], by="ada")
    assert len(record.snapshot(up_to="internal").unknowns) == 1
