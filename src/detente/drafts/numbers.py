"""numbers_moved(): numbers that changed between two wordings, whatever way they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.drafts.frequencies import Often, frequencies, is_by_seasons
from detente.drafts.identified import is_identified, is_sure
from detente.drafts.pairing import Numbers, likeliest, take_same
from detente.drafts.quantities import Quantity, quantities
from detente.drafts.restating import PARTS, Wording, is_restated, is_worded
from detente.drafts.sentences import sentences
from detente.drafts.typed import Sides, Typed, come, gone, touch
from detente.drafts.units import DAYS, PERCENT, TIME, is_other_money
from detente.model.bags import shared
from detente.model.drafts import ChangeKind
from detente.model.text import Span

# What it means for how often that the time between grows or shrinks.
_OFTEN = {"up": "less often", "down": "more often"}
_OTHER_UNIT = "in another unit"
_YEAR = DAYS["year"]
_YEARS = re.compile(r"(?:1[89]|20|21)\d\d\b")
# A count that stands in an article: "an observer" is 1 observer.
_ONE = re.compile(r"\b(?:one|an?|a single|the sole) (?P<unit>[a-z]+)\b", re.IGNORECASE)
# What goes with a number that came or went.
_BOUND = re.compile(
    r"\b(?:(?:by )?(?:up to|at (?:the )?(?:most|least)|(?:no|not) (?:more|less|fewer) than)|by) $",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:within|until|(?:no|not) later than)(?: at most| up to)? $", re.IGNORECASE
)
_GOING_WITH: dict[ChangeKind, re.Pattern[str]] = {"number": _BOUND, "deadline": _TERM}
_NEAR = 40
# Two sentences of one text that share so much of their words say one thing of two.
_TWIN = 0.6


def numbers_moved(sides: Sides, clauses: Sequence[Typed], said: Sides) -> Iterator[Typed]:
    """Yield numbers that changed: those that both wordings say in some way are taken off first.

    What came or went with a clause is told by the clause. said: The words with dates.
    """
    a, b = quantities(sides.a.text), quantities(sides.b.text)
    old, new = Numbers(sides.a.text, list(a)), Numbers(sides.b.text, list(b))
    yield from _ranges_moved(sides, old, new)
    take_same(old, new)
    for own, beside, every in ((old, new, a), (new, old, b)):
        for said_alike in [_twins(q, own, beside) for q in every if q not in own.left]:
            own.left[:] = [q for q in own.left if q not in said_alike]
    here, there = (
        Wording(side.text, every, tuple(side.left)) for side, every in ((old, a), (new, b))
    )
    old.left[:], new.left[:] = _unsaid(here, there), _unsaid(there, here)
    pairs = [
        (_first(one, old, new), _first(other, new, old))
        for one, other in likeliest(old, new)
        if is_identified(one, other, a=sides.a.text, b=sides.b.text)
    ]
    for one, other in pairs:
        old.left.remove(one)
        new.left.remove(other)
    moved = list(_paired(sides, pairs))
    yield from moved
    yield from _twins_moved(pairs, moved, old, new)
    old.left[:] = [one for one in old.left if not _is_untold(one, sides.a.text, said.b.text)]
    new.left[:] = [one for one in new.left if not _is_untold(one, sides.b.text, said.a.text)]
    yield from _gone(sides, old.left, clauses)
    yield from _come(sides, new.left, clauses)


def measured(one: Quantity) -> str:
    """Return what a number says, whatever it is written as: "12 months" and "one year" alike.

    >>> measured(quantities("12 months")[0]) == measured(quantities("one year")[0])
    True
    """
    counts = one.measures in ("weight", "area")  # of which drafts rarely change the unit
    return f"{_named(one)} {one.value if counts else one.size:.4g}"


def _unsaid(own: Wording, other: Wording) -> list[Quantity]:
    """Return the numbers that the other wording says neither by other numbers nor in words."""
    return [
        one
        for one in own.left
        if one.is_name or not (is_restated(one, own, other) or is_worded(one, other))
    ]


def _twins(one: Quantity, own: Numbers, other: Numbers) -> list[Quantity]:
    """Return the numbers without partner that another sentence says as one that has a partner.

    Where "Norland leaves in 30 days. Sudmark leaves in 30 days." became one sentence, its number
    is the partner of both.
    """
    of = sentences(own.text)
    if not own.left or len(of.spans) <= len(sentences(other.text).spans):
        return []
    said = of.number(one.span)
    return [
        q
        for q in own.left
        if measured(q) == measured(one)
        and q.is_deadline == one.is_deadline
        and of.number(q.span) != said
        and shared(of.words(of.number(q.span)), of.words(said)) >= _TWIN
    ]


def _first(one: Quantity, own: Numbers, other: Numbers) -> Quantity:
    """Return the first of a number and those that say the same of others."""
    return min((one, *_twins(one, own, other)), key=lambda q: q.span.start)


def _twins_moved(
    pairs: Sequence[tuple[Quantity, Quantity]],
    moved: Sequence[Typed],
    /,
    old: Numbers,
    new: Numbers,
) -> Iterator[Typed]:
    """Yield for numbers that say the same of others the change that is told of them."""
    for one, other in pairs:
        edit = next(t.edit for t in moved if touch(t.a, one.span) and touch(t.b, other.span))
        for twin in _twins(one, old, new):
            old.left.remove(twin)
            yield Typed(edit, twin.span, other.span)
        for twin in _twins(other, new, old):
            new.left.remove(twin)
            yield Typed(edit, one.span, twin.span)


def _ranges_moved(sides: Sides, old: Numbers, new: Numbers) -> Iterator[Typed]:
    """Yield numbers that became one end of a range, or the other way round, and take them off."""
    for one, ends in _ranged(old.left, new.left):
        span = ends[0].range or ends[0].span
        yield _ranged_told(sides, one, one.span, span, "now a range")
        _take_off(old, [one], new, ends)
    for one, ends in _ranged(new.left, old.left):
        span = ends[0].range or ends[0].span
        yield _ranged_told(sides, one, span, one.span, "no longer a range")
        _take_off(old, ends, new, [one])


def _ranged(
    single: Sequence[Quantity], every: Sequence[Quantity]
) -> list[tuple[Quantity, list[Quantity]]]:
    """Return numbers that stand alone in one text, each with the range that it ends in the other.

    Left out are numbers that the other text has alone too, or twice.
    """
    if all(q.range is None for q in every):
        return []
    alone = [measured(q) for q in every if q.range is None]
    found = []
    for one in single:
        said = [q for q in every if q.range and measured(q) == measured(one)]
        if one.range is None and len(said) == 1 and measured(one) not in alone:
            ends = [q for q in every if q.range == said[0].range]
            if not any(measured(end) == measured(q) for end in ends for q in single if q != one):
                found.append((one, ends))
    return found


def _ranged_told(sides: Sides, one: Quantity, a: Span, b: Span, /, direction: str) -> Typed:
    kind: ChangeKind = "deadline" if one.is_deadline else "number"
    return Typed(sides.edit(kind, a, b, direction=direction), a, b)


def _take_off(
    old: Numbers, of_old: Sequence[Quantity], new: Numbers, of_new: Sequence[Quantity]
) -> None:
    old.left[:] = [q for q in old.left if q not in of_old]
    new.left[:] = [q for q in new.left if q not in of_new]


def _paired(sides: Sides, pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Typed]:
    """Yield numbers that changed; the ends of one range together, if both did."""
    ranges: dict[tuple[Span, Span], list[Typed]] = {}
    for one, other in pairs:
        moved = _number(sides, one, other)
        if one.range and other.range:
            ranges.setdefault((one.range, other.range), []).append(moved)
        else:
            yield moved
    for (a, b), ends in ranges.items():
        if len(ends) == 1:
            yield from ends
            continue
        directions = {end.edit.direction for end in ends}
        direction = directions.pop() if len(directions) == 1 else None
        yield Typed(sides.edit(ends[0].edit.kind, a, b, direction=direction), a, b)


def _gone(sides: Sides, old: Sequence[Quantity], clauses: Sequence[Typed]) -> Iterator[Typed]:
    for one in old:
        article = _article(one, sides.b.text)
        if article is not None:
            if one.value != 1:
                yield _number(sides, one, article)
        elif not one.is_name and not any(touch(one.span, clause.a) for clause in clauses):
            told = _with_bound(_told(one, sides.a.text), sides.a.text)
            yield gone(sides, told.kind, told.span, direction="dropped")


def _come(sides: Sides, new: Sequence[Quantity], clauses: Sequence[Typed]) -> Iterator[Typed]:
    for other in new:
        article = _article(other, sides.a.text)
        if article is not None:
            if other.value != 1:
                yield _number(sides, article, other)
        elif not other.is_name and not any(touch(other.span, clause.b) for clause in clauses):
            told = _with_bound(_told(other, sides.b.text), sides.b.text)
            yield come(sides, told.kind, told.span, direction="added")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a number that has no partner is told as."""

    kind: ChangeKind
    span: Span


def _told(one: Quantity, text: str) -> _Told:
    """Return what a number is told as."""
    often = _often(one, text)
    if often is None:
        return _Told("deadline" if one.is_deadline else "number", one.span)
    return _Told("frequency", often.span)


def _with_bound(told: _Told, text: str) -> _Told:
    """Return the same with the words before it that go with it: "by up to 10", "within 2 days"."""
    start = told.span.start
    pattern = _GOING_WITH.get(told.kind)
    bound = pattern.search(text, max(0, start - _NEAR), start) if pattern else None
    return _Told(told.kind, Span(bound.start() if bound else start, told.span.end))


def _is_untold(one: Quantity, own: str, other: str) -> bool:
    """Whether the other text may well say a number of its own in a way that cannot be told.

    It may say how often by the seasons ("in spring and autumn") or by parts of a year. Where all
    is reworded it may say without a number, or by another, what is told here in words alone: a
    few, a share, a number that counts nothing ("above seventy": "the very old").
    """
    if often := _often(one, own):
        parts = {round(_YEAR / often.days)} if often.days < _YEAR else set()
        if is_by_seasons(often, other) or any(
            q.value in parts for q in quantities(other) if q.unit in PARTS
        ):
            return True
    return not is_sure(one, own, other)


def _article(one: Quantity, text: str) -> Quantity | None:
    """Return the one of something that a text has in place of a number of it, else None."""
    if not one.unit or one.measures:
        return None
    for match in _ONE.finditer(text):
        unit = match["unit"].lower()
        if one.unit in (unit, unit.removesuffix("s")):
            return Quantity(Span(*match.span()), 1.0, one.unit)
    return None


def _named(one: Quantity) -> str:
    """Return what it measures, lengths and weights as counts: they may be called otherwise."""
    return one.measures if one.measures in (TIME, PERCENT) else ""


def _often(one: Quantity, text: str) -> Often | None:
    """Return how often, if that is what a number says: "every 6 months"; else None."""
    said = (
        often
        for often in frequencies(text)
        if touch(often.span, one.span)
        and not often.is_rate
        # "31 weekly flights" are a number of flights
        and not one.span.start < often.span.start < often.span.end < one.span.end
    )
    return next(said, None)


def _is_year(text: str, one: Quantity) -> bool:
    """Whether a number may be a year, of which nobody tells a part: "the census of 2031"."""
    written = text[one.span.start : one.span.end]
    return not one.measures and bool(_YEARS.match(written))


def _is_in_another_unit(one: Quantity, other: Quantity) -> bool:
    """Whether neither of two numbers can be told as more: crowns and euros, area and length."""
    measures = {one.measures, other.measures}
    return is_other_money(one.unit, other.unit) or measures == {"area", "length"}


def _number(sides: Sides, one: Quantity, other: Quantity) -> Typed:
    alike = one.measures == other.measures
    before, after = (one.size, other.size) if alike else (one.value, other.value)
    if one.per and other.per:
        before, after = before / one.per, after / other.per
    same = _named(one) == _named(other) or (not one.is_deadline and not other.is_deadline)
    direction = ("up" if after > before else "down") if same and before != after else None
    percent = round(100 * (after - before) / before, 1) if same and before else None
    if _is_in_another_unit(one, other):
        direction, percent = _OTHER_UNIT, None
    if _is_year(sides.a.text, one) and _is_year(sides.b.text, other):
        percent = None
    kind: ChangeKind = "deadline" if one.is_deadline or other.is_deadline else "number"
    often = [_often(one, sides.a.text), _often(other, sides.b.text)]
    # "2 times daily" and "4 crossings a day": how many
    if all(often) or (any(often) and not (one.per and other.per)):
        kind, percent = "frequency", None
        direction = _OFTEN.get(direction or "")
    edit = sides.edit(kind, one.span, other.span, direction=direction, percent=percent)
    return Typed(edit, one.span, other.span)
