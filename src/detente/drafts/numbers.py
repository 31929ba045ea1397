"""numbers_moved(): numbers that changed between two wordings, whatever way they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.drafts.amounts import is_in_words
from detente.drafts.frequencies import Often, frequencies
from detente.drafts.typed import Sides, Typed, come, gone, take_equal, touch
from detente.model.drafts import ChangeKind
from detente.model.figures import Figure, figures
from detente.model.text import Span

_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4375,
    "quarter": 91.3125,
    "year": 365.25,
    "decade": 3652.5,
}
_METRES = {
    **dict.fromkeys(("km", "kilometre", "kilometer"), 1000.0),
    **dict.fromkeys(("metre", "meter"), 1.0),
    "mile": 1609.344,
}
_KILOGRAMS = {
    **dict.fromkeys(("tonne", "ton", "t"), 1000.0),
    **dict.fromkeys(("kg", "kilogram", "kilogramme", "kilo"), 1.0),
    **dict.fromkeys(("g", "gram", "gramme"), 0.001),
}
_MEASURES = {
    **{unit: ("time", size) for unit, size in _DAYS.items()},
    **{unit: ("length", size) for unit, size in _METRES.items()},
    "percent": ("percent", 1.0),
}
# What two writers may call by one name differs by so much: a month has 28 to 31 days, two thirds
# are 66 or 67 percent. The same unit must have the same number.
_CLOSE = {"time": 0.02, "percent": 0.011}
# What it means for how often that the time between grows or shrinks.
_OFTEN = {"up": "less often", "down": "more often"}
# A count that stands in an article: "an observer" is 1 observer.
_ONE = re.compile(r"\b(?:one|an?|a single|the sole) (?P<unit>[a-z]+)\b", re.IGNORECASE)


def numbers_moved(sides: Sides, clauses: Sequence[Typed]) -> Iterator[Typed]:
    """Yield numbers that changed: those that stand in both are taken off first.

    What came or went with a clause is told by the clause.
    """
    old, new = list(figures(sides.a.text)), list(figures(sides.b.text))
    take_equal(old, new, lambda f: (f.value, f.unit))
    take_equal(old, new, lambda f: (round(_measure(f), 6), _class(f)))
    _take_close(old, new)
    old, new = _in_figures(old, new, sides.b.text), _in_figures(new, old, sides.a.text)
    for same_unit in (True, False):
        for one in list(old):
            other = next((f for f in new if _kin(one, f, same_unit)), None)
            if other is not None:
                old.remove(one)
                new.remove(other)
                yield _number(sides, one, other)
    yield from _gone(sides, old, clauses)
    yield from _come(sides, new, clauses)


def measured(figure: Figure) -> str:
    """Return what a number says, whatever it is written as: "12 months" and "one year" alike.

    >>> measured(figures("12 months")[0]) == measured(figures("one year")[0])
    True
    """
    return f"{_named(figure)} {_measure(figure):.4g}"


def _gone(sides: Sides, old: Sequence[Figure], clauses: Sequence[Typed]) -> Iterator[Typed]:
    for figure in old:
        article = _article(figure, sides.b.text)
        if article is not None:
            if figure.value != 1:
                yield _number(sides, figure, article)
        elif not any(touch(figure.span, clause.a) for clause in clauses):
            often = _often(figure, sides.a.text)
            span = often.span if often else figure.span
            yield gone(sides, "frequency" if often else _kind(figure), span, direction="dropped")


def _come(sides: Sides, new: Sequence[Figure], clauses: Sequence[Typed]) -> Iterator[Typed]:
    for figure in new:
        article = _article(figure, sides.a.text)
        if article is not None:
            if figure.value != 1:
                yield _number(sides, article, figure)
        elif not any(touch(figure.span, clause.b) for clause in clauses):
            often = _often(figure, sides.b.text)
            span = often.span if often else figure.span
            yield come(sides, "frequency" if often else _kind(figure), span, direction="added")


def _article(figure: Figure, text: str) -> Figure | None:
    """Return the one of something that a text has in place of a number of it, else None."""
    if not figure.unit or _class(figure):
        return None
    for match in _ONE.finditer(text):
        unit = match["unit"].lower()
        if figure.unit in (unit, unit.removesuffix("s")):
            return Figure(Span(*match.span()), 1.0, figure.unit, False)
    return None


def _take_close(old: list[Figure], new: list[Figure]) -> None:
    """Take off what is the same but for what the units of two writers differ by."""
    for one in list(old):
        other = next((f for f in new if _is_close(one, f)), None)
        if other is not None:
            old.remove(one)
            new.remove(other)


def _is_close(one: Figure, other: Figure) -> bool:
    if one.unit in _KILOGRAMS and other.unit in _KILOGRAMS:
        return round(_weight(one), 6) == round(_weight(other), 6)
    what = _class(one)
    if what != _class(other) or what not in _CLOSE:
        return False
    # of one unit a whole number is meant as it stands
    if one.unit == other.unit and one.value.is_integer() and other.value.is_integer():
        return False
    before, after = _measure(one), _measure(other)
    return abs(before - after) <= _CLOSE[what] * max(before, after)


def _in_figures(own: Sequence[Figure], others: Sequence[Figure], text: str) -> list[Figure]:
    """Return figures but those that the other text has in words, and of which it has no other."""
    units = {figure.unit for figure in others}
    shares = {figure.value / 100 for figure in figures(text) if figure.unit == "percent"}
    return [
        figure
        for figure in own
        if not (not figure.unit and figure.value in shares)
        and (figure.unit in units or not is_in_words(text, _named(figure), _measure(figure)))
    ]


def _kin(one: Figure, other: Figure, same_unit: bool) -> bool:
    """Whether a number may have become another: of one unit, or at least of one class."""
    if same_unit:
        return one.unit == other.unit
    return _named(one) == _named(other)


def _class(figure: Figure) -> str:
    """Return what a number measures; "" for a count."""
    return _MEASURES.get(figure.unit, ("", 1.0))[0]


def _named(figure: Figure) -> str:
    """Return its class, lengths as counts: what is counted may be called otherwise."""
    return "" if _class(figure) == "length" else _class(figure)


def _often(figure: Figure, text: str) -> Often | None:
    """Return how often, if that is what a number says: "every 6 months"; else None."""
    said = (one for one in frequencies(text) if touch(one.span, figure.span) and not one.is_rate)
    return next(said, None)


def _kind(figure: Figure) -> ChangeKind:
    return "deadline" if figure.is_deadline else "number"


def _measure(figure: Figure) -> float:
    return figure.value * _MEASURES.get(figure.unit, ("", 1.0))[1]


def _weight(figure: Figure) -> float:
    return figure.value * _KILOGRAMS[figure.unit]


def _number(sides: Sides, one: Figure, other: Figure) -> Typed:
    same = _class(one) == _class(other)
    before, after = (_measure(one), _measure(other)) if same else (one.value, other.value)
    if one.unit in _KILOGRAMS and other.unit in _KILOGRAMS:
        before, after = _weight(one), _weight(other)
    same = _named(one) == _named(other)
    direction = ("up" if after > before else "down") if same and before != after else None
    percent = round(100 * (after - before) / before, 1) if same and before else None
    kind: ChangeKind = "deadline" if one.is_deadline or other.is_deadline else "number"
    if _often(one, sides.a.text) or _often(other, sides.b.text):
        kind, percent = "frequency", None
        direction = _OFTEN.get(direction or "")
    edit = sides.edit(kind, one.span, other.span, direction=direction, percent=percent)
    return Typed(edit, one.span, other.span)
