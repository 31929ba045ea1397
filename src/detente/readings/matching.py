"""Matching: which wordings of the rules stand in a parsed paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from detente.readings.rules import Rule

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
        self._anchors: dict[tuple[str, str], list[int]] = {}
        self._unanchored: list[int] = []
        for number, rule in enumerate(rules):
            matches = matcher(vocab, validate=True)
            patterns = [[dict(t) for t in p] for p in rule.patterns]
            matches.add(rule.name, patterns, greedy="LONGEST")
            self._matchers.append((rule, matches))
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
        found = set(self._unanchored)
        for attribute, words in (("LOWER", lowers), ("LEMMA", lemmas)):
            for word in words:
                if (numbers := self._anchors.get((attribute, word))) is not None:
                    found.update(numbers)
        return sorted(found)


def _anchors(rule: Rule) -> list[tuple[str, str]]:
    """Words of which one stands in every match of a rule; none if a pattern can do without.

    Of several such sets in a pattern that with the fewest common words is taken.
    """
    found: list[tuple[str, str]] = []
    for pattern in rule.patterns:
        sets: list[list[tuple[str, str]]] = [s for s in map(_words_of, pattern) if s]
        if not sets:
            return []
        rarest = min(sets, key=_likelihood)
        found += rarest
    return found


def _likelihood(words: Sequence[tuple[str, str]]) -> tuple[int, int]:
    return sum(word in _COMMON for _, word in words), len(words)


def _words_of(condition: Mapping[str, Any]) -> list[tuple[str, str]]:
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
