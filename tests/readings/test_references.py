"""Whom pronouns, descriptions and documents mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.actors import is_unnamed
from detente.model.claims import Compliance, Position, Proposal, Reading, Statement

Read = Callable[..., Reading]


def _speakers(reading: Reading) -> list[str]:
    return [s.speaker for s in reading.of(Statement)]


def test_a_long_quotation_does_not_part_a_pronoun_from_its_speaker(read: Read) -> None:
    reading = read(
        "Norwegian envoy Peter Doe said the talks had stalled.\n\n"
        '"We came in good faith. We waited for a day. We waited for two. Nobody came. '
        'The hall was empty. The tea was cold," he said.\n\n'
        "He added that a new round was due."
    )
    assert set(_speakers(reading)) == {"Peter Doe"}


def test_he_said_behind_a_clause_is_the_one_who_spoke_before(read: Read) -> None:
    reading = read(
        "Danish envoy Peter Doe said the fee was fair.\n\n"
        "Finnish President Karl Lund would sign within days, he said."
    )
    assert _speakers(reading) == ["Peter Doe", "Peter Doe"]


@pytest.mark.parametrize("surname", ["King", "Dean", "Bishop"])
def test_a_surname_that_is_an_office_too_is_a_name(read: Read, surname: str) -> None:
    reading = read(
        f"Union leader Peter {surname} said the offer was poor. "
        f"{surname} told reporters that members would vote."
    )
    assert _speakers(reading) == [f"Peter {surname}", f"Peter {surname}"]


def test_a_pronoun_that_may_mean_two_is_a_note_and_no_speaker(read: Read) -> None:
    reading = read(
        "Peter Doe and Karl Lund sat in the hall. They had tea.\n\n"
        "He said that the fee would have to fall."
    )
    assert not _speakers(reading)
    (note,) = [n for n in reading.notes if n.kind == "doubt"]
    assert note.evidence is not None
    assert note.evidence.text == "that the fee would have to fall"[5:]


def test_an_unnamed_source_is_what_the_text_calls_it(read: Read) -> None:
    reading = read("A senior official said the fee would fall. He said it would take months.")
    assert set(_speakers(reading)) == {"unnamed: senior official"}


@pytest.mark.parametrize(
    "text",
    [
        "The fee doubled in a year, according to data compiled by Harbour Research.",
        "The fee doubled in a year, according to a report from Harbour Research.",
        "Harbour Research's report said that the fee had doubled in a year.",
    ],
)
def test_a_body_speaks_through_its_document(read: Read, text: str) -> None:
    assert _speakers(read(text)) == ["Harbour Research"]


def test_the_statement_is_of_who_spoke_in_it(read: Read) -> None:
    reading = read(
        "The Harbour Workers Union said in a statement that it would strike. "
        "The statement said the strike would last a week."
    )
    assert set(_speakers(reading)) == {"Harbour Workers Union"}


def test_a_document_of_nobody_known_stays_a_document(read: Read) -> None:
    (speaker,) = _speakers(read("A draft memo said that the fee would double."))
    assert is_unnamed(speaker)


def test_the_agency_is_the_body_that_spoke_just_before(read: Read) -> None:
    reading = read("Veritor said that prices would fall. The agency said that rents would not.")
    assert _speakers(reading) == ["Veritor", "Veritor"]


def test_her_office_is_nobodys_where_two_may_be_she(read: Read) -> None:
    reading = read(
        "Finance minister Teodora Blix met Judge Robin Marsh on Tuesday. Marsh was silent. "
        "Her office said that the accord was near."
    )
    assert _speakers(reading) == ["unnamed: Her office"]


def test_a_paper_is_not_the_company_that_its_report_is_about(read: Read) -> None:
    reading = read(
        "Marlow Line raised its bid on Friday. A report in the Tarnhaven Post that it had "
        "bought Vell Docks was wrong, the company said."
    )
    assert "Tarnhaven Post" not in _speakers(reading)


def test_whoever_is_named_behind_two_offices_speaks(read: Read) -> None:
    reading = read('Its chairman, the Swedish-born judge Ake Lund, said the talks were "dry".')
    assert _speakers(reading) == ["Ake Lund"]


def test_what_is_said_in_a_statement_is_no_clause_of_the_statement(read: Read) -> None:
    reading = read(
        "General Peter Doe was silent. His office said in a statement that Belmar had handed "
        "over a plan."
    )
    (statement,) = reading.of(Statement)
    assert statement.main.text == "Belmar had handed over a plan"


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("The union rejected its offer of 4 percent.", "Port Owners' Association"),
        ("The union turned down its offer of 4 percent.", "Port Owners' Association"),
        ("The association rejected its offer of 4 percent.", "Dockworkers' Union"),
        ("The association raised its offer of 4 percent.", "Port Owners' Association"),
    ],
)
def test_nobody_answers_an_offer_of_its_own(read: Read, sentence: str, owner: str) -> None:
    told = "The Dockworkers' Union and the Port Owners' Association met on Monday. "
    (proposal,) = read(told + sentence).of(Proposal)
    assert proposal.proponent == owner


def test_who_finds_an_offer_wanting_did_not_make_it(read: Read) -> None:
    told = "Corvex rejected Halden Metals on Monday. Its offer of 40 crowns was too low, "
    owners = {p.proponent for p in read(told + "Corvex said.").of(Proposal)}
    assert "Corvex" not in owners


def test_the_other_union_is_not_the_one_that_was_named(read: Read) -> None:
    told = (
        "Falk Lines and the Dockworkers' Union met on Monday. The other union rejected the toll."
    )
    assert "Dockworkers' Union" not in {p.actor for p in read(told).of(Position)}


@pytest.mark.parametrize("body", ["The Commission", "The commission"])
def test_a_commission_is_no_state_that_spoke_before(read: Read, body: str) -> None:
    reading = read(
        "Norland and Sudmark signed an accord on Monday. Sudmark accused Norland of keeping two "
        f"ships in the bay. {body} therefore confirms that Norland withdrew its two ships seven "
        "days late."
    )
    told = [c for c in reading.claims if isinstance(c, Compliance) and c.finding == "confirmed"]
    assert [c.told_by for c in told] != []
    assert not {c.told_by for c in told} & {"Norland", "Sudmark"}


def test_who_does_it_may_be_whose_thing_is_told_of(read: Read) -> None:
    reading = read(
        "Lysia accused Ferris of shelling the bay. It asked Ferris to respect Lysia's border."
    )
    assert "Lysia" in {c.actor for c in reading.claims if isinstance(c, Position)}


def test_the_union_is_the_one_that_is_called_so(read: Read) -> None:
    told = (
        "The Dockworkers' Union walked out. The Grocers' Federation asked both sides to let food "
        "through. The union agreed to exempt medicines."
    )
    (yes,) = [p for p in read(told).of(Position) if p.stance == "accepts"]
    assert yes.actor == "Dockworkers' Union"
