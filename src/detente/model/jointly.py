"""together(): what several owe by the same sentence, as one; each keeps what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from detente.model.claims import Commitment
from detente.model.owed import Owed
from detente.model.snapshot import Entry

T = TypeVar("T")


def together(rows: Iterable[Owed]) -> list[tuple[Owed, ...]]:
    """Return rows; those that several owe by the same sentence, by the same day, in one, in order.

    What one of them surely owes, and another only possibly, stays apart.
    """
    return gathered(rows, is_joint, lambda one: said_in(one.entries))


def is_joint(one: Owed, other: Owed) -> bool:
    """Whether two rows are what two owe by the same sentence."""
    alike = one.due == other.due and one.sure == other.sure
    two = bool(one.by and other.by) and one.by != other.by
    return alike and two and not said_in(one.entries).isdisjoint(said_in(other.entries))


def gathered(
    things: Iterable[T],
    is_one: Callable[[T, T], bool],
    marks: Callable[[T], Iterable[Hashable]],
) -> list[tuple[T, ...]]:
    """Return things in order, each with the later ones that are one with all of it.

    marks: Of which two that are one share some; so few have to be held against each other.
    """
    made: list[list[T]] = []
    home: dict[Hashable, list[list[T]]] = {}
    for thing in things:
        mine = tuple(marks(thing))
        near = (one for mark in mine for one in home.get(mark, ()))
        found = next((one for one in near if all(is_one(other, thing) for other in one)), None)
        if found is None:
            found = []
            made.append(found)
        found.append(thing)
        for mark in mine:
            home.setdefault(mark, []).append(found)
    return [tuple(one) for one in made]


def with_others(rows: Iterable[Owed]) -> list[Owed]:
    """Return rows in order, each with the names of those who owe the same by the same sentence."""
    every = list(rows)
    joint = together(every)
    names = {one.id: [other.by for other in those] for those in joint for one in those}
    return [
        replace(one, owed_with=tuple(name for name in names[one.id] if name != one.by))
        for one in every
    ]


def entries_of(rows: Iterable[Owed]) -> tuple[Entry, ...]:
    """Return the entries of rows, each once."""
    return tuple({entry.id: entry for row in rows for entry in row.entries}.values())


def said_in(entries: Iterable[Entry]) -> frozenset[Hashable]:
    """Return where it stands that something is owed, each with what; as corrected, if it was."""
    return frozenset(
        (s.report, s.body.main.start, s.body.main.end, *_terms(claim))
        for entry in entries
        if isinstance(claim := entry.claim, Commitment)
        for s in entry.sightings
    )


def _terms(claim: Commitment) -> tuple[str | None, ...]:
    return (claim.what, claim.clause, claim.agreement, claim.condition)
