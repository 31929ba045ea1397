"""What counts as found, kind by kind, on a report that nobody published."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.scores import Score
from detente.scoring.matching import match, shared
from detente.scoring.names import Names
from detente.scoring.scores import score

ACTORS = [
    {"name": "Norland", "kind": "state", "acts_for": None, "mentions": ["Bergholm"]},
    {"name": "Ole Strand", "kind": "person", "acts_for": "Norland", "mentions": ["Strand"]},
    {"name": "Sudmark", "kind": "state", "acts_for": None, "mentions": []},
]


def span(start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end}


def form(**kinds: Any) -> dict[str, Any]:
    return {"actors": ACTORS, "progress": None, "ignore": [], **kinds}


def of(kind: str, read: dict[str, Any], gold: dict[str, Any]) -> Score:
    return next(s for s in score([(read, gold)], str.casefold) if s.kind == kind)


def position(actor: str = "Norland", stance: str = "rejects", **more: Any) -> dict[str, Any]:
    return {"actor": actor, "stance": stance, "evidence": span(10, 30), **more}


@pytest.mark.parametrize(
    ("kind", "read", "gold"),
    [
        ("actors", ACTORS, ACTORS),
        (
            "statements",
            [{"speaker": "Strand", "content": span(0, 20)}],
            [{"speaker": "Ole Strand", "content": span(5, 20)}],
        ),
        (
            "statements",
            [{"speaker": "unnamed: a diplomat", "content": span(0, 20)}],
            [{"speaker": "unnamed: one diplomat", "content": span(0, 20)}],
        ),
        (
            "contacts",
            [{"status": "held", "participants": ["Strand", "Sudmark"], "evidence": span(0, 9)}],
            [{"status": "held", "participants": ["Norland", "Sudmark"], "evidence": span(0, 9)}],
        ),
        (
            "proposals",
            [{"points": None, "evidence": span(0, 9)}],
            [{"points": 12, "evidence": span(0, 9)}],
        ),
        ("positions", [position("Bergholm")], [position()]),
        ("positions", [position("Strand")], [position()]),
        ("positions", [position(evidence=span(20, 25))], [position()]),
        (
            "assessments",
            [{"by": "Strand", "polarity": "mixed", "evidence": span(0, 9)}],
            [{"by": "Norland", "polarity": "mixed", "evidence": span(0, 9)}],
        ),
        (
            "quantities",
            [{"value": "1,200", "evidence": span(0, 9)}],
            [{"value": "1200", "evidence": span(0, 9)}],
        ),
        ("unknowns", [{"evidence": span(0, 9)}], [{"evidence": span(0, 9)}]),
    ],
)
def test_these_are_one(kind: str, read: Any, gold: Any) -> None:
    found = of(kind, form(**{kind: read}), form(**{kind: gold}))
    assert found == Score(kind, found=len(gold), read=len(read), annotated=len(gold))


@pytest.mark.parametrize(
    ("kind", "read", "gold"),
    [
        (
            "statements",
            [{"speaker": "Sudmark", "content": span(0, 20)}],
            [{"speaker": "Ole Strand", "content": span(0, 20)}],
        ),
        (
            "statements",  # whoever left a source unnamed must not be named
            [{"speaker": "Norland", "content": span(0, 20)}],
            [{"speaker": "unnamed: a diplomat of Norland", "content": span(0, 20)}],
        ),
        (
            "contacts",
            [{"status": "planned", "participants": ["Norland"], "evidence": span(0, 9)}],
            [{"status": "held", "participants": ["Norland"], "evidence": span(0, 9)}],
        ),
        (
            "proposals",
            [{"points": 9, "evidence": span(0, 9)}],
            [{"points": 12, "evidence": span(0, 9)}],
        ),
        ("positions", [position(stance="accepts")], [position()]),
        ("positions", [position("Sudmark")], [position()]),
        ("positions", [position(evidence=span(25, 60))], [position()]),
    ],
)
def test_these_are_not(kind: str, read: Any, gold: Any) -> None:
    assert of(kind, form(**{kind: read}), form(**{kind: gold})) == Score(kind, 0, 1, 1)


def test_a_borderline_item_counts_neither_for_a_reader_nor_against_it() -> None:
    gold = form(positions=[position(optional=True)])
    assert of("positions", form(positions=[position()]), gold) == Score("positions", 0, 0, 0)
    assert of("positions", form(positions=[]), gold) == Score("positions", 0, 0, 0)


def test_what_lies_in_words_to_ignore_is_dropped() -> None:
    gold = form(positions=[], ignore=[span(0, 31)])
    assert of("positions", form(positions=[position()]), gold).read == 0


def test_the_progress_of_a_report_is_its_label() -> None:
    read, gold = form(progress={"label": "setback"}), form(progress={"label": "setback"})
    assert of("progress", read, gold) == Score("progress", 1, 1, 1)
    assert of("progress", form(), gold) == Score("progress", 0, 0, 1)


def test_reports_add_up() -> None:
    right = (form(positions=[position()]), form(positions=[position()]))
    missed = (form(positions=[]), form(positions=[position()]))
    found = next(s for s in score([right, missed], str.casefold) if s.kind == "positions")
    assert (found.precision, found.recall) == (1.0, 0.5)
    assert found.f1 == pytest.approx(2 / 3)


def test_two_kinds_of_nothing_have_no_figures() -> None:
    assert Score("positions").precision is None
    assert Score("positions").recall is None
    assert Score("positions", read=3).f1 is None


def test_the_closest_words_are_matched_first() -> None:
    read = [{"at": span(0, 40)}, {"at": span(0, 10)}]
    gold = [{"at": span(0, 10)}]
    found = match(read, gold, lambda a, b: shared(a["at"], b["at"]))
    assert [(m.read, m.gold) for m in found] == [(1, 0)]


spans = st.tuples(st.integers(0, 50), st.integers(1, 30)).map(lambda t: span(t[0], t[0] + t[1]))


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_a_match_is_one_to_one_and_of_shared_words(
    read: list[dict[str, int]], gold: list[dict[str, int]]
) -> None:
    found = match(read, gold, shared)
    assert len({m.read for m in found}) == len({m.gold for m in found}) == len(found)
    assert all(shared(read[m.read], gold[m.gold]) >= 0.25 for m in found)


@given(spans, spans)
def test_sharing_words_goes_both_ways(one: dict[str, int], other: dict[str, int]) -> None:
    assert shared(one, other) == shared(other, one)
    assert shared(one, one) == 1.0


def test_names_are_one_by_mention_and_by_whom_they_act_for() -> None:
    names = Names(ACTORS, str.casefold)
    assert names.same("STRAND", "Ole Strand")
    assert not names.same("Strand", "Norland")
    assert names.same_party("Strand", "Bergholm")
    assert names.same_party("Norland", "Ole Strand")
    assert not names.same_party("Strand", "Sudmark")
    assert not names.same("narrator", "Norland")
    assert names.same(None, None)
    assert not names.same(None, "Norland")


def test_a_kind_that_an_older_annotation_does_not_know_is_not_compared() -> None:
    owed = [{"by": "Norland", "what": "free prisoners", "evidence": span(0, 20)}]
    assert of("commitments", form(commitments=owed), form()) == Score("commitments", 0, 0, 0)
    assert of("commitments", form(commitments=owed), form(commitments=[])).read == 1


def test_a_commitment_is_found_by_who_owes_it_and_an_account_by_its_act() -> None:
    owed = {"by": "Ole Strand", "what": "free prisoners", "evidence": span(0, 20)}
    theirs = form(commitments=[owed | {"by": "Norland"}])
    assert of("commitments", form(commitments=[owed]), theirs).found == 1
    other = form(commitments=[owed | {"by": "Sudmark"}])
    assert of("commitments", form(commitments=[owed]), other).found == 0
    told = {"by": "Norland", "act": "violated", "evidence": span(0, 20)}
    kept = form(compliance=[told | {"act": "fulfilled"}])
    assert of("compliance", form(compliance=[told]), form(compliance=[told])).found == 1
    assert of("compliance", form(compliance=[told]), kept).found == 0
