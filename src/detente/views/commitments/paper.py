"""commitments_paper(): what is owed, what needs a look first, each line with its accounts."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.jointly import entries_of
from detente.model.owed import Account, Clues, Owed, OwedLedger
from detente.views.brief.lines import Line
from detente.views.commitments.choosing import Group, grouped
from detente.views.owed import (
    CAVEATS,
    are_untold,
    capital,
    clue_text,
    clues_text,
    due_text,
    owed_text,
    short_state_text,
    stands_text,
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


def commitments_paper(ledger: OwedLedger, *, said: str = "", most: int = MOST) -> Paper:
    """Return a ledger as a paper: what is contested first, then what is due; sure lines first.

    said: What was asked for, in words. most: Lines of each part.
    """
    snapshot = ledger.snapshot
    parts = [_part(ledger, group, most=most) for group in grouped(ledger)]
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


def owed_line(ledger: OwedLedger, one: Owed, *others: Owed) -> Line:
    """Return a row as a line; beneath its accounts, newest first, or else what speaks of it.

    others: Rows of who owes the same by the same sentence. What is told of each stands beneath its
    name; if nothing is told of any, the line is as of one.
    """
    rows = (one, *others)
    alike = not others or are_untold(rows)
    words = stands_text(one, ledger.snapshot, *others) if alike else owed_text(*rows)
    return Line(
        head=capital(due_text(one)),
        words=named(one.entries[0], words) if not one.sure else words,
        entries=entries_of(rows),
        under=_beneath(ledger, one) if alike else tuple(_of_each(ledger, row) for row in rows),
    )


def _of_each(ledger: OwedLedger, one: Owed) -> Line:
    """Return how it stands with one of several who owe it, with what is told of that one."""
    return Line(
        head=name_text(one.by),
        words=short_state_text(one, ledger.snapshot),
        entries=one.entries,
        under=_beneath(ledger, one),
    )


def _beneath(ledger: OwedLedger, one: Owed) -> tuple[Line, ...]:
    told = (*reversed(one.told), *reversed(one.perhaps))
    under = [told_line(account) for account in told[:ACCOUNTS]]
    if len(told) > ACCOUNTS:
        under.append(Line(words=f"{len(told) - ACCOUNTS} more, older"))
    return (*under, *_clueed(ledger.clues.get(one.id)))


def _clueed(found: Clues | None) -> Iterator[Line]:
    if found is not None:
        yield Line(words=f"{clues_text(found)}:")
        yield from (Line(words=clue_text(one)) for one in found.newest)


def told_line(one: Account) -> Line:
    """Return an account as a line."""
    return Line(head=told_head(one), words=named(one.entry, told_text(one)), entries=(one.entry,))


def _part(ledger: OwedLedger, group: Group, *, most: int) -> Part:
    return Part(
        name=group.name,
        title=group.title,
        lines=tuple(owed_line(ledger, *rows) for rows in group.lines[:most]),
        total=len(group.lines),
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
