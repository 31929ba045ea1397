"""Path: the stances of one party on one proposition, one after another, and what they ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.model.claims import Position
from detente.model.snapshot import Held, Snapshot, Standing
from detente.model.vocabulary import STANCE_WORDS, Stance

# Whose word counts: a party's own, or what others say where it says nothing, too.
Voices = Literal["own", "all"]
# Stances that ask that a proposition hold.
ASKING: frozenset[Stance] = frozenset({"demands", "proposes", "offers"})


@dataclass(frozen=True, slots=True)
class Path:
    """Dated stances, oldest first. What is undated or mixed is in no path.

    told: Whether others say that the party holds it, and it says nothing itself.
    """

    party: str
    issue: str
    proposition: str
    held: tuple[Held, ...]
    told: bool = False

    def at(self, day: dt.date) -> Held | None:
        """Return the stance in force on a day, None before the first."""
        spoken = [held for held in self.held if held.since is not None and held.since <= day]
        return spoken[-1] if spoken else None

    def moves(self) -> Iterator[tuple[Held, Held]]:
        """Yield each change of stance: what it was, what it became.

        Of accounts only what one and the same teller says: two that differ are no move.
        """
        last: dict[tuple[str, str] | None, Held] = {}
        for after in self.held:
            teller = (after.position.voice, after.position.reported_by) if self.told else None
            before = last.get(teller)
            if before and stance_text(before.position) != stance_text(after.position):
                yield before, after
            last[teller] = after


def paths(snapshot: Snapshot, voices: Voices = "own") -> tuple[Path, ...]:
    """Return the paths of a snapshot, in the order of its standings.

    voices: With "all", what others say that a party holds counts where it says nothing itself.
    """
    made = []
    for standing in party_standings(snapshot):
        for held, told in _choices(standing, voices, possible=snapshot.counts_possible):
            if not held:
                continue
            dated = [one for one in held if one.since]
            if dated:
                dated.sort(key=lambda one: (str(one.since), one.entry.id))
                where = (standing.party, standing.issue, standing.proposition)
                made.append(Path(*where, tuple(dated), told))
            break
    return tuple(made)


def _choices(
    standing: Standing, voices: Voices, *, possible: bool
) -> Iterator[tuple[list[Held], bool]]:
    """Yield stances that may count, the first that there are do, and whether others tell them."""
    own = [*(() if standing.mixed else standing.own), *standing.earlier]
    yield [held for held in own if held.entry.sure], False
    if possible and not standing.mixed:
        more = [held for held in standing.possible if held.position.voice == "own"]
        yield list({held.entry.id: held for held in (*own, *more)}.values()), False
    if voices == "all" and not standing.mixed:
        told = [held for held in standing.others if held.entry.sure]
        yield told, True
        if possible:
            yield list(standing.others), True


def party_standings(snapshot: Snapshot) -> tuple[Standing, ...]:
    """Return the cells of parties: who is no actor of the register, "nine members", is none."""
    known = {party.id for party in snapshot.parties}
    return tuple(one for one in snapshot.standings if one.party in known)


def is_taken_back(position: Position) -> bool:
    """Whether a position takes back what was asked: "no longer demands", "drops its threat"."""
    return position.move == "withdraws" and position.stance in ASKING


def stance_text(position: Position) -> str:
    """Return a stance in words; "withdrawn" for what takes one back."""
    return "withdrawn" if is_taken_back(position) else STANCE_WORDS[position.stance]


def side(position: Position) -> int:
    """Return 1 for what speaks for a proposition, -1 for what speaks against it, 0 for neither.

    Neither is what keeps open, what hangs on a condition, and what takes a demand back.
    """
    if is_taken_back(position):
        return 0
    if position.stance in ASKING or position.stance == "accepts":
        return 1
    return -1 if position.stance == "rejects" else 0
