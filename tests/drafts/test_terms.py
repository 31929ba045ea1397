"""Each term is found where it says so, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.drafts.terms import Term, terms


@pytest.mark.parametrize("term", terms(), ids=lambda term: f"{term.kind} {term.strength}")
def test_a_term_proves_itself(term: Term) -> None:
    assert [s for s in term.says if not list(term.within(s))] == []
    assert [s for s in term.never if list(term.within(s))] == []


NEEDING = [term for term in terms() if term.needs]


@st.composite
def said(draw: st.DrawFn) -> tuple[Term, str]:
    """A term and words of an invented sentence that its pattern matches."""
    term = draw(st.sampled_from(NEEDING))
    before, after = draw(st.sampled_from(BESIDE)), draw(st.sampled_from(BESIDE))
    words = draw(st.from_regex(re.compile(term.source, re.ASCII), fullmatch=True))
    return term, f"{before}{words}{after}"


BESIDE = ("", " ", " the toll ", ", ", "” ", " Norland, ")


@settings(max_examples=400)
@given(said())
def test_what_a_term_needs_stands_wherever_it_is(told: tuple[Term, str]) -> None:
    term, text = told
    for match in term.within(text):
        assert any(one in match[0] for one in term.needs)


def test_some_terms_say_what_they_need_and_are_found_by_it() -> None:
    assert {term.kind for term in NEEDING} == {
        *("modal", "condition", "exception", "negation", "definition"),
    }
    for term in NEEDING:
        assert all(any(n in m[0] for n in term.needs) for s in term.says for m in term.within(s))
