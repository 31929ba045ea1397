"""chosen(), grouped(): the rows of a ledger that somebody asks for, by how they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.model.jointly import together
from detente.model.owed import Owed, OwedLedger, OwedState
from detente.model.vocabulary import Act
from detente.views.owed import finding_of
from detente.views.papers.choosing import party_named, speaking_for

# What is shown under which title, by how it stands; what is contested first. What a monitor
# confirmed stands under what it found: that it was late is no good news.
GROUPS: tuple[tuple[str, str, tuple[OwedState, ...]], ...] = (
    (
        "open",
        "Alleged, disputed, late",
        ("alleged", "disputed", "late", "suspended", "not_confirmed"),
    ),
    ("not_kept", "Monitor: not kept", ("found",)),
    ("found_late", "Monitor: late", ("found",)),
    ("found_stopped", "Monitor: suspended", ("found",)),
    ("differ", "Monitors: findings differ", ("found",)),
    ("untested", "Overdue, no account found", ("untested",)),
    ("ahead", "Not yet due", ("not_due",)),
    ("found_kept", "Monitor: kept", ("found",)),
    ("kept", "Said to be kept", ("kept",)),
    ("no_day", "No due day named, no account found", ("no_day",)),
)
# Of these, the one for what monitors confirmed; None where their findings differ.
FOUND: Mapping[Act | None, str] = {
    "violated": "not_kept",
    "delayed": "found_late",
    "suspended": "found_stopped",
    "fulfilled": "found_kept",
    "disputed": "differ",
    None: "differ",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand alike, under one title: what is sure first.

    lines: Each a row, or the rows of all who owe the same by the same sentence.
    """

    name: str
    title: str
    lines: tuple[tuple[Owed, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; None for all.

    due_before: Only what is due before that day; what names no day falls away. by: Name or id of
    who owes it. sure: Only what is shown as fact.
    """

    due_before: dt.date | None = None
    by: str | None = None
    sure: bool = False


def chosen(ledger: OwedLedger, wanted: Wanted) -> OwedLedger:
    """Return a ledger with the rows and accounts that are asked for.

    What who speaks for a party owes is the party's too. Errors: UnknownName.
    """
    rows, unmatched = ledger.rows, ledger.unmatched
    if wanted.by is not None:
        party = party_named(ledger.snapshot, wanted.by)
        names = speaking_for(ledger.snapshot, party)
        rows = tuple(one for one in rows if one.by in names)
        unmatched = tuple(one for one in unmatched if one.claim.by in names)
    if wanted.due_before is not None:
        rows = tuple(one for one in rows if one.due and one.due.last < wanted.due_before)
        unmatched = ()
    if wanted.sure:
        rows = tuple(one for one in rows if one.sure)
        unmatched = tuple(one for one in unmatched if one.entry.sure)
    return replace(ledger, rows=rows, unmatched=unmatched)


def grouped(ledger: OwedLedger) -> tuple[Group, ...]:
    """Return the rows of a ledger by how they stand, also groups without any.

    What several owe by the same sentence stands once, where the most contested of its rows does.
    """
    lines = together(ledger.rows)
    places = [min(map(_place, line)) for line in lines]
    found = []
    for number, (name, title, _) in enumerate(GROUPS):
        here = [line for line, place in zip(lines, places, strict=True) if place == number]
        found.append(Group(name, title, tuple(sorted(here, key=lambda line: not line[0].sure))))
    return tuple(found)


def _place(one: Owed) -> int:
    """Return the number of the group that a row belongs to."""
    return next(
        number
        for number, (name, _, states) in enumerate(GROUPS)
        if one.state in states and (one.state != "found" or FOUND[finding_of(one)] == name)
    )
