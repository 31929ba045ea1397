"""compare(): what changed in each pair of points, word by word and in meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.drafts.differing import Difference, differences, is_style
from detente.drafts.flat import Flat, flatten
from detente.drafts.terms import Found, find
from detente.model.bags import shared
from detente.model.drafts import (
    Alignment,
    Changed,
    ChangeKind,
    Comparison,
    Draft,
    Edit,
    Pair,
    Weight,
)
from detente.model.figures import Figure, figures, references
from detente.model.text import Span

# A duty is at least so strong. Provisions in the bare present ("Forces leave") bind as "shall"
# does, so that between "shall", "will" and the bare present nothing changes.
_DUTY = 4
# Conditions and exceptions are one, changed, if they share this much of their words.
_SAME_CLAUSE = 0.34
_DAYS = {
    "day": 1.0,
    "week": 7.0,
    "month": 30.4375,
    "quarter": 91.3125,
    "year": 365.25,
    "decade": 3652.5,
}
_SENTENCE = re.compile(r"[.;:]\s|,\s")
_NAMES_FEW = 10


def compare(alignment: Alignment) -> Comparison:
    """Return what changed in each pair of an alignment.

    >>> from detente.drafts.aligning import align
    >>> from detente.drafts.points import cut
    >>> old, new = "1. Norland shall leave in 90 days.", "1. Norland should leave in 120 days."
    >>> (changed,) = compare(align(cut("a", old), cut("b", new))).changed
    >>> [(e.kind, e.before, e.after, e.direction) for e in changed.edits]
    [('obligation', 'shall', 'should', 'weaker'), ('deadline', '90 days', '120 days', 'up')]
    """
    renumbered = _renumbered(alignment)
    changed = tuple(_changed(alignment, pair, renumbered) for pair in alignment.pairs)
    return Comparison(alignment=alignment, changed=changed)


def _renumbered(alignment: Alignment) -> dict[str, frozenset[str]]:
    """Return for each label of the first draft the labels of its partners in the second."""
    found: dict[str, set[str]] = {}
    for pair in alignment.pairs:
        for one in pair.a:
            for other in pair.b:
                for old, new in zip(
                    _names(alignment.a, one), _names(alignment.b, other), strict=True
                ):
                    found.setdefault(old, set()).add(new)
    return {old: frozenset(new) for old, new in found.items()}


def _names(draft: Draft, part: int) -> tuple[str, str]:
    """Return how other points refer to this one: by its own label, and by its whole path."""
    path = [
        re.sub(r"(?i)^[a-z]+ (?=[\divxlc])|[\s().]", "", label).lower()
        for label in draft.parts[part].path
    ]
    return path[-1], "".join(path)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The words of a pair in both drafts."""

    a: Flat
    b: Flat

    def edit(
        self,
        kind: ChangeKind,
        a: Span,
        b: Span,
        *,
        direction: str | None = None,
        percent: float | None = None,
    ) -> Edit:
        return Edit(
            kind=kind,
            a=self.a.span(a.start, a.end),
            b=self.b.span(b.start, b.end),
            before=self.a.text[a.start : a.end],
            after=self.b.text[b.start : b.end],
            direction=direction,
            percent=percent,
        )


@dataclass(frozen=True, slots=True)
class _Typed:
    """An edit and where it stands in the flat texts; the words there are told by it alone."""

    edit: Edit
    a: Span
    b: Span


def _changed(alignment: Alignment, pair: Pair, renumbered: dict[str, frozenset[str]]) -> Changed:
    sides = _Sides(flatten(alignment.a, pair.a), flatten(alignment.b, pair.b))
    if sides.a.text == sides.b.text:
        return Changed(pair=pair, weight="unchanged", edits=())
    typed = [
        *_figures(sides),
        *_modals(sides),
        *_clauses(sides, "condition"),
        *_clauses(sides, "exception"),
        *_clauses(sides, "definition"),
        *_negations(sides),
    ]
    changed, same = _references(sides, renumbered)
    typed += changed
    edits = [t.edit for t in typed]
    edits += _wording(sides, [(t.a, t.b) for t in typed] + same)
    edits.sort(key=lambda edit: (edit.b.start, edit.a.start, edit.kind))
    return Changed(pair=pair, weight=_weight(edits), edits=tuple(edits))


def _weight(edits: Iterable[Edit]) -> Weight:
    kinds = {edit.kind for edit in edits}
    if not kinds:
        return "unchanged"
    return "editorial" if kinds == {"editorial"} else "substantive"


def _figures(sides: _Sides) -> Iterator[_Typed]:
    """Yield numbers that changed: those that stand in both are taken off first."""
    old, new = list(figures(sides.a.text)), list(figures(sides.b.text))
    _take_equal(old, new, lambda f: (f.value, f.unit))
    _take_equal(old, new, lambda f: (_measure(f), f.unit in _DAYS))
    for same_unit in (True, False):
        for one in list(old):
            other = next((f for f in new if _kin(one, f, same_unit)), None)
            if other is not None:
                old.remove(one)
                new.remove(other)
                yield _number(sides, one, other)
    for one in old:
        yield _gone(sides, _kind(one), one.span, "dropped")
    for other in new:
        yield _come(sides, _kind(other), other.span, "added")


def _kin(one: Figure, other: Figure, same_unit: bool) -> bool:
    """Whether a number may have become another: of one unit, or at least both times or neither."""
    if same_unit:
        return one.unit == other.unit
    return (one.unit in _DAYS) == (other.unit in _DAYS)


def _kind(figure: Figure) -> ChangeKind:
    return "deadline" if figure.is_deadline else "number"


def _measure(figure: Figure) -> float:
    return figure.value * _DAYS.get(figure.unit, 1.0)


def _number(sides: _Sides, one: Figure, other: Figure) -> _Typed:
    before, after = _measure(one), _measure(other)
    same = one.unit == other.unit or {one.unit, other.unit} <= _DAYS.keys()
    direction = ("up" if after > before else "down") if same else None
    percent = round(100 * (after - before) / before, 1) if same and before else None
    kind: ChangeKind = "deadline" if one.is_deadline or other.is_deadline else "number"
    edit = sides.edit(kind, one.span, other.span, direction=direction, percent=percent)
    return _Typed(edit, one.span, other.span)


def _modals(sides: _Sides) -> Iterator[_Typed]:
    """Yield what binds more or less than before, and who else is bound."""
    old, new = find("modal", sides.a.text), find("modal", sides.b.text)
    if len(old) == len(new):
        pairs = list(zip(old, new, strict=True))
    else:
        pairs = _by_place(old, new, (len(sides.a.text), len(sides.b.text)))
    for one, other in pairs:
        if min(one.strength, other.strength) < _DUTY and one.strength != other.strength:
            direction = "stronger" if other.strength > one.strength else "weaker"
            edit = sides.edit("obligation", one.span, other.span, direction=direction)
            yield _Typed(edit, one.span, other.span)
        yield from _bound(sides, one, other)
    matched = {id(found) for pair in pairs for found in pair}
    for one in old:
        if id(one) not in matched and one.strength < _DUTY:
            yield _gone(sides, "obligation", one.span, "stronger")
    for other in new:
        if id(other) not in matched and other.strength < _DUTY:
            yield _come(sides, "obligation", other.span, "weaker")


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


def _bound(sides: _Sides, one: Found, other: Found) -> Iterator[_Typed]:
    """Yield a change of who is bound: the words before what binds."""
    a, b = _subject(sides.a.text, one.span.start), _subject(sides.b.text, other.span.start)
    before, after = sides.a.text[a.start : a.end], sides.b.text[b.start : b.end]
    few = max(len(before.split()), len(after.split())) <= _NAMES_FEW
    if before and after and few and not is_style(before, after):
        yield _Typed(sides.edit("actor", a, b), a, b)


def _subject(text: str, end: int) -> Span:
    """Return the words from the last stop to what binds."""
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, end)), default=0)
    words = text[start:end]
    return Span(start, start + len(words.rstrip()))


def _clauses(sides: _Sides, kind: ChangeKind) -> Iterator[_Typed]:
    """Yield conditions, exceptions or definitions that came, went or changed."""
    old, new = list(find(kind, sides.a.text)), list(find(kind, sides.b.text))
    for one in list(old):
        alike = {id(other): shared(one.words, other.words) for other in new}
        best = max(new, key=lambda other: alike[id(other)], default=None)
        if best is None or alike[id(best)] < _SAME_CLAUSE:
            continue
        old.remove(one)
        new.remove(best)
        if not is_style(_masked(one.words), _masked(best.words)):
            yield _Typed(sides.edit(kind, one.span, best.span), one.span, best.span)
    for one in old:
        yield _gone(sides, kind, one.span, "dropped")
    for other in new:
        yield _come(sides, kind, other.span, "added")


def _masked(words: str) -> str:
    """Return words without their numbers, whose changes are told as such."""
    return re.sub(r"\d[\d.,]*", "#", words)


def _negations(sides: _Sides) -> Iterator[_Typed]:
    """Yield negations that came or went: those among words that differ."""
    gaps = differences(sides.a.text, sides.b.text)
    old = [f for f in find("negation", sides.a.text) if any(_touch(f.span, d.a) for d in gaps)]
    new = [f for f in find("negation", sides.b.text) if any(_touch(f.span, d.b) for d in gaps)]
    for one in old[len(new) :]:
        yield _gone(sides, "negation", one.span, "dropped")
    for other in new[len(old) :]:
        yield _come(sides, "negation", other.span, "added")


def _references(
    sides: _Sides, renumbered: dict[str, frozenset[str]]
) -> tuple[list[_Typed], list[tuple[Span, Span]]]:
    """Return the references that now point elsewhere, and those that only follow a new number."""
    old, new = list(references(sides.a.text)), list(references(sides.b.text))
    changed: list[_Typed] = []
    same: list[tuple[Span, Span]] = []
    for one in list(old):
        follows = renumbered.get(one.label, frozenset({one.label}))
        other = next((r for r in new if r.label in follows), None)
        if other is not None:
            old.remove(one)
            new.remove(other)
            same.append((one.span, other.span))
    for one, other in zip(old, new, strict=False):
        changed.append(_Typed(sides.edit("reference", one.span, other.span), one.span, other.span))
    for one in old[len(new) :]:
        changed.append(_gone(sides, "reference", one.span, "dropped"))
    for other in new[len(old) :]:
        changed.append(_come(sides, "reference", other.span, "added"))
    return changed, same


def _wording(sides: _Sides, told: Sequence[tuple[Span, Span]]) -> Iterator[Edit]:
    """Yield the words that differ and that nothing else tells of."""
    for gap in differences(sides.a.text, sides.b.text):
        a, b = _without(gap.a, [one for one, _ in told]), _without(gap.b, [two for _, two in told])
        before, after = (_rest(sides.a.text, a), _rest(sides.b.text, b))
        if not (before or after) and _is_told(gap, told):
            continue
        kind: ChangeKind = "editorial" if is_style(before, after) else "wording"
        yield sides.edit(kind, gap.a, gap.b)


def _is_told(gap: Difference, told: Iterable[tuple[Span, Span]]) -> bool:
    return any(_touch(gap.a, one) or _touch(gap.b, two) for one, two in told)


def _without(stretch: Span, told: Iterable[Span]) -> list[Span]:
    """Return what is left of a stretch beside those that were told."""
    left = [stretch]
    for span in told:
        left = (
            [
                piece
                for part in left
                for piece in (
                    Span(part.start, min(part.end, max(part.start, span.start))),
                    Span(max(part.start, min(part.end, span.end)), part.end),
                )
                if piece.start < piece.end
            ]
            if any(_touch(part, span) for part in left)
            else left
        )
    return left


def _rest(text: str, pieces: Iterable[Span]) -> str:
    words = " ".join(text[p.start : p.end] for p in pieces)
    return words if any(char.isalnum() for char in words) else ""


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _gone(sides: _Sides, kind: ChangeKind, span: Span, direction: str) -> _Typed:
    nowhere = Span(0, 0)
    return _Typed(sides.edit(kind, span, nowhere, direction=direction), span, nowhere)


def _come(sides: _Sides, kind: ChangeKind, span: Span, direction: str) -> _Typed:
    nowhere = Span(0, 0)
    return _Typed(sides.edit(kind, nowhere, span, direction=direction), nowhere, span)


def _take_equal(old: list[Figure], new: list[Figure], key: Callable[[Figure], object]) -> None:
    """Take off figures that stand in both texts."""
    both = Counter(map(key, old)) & Counter(map(key, new))
    for figures_of in (old, new):
        left = Counter(both)
        kept = []
        for figure in figures_of:
            if left[key(figure)]:
                left[key(figure)] -= 1
            else:
                kept.append(figure)
        figures_of[:] = kept
