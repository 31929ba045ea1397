"""Accounts of a contact: recognised, pinned by the desk, and set beside each other."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from detente import meetings
from detente.model.errors import NoSuchEntry, RecordError
from detente.record import Record
from detente.views.office.documents import readouts_document
from detente.views.office.docx import write_docx
from detente.views.office.written import Grid
from detente.views.papers.readouts import Readouts, about, show_readouts
from tests.record.build import Draft

MET = "Norland and Sudmark met in Port Ley on Sunday."


def talks(record: Record) -> str:
    """A contact with an official account of each side; return its id."""
    wire = Draft(
        f"{MET} “The ferry will run again from 1 June,” Karin Lund said. Ivo Brand said both "
        "sides decided that the ferry would run again from 15 June. “The grain must not wait,” "
        "Brand added. “It was a waste of time,” said Per Falk.",
        published="2031-03-02",
    )
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    wire.says("Karin Lund", "“The ferry will run again from 1 June,”")
    wire.says("Ivo Brand", "both sides decided that the ferry would run again from 15 June")
    wire.says("Ivo Brand", "“The grain must not wait,”")
    wire.says("Per Falk", "“It was a waste of time,”")
    record.enter([wire.reading()])
    return record.entries("contacts")[0].id


def found(record: Record, contact: str, **asked: object) -> Readouts:
    state = record.snapshot(up_to=asked.get("up_to", "public"))  # type: ignore[arg-type]
    return meetings.readouts(record, state, contact)


def said(readouts: Readouts, kind: str) -> list[list[list[str]]]:
    rows = readouts.of(kind)  # type: ignore[arg-type]
    return [[[point.words.text for point in cell] for cell in row.cells] for row in rows]


def test_sides_stand_beside_each_other_and_what_differs_is_said(record: Record) -> None:
    readouts = found(record, talks(record))
    assert readouts.sides == ("Norland", "Sudmark")
    (row,) = readouts.of("other words")
    assert [[p.speaker for p in cell] for cell in row.cells] == [["Karin Lund"], ["Ivo Brand"]]
    text = show_readouts(readouts)
    assert "1 June" in text
    assert "15 June" in text
    assert said(readouts, "one only") == [[[], ["“The grain must not wait,”"]]]


def test_what_a_report_tells_of_both_at_once_is_neither_sides_account(record: Record) -> None:
    joint = "The crews of both sides went home on Saturday, as Norland and Sudmark had agreed"
    wire = Draft(
        f"{MET} {joint}. “The grain must not wait,” Ivo Brand said.", published="2031-03-02"
    )
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    wire.says("Norland", joint)
    wire.says("Sudmark", joint)
    wire.says("Ivo Brand", "“The grain must not wait,”")
    record.enter([wire.reading()])
    readouts = found(record, record.entries("contacts")[0].id)
    assert readouts.of("match") == ()
    assert readouts.sides == ("Sudmark",)
    (one,) = readouts.together
    assert {party.name for party in one.parties} == {"Norland", "Sudmark"}
    text = " ".join(show_readouts(readouts).split())
    assert "together by one report" in text
    assert f"no match of their own accounts: “{joint}”" in text
    values = json.loads(show_readouts(readouts, format="json"))
    assert values["together"][0]["point"]["text"] == joint


def test_only_the_very_words_given_to_several_are_taken_from_them(record: Record) -> None:
    joint = "The crews of both sides went home on Saturday"
    longer = f"{joint}, and the ferry was paid for"
    wire = Draft(f"{MET} {longer}.", published="2031-03-02")
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    wire.says("Norland", joint)
    wire.says("Sudmark", joint)
    wire.says("Sudmark", longer)
    record.enter([wire.reading()])
    readouts = found(record, record.entries("contacts")[0].id)
    assert [one.point.words.text for one in readouts.together] == [joint]
    assert readouts.sides == ("Sudmark",)


def test_that_each_side_tells_of_itself_is_no_difference(record: Record) -> None:
    asks = [
        f"{name} asks that the ferry run from {day} June"
        for name, day in (("Norland", 1), ("Sudmark", 15))
    ]
    wire = Draft(
        f"{MET} {asks[0]}, Karin Lund said. {asks[1]}, Ivo Brand said.", published="2031-03-02"
    )
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    wire.says("Karin Lund", asks[0])
    wire.says("Ivo Brand", asks[1])
    record.enter([wire.reading()])
    (row,) = found(record, record.entries("contacts")[0].id).of("other words")
    assert [said for said in row.differs if "June" in said]
    assert not [said for said in row.differs if "Norland" in said]
    # in a document it goes through all columns: it is of no side alone
    written = readouts_document(found(record, record.entries("contacts")[0].id))
    (grid,) = [block for block in written.blocks if isinstance(block, Grid)]
    assert [len(cells) for cells in grid.rows] == [2, 2, 1]
    ((told,),) = grid.rows[-1]
    assert told.runs[0].text.startswith("differs: ")
    assert b'<w:gridSpan w:val="2"/>' in zipfile.ZipFile(io.BytesIO(write_docx(written))).read(
        "word/document.xml"
    )


def test_what_one_side_does_not_say_was_dropped_by_nobody(record: Record) -> None:
    wire = Draft(
        f"{MET} The grain ferry to Port Ley will run again by 1 June, Karin Lund said. The grain "
        "ferry to Port Ley will run again, Ivo Brand said.",
        published="2031-03-02",
    )
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    wire.says("Karin Lund", "The grain ferry to Port Ley will run again by 1 June")
    wire.says("Ivo Brand", "The grain ferry to Port Ley will run again")
    record.enter([wire.reading()])
    (row,) = found(record, record.entries("contacts")[0].id).of("other words")
    assert any("only one side says" in said for said in row.differs)
    assert not any("dropped" in said or "added" in said for said in row.differs)


def test_a_yes_and_a_no_to_one_point_are_opposite_stances(record: Record) -> None:
    yes = "Karin Lund said that Norland accepts the tax on ships that call at Port Ley"
    no = "Ivo Brand said that Sudmark rejects the tax on ships that call at Port Ley"
    wire = Draft(f"{MET} {yes}. {no}.", published="2031-03-02")
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    for who, party, stance, said in (
        ("Karin Lund", "Norland", "accepts", yes),
        ("Ivo Brand", "Sudmark", "rejects", no),
    ):
        words = said.removeprefix(f"{who} said that ")
        wire.says(who, words)
        wire.position(party, stance, "the tax on ships", words)
    record.enter([wire.reading()])
    readouts = found(record, record.entries("contacts")[0].id)
    assert readouts.of("other words") == ()
    (row,) = readouts.of("opposed")
    assert row.stances == ("Norland accepts", "Sudmark rejects")
    text = show_readouts(readouts)
    assert "On one point, yes against no" in text
    assert "differs: Norland accepts; Sudmark rejects" in text
    assert json.loads(show_readouts(readouts, format="json"))["rows"][0]["kind"] == "opposed"


@pytest.mark.parametrize("refuse", [False, True])
def test_what_only_one_side_negates_is_yes_against_no_but_for_two_refusals(
    record: Record, refuse: bool
) -> None:
    yes = "a day for the treaty on the grain ferry was set"
    no = "a day for the treaty on the grain ferry was not set"
    wire = Draft(
        f"{MET} Karin Lund said that {yes}. Ivo Brand said that {no}.", published="2031-03-02"
    )
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    for who, party, words in (("Karin Lund", "Norland", yes), ("Ivo Brand", "Sudmark", no)):
        wire.says(who, words)
        if refuse:
            wire.position(party, "rejects", "the treaty", words)
    record.enter([wire.reading()])
    readouts = found(record, record.entries("contacts")[0].id)
    (row,) = readouts.of("other words" if refuse else "opposed")
    assert (row.stances, len(row.differs)) == ((), 1)
    assert row.differs[0].startswith("negation: ")


def test_two_refusals_of_one_point_are_not_opposed(record: Record) -> None:
    both = [f"{party} rejects the tax on ships at Port Ley" for party in ("Norland", "Sudmark")]
    wire = Draft(
        f"{MET} Karin Lund said that {both[0]}. Ivo Brand said that {both[1]}.",
        published="2031-03-02",
    )
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    for who, words in zip(("Karin Lund", "Ivo Brand"), both, strict=True):
        wire.says(who, words)
        wire.position(words.split()[0], "rejects", "the tax on ships", words)
    record.enter([wire.reading()])
    assert found(record, record.entries("contacts")[0].id).of("opposed") == ()


def test_what_one_side_denies_and_another_says_is_opposed(record: Record) -> None:
    said, denied = "talks on the tax on ships go on", "that talks on the tax on ships go on"
    wire = Draft(f"{MET} Karin Lund said that {said}. Ivo Brand denied {denied}.")
    wire.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-01")
    wire.says("Karin Lund", said)
    wire.says("Ivo Brand", denied, cue=wire.words("denied"))
    record.enter([wire.reading()])
    readouts = found(record, record.entries("contacts")[0].id)
    (row,) = readouts.rows
    assert (row.kind, row.stances) == ("opposed", ("Ivo Brand denied",))
    for form in ("md", "html"):
        assert "Ivo Brand denied; " in show_readouts(readouts, format=form)
    told = json.loads(show_readouts(readouts, format="json"))["rows"][0]["cells"]
    assert [point["cue"] for cell in told for point in cell] == ["", "denied"]


def test_who_only_advises_a_side_does_not_account_for_it(record: Record) -> None:
    assert "waste of time" not in show_readouts(found(record, talks(record)), format="json")


def test_the_same_words_of_both_match(record: Record) -> None:
    words = ("The ferry will run again from June,", "The ferry will run again from June.")
    draft = Draft(f"{MET} {words[0]} Norland said. Sudmark added: {words[1]}")
    draft.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-01")
    for party, said in zip(("Norland", "Sudmark"), words, strict=True):
        draft.says(party, said)
    record.enter([draft.reading()])
    readouts = found(record, record.entries("contacts")[0].id)
    assert [row.kind for row in readouts.rows] == ["match"]


def test_an_official_text_is_an_account_sentence_by_sentence(record: Record) -> None:
    contact = talks(record)
    readout = Draft(
        "Readout of the talks\n\nPort Ley, 3 March 2031\n\nThe minister met the delegation of "
        "Norland today. The ferry will run again from 15 June.",
        outlet="Ministry of Foreign Affairs of Sudmark",
        published="2031-03-03",
        title="Readout of the talks",
    )
    readout.contact("Norland; Sudmark", "held", "met the delegation of Norland", "2031-03-02")
    record.enter([readout.reading()])
    readouts = found(record, contact)
    sudmark = readouts.accounts[1]
    assert sudmark.bases == ("official text", "statement")
    words = [point.words.text for point in sudmark.points]
    assert "The ferry will run again from 15 June." in words
    assert "Readout of the talks" not in words
    assert "Port Ley, 3 March 2031" not in words


def test_an_official_text_in_which_no_contact_was_read_is_offered_to_be_pinned(
    record: Record,
) -> None:
    contact = talks(record)
    of_talks = "The delegations of Norland and Sudmark held a first session. Both will return."
    body = "Ministry of Foreign Affairs of Sudmark"
    for words, outlet, day in (
        (of_talks, body, "2031-03-03"),
        (f"{of_talks} Later.", body, "2031-04-03"),  # long after
        (f"{of_talks} Again.", "Harbour Post", "2031-03-03"),  # of no side
        ("The ministry will be closed on Friday for Norland's feast.", body, "2031-03-04"),
    ):
        record.enter([Draft(words, published=day, outlet=outlet).reading()])
    (offered,) = found(record, contact).candidates
    assert (offered.party.name, offered.row.published.isoformat()) == ("Sudmark", "2031-03-03")
    before = found(record, contact)
    assert all(point.words.report != offered.row.id for a in before.accounts for point in a.points)
    text = " ".join(show_readouts(before).split())
    assert f"Perhaps Sudmark's account: {body}, 3 Mar 2031" in text
    assert f"'detente readouts {contact} --pin" in text
    handed_on = readouts_document(before)  # who has the paper has no program
    told = [run.text for paragraph in handed_on.paragraphs() for run in paragraph.runs]
    assert any(line.startswith("Perhaps Sudmark's account") for line in told)
    assert not any("detente" in line for line in told)
    record.pin_account(contact, offered.row.id, party="Sudmark", by="ada")
    pinned = found(record, contact)
    assert pinned.candidates == () and "pinned" in pinned.accounts[1].bases


def test_statements_long_after_and_on_later_contacts_are_no_accounts_of_this(
    record: Record,
) -> None:
    contact = talks(record)
    late = Draft(f"{MET} “We remember it well,” Karin Lund said.", published="2031-05-01")
    late.contact("Norland; Sudmark", "held", "Norland and Sudmark met", "2031-03-02")
    late.says("Karin Lund", "“We remember it well,”")
    record.enter([late.reading()])
    assert "remember" not in show_readouts(found(record, contact), format="json")


def test_what_a_side_no_longer_says_is_left_out_since_the_last(record: Record) -> None:
    contact = talks(record)
    earlier = Draft(
        "Norland and Sudmark met in Vesse in January. “Prisoners come first,” Karin Lund said. "
        "“The ferry will run again from 1 June,” she said.",
        published="2031-01-11",
    )
    earlier.contact("Norland; Sudmark", "held", "Norland and Sudmark met in Vesse", "2031-01-11")
    earlier.says("Karin Lund", "“Prisoners come first,”")
    earlier.says("Karin Lund", "“The ferry will run again from 1 June,”")
    record.enter([earlier.reading()])
    readouts = found(record, contact)
    assert said(readouts, "left out") == [[["“Prisoners come first,”"], []]]
    assert "11 Jan 2031" in readouts.of("left out")[0].since
    written = readouts_document(readouts)
    rows = [row for grid in written.blocks if isinstance(grid, Grid) for row in grid.rows]
    told = [
        [["".join(r.text for r in made.runs) for made in cell] for cell in row] for row in rows
    ]
    (norland, sudmark) = next(row for row in told if row[0][0] == "“Prisoners come first,”")
    assert norland[1].startswith("said of: ")
    assert sudmark == ["–"]
    feet = [run.foot for made in written.paragraphs() for run in made.runs if run.foot]
    assert {foot.review for foot in feet} == {"read by machine"}


def test_a_contact_that_was_merged_into_another_is_found_by_its_old_id(record: Record) -> None:
    talks(record)
    again = Draft("Norland and Sudmark held talks in Vell on Tuesday.", published="2031-03-05")
    again.contact("Norland; Sudmark", "held", "Norland and Sudmark held talks", "2031-03-04")
    record.enter([again.reading()])
    first, second = (entry.id for entry in record.entries("contacts"))
    record.merge("contact", [second, first], by="ada")
    (kept,) = record.entries("contacts")
    assert {found(record, id_).contact.id for id_ in (first, second)} == {kept.id}


@pytest.mark.parametrize("sides", [0, 1, 5])
def test_none_one_and_five_accounts(record: Record, sides: int) -> None:
    names = ("Norland", "Sudmark", "Halmark", "Vesse", "Ostmark")
    words = [f"The grain will flow again in June, {name} said." for name in names]
    draft = Draft(" ".join(["They met on Sunday.", *words]))
    cast = tuple(a for a in draft.actors if a.name not in names)
    draft.actors = (*cast, *(type(cast[0])(name=name, kind="state") for name in names))
    draft.contact("; ".join(names), "held", "They met on Sunday", "2031-03-01")
    for name, said in zip(names[:sides], words, strict=False):
        draft.says(name, said)
    record.enter([draft.reading()])
    readouts = found(record, record.entries("contacts")[0].id)
    assert len(readouts.accounts) == sides
    assert len(readouts.silent) == 5 - sides
    assert len(readouts.rows) == min(sides, 1)
    told = " ".join(about(readouts))
    assert ("No side's account of it was found" in told) is (sides == 0)
    assert ("nothing to set beside it" in told) is (sides == 1)
    for form in ("text", "md", "html", "json"):
        assert show_readouts(readouts, format=form)


def test_the_desk_pins_an_account_breaks_one_and_takes_it_back(record: Record) -> None:
    contact = talks(record)
    quiet = Draft("The delegation wishes the harvest to be sold before the winter comes.")
    record.enter([quiet.reading()])
    record.pin_account(contact, quiet.report.id, party="Norland", by="ada", why="theirs")
    words = show_readouts(found(record, contact), format="json")
    assert "before the winter comes" in words
    assert "ada" not in words
    assert "theirs" not in words
    assert found(record, contact).accounts[0].bases == ("pinned", "statement")
    told = record.undo("ada")
    assert (
        told
        == f"taken back: the word that report {quiet.report.id} is an account of contact "
        + contact
    )
    assert "before the winter" not in show_readouts(found(record, contact), format="json")
    wire = record.entry(contact).sightings[0].report
    record.pin_account(contact, wire, party="Sudmark", counts=False, by="ada")
    assert found(record, contact).sides == ("Norland",)


def test_a_pin_of_what_is_not_there_is_refused(record: Record) -> None:
    contact = talks(record)
    wire = record.entry(contact).sightings[0].report
    with pytest.raises(NoSuchEntry):
        record.pin_account(contact, wire, party="Nobody", by="ada")
    with pytest.raises(NoSuchEntry):
        record.pin_account(contact, "ffffffffffff", party="Norland", by="ada")
    with pytest.raises(NoSuchEntry, match="no contact"):
        record.pin_account(record.entries("statements")[0].id, wire, party="Norland", by="ada")
    with pytest.raises(RecordError):
        record.undo("ada")


def test_a_report_above_the_mark_is_no_account_though_it_is_pinned(record: Record) -> None:
    contact = talks(record)
    cable = Draft("The envoy tells us that the ferry is a pretext, no more.", mark="restricted")
    record.enter([cable.reading()])
    record.pin_account(contact, cable.report.id, party="Norland", by="ada")
    public = json.loads(show_readouts(found(record, contact), format="json"))
    assert "pretext" not in json.dumps(public)
    assert public["left_out"] == 1
    inside = show_readouts(found(record, contact, up_to="restricted"), format="json")
    assert "pretext" in inside


def test_a_purge_takes_the_reason_of_a_pin(record: Record) -> None:
    contact = talks(record)
    quiet = Draft("The delegation wishes the harvest to be sold before the winter comes.")
    record.enter([quiet.reading()])
    record.pin_account(contact, quiet.report.id, party="Norland", by="ada", why="harvest")
    record.purge(quiet.report.id, "asked for", by="ada")
    assert not any("harvest" in (row.why or "") for row in record.deeds(up_to="restricted").rows)
    assert found(record, contact).sides == ("Norland", "Sudmark")


def test_who_is_no_contact_is_an_error(record: Record) -> None:
    talks(record)
    with pytest.raises(NoSuchEntry, match="list contacts"):
        found(record, "ffffffff")
