"""What the desk adds: claims on words that it marks, words marked anew, where nothing is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.exporting import Wanted, judged_reports
from detente.model.claims import Claim
from detente.model.errors import InputError, NoSuchEntry, SpanError, UnknownName
from detente.record import Record
from detente.record.spans import mark_words, quoted_in
from detente.views.gold import gold_files
from tests.record.build import Draft
from tests.record.places import Places

TEXT = (
    "Norland demands a toll of 4 crowns, it said. “We will not pay a crown,” Ivo Brand of Sudmark "
    "told reporters. The ministers of both sides are to meet in Vell on 9 March. Nobody in the "
    "harbour could say when the ferries would sail again."
)
REFUSAL = "We will not pay a crown"


def draft(text: str = TEXT, **more: Any) -> Draft:
    return Draft(text, **more).position("Norland", "demands", "a toll", "Norland demands a toll")


def refusal(**more: str) -> Sequence[tuple[str, str]]:
    fields = {"actor": "Sudmark", "stance": "rejects", "issue": "a toll", "proposition": "a toll"}
    return tuple({**fields, "voice": "own", "reported_by": "Ivo Brand", **more}.items())


def add_refusal(record: Record, report: str, words: str = REFUSAL, **more: str) -> Claim:
    return record.add(report, "positions", words=words, fields=refusal(**more), by="ada")


def test_an_added_claim_is_reviewed_and_stands_where_its_words_stand(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    claim = add_refusal(record, one.report.id)
    start = TEXT.index(REFUSAL)
    assert (claim.main.start, claim.main.text) == (start, REFUSAL)
    assert (claim.rule, claim.confidence) == ("desk@1", 1.0)
    entry = record.entry(claim.id, up_to="internal")
    assert (entry.review, entry.sure, entry.actors) == ("accepted", True, ("Sudmark",))
    assert [(j.by, j.why) for j in entry.judgements] == [("ada", "added by the desk")]
    cells = {s.party: s.stance for s in record.snapshot().standings}
    names = {p.id: p.name for p in record.snapshot().parties}
    assert {names[p]: stance for p, stance in cells.items()} == {
        "Norland": "demands",
        "Sudmark": "rejects",
    }
    assert len({s.proposition for s in record.snapshot().standings}) == 1


def test_undo_leaves_the_record_as_it_was(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    before = shown(record)
    claim = add_refusal(record, one.report.id)
    assert shown(record) != before
    assert record.undo("bea") == f"taken back: the added claim {claim.id} of positions"
    assert shown(record) == before
    with pytest.raises(NoSuchEntry):
        record.entry(claim.id)


def shown(record: Record) -> tuple[object, ...]:
    """All that can be seen of a record but its log."""
    families = ("positions", "statements", "contacts", "next_steps", "unknowns")
    entries = [(f, [values(e) for e in record.entries(f)]) for f in families]
    state = record.snapshot()
    cells = [(s.party, s.proposition, s.stance, held(s.own)) for s in state.standings]
    return (*entries, record.actors(), record.issues(), cells, state.coverage)


def held(stances: Any) -> list[object]:
    return [(one.since, values(one.entry)) for one in stances]


def values(entry: Any) -> tuple[object, ...]:
    return entry.id, entry.claim, entry.review, entry.sure, entry.sightings, entry.issue


WORDS = st.integers(0, len(TEXT) - 2).flatmap(
    lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT)))
)
CLAIMS = st.sampled_from(
    [
        ("positions", refusal()),
        ("positions", refusal(actor="Halmark", reported_by="narrator")),
        ("statements", (("speaker", "Ivo Brand"), ("kind", "direct"))),
        ("statements", (("speaker", "unnamed: a sailor"), ("kind", "indirect"))),
        (
            "contacts",
            (
                ("kind", "meeting"),
                ("participants", "Norland (host); Sudmark"),
                ("status", "planned"),
                ("date", "2031-03-09"),
            ),
        ),
        ("next_steps", (("what", "they meet"), ("who", "Norland; Sudmark"))),
        ("unknowns", (("what", "when ferries sail"), ("withheld_by", "Norland"))),
    ]
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(WORDS, CLAIMS), min_size=1, max_size=4))
def test_what_is_added_holds_its_words_and_undo_takes_all_of_it_back(
    places_once: Places, added: list[tuple[tuple[int, int], tuple[str, Any]]]
) -> None:
    one = draft()
    with places_once.emptied() as record:
        record.enter([one.reading()])
        before, made = shown(record), 0
        for (start, end), (family, fields) in added:
            words = f"{start}:{end}"
            try:
                claim = record.add(one.report.id, family, words=words, fields=fields, by="ada")
            except (InputError, SpanError):  # blanks alone, or the same claim again
                continue
            made += 1
            for part in (*claim.evidence, *getattr(claim, "quoted", ())):
                assert TEXT[part.start : part.end] == part.text
            assert record.entry(claim.id).review == "accepted"
        for _ in range(made):
            record.undo("ada")
        assert shown(record) == before


def test_a_record_that_is_kept_open_shows_what_was_added_as_a_fresh_one_does(
    files: Places,
) -> None:
    one, other = draft(), draft(TEXT + " So it said.", outlet="Vell Echo", published="2031-03-02")
    with files.emptied() as record:
        record.keep_whole()
        record.enter([one.reading()])
        assert shown(record)
        claim = add_refusal(record, one.report.id)
        first = shown(record)
        record.enter([other.reading()])
        add_refusal(record, other.report.id)
        record.judge(claim.id, "corrected", fields=[("evidence", "0:7")], by="ada")
        second = shown(record)
        record.undo("ada")
        record.undo("ada")
        third = shown(record)
        record._kept.forget()
        assert shown(record) == third
        record.undo("ada")
        back = shown(record)
        record._kept.forget()
        assert shown(record) == back
        assert len({repr(state) for state in (first, second, third, back)}) == 4


def test_an_added_claim_survives_a_newer_reader(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    claim = add_refusal(record, one.report.id)
    entered = record.enter([draft(reader="hand@2").reading()])
    assert (entered.reread, entered.not_carried) == (1, ())
    assert record.entry(claim.id).review == "accepted"


def test_a_newer_reader_that_finds_the_same_claim_makes_no_second_one(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    claim = add_refusal(record, one.report.id)
    newer = draft(reader="hand@2").position(
        "Sudmark", "rejects", "a toll", REFUSAL, confidence=0.5, reported_by="Ivo Brand"
    )
    assert [c.id for c in newer.claims][1] == claim.id
    record.enter([newer.reading()])
    (sighting,) = record.entry(claim.id).sightings
    assert sighting.body.rule == "desk@1"
    record.undo("ada")
    assert record.entry(claim.id).review == "machine"


def test_a_revision_has_an_added_claim_where_its_words_stand_again(record: Record) -> None:
    address = "https://harbour.example/toll"
    old = draft(address=address)
    record.enter([old.reading()])
    claim = add_refusal(record, old.report.id)
    text = "Update. " + TEXT.replace("told reporters", "said again")
    new = draft(text, address=address, retrieved=old.retrieved + dt.timedelta(hours=1))
    assert record.enter([new.reading()]).not_carried == ()
    entry = record.entry(claim.id, up_to="internal")
    assert [s.report for s in entry.sightings] == [old.report.id, new.report.id]
    again = entry.sightings[1]
    assert text[again.body.main.start : again.body.main.end] == REFUSAL
    assert record.entry(again.claim).id == entry.id
    assert not entry.gone


def test_words_that_a_revision_lacks_are_noted_as_lost(record: Record) -> None:
    address = "https://harbour.example/toll"
    old = draft(address=address)
    record.enter([old.reading()])
    claim = add_refusal(record, old.report.id)
    text = TEXT.replace(REFUSAL, "We have nothing to add")
    new = draft(text, address=address, retrieved=old.retrieved + dt.timedelta(hours=1))
    assert record.enter([new.reading()]).not_carried == (claim.id,)
    assert record.entry(claim.id).gone
    assert claim.id not in {e.id for e in record.entries("positions")}


def test_of_words_that_stand_twice_those_in_the_same_surroundings_are_meant(
    record: Record,
) -> None:
    address = "https://harbour.example/toll"
    old = draft("They said no. Norland demands a toll. Sudmark said no.", address=address)
    record.enter([old.reading()])
    record.add(old.report.id, "positions", words="46:53", fields=refusal(), by="ada")
    text = "Sudmark said no. They said no. Norland demands a toll. Sudmark said no. He said no."
    new = draft(text, address=address, retrieved=old.retrieved + dt.timedelta(hours=1))
    record.enter([new.reading()])
    places = [s.body.main.start for e in record.entries("positions") for s in e.sightings]
    assert text.rindex("said no. He") in places


def test_a_purge_takes_the_words_of_an_added_claim_too(record: Record) -> None:
    one = draft()
    other = draft("Sudmark waits. Norland demands a toll of 9 crowns.", outlet="Vell Echo")
    record.enter([one.reading(), other.reading()])
    claim = record.add(
        one.report.id, "positions", words=REFUSAL, fields=refusal(), by="ada", why="they refuse"
    )
    record.judge(claim.id, "corrected", fields=[("firmness", "not a crown")], by="ada")
    record.purge(one.report.id, "asked to", "ada")
    with pytest.raises(NoSuchEntry):
        record.entry(claim.id)
    left = [row for row in record.deeds(up_to="restricted").rows if row.kind == "add"]
    assert [(row.subject, row.why) for row in left] == [(claim.id, None)]
    with record._database.read() as connection:
        from detente.record.loading import load_actions

        kept = repr(load_actions(connection))
    assert "crown" not in kept
    assert "refuse" not in kept


def test_marks_hold_for_what_is_added(record: Record) -> None:
    hidden = draft(mark="restricted")
    record.enter([hidden.reading(), draft("Norland demands a toll, again.").reading()])
    claim = add_refusal(record, hidden.report.id)
    with pytest.raises(NoSuchEntry, match="higher mark"):
        record.entry(claim.id)
    assert "Sudmark" not in {party.name for party in record.snapshot().parties if party.is_party}
    assert record.entry(claim.id, up_to="restricted").review == "accepted"


def test_an_added_claim_can_be_judged_like_any_other(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    claim = add_refusal(record, one.report.id)
    record.judge(claim.id, "corrected", fields=[("stance", "reserves")], by="bea")
    now: Any = record.entry(claim.id)
    assert (now.review, now.claim.stance) == ("corrected", "reserves")
    record.judge(claim.id, "rejected", by="bea")
    assert claim.id not in {s.claim for e in record.entries("positions") for s in e.sightings}


def test_added_claims_are_found_by_their_words_and_exported(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    fields = (("speaker", "Ivo Brand"), ("kind", "direct"))
    claim = record.add(
        one.report.id, "statements", words="“We will not pay a crown,”", fields=fields, by="ada"
    )
    assert [hit.sighting.claim for hit in record.search("pay crown").rows] == [claim.id]
    assert record.search("pay ferry").rows == ()
    assert record.search(direct=False).rows == ()
    files = gold_files(judged_reports(record, Wanted()), record.actors())
    gold = files[f"gold/{one.report.id}.json"].decode()
    assert "“We will not pay a crown,”" in gold
    assert '"text": "We will not pay a crown,"' in gold  # quoted


@pytest.mark.parametrize(
    ("family", "words", "fields", "error", "told"),
    [
        ("poems", REFUSAL, refusal(), UnknownName, "unknown kind of claim 'poems'"),
        ("positions", REFUSAL, (("actor", "Sudmark"),), InputError, "needs issue, stance"),
        ("positions", REFUSAL, refusal(stance="sings"), InputError, "unknown value 'sings'"),
        ("positions", REFUSAL, refusal(colour="red"), UnknownName, "unknown field"),
        ("positions", "not there", refusal(), InputError, "does not hold the words"),
        ("positions", "crown", refusal(), InputError, "2 times; write one of the places: 28:33"),
        ("positions", "9999:10000", refusal(), SpanError, "does not lie in the text"),
        ("positions", "7:8", refusal(), SpanError, "does not lie in the text"),
        ("positions", "0:7 Sudmark", refusal(), SpanError, "other words than those"),
    ],
)
def test_what_cannot_be_added_is_said_and_leaves_nothing(
    family: str, words: str, fields: Any, error: type[Exception], told: str, record: Record
) -> None:
    one = draft()
    record.enter([one.reading()])
    with pytest.raises(error, match=told):
        record.add(one.report.id, family, words=words, fields=fields, by="ada")
    assert record.deeds(up_to="restricted").rows == ()


def test_the_same_claim_is_not_added_twice(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    claim = add_refusal(record, one.report.id)
    with pytest.raises(InputError, match=f"has this claim already, {claim.id}"):
        add_refusal(record, one.report.id)


# Words marked anew.


def test_words_marked_anew_stand_in_place_of_those_that_were_read(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    (entry,) = record.entries("positions")
    record.judge(entry.id, "corrected", fields=[("evidence", "0:34")], by="ada")
    main = record.entry(entry.id).sightings[0].body.main
    assert (main.start, main.end, main.text) == (0, 34, "Norland demands a toll of 4 crowns")
    record.undo("ada")
    assert record.entry(entry.id).sightings[0].body.main.text == "Norland demands a toll"


def test_words_marked_anew_survive_a_newer_reader(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    (entry,) = record.entries("positions")
    whole = "Norland demands a toll of 4 crowns, it said"
    record.judge(entry.id, "corrected", fields=[("evidence", whole)], by="ada")
    same = draft(reader="hand@2")
    record.enter([same.reading()])
    assert record.entry(entry.id).sightings[0].body.main.text == whole
    better = Draft(TEXT, reader="hand@3")
    better.position("Norland", "demands", "a toll of 4 crowns", whole[:-3])
    assert record.enter([better.reading()]).not_carried == ()
    (now,) = record.entries("positions")
    assert (now.review, now.sightings[0].body.main.text) == ("corrected", whole)


def test_of_an_entry_seen_twice_one_claims_words_are_marked_at_a_time(record: Record) -> None:
    one = draft()
    two = draft(TEXT + " So it said.", outlet="Vell Echo", published="2031-03-02")
    record.enter([one.reading(), two.reading()])
    (entry,) = record.entries("positions")
    with pytest.raises(InputError, match="of one claim at a time"):
        record.judge(entry.id, "corrected", fields=[("evidence", "0:34")], by="ada")
    place = f"{two.report.id}:0:34"
    record.judge(entry.id, "corrected", fields=[("evidence", place), ("firmness", "firm")], by="a")
    now: Any = record.entry(entry.id)
    assert [s.body.main.end for s in now.sightings] == [22, 34]
    assert {s.body.firmness for s in now.sightings} == {"firm"}


def test_participants_keep_their_roles_when_they_are_written(record: Record) -> None:
    one = draft().contact("Norland; Sudmark", "planned", "The ministers of both sides")
    record.enter([one.reading()])
    (entry,) = record.entries("contacts")
    written = "Norland (host); Sudmark; Halmark (north)"
    record.judge(entry.id, "corrected", fields=[("participants", written)], by="ada")
    claim: Any = record.entry(entry.id).claim
    assert [(p.name, p.role) for p in claim.participants] == [
        ("Norland", "host"),
        ("Sudmark", None),
        ("Halmark (north)", None),
    ]


def test_quotations_are_found_within_marked_words() -> None:
    report = Draft('He said "yes" and “no” and “per').report
    whole = mark_words(report, f"0:{len(report.text)}")
    assert [q.text for q in quoted_in(whole)] == ["yes", "no", "per"]


# Sentences that yielded nothing.


def test_a_sample_is_of_sentences_without_a_claim_and_is_the_same_again(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    (week,) = record.sample_weeks()
    sample = record.sample(week)
    begins = {s.words.text[:7] for s in sample.sentences}
    assert begins == {"“We wil", "The min", "Nobody "}
    assert (sample.silent, sample.checked, sample.missed) == (3, 0, 0)
    assert record.sample(week) == sample
    assert record.samples() == ()


def test_what_the_desk_finds_in_a_sample_is_counted(record: Record) -> None:
    one = draft()
    record.enter([one.reading()])
    (week,) = record.sample_weeks()
    nothing = TEXT.index("Nobody")
    record.nothing_here(one.report.id, nothing, len(TEXT), by="ada")
    add_refusal(record, one.report.id)
    (sample,) = record.samples()
    assert (sample.silent, sample.checked, sample.missed) == (3, 2, 1)
    assert len(record.sample(week).sentences) == 3
    record.undo("ada")
    record.undo("ada")
    assert record.samples() == ()


def test_a_week_without_reports_has_no_sample(record: Record) -> None:
    record.enter([draft().reading()])
    with pytest.raises(UnknownName, match="week with reports"):
        record.sample("1999-W01")
