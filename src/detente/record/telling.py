"""Which of the claims that say the same thing stands for them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.snapshot import ON
from detente.record.doubt import Claims, sure_ones
from detente.record.facts import Seen


def told_best(claims: Claims, family: str, members: Sequence[int]) -> int:
    """Return the claim that stands for an entry: the first; of a contact one that it was held.

    A plan tells no more of a contact than the day that was meant, so it stands only until a sure
    claim knows as much of what took place: the day if the plan has one, and the place unless it
    was on other days.
    """
    if family != "contacts" or len(members) == 1:
        return members[0]
    known = [(i, claims.seen[i]) for i in sure_ones(claims, family, members) or members]
    first = known[0][1]
    fitting = [(i, one) for i, one in known if one.kind in ON and _knows(one, first)]
    return min(fitting, key=_lacks, default=known[0])[0]


def _knows(one: Seen, first: Seen) -> bool:
    if first.first and not one.first:
        return False
    moved = (one.first, one.last) != (first.first, first.last)
    return bool(one.about or not first.about) or moved


def _lacks(claim: tuple[int, Seen]) -> tuple[bool, bool]:
    one = claim[1]
    return one.first is None, not one.about
