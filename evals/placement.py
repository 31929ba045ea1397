"""Whether positions land under the right issue and proposition: pairwise F1 on the demo."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

# Words of a read position must share this much of the shorter span with the annotated ones.
LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """An annotated position and where it belongs; issue None if it fills no cell."""

    report: str
    start: int
    end: int
    actor: str
    stance: str
    issue: str | None
    proposition: str | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Agreement on which positions belong together.

    paired: Annotated positions that a read one was found for, of `annotated`.
    """

    precision: float
    recall: float
    f1: float
    paired: int
    annotated: int


def load_places(path: Path) -> tuple[Place, ...]:
    """Return the annotated places of a record written down by hand."""
    rows = json.loads(path.read_text("utf-8"))["places"]
    names = ("report", "start", "end", "actor", "stance", "issue", "proposition")
    return tuple(Place(**{name: row[name] for name in names}) for row in rows)


def pairwise(gold: Mapping[str, str | None], found: Mapping[str, str | None]) -> Pairs:
    """Return how well two groupings of the same things agree, over pairs of things.

    gold, found: Group of each thing, None if in no group. Things missing from `found` are in none.

    >>> pairwise({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "x"}).precision
    0.3333333333333333
    """
    wanted = _together(gold)
    got = _together({k: found.get(k) for k in gold})
    both = len(wanted & got)
    precision = both / len(got) if got else 0.0
    recall = both / len(wanted) if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    paired = sum(found.get(k) is not None for k in gold)
    return Pairs(precision, recall, f1, paired, len(gold))


def overlaps(place: Place, start: int, end: int) -> bool:
    """Whether words at start:end are those of a place."""
    shared = min(place.end, end) - max(place.start, start)
    return shared >= LEAST_OVERLAP * min(place.end - place.start, end - start) > 0


def _together(groups: Mapping[str, str | None]) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = {}
    for thing, group in groups.items():
        if group is not None:
            members.setdefault(group, []).append(thing)
    return {pair for group in members.values() for pair in _pairs(sorted(group))}


def _pairs(things: Iterable[str]) -> Iterable[tuple[str, str]]:
    return combinations(things, 2)
