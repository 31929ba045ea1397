"""denials_moved(): denials that came or went, and that the other text does not say otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from detente.drafts.differing import Difference, differences
from detente.drafts.opposing import is_turned
from detente.drafts.quantities import quantities
from detente.drafts.senses import cosines
from detente.drafts.sentences import (
    Sentences,
    clause_after,
    clause_before,
    is_aside,
    sentences,
    stems,
)
from detente.drafts.terms import Found, find
from detente.drafts.typed import Sides, Typed, come, gone, touch
from detente.drafts.units import PERCENT
from detente.model.bags import shared
from detente.model.text import Span

# Two sentences of which this much is one are the same sentence: what is denied in one of them
# alone is told. Of two that are said quite otherwise, 0 to 0.3 is.
_SAME_SENTENCE = 0.5
# So near in meaning is a word that denies by itself to one that the other text has for it: then it
# says the same there, and stands for no denial. 0.45 to 0.6 are alike on the edited drafts of
# evals (halves "tune" and "seen").
_LIKE = 0.5
# A number is that of a limit if it stands so near it, in characters.
_BESIDE = 25
# The opposite of what is denied is one of so many words of it.
_FEW = 2
# "Shall not", "do not", "is not", "agrees not to", "cannot".
_VERB = (
    *("shall", "will", "must", "should", "may", "can", "could", "might", "would", "ought"),
    *("do", "does", "did", "is", "are", "was", "were", "be", "has", "have", "had", "need"),
)
_OF_VERB = re.compile(rf"\b(?:{'|'.join(_VERB)})(?: \w+)? $", re.IGNORECASE)
_BY_VERB = re.compile(
    r"(?:cannot|refrain|cease|(?:is|are) (?:prohibited|forbidden))", re.IGNORECASE
)
# "Do without", "manage without": that is denied.
_DO_WITHOUT = re.compile(
    r"\b(?:do|does|gets? (?:by|along)|manages?|copes?) $",
    re.IGNORECASE,
)
# "Where a point is not met", "of neither state".
_BY_THE_WAY = re.compile(
    r"\b(?:where|when|if|unless)(?:ever)?\b[^,;.:]*$"
    r"|\b(?:of|to|by|from|in|with|for|at|on|under) $",
    re.IGNORECASE,
)
# "A grievance not settled", "goods not listed".
_PARTICIPLE = re.compile(r"not (?:yet )?\w{3,}(?:ed|en)\b", re.IGNORECASE)
# What a denial hangs on sets no limit to it: "shall not rise once prices are above 5 percent".
_HANGS_ON = re.compile(
    r"\b(?:if|once|unless|when|where|while|provided|as long as|so long as)\b", re.IGNORECASE
)
_WITH = ["with", "without"]
_WORD = re.compile(r"[^\W\d_]+")
_DUTY = re.compile(
    r"\b(?:shall|will|must|should|may|can|could|might|would|(?:is|are|ought) to)\b(?: be\b)?",
    re.IGNORECASE,
)
# "Not exceed", "not rise by more than", "not stay longer than": a denial that sets a limit.
_LIMIT = re.compile(
    r"\b(?:exceed\w*|surpass\w*|beyond|above|below|(?:more|less|fewer|\w{2,}er) (?:\w+ ){0,3}?than"
    r"|(?:under|over) (?:the age|\d))\b",
    re.IGNORECASE,
)
_LESS = re.compile(r"\b(?:less|fewer|lower|earlier|shorter|smaller|younger|under|below)", re.I)
# "Not until", "not without", "no one but": a denial of all but one case, which may be a duty.
_BUT = re.compile(r"\b(?:until|unless|without|but|except|other than)\b", re.IGNORECASE)
# What a denial is of: a verb, else what the sentence says, or what it says by the way.
_How = Literal["verb", "main", "aside"]


@dataclass(frozen=True, slots=True)
class _Denial:
    """A denial in a text, and what it is of."""

    found: Found
    how: _How

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.found.span


@dataclass(frozen=True, slots=True)
class _Side:
    """The denials of one text that are not in both, and not told by a clause."""

    text: str
    cut: Sentences
    left: list[_Denial]


def denials_moved(sides: Sides, clauses: Sequence[Typed]) -> list[Typed]:
    """Return denials that came or went: those among words that differ, outside told clauses.

    Left out are those that the other wording may say without: by a limit, an opposite, a word
    that denies by itself ("unarmed", "only"), or because what is denied is not in its words.
    """
    if not (_all(sides.a.text) or _all(sides.b.text)):
        return []
    gaps = differences(sides.a.text, sides.b.text)
    old = _side(sides.a.text, [d.a for d in gaps], [c.a for c in clauses])
    new = _side(sides.b.text, [d.b for d in gaps], [c.b for c in clauses])
    _take_pairs(old, new)
    dropped = [gone(sides, "negation", d.span, direction="dropped") for d in _told(old, new)]
    added = [come(sides, "negation", d.span, direction="added") for d in _told(new, old)]
    return [_with_its_with(sides, one, gaps) for one in (*dropped, *added)]


def _with_its_with(sides: Sides, one: Typed, gaps: Sequence[Difference]) -> Typed:
    """Return a "without" that came or went together with the "with" in its place."""
    for gap in gaps if "without" in (one.edit.before + one.edit.after).lower() else ():
        words = [
            side.text[span.start : span.end].lower()
            for side, span in ((sides.a, gap.a), (sides.b, gap.b))
        ]
        if sorted(words) == _WITH and (touch(gap.a, one.a) or touch(gap.b, one.b)):
            edit = sides.edit("negation", gap.a, gap.b, direction=one.edit.direction)
            return Typed(edit, gap.a, gap.b)
    return one


@lru_cache(maxsize=8192)
def _all(text: str) -> tuple[Found, ...]:
    return find("negation", text)


def _side(text: str, gaps: Sequence[Span], told: Sequence[Span]) -> _Side:
    left = [
        _Denial(found, _how(text, found.span))
        for found in _all(text)
        if any(touch(found.span, gap) for gap in gaps)
        and not any(touch(found.span, one) for one in told)
    ]
    return _Side(text, sentences(text), left)


def _how(text: str, span: Span) -> _How:
    before = clause_before(text, span.start)
    is_without = text[span.start : span.end].lower() == "without"
    if is_without and _DO_WITHOUT.search(before):
        return "verb"
    if is_aside(before) or _BY_THE_WAY.search(before) or is_without:
        return "aside"
    of_verb = _OF_VERB.search(before) or text.startswith(" to ", span.end)
    if not of_verb and _PARTICIPLE.match(text, span.start):
        return "aside"
    is_verb = _BY_VERB.match(text, span.start) or (
        of_verb and text[span.start : span.end].lower() in ("not", "never")
    )
    return "verb" if is_verb else "main"


def _take_pairs(old: _Side, new: _Side) -> None:
    """Take off denials that both texts have: of one way first, then of what both say.

    A "nor" that goes on with a denial has its partner last.
    """
    later = [one for side in (old, new) for one in side.left if _goes_on(one, side)]
    for barred in (later, []):
        for is_pair in (_is_one_way, _is_of_sentence, _is_of_one_thing):
            for one, other in list(product(old.left, new.left)):
                is_free = one in old.left and other in new.left
                is_free = is_free and one not in barred and other not in barred
                if is_free and is_pair(one, other, (old, new)):
                    old.left.remove(one)
                    new.left.remove(other)


def _is_one_way(one: _Denial, other: _Denial, sides: tuple[_Side, _Side]) -> bool:
    old, new = sides
    return one.how == other.how and old.cut.is_beside(one.span, new.cut, other.span)


def _is_of_sentence(one: _Denial, other: _Denial, sides: tuple[_Side, _Side]) -> bool:
    old, new = sides
    return "aside" not in (one.how, other.how) and old.cut.is_beside(one.span, new.cut, other.span)


def _is_of_one_thing(one: _Denial, other: _Denial, sides: tuple[_Side, _Side]) -> bool:
    """Whether what two denials deny begins with one word: "no permit", "without a permit"."""
    a, b = (
        stems(clause_after(side.text, d.span.end))[:_FEW]
        for side, d in zip(sides, (one, other), strict=True)
    )
    return bool(set(a) & set(b)) or bool(a and b and cosines(a, b).max() >= _LIKE)


def _told(own: _Side, other: _Side) -> list[_Denial]:
    told: list[_Denial] = []
    spent = 0
    for denial in own.left:
        if _goes_on(denial, own) and _all(own.cut.beside(denial.span, other.cut)):
            continue
        here = own.cut.around(denial.span, other.cut)
        there = own.cut.beside(denial.span, other.cut)
        reworded = shared(here, there) < _SAME_SENTENCE
        if reworded and _is_set_otherwise(denial, own, there):
            continue
        if _lacks(there, here) > spent or (reworded and is_turned(_verb(denial, own), there)):
            spent += 1
            continue
        told.append(denial)
    return told


def _goes_on(denial: _Denial, own: _Side) -> bool:
    """Whether it is the "nor" of a sentence that denies before: one denial of two things."""
    number = own.cut.number(denial.span)
    return denial.found.words.lower() == "nor" and any(
        one.span.start < denial.span.start and own.cut.number(one.span) == number
        for one in _all(own.text)
    )


def _lacks(text: str, other: str) -> int:
    """Return how many more words of a text deny by themselves than have a like in the other."""
    own, others = (find("lack", one) for one in (text, other))
    words = _WORD.findall(other)
    if len(own) <= len(others) or not words:
        return len(own) - len(others)
    near = cosines([found.words for found in own], words).max(axis=1)
    return min(len(own) - len(others), int((near < _LIKE).sum()))


def _is_set_otherwise(denial: _Denial, own: _Side, there: str) -> bool:
    """Whether the other wording may well say the same without a denial."""
    clause = clause_after(own.text, denial.span.end)
    limit = _LIMIT.search(_HANGS_ON.split(clause, maxsplit=1)[0])
    if limit and _is_limited(limit[0], clause, there):
        return True
    but = _BUT.search(clause)
    if but and but[0].lower() not in there.lower():
        return True
    if denial.how == "verb":
        return False
    words = stems(clause) if denial.how == "aside" else _denied(clause)
    return not words or words[0] not in stems(there)


def _is_limited(limit: str, clause: str, there: str) -> bool:
    """Whether a text sets such a limit without a denial, to a number of the same measure."""
    own, others = quantities(clause), quantities(there)
    kinds = {one.measures or one.unit for one in own}
    for found in find("floor" if _LESS.search(limit) else "ceiling", there):
        near = Span(found.span.start - _BESIDE, found.span.end + _BESIDE)
        beside = {q.measures or q.unit for q in others if touch(q.span, near)}
        if not kinds or not beside or kinds & beside or "" in kinds | beside:
            return True
    # "no more than a third to strangers": at least two thirds at home
    shares = {one.size for one in own if one.measures == PERCENT}
    return any(q.measures == PERCENT and shares and q.size not in shares for q in others)


def _denied(clause: str) -> list[str]:
    """Return the words of what is denied: of "no boat may leave the port" those from "leave"."""
    duty = _DUTY.search(clause)
    return stems(clause[duty.end() :] if duty else clause)


def _verb(denial: _Denial, own: _Side) -> str:
    """Return the first words of what is denied."""
    return " ".join(_denied(clause_after(own.text, denial.span.end))[:_FEW])
