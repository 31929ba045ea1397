"""superseded(): numbers of a party that its own newer number for the same thing replaced."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from detente.analysis.bounds import exclude
from detente.analysis.paths import ASKING
from detente.analysis.quantities import Quantity
from detente.model.snapshot import Held

# Party and proposition.
Cell = tuple[str, str]


def superseded(
    held: Mapping[Cell, Held], known: Iterable[Quantity]
) -> Mapping[Cell, Sequence[Cell]]:
    """Return by cell those of the same party that replaced it.

    One replaces another if both ask for a number of one quantity without a condition, the numbers
    exclude each other, and it was first said after the other was last, is no less sure, and is no
    account of what the party said itself otherwise. In a quantity that may be two none does.

    held: The stance of each party that counts, by proposition.
    """
    found: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for quantity in known:
        if quantity.doubt:
            continue
        by_party: defaultdict[str, list[str]] = defaultdict(list)
        for party, proposition in held:
            if proposition in quantity.bounds:
                by_party[party].append(proposition)
        for party, propositions in by_party.items():
            for old, new in permutations(propositions, 2):
                cells = (party, old), (party, new)
                apart = exclude(quantity.bounds[old], quantity.bounds[new])
                if apart and _replaces(held[cells[1]], held[cells[0]]):
                    found[cells[0]].append(cells[1])
    return found


def left_out(words: Iterable[str]) -> tuple[str, ...]:
    """Return what to say of numbers that were replaced; nothing if there are none."""
    told = "; ".join(dict.fromkeys(words))
    return (f"Left out, for the same party asked for another number later: {told}.",) * bool(told)


def _replaces(new: Held, old: Held) -> bool:
    one, other = new.position, old.position
    if one.condition or other.condition or not {one.stance, other.stance} <= ASKING:
        return False
    if (old.entry.sure and not new.entry.sure) or (other.voice == "own" and one.voice != "own"):
        return False
    return new.since is not None and old.since is not None and new.since > _last(old, old.since)


def _last(held: Held, since: dt.date) -> dt.date:
    """Return the last day on which it was told: what was said again after another stands."""
    return max(since, held.entry.last_published or since)
