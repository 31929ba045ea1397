"""Whether two wordings are of one thing: what carries them, whoever says it and however bent.

`bag` is not enough: it leaves out words of three letters, which here are often the thing itself
("gas", "ban"), and parts "withdrawal" from "withdraws".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from detente.model.bags import stem

# Words that say how, when or of whom something is, not what it is.
_SMALL = frozenset(
    {
        *("a", "an", "the", "that", "this", "these", "those", "there", "then", "when", "once"),
        *("only", "first", "of", "to", "in", "on", "by", "at", "for", "from", "with", "into"),
        *("within", "and", "or", "but", "as", "if", "will", "would", "shall", "should", "must"),
        *("may", "might", "can", "could", "be", "been", "being", "is", "are", "was", "were"),
        *("has", "have", "had", "do", "does", "did", "not", "no", "it", "its", "he", "she"),
        *("they", "them", "their", "his", "her", "our", "ours", "we", "us", "who", "which"),
        *("until", "before", "after", "all", "any"),
    }
)
_WORD = re.compile(r"[^\W\d_]+")
_OURS = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
# What makes a noun of a verb: a withdrawal is told of as what is withdrawn. So much of the word
# must be left.
_NOUN = re.compile(r"(?<=\w{5})(?:al|ment|ion|ure)$")
# Forms that no ending tells.
_BENT = {
    **{"left": "leav", "paid": "pay", "met": "meet", "kept": "keep", "held": "hold"},
    **{"withdrew": "withdraw", "withdrawn": "withdraw", "gave": "giv", "given": "giv"},
}


class Names:
    """Names of parties, found in texts whole."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_word: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            for word in _words(name)[:1]:
                self._by_word.setdefault(word, []).append(name)

    def found(self, text: str) -> frozenset[str]:
        """Return those that a text names."""
        folded = text.casefold()
        near = (name for word in _words(text) for name in self._by_word.get(word, ()))
        return frozenset(name for name in near if name.casefold() in folded)


@dataclass(frozen=True, slots=True)
class Thing:
    """A wording. words: That carry it, without names. names: Of parties, in it or by "we"."""

    words: frozenset[str]
    names: frozenset[str]


def thing_of(text: str, parties: Names, by: str | None = None) -> Thing:
    """Return what a wording is of. parties: Those that it may name. by: Who is its "we".

    >>> thing_of("that Norland will release the prisoners", Names(["Norland"])).names
    frozenset({'Norland'})
    """
    names = parties.found(text)
    ours = frozenset({by}) if by is not None and _OURS.search(text) else frozenset()
    named = frozenset(word for name in names for word in core(name))
    return Thing(core(text) - named, names | ours)


@lru_cache(maxsize=8192)  # each wording is asked for with each stance on its issue
def core(text: str) -> frozenset[str]:
    """Return the words that carry a text, so that forms of one word agree.

    >>> core("the release of prisoners") == core("that they will release the prisoners")
    True
    >>> core("a withdrawal within 30 days") == core("withdraws within 90 days")
    True
    """
    return frozenset(_form(word) for word in _words(text) if word not in _SMALL)


def alike(one: Thing, other: Thing) -> float:
    """Return the share of words that two have in common, of both; 0 if they are of other parties.

    >>> parties = Names(["Norland", "Sudmark"])
    >>> opens = thing_of("Sudmark opens the port", parties)
    >>> alike(opens, thing_of("we open the port", parties, by="Sudmark"))
    1.0
    >>> alike(opens, thing_of("Norland opens the port", parties))
    0.0
    """
    if one.names and other.names and one.names.isdisjoint(other.names):
        return 0.0
    words = one.words | other.words
    return len(one.words & other.words) / len(words) if words else float(one == other)


def _words(text: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(text.casefold())]


@lru_cache(maxsize=65536)
def _form(word: str) -> str:
    """Return what all forms of a word share."""
    if word in _BENT:
        return _BENT[word]
    bare = stem(word)
    return _NOUN.sub("", bare).rstrip("e") or bare
