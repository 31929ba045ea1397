"""superseded(): numbers of a party that its own newer number for the same thing replaced.

Who demands 40 and later offers 10 has moved nowhere: what it demands others give, what it offers
it gives itself. Both stand, and `other_way` says which numbers then do not exclude each other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations, product

from detente.analysis.bounds import exclude
from detente.analysis.paths import ASKING
from detente.analysis.quantities import Quantity
from detente.model.snapshot import Held
from detente.model.vocabulary import Stance

# Party and proposition.
Cell = tuple[str, str]
# What a party demands others give; what it offers it gives itself.
_GIVEN_OR_TAKEN: frozenset[Stance] = frozenset({"demands", "offers"})


def superseded(
    held: Mapping[Cell, Held], known: Iterable[Quantity]
) -> Mapping[Cell, Sequence[Cell]]:
    """Return by cell those of the same party that replaced it.

    One replaces another if both ask for a number of one quantity without a condition, neither is
    demanded and the other offered, the numbers exclude each other, and it was first said after the
    other was last, is no less sure, and is no account of what the party said itself otherwise. In
    a quantity that may be two none does.

    held: The stance of each party that counts, by proposition.
    """
    found: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for quantity in known:
        if quantity.doubt:
            continue
        for old, new in _apart(held, quantity):
            if _replaces(held[new], held[old]):
                found[old].append(new)
    return found


def both_ways(held: Mapping[Cell, Held], quantity: Quantity) -> frozenset[str]:
    """Return the parties that demand one number of a quantity and offer another."""
    return frozenset(
        party
        for (party, old), (_, new) in _apart(held, quantity)
        if _is_given_and_taken(held[party, old], held[party, new])
    )


def other_way(held: Mapping[Cell, Held], known: Iterable[Quantity]) -> frozenset[tuple[str, str]]:
    """Return pairs of propositions whose numbers can both hold, for who gives is not the same.

    Only of quantities that somebody both demands and offers: there two numbers exclude each other
    if two parties hold them, of whom not both demand or both offer. In the order of the bounds.
    """
    holders: defaultdict[str, list[tuple[str, Stance]]] = defaultdict(list)
    for (party, proposition), one in held.items():
        holders[proposition].append((party, one.position.stance))
    return frozenset(
        pair
        for quantity in known
        if both_ways(held, quantity)
        for pair in combinations(quantity.bounds, 2)
        if not any(_meet(*both) for both in product(*(holders[key] for key in pair)))
    )


def _meet(mine: tuple[str, Stance], theirs: tuple[str, Stance]) -> bool:
    """Whether two parties with their stances speak of what goes one way."""
    alike = mine[1] == theirs[1] and mine[1] in _GIVEN_OR_TAKEN
    return mine[0] != theirs[0] and not alike


def _apart(held: Mapping[Cell, Held], quantity: Quantity) -> Iterator[tuple[Cell, Cell]]:
    """Yield two cells of one party, each way, whose numbers exclude each other."""
    by_party: defaultdict[str, list[str]] = defaultdict(list)
    for party, proposition in held:
        if proposition in quantity.bounds:
            by_party[party].append(proposition)
    for party, propositions in by_party.items():
        for old, new in permutations(propositions, 2):
            if exclude(quantity.bounds[old], quantity.bounds[new]):
                yield (party, old), (party, new)


def _is_given_and_taken(one: Held, other: Held) -> bool:
    return {one.position.stance, other.position.stance} == _GIVEN_OR_TAKEN


def left_out(words: Iterable[str]) -> tuple[str, ...]:
    """Return what to say of numbers that were replaced; nothing if there are none."""
    told = "; ".join(dict.fromkeys(words))
    return (f"Left out, for the same party asked for another number later: {told}.",) * bool(told)


def _replaces(new: Held, old: Held) -> bool:
    one, other = new.position, old.position
    if one.condition or other.condition or not {one.stance, other.stance} <= ASKING:
        return False
    if _is_given_and_taken(new, old):
        return False
    if (old.entry.sure and not new.entry.sure) or (other.voice == "own" and one.voice != "own"):
        return False
    return new.since is not None and old.since is not None and new.since > _last(old, old.since)


def _last(held: Held, since: dt.date) -> dt.date:
    """Return the last day on which it was told: what was said again after another stands."""
    return max(since, held.entry.last_published or since)
