"""Folded states of views, made from what the tables hold, or from states of other views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from detente.record.added import with_added, with_added_later
from detente.record.deriving import contains, derive
from detente.record.facts import Action, Printed, Read, State, View
from detente.record.folded import Folded
from detente.record.folding import fold
from detente.record.growing import grow
from detente.record.loading import load_later, load_view, load_within
from detente.record.shelf import Shelf
from detente.record.shrinking import Smaller, shrink
from detente.record.version import Version

# Share of a record that a state must hold for others to be folded on from it.
NEAR = 0.7


class Earlier(NamedTuple):
    """What an earlier view holds, without its claims, and the state that was made so.

    smaller: None if that cannot be made from a later one.
    """

    version: Version
    state: State
    smaller: Smaller | None

    def as_of(self, version: Version, new: Folded) -> Earlier:
        """Return the same beside a later state. version: Of that one."""
        if self.smaller is None:
            return self._replace(version=version)  # what was in the way has not gone
        found = self.smaller.beside(new) or smaller(new, self.state)
        return Earlier(version, self.state, found)


class Both(NamedTuple):
    """Two states. smaller: The earlier one, if it was made from the later one."""

    old: Folded
    new: Folded
    smaller: Smaller | None


class Told(NamedTuple):
    """The state up to a moment, while a later one is not asked for. view: Its own, or as asked."""

    view: View
    version: Version
    state: Folded


def one_after_the_other(
    shelf: Shelf, before: View, after: View
) -> tuple[Folded | None, Folded | None]:
    """Return the state of a view, and that of a later one, which it grew into.

    Either is None if the views, or what came between them, are too far from one another.
    """
    if not contains(after, before):
        return None, None
    state = load_view(shelf, before)
    if len(state.library.readings) < NEAR * len(shelf.readings):
        return None, None
    old = fold(with_added(shelf.connection, state, shelf.families))
    return old, grown(replace(old, state=replace(old.state, view=after)), shelf)


def within(shelf: Shelf, view: View, new: Folded) -> State:
    """Return what a smaller view than that of a state holds, without its claims."""
    state = load_within(shelf, view, new.state)
    return replace(with_added(shelf.connection, state, shelf.families), seen=())


def smaller(new: Folded, state: State) -> Smaller | None:
    """Return a smaller view of a state; None if that must be folded, or nearly all."""
    near = len(state.library.readings) >= NEAR * len(new.state.library.readings)
    return shrink(new, state) if near and new.grouping is not None else None


def grown(old: Folded, shelf: Shelf) -> Folded | None:
    """Return a state with what came since, None if all of it must be folded anew."""
    state = load_later(shelf, old.state)
    if state is None:
        return None
    later = with_added_later(shelf.connection, state, old.state, families=shelf.families)
    return grow(old, later)


def grown_from(near: Folded, view: View, shelf: Shelf) -> Folded | None:
    """Return the state of a view from one of a smaller view, which stays what it is.

    None if all of it must be folded, or nearly all.
    """
    if len(near.state.library.readings) < NEAR * len(shelf.readings):
        return None
    return grown(derive(near, view), shelf)


def since(
    version: Version, shelf: Shelf, actions: Sequence[Action]
) -> tuple[list[tuple[Printed, Read]], list[Action]]:
    """Return what was read, and what the desk did, since a version."""
    fresh = [read for read in reversed(shelf.readings) if read.id > version.reading]
    wanted = {read.report for read in fresh}
    reports = {one.id: one for one in shelf.reports if one.id in wanted}
    done = [action for action in actions if action.id > version.deed]
    return [(reports[read.report], read) for read in fresh], done
