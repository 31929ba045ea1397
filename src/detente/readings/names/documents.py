"""Who speaks through a document: "data compiled by Harbourline", "the statement"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.readings.names.lexicon import words
from detente.readings.names.pronouns import speaks
from detente.readings.nlp import Parse
from detente.readings.tree import SUBJECTS, conjuncts, noun_phrase, prep_objects

# "The statement" means the one spoken of last only so many sentences on.
NEAR = 4
# From a document down to its author: "a translation of the statement by the ministry".
DEEPEST = 3
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_FROM = ("from", "by", "of")


@dataclass(slots=True)
class Shelf:
    """The documents of a report in the order of the text.

    of_token: Names by token, as far as they are told. told_in: Number of each sentence.
    authors: Who speaks through a document, by its token.
    """

    parse: Parse
    of_token: Mapping[int, tuple[str, ...]]
    told_in: list[int]
    authors: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _latest: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def put(self, i: int) -> tuple[str, ...]:
        """Return who speaks through the document that a noun means; () if nobody is known."""
        token = self.parse.tokens[i]
        if token.lower not in words("groups", "writings"):
            return ()
        found = self._named(i, DEEPEST) or self._spoken_in(i)
        if not found and self._is_known(i):
            found = self._before(i)
        if found:
            self.authors[i] = found
            self._latest[token.lemma.lower()] = (self.told_in[token.sentence], found)
        return found

    def _named(self, i: int, depth: int) -> tuple[str, ...]:
        """The author that the words around a document name."""
        tokens = self.parse.tokens
        for c in self.parse.children[i]:
            if tokens[c].dep in ("poss", "compound", "nmod") and c < i and self.of_token.get(c):
                return self.of_token[c]
        for c in self.parse.children[i]:
            if tokens[c].tag == "VBN" and tokens[c].lemma in words("groups", "authoring"):
                for o in prep_objects(self.parse, c, "by"):
                    if names := self._all(o):
                        return names
        for o in prep_objects(self.parse, i, *_FROM):
            if names := self._all(o):
                return names
            if depth and tokens[o].lower in words("groups", "writings"):
                return self.authors.get(o, ()) or self._named(o, depth - 1)
        return ()

    def _all(self, i: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for j in conjuncts(self.parse, i):
            names = self.of_token.get(j, ())
            if not names and self.parse.tokens[j].lower in words("groups", "kinds"):
                names = self.of_token.get(j + 1, ())  # "the data firm Harbourline"
            found.update(dict.fromkeys(names))
        return tuple(found)

    def _spoken_in(self, i: int) -> tuple[str, ...]:
        """As in "the ministry said in a statement": who said it."""
        tokens = self.parse.tokens
        link = tokens[tokens[i].head]
        if tokens[i].dep != "pobj" or link.lower not in ("in", "on", "through", "via"):
            return ()
        verb = link.head
        for c in self.parse.children[verb]:
            if tokens[c].dep in SUBJECTS and speaks(self.parse, c):
                return self._all(c)
        return ()

    def _is_known(self, i: int) -> bool:
        phrase = noun_phrase(self.parse, i)
        first = self.parse.tokens[phrase.start]
        if self.parse.tokens[i].lower in ("translation", "transcript"):
            return True  # of what was spoken of last
        return first.lower in _DEFINITE and i - phrase.start <= 2

    def _before(self, i: int) -> tuple[str, ...]:
        """Return the author of the last such document, else of the last of any kind."""
        token = self.parse.tokens[i]
        here = self.told_in[token.sentence]
        same = self._latest.get(token.lemma.lower())
        if same is not None:
            return same[1]
        near = [row for row in self._latest.values() if here - row[0] <= NEAR]
        return max(near, default=(0, ()))[1]
