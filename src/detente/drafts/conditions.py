"""clauses_moved(): conditions, exceptions and definitions that came, went or changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from detente.drafts.dates import without_dates
from detente.drafts.differing import is_style
from detente.drafts.opposing import is_turned
from detente.drafts.resaid import clause_words, is_resaid, without
from detente.drafts.senses import cosine, cosines
from detente.drafts.sentences import REWORDED, sentences
from detente.drafts.terms import Found, find
from detente.drafts.typed import Sides, Typed, come, gone, overwritten
from detente.model.bags import shared
from detente.model.drafts import ChangeKind
from detente.model.figures import references
from detente.model.text import Span

# Conditions and exceptions are one, changed, if they share this much of their words, or are so
# near by what these mean: 0.3 to 0.6 are alike on the edited drafts of evals (half "tune").
_SAME_CLAUSE, _SAME_SENSE = 0.34, 0.5
# Two conditions are one in other words if so many words of each have one so near in the other.
_ONE_WORD, _ONE = 0.3, 0.5
# Where the rest of two sentences shares less, a condition too may be said in other words; where it
# shares more, it is another condition. Swept from 0.34 to 0.8 on edited drafts (halves "tune" and
# "seen").
_SAME_REST = 0.6
_ONLY = re.compile(
    r"\b(?:only|alone|solely|exclusively|otherwise|else|rest|but|sole|single)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_MORE = re.compile(r" (?:and|or|and for|or for) (?:the |an? )?[^\W\d_]{3,}")
# What needs somebody's yes, whether it says that there is no other way or not.
_CONSENT = re.compile(
    r"\b(?P<only>only )?(?P<way>(?:with|by|on|upon|after) (?:the )?(?:[^\W\d_]+ ){0,2}?"
    r"(?:consent|agreement|approval|permission|authori[sz]ation)\b[^,;.:]*)",
    re.IGNORECASE,
)
_UNLESS = re.compile(r"\b(?:unless|until)\b", re.IGNORECASE)


def clauses_moved(sides: Sides, kind: ChangeKind) -> Iterator[Typed]:
    """Yield conditions, exceptions or definitions that came, went or changed."""
    left = clauses_left(sides, kind)
    for one, other in left.changed:
        yield Typed(sides.edit(kind, one.span, other.span), one.span, other.span)
    a, b = sides.a.text, sides.b.text
    bare = [
        overwritten(text, (f.span for f in found))
        for text, found in ((a, left.old), (b, left.new))
    ]
    for one in left.old:
        if not _is_otherwise(one, kind, a, bare[1]):
            yield gone(sides, kind, one.span, direction="dropped")
    for one in left.new:
        if not _is_otherwise(one, kind, b, bare[0]):
            yield come(sides, kind, one.span, direction="added")


def consents_moved(sides: Sides) -> Iterator[Typed]:
    """Yield where somebody's yes is no longer the only way, or now is: "only with consent"."""
    new = list(_CONSENT.finditer(sides.b.text))
    for one in _CONSENT.finditer(sides.a.text):
        same = (m for m in new if is_style(one["way"], m["way"]))
        other = next(same, None)
        if other is None:
            continue
        new.remove(other)
        if bool(one["only"]) != bool(other["only"]):
            a, b = Span(*one.span()), Span(*other.span())
            yield Typed(sides.edit("condition", a, b), a, b)


def _is_otherwise(one: Found, kind: ChangeKind, own: str, other: str) -> bool:
    """Whether the other text says a clause by words that make it none there.

    other: Without clauses that are none of the text's own.
    """
    if kind == "exception":  # "only point 5 binds" for "save for point 5 nothing binds"
        there = sentences(own).beside(one.span, sentences(other))
        return bool(_ONLY.search(there)) and shared(without(one, own, other), there) < REWORDED
    return kind == "condition" and is_resaid(one, own, other)


@dataclass(frozen=True, slots=True)
class Left:
    """Clauses of a kind that are one in two wordings, and changed; and those of one alone."""

    changed: tuple[tuple[Found, Found], ...]
    old: tuple[Found, ...]
    new: tuple[Found, ...]


def clauses_left(sides: Sides, kind: ChangeKind) -> Left:
    """Return the clauses of a kind that are not the same in both wordings."""
    old, new = list(find(kind, sides.a.text)), list(find(kind, sides.b.text))
    pairs = [
        pair
        for alike, least in ((_sharing, _SAME_CLAUSE), (_near, _SAME_SENSE), (_pointing, 1.0))
        for pair in _taken(old, new, alike, least)
    ]
    _take_reworded(old, new, sides)
    changed = [(one, other) for one, other in pairs if not _is_same(one, other, sides, kind=kind)]
    return Left(tuple(changed), tuple(old), tuple(new))


def _is_same(one: Found, other: Found, sides: Sides, *, kind: ChangeKind) -> bool:
    """Whether two clauses that are one say the same; of a definition each word counts."""
    if _goes_on(one.words, other.words) or _goes_on(other.words, one.words):
        return False
    if _is_only(one.words) != _is_only(other.words):
        return False
    return (
        is_style(_masked(one.words), _masked(other.words))
        or (kind != "definition" and _is_one(one, other))
        or _is_reworded(one, other, sides)
    )


def _is_only(words: str) -> bool:
    """Whether a clause says that there is no other: "only with the consent of the host"."""
    return words.lower().startswith("only ")


def _goes_on(short: str, long: str) -> bool:
    """Whether a clause names one thing more: "except for the wounded and the sick"."""
    return long.startswith(short) and bool(_MORE.match(long, len(short)))


def _taken(
    old: list[Found], new: list[Found], alike: Callable[[str, str], float], least: float, /
) -> list[tuple[Found, Found]]:
    """Take off clauses that are one, each with the likest of the other text, and return them."""
    pairs = []
    for one in list(old):
        likeness = {id(other): alike(one.words, other.words) for other in new}
        best = max(new, key=lambda other: likeness[id(other)], default=None)
        if best is not None and likeness[id(best)] >= least:
            old.remove(one)
            new.remove(best)
            pairs.append((one, best))
    return pairs


def _take_reworded(old: list[Found], new: list[Found], sides: Sides) -> None:
    """Take off clauses that stand in sentences of which all is reworded, the likest first."""
    pairs = [(one, other) for one in old for other in new if _is_reworded(one, other, sides)]
    for one, other in sorted(pairs, key=lambda both: -_near(both[0].words, both[1].words)):
        if one in old and other in new:
            old.remove(one)
            new.remove(other)


def _is_reworded(one: Found, other: Found, sides: Sides) -> bool:
    """Whether two clauses may be one, in sentences of which all is said otherwise."""
    a, b = sides.a.text, sides.b.text
    if not sentences(a).is_beside(one.span, sentences(b), other.span):
        return False
    if shared(without(one, a, b), without(other, b, a)) >= _SAME_REST:
        return False
    # of words that are near a denial makes the opposite; others may say it by themselves
    is_turned_round = _denials(one.words) != _denials(other.words) or is_turned(
        one.words, other.words
    )
    return not is_turned_round or _near(one.words, other.words) < _SAME_SENSE


def _sharing(one: str, other: str) -> float:
    return shared(_masked(one), _masked(other))


def _near(one: str, other: str) -> float:
    """Return how near two clauses are by what their words mean."""
    return cosine(*(_WORD.findall(_masked(words).lower()) for words in (one, other)))


def _pointing(one: str, other: str) -> float:
    """Return 1 for clauses that refer to one point each, 0 for others."""
    a, b = ([found.what for found in references(words)] for words in (one, other))
    return float(len(a) == len(b) == 1 and a == b)


def _masked(words: str) -> str:
    """Return words without dates, numbers and references, whose changes are told as such."""
    words = overwritten(words, (found.span for found in references(words)), "#")
    return re.sub(r"#+|\d[\d.,]*", "#", without_dates(words, "#"))


def _is_one(one: Found, other: Found) -> bool:
    """Whether two conditions are one in other words: as often denied, no opposite, all near."""
    if is_turned(one.words, other.words) or _denials(one.words) != _denials(other.words):
        return False
    a, b = clause_words(one.words), clause_words(other.words)
    if not a or not b:
        return False
    near = cosines(a, b) >= _ONE_WORD
    shares = near.any(axis=1).mean(), near.any(axis=0).mean()
    return bool(min(shares) >= _ONE)


def _denials(words: str) -> int:
    return (len(find("negation", words)) + len(_UNLESS.findall(words))) % 2
