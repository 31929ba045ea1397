"""chosen(), grouped(): the rows of a ledger that somebody asks for, by how they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

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
    ("no_day", "No day named, no account found", ("no_day",)),
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
    """Rows that stand alike, under one title: what is sure first."""

    name: str
    title: str
    rows: tuple[Owed, ...]


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
    """Return the rows of a ledger by how they stand, also groups without any."""
    found = []
    for name, title, states in GROUPS:
        rows = (one for one in ledger.rows if one.state in states and _is_in(one, name))
        found.append(Group(name, title, tuple(sorted(rows, key=lambda one: not one.sure))))
    return tuple(found)


def _is_in(one: Owed, name: str) -> bool:
    return one.state != "found" or FOUND[finding_of(one)] == name
