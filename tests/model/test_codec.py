"""Claims as plain values: write, then read, gives the same claim."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.claims import FAMILIES, Claim, Contact
from detente.model.codec import claim_from_plain, model, plain
from detente.model.dates import Days, span_of_days
from detente.model.errors import InputError, UnknownName
from detente.model.text import Evidence

WORDS = st.text("abcde ", min_size=1, max_size=12)
DAY = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
st.register_type_strategy(
    Evidence,
    st.builds(Evidence, st.just("0123456789ab"), st.integers(0, 9), st.integers(10, 20), WORDS),
)
st.register_type_strategy(
    Days, st.builds(lambda one, other: span_of_days(min(one, other), max(one, other)), DAY, DAY)
)
CLAIMS = st.one_of([st.from_type(family) for family in FAMILIES]).filter(
    lambda claim: claim.confidence == claim.confidence  # no nan: it equals nothing
)


@settings(max_examples=60)
@given(CLAIMS)
def test_a_claim_written_and_read_is_the_same(claim: Claim) -> None:
    stored = json.loads(json.dumps(plain(claim)))
    assert claim_from_plain(claim.family, stored) == claim


def test_an_unknown_family_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="choose one of assessments, commitments"):
        claim_from_plain("rumours", {})


@pytest.mark.parametrize(
    ("key", "value"),
    [("evidence", "words"), ("participants", [{"role": "party"}]), ("confidence", "high")],
)
def test_a_damaged_claim_is_refused(key: str, value: object) -> None:
    whole = {"evidence": [], "kind": "talks", "participants": [], "status": "held"}
    assert model(Contact, whole).status == "held"
    with pytest.raises(InputError):
        model(Contact, whole | {key: value})


def test_a_value_outside_its_list_is_refused() -> None:
    with pytest.raises(UnknownName, match="choose one of cancelled, denied"):
        model(Contact, {"evidence": [], "kind": "talks", "participants": [], "status": "moot"})
