"""Duties: what binds more or less than before, and who else is bound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafts.differing import is_style
from detente.drafts.sentences import clause_before, is_aside, sentences
from detente.drafts.terms import Found, find
from detente.drafts.typed import Sides, Typed, come, gone
from detente.model.bags import shared
from detente.model.text import Span

# A duty is at least so strong. Provisions in the bare present ("Forces leave") bind as "shall"
# does, so that between "shall", "will" and the bare present nothing changes.
_DUTY = 4
_LEAVE, _FORBIDS = 1, 5
_STOP = re.compile(r"[.;:]\s|,\s")
_END = re.compile(r"[.;:](?:\s|$)")
_ARTICLE = re.compile(r"^(?:the|a|an|each|every|all|any|either|both) ", re.IGNORECASE)
_PRONOUNS = frozenset(
    (
        *("it", "they", "he", "she", "this", "that", "these", "those", "who", "whoever", "each"),
        *("both", "either", "neither", "none", "all", "nothing", "nobody", "everybody", "such"),
    )
)
_SMALL = re.compile(r"\b[a-z]\w+")
# "The arrears shall be paid": what stands before is not who is bound.
_PASSIVE = re.compile(r"\s*(?:not )?be\b", re.IGNORECASE)
# "May not", "no boat may": what is denied so is forbidden, as by "shall not".
_NOT_AFTER = re.compile(r"(?: \w+)? (?:not|never)\b|not\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"\s*(?:no|none|neither|nobody|nothing|nor|not an?|no one)\b", re.IGNORECASE
)
# Who is bound is named in so many words at most, and in so many letters.
_NAMES_FEW, _NEAR = 10, 300
# Another party is bound to the same if what it is bound to shares so many words; between two that
# are parties elsewhere in the drafts it need not. Set on edited drafts (half "tune").
_SAME_DUTY, _SAME_PARTY = 0.5, 0.5
# Who is bound in so many points is a party.
_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is who in two drafts.

    often: Who is bound in several points of one, without articles. plain: Words written small.
    """

    often: frozenset[str]
    plain: frozenset[str]

    def has(self, name: str) -> bool:
        """Whether words are the name of a party: bound often, or written as names are."""
        if _name(name) in self.often:
            return True
        first, *others = name.split()
        if any(word[:1].isupper() for word in others):
            return True
        # One word without an article at the head of a sentence, and no plural.
        alone = not others and first[:1].isupper() and not first.endswith("s")
        return alone and first.casefold() not in self.plain | _PRONOUNS


def parties(*drafts: Sequence[str]) -> Parties:
    """Return who is who in drafts, each told by the texts of its points.

    >>> found = parties(["Norland shall leave.", "The bank may sit.", "The bank will pay."])
    >>> found.has("Norland"), found.has("The bank"), found.has("The court")
    (True, True, False)
    """
    often: set[str] = set()
    for texts in drafts:
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update({_name(_words(text, one)) for one in _modals(text)})
        often.update(name for name, times in counts.items() if name and times >= _OFTEN)
    small = (word for texts in drafts for text in texts for word in _SMALL.findall(text))
    return Parties(frozenset(often), frozenset(small))


def duties(sides: Sides, known: Parties) -> Iterator[Typed]:
    """Yield what binds more or less than before, and who else is bound.

    What binds by the way ("a road which carts may use") is told where both texts have it alone.
    """
    old, new = _ranked(sides.a.text), _ranked(sides.b.text)
    pairs = _pairs(sides, old.main, new.main)
    for one, other in pairs:
        yield from _strength_moved(sides, one, other)
        yield from _bound(sides, one, other, known=known)
    if len(old.aside) == len(new.aside):
        for one, other in zip(old.aside, new.aside, strict=True):
            yield from _strength_moved(sides, one, other)
    matched = {id(found) for pair in pairs for found in pair}
    for one in old.main:
        if id(one) not in matched and _strength(sides.a.text, one) < _DUTY:
            yield gone(sides, "obligation", one.span, direction="stronger")
    for other in new.main:
        if id(other) not in matched and _strength(sides.b.text, other) < _DUTY:
            yield come(sides, "obligation", other.span, direction="weaker")


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Terms that bind in what a text says, and in what it says by the way."""

    main: tuple[Found, ...]
    aside: tuple[Found, ...]


@lru_cache(maxsize=8192)
def _ranked(text: str) -> _Ranked:
    every = _modals(text)
    aside = tuple(m for m in every if is_aside(clause_before(text, m.span.start)))
    return _Ranked(tuple(m for m in every if m not in aside), aside)


def _pairs(sides: Sides, old: Sequence[Found], new: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Return pairs of terms that are one: in sentences that are one, in order or by place."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    a, b = sentences(sides.a.text), sentences(sides.b.text)
    lengths = (len(sides.a.text), len(sides.b.text))
    if not a.is_like(b):
        return _by_place(old, new, lengths)
    return [
        pair
        for number in range(len(a.spans))
        for pair in _by_place(
            [m for m in old if a.number(m.span) == number],
            [m for m in new if b.number(m.span) == number],
            lengths,
        )
    ]


def _strength_moved(sides: Sides, one: Found, other: Found) -> Iterator[Typed]:
    """Yield a change of how strongly something binds.

    "May not" and "shall not" bind alike; of a leave and a denial only the denial is told.
    """
    denied = _is_denied(sides.a.text, one), _is_denied(sides.b.text, other)
    if denied[0] != denied[1] and _LEAVE in (one.strength, other.strength):
        return
    before, after = _strength(sides.a.text, one), _strength(sides.b.text, other)
    if before == after or min(before, after) >= _DUTY or one.strength == other.strength:
        return
    direction = "stronger" if after > before else "weaker"
    edit = sides.edit("obligation", one.span, other.span, direction=direction)
    yield Typed(edit, one.span, other.span)


def _strength(text: str, one: Found) -> int:
    """Return how strongly a term binds: a leave that is denied forbids."""
    return _FORBIDS if one.strength == _LEAVE and _is_denied(text, one) else one.strength


def _is_denied(text: str, one: Found) -> bool:
    """Whether a term is denied: "may not", "no boat may"."""
    if " not" in one.words or _NOT_AFTER.match(text, one.span.end):
        return True
    return bool(_NOT_BEFORE.match(text, _subject(text, one.span.start).start))


@lru_cache(maxsize=8192)
def _modals(text: str) -> tuple[Found, ...]:
    return find("modal", text)


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


def _bound(sides: Sides, one: Found, other: Found, *, known: Parties) -> Iterator[Typed]:
    """Yield a change of who is bound: the words before what binds.

    Where all is said in other words ("The army withdraws its guns", "The guns are withdrawn"),
    who is bound may be the same: no change is claimed.
    """
    a, b = _subject(sides.a.text, one.span.start), _subject(sides.b.text, other.span.start)
    before, after = sides.a.text[a.start : a.end], sides.b.text[b.start : b.end]
    few = max(len(before.split()), len(after.split())) <= _NAMES_FEW
    if not (before and after and few) or is_style(before, after):
        return
    bound_to = [_rest(side.text, f.span.end) for side, f in ((sides.a, one), (sides.b, other))]
    if any(_PASSIVE.match(rest) for rest in bound_to):
        return
    alike = shared(*bound_to) >= _SAME_DUTY and shared(before, after) < _SAME_PARTY
    named = known.has(before) + known.has(after)
    if named == 2 or (named and alike):
        yield Typed(sides.edit("actor", a, b), a, b)


def _subject(text: str, end: int) -> Span:
    """Return the words from the last stop to what binds."""
    near = max(0, end - _NEAR)
    start = max((match.end() for match in _STOP.finditer(text, near, end)), default=near)
    words = text[start:end]
    return Span(start, start + len(words.rstrip()))


def _words(text: str, one: Found) -> str:
    span = _subject(text, one.span.start)
    return text[span.start : span.end]


def _name(words: str) -> str:
    return _ARTICLE.sub("", words).casefold()


def _rest(text: str, start: int) -> str:
    """Return the words from what binds to the end of the sentence."""
    stop = _END.search(text, start)
    return text[start : stop.start() if stop else len(text)]
