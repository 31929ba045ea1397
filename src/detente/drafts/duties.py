"""Duties: what binds more or less than before, and who else is bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from detente.drafts.bound import Parties, bound, subject
from detente.drafts.pairing import assigned
from detente.drafts.sentences import (
    Sentences,
    clause_after,
    clause_before,
    is_aside,
    is_reworded,
    may_have_asides,
    sentences,
)
from detente.drafts.terms import Found, modals
from detente.drafts.typed import Sides, Typed, come, gone
from detente.model.bags import shared
from detente.model.text import Span

# A duty is at least so strong. Provisions in the bare present ("Forces leave") bind as "shall"
# does, so that between "shall", "will" and the bare present nothing changes.
_DUTY = 4
_LEAVE, _FORBIDS = 1, 5
# To consider doing a thing binds to it as an aim does.
_TO_WEIGH = 2
_CONSIDERS = re.compile(
    r" (?:\w+ly )?(?:consider|explore|examine|look into)(?= (?!\w*thing\b)\w+ing\b)"
)
# What the place of a term in a reworded text weighs against how strongly it binds.
_FAR = 0.4
# "May not", "no boat may": what is denied so is forbidden, as by "shall not".
_NOT_AFTER = re.compile(r"(?: \w+)? (?:not|never)\b|not\b", re.IGNORECASE)
_NOT = re.compile(r" (?:not|never)\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"\s*(?:no|none|neither|nobody|nothing|nor|not an?|no one)\b", re.IGNORECASE
)


def duties(sides: Sides, known: Parties) -> Iterator[Typed]:
    """Yield what binds more or less than before, and who else is bound.

    What binds by the way ("a road which carts may use") is told where both texts have it alone.
    """
    old, new = _ranked(sides.a.text), _ranked(sides.b.text)
    if len(old.main) != len(new.main) and len(old.every) == len(new.every):
        old, new = _Ranked(old.every, ()), _Ranked(new.every, ())  # one says it by the way
    pairs = _pairs(sides, old.main, new.main)
    for one, other in pairs:
        yield from _strength_moved(sides, one, other)
        yield from bound(sides, one, other, who=known)
    if len(old.aside) == len(new.aside):
        for one, other in zip(old.aside, new.aside, strict=True):
            yield from _strength_moved(sides, one, other)
    matched = {id(found) for pair in pairs for found in pair}
    a, b = sides.a.text, sides.b.text
    for one in old.main:
        if id(one) not in matched and _is_told(one, a, b):
            yield gone(sides, "obligation", one.span, direction="stronger")
    for one in new.main:
        if id(one) not in matched and _is_told(one, b, a):
            yield come(sides, "obligation", one.span, direction="weaker")


def _is_told(one: Found, own: str, other: str) -> bool:
    """Whether a term that has no partner is told: it is no duty, and its sentence is in both."""
    return _strength(own, one) < _DUTY and not is_reworded(one.span, own, other)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Terms that bind in what a text says, and in what it says by the way."""

    main: tuple[Found, ...]
    aside: tuple[Found, ...]

    @property
    def every(self) -> tuple[Found, ...]:
        """All, in order."""
        return tuple(sorted((*self.main, *self.aside), key=lambda found: found.span.start))


@lru_cache(maxsize=8192)
def _ranked(text: str) -> _Ranked:
    every = modals(text)
    if not may_have_asides(text):
        return _Ranked(every, ())
    aside = tuple(m for m in every if is_aside(clause_before(text, m.span.start)))
    return _Ranked(tuple(m for m in every if m not in aside), aside)


def _pairs(sides: Sides, old: Sequence[Found], new: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Return pairs of terms that are one: in sentences that are one, in order or by place.

    Where all is reworded the order says little: those that bind alike go together first.
    """
    a, b = sentences(sides.a.text), sentences(sides.b.text)
    if a.is_like(b):
        return [
            pair
            for number in range(len(a.spans))
            for pair in _within(
                sides,
                [m for m in old if a.number(m.span) == number],
                [m for m in new if b.number(m.span) == number],
            )
        ]
    found = _within(sides, old, new)
    return [
        (one, other)
        for one, other in found
        if not (_is_bare(one, a, b, other) or _is_bare(other, b, a, one))
    ]


def _is_bare(one: Found, own: Sentences, there: Sentences, other: Found) -> bool:
    """Whether what a term binds to stands in the bare present there, beside the other term.

    "Disputes shall be settled by the committee": "A commission decides disputes; both may appeal".
    """
    if len(own.spans) != 1:
        return False  # which of several sentences it goes on in is not told by words
    text = own.text
    says = clause_before(text, one.span.start) + clause_after(text, one.span.end)
    taken = there.number(other.span)
    alike = [shared(says, there.words(n)) for n in range(len(there.spans))]
    best = max(range(len(alike)), key=alike.__getitem__)
    return alike[best] > alike[taken] and not modals(there.words(best))


def _within(sides: Sides, old: Sequence[Found], new: Sequence[Found]) -> list[tuple[Found, Found]]:
    texts = (sides.a.text, sides.b.text)
    reworded = any(is_reworded(one.span, *texts) for one in old)
    if reworded and any(is_reworded(one.span, *reversed(texts)) for one in new):
        return _by_strength(old, new, texts)
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    return _by_place(old, new, (len(texts[0]), len(texts[1])))


def _by_strength(
    old: Sequence[Found], new: Sequence[Found], texts: tuple[str, str]
) -> list[tuple[Found, Found]]:
    """Return pairs of terms that bind alike, of these those about as far into their texts."""
    a, b = (
        [(min(_strength(text, one), _DUTY), one.span.start / len(text)) for one in found]
        for text, found in zip(texts, (old, new), strict=True)
    )
    worth = [[(one[0] == other[0]) - _FAR * abs(one[1] - other[1]) for other in b] for one in a]
    found = assigned(np.array(worth).reshape(len(a), len(b)))
    return [(old[row], new[column]) for row, column in found]


def _strength_moved(sides: Sides, one: Found, other: Found) -> Iterator[Typed]:
    """Yield a change of how strongly something binds.

    "May not" and "shall not" bind alike. Where "not" alone came or went that tells it; where what
    was forbidden may be done, or the other way round, in other words, that is told beside it.
    """
    denied = _is_denied(sides.a.text, one), _is_denied(sides.b.text, other)
    if denied[0] != denied[1] and _LEAVE in (one.strength, other.strength):
        yield from _leave_moved(sides, one, other, denied=denied)
        return
    weighed = (
        _CONSIDERS.match(sides.a.text, one.span.end),
        _CONSIDERS.match(sides.b.text, other.span.end),
    )
    if bool(weighed[0]) != bool(weighed[1]):
        yield from _weighed(sides, one, other, said=weighed)
        return
    before, after = _strength(sides.a.text, one), _strength(sides.b.text, other)
    if before == after or min(before, after) >= _DUTY or one.strength == other.strength:
        return
    direction = "stronger" if after > before else "weaker"
    edit = sides.edit("obligation", one.span, other.span, direction=direction)
    yield Typed(edit, one.span, other.span)


def _weighed(
    sides: Sides, one: Found, other: Found, *, said: tuple[re.Match[str] | None, ...]
) -> Iterator[Typed]:
    """Yield what is only to be considered in place of a duty: "will consider opening", "opens"."""
    strengths, spans = [], []
    for text, found, match in zip((sides.a.text, sides.b.text), (one, other), said, strict=True):
        strengths.append(min(_TO_WEIGH, found.strength) if match else _strength(text, found))
        spans.append(Span(found.span.start, match.end() if match else found.span.end))
    if strengths[0] != strengths[1]:
        direction = "stronger" if strengths[1] > strengths[0] else "weaker"
        edit = sides.edit("obligation", *spans, direction=direction)
        yield Typed(edit, *spans)


def _leave_moved(
    sides: Sides, one: Found, other: Found, *, denied: tuple[bool, bool]
) -> Iterator[Typed]:
    """Yield a leave in place of what is forbidden: "shall not", "may"; or the other way round."""
    if one.strength == other.strength or is_reworded(one.span, sides.a.text, sides.b.text):
        return
    leave = denied.index(False)
    if (one, other)[leave].strength != _LEAVE:
        return  # "shall" and "may not": the denial tells all
    a, b = _with_not(sides.a.text, one), _with_not(sides.b.text, other)
    if (other, one)[leave].strength < _DUTY:  # "should not" forbids nothing
        direction = "weaker" if leave else "stronger"
    else:
        direction = "now allowed" if leave else "now forbidden"
    yield Typed(sides.edit("obligation", a, b, direction=direction), a, b)


def _with_not(text: str, one: Found) -> Span:
    """Return where a term stands, with the "not" right after it."""
    after = _NOT.match(text, one.span.end)
    return Span(one.span.start, after.end() if after else one.span.end)


def _strength(text: str, one: Found) -> int:
    """Return how strongly a term binds: a leave that is denied forbids."""
    return _FORBIDS if one.strength == _LEAVE and _is_denied(text, one) else one.strength


def _is_denied(text: str, one: Found) -> bool:
    """Whether a term is denied: "may not", "no boat may"."""
    if " not" in one.words or _NOT_AFTER.match(text, one.span.end):
        return True
    return bool(_NOT_BEFORE.match(text, subject(text, one.span.start).start))


def _by_place(
    old: Sequence[Found], new: Sequence[Found], lengths: tuple[int, int]
) -> list[tuple[Found, Found]]:
    """Return pairs of terms that stand about as far into their texts, in order."""
    pairs: list[tuple[Found, Found]] = []
    free = list(new)
    for one in old:
        far = one.span.start / max(1, lengths[0])
        best = min(free, key=lambda f: abs(f.span.start / max(1, lengths[1]) - far), default=None)
        if best is not None and len(pairs) < min(len(old), len(new)):
            pairs.append((one, best))
            free = free[free.index(best) + 1 :]
    return pairs
