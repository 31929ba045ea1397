"""The log: everything that the desk did, by whom where the mark allows, and taking it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Query

from detente.model.answers import DeedRow
from detente.model.errors import NoSuchEntry
from detente.model.snapshot import Entry
from detente.model.text import MARKS, Mark
from detente.views.words import say
from detente.web.asked import Asked
from detente.web.asking import Shared, State, User
from detente.web.page import Act, Done, Page, sheets
from detente.web.pages.merged import every_deed
from detente.web.workbench import Workbench

# Kinds of deed whose subject is an entry or a claim, so that there is a page of it.
_OF_ENTRIES = frozenset({"judge", "add", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A deed.

    by, why: None up to public: who did it, and why, is the desk's own. entry: What it is about, if
    that has a page; `said` is that in words. fields: What was corrected, (field, value).
    """

    id: int
    at: dt.datetime
    by: str | None
    words: str
    why: str | None
    mark: Mark
    undone: bool
    undoes: int | None
    can_undo: bool
    entry: str | None
    said: str | None
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Deeds, the newest first.

    total: Of all within the mark; hidden: above it, seen up to `wider`. next: For those before.
    """

    deeds: tuple[LogLine, ...]
    total: int
    hidden: int
    wider: Mark | None
    next: str | None


def answer(
    shared: Shared,
    asked: State,
    after: Annotated[str | None, Query(description="The page before's last line.")] = None,
) -> Log:
    """Return the desk's log, a page at a time. Errors: InputError for a line that is gone."""
    record = shared.record
    page = record.deeds(up_to=asked.up_to, after=after)
    every = record.deeds(up_to=shared.settings.ceiling, limit=1).total
    above = MARKS[MARKS.index(asked.up_to) + 1 : MARKS.index(shared.settings.ceiling) + 1]
    return Log(
        deeds=tuple(_line(shared, asked, row) for row in page.rows),
        total=page.total,
        hidden=every - page.total,
        wider=next(iter(above), None),
        next=page.next,
    )


def _line(shared: Workbench, asked: Asked, row: DeedRow) -> LogLine:
    entry = _entry(shared, asked, row)
    made = [j for j in entry.judgements if j.id == row.id] if entry else []
    return LogLine(
        id=row.id,
        at=row.at,
        by=row.by if asked.shows_desk else None,
        words=row.words,
        why=row.why if asked.shows_desk else None,
        mark=row.mark,
        undone=row.undone,
        undoes=row.undoes,
        can_undo=row.can_undo,
        entry=entry.id if entry else None,
        said=say(entry) if entry else None,
        fields=made[0].fields if made else (),
    )


def _entry(shared: Workbench, asked: Asked, row: DeedRow) -> Entry | None:
    """Return what a deed is about, as it stands now; None if it is of another kind, or gone."""
    if row.kind not in _OF_ENTRIES:
        return None
    try:
        return shared.record.entry(row.subject, up_to=asked.up_to)
    except NoSuchEntry:  # taken back, purged, or read anew since
        return None


def take_back(shared: Shared, user: User, deed: Annotated[int, Form()]) -> Done:
    """Take one deed of the log back. Errors: RecordError if it cannot be, or is not to be seen."""
    if all(row.id != deed for row in every_deed(shared)):
        raise NoSuchEntry(f"there is no act {deed} in this log; load its page again")
    told = shared.record.undo(user, deed)
    return Done(f"{told[0].upper()}{told[1:]}.", undoable=False)


PAGE = Page(
    path="/log",
    title="The log",
    answer=answer,
    template="log.html",
    takes=sheets("judgements", "every judgement"),
    rows=("deeds",),
)
ACTS = (Act(path="/log/undo", do=take_back),)
