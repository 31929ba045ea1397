"""What a pack tells of commitments: those that are due, and those of which accounts differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain

from detente.model.jointly import entries_of, gathered, is_joint, said_in
from detente.model.owed import Owed
from detente.model.snapshot import Entry
from detente.views.announced import is_owed, steps_above
from detente.views.brief.lines import Line
from detente.views.owed import (
    are_untold,
    beneath_text,
    capital,
    due_text,
    finding_of,
    stands_text,
)
from detente.views.papers.paper import Part
from detente.views.papers.perhaps import part_of
from detente.views.papers.room import Room
from detente.views.signs import named
from detente.views.words import say


def commitments_due(room: Room) -> Iterator[Part]:
    """Yield what those inside owe, and what is owed to them, unless it is said to be kept.

    What is only possibly owed stands beneath the step of its words that is sure.
    """
    every = [one for one in _owing(room) if not (_is_kept(one) or _differs(one))]
    above = _steps(room, every)
    yield part_of("owed", "Commitments due", _lines(room, every, above))


def _lines(room: Room, every: Iterable[Owed], above: Mapping[str, Entry]) -> Iterator[Line]:
    """Yield each step with all that is owed beneath it, and each of what else is owed."""

    def is_one(one: Owed, other: Owed) -> bool:
        step, theirs = above.get(one.id), above.get(other.id)
        return step is theirs if step or theirs else is_joint(one, other)

    def marks(one: Owed) -> Iterable[Hashable]:
        step = above.get(one.id)
        return said_in(one.entries) | ({step.id} if step else set())

    for rows in gathered(every, is_one, marks):
        step = above.get(rows[0].id)
        if step is not None:
            under = tuple(_beneath(room, one) for one in rows)
            yield Line(words=say(step), entries=(step,), under=under)
        elif are_untold(rows):
            yield _line(room, *rows)
        else:
            yield from (_line(room, one) for one in rows)


def disputed(room: Room) -> Iterator[Line]:
    """Yield what is owed where accounts of whether it was kept differ; it is told here alone."""
    yield from (_line(room, one) for one in _owing(room) if _differs(one))


def told_as_owed(room: Room, steps: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the steps that stand among commitments: as what is owed, or with it beneath them."""
    every = [one for one in _owing(room) if not _is_kept(one)]
    owed = [entry for one in every for entry in one.entries]
    due = (one for one in every if not _differs(one))
    above = {step.id for step in _steps(room, due).values()}
    yield from (step for step in steps if step.id in above or is_owed(step, owed))


def _owing(room: Room) -> Iterator[Owed]:
    names = frozenset(chain.from_iterable(room.names(party) for party in room.inside))
    yield from (one for one in room.owed if names & {one.by, *one.claim.to})


def _is_kept(one: Owed) -> bool:
    """Whether all that is told of it is that it was kept."""
    return (one.state == "kept" or finding_of(one) == "fulfilled") and not _differs(one)


def _differs(one: Owed) -> bool:
    """Whether one account of it cannot stand beside another; what came late may be done."""
    if one.state == "disputed":
        return True
    acts = {told.claim.act for told in one.latest}
    denied = any(told.claim.denied_by for told in one.latest)
    return one.state == "found" and (denied or {"fulfilled", "violated"} <= acts)


def _steps(room: Room, every: Iterable[Owed]) -> dict[str, Entry]:
    """Return of what is only possibly owed the sure steps in its words, by the commitment's id."""
    possible = [one for one in every if not one.sure]
    found = steps_above(room.snapshot.next_steps, chain.from_iterable(o.entries for o in possible))
    steps = ((one.id, [found[e.id] for e in one.entries if e.id in found]) for one in possible)
    return {key: of_it[0] for key, of_it in steps if of_it}


def _line(room: Room, one: Owed, *others: Owed) -> Line:
    words = stands_text(one, room.snapshot, *others)
    return Line(
        head=capital(due_text(one)),
        words=words if one.sure else named(one.entries[0], words),
        entries=entries_of((one, *others)),
    )


def _beneath(room: Room, one: Owed) -> Line:
    return Line(words=named(one.entries[0], beneath_text(one, room.snapshot)), entries=one.entries)
