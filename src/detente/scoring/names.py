"""Whether two names are of one actor, by the annotation's own list of actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from detente.model.actors import NARRATOR, is_unnamed

Fold = Callable[[str], str]


class Names:
    """Tells names of one report apart.

    Two names are one if they fold to the same, or if both are names or mentions of one annotated
    actor. Sources that the text leaves unnamed are told apart by their words alone, so any two
    of them are taken for one: which it is, the evidence says.
    """

    def __init__(self, actors: Iterable[Mapping[str, Any]], fold: Fold) -> None:
        """Take the annotated actors. fold: Form in which the spellings of one name agree."""
        self._fold = fold
        self._of: dict[str, set[str]] = {}
        self._acts_for: dict[str, str] = {}
        for actor in actors:
            name = fold(actor["name"])
            for spelling in (actor["name"], *actor.get("mentions", ())):
                self._of.setdefault(fold(spelling), set()).add(name)
            if actor.get("acts_for"):
                self._acts_for[name] = fold(actor["acts_for"])

    def same(self, one: str | None, other: str | None) -> bool:
        """Whether two names are of one actor; None is nobody."""
        if one is None or other is None:
            return one is other
        if is_unnamed(one) or is_unnamed(other):
            return is_unnamed(one) and is_unnamed(other)
        if NARRATOR in (one, other):
            return one == other
        return bool(self._actors(one) & self._actors(other))

    def same_party(self, one: str, other: str) -> bool:
        """Whether two names are of one actor, or one acts for the other."""
        if self.same(one, other):
            return True
        if is_unnamed(one) or is_unnamed(other):
            return False
        return bool(self._with_party(one) & self._with_party(other))

    def overlap(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether at least half of each list of parties is in the other."""
        ours, theirs = list(some), list(others)
        if not ours or not theirs:
            return ours == theirs
        there = sum(any(self.same_party(x, y) for x in ours) for y in theirs)
        right = sum(any(self.same_party(x, y) for y in theirs) for x in ours)
        return there * 2 >= len(theirs) and right * 2 >= len(ours)

    def _actors(self, name: str) -> set[str]:
        folded = self._fold(name)
        return self._of.get(folded, set()) | {folded}

    def _with_party(self, name: str) -> set[str]:
        found = self._actors(name)
        parties = {self._acts_for[one] for one in found if one in self._acts_for}
        return found | {actor for party in parties for actor in self._of.get(party, {party})}
