"""A folded state as the snapshot that outputs are made from. Pure."""

from __future__ import annotations

import datetime as dt

from detente.model.snapshot import Coverage, Refusal, Snapshot
from detente.record.assumed import assumed, assumed_above
from detente.record.facts import LISTED_ONLY, Library, View, lines
from detente.record.folded import Folded
from detente.record.outcomes import is_resolved
from detente.record.pinned import commitment_pins
from detente.record.standing import standings


def snapshot(folded: Folded, as_of: dt.date, view: View | None = None) -> Snapshot:
    """Return the record as of a day.

    view: What was asked for; None for the state's own, which then holds the same.
    """
    view = view or folded.state.view
    positions = folded.live("positions")
    return Snapshot(
        as_of=as_of,
        known_by=view.known_by,
        up_to=view.up_to,
        coverage=_coverage(folded),
        parties=folded.parties,
        standings=standings(folded),
        issues=folded.register.issues(),
        refusals=_refusals(folded),
        tray=tuple(e for e in positions if e.proposition is None),
        contacts=tuple(folded.live("contacts")),
        proposals=tuple(folded.live("proposals")),
        sticking_points=tuple(folded.live("sticking_points")),
        assessments=tuple(folded.live("assessments")),
        next_steps=tuple(e for e in folded.live("next_steps") if not is_resolved(folded, e)),
        unknowns=tuple(e for e in folded.live("unknowns") if not is_resolved(folded, e)),
        progress=tuple(folded.live("progress")),
        relations=tuple(folded.live("relations")),
        commitments=tuple(folded.live("commitments")),
        compliance=tuple(folded.live("compliance")),
        assumptions=assumed(folded, view),
        assumptions_left_out=assumed_above(folded, view),
        commitment_pins=commitment_pins(folded, view),
    )


def _coverage(folded: Folded) -> Coverage:
    library = folded.state.library
    current = [library.reports[key] for key in library.current]
    days = sorted(r.published for r in current if r.published)
    summed_up = [those for key, those in folded.by_family.items() if key not in LISTED_ONLY]
    judged = {group.name for i in folded.verdicts.on if (group := folded.groups_of[i])}
    known = (entry for those in summed_up for entry in those if entry.id in judged)
    return Coverage(
        reports=len(current),
        outlets=len({r.outlet for r in current}),
        origins=len({library.origins[r.id] for r in current}),
        first=dt.date.fromisoformat(days[0]) if days else None,
        last=dt.date.fromisoformat(days[-1]) if days else None,
        left_out=library.left_out,
        notes=folded.state.notes,
        entries=sum(map(len, summed_up)),
        reviewed=sum(entry.review != "machine" for entry in known),
        possible=sum(_possible(folded).values()),
    )


def _possible(folded: Folded) -> dict[str, int]:
    """How many entries of each family are summed up, but not shown as fact."""
    if folded.possible is None:
        folded.possible = {
            family: sum(not entry.sure for entry in entries)
            for family, entries in folded.by_family.items()
            if family not in LISTED_ONLY
        }
    return folded.possible


def _refusals(folded: Folded) -> tuple[Refusal, ...]:
    """Refusals to speak: unknowns that name who withholds."""
    found = []
    parties: dict[str, tuple[str, ...]] = {}  # the same few withhold again and again
    for entry in folded.live("unknowns"):
        who = folded.seen[folded.groups[entry.id].members[0]].who
        if who not in parties:
            parties[who] = tuple(dict.fromkeys(map(folded.people.party, lines(who))))
        found += [Refusal(party=actor, entry=entry) for actor in parties[who]]
    return tuple(found)


def last_day(library: Library, today: dt.date) -> dt.date:
    """Return the day of the last dated report, or today if none is dated."""
    days = [r.published for r in library.reports.values() if r.published]
    return dt.date.fromisoformat(max(days)) if days else today
