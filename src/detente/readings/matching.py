"""Matching: which wordings of the rules stand in a parsed paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from detente.readings.rules import Rule

# Of which attribute a word is asked for, and the word.
Word: TypeAlias = tuple[str, str]
# These stand in so many sentences that looking for them rules nothing out.
_COMMON = frozenset(
    (
        *("a", "an", "and", "as", "at", "be", "by", "do", "for", "from", "have", "in", "it", "no"),
        *("not", "of", "on", "or", "that", "the", "this", "to", "will", "with"),
    )
)


class Wordings:
    """The patterns of a set of rules, and the words by which to know that one is worth trying."""

    def __init__(self, rules: Sequence[Rule], vocab: Any, matcher: Any) -> None:
        """Compile the rules. matcher: The class of the model's matchers."""
        self._matchers: list[tuple[Rule, Any]] = []
        self._anchors: dict[Word, list[int]] = {}
        self._unanchored: list[int] = []
        # by rule and pattern, the sets of words of which one each must stand in the sentence
        self._asked: list[list[tuple[frozenset[Word], ...]]] = []
        for number, rule in enumerate(rules):
            matches = matcher(vocab, validate=True)
            patterns = [[dict(t) for t in p] for p in rule.patterns]
            matches.add(rule.name, patterns, greedy="LONGEST")
            self._matchers.append((rule, matches))
            self._asked.append([tuple(_sets(p)) for p in rule.patterns])
            anchors = _anchors(rule)
            for anchor in anchors:
                self._anchors.setdefault(anchor, []).append(number)
            if not anchors:
                self._unanchored.append(number)

    def find(
        self, doc: Any, lowers: Sequence[str], lemmas: Sequence[str]
    ) -> Iterator[tuple[Rule, int, int]]:
        """Yield the rules that match in a paragraph, with first token and end.

        lowers, lemmas: Of each token.
        """
        for sentence in doc.sents:
            start, end = sentence.start, sentence.end
            for number in self._worth_trying(lowers[start:end], lemmas[start:end]):
                rule, matcher = self._matchers[number]
                for _, first, last in matcher(sentence):
                    yield rule, start + first, start + last

    def _worth_trying(self, lowers: Sequence[str], lemmas: Sequence[str]) -> list[int]:
        """Rules that have a word in the sentence: a few of all, so that matching is fast."""
        there = {("LOWER", word) for word in lowers}
        there |= {("LEMMA", word) for word in lemmas}
        found = set(self._unanchored)
        for word in there:
            if (numbers := self._anchors.get(word)) is not None:
                found.update(numbers)
        return [number for number in sorted(found) if self._may_match(number, there)]

    def _may_match(self, number: int, there: set[Word]) -> bool:
        return any(
            all(not words.isdisjoint(there) for words in sets) for sets in self._asked[number]
        )


def _sets(pattern: Iterable[Mapping[str, Any]]) -> list[frozenset[Word]]:
    """The words of each token of a pattern that must be there and names some."""
    return [frozenset(words) for words in map(_words_of, pattern) if words]


def _anchors(rule: Rule) -> list[Word]:
    """Words of which one stands in every match of a rule; none if a pattern can do without.

    Of several such sets in a pattern that with the fewest common words is taken.
    """
    found: list[Word] = []
    for pattern in rule.patterns:
        sets = _sets(pattern)
        if not sets:
            return []
        rarest = min(sets, key=_likelihood)
        found += rarest
    return found


def _likelihood(words: Collection[Word]) -> tuple[int, int]:
    return sum(word in _COMMON for _, word in words), len(words)


def _words_of(condition: Mapping[str, Any]) -> list[Word]:
    """The words that a token condition asks for, if the token must be there."""
    if str(condition.get("OP", "1"))[0] in "?*!{":
        return []
    for attribute in ("LOWER", "LEMMA"):
        wanted = condition.get(attribute)
        if isinstance(wanted, str):
            return [(attribute, wanted)]
        if isinstance(wanted, dict) and "IN" in wanted:
            return [(attribute, word) for word in wanted["IN"]]
    return []
