"""limits_moved(), limits_set(): numbers that bound otherwise: "at least 40", "up to 40", "40"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafts.dates import dates
from detente.drafts.numbers import measured
from detente.drafts.quantities import Quantity, quantities
from detente.drafts.sentences import is_reworded, sentences
from detente.drafts.terms import find
from detente.drafts.typed import Sides, Typed
from detente.model.drafts import ChangeKind
from detente.model.figures import lowered
from detente.model.text import Span

# Words directly before a number: it is the least, or the most. "Not less than" is a least.
_LEAST = (
    r"at (?:the very )?least|(?:no|not) (?:less|fewer|lower|earlier) than|(?:a )?minimum(?: of)?"
    r"|more than|exceeding|upwards? of"
)
_MOST = (
    r"at (?:the very )?most|(?:no|not) (?:more|greater|higher|longer|later) than|up to"
    r"|(?:a )?maximum(?: of)?|less than|fewer than|(?:not|without) exceeding|not to exceed"
)
# Words directly before a day or a time: what is meant comes after it, or before it.
_AFTER = r"after|from|since|as of|as from|starting(?: on| in)?|not before|following"
_BEFORE = r"before|by|until|till|prior to|within|(?:by )?the latest(?: on| by)?|ahead of"
_SAID = rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST}))"
_OF_NUMBERS = re.compile(rf"\b{_SAID}\s+(?:the |a |an )?(?:[$€£]\s?)?$", re.IGNORECASE)
_OF_TIMES = re.compile(
    rf"\b(?:{_SAID}|(?P<after>{_AFTER})|(?P<before>{_BEFORE}))"
    r"\s+(?:the )?(?:(?:end|beginning|start) of )?(?:the )?$",
    re.IGNORECASE,
)
_NEAR = 40
_TURNED = "turned around"
_BOUNDS = re.compile(_SAID)  # of small letters: see lowered()
# Without one of these a text sets no bound, which is found faster.
_NEEDED = ("least", "most", "than", "minimum", "maximum", "upward", "up to", "exceed")
# Bounds that leave the number itself out.
_OPEN = re.compile(r"(?:more|less|fewer|upwards?|exceeding)\b")
_NOWHERE = Span(0, 0)
# "May go up to twelve" says no more than "may rise to twelve".
_GOES = re.compile(r"\b(?:go(?:es|ne|ing)?|went|ris(?:es?|en|ing)|climb(?:s|ed)?|moves?) $", re.I)
# What says by a verb that a number is a limit: "shall not exceed 40".
_BY_VERB = re.compile(r"\b(?:exceed|surpass|beyond|over|under|than)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A bound. what: The number or day that it is of. is_low: Whether it is the least, or after.

    said: The words that bound. span: Of these and of the number. words: Of these.
    """

    what: str
    kind: ChangeKind
    is_low: bool
    said: str
    span: Span
    words: Span

    @property
    def how(self) -> str:
        """How it bounds."""
        return "at least" if self.is_low else "at most"

    def is_said_alike(self, other: _Limit) -> bool:
        """Whether another bounds alike in other words; "more than 10" leaves 10 itself out."""
        alike = self.is_low == other.is_low and self.said != other.said
        return alike and not any(_OPEN.match(one.said) for one in (self, other))


def limits_moved(sides: Sides, counted: Sides) -> Iterator[Typed]:
    """Yield bounds of the same number or day that were turned around, of sentences that are one.

    counted: The same words with blanks for dates and how often, as numbers are told by.
    """
    old = list(_limits(sides.a.text, counted.a.text))
    new = list(_limits(sides.b.text, counted.b.text))
    for one in old:
        same = [other for other in new if other.what == one.what]
        if not same or any(other.is_low == one.is_low for other in same):
            continue
        if is_reworded(one.words, sides.a.text, sides.b.text):
            continue  # "no boat with fewer than 5 hands" may stand for "at least 5"
        other = same[0]
        new.remove(other)
        edit = sides.edit(one.kind, one.span, other.span, direction=_TURNED)
        yield Typed(edit, one.words, other.words)


def limits_of(sides: Sides, moved: Sequence[Typed]) -> Iterator[Typed]:
    """Yield bounds that changed with their numbers: "at least 14 hours", "at most 16 hours".

    moved: What is told of numbers that changed. Left out are terms: of a notice "no later than 7
    days beforehand" is a least too.
    """
    for one in {t.edit: t for t in reversed(moved) if t.edit.kind == "number"}.values():
        a = _limit(sides.a.text, one.a, _OF_NUMBERS, what="", kind="number")
        b = _limit(sides.b.text, one.b, _OF_NUMBERS, what="", kind="number")
        if a and b and a[0].is_low != b[0].is_low:
            edit = sides.edit("number", a[0].span, b[0].span, direction=_TURNED)
            yield Typed(edit, a[0].words, b[0].words)


def limits_set(sides: Sides, counted: Sides) -> Iterator[Typed]:
    """Yield numbers of both wordings that one of them alone makes a limit: "10" and "up to 10".

    The same limit in other words ("up to 10", "no more than 10") is told as style. Left out are
    days and lengths of time, and what the other wording may limit in other words.
    """
    if not any(map(_may_bound, (sides.a.text, sides.b.text))):
        return
    old, new = _alone(counted.a.text), _alone(counted.b.text)
    for what in sorted(old.keys() & new.keys()):
        one, other = old[what], new[what]
        a, b = _bound_of(sides.a.text, one), _bound_of(sides.b.text, other)
        if a and b and a.is_said_alike(b):
            yield Typed(sides.edit("editorial", a.words, b.words), a.words, b.words)
        elif a and not b and not _may_limit(sides.a.text, a, sides.b.text):
            edit = sides.edit("number", a.span, other.span, direction=f"no longer {a.how}")
            yield Typed(edit, a.words, _NOWHERE)
        elif b and not a and not _may_limit(sides.b.text, b, sides.a.text):
            edit = sides.edit("number", one.span, b.span, direction=f"now {b.how}")
            yield Typed(edit, _NOWHERE, b.words)


def _may_bound(text: str) -> bool:
    low = lowered(text)
    return any(map(low.__contains__, _NEEDED)) and bool(_BOUNDS.search(low))


def _alone(counted: str) -> dict[str, Quantity]:
    """Return the numbers of a text that it says once, by what they say."""
    every = [q for q in quantities(counted) if not q.is_deadline]
    said = Counter(map(measured, every))
    return {measured(q): q for q in every if said[measured(q)] == 1 and not q.range}


def _bound_of(text: str, number: Quantity) -> _Limit | None:
    found = _limit(text, number.span, _OF_NUMBERS, what=measured(number), kind="number")
    return found[0] if found and not _GOES.search(text, 0, found[0].words.start) else None


def _may_limit(own: str, limit: _Limit, other: str) -> bool:
    """Whether the other text may well set a limit too, by other words than before the number."""
    there = sentences(own).beside(limit.words, sentences(other))
    is_said = find("ceiling", there) or find("floor", there) or _BY_VERB.search(there)
    return bool(is_said) or is_reworded(limit.words, own, other)


@lru_cache(maxsize=8192)
def _limits(text: str, counted: str) -> tuple[_Limit, ...]:
    found: list[_Limit] = []
    for number in quantities(counted):
        pattern = _OF_TIMES if number.is_deadline else _OF_NUMBERS
        kind: ChangeKind = "deadline" if number.is_deadline else "number"
        found += _limit(text, number.span, pattern, what=measured(number), kind=kind)
    for date in dates(text):
        what = " ".join(map(str, date.when))
        found += _limit(text, date.span, _OF_TIMES, what=what, kind="deadline")
    return tuple(found)


def _limit(
    text: str, span: Span, pattern: re.Pattern[str], *, what: str, kind: ChangeKind
) -> Sequence[_Limit]:
    said = pattern.search(text, max(0, span.start - _NEAR), span.start)
    if said is None:
        return ()
    is_low = said.lastgroup in ("least", "after")
    words = Span(said.start(), span.start)
    return (
        _Limit(what, kind, is_low, said[0].lower().strip(), Span(said.start(), span.end), words),
    )
