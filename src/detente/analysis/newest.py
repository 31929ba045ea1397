"""superseded(): numbers of a party that its own newer number for the same thing replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations

from detente.analysis.bounds import exclude
from detente.analysis.paths import ASKING
from detente.analysis.quantities import Quantity
from detente.model.snapshot import Held

# Party and proposition.
Cell = tuple[str, str]


def superseded(held: Mapping[Cell, Held], known: Iterable[Quantity]) -> Mapping[Cell, Cell]:
    """Return by cell the one of the same party that replaced it.

    One replaces another if both ask for a number of one quantity, the numbers exclude each other,
    and it is of a later day, without a condition, and no less sure.

    held: The stance of each party that counts, by proposition.
    """
    found: dict[Cell, Cell] = {}
    for quantity in known:
        by_party: defaultdict[str, list[str]] = defaultdict(list)
        for party, proposition in held:
            if proposition in quantity.bounds:
                by_party[party].append(proposition)
        for party, propositions in by_party.items():
            for old, new in permutations(propositions, 2):
                cells = (party, old), (party, new)
                apart = exclude(quantity.bounds[old], quantity.bounds[new])
                if apart and _replaces(held[cells[1]], held[cells[0]]):
                    found[cells[0]] = cells[1]
    return found


def left_out(words: Iterable[str]) -> tuple[str, ...]:
    """Return what to say of numbers that were replaced; nothing if there are none."""
    told = "; ".join(dict.fromkeys(words))
    return (f"Left out, for the same party asked for another number later: {told}.",) * bool(told)


def _replaces(new: Held, old: Held) -> bool:
    if new.position.condition or not {new.position.stance, old.position.stance} <= ASKING:
        return False
    is_later = new.since is not None and old.since is not None and new.since > old.since
    return is_later and (new.entry.sure or not old.entry.sure)
