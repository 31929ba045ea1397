"""A folded state as another view shows it, where both hold the same claims. Pure.

A desk looks at what is public, at all marks, as of today and as it was at its last look: often
these hold the same reports. Then one is made from the other, in a fraction of the time. Nothing
that a state fills in later is shared: a line that is in two states would keep both in memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from operator import attrgetter

from detente.model.text import MARKS, Mark, marks_up_to
from detente.record.deeds import LOOK, NOTHING, ON_FOLLOWING, TRANSLATE
from detente.record.facts import Action, Printed, Read, View, moment
from detente.record.folded import Folded, Group
from detente.record.folding import Grouping, is_live
from detente.record.shelf import Shelf

# All that a group holds, at once: eight times as quick as `copy.copy`, for tens of thousands.
_values = attrgetter(*(field.name for field in fields(Group)))
# Deeds that change nothing that is folded.
IDLE = frozenset({LOOK, NOTHING, TRANSLATE}) | ON_FOLLOWING


def plainest(view: View, shelf: Shelf, actions: Sequence[Action]) -> View:
    """Return the plainest view that holds the same of a record as this one.

    The lowest mark, and no clock, as far as that leaves nothing out and brings nothing in.
    """
    day, at = view.as_of, view.known_by
    if day is not None and all(one.day <= day.isoformat() for one in shelf.reports):
        day = None
    if at is not None and _all_by(at, shelf, actions):
        at = None
    lower = MARKS[: MARKS.index(view.up_to)]
    mark = next((m for m in lower if not _is_above(m, view, shelf, actions)), view.up_to)
    return View(day, at, mark)


def contains(view: View, smaller: View) -> bool:
    """Whether a view holds all that another one of the same mark holds."""
    days = view.as_of is None or (smaller.as_of is not None and smaller.as_of <= view.as_of)
    known = view.known_by is None or (
        smaller.known_by is not None and smaller.known_by <= view.known_by
    )
    return days and known and view.up_to == smaller.up_to


def _all_by(at: dt.datetime, shelf: Shelf, actions: Iterable[Action]) -> bool:
    last = moment(at)
    return (
        all(one.entered <= last for one in shelf.reports)
        and all(one.entered <= last for one in shelf.readings)
        and all(action.at <= at for action in actions)
    )


def _is_above(mark: Mark, view: View, shelf: Shelf, actions: Iterable[Action]) -> bool:
    """Whether a record holds anything between a mark and that of a view."""
    above = MARKS[MARKS.index(mark) + 1 :]
    if any(report.mark in above for report in shelf.reports):
        return True
    return view.shows("restricted") and any(action.mark == "restricted" for action in actions)


def alike(view: View, base: View, actions: Sequence[Action]) -> View:
    """Return the plainest view whose state can be shown as that of another, with all it says.

    base: As `plainest` gives it for the view: it holds the same reports, but what the desk said
    between their marks is shown by the higher one alone.
    """
    said = {action.mark for action in actions if action.kind not in IDLE} | {base.up_to}
    return replace(base, up_to=max(said & set(marks_up_to(view.up_to)), key=MARKS.index))


def is_untouched(
    view: View, fresh: Iterable[tuple[Printed, Read]], actions: Iterable[Action]
) -> bool:
    """Whether nothing that came lies within a view."""
    last = None if view.known_by is None else moment(view.known_by)
    day = None if view.as_of is None else view.as_of.isoformat()
    return all(
        (last is not None and read.entered > last) or (day is not None and report.day > day)
        for report, read in fresh
    ) and all(
        action.kind in IDLE or (view.known_by is not None and action.at > view.known_by)
        for action in actions
    )


def derive(base: Folded, view: View, reviewed_only: bool = False) -> Folded:
    """Return a state as a view shows it.

    base: Of a view that holds the same; or less, and what is returned is to grow.
    """
    library = base.state.library
    # a report that only one of the views will show is where words are traced to in that one alone
    library = replace(library, traced=dict(library.traced))
    new = replace(
        base,
        state=replace(base.state, view=view, library=library),
        entries={},
        groups={},
        groups_of=list(base.groups_of),
        contested=set(base.contested),
        cells={},
        by_cell=None,
        grouping=_copied(base.grouping),
        stances=None,
        summaries={},
        deltas={},
        possible=None if base.possible is None else dict(base.possible),
        noted={},
        _places=None,  # each state that grows adds to its own
        _reports_seen=None,
    )
    for group in base.groups.values():
        _make_again(new, group)
    new.by_family = {
        family: [new.entries[entry.id] for entry in entries]
        for family, entries in base.by_family.items()
    }
    if reviewed_only:
        _leave_out(new)
    return new


def _copied(grouping: object) -> Grouping | None:
    """Return a copy to go on from; None of a state that a later one went on from."""
    return grouping.copied() if isinstance(grouping, Grouping) else None


def _make_again(new: Folded, group: Group) -> None:
    made = Group(*_values(group))
    made.folded = new
    for index in made.every:
        new.groups_of[index] = made
    new.groups[made.name] = made
    new.entries[made.name] = made.entry(made.name)
    grouping = new.grouping
    if isinstance(grouping, Grouping) and grouping.groups.get(made.key) is group:
        grouping.groups[made.key] = made


def _leave_out(new: Folded) -> None:
    """Leave out what the desk has not let stand."""
    new.possible = None
    new.mark, new.steps = object(), ()
    for family, entries in new.by_family.items():
        kept = [e for e in entries if is_live(new, new.groups[e.id], reviewed_only=True)]
        new.by_family[family] = kept
