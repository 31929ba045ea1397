"""Reports and evidence: what is cited is what stands there."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.errors import InputError, SpanError
from detente.model.text import Source, cite, make_report

NOW = dt.datetime(2031, 3, 4, tzinfo=dt.UTC)
WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=80
).filter(lambda t: bool(t.strip()))


@given(WORDS, st.integers(0, 90), st.integers(0, 90))
def test_a_citation_is_the_words_that_it_points_at(text: str, start: int, end: int) -> None:
    report = make_report(text, retrieved=NOW)
    if 0 <= start < end <= len(report.text):
        words = cite(report, start, end)
        assert words.text == report.text[start:end]
    else:
        with pytest.raises(SpanError, match="does not lie in the text"):
            cite(report, start, end)


def test_the_same_text_at_the_same_address_has_the_same_id() -> None:
    source = Source("The Brage Post", "https://brage.example/1")
    one = make_report("Norland left.", retrieved=NOW, source=source)
    other = make_report("Norland left.", retrieved=NOW + dt.timedelta(1), source=source)
    elsewhere = make_report("Norland left.", retrieved=NOW)
    assert one.id == other.id != elsewhere.id


def test_a_text_is_composed_and_its_line_ends_are_unix() -> None:
    report = make_report("Cafe\u0301\r\nBrage\rNorland", retrieved=NOW)
    assert report.text == "Café\nBrage\nNorland"


@pytest.mark.parametrize("text", ["", "  \n\t ", "\ufeff\n"[1:]])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is empty; give a text"):
        make_report(text, retrieved=NOW, key="page")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InputError, match="lone surrogate"):
        make_report("Norland \ud83d left.", retrieved=NOW)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(InputError, match="no time zone"):
        make_report("Norland left.", retrieved=NOW.replace(tzinfo=None))
