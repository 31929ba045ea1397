"""Sides, Typed: the words of a pair in both drafts, and an edit with its place among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from detente.drafts.flat import Flat
from detente.model.drafts import ChangeKind, Edit
from detente.model.text import Span

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Sides:
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
        """Return an edit. a, b: Stretches of the flat texts."""
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
class Typed:
    """An edit and where it stands in the flat texts; the words there are told by it alone."""

    edit: Edit
    a: Span
    b: Span


def gone(sides: Sides, kind: ChangeKind, span: Span, *, direction: str) -> Typed:
    """Return an edit that took words out. direction: What that means."""
    nowhere = Span(0, 0)
    return Typed(sides.edit(kind, span, nowhere, direction=direction), span, nowhere)


def come(sides: Sides, kind: ChangeKind, span: Span, *, direction: str) -> Typed:
    """Return an edit that put words in. direction: What that means."""
    nowhere = Span(0, 0)
    return Typed(sides.edit(kind, nowhere, span, direction=direction), nowhere, span)


def touch(one: Span, other: Span) -> bool:
    """Return whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def take_equal(old: list[Told], new: list[Told], key: Callable[[Told], object]) -> None:
    """Take off what stands in both texts, as often as it stands in both."""
    both = Counter(map(key, old)) & Counter(map(key, new))
    for found in (old, new):
        left = Counter(both)
        kept = []
        for one in found:
            if left[key(one)]:
                left[key(one)] -= 1
            else:
                kept.append(one)
        found[:] = kept


def overwritten(text: str, spans: Iterable[Span], sign: str = " ") -> str:
    """Return a text of the same length with a sign in the place of each letter of stretches.

    >>> overwritten("by 1 June, or 2 ships", [Span(3, 9)], "_")
    'by ______, or 2 ships'
    """
    for span in spans:
        text = text[: span.start] + sign * (span.end - span.start) + text[span.end :]
    return text
