"""What is owed, and what each side tells of whether it was kept; and the desk's pins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Form, Query
from starlette.responses import Response

from detente import flow
from detente.model.dates import parse_days
from detente.model.errors import UnknownName
from detente.model.jointly import entries_of
from detente.model.owed import Account, Clue, Owed, OwedLedger
from detente.views.commitments import (
    Wanted,
    chosen,
    commitments_about,
    commitments_paper,
    commitments_table,
    grouped,
)
from detente.views.commitments.paper import empty_text
from detente.views.owed import (
    CAVEATS,
    are_untold,
    capital,
    clue_text,
    clues_text,
    due_text,
    owed_text,
    short_text,
    state_text,
    told_head,
    told_text,
)
from detente.views.papers import Paper
from detente.views.phrases import date_text, name_text
from detente.views.signs import named
from detente.views.tables import table_csv
from detente.web.asked import Asked
from detente.web.asking import Shared, State, User
from detente.web.lines import EntryLine, entry_line
from detente.web.owed import owed_of
from detente.web.page import Act, Done, File, Page, takes
from detente.web.papers import Choice, actor_choices
from detente.web.taking import file, of_paper, spreadsheet

# Rows of a group and accounts that belong to none that are shown at first; and the most ever.
MOST, _MOST_SHOWN = 40, 500
PATH = "/commitments"
_SAID = {"pin": True, "break": False}


@dataclass(frozen=True, slots=True)
class Made:
    """The ledger as it was asked for. due_before, by: As they stand in the address."""

    ledger: OwedLedger
    said: str
    due_before: str
    by: str
    sure: bool
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account. head: Whose word it is. link: matched, perhaps or pinned."""

    head: str
    said: str
    link: str
    side: str
    entry: EntryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ClueLine:
    """A sentence that speaks of a commitment and was read as no account. address: Its report."""

    said: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """A commitment. stands: How it stands, in words; short: in a word, "" if they begin so.

    by: Who owes it; beside: who owes the same by the same sentence, each a line, named in `said`.
    alike: Whether nothing is told of any of them, so that all stand alike. entries: Each wording
    of it, of all who owe it. spoken_of: How many sentences speak of it where no account was
    found, "" for none; clues: The newest.
    """

    due: str
    by: str
    said: str
    state: str
    short: str
    stands: str
    sure: bool
    entries: tuple[EntryLine, ...]
    accounts: tuple[AccountLine, ...]
    spoken_of: str
    clues: tuple[ClueLine, ...]
    beside: tuple[OwedLine, ...] = ()
    alike: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedGroup:
    """Commitments that stand alike. total: How many there are."""

    name: str
    title: str
    rows: tuple[OwedLine, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsPage:
    """What is owed. empty: What is said where nothing is. unmatched: Accounts of none of it.

    choices: Commitments, to pin an account to. further: Address that shows more, None if all is.
    """

    title: str
    groups: tuple[OwedGroup, ...]
    unmatched: tuple[AccountLine, ...]
    unmatched_total: int
    empty: str
    caveats: tuple[str, ...]
    due_before: str
    by: str
    sure: bool
    actors: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    reports: int
    outlets: int
    left_out: int
    further: str | None
    all: str


def made(
    *,
    shared: Shared,
    asked: State,
    due_before: Annotated[str, Query(description="Only what is due before that day.")] = "",
    by: Annotated[str, Query(description="Name or id of who owes it.")] = "",
    sure: Annotated[bool, Query(description="Only what is shown as fact.")] = False,
    most: Annotated[int, Query(ge=1, le=_MOST_SHOWN, description="Rows of each kind.")] = MOST,
) -> Made:
    """Return what is owed. Errors: DateError, UnknownName."""
    day = parse_days(due_before).start if due_before else None
    snapshot = shared.snapshot(asked)
    whole = shared.worked.of(
        ("clues", asked),
        (snapshot,),
        lambda: flow.with_clues(owed_of(shared, asked), shared.record),
    )
    found = chosen(whole, Wanted(due_before=day, by=by or None, sure=sure))
    said = f" before {date_text(day)}" if day else ""
    return Made(found, said, due_before, by, sure, most)


def answer(shared: Shared, asked: State, found: Annotated[Made, Depends(made)]) -> CommitmentsPage:
    """Return what is owed, what is contested first. Errors: DateError, UnknownName."""
    ledger, most = found.ledger, found.most
    snapshot = ledger.snapshot
    groups = tuple(_groups(ledger, asked, most))
    cut = len(ledger.unmatched) > most or any(len(g.rows) < g.total for g in groups)
    again = {"due_before": found.due_before, "by": found.by, "sure": "true" if found.sure else ""}
    further = asked.address(
        PATH, **{k: v or None for k, v in again.items()}, most=min(_MOST_SHOWN, 3 * most)
    )
    return CommitmentsPage(
        title=f"What is owed{found.said}, as of {date_text(snapshot.as_of)}",
        groups=groups,
        unmatched=tuple(map(_account, ledger.unmatched[:most])),
        unmatched_total=len(ledger.unmatched),
        empty="" if groups else empty_text(ledger),
        caveats=CAVEATS,
        due_before=found.due_before,
        by=found.by,
        sure=found.sure,
        actors=actor_choices(snapshot),
        choices=tuple(_choice(one) for one in ledger.rows[:_MOST_SHOWN]),
        reports=snapshot.coverage.reports,
        outlets=snapshot.coverage.outlets,
        left_out=snapshot.coverage.left_out,
        further=further if cut and most < _MOST_SHOWN else None,
        all=asked.address(PATH),
    )


def pin(
    *,
    shared: Shared,
    user: User,
    commitment: Annotated[str, Form(description="Id of a commitment.")],
    account: Annotated[str, Form(description="Id of an account of compliance.")],
    kind: Annotated[str, Form(description="pin or break.")] = "pin",
    why: Annotated[str, Form()] = "",
) -> Done:
    """Say that an account is of a commitment, or is not. Errors: NoSuchEntry, UnknownName."""
    if kind not in _SAID:
        raise UnknownName("word on an account", kind, _SAID)
    shared.record.pin_commitment(
        commitment.strip(),
        account.strip(),
        counts=_SAID[kind],
        by=user,
        why=why.strip() or None,
    )
    said = "is" if _SAID[kind] else "is not"
    return Done(f"That account {said} of that commitment, you say; undo takes it back.")


def _groups(ledger: OwedLedger, asked: Asked, most: int) -> Sequence[OwedGroup]:
    return [
        OwedGroup(
            name=group.name,
            title=group.title,
            rows=tuple(_joint(ledger, rows, asked) for rows in group.lines[:most]),
            total=len(group.lines),
        )
        for group in grouped(ledger)
        if group.lines
    ]


def _joint(ledger: OwedLedger, rows: Sequence[Owed], asked: Asked) -> OwedLine:
    """Return what one or several owe as a line."""
    line, *beside = (_row(ledger, one, asked) for one in rows)
    said = owed_text(*rows)
    return replace(
        line,
        said=said if line.sure else named(rows[0].entries[0], said),
        entries=tuple(map(entry_line, entries_of(rows))),
        beside=tuple(beside),
        alike=not beside or are_untold(rows),
    )


def _row(ledger: OwedLedger, one: Owed, asked: Asked) -> OwedLine:
    clues = ledger.clues.get(one.id)
    return OwedLine(
        due=capital(due_text(one)),
        by=name_text(one.by),
        said=named(one.entries[0], owed_text(one)) if not one.sure else owed_text(one),
        state=one.state,
        short=capital(short_text(one)),
        stands=capital(state_text(one, ledger.snapshot)),
        sure=one.sure,
        entries=tuple(map(entry_line, one.entries)),
        accounts=tuple(map(_account, (*reversed(one.told), *reversed(one.perhaps)))),
        spoken_of=clues_text(clues) if clues else "",
        clues=tuple(_clue(m, asked) for m in clues.newest) if clues else (),
    )


def _clue(one: Clue, asked: Asked) -> ClueLine:
    words = one.words
    address = asked.address(f"/reports/{words.report}", at=f"{words.start}-{words.end}")
    return ClueLine(said=clue_text(one), address=address)


def _account(one: Account) -> AccountLine:
    return AccountLine(
        head=told_head(one),
        said=named(one.entry, told_text(one)),
        link=one.link,
        side=one.side,
        entry=entry_line(one.entry),
    )


def _choice(one: Owed) -> Choice:
    return Choice(one.id, f"{one.by}: {one.claim.what} ({due_text(one)})")


def paper_of(found: Annotated[Made, Depends(made)]) -> Paper:
    """Return the paper alone."""
    return commitments_paper(found.ledger, said=found.said)


def as_csv(found: Annotated[Made, Depends(made)]) -> Response:
    """Return the rows as CSV."""
    return file("commitments.csv", table_csv(commitments_table(found.ledger)).encode())


def as_xlsx(found: Annotated[Made, Depends(made)]) -> Response:
    """Return the rows as a sheet."""
    about = commitments_about(found.ledger)
    return spreadsheet("commitments", [commitments_table(found.ledger)], about)


PAGE = Page(
    path=PATH,
    title="Commitments",
    answer=answer,
    template="commitments.html",
    takes=takes(PATH, "docx", "html", "xlsx", "csv"),
)
ACTS = (Act(path="/commitments/pin", do=pin),)
FILES = (
    *of_paper(PATH, "What is owed", paper_of),
    File(path=f"{PATH}.csv", title="What is owed as CSV", answer=as_csv),
    File(path=f"{PATH}.xlsx", title="What is owed as a sheet", answer=as_xlsx),
)
