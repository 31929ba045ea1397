"""threads(): every point through all versions of a proposal, by chaining alignments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.model.drafts import Changed, Comparison, Draft
from detente.model.versions import Asking, FateKind, Hearing, Step, Thread, Version

# A point: which version, and which of its parts.
_Point = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A version in its turn.

    comparison: With the version that it was made from, whose place is `earlier`; None at first.
    """

    version: Version
    draft: Draft
    earlier: int | None = None
    comparison: Comparison | None = None
    hearings: Sequence[Hearing] = ()
    askings: Sequence[Asking] = ()


def threads(stages: Sequence[Stage]) -> tuple[Thread, ...]:
    """Return the points by their first place. Those that were ever one are one thread."""
    groups = _Groups()
    for at, stage in enumerate(stages):
        for part in stage.draft.points:
            groups.find((at, part))
        for pair in stage.comparison.alignment.pairs if stage.comparison else ():
            points: list[_Point] = [(at, part) for part in pair.b]
            points += [(stage.earlier or 0, part) for part in pair.a]
            for point in points[1:]:
                groups.join(points[0], point)
    told = [_Told(stage) for stage in stages]
    return tuple(
        Thread(tuple(_step(stages, told[at], at, found=found) for at in range(len(stages))))
        for found in groups.in_order()
    )


def by_meaning(stages: Sequence[Stage]) -> bool:
    """Return whether points were matched by their meaning too, not by their words alone."""
    told = (stage.comparison for stage in stages)
    return any(one.alignment.by_meaning for one in told if one is not None)


@dataclass(slots=True)
class _Groups:
    """Points that are one, each known by the first of them."""

    above: dict[_Point, _Point] = field(default_factory=dict)

    def find(self, point: _Point) -> _Point:
        self.above.setdefault(point, point)
        while self.above[point] != point:
            self.above[point] = self.above[self.above[point]]
            point = self.above[point]
        return point

    def join(self, one: _Point, other: _Point) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self.above[second] = first

    def in_order(self) -> list[Mapping[int, tuple[int, ...]]]:
        """Return the groups in order of their first points, as parts by version."""
        found: dict[_Point, dict[int, list[int]]] = {}
        for at, part in sorted(self.above):
            found.setdefault(self.find((at, part)), {}).setdefault(at, []).append(part)
        return [{at: tuple(parts) for at, parts in found[key].items()} for key in sorted(found)]


class _Told:
    """What is told of a version, by its points, and of those that went by the points before."""

    def __init__(self, stage: Stage) -> None:
        self.changed: dict[int, list[Changed]] = {}
        for one in stage.comparison.changed if stage.comparison else ():
            for part in one.pair.b:
                self.changed.setdefault(part, []).append(one)
        self.hearings: dict[int, list[Hearing]] = {}
        for hearing in stage.hearings:
            self.hearings.setdefault(hearing.part, []).append(hearing)


def _step(
    stages: Sequence[Stage], told: _Told, at: int, *, found: Mapping[int, tuple[int, ...]]
) -> Step:
    stage = stages[at]
    parts = found.get(at, ())
    changed = dict.fromkeys(one for part in parts for one in told.changed.get(part, ()))
    gone = found.get(stage.earlier, ()) if stage.earlier is not None and not parts else ()
    return Step(
        version=stage.version.id,
        fate=_fate(stage, parts, gone, [one.pair.kind for one in changed]),
        parts=parts,
        changes=tuple(changed),
        hearings=tuple(h for part in sorted(parts) for h in told.hearings.get(part, ())),
        askings=tuple(a for a in stage.askings if set(a.b) & set(parts) or set(a.a) & set(gone)),
    )


def _fate(
    stage: Stage, parts: Sequence[int], gone: Sequence[int], kinds: Sequence[FateKind]
) -> FateKind:
    if not parts:
        return "deleted" if gone else "absent"
    if stage.comparison is None:
        return "first"
    if not kinds:
        return "added"
    return next((kind for kind in kinds if kind != "kept"), "kept")
