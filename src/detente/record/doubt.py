"""Which claims that say the same thing are sure, alone or together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from detente.model.sureness import LEAST, SURE, is_sure
from detente.record.facts import Seen, State


class Claims(Protocol):
    """A state with its claims, as the desk corrected them."""

    state: State
    seen: list[Seen]


def is_any_sure(claims: Claims, family: str, members: Sequence[int]) -> bool:
    """Return whether of the claims that say the same thing any are sure, alone or together."""
    seen, enough = claims.seen, SURE[family]
    for index in members:
        if seen[index].confidence >= enough:
            return True
    return len(members) > 1 and bool(sure_ones(claims, family, members))


def sure_ones(claims: Claims, family: str, members: Sequence[int]) -> Sequence[int]:
    """Return which of the claims that say the same thing are sure, in their order.

    Each is that is so alone, and those that are so together, without the former.
    """
    seen = claims.seen
    if len(members) == 1:  # most are told once
        return members if seen[members[0]].confidence >= SURE[family] else ()
    enough = SURE[family]
    alone = [i for i in members if seen[i].confidence >= enough]
    if len(members) - len(alone) < 2:
        return alone
    origin = claims.state.library.origin
    rest = [i for i in members if LEAST <= seen[i].confidence < SURE[family]]
    told = ((origin(seen[i].report, seen[i].start), seen[i].confidence) for i in rest)
    if is_sure(family, told):
        return [i for i in members if seen[i].confidence >= LEAST]
    return alone
