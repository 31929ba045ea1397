"""Readings go in: once, whole, in any order; a revision keeps what was there before."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.attribution import Attribution
from detente.model.claims import FAMILIES, Note, Position, Reading, Statement
from detente.model.errors import InputError, SpanError
from detente.model.packed import Packed, Packing
from detente.model.snapshot import Entry
from detente.model.text import Evidence, Source, make_report
from detente.record import Entered, Record, entering
from detente.record.again import load_whole_reading
from tests.record.build import NOON, Draft, actor
from tests.record.places import Places

FEE = "Norland demands a harbour fee, envoy Karin Lund said on Monday."
PAGE = "https://harbour.example/1"


def fee(**more: object) -> Draft:
    draft = Draft(FEE, **more)  # type: ignore[arg-type]
    draft.position("Norland", "demands", "a harbour fee", "demands a harbour fee")
    draft.notes.append(
        Note(kind="unread_date", message="on Monday", evidence=draft.words("Monday"))
    )
    return draft


def everything(record: Record) -> dict[str, object]:
    """All that a record shows, with the moments of entry."""
    found: dict[str, object] = {f.family: record.entries(f.family) for f in FAMILIES}
    return {**found, "reports": record.reports(), "notes": record.notes(), "who": record.actors()}


def said(entries: Sequence[Entry]) -> set[str]:
    return {entry.claim.main.text for entry in entries}


def test_the_same_reading_twice_changes_nothing(record: Record) -> None:
    assert record.enter([fee().reading()]) == Entered(new=1)
    before = everything(record)
    assert record.enter([fee().reading(), fee().reading()]) == Entered(repeated=2)
    assert everything(record) == before


def test_a_revision_keeps_the_old_text_and_its_claims(record: Record) -> None:
    first = fee(address=PAGE)
    second = Draft(
        "Norland dropped its demand, envoy Karin Lund said.", "2031-03-02", address=PAGE
    )
    second.position("Norland", "accepts", "free passage for ferries", "dropped its demand")
    assert record.enter([first.reading()]) == Entered(new=1)
    (old,) = record.entries("positions")
    assert record.enter([second.reading()]) == Entered(revised=1)
    assert said(record.entries("positions")) == {"dropped its demand"}
    assert record.report(first.report.id).text == FEE
    kept = record.entry(old.id)
    assert kept.gone
    assert kept.claim == old.claim
    assert [r.revises for r in record.reports()] == [None, first.report.id]
    assert record.snapshot().coverage.reports == 1


def test_what_a_revision_says_again_is_the_same_entry_of_one_origin(record: Record) -> None:
    record.enter([fee(address=PAGE).reading()])
    longer = Draft(FEE + " Ferries wait in the strait.", "2031-03-02", address=PAGE)
    longer.position("Norland", "demands", "a harbour fee", "demands a harbour fee")
    record.enter([longer.reading()])
    (entry,) = record.entries("positions")
    assert (len(entry.sightings), entry.origins, entry.gone) == (2, 1, False)


def test_a_newer_reader_adds_a_reading_and_the_newest_counts(record: Record) -> None:
    record.enter([fee().reading()])
    newer = Draft(FEE, reader="hand@2")
    newer.says("Karin Lund", "demands a harbour fee")
    assert record.enter([newer.reading()]) == Entered(reread=1)
    assert record.entries("positions") == ()
    assert said(record.entries("statements")) == {"demands a harbour fee"}
    assert record.notes() == ()
    assert record.reports()[0].reader == "hand@2"
    first_known = record.reports()[0].entered
    earlier = record.entries("positions", known_by=first_known)
    assert said(earlier) == {"demands a harbour fee"}


def test_a_claim_that_a_newer_reader_finds_again_keeps_the_day_when_we_learned_it(
    record: Record,
) -> None:
    record.enter([fee().reading()])
    (before,) = record.entries("positions")
    record.enter([dataclasses.replace(fee().reading(), reader="hand@2")])
    (after,) = record.entries("positions")
    assert after.id == before.id
    assert after.first_entered == before.first_entered


@pytest.mark.parametrize("what", ["other words", "another report", "no words"])
def test_a_claim_whose_words_are_not_the_reports_is_refused_and_the_rest_stays(
    what: str, record: Record
) -> None:
    draft = fee()
    part = draft.claims[0].evidence[0]
    wrong = {
        "other words": (Evidence(part.report, part.start, part.end, "demands a harbour fie"),),
        "another report": (Evidence("0123456789ab", part.start, part.end, part.text),),
        "no words": (),
    }[what]
    claim = dataclasses.replace(draft.claims[0], evidence=wrong)
    bad = dataclasses.replace(Draft("Sudmark waits.").reading(), claims=(claim,))
    good = Draft("Halmark offers a pier.").position("Halmark", "offers", "a pier", "offers a pier")
    with pytest.raises(SpanError, match=bad.report.id):
        record.enter([good.reading(), bad])
    assert [r.id for r in record.reports()] == [good.report.id]


WIRE = (
    "Norland and Sudmark ended two days of talks in Port Vell without a result on Tuesday, "
    "officials said. Norland demands a harbour fee of nine crowns a ton. Sudmark rejects any fee "
    "and wants the strait open to every ferry. A further round is planned for the spring."
)


def wire(outlet: str, text: str = WIRE, published: str = "2031-03-01") -> Draft:
    draft = Draft(
        text, published, outlet, address=f"https://{outlet.split(maxsplit=1)[0]}.example/a"
    )
    draft.position("Norland", "demands", "a harbour fee", "Norland demands a harbour fee")
    return draft


def test_copies_of_an_agency_text_are_reports_of_one_origin(record: Record) -> None:
    first, second = wire("Norwire"), wire("Vell Echo", "VELL, Tuesday: " + WIRE, "2031-03-02")
    assert record.enter([first.reading(), second.reading()]) == Entered(new=2, copies=1)
    (entry,) = record.entries("positions")
    assert (len(entry.sightings), entry.outlets, entry.origins) == (2, 2, 1)
    assert [r.origin for r in record.reports()] == [first.report.id] * 2


def test_the_origin_of_copies_is_the_first_published_whatever_came_in_first(
    record: Record,
) -> None:
    first, second = wire("Norwire"), wire("Vell Echo", WIRE + " More soon.", "2031-03-02")
    record.enter([second.reading(), first.reading()])
    assert {r.origin for r in record.reports()} == {first.report.id}


def test_a_wire_text_in_a_long_article_is_no_copy_but_its_words_are_the_wires(
    record: Record,
) -> None:
    rest = " ".join(f"Ferry number {n} carries salt, timber and wool." for n in range(60))
    first, second = wire("Norwire"), wire("Vell Echo", f"{WIRE} {rest}", "2031-03-02")
    second.position("Norland", "accepts", "salt and timber", "Ferry number 7 carries salt")
    record.enter([first.reading(), second.reading()])
    assert [r.origin for r in record.reports()] == [first.report.id, second.report.id]
    fee, salt = record.entries("positions")
    assert (fee.origins, fee.outlets) == (1, 2)
    assert [s.origin for s in fee.sightings] == [first.report.id] * 2
    assert [s.origin for s in salt.sightings] == [second.report.id]
    (taken,) = record.taken_over(second.report.id)
    assert (taken.origin, second.report.text[taken.start : taken.end].strip()) == (
        first.report.id,
        WIRE,
    )


def test_reports_alike_in_nothing_but_a_sentence_are_two_origins(record: Record) -> None:
    other = (
        "Norland demands a harbour fee, say its ministers. Fishermen on the islands fear for the "
        "season, and the ferries of the south have moored for good, a union of sailors wrote."
    )
    record.enter([wire("Norwire").reading(), wire("Vell Echo", other).reading()])
    (entry,) = record.entries("positions")
    assert entry.origins == 2


def test_what_lies_packed_of_a_book_is_entered_as_tuples_are(
    places_once: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "_AT_ONCE", 3)
    monkeypatch.setattr(entering, "LONG", 100)
    draft = Draft(" ".join(f"Round {n}: {FEE}" for n in range(9)))
    for n in range(9):
        here = f"Round {n}: {FEE}"
        draft.says("Karin Lund", here, venue="briefing")
        draft.position("Norland", "demands", "a harbour fee", here, reported_by="Karin Lund")
        draft.notes.append(Note(kind="doubt", message=str(n), evidence=draft.words(here)))
    told = tuple(Attribution(content=claim.main, rule="hand@1") for claim in draft.claims)
    plainly = dataclasses.replace(draft.reading(), attributions=told)
    several = ("claims", "notes", "attributions")
    rows: dict[str, Packing[Any]] = {name: Packing(4) for name in several}
    for name, packing in rows.items():
        packing.add(getattr(plainly, name))
    book = dataclasses.replace(plainly, **{name: p.done() for name, p in rows.items()})
    assert isinstance(book.claims, Packed)
    shown = []
    for reading in (plainly, book):
        with places_once.emptied() as record:
            assert record.enter([reading]) == Entered(new=1)
            shown.append(everything(record))
            with record._database.read() as connection:
                stored = load_whole_reading(connection, 1)
            assert stored == dataclasses.replace(plainly, claims=stored.claims)
            assert set(stored.claims) == set(plainly.claims)
    assert shown[0] == shown[1]


# What is always true.

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(before=words, quote=words, after=words, title=st.none() | words, more=words)
@settings(max_examples=15)
def test_what_was_written_is_read_again(
    places_once: Places, before: str, quote: str, after: str, title: str | None, more: str
) -> None:
    text = f"{before} “{quote}.” {after}"
    report = make_report(text, retrieved=NOON, source=Source(more or "x", None), title=title)
    start = report.text.index("“")
    end = report.text.index("”") + 1
    if end <= start:
        return
    draft = Draft("x")
    draft.report = report
    quoted = Evidence(report.id, start, end, report.text[start:end])
    claim = Statement(
        evidence=(quoted,), speaker=more or "x", kind="direct", addressee=more, reported_by=more
    )
    note = Note(kind="doubt", message=more, evidence=quoted)
    reading = Reading(
        report=report,
        reader="hand@1",
        actors=(actor(more or "x"),),
        claims=(claim,),
        notes=(note,),
    )
    with places_once.emptied() as record:
        assert record.enter([reading]).new == 1
        (entry,) = record.entries("statements")
        assert entry.claim == claim
        assert [s.body for s in entry.sightings] == [claim]
        assert record.report(report.id) == report
        assert [(n.message, n.evidence) for n in record.notes()] == [(more, quoted)]
        assert record.notes(report=report.id) == record.notes()
        assert record.notes(report="another") == ()
        assert record.enter([reading]) == Entered(repeated=1)
        assert record.entries("statements") == (entry,)


SENTENCES = (
    ("Norland", "demands", "a harbour fee"),
    ("Norland", "demands", "a fee for the harbour"),
    ("Sudmark", "rejects", "a harbour fee"),
    ("Norland", "accepts", "unarmed patrols in the strait"),
    ("Sudmark", "offers", "a joint customs post at Vell"),
)
choices = st.lists(
    st.tuples(
        st.sampled_from(SENTENCES),
        st.integers(1, 6),
        st.sampled_from(["Norwire", "Vell Echo", "Harbour Post"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda c: (c[0], c[1], c[2]),
)


def reported(choice: tuple[tuple[str, str, str], int, str, bool]) -> Reading:
    (party, stance, on), day, outlet, met = choice
    text = f"{party} {stance} {on}, it was said on day {day}."
    address = f"https://{outlet.replace(' ', '')}.example/{day % 3}"
    draft = Draft(text, f"2031-03-0{day}", outlet, address=address)
    draft.position(party, stance, on, f"{party} {stance} {on}")
    if met:
        draft.contact("Norland; Sudmark", "held", f"on day {day}", f"2031-03-0{day}")
    return draft.reading()


@given(chosen=choices, data=st.data())
@settings(max_examples=10)
def test_the_order_of_entering_does_not_matter(
    places_once: Places,
    chosen: list[tuple[tuple[str, str, str], int, str, bool]],
    data: st.DataObject,
) -> None:
    readings = [reported(choice) for choice in chosen]
    shuffled = data.draw(st.permutations(readings))
    with (
        places_once.emptied() as one,
        places_once.emptied() as other,
    ):
        one.enter(readings)
        other.enter([*shuffled, *shuffled])
        assert without_moments(one) == without_moments(other)


def without_moments(record: Record) -> list[object]:
    found: list[object] = []
    for family in ("positions", "contacts"):
        for e in record.entries(family):
            seen = [(s.report, s.origin, s.claim) for s in e.sightings]
            found.append((e.id, e.claim, e.issue, e.proposition, e.status_line, seen))
    cells = [
        (c.party, c.proposition, c.stance, c.mixed, [h.since for h in c.own])
        for c in record.snapshot().standings
    ]
    return [found, cells, record.issues(), record.actors()]


def test_a_nul_is_no_character_of_a_text() -> None:
    with pytest.raises(InputError, match="NUL"):
        make_report("Norland demands\0 a fee.", retrieved=dt.datetime.now(dt.UTC))


def test_the_count_of_what_came_in_adds_up(record: Record) -> None:
    found = record.enter(
        [fee().reading(), fee().reading(), wire("Norwire").reading(), wire("Vell Echo").reading()]
    )
    assert found == Entered(new=3, repeated=1, copies=1)


def test_positions_keep_every_field(record: Record) -> None:
    draft = Draft("If the fleet leaves, Norland will reportedly accept patrols, Lund said Monday.")
    draft.position(
        "Norland",
        "conditionally_accepts",
        "patrols in the strait",
        "accept patrols",
        condition="If the fleet leaves",
        hedged=True,
        firmness="reportedly",
        level="flexible",
        move="concedes",
        reported_by="Karin Lund",
        rule="hand.patrols@3",
        confidence=0.75,
    )
    record.enter([draft.reading()])
    (entry,) = record.entries("positions")
    assert entry.claim == draft.claims[0]
    assert isinstance(entry.claim, Position)
