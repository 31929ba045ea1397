"""Path: the stances of one party on one proposition in its own voice, one after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.snapshot import Held, Snapshot
from detente.model.vocabulary import Stance

# Stances that ask that a proposition hold.
ASKING: frozenset[Stance] = frozenset({"demands", "proposes", "offers"})


@dataclass(frozen=True, slots=True)
class Path:
    """Dated stances, oldest first. What is undated, mixed or told by others is in no path."""

    party: str
    issue: str
    proposition: str
    held: tuple[Held, ...]

    def at(self, day: dt.date) -> Held | None:
        """Return the stance in force on a day, None before the first."""
        spoken = [held for held in self.held if held.since is not None and held.since <= day]
        return spoken[-1] if spoken else None

    def moves(self) -> Iterator[tuple[Held, Held]]:
        """Yield each change of stance: what it was, what it became."""
        for before, after in zip(self.held, self.held[1:], strict=False):
            if before.position.stance != after.position.stance:
                yield before, after


def paths(snapshot: Snapshot) -> tuple[Path, ...]:
    """Return the paths of a snapshot, in the order of its standings."""
    made = []
    for standing in snapshot.standings:
        own = () if standing.mixed else standing.own
        told = [held for held in (*own, *standing.earlier) if held.since and held.entry.sure]
        if told:
            told.sort(key=lambda held: (str(held.since), held.entry.id))
            made.append(Path(standing.party, standing.issue, standing.proposition, tuple(told)))
    return tuple(made)


def side(stance: Stance) -> int:
    """Return 1 for what speaks for a proposition, -1 for what speaks against it, 0 for neither.

    >>> side("offers"), side("rejects"), side("reserves"), side("conditionally_accepts")
    (1, -1, 0, 0)
    """
    if stance in ASKING or stance == "accepts":
        return 1
    return -1 if stance == "rejects" else 0
