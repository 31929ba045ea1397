"""sentences(): the sentences of a wording, and which of another one stands beside each."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from detente.drafts.wording import EMPTY
from detente.model.bags import shared, stem
from detente.model.text import Span

# Of two sentences that share less than this of their words all is reworded: 0.25 to 0.4 are alike
# on the edited drafts of evals (halves "tune" and "seen").
REWORDED = 0.34
_STOP = re.compile(r"[.;!?]\s+")
_CLAUSE = re.compile(r"[,;:.](?:\s|$)")
# To the last stop before a place.
_TO_CLAUSE = re.compile(r".*[,;:.](?:\s|$)", re.DOTALL)
# What hangs on such a word is said by the way: "a road which carts may use". "After that" is none.
_ASIDE = re.compile(
    r"\b(?:who|whom|whose|which|(?<!ed )(?<!ee )(?<!ees )(?<!ure )(?<!so )(?<!er )(?<!re )(?<!by )"
    r"(?<!of )(?<!to )(?<!at )(?<!on )(?<!in )that)(?:ever)?\b(?P<then>[^,;.:]*)$",
    re.IGNORECASE,
)
# "Affirms that the change should be fair": what is affirmed is what the sentence says.
_SAYS_THAT = re.compile(
    r"\b(?:(?:re)?affirm|decide|agree|recogni[sz]e|acknowledge|stress|emphasi[sz]e|underline"
    r"|underscore|note|recall|confirm|declare|request|demand|recommend|urge|reiterate|resolve"
    r"|consider|conclude|determine|insist|propose|provide|state|understand|expect|require|regret)"
    r"(?:s|es|d|ed|ing)? that\b[^,;.:]*$",
    re.IGNORECASE,
)
_VERBS = "do|does|did|is|are|was|were|shall|will|must|may|can|should|has|have|had"
# After "which" a subject or the verb itself; past another word the main verb may follow: "those
# who are grown up shall not".
_SUBJECT = re.compile(
    r" (?:the|an?|its|their|his|her|any|each|every|all|both|only|no|one|two|three|it|they|he|she"
    r"|we|(?-i:[A-Z]\w+))\b"
    rf"|(?: (?:{_VERBS}))? $",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
# "By which fish can climb": with a subject, whatever that is.
_BY_WHICH = re.compile(
    r"\b(?:by|in|on|at|through|from|to|for|with|of|under|over|into) (?:which|whom)\b[^,;.:]*$",
    re.IGNORECASE,
)
_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A text and where its sentences stand."""

    text: str
    spans: tuple[Span, ...]

    def number(self, span: Span) -> int:
        """Return which sentence a stretch begins in, from 0."""
        return max(0, bisect_right(self.spans, span.start, key=attrgetter("start")) - 1)

    def words(self, number: int) -> str:
        """Return a sentence."""
        span = self.spans[number]
        return self.text[span.start : span.end]

    def around(self, span: Span, other: Sentences) -> str:
        """Return the sentence of a stretch, or all where it may be any of another text's."""
        if not self.is_like(other):
            return self.text
        return self.words(self.number(span))

    def is_like(self, other: Sentences) -> bool:
        """Whether another text has as many sentences, so that each has its own."""
        return 0 < len(self.spans) == len(other.spans)

    def beside(self, span: Span, other: Sentences) -> str:
        """Return the sentence of another text beside the one of a stretch.

        Of two texts with as many sentences it is the one of the same place; else the whole text.
        """
        if not self.is_like(other):
            return other.text
        return other.words(self.number(span))

    def likeness(self, span: Span, other: Sentences) -> float:
        """Return how much the sentence of a stretch has in common with its likest, 0 to 1."""
        own = self.words(self.number(span)) if self.spans else ""
        return max((shared(own, other.words(n)) for n in range(len(other.spans))), default=0.0)

    def is_beside(self, span: Span, other: Sentences, place: Span) -> bool:
        """Whether two stretches may be in sentences that are one."""
        return not self.is_like(other) or self.number(span) == other.number(place)


@lru_cache(maxsize=4096)
def sentences(text: str) -> Sentences:
    """Return the sentences of a text.

    >>> found = sentences("Forces leave. Monitors come.")
    >>> found.beside(found.spans[1], sentences("Troops go. Observers come."))
    'Observers come.'
    """
    starts = [0, *(match.end() for match in _STOP.finditer(text))]
    ends = [*starts[1:], len(text)]
    spans = (Span(*both) for both in zip(starts, ends, strict=True))
    return Sentences(text, tuple(one for one in spans if one.start < one.end))


def is_reworded(span: Span, own: str, other: str) -> bool:
    """Return whether no sentence of another text is like the one of a stretch."""
    return sentences(own).likeness(span, sentences(other)) < REWORDED


def content(text: str) -> list[str]:
    """Return the words that carry a text, in order."""
    words = _WORD.findall(text.casefold())
    return [word for word in words if len(word) >= _LETTERS and word not in EMPTY]


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry a text, in order."""
    return [stem(word) for word in content(text)]


def clause_before(text: str, place: int) -> str:
    """Return the words from the last stop to a place."""
    stop = _TO_CLAUSE.match(text, 0, place)
    return text[stop.end() if stop else 0 : place]


def clause_after(text: str, place: int) -> str:
    """Return the words from a place to the next stop.

    >>> clause_after("No boat may sail at night, nor fish.", 3)
    'boat may sail at night'
    """
    stop = _CLAUSE.search(text, place)
    return text[place : stop.start() if stop else len(text)]


def may_have_asides(text: str) -> bool:
    """Return whether a text has a word by which something may be said by the way; cheap to ask."""
    return "wh" in text or "that" in text or "Wh" in text or "That" in text


def is_aside(before: str) -> bool:
    """Return whether what stands before a word in its clause makes it one by the way.

    >>> is_aside("a store which only two officers "), is_aside("Those who are of age ")
    (True, False)
    """
    opened = _ASIDE.search(before)
    if not opened or (opened[0].startswith("that") and _SAYS_THAT.search(before)):
        return False
    by_which = _BY_WHICH.search(before) and not _VERB.search(opened["then"])
    return bool(by_which or _SUBJECT.match(opened["then"]))
