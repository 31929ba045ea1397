"""Each term is found where it says so, and nowhere else."""

from __future__ import annotations

import pytest

from detente.drafts.terms import Term, terms


@pytest.mark.parametrize("term", terms(), ids=lambda term: f"{term.kind} {term.strength}")
def test_a_term_proves_itself(term: Term) -> None:
    assert [s for s in term.says if not list(term.within(s))] == []
    assert [s for s in term.never if list(term.within(s))] == []
