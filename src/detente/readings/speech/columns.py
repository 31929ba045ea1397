"""Columns that hang on a paragraph alone: what each of its tokens is, and what it governs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detente.readings.nlp import Parse, Token
from detente.readings.speech.cues import listed

Codes = NDArray[np.uint32]

# Children whose presence and word tell a cue, by label.
_CHILDREN = {
    **dict.fromkeys(("nsubj", "csubj", "expl"), "subject"),
    **dict.fromkeys(("nsubjpass", "auxpass"), "passive"),
    **dict.fromkeys(("dobj", "dative"), "object"),
    "ccomp": "clause",
    "xcomp": "infinitive",
    **dict.fromkeys(("prep", "agent"), "prep"),
    "aux": "aux",
    "neg": "neg",
    **dict.fromkeys(("acomp", "attr", "oprd"), "predicate"),
    "mark": "mark",
    "prt": "particle",
    "advmod": "adverb",
    "poss": "poss",
    **dict.fromkeys(("acl", "relcl"), "acl"),
}
KINDS = tuple(dict.fromkeys(_CHILDREN.values()))
# What a token is by itself, in columns.
WORDS = ("lower", "lemma", "suffix", "tag", "pos", "dep", "ent", "lists", "capital")
_LISTS = (
    *("clause", "document", "quotation", "infinitive", "urging", "accusing", "calling"),
    *("calling_as", "belief", "eventuality", "fact", "object", "noun_clause", "noun_belief"),
    *("belief_noun", "eventuality_noun", "documents", "mental", "narrating"),
)
# Words whose codes are kept: those of some hundred reports.
_MOST_CODES = 50_000


class _Codes(dict[str, int]):
    """Codes by word: the same words come again and again."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_CODES:
            self.clear()
        found = self[word] = code(word)
        return found


_known = _Codes()


def code(text: str) -> int:
    """Return the 32-bit code of a word, never 0: 0 stands for "none"."""
    return crc32(text.encode()) or 1


def of_paragraphs(
    parse: Parse, lay: Callable[[Sequence[Token]], NDArray[Any]]
) -> Iterator[NDArray[Any]]:
    """Yield a table for each paragraph; it is laid once for each, as the same come again."""
    key = (lay.__name__, 0)
    for paragraph, known in zip(parse.paragraphs, parse.known, strict=True):
        if key not in known:
            known[key] = lay(parse.tokens[paragraph.start : paragraph.end])
        yield known[key]


def coded(tokens: Sequence[Token]) -> Codes:
    """The codes of what each token is. [WORDS, tokens]."""
    words = {
        "lower": [t.lower for t in tokens],
        "lemma": [t.lemma.lower() for t in tokens],
        "suffix": [t.lower[-3:] for t in tokens],
        "tag": [t.tag for t in tokens],
        "pos": [t.pos for t in tokens],
        "dep": [t.dep for t in tokens],
        "ent": [t.ent for t in tokens],
        "lists": [_lists_of(t.lemma.lower()) for t in tokens],
    }
    rows = [[_known[word] for word in words[name]] for name in WORDS[:-1]]
    return np.array([*rows, [t.text[0].isupper() for t in tokens]], dtype=np.uint32)


def first_children(tokens: Sequence[Token]) -> NDArray[np.int16]:
    """The first child of each kind, from the first token on; -1 for none. [KINDS, tokens]."""
    # a paragraph has at most so many tokens as characters: far fewer than 16 bits count
    found = np.full((len(KINDS), len(tokens)), -1, dtype=np.int16)
    for token in reversed(tokens):
        name = _CHILDREN.get(token.dep)
        if name is not None and token.head != token.i:
            first = tokens[0].i
            found[KINDS.index(name), token.head - first] = token.i - first
    return found


@lru_cache(_MOST_CODES)
def _lists_of(word: str) -> str:
    """The names of the word lists of speech that a word stands in."""
    return " ".join(name for name in _LISTS if word in listed(name))
