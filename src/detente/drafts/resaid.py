"""is_resaid(): whether another wording says a condition by words that make it none there.

"If a shot is fired" may be "after gunfire". What tells is how near the words of the condition are
to words of the other wording that nothing else stands for, how many of those there are, and how
much longer the other wording is than the own one without the condition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import log

import numpy as np
import numpy.typing as npt

from detente.drafts.quantities import quantities
from detente.drafts.senses import cosines
from detente.drafts.sentences import content, sentences
from detente.drafts.terms import Found
from detente.model.bags import stem
from detente.model.figures import references

# Fitted by `python -m evals.drafts.clauses` on edited drafts (halves "tune" and "seen"), where the
# bias was then swept from -4 to -5.2.
WEIGHTS: Mapping[str, float] = {
    **{"longer": 4.34, "near": 5.78, "said": 3.87, "when": 2.13, "unsaid": 3.06},
    "bias": -4.98,
}
# So near in meaning is a word of a condition to one that says the same without a condition; and
# so near is what stands for a word that is not said otherwise.
_NEAR_WORD, _LIKE = 0.3, 0.35
_WHEN = re.compile(
    r"\b(?:where|when(?:ever)?|after|before|during|upon|following|while|whoever|as soon as)\b"
    r"[^,;.:]*",
    re.IGNORECASE,
)
# Words of conditions that say nothing of what the condition is.
_LEADING = frozenset(
    (
        *("unless", "until", "provided", "providing", "condition", "conditional", "subject"),
        *("once", "should", "case", "long", "event", "contingent", "only", "when", "after"),
        *("where", "that", "have", "been", "will", "shall", "than", "with", "what", "which"),
        "there",
    )
)

Matrix = npt.NDArray[np.float32]


def is_resaid(one: Found, own: str, other: str) -> bool:
    """Return whether another text says a condition of a text by words that make it none there."""
    for found in (references, quantities):
        if found(one.words) and len(found(other)) >= len(found(own)):
            return True
    seen = evidence(one, own, other)
    return WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in seen.items()) > 0


def evidence(one: Found, own: str, other: str) -> dict[str, float]:
    """Return what tells that another text says a condition otherwise.

    longer: Logarithm of how much longer the other text is than the own one without the condition.
    near: How near its words are to words there that stand for nothing else, in the mean. said:
    Share of its words that are near. when: How near the nearest word of what says when or where
    is. unsaid: Share of the words of the other text that stand for nothing outside the condition.
    """
    there = sentences(own).beside(one.span, sentences(other))
    words, left, right = (
        clause_words(one.words),
        content(without(one, own, other)),
        content(there),
    )
    found = {"longer": log((len(right) + 1) / (len(left) + 1))}
    found |= dict.fromkeys(("near", "said", "when", "unsaid"), 0.0)
    if not words or not right:
        return found
    near = _nearness(words, right)
    weak = frozenset(w for match in _WHEN.finditer(there) for w in clause_words(match[0]))
    places = [n for n, word in enumerate(right) if word in weak]
    found["when"] = float(near[:, places].max()) if places else 0.0
    taken = _nearness(left, right).max(axis=0) if left else np.zeros(len(right))
    # a word that stands for one outside the condition does not stand for one within
    near = np.where(near > taken[None, :], near, 0).max(axis=1)
    found["near"], found["said"] = float(near.mean()), float((near >= _NEAR_WORD).mean())
    found["unsaid"] = float((taken < _LIKE).mean())
    return found


def clause_words(text: str) -> list[str]:
    """Return the words of a condition that tell what it is."""
    return [word for word in content(text) if word not in _LEADING]


def without(one: Found, own: str, other: str) -> str:
    """Return the sentence of a condition without it; all of the text where sentences differ."""
    a = sentences(own)
    start, end = 0, len(own)
    if a.is_like(sentences(other)):
        sentence = a.spans[a.number(one.span)]
        start, end = sentence.start, sentence.end
    return f"{own[start : one.span.start]} {own[one.span.end : end]}"


def _nearness(some: Sequence[str], others: Sequence[str]) -> Matrix:
    """Return how near words are in meaning; 1 for forms of one word."""
    same = np.array([[stem(one) == stem(other) for other in others] for one in some])
    found: Matrix = np.where(same, 1, cosines(some, others)).astype(np.float32)
    return found
