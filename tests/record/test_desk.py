"""The desk: judgements beside the claims, merges and splits; all appended, all reversible."""

from typing import Any

import pytest

from detente.model.errors import (
    InputError,
    NoSuchEntry,
    RecordError,
    SpanError,
    UnknownName,
)
from detente.model.snapshot import Entry
from detente.record import Record
from tests.record.build import CAST, Draft, actor


def demand(number: int = 1, party: str = "Norland", **more: Any) -> Draft:
    draft = Draft(f"{party} demands toll {number}, it said.", **more)
    return draft.position(party, "demands", f"toll {number}", f"{party} demands toll {number}")


def only(record: Record, family: str = "positions") -> Entry:
    (entry,) = record.entries(family)
    return entry


def test_a_correction_stands_beside_the_claim_and_undo_takes_it_back(record: Record) -> None:
    record.enter([demand().reading()])
    before = only(record)
    made = record.judge(
        before.id, "corrected", fields=[("stance", "offers")], by="ada", why="misread"
    )
    now = record.entry(before.id, up_to="internal")
    assert (now.review, getattr(now.claim, "stance", None)) == ("corrected", "offers")
    assert now.claim.evidence == before.claim.evidence
    assert now.judgements == (made,)
    assert record.undo("bea") == f"taken back: the judgement 'corrected' on {before.id}"
    back = record.entry(before.id, up_to="internal")
    assert (back.review, back.claim) == ("machine", before.claim)
    assert [(j.by, j.undone) for j in back.judgements] == [("ada", True)]


def test_undo_goes_back_step_by_step_and_says_when_nothing_is_left(record: Record) -> None:
    record.enter([demand().reading()])
    entry = only(record)
    record.judge(entry.id, "accepted", by="ada")
    record.judge(entry.id, "rejected", by="ada")
    assert record.entries("positions") == ()
    record.undo("ada")
    assert only(record).review == "accepted"
    record.undo("ada")
    assert only(record).review == "machine"
    with pytest.raises(RecordError, match="nothing to take back"):
        record.undo("ada")


def test_the_last_judgement_counts_and_corrections_add_up(record: Record) -> None:
    record.enter([demand().reading()])
    key = only(record).id
    record.judge(key, "corrected", fields=[("stance", "offers")], by="ada")
    record.judge(key, "corrected", fields=[("firmness", "firm")], by="ada")
    claim: Any = record.entry(key).claim
    assert (claim.stance, claim.firmness) == ("offers", "firm")
    record.judge(key, "rejected", by="bea")
    assert record.entry(key).review == "rejected"
    assert record.entries("positions") == ()


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ([("stance", "dances")], InputError, "correction 'stance=dances' does not fit"),
        ([("colour", "red")], UnknownName, "unknown field of positions 'colour'"),
        ([("evidence", "no such")], InputError, "does not hold the words 'no such'"),
        ([("evidence", "3:99")], SpanError, "does not lie in the text"),
        ([("evidence", "0:7 Sudmark")], SpanError, "stand other words"),
        ([("chain", "x")], UnknownName, "unknown field of positions 'chain'"),
        ([], InputError, "a correction needs FIELD=VALUE"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_and_leaves_nothing(
    fields: list[tuple[str, str]], error: type[Exception], words: str, record: Record
) -> None:
    record.enter([demand().reading()])
    with pytest.raises(error, match=words):
        record.judge(only(record).id, "corrected", fields=fields, by="ada")
    assert only(record).review == "machine"
    with pytest.raises(RecordError, match="nothing to take back"):
        record.undo("ada")


def test_one_claim_of_an_entry_can_be_judged_alone(record: Record) -> None:
    again = demand(published="2031-03-02", outlet="Vell Echo", address="https://vell.example")
    record.enter([demand().reading(), again.reading()])
    both = only(record)
    record.judge(both.sightings[1].claim, "rejected", by="ada")
    assert [s.outlet for s in only(record).sightings] == ["Harbour Post"]
    assert only(record).review == "machine"


@pytest.mark.parametrize("id_", ["abc", "zzzz", "", "0" * 12])
def test_an_id_that_is_not_there_is_said(id_: str, record: Record) -> None:
    record.enter([demand().reading()])
    with pytest.raises(NoSuchEntry):
        record.judge(id_, "accepted", by="ada")


def test_an_id_with_half_a_character_is_said(record: Record) -> None:
    with pytest.raises(RecordError, match="half a"):
        record.entry("\udcff\udcff\udcff\udcff")


# Corrections and newer readers.


def reread(draft: Draft, version: int = 2) -> Draft:
    return Draft(
        draft.text, draft.published, draft.outlet, draft.address, reader=f"hand@{version}"
    )


def test_a_judgement_goes_with_the_words_to_a_newer_readers_claim(record: Record) -> None:
    first = demand()
    record.enter([first.reading()])
    record.judge(only(record).id, "corrected", fields=[("stance", "offers")], by="ada")
    newer = reread(first)
    newer.position("Norland", "demands", "toll 1 of ferries", "Norland demands toll 1,")
    found = record.enter([newer.reading()])
    assert (found.reread, found.carried, found.not_carried) == (1, 1, ())
    entry = record.entry(only(record).id, up_to="internal")
    assert getattr(entry.claim, "stance", None) == "offers"
    assert [j.carried_from is not None for j in entry.judgements] == [True]
    assert record.carried() == ()


def test_a_judgement_whose_words_are_gone_is_listed_and_kept(record: Record) -> None:
    first = demand()
    record.enter([first.reading()])
    target = only(record).id
    record.judge(target, "accepted", by="ada")
    newer = reread(first).says("Norland", "it said")
    found = record.enter([newer.reading()])
    assert (found.carried, found.not_carried) == (0, (target,))
    assert [j.target for j in record.carried()] == [target]
    again = reread(first, 3).position("Norland", "demands", "toll 1", "Norland demands toll 1")
    assert record.enter([again.reading()]).carried == 1
    assert record.carried() == ()
    assert only(record).review == "accepted"


def test_of_two_claims_on_the_same_words_the_judged_one_is_followed(record: Record) -> None:
    text = "Norland demands, and Sudmark rejects, toll 1."
    quote = "Norland demands, and Sudmark rejects, toll 1"

    def both(version: int, on: str) -> Draft:
        draft = Draft(text, reader=f"hand@{version}")
        draft.position("Norland", "demands", on, quote)
        return draft.position("Sudmark", "rejects", on, quote)

    record.enter([both(1, "toll 1").reading()])
    (sudmark,) = record.entries("positions", actor="Sudmark")
    record.judge(sudmark.id, "rejected", by="ada")
    found = record.enter([both(2, "toll 1 of the strait").reading()])
    assert (found.carried, found.not_carried) == (1, ())
    assert [e.actors for e in record.entries("positions")] == [("Norland",)]


def test_a_judgement_that_could_be_about_either_of_two_claims_is_not_guessed(
    record: Record,
) -> None:
    text = "Norland and Sudmark accept toll 1, the office said."
    quote = "Norland and Sudmark accept toll 1"
    first = Draft(text, actors=(*CAST, actor("The two shores", "bloc")))
    first.position("The two shores", "accepts", "toll 1", quote)
    record.enter([first.reading()])
    target = only(record).id
    record.judge(target, "rejected", by="ada")
    newer = Draft(text, reader="hand@2")
    newer.position("Norland", "accepts", "toll 1", quote)
    newer.position("Sudmark", "accepts", "toll 1", quote)
    assert record.enter([newer.reading()]).not_carried == (target,)
    assert len(record.entries("positions")) == 2


def test_a_judgement_holds_in_each_report_when_one_of_them_is_read_anew(record: Record) -> None:
    first, second = demand(), demand(outlet="Vell Echo", address="https://vell.example")
    record.enter([first.reading(), second.reading()])
    record.judge(only(record).id, "rejected", by="ada")
    newer = reread(first).position("Norland", "demands", "tolls for ferries", "demands toll 1")
    newer.claims.clear()
    newer.position("Norland", "demands", "tolls for ferries", "Norland demands toll 1")
    found = record.enter([newer.reading()])
    assert (found.carried, found.not_carried) == (1, ())
    assert record.entries("positions") == ()


def test_a_correction_survives_a_revision_of_the_text(record: Record) -> None:
    first = demand(address="https://harbour.example")
    record.enter([first.reading()])
    record.judge(only(record).id, "corrected", fields=[("stance", "offers")], by="ada")
    longer = Draft("Update. " + first.text, "2031-03-02", address="https://harbour.example")
    longer.position("Norland", "demands", "toll 1", "Norland demands toll 1")
    assert record.enter([longer.reading()]).carried == 1
    assert getattr(only(record).claim, "stance", None) == "offers"


# Merges.


def test_actors_are_merged_and_split_again(record: Record) -> None:
    cast = (*CAST, actor("Nordmark"))
    record.enter([demand().reading(), demand(1, "Nordmark", actors=cast).reading()])
    assert len(record.entries("positions")) == 2
    names = [p.name for p in record.actors()]
    record.merge("actor", ["Norland", "Nordmark"], by="ada")
    entry = only(record)
    assert (entry.actors, len(entry.sightings)) == (("Norland",), 2)
    (party,) = [p for p in record.actors() if p.name == "Norland"]
    assert party.names == ("Norland", "Nordmark")
    (cell,) = record.snapshot().standings
    assert len(cell.own) == 1
    record.split("actor", "Nordmark", by="ada")
    assert len(record.entries("positions")) == 2
    assert [p.name for p in record.actors()] == names
    record.undo("ada")
    assert len(record.entries("positions")) == 1
    record.undo("ada")
    assert len(record.entries("positions")) == 2


@pytest.mark.parametrize("kind", ["contact", "proposal"])
def test_contacts_and_proposals_are_merged_and_split_again(kind: str, record: Record) -> None:
    draft = Draft("Norland and Sudmark met in Vell; the Vell plan is the harbour formula.")
    draft.contact("Norland; Sudmark", "held", "met in Vell", "2031-03-01")
    draft.contact("Norland; Sudmark", "held", "met", "2031-03-08")
    draft.proposal("the Vell plan", "the Vell plan").proposal("harbour formula", "harbour formula")
    record.enter([draft.reading()])
    family = f"{kind}s"
    before = record.entries(family)
    assert len(before) == 2
    record.merge(kind, [e.id for e in before], by="ada", why="one and the same")
    assert len(only(record, family).sightings) == 2
    record.split(kind, before[1].id, by="ada")
    assert record.entries(family) == before


def test_issues_are_merged_and_split_again(record: Record) -> None:
    record.issue_add("Tolls", "ada", keywords=["toll"])
    record.issue_add("Fees", "ada", keywords=["fee"])
    record.enter([demand().reading()])
    (tolls,) = [i for i in record.issues() if i.name == "Tolls"]
    assert only(record).issue == tolls.id
    record.merge("issue", ["Fees", "Tolls"], by="ada")
    assert [i.name for i in record.issues()] == ["Fees"]
    assert len(record.entries("positions", issue="Fees")) == 1
    record.split("issue", "Fees", by="ada")
    assert [i.name for i in record.issues()] == ["Tolls", "Fees"]
    assert only(record).issue == tolls.id


@pytest.mark.parametrize(
    ("kind", "ids", "error"),
    [
        ("actor", ["Norland"], InputError),
        ("actor", ["Norland", "Norland"], InputError),
        ("actor", ["Norland", "Nowhere"], NoSuchEntry),
        ("planet", ["Norland", "Sudmark"], UnknownName),
        ("contact", ["0123456789ab", "ba9876543210"], NoSuchEntry),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(
    kind: str, ids: list[str], error: type[Exception], record: Record
) -> None:
    record.enter([demand().reading()])
    with pytest.raises(error):
        record.merge(kind, ids, by="ada")


def test_a_contact_told_in_two_ways_cannot_be_merged_with_itself(record: Record) -> None:
    draft = Draft("Norland and Sudmark met in Vell; talks were held.")
    draft.contact("Norland; Sudmark", "held", "met in Vell", "2031-03-01", place="Vell")
    draft.contact("Norland; Sudmark", "held", "talks were held", "2031-03-01", kind="talks")
    record.enter([draft.reading()])
    entry = only(record, "contacts")
    ids = [s.claim for s in entry.sightings]
    assert len(ids) == 2
    with pytest.raises(InputError, match="two or more different"):
        record.merge("contact", ids, by="ada")


def test_what_was_not_merged_cannot_be_split(record: Record) -> None:
    record.enter([demand().reading()])
    with pytest.raises(NoSuchEntry, match="was not merged"):
        record.split("actor", "Norland", by="ada")


# Unnamed sources.


def leak(outlet: str) -> Draft:
    name = "unnamed: a diplomat"
    draft = Draft(
        f"A diplomat told {outlet}: “no deal”.", outlet=outlet, actors=(actor(name, "person"),)
    )
    return draft.says(name, "“no deal”")


def test_unnamed_sources_are_one_per_report_and_never_suggested(record: Record) -> None:
    record.enter([leak("Norwire").reading(), leak("Vell Echo").reading()])
    assert len(record.entries("statements")) == 2
    assert record.suggestions() == ()
    assert record.actors() == ()
    with pytest.raises(NoSuchEntry):
        record.merge("actor", ["unnamed: a diplomat", "unnamed: a diplomat "], by="ada")


def test_an_unnamed_source_of_a_copied_text_is_one(record: Record) -> None:
    text = (
        "“There will be no deal before the spring,” a diplomat said in Port Vell on Tuesday, "
        "after envoys of both shores had spent a night over the tolls, ferries and old customs."
    )
    for outlet in ("Norwire", "Vell Echo"):
        name = "unnamed: a diplomat"
        draft = Draft(text, outlet=outlet, address=outlet, actors=(actor(name, "person"),))
        record.enter([draft.says(name, "“There will be no deal before the spring,”").reading()])
    assert len(only(record, "statements").sightings) == 2


def test_names_that_differ_in_spelling_are_suggested_with_the_reason(record: Record) -> None:
    cast = (actor("Olek Verzhinsky", "person"), actor("Oleg Brandt", "person"))
    one = Draft("Verzhinsky spoke.", actors=cast)
    two = Draft("Verzhansky spoke.", actors=(actor("Olek Verzhansky", "person"),))
    record.enter([one.reading(), two.reading()])
    (found,) = record.suggestions()
    assert set(found.names) == {"Olek Verzhinsky", "Olek Verzhansky"}
    assert "vowels" in found.reason
    record.merge("actor", list(found.ids), by="ada")
    assert record.suggestions() == ()


def test_a_judgement_on_one_claim_goes_with_it_into_a_revision(record: Record) -> None:
    first = demand(address="https://harbour.example")
    other = demand(outlet="Vell Echo", address="https://vell.example")
    record.enter([first.reading(), other.reading()])
    (claim,) = [s.claim for s in only(record).sightings if s.outlet == "Harbour Post"]
    record.judge(claim, "rejected", by="ada")
    longer = Draft("Update. " + first.text, "2031-03-02", address="https://harbour.example")
    longer.position("Norland", "demands", "toll 1", "Norland demands toll 1")
    record.enter([longer.reading()])
    assert [s.outlet for s in only(record).sightings] == ["Vell Echo"]


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_that_a_claim_was_right_or_wrong_is_not_said_of_another_stance(
    verdict: Any, record: Record
) -> None:
    first = demand()
    record.enter([first.reading()])
    target = only(record).id
    record.judge(target, verdict, by="ada")
    newer = reread(first).position("Norland", "rejects", "toll 1", "Norland demands toll 1")
    assert record.enter([newer.reading()]).not_carried == (target,)
    assert only(record).review == "machine"


def test_a_corrected_issue_is_what_is_shown(record: Record) -> None:
    draft = Draft("Norland accepts a joint authority for five years.")
    draft.position("Norland", "accepts", "a joint authority", "Norland accepts")
    record.enter([draft.reading()])
    (before,) = record.entries("positions")
    record.judge(
        before.id, "corrected", fields=[("issue", "a joint authority for five years")], by="ada"
    )
    (after,) = record.entries("positions")
    assert after.claim.issue == after.claim.proposition == "a joint authority for five years"
