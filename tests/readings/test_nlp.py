"""Parsing: paragraphs as they stand, tokens at their place, wordings found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.readings.nlp import Pipeline
from detente.readings.paragraphs import MOST_CHARACTERS, split_paragraphs
from detente.readings.rules import shipped_rules


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """Return a pipeline with all shipped rules."""
    return Pipeline(shipped_rules())


def paragraphs(text: str) -> list[str]:
    """Return the words of each paragraph."""
    return [text[b.start : b.end] for b in split_paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("One.\n\nTwo.\n \n\n Three.  ") == ["One.", "Two.", "Three."]


def test_a_text_wrapped_by_hand_stays_together() -> None:
    text = "The envoys of Norland and Sudmark met on the island of\nBrage for talks.\nThey left."
    assert paragraphs(text) == [
        "The envoys of Norland and Sudmark met on the island of\nBrage for talks.",
        "They left.",
    ]


@pytest.mark.parametrize("mark", ["-", "•", "*", "–"])
def test_each_item_of_a_list_is_a_paragraph(mark: str) -> None:
    items = [f"{mark} Norland sold its shares to Vell Pumps", f"{mark} The minister was silent"]
    assert paragraphs("In short:\n" + "\n".join(items)) == ["In short:", *items]


def test_a_dash_in_wrapped_prose_begins_no_item() -> None:
    text = "The envoys of Norland and Sudmark met on the island of Brage\n- for the first time."
    assert paragraphs(text) == [text]


@given(st.text("ab .\n\t\u00a0", max_size=60))
def test_nothing_but_blanks_lies_between_paragraphs(text: str) -> None:
    blocks = split_paragraphs(text)
    covered = {i for b in blocks for i in range(b.start, b.end)}
    left = "".join(c for i, c in enumerate(text) if i not in covered)
    assert not left.strip()
    assert all(b.start < b.end for b in blocks)


def test_an_endless_line_is_cut_and_loses_nothing() -> None:
    text = "word " * (MOST_CHARACTERS // 2)
    blocks = split_paragraphs(text)
    assert len(blocks) > 1
    assert "".join(text[b.start : b.end] for b in blocks).replace(" ", "") == text.replace(" ", "")


def test_tokens_stand_where_they_say(pipeline: Pipeline) -> None:
    text = "Norland\u00a0left.\n\nSudmark’s envoys “stayed\u200b” on Brage."
    (parse,) = pipeline.parse([text])
    assert all(
        text[t.start : t.end].strip() == t.text.strip() or "\u200b" in text[t.start : t.end]
        for t in parse.tokens
    )
    assert [t.i for t in parse.tokens] == list(range(len(parse.tokens)))
    assert len(parse.paragraphs) == 2


def test_texts_keep_their_order_and_may_be_empty(pipeline: Pipeline) -> None:
    texts = ["Norland left.", " ", "Sudmark demanded monitors.\n\nThey met."]
    parses = list(pipeline.parse(texts))
    assert [len(p.paragraphs) for p in parses] == [1, 0, 2]
    assert "en.position.demand.verb@1" in {hit.rule for hit in parses[2].hits}


def test_a_wording_is_found_wherever_it_stands_in_its_sentence(pipeline: Pipeline) -> None:
    (parse,) = pipeline.parse(["They met. On Monday Sudmark demanded monitors, and left."])
    hits = [h for h in parse.hits if h.rule == "en.position.demand.verb@1"]
    assert [parse.tokens[h.start].text for h in hits] == ["demanded"]
