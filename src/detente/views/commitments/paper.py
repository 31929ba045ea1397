"""commitments_paper(): what is owed, what needs a look first, each line with its accounts."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.owed import Account, Owed, OwedLedger, OwedState
from detente.views.brief.lines import Line
from detente.views.owed import (
    CAVEATS,
    capital,
    due_text,
    owed_text,
    state_text,
    told_head,
    told_text,
)
from detente.views.papers.paper import Paper, Part
from detente.views.phrases import base_text, date_text, name_text
from detente.views.signs import named

# Lines of a part that are shown; the others are counted.
MOST = 60
# Accounts beneath a line, newest first; the others are counted.
ACCOUNTS = 6
_ADD = (
    "nothing found that anybody owes. Add reports of what was signed, with its clauses and days "
    "('detente add')."
)
# What is shown under which title, by how it stands; what is contested first.
GROUPS: tuple[tuple[str, str, tuple[OwedState, ...]], ...] = (
    (
        "open",
        "Alleged, disputed, late",
        ("alleged", "disputed", "late", "suspended", "not_confirmed"),
    ),
    ("checked", "Checked and confirmed", ("found",)),
    ("untested", "Overdue, no account found", ("untested",)),
    ("ahead", "Not yet due", ("not_due",)),
    ("kept", "Said to be kept", ("kept",)),
    ("no_day", "No day named, no account found", ("no_day",)),
)


def commitments_paper(ledger: OwedLedger, *, said: str = "", most: int = MOST) -> Paper:
    """Return a ledger as a paper: what is contested first, then what is due; sure lines first.

    said: What was asked for, in words. most: Lines of each part.
    """
    snapshot = ledger.snapshot
    parts = [_part(ledger, *one, most=most) for one in GROUPS]
    if not any(part.total for part in parts):
        parts = [
            Part(name="none", title="What is owed", lines=(), total=0, empty=empty_text(ledger))
        ]
    loose = ledger.unmatched
    parts.append(
        Part(
            name="unmatched",
            title="Accounts of commitments whose text is not in the record",
            lines=tuple(map(_loose, loose[:most])),
            total=len(loose),
        )
    )
    return Paper(
        name="commitments",
        title=f"What is owed{said}, as of {date_text(snapshot.as_of)}",
        parts=tuple(parts),
        snapshot=snapshot,
        caveats=CAVEATS,
    )


def owed_line(ledger: OwedLedger, one: Owed) -> Line:
    """Return a row as a line, its accounts beneath, newest first."""
    words = f"{owed_text(one)}. {capital(state_text(one, ledger.snapshot))}"
    told = (*reversed(one.told), *reversed(one.perhaps))
    under = [told_line(account) for account in told[:ACCOUNTS]]
    if len(told) > ACCOUNTS:
        under.append(Line(words=f"{len(told) - ACCOUNTS} more, older"))
    return Line(
        head=capital(due_text(one)),
        words=named(one.entries[0], words) if not one.sure else words,
        entries=one.entries,
        under=tuple(under),
    )


def told_line(one: Account) -> Line:
    """Return an account as a line."""
    return Line(head=told_head(one), words=named(one.entry, told_text(one)), entries=(one.entry,))


def _part(
    ledger: OwedLedger, name: str, title: str, states: Iterable[OwedState], *, most: int
) -> Part:
    rows = [one for one in ledger.rows if one.state in states]
    rows.sort(key=lambda one: not one.sure)  # what is possible comes after what is sure
    return Part(
        name=name,
        title=title,
        lines=tuple(owed_line(ledger, one) for one in rows[:most]),
        total=len(rows),
    )


def _loose(one: Account) -> Line:
    words = f"{told_text(one)}"
    return Line(head=name_text(one.claim.by), words=named(one.entry, words), entries=(one.entry,))


def empty_text(ledger: OwedLedger) -> str:
    """Return what is said where nothing is owed, or nothing of it is asked for."""
    snapshot = ledger.snapshot
    if snapshot.commitments:
        return "Nothing that is owed is as asked for."
    return f"{base_text(snapshot)}: {_ADD}"
