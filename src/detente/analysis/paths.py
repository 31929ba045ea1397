"""Path: the stances of one party on one proposition in its own voice, one after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.model.claims import Position
from detente.model.snapshot import Held, Snapshot
from detente.model.vocabulary import Stance

# Whose word counts: a party's own, or what others say where it says nothing, too.
Voices = Literal["own", "all"]
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
            if stance_text(before.position) != stance_text(after.position):
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


def is_taken_back(position: Position) -> bool:
    """Whether a position takes back what was asked: "no longer demands", "drops its threat"."""
    return position.move == "withdraws" and position.stance in ASKING


def stance_text(position: Position) -> str:
    """Return a stance in words; "withdrawn" for what takes one back."""
    return "withdrawn" if is_taken_back(position) else position.stance.replace("_", " ")


def side(position: Position) -> int:
    """Return 1 for what speaks for a proposition, -1 for what speaks against it, 0 for neither.

    Neither is what keeps open, what hangs on a condition, and what takes a demand back.
    """
    if is_taken_back(position):
        return 0
    if position.stance in ASKING or position.stance == "accepts":
        return 1
    return -1 if position.stance == "rejects" else 0
