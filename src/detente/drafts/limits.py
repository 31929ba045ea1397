"""limits_moved(): bounds that were turned around: "at least 40" to "at most 40"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.drafts.dates import dates
from detente.drafts.numbers import measured
from detente.drafts.quantities import quantities
from detente.drafts.sentences import is_reworded
from detente.drafts.typed import Sides, Typed
from detente.model.drafts import ChangeKind
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


@dataclass(frozen=True, slots=True)
class _Limit:
    """A bound. what: The number or day that it is of. is_low: Whether it is the least, or after.

    span: Of its words and those of the number.
    """

    what: str
    kind: ChangeKind
    is_low: bool
    span: Span
    words: Span


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
    return (_Limit(what, kind, is_low, Span(said.start(), span.end), words),)
