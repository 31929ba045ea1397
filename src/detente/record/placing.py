"""The register of a state that grows: new wordings are placed after those before them. Pure.

Each wording is placed by those before it, in order of publication. So what was placed before a
new one stays as it is, and from there on all is placed again: mostly a few, for a report that
comes late was seldom published long ago. Registers as they were some wordings ago are kept for
that.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from detente.record.folding import Grouping
from detente.record.register import Desk, Register, Wording
from detente.record.starters import starters

# Of the registers kept one lacks no more than the first number of wordings, one no more than the
# second: a day and some weeks of a lively topic. Each takes some 10 MB for 30,000 wordings.
_FEW, _MANY = 256, 8_192


def placed_with(
    grouping: Grouping,
    late: Mapping[Wording, int],
    *,
    now: Register,
    desk: Desk,
    rank: Callable[[int], Any],
) -> Register | None:
    """Return the register with wordings that came since; None if that moves what was placed.

    grouping: Is told of them. late: Wordings that are new, or were published earlier than was
    known, with the claim that has each first. now: The register that placed all others. rank:
    Sorts claims by publication.
    """
    first = {**grouping.first, **late}
    order = grouping.order
    if len(order) != len(grouping.first):  # it was folded, and has not grown yet
        order = sorted(grouping.first, key=lambda word: rank(grouping.first[word]))
    order = [wording for wording in order if wording not in late]
    for wording in late:
        insort(order, wording, key=lambda word: rank(first[word]))
    points = [one for one in (*grouping.points, now) if one.desk == desk and one.begins(order)]
    register = points[-1].copied() if points else Register(desk, starters())
    placed = dict(grouping.placed)
    for wording in order[register.size :]:
        placement = register.place(wording)
        if placed.setdefault(wording, placement) != placement:
            return None
    # what the desk chose is under no issue until a wording of its own comes up
    chosen = {*(target for _, target in desk.variants), *desk.merged.values()}
    if any(now.decided(key).issue != register.decided(key).issue for key in chosen):
        return None
    grouping.first, grouping.placed, grouping.order = first, placed, order
    grouping.points = _some(points, len(order))
    return register


def _some(points: Iterable[Register], size: int) -> tuple[Register, ...]:
    """Return the oldest of the registers that lack few, more and most of so many wordings."""
    found: dict[int, Register] = {}
    for one in sorted(points, key=lambda one: one.size):
        lacks = size - one.size
        found.setdefault((lacks > _FEW) + (lacks > _MANY), one)
    return tuple(sorted(found.values(), key=lambda one: one.size))
