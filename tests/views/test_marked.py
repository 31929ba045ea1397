from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.claims import FAMILIES, Position, Reading
from detente.model.text import Source, cite, make_report
from detente.views.marked import LETTERS, mark, paragraphs, segments
from detente.views.readings import reading_html
from tests.views.pagecheck import check
from tests.views.sample import READING, RETRIEVED, demand
from tests.views.worlds import NASTY

# What a report can hold: anything but NUL and halves of characters.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=2, max_size=200)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A report of any words with claims on any spans, overlapping, nested and alike."""
    text = draw(WORDS.filter(str.strip) | st.sampled_from(NASTY))
    report = make_report(text, retrieved=RETRIEVED, source=Source("Wire", "javascript:alert(1)"))
    size = len(report.text)
    claims = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, size - 1))
        end = draw(st.integers(start + 1, size))
        claims.append(replace(demand, evidence=(cite(report, start, end),)))
    return Reading(report=report, reader="r@1", claims=tuple(claims))


@settings(deadline=None)
@given(readings())
def test_segments_joined_are_the_text_and_each_claim_its_words(reading):
    markings = mark(reading.claims)
    made = list(segments(reading.report.text, markings))
    assert "".join(segment.text for segment in made) == reading.report.text
    for marking in markings:
        covered = "".join(s.text for s in made if marking in s.within)
        assert covered == marking.claim.main.text
        assert sum(marking in s.opens for s in made) == 1


@settings(deadline=None)
@given(readings())
def test_overlapping_claims_have_lanes_of_their_own_as_long_as_there_are(reading):
    markings = mark(reading.claims)
    for segment in segments(reading.report.text, markings):
        lanes = [m.lane for m in segment.within]
        assert len(set(lanes)) >= min(len(lanes), 5) or len(reading.claims) > 5


@settings(deadline=None, max_examples=40)
@given(readings())
def test_the_page_is_safe_and_links_every_claim_both_ways(reading):
    page = check(reading_html(reading))
    assert "b" not in page.tags
    for number in range(1, len(reading.claims) + 1):
        assert f"w{number}" in page.ids
        assert f"c{number}" in page.ids
        assert page.links.count(f"#c{number}") == page.links.count(f"#w{number}") == 1


def test_paragraphs_follow_the_lines_of_the_report():
    made = paragraphs("one\n\ntwo\nthree", ())
    assert [["".join(s.text for s in p)] for p in made] == [["one"], ["two"], ["three"]]


def test_every_family_has_a_letter_of_its_own_and_a_style():
    assert set(LETTERS) == set(FAMILIES)
    assert len(set(LETTERS.values())) == len(FAMILIES)
    page = reading_html(READING)
    assert all(f".{family.family} {{ --family" in page for family in FAMILIES)


def test_a_claim_with_two_pieces_of_evidence_is_marked_at_both():
    claim = next(c for c in READING.claims if len(c.evidence) > 1)
    assert not isinstance(claim, Position)
    made = segments(READING.report.text, mark((claim,)))
    assert [s.text for s in made if s.within] == [e.text for e in claim.evidence]
