"""chosen(): the rows of a ledger that somebody asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from detente.model.owed import OwedLedger
from detente.views.papers.choosing import party_named, speaking_for


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
