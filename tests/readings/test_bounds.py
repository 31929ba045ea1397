"""Texts made to stall a reader: what is done for them grows no faster than they do."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.claims import Position
from detente.model.text import make_report
from detente.readings import nlp
from detente.readings.bounds import LONGEST_WORD, MOST_TOKENS, cuts, find_endless, parted
from detente.readings.paragraphs import Block
from detente.readings.quotes import find_quotes
from detente.readings.readers import reader

RETRIEVED = dt.datetime(2031, 3, 2, tzinfo=dt.UTC)
# Of a text twice as long at most so much more is done: 2 where it grows with the length, 4 where
# each part is looked at for each other one.
GROWTH = 2.8
# What such texts are made of: one of these over and over.
UNITS = (
    *("he said ", "will sign if ", "said that ", "the minister said that ", "not ", "of "),
    *('"', "“", "‘a ", "“a” ", "'", "(", "( ", ", ", "- ", "1 ", "a.", "x\n", "U.S. "),
    *("“We will sign,” he said. ", "“We will sign he said.\n\n", "Norland and "),
)


@contextmanager
def counted() -> Iterator[list[int]]:
    """Count the functions that are called within: work, whatever the machine does beside."""
    calls = [0]

    def count(_frame: FrameType, event: str, _what: object) -> None:
        calls[0] += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def work(text: str, read: Callable[[str], object]) -> int:
    with counted() as calls:
        read(text)
    return calls[0]


def read_learned(text: str) -> None:
    nlp.pipeline().forget()
    reader("learned").read(make_report(text, retrieved=RETRIEVED))


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_about_twice_the_work(unit: str) -> None:
    read_learned(unit * 40)  # what is made at first use is not counted
    shorter, longer = (unit * (size // len(unit)) for size in (2000, 4000))
    assert work(longer, read_learned) <= GROWTH * work(shorter, read_learned)


MARKS = st.lists(st.sampled_from(("“", "”", '"', "'", "‘", "’", "a", "as", " ", ", ")), min_size=4)


@settings(max_examples=40)
@given(MARKS.map("".join).filter(str.strip))
def test_marks_in_any_order_are_paired_in_one_pass(text: str) -> None:
    one = text.strip() + " "
    shorter, longer = one * (1500 // len(one) + 1), one * (3000 // len(one) + 2)

    def pair(words: str) -> object:
        return find_quotes(words, [Block(0, len(words))])

    assert work(longer, pair) <= GROWTH * work(shorter, pair) + 200


@given(st.text("ab,. “", max_size=900), st.integers(LONGEST_WORD + 1, 600), st.text("ab, "))
def test_words_without_end_are_one_and_every_token_stands_where_it_says(
    before: str, length: int, after: str
) -> None:
    text = f"{before} {'(' * length} {after}"
    (parse,) = nlp.pipeline().parse([text])
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)
    assert "(" * length in [t.text for t in parse.tokens]
    assert max(t.end - t.start for t in parse.tokens) >= length
    covered = {i for t in parse.tokens for i in range(t.start, t.end)}
    assert covered >= {i for i, sign in enumerate(text) if not sign.isspace()}


def test_a_sentence_without_end_is_cut_and_noted() -> None:
    text = "Norland rejected the plan. " + "he said that " * 300
    report = make_report(text, retrieved=RETRIEVED)
    (parse,) = nlp.pipeline().parse([text])
    assert max(s.end - s.start for s in parse.sentences) <= MOST_TOKENS
    assert parse.cuts
    for token in parse.tokens:
        assert parse.tokens[token.head].sentence == token.sentence
    reading = reader("learned").read(report)
    assert [p.stance for p in reading.of(Position)][:1] == ["rejects"]
    (note,) = [n for n in reading.notes if "was read in parts" in n.message]
    assert note.kind == "doubt"
    assert note.evidence is not None


def test_characters_without_a_blank_are_noted() -> None:
    text = f"Norland rejected the plan.\n\n{'=' * 500}\n\nSudmark accepted it."
    reading = reader("rules").read(make_report(text, retrieved=RETRIEVED))
    (note,) = [n for n in reading.notes if "one word" in n.message]
    assert note.evidence is not None
    assert note.evidence.text == "=" * 500


def test_what_reports_hold_is_neither_cut_nor_noted() -> None:
    address = "https://ledger.example/" + "a-long-way/" * 8
    text = f"Norland rejected the plan, its envoy said on {address}."
    assert find_endless(text) is None
    assert cuts(text.split(), 0, len(text.split())) == []
    reading = reader("rules").read(make_report(text, retrieved=RETRIEVED))
    assert not [n for n in reading.notes if n.kind == "doubt"]


@given(st.lists(st.sampled_from(("a", ",", ".", "b")), max_size=1200))
def test_no_part_is_too_long_and_parts_end_softly_where_they_can(words: list[str]) -> None:
    begins = cuts(words, 0, len(words))
    edges = [0, *begins, len(words)]
    sizes = [b - a for a, b in pairwise(edges)]
    assert all(0 < size <= MOST_TOKENS for size in sizes if words)
    for start, at in zip(edges, begins, strict=False):
        half = words[start + MOST_TOKENS // 2 + 1 : start + MOST_TOKENS]
        assert words[at - 1] in ",." or not {",", "."} & set(half)


def test_what_a_cut_parts_from_its_head_is_told() -> None:
    assert parted([1, 1, 1, 2], range(4), [2]) == [2]
    assert parted([1, 1, 1, 2], range(4), []) == []
