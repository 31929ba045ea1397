"""clauses_moved(): conditions, exceptions and definitions that came, went or changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from detente.drafts.dates import without_dates
from detente.drafts.differing import is_style
from detente.drafts.opposing import is_turned
from detente.drafts.quantities import quantities
from detente.drafts.senses import cosine, cosines
from detente.drafts.sentences import content
from detente.drafts.terms import Found, find
from detente.drafts.typed import Sides, Typed, come, gone, overwritten
from detente.model.bags import shared, stem
from detente.model.drafts import ChangeKind
from detente.model.figures import references

# Conditions and exceptions are one, changed, if they share this much of their words, or are so
# near by what these mean: 0.3 to 0.6 are alike on the edited drafts of evals (half "tune").
_SAME_CLAUSE, _SAME_SENSE = 0.34, 0.5
# So near in meaning is a word of a condition to one that says the same without a condition, and so
# many of its words must have one. Swept on the edited drafts of evals (halves "tune" and "seen").
_NEAR_WORD, _SAID = 0.3, 0.7
# Two conditions are one in other words if so many words of each have one so near in the other.
_ONE_WORD, _ONE = 0.3, 0.5
# What says when or where may be the condition in other words: one word as near is enough.
_NEAR_IN_TIME = 0.2
_WHEN = re.compile(
    r"\b(?:where|when(?:ever)?|after|before|during|upon|following|while|whoever|as soon as)\b"
    r"[^,;.:]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_UNLESS = re.compile(r"\b(?:unless|until)\b", re.IGNORECASE)
# Words of conditions that say nothing of what the condition is.
_LEADING = frozenset(
    (
        *("unless", "until", "provided", "providing", "condition", "conditional", "subject"),
        *("once", "should", "case", "long", "event", "contingent", "only", "when", "after"),
        *("where", "that", "have", "been", "will", "shall", "than", "with", "what", "which"),
        "there",
    )
)


def clauses_moved(sides: Sides, kind: ChangeKind) -> Iterator[Typed]:
    """Yield conditions, exceptions or definitions that came, went or changed."""
    old, new = list(find(kind, sides.a.text)), list(find(kind, sides.b.text))
    for alike, least in ((shared, _SAME_CLAUSE), (_near, _SAME_SENSE)):
        for one, other in _taken(old, new, alike, least):
            if not (is_style(_masked(one.words), _masked(other.words)) or _is_one(one, other)):
                yield Typed(sides.edit(kind, one.span, other.span), one.span, other.span)
    if kind == "condition":
        old, new = (
            [one for one in found if not _is_said_otherwise(one, own, other)]
            for found, own, other in (
                (old, sides.a.text, sides.b.text),
                (new, sides.b.text, sides.a.text),
            )
        )
    for one in old:
        yield gone(sides, kind, one.span, direction="dropped")
    for other in new:
        yield come(sides, kind, other.span, direction="added")


def _taken(
    old: list[Found], new: list[Found], alike: Callable[[str, str], float], least: float, /
) -> list[tuple[Found, Found]]:
    """Take off clauses that are one, each with the likest of the other text, and return them."""
    pairs = []
    for one in list(old):
        words = _masked(one.words)
        likeness = {id(other): alike(words, _masked(other.words)) for other in new}
        best = max(new, key=lambda other: likeness[id(other)], default=None)
        if best is not None and likeness[id(best)] >= least:
            old.remove(one)
            new.remove(best)
            pairs.append((one, best))
    return pairs


def _near(one: str, other: str) -> float:
    """Return how near two clauses are by what their words mean."""
    return cosine(*(_WORD.findall(words.lower()) for words in (one, other)))


def _masked(words: str) -> str:
    """Return words without dates, numbers and references, whose changes are told as such."""
    words = overwritten(words, (found.span for found in references(words)), "#")
    return re.sub(r"#+|\d[\d.,]*", "#", without_dates(words, "#"))


def _is_one(one: Found, other: Found) -> bool:
    """Whether two conditions are one in other words: as often denied, no opposite, all near."""
    if is_turned(one.words, other.words) or _denials(one.words) != _denials(other.words):
        return False
    a, b = _words(one.words), _words(other.words)
    if not a or not b:
        return False
    near = cosines(a, b) >= _ONE_WORD
    shares = near.any(axis=1).mean(), near.any(axis=0).mean()
    return bool(min(shares) >= _ONE)


def _denials(words: str) -> int:
    return (len(find("negation", words)) + len(_UNLESS.findall(words))) % 2


def _is_said_otherwise(one: Found, own: str, other: str) -> bool:
    """Whether the other text says a condition of its own by words that make it none there."""
    rest = own[: one.span.start] + " " + own[one.span.end :]
    for found in (references, quantities):
        if found(one.words) and len(found(other)) >= len(found(own)):
            return True
    words, there, left = (_words(text) for text in (one.words, other, rest))
    if not words or not there:
        return False
    near = _nearness(words, there)
    if left:
        # a word that stands for one outside the condition does not stand for one within
        near = np.where(near > _nearness(left, there).max(axis=0)[None, :], near, 0)
    if (near.max(axis=1) >= _NEAR_WORD).mean() >= _SAID:
        return True
    weak = _weak(other)
    places = [n for n, word in enumerate(there) if word in weak]
    return bool(places) and bool(near[:, places].max() >= _NEAR_IN_TIME)


def _nearness(some: Sequence[str], others: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return how near words are in meaning; 1 for forms of one word."""
    same = np.array([[stem(one) == stem(other) for other in others] for one in some])
    found: npt.NDArray[np.float32] = np.where(same, 1, cosines(some, others)).astype(np.float32)
    return found


def _weak(text: str) -> frozenset[str]:
    """Return the words of what says when or where: "after gunfire", "before the vote ends"."""
    return frozenset(word for match in _WHEN.finditer(text) for word in _words(match[0]))


def _words(text: str) -> list[str]:
    return [word for word in content(text) if word not in _LEADING]
