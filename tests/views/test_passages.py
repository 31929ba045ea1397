"""A part of a report word by word: nothing is lost, and the marked words are those asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.views.passages import LONGEST, Passage, passages, whole
from tests.record.build import Draft

TEXT = "First.\n\n“We’ll pay 4,000 crowns,” said Lund.\n\nNobody else spoke.\n\nLast."


def text_of(passage: Passage) -> str:
    return "".join(piece.text for piece in passage.pieces)


def marked(shown: tuple[Passage, ...]) -> str:
    return "".join(p.text for passage in shown for p in passage.pieces if p.marked)


def test_the_paragraph_and_those_around_it_are_shown_whole() -> None:
    report = Draft(TEXT).report
    start = TEXT.index("pay")
    shown = passages(report, start, start + len("pay 4,000"), around=1)
    assert [text_of(p) for p in shown] == TEXT.split("\n\n")[:3]
    assert marked(shown) == "pay 4,000"
    words = [p.text for p in shown[1].pieces if p.word]
    assert words == ["“", "We’ll", "pay", "4,000", "crowns", ",", "”", "said", "Lund", "."]


def test_words_may_begin_and_end_within_a_word() -> None:
    report = Draft("The state-owned harbour.").report
    shown = passages(report, 6, 9)
    assert marked(shown) == "ate"
    assert text_of(shown[0]) == report.text
    assert all(p.word for p in shown[0].pieces if p.marked)


def test_a_very_long_paragraph_is_cut_at_blanks_around_the_words() -> None:
    text = "word " * 1000 + "here " + "word " * 1000
    report = Draft(text).report
    start = text.index("here")
    (shown,) = passages(report, start, start + 4)
    assert shown.cut_before
    assert shown.cut_after
    assert marked((shown,)) == "here"
    assert len(text_of(shown)) <= 2 * LONGEST + 4
    assert text_of(shown).strip("word he") == ""


@given(st.text("aB ,.’\n-é\u202e“”4", min_size=1, max_size=80).filter(str.strip), st.data())
def test_pieces_are_the_text_and_hold_the_words_exactly(text: str, data: st.DataObject) -> None:
    report = Draft(text).report
    start = data.draw(st.integers(0, len(report.text) - 1))
    end = data.draw(st.integers(start + 1, len(report.text)))
    shown = passages(report, start, end)
    for passage in (*shown, *whole(report, 100)):
        for piece in passage.pieces:
            assert report.text[piece.start : piece.end] == piece.text
        joined = [
            (a.end, b.start) for a, b in zip(passage.pieces, passage.pieces[1:], strict=False)
        ]
        assert all(one == other for one, other in joined)
    inside = report.text[start:end].split("\n")
    blank = [line for line in report.text.split("\n") if not line.strip()]
    assert marked(shown).replace(" ", "") == "".join(inside).replace(" ", "") or blank
