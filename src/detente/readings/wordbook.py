"""Word class and lemma of a token: the model's own rules for them, asked once for each word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

# Stands for all dependencies that no rule of the model names.
_UNNAMED_DEP = "dep"
# Words kept: those of some thousand reports. Each report has new ones, for ever: names, numbers.
_MOST_WORDS = 50_000


class Seen(NamedTuple):
    """What the model's rules look at: a word, its tag and its dependency."""

    text: str
    tag: str
    dep: str


class Known(NamedTuple):
    """What the rules say of a word. dep: Another dependency for it, or "" for the parser's own."""

    pos: str
    lemma: str
    dep: str


class WordBook:
    """Word classes and lemmas of words.

    The model's rules look at one word, or at two that stand together. To try each rule on each
    token costs a tenth of the parse, and the same words come again and again.
    """

    def __init__(self, nlp: Any, document: Any) -> None:
        """Take the model's rules. document: The class of its documents."""
        self._vocab, self._document = nlp.vocab, document
        ruler = nlp.get_pipe("attribute_ruler")
        self._rules = (ruler, _quick(nlp.get_pipe("lemmatizer")))
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        self._deps = frozenset(_named(patterns, "DEP"))
        self._pairs = [pattern for pattern in patterns if len(pattern) > 1]
        self._words: dict[Seen, Known] = {}
        self._joined: dict[tuple[Seen, Seen], list[Known]] = {}
        self._second: dict[str, bool] = {}

    def know(self, paragraphs: Sequence[Sequence[Seen]]) -> list[list[Known]]:
        """Return what the rules say of each word of some paragraphs."""
        if len(self._words) > _MOST_WORDS:
            for kept in (self._words, self._joined, self._second):
                kept.clear()
        keys = [[self._key(seen) for seen in words] for words in paragraphs]
        new = [key for key in dict.fromkeys(k for row in keys for k in row) if not self._has(key)]
        self._words.update(zip(new, self._asked_apart(new), strict=True))
        found = [[self._words[key] for key in row] for row in keys]
        for words, known in zip(paragraphs, found, strict=True):
            for i, pair in enumerate(pairwise(words)):
                if self._is_second(pair[1].text) and self._is_pair(*pair):
                    known[i : i + 2] = self._of_pair(pair)
        return found

    def _has(self, key: Seen) -> bool:
        return key in self._words

    def _key(self, seen: Seen) -> Seen:
        if seen.dep in self._deps or not seen.dep or seen.text.isspace():
            return seen
        return Seen(seen.text, seen.tag, _UNNAMED_DEP)

    def _asked_apart(self, words: Sequence[Seen]) -> list[Known]:
        """What the rules say of words by themselves: none may meet the one before as a pair."""
        between = Seen("of", "IN", "prep")
        row = [w for word in words for w in (between, word)]
        return self._asked(row)[1::2]

    def _of_pair(self, pair: tuple[Seen, Seen]) -> list[Known]:
        if pair not in self._joined:
            self._joined[pair] = self._asked(pair)
        return self._joined[pair]

    def _asked(self, words: Sequence[Seen]) -> list[Known]:
        if not words:
            return []
        doc = self._document(
            self._vocab,
            words=[w.text for w in words],
            tags=[w.tag for w in words],
            deps=[w.dep for w in words],
            heads=list(range(len(words))),
        )
        for rule in self._rules:
            doc = rule(doc)
        return [
            Known(t.pos_, t.lemma_, "" if t.dep_ == w.dep else t.dep_)
            for t, w in zip(doc, words, strict=True)
        ]

    def _is_second(self, text: str) -> bool:
        """Whether a word may be the second of a pair that some rule looks at."""
        if text not in self._second:
            lower = text.lower()
            self._second[text] = any(_fits(p[1].get("LOWER"), lower) for p in self._pairs)
        return self._second[text]

    def _is_pair(self, one: Seen, other: Seen) -> bool:
        return any(_fits_all(p[0], one) and _fits_all(p[1], other) for p in self._pairs)


def _quick(lemmatizer: Any) -> Any:
    """The model's lemmatizer with its words as sets: as lists it looks through up to 57,000."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for word_class, words in list(index.items()):
        index[word_class] = frozenset(words)
    return lemmatizer


def _named(patterns: Iterable[Sequence[Mapping[str, Any]]], attribute: str) -> Iterator[str]:
    """Values of an attribute that some condition names."""
    for pattern in patterns:
        for condition in pattern:
            wanted = condition.get(attribute)
            if isinstance(wanted, str):
                yield wanted
            elif wanted is not None:
                yield from (value for values in wanted.values() for value in values)


def _fits_all(condition: Mapping[str, Any], seen: Seen) -> bool:
    return (
        _fits(condition.get("LOWER"), seen.text.lower())
        and _fits(condition.get("TAG"), seen.tag)
        and _fits(condition.get("DEP"), seen.dep)
    )


def _fits(wanted: Any, value: str) -> bool:
    """Whether a value may be what a condition asks for; yes where it cannot be told here."""
    if wanted is None:
        return True
    if isinstance(wanted, str):
        return value == wanted
    if "IN" in wanted:
        return value in wanted["IN"]
    return re.search(wanted["REGEX"], value) is not None if "REGEX" in wanted else True
