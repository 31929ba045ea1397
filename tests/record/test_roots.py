"""Ten outlets that have it of one interview have one root; what nobody traces has none."""

import datetime as dt

import pytest

from detente.model.text import Details, Source, make_report
from detente.record import Record
from detente.record.roots import (
    Trace,
    Traced,
    count_roots,
    dateline,
    is_outlet,
    outlet_key,
    roots_in,
)
from tests.record.build import NOON, Draft


def told(sentence: str, words: str, *, by: str = "narrator", outlet: str = "Vell Echo") -> Draft:
    """A report whose one position stands in a sentence."""
    draft = Draft(
        sentence, outlet=outlet, address=f"https://{outlet.split(maxsplit=1)[0]}.example/a"
    )
    return fee(draft, words, by=by)


def fee(draft: Draft, words: str, *, by: str = "narrator") -> Draft:
    return draft.position("Norland", "demands", "a harbour fee", words, reported_by=by)


FEE = "Norland demands a harbour fee"


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        (f"{FEE}, two officials told Axios.", "Axios"),
        (f"{FEE}, two officials told the BBC on Tuesday.", "BBC"),
        (f"{FEE}, it was first reported by The Kestland Times.", "Kestland Times"),
        (f"{FEE}, the Halden Wire first reported.", "Halden Wire"),
        (f"{FEE}, wrote the paper, citing Reuters.", "Reuters"),
        (f"According to the Anadolu agency, {FEE} now.", "Anadolu agency"),
        (f"In an interview with Vell Radio he said {FEE}.", "Vell Radio"),
        (f"{FEE}, two officials told this newspaper.", "Vell Echo"),
        (f"{FEE}, news agency Halden said earlier.", "Halden"),
        (f"{FEE}, the newspaper Vell Shimbun had reported.", "Vell Shimbun"),
        (f"{FEE}, she told Sudmark broadcaster Harbour Two Tuesday.", "Harbour Two"),
        (f"{FEE}, according to state-owned Harbour TV.", "Harbour TV"),
        (f"{FEE}, the Kestland Times has learned.", "Kestland Times"),
        (f"{FEE}, according to minutes seen by the Kestland Times.", "Kestland Times"),
        (f"{FEE}, he said in response to a request from Vell Radio.", "Vell Radio"),
        (f"{FEE}, Kestland Times reports say.", "Kestland Times"),
        (f"{FEE}; the ministry did not answer the Kestland Times.", None),
        (f"{FEE}, she told the newspaper Tuesday.", None),
        (f"{FEE}, two officials told the Sudmark delegation.", None),
        (f"{FEE}, an envoy told President Vos.", None),
        (f"According to Karin Lund, {FEE}.", None),
        (f"{FEE}. Ferries wait, officials told Axios.", None),
    ],
)
def test_the_sentence_of_a_claim_names_who_had_it_first(sentence: str, outlet: str | None) -> None:
    draft = told(sentence, FEE)
    found = roots_in(draft.report, draft.claims)
    assert [one.outlet for one in found.values()] == ([] if outlet is None else [outlet])


@pytest.mark.parametrize("word", ["W", "W.", "W-", "Wa ", "told the "])
def test_a_word_without_end_names_nobody_and_does_not_stall(word: str) -> None:
    draft = told(f"{FEE}, {word * 50_000} said.", FEE)
    assert roots_in(draft.report, draft.claims) == {}


def test_what_was_first_reported_elsewhere_says_so_for_its_paragraph() -> None:
    first = f"{FEE} of nine crowns. The demand was first reported by The Kestland Times."
    draft = told(first, FEE)
    assert roots_in(draft.report, draft.claims)[draft.claims[0].id].outlet == "Kestland Times"
    apart = told(first.replace(". The", ".\nThe"), FEE)
    assert roots_in(apart.report, apart.claims) == {}


def test_of_statements_around_a_claim_the_first_of_its_speaker_tells_the_occasion() -> None:
    inner, later = "we will sign", "we will not pay"
    text = f"At the start. She said {inner} and {later}. The fleet stays."
    draft = Draft(text)
    for words, venue, who in (
        ("At the start", "statement", "Karin Lund"),
        (f"She said {inner} and {later}", "interview", "Ivo Brand"),
        (f"{inner} and {later}", "briefing", "Karin Lund"),
        (inner, "interview", "Karin Lund"),
        (later, None, "Karin Lund"),
    ):
        draft.says(who, words, venue=venue)
    for words in (inner, later, "The fleet stays"):
        draft.position("Norland", "accepts", "a pact", words, reported_by="Karin Lund")
    claims = draft.reading().claims
    found = roots_in(draft.report, claims)
    told = {c.main.text: found.get(c.id) for c in claims if c.family == "positions"}
    assert told == {
        inner: Traced(occasion="interview 2031-03-01"),
        later: Traced(occasion="briefing 2031-03-01"),
        "The fleet stays": None,
    }


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PORT VELL, March 3 (Halden Wire) - Ferries wait.", "Halden Wire"),
        ("Ferries wait in the strait\n\nVELL (Norwire) – Ferries wait.", "Norwire"),
        ("Ferries wait\n\nPort Vell, 3 March 2031 (Norwire)\n\nFerries wait.", "Norwire"),
        ("Port Vell, 3 March 2031 (Norwire)\nFerries wait.", "Norwire"),
        ("A pact signed in Vell, on 3 March 2031 (Vell Accord) – the first.", None),
        ("Talks in Vell, on 3 March 2031 (Monday)\n\nFerries wait.", None),
        ("A ferry in Port Vell (Norwire)\n\nFerries wait.", None),
        ("Ferries (nine of them) wait.", None),
        ("The envoy (Norland) - a lawyer - left.", None),
    ],
)
def test_a_dateline_credits_an_agency(text: str, agency: str | None) -> None:
    assert dateline(text) == agency


def test_a_credited_agency_had_what_the_text_itself_says_and_no_word_of_a_speaker() -> None:
    text = f"{FEE}. Karin Lund said Norland demands passage."
    report = make_report(
        text, retrieved=NOON, source=Source("Post"), details=Details(agency="Halden Wire")
    )
    draft = Draft(text, outlet="Post")
    fee(draft, FEE)
    draft.position(
        "Norland", "demands", "passage", "Norland demands passage", reported_by="Karin Lund"
    )
    assert [one.outlet for one in roots_in(report, draft.claims).values()] == ["Halden Wire"]


@pytest.mark.parametrize("name", ["Axios", "Vell Radio", "Halden Wire", "Anadolu Agency"])
def test_outlets_are_known_by_name_or_by_what_they_call_themselves(name: str) -> None:
    assert is_outlet(name)
    assert outlet_key(f"the {name}") == outlet_key(name.upper())


def trace(text: str, *keys: str, root: str | None = None, said: str = "") -> Trace:
    return Trace(text, frozenset(keys), root, said)


QUOTE = "we will not leave the strip before the first of May"


@pytest.mark.parametrize(
    ("traces", "roots"),
    [
        ([trace("a")], 0),
        ([trace("a"), trace("b")], 0),
        ([trace("a", root="Vos"), trace("b")], 1),
        ([trace("a", "s1", root="Vos"), trace("b", "s2", root="Lund")], 2),
        ([trace("a", "s1", root="Vos"), trace("a", "s2", root="Lund")], 1),
        ([trace("a", "s1", "o", root="Vos"), trace("b", "s2", "o", root="Lund")], 1),
        ([trace("a", "s1", root="V", said=QUOTE), trace("b", "s2", root="L", said=QUOTE)], 1),
        ([trace("a", "x", root="V"), trace("b", "x", "y"), trace("c", "y", root="L")], 1),
    ],
)
def test_whatever_has_something_in_common_is_one_root(traces: list[Trace], roots: int) -> None:
    assert count_roots(traces) == roots


def test_ten_outlets_that_have_it_of_one_interview_have_one_root(record: Record) -> None:
    record.enter(
        told(
            f"{FEE}, {n} officials told Axios in Vell, {n} hours after the talks.",
            FEE,
            outlet=f"Paper{n} Post",
        ).reading()
        for n in range(10)
    )
    (entry,) = record.entries("positions")
    assert (entry.outlets, entry.roots) == (10, 1)
    assert {s.root for s in entry.sightings} == {"Axios"}


def test_what_no_report_traces_is_independent_of_nothing(record: Record) -> None:
    texts = ("In Vell all say that {}.", "As spring came to the islands, {} and salt.")
    drafts = [told(t.format(FEE), FEE, outlet=f"P{i} Post") for i, t in enumerate(texts)]
    record.enter(draft.reading() for draft in drafts)
    (entry,) = record.entries("positions")
    assert (entry.outlets, entry.origins, entry.roots) == (2, 2, 0)
    record.classify("P0 Post", "own_reporting", "ada")
    (entry,) = record.entries("positions")
    assert (entry.roots, [s.root for s in entry.sightings]) == (1, ["P0 Post", None])
    record.classify("P1 Post", "agency", "ada")
    (entry,) = record.entries("positions")
    assert (entry.roots, entry.sightings[1].source_class) == (2, "agency")
    assert "agency" in record.undo("ada")
    assert record.entries("positions")[0].roots == 1
    assert [row.source_class for row in record.outlets()] == ["own_reporting", "unset"]


def test_one_speaker_is_one_root_however_many_outlets_heard_him(record: Record) -> None:
    drafts = [
        told(f"{FEE}, said Karin Lund in port {n}.", FEE, by="Karin Lund", outlet=f"P{n} Post")
        for n in range(3)
    ]
    other = told(f"{FEE}, said Osterby, in a speech.", FEE, by="Osterby", outlet="Far Post")
    record.enter(draft.reading() for draft in (*drafts, other))
    (entry,) = record.entries("positions")
    assert (entry.outlets, entry.roots) == (4, 2)
    assert {s.root for s in entry.sightings} == {"Karin Lund", "Osterby"}


def test_days_do_not_matter_for_a_root(record: Record) -> None:
    first = told(f"{FEE}, two officials told Axios.", FEE, outlet="A Post")
    later = Draft(f"{FEE} again, Axios reported.", "2031-04-01", outlet="B Post")
    fee(later, FEE)
    assert later.report.published == dt.date(2031, 4, 1)
    record.enter([first.reading(), later.reading()])
    assert record.entries("positions")[0].roots == 1
