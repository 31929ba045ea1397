"""Where sides take opposite stances in words that are told as one point. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.model.claims import Position
from detente.model.snapshot import Entry
from detente.model.text import Span
from detente.model.vocabulary import STANCE_WORDS
from detente.views.papers.accounts import Point

# A stance is one of a point if at least so much of its words stands there.
_WITHIN = 0.5
_NO = frozenset({"rejects"})
# Cues by which somebody says that something is not so: their words alone would say that it is.
_DENIALS = frozenset(
    {"denied", "denies", "deny", "denying", "denial", "dismissed", "dismisses", "dismissing"}
    | {"refuted", "refutes", "refuting", "disputed", "disputes", "disputing", "rebutted"}
)
# Who keeps something open says neither yes nor no.
_OPEN = frozenset({"reserves"})


@dataclass(frozen=True, slots=True)
class Stances:
    """Positions of a record, by the words of reports that they rest on."""

    told: dict[str, list[tuple[Span, Position]]]

    @classmethod
    def of(cls, positions: Iterable[Entry]) -> Stances:
        """Collect the positions among entries by the reports that tell them."""
        told: dict[str, list[tuple[Span, Position]]] = {}
        for entry in positions:
            for sighting in entry.sightings:
                if isinstance(sighting.body, Position):
                    main = sighting.body.main
                    place = (Span(main.start, main.end), sighting.body)
                    told.setdefault(sighting.report, []).append(place)
        return cls(told)

    def opposed(self, cells: Sequence[Sequence[Point]]) -> tuple[str, ...]:
        """Return the stances of a row's cells in words, if one says yes and another no; else none.

        A demand is a yes to what it asks for; what one denies and another says is opposed too.
        """
        if denied := _denied(cells):
            return denied
        held = [list(self._held(cell)) for cell in cells]
        signs = self._signs(cells)
        if not any(
            {*a, *b} == {True, False} and a.isdisjoint(b) for a, b in combinations(signs, 2)
        ):
            return ()
        said = (f"{p.actor} {STANCE_WORDS[p.stance]}" for side in held for p in side)
        return tuple(dict.fromkeys(said))

    def alike(self, cells: Sequence[Sequence[Point]]) -> bool:
        """Whether all stances of a row's cells are a yes, or all a no, and several cells have one.

        "Rejects the tax" and "will not accept the tax" are.
        """
        signs = [side for side in self._signs(cells) if side]
        return len(signs) > 1 and len(set().union(*signs)) == 1

    def _signs(self, cells: Sequence[Sequence[Point]]) -> list[set[bool]]:
        """Return of each cell whether its stances are a no."""
        return [
            {p.stance in _NO for p in self._held(cell) if p.stance not in _OPEN} for cell in cells
        ]

    def _held(self, cell: Sequence[Point]) -> Iterable[Position]:
        for point in cell:
            here = point.words
            for span, position in self.told.get(here.report, ()):
                shared = min(span.end, here.end) - max(span.start, here.start)
                if shared >= _WITHIN * (span.end - span.start):
                    yield position


def _denied(cells: Sequence[Sequence[Point]]) -> tuple[str, ...]:
    """Return who denies what another side says, in words; none if all do, or nobody does."""
    sides = [[point for point in cell if _is_denial(point)] for cell in cells]
    said = [bool(cell) and not denials for cell, denials in zip(cells, sides, strict=True)]
    if not any(said):
        return ()
    return tuple(dict.fromkeys(f"{p.speaker} {p.cue}" for denials in sides for p in denials))


def _is_denial(point: Point) -> bool:
    return not _DENIALS.isdisjoint(point.cue.casefold().split())
