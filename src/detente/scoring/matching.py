"""Which read item is which annotated one: by shared words, one to one, the closest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Words are those of another span if they share this much of the shorter of the two.
LEAST_SHARED = 0.5

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """Places of a read item and of the annotated one that it is, in their lists."""

    read: int
    gold: int


def match(
    read: Sequence[Item], gold: Sequence[Item], closeness: Callable[[Item, Item], float]
) -> tuple[Match, ...]:
    """Return the matches, one to one, the closest first; ties by place.

    closeness: Above 0 if the two may be one; the more, the closer.

    >>> match([{"n": 1}, {"n": 2}], [{"n": 2}], lambda r, g: float(r["n"] == g["n"]))
    (Match(read=1, gold=0),)
    """
    near = [
        (closeness(one, other), i, j) for i, one in enumerate(read) for j, other in enumerate(gold)
    ]
    found: list[Match] = []
    taken_read: set[int] = set()
    taken_gold: set[int] = set()
    for _, i, j in sorted((n for n in near if n[0] > 0), key=lambda n: (-n[0], n[1], n[2])):
        if i not in taken_read and j not in taken_gold:
            taken_read.add(i)
            taken_gold.add(j)
            found.append(Match(i, j))
    return tuple(found)


def shared(one: Item | None, other: Item | None) -> float:
    """Return how close two spans are, 0 to 1; 0 if they share less than half of the shorter.

    Spans that cover the same count more than one that lies in a long other one.

    >>> shared({"start": 0, "end": 10}, {"start": 0, "end": 10})
    1.0
    >>> shared({"start": 0, "end": 10}, {"start": 6, "end": 30})
    0.0
    """
    if one is None or other is None:
        return 0.0
    both = min(one["end"], other["end"]) - max(one["start"], other["start"])
    lengths = sorted((one["end"] - one["start"], other["end"] - other["start"]))
    if lengths[0] <= 0 or both < LEAST_SHARED * lengths[0]:
        return 0.0
    whole = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return float((both / lengths[0] + both / whole) / 2)


def lies_in(span: Item, others: Sequence[Item]) -> bool:
    """Whether most of a span lies in one of several others."""
    length = span["end"] - span["start"]
    return any(
        min(span["end"], o["end"]) - max(span["start"], o["start"]) >= LEAST_SHARED * length
        for o in others
    )
