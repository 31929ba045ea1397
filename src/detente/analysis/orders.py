"""Orders: what somebody asks to come before what, as clauses that can be solved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from detente.analysis.alike import Names, Thing, alike, thing_of
from detente.analysis.minimal import Clause
from detente.analysis.wordings import People
from detente.model.claims import Position, Relation
from detente.model.snapshot import Snapshot

# What is to come first is the same thing in two wordings if they share so much of their words.
SAME = 0.5
# What stands behind these words is to be done before; "only if" may be done at the same time.
_AFTER = re.compile(
    r"(?:only |just )*(?:after|once|as soon as|not before|not until)\s+(?P<what>.+)"
    r"|(?:only )?(?:if|when)\s+(?P<first>.+?),?\s+(?:first|beforehand)\W*",
    re.IGNORECASE | re.DOTALL,
)
# A refusal until something is done asks for the same.
_REFUSED_UNTIL = re.compile(r"(?:before|until)\s+(?P<what>.+)", re.IGNORECASE | re.DOTALL)


class Orders:
    """Numbers things and orders. variable: Gives the number of what has a key."""

    def __init__(self, snapshot: Snapshot, variable: Callable[[str], int]) -> None:
        self._people = People(snapshot, ())
        self._parties = Names(snapshot.party_names.values())
        self._variable = variable
        self._things: list[Thing] = []
        self._orders: dict[tuple[int, int], int] = {}

    def asked(self, claim: Relation) -> int | None:
        """Return the literal of what a relation asks; None if it asks for no order of two."""
        if claim.order == "same_time":
            return None
        pair = (claim.first, claim.second)
        return self._literal(*(pair if claim.order == "before" else pair[::-1]), by=claim.by)

    def tied(self, position: Position, text: str) -> int | None:
        """Return the literal of what a stance on a text asks to come first; None if nothing."""
        first = first_of(position.condition or "", position.stance)
        return self._literal(first, text, by=position.actor) if first else None

    def rules(self) -> Iterator[Clause]:
        """Yield what makes an order one: nothing precedes itself, and before is passed on."""
        things = sorted({thing for pair in self._orders for thing in pair})
        for component in list(_components(things, self._orders)):
            for one, other in combinations(component, 2):
                yield (-self._order(one, other), -self._order(other, one))
            for x in component:
                for y in component:
                    for z in component:
                        if len({x, y, z}) == 3:
                            yield (-self._order(x, y), -self._order(y, z), self._order(x, z))

    def _literal(self, first: str, second: str, *, by: str) -> int | None:
        one, other = (self._thing(words, by) for words in (first, second))
        return None if one == other else self._order(one, other)

    def _thing(self, words: str, by: str) -> int:
        """Return the number of what an order is about: alike words are one thing."""
        thing = thing_of(words, self._parties, by=self._people.party(by))
        near = [alike(thing, known) for known in self._things]
        best = max(near, default=0.0)
        if best >= SAME:
            return near.index(best)
        self._things.append(thing)
        return len(self._things) - 1

    def _order(self, first: int, second: int) -> int:
        if (first, second) not in self._orders:
            self._orders[first, second] = self._variable(f"order {first} {second}")
        return self._orders[first, second]


def first_of(condition: str, stance: str) -> str | None:
    """Return what a condition says is to come first; None if it says no order.

    >>> first_of("only after Norland leaves", "offers"), first_of("if they leave", "offers")
    ('Norland leaves', None)
    >>> first_of("if they leave first", "offers"), first_of("until they leave", "rejects")
    ('they leave', 'they leave')
    """
    pattern = _REFUSED_UNTIL if stance == "rejects" else _AFTER
    found = pattern.fullmatch(condition.strip())
    return next(filter(None, found.groups()), None) if found else None


def _components(things: Sequence[int], orders: dict[tuple[int, int], int]) -> Iterator[list[int]]:
    """Yield the things that orders link, directly or through others."""
    linked: dict[int, set[int]] = {thing: {thing} for thing in things}
    for one, other in orders:
        union = linked[one] | linked[other]
        for thing in union:
            linked[thing] = union
    for thing in things:
        if thing == min(linked[thing]):
            yield sorted(linked[thing])
