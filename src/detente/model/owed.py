"""Owed, Account, OwedLedger: what is owed by what was agreed, and what is told of its keeping."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from detente.model.claims import Commitment, Compliance
from detente.model.dates import Days
from detente.model.snapshot import Entry, Snapshot
from detente.model.text import Evidence

# Who tells it: the party that owes; another party of the agreement; who checks; anybody else.
Side = Literal["own", "counterpart", "monitor", "other"]
# Why an account stands with a commitment: its words, perhaps its words, or the desk's word.
Tie = Literal["matched", "perhaps", "pinned"]
# How a commitment stands by what is told of it; never what is so.
OwedState = Literal[
    "not_due",
    "no_day",
    "untested",
    "kept",
    "late",
    "suspended",
    "alleged",
    "disputed",
    "not_confirmed",
    "found",
]
# How it stands, in the rows of the method "commitments".
STATE_WORDS: Mapping[OwedState, str] = {
    "not_due": "not yet due",
    "no_day": "no due day named, no account found",
    "untested": "overdue, no account found",
    "kept": "kept",
    "late": "late",
    "suspended": "suspended",
    "alleged": "violation alleged",
    "disputed": "disputed",
    "not_confirmed": "checked, not confirmed",
    "found": "confirmed by those who checked",
}
# Before these, where what is told of it is possible only; and where it is owed possibly only.
POSSIBLY, POSSIBLY_OWED = "possibly ", "possibly owed: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of whether a commitment was kept.

    teller: Display name of who tells it; None where only a denial is told. party: Whom the teller
    acts for, or itself. link: Why it stands here; a "perhaps" counts for nothing.
    """

    entry: Entry
    claim: Compliance
    side: Side
    link: Tie
    teller: str | None = None
    party: str | None = None

    @property
    def published(self) -> dt.date | None:
        """Day of the last report that tells it."""
        return self.entry.last_published


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A commitment, and what is told of it: one row.

    entries: Those that say it, the fullest first; several where reports word it differently.
    by: Display name of who owes it; owed_with: of those who owe the same by the same sentence.
    due: Days by which, None if no report names a day that can be. told: Accounts that count,
    oldest first; the others are in `perhaps`. sure: Whether the commitment is shown as fact.
    state_sure: Whether its state rests on accounts that are. latest: Of each teller's party the
    account that counts, and findings.
    """

    entries: tuple[Entry, ...]
    claim: Commitment
    by: str
    state: OwedState
    owed_with: tuple[str, ...] = ()
    due: Days | None = None
    told: tuple[Account, ...] = ()
    perhaps: tuple[Account, ...] = ()
    latest: tuple[Account, ...] = ()
    state_sure: bool = True

    @property
    def id(self) -> str:
        """Id of the entry that stands for it."""
        return self.entries[0].id

    @property
    def sure(self) -> bool:
        """Whether a report that is read surely says that it is owed."""
        return any(entry.sure for entry in self.entries)

    @property
    def first_published(self) -> dt.date | None:
        """Day of the first dated report that says it."""
        return min((e.first_published for e in self.entries if e.first_published), default=None)

    @property
    def basis(self) -> tuple[str, ...]:
        """Ids of the entries that the row rests on, its own first."""
        every = (*self.entries, *(one.entry for one in self.told))
        return tuple(dict.fromkeys(entry.id for entry in every))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """A sentence that speaks of what is owed, and was not read as an account of it."""

    outlet: str
    published: dt.date
    words: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """Sentences that speak of what is owed: the newest, and how many there are in all."""

    newest: tuple[Clue, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLedger:
    """What is owed, by the day on which it is due, and accounts that belong to none of it.

    rows: Soonest due first, without a day last. unmatched: Accounts of commitments whose text is
    not in the record, newest first. clues: Where no account was found of a row, the sentences
    that speak of it, by the row's id; empty unless they were looked for.
    """

    snapshot: Snapshot
    rows: tuple[Owed, ...] = ()
    unmatched: tuple[Account, ...] = ()
    clues: Mapping[str, Clues] = field(default_factory=dict)
