"""turning_points(): days on which several stances changed together; what was before and after.

Source: D. Druckman, "Turning Points in International Negotiation", Journal of Conflict Resolution
45 (2001): precipitant, departure, consequence. Which of what came before set a change off, and
what followed from it, is for the desk to say: here they only stand next to each other in time.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from detente.analysis.paths import Voices, paths, stance_text
from detente.model.actors import name_text
from detente.model.findings import Finding, Row
from detente.model.snapshot import Entry, Held, Snapshot

# Changes this close are one departure; so far before and after it precipitants and consequences
# are looked for. Days.
TOGETHER, AROUND = 3, 14
CAVEATS = (
    "What stands before and after is near in time; that one led to the other is not claimed. Each "
    "is told as it was first published, with that day; what the reports of the change itself say "
    "stands in neither.",
    "A single change by one party on one issue is none here, and neither is slow drift.",
)
# Druckman's three, of which only the middle one is known: what is near in time may be the others.
COLUMNS = (
    "from [day]",
    "to [day]",
    "possible precipitants, a fortnight before",
    "departure",
    "possible consequences, a fortnight after",
)
COUNTED: dict[Voices, str] = {
    "own": "Only changes in a party's own voice, with a day, are looked at.",
    "all": "Where a party says nothing itself, changes count in what one and the same teller says "
    "that it holds; they say when it was told, not when the party changed.",
}
_MOVING = ("contacts", "proposals", "progress", "next_steps")


@dataclass(frozen=True, slots=True)
class _Move:
    day: dt.date
    party: str
    issue: str
    words: str
    held: tuple[Held, Held]


def turning_points(snapshot: Snapshot, voices: Voices = "own") -> Finding:
    """Return the departures, oldest first: changes of several parties, or on several issues.

    >>> turning_points(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    moving = _Moving(snapshot)
    rows = [
        _row(moving, group)
        for group in _groups(_moves(snapshot, voices))
        if len({move.party for move in group}) > 1 or len({move.issue for move in group}) > 1
    ]
    return Finding(
        method="turning-points",
        title="Turning points",
        columns=COLUMNS,
        rows=tuple(rows),
        caveats=(COUNTED[voices], *CAVEATS),
    )


def _moves(snapshot: Snapshot, voices: Voices) -> list[_Move]:
    names = snapshot.party_names
    texts = snapshot.proposition_texts
    found = []
    for path in paths(snapshot, voices):
        for before, after in path.moves():
            if after.since is not None:
                party = names.get(path.party, path.party)
                on = texts.get(path.proposition, path.proposition)
                was, now = stance_text(before.position), stance_text(after.position)
                told = f" (as {name_text(after.position.reported_by)} says)" if path.told else ""
                perhaps = "" if before.entry.sure and after.entry.sure else "possibly "
                since = f" ({before.since})" if before.since else ""
                words = f"{perhaps}{party}{told} on “{on}”: {was}{since} → {now}"
                found.append(_Move(after.since, path.party, path.issue, words, (before, after)))
    return sorted(found, key=lambda move: (move.day, move.words))


def _groups(moves: Sequence[_Move]) -> list[list[_Move]]:
    """Return moves in groups: each within some days of the first of its group."""
    groups: list[list[_Move]] = []
    for move in moves:
        if groups and (move.day - groups[-1][0].day).days <= TOGETHER:
            groups[-1].append(move)
        else:
            groups.append([move])
    return groups


def _row(moving: _Moving, group: Sequence[_Move]) -> Row:
    first, last = group[0].day, group[-1].day
    window = dt.timedelta(days=AROUND)
    of_itself = frozenset(report for move in group for report in _told_in(move))
    before, after = (
        [one for one in found if one.report not in of_itself]
        for found in (moving.between(first - window, first), moving.between(last, last + window))
    )
    entries = (held.entry.id for move in group for held in move.held)
    near = (one.entry for one in (*before, *after))
    return Row(
        cells=(
            first.isoformat(),
            last.isoformat(),
            _words(before),
            "; ".join(move.words for move in group),
            _words(after),
        ),
        basis=tuple(dict.fromkeys((*entries, *near))),
    )


def _told_in(move: _Move) -> Iterator[str]:
    """Yield the reports that first tell of a change."""
    for one in move.held[1].entry.sightings:
        if one.published == move.day:
            yield one.report


class _Near(NamedTuple):
    """What may have moved somebody: its day, words and report when it was first published.

    entry: Id.
    """

    day: dt.date
    entry: str
    report: str
    words: str


class _Moving:
    """What may have moved somebody and is sure, by the day on which it was first published."""

    def __init__(self, snapshot: Snapshot) -> None:
        every = (entry for family in _MOVING for entry in getattr(snapshot, family))
        self._near = sorted(near for entry in every if entry.sure and (near := _first(entry)))
        self._days = [near.day for near in self._near]

    def between(self, start: dt.date, end: dt.date) -> list[_Near]:
        """Return what was first published after one day and up to another, in order."""
        return self._near[bisect_right(self._days, start) : bisect_right(self._days, end)]


def _first(entry: Entry) -> _Near | None:
    """Return how something was told first: what was planned then may since have been held."""
    told = (
        _Near(one.published, entry.id, one.report, " ".join(one.body.main.text.split()))
        for one in entry.sightings
        if one.published is not None
    )
    return min(told, key=lambda near: near.day, default=None)


def _words(told: Sequence[_Near]) -> str | None:
    """Return what was told, each sentence once: "2031-03-01 “talks in Port Ley”"."""
    days: dict[str, dt.date] = {}
    for one in told:
        days.setdefault(one.words, one.day)
    return "; ".join(f"{day} “{words}”" for words, day in days.items()) or None
