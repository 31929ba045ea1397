"""Rows of a record's lists: reports and notes without their texts, and what the desk decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from detente.model.snapshot import Entry, Judgement
from detente.model.sources import SourceClass
from detente.model.text import NO_DETAILS, Details, Evidence, Mark
from detente.model.vocabulary import NoteKind

# in_force: it counts. carried: it counts, on the claims of a newer reading. lost: no current
# reading holds the words that it was made on. taken_back: it was undone.
JudgementState = Literal["in_force", "carried", "lost", "taken_back"]


# How the note begins that says why nothing was read of a report.
UNREAD = "unread: "


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list.

    entered: When the record learned it, aware UTC.
    revises: Id of the report whose text it replaces, or None.
    origin: Id of the first report with this text: wire copies share it; its own id otherwise.
    reader: Of the current reading, "name@version"; None if it was purged.
    silent: Whether it was changed and neither a sentence of it nor a date says so.
    n_claims, n_notes: Numbers in the current reading.
    unread: Why nothing was read of it; None if it was read, or is not read yet.
    purged: Whether its text was removed.
    details: What else it says of itself.
    """

    id: str
    key: str
    outlet: str
    address: str | None
    title: str | None
    published: dt.date | None
    retrieved: dt.datetime
    entered: dt.datetime
    mark: Mark
    revises: str | None
    origin: str
    reader: str | None
    n_claims: int
    n_notes: int
    unread: str | None = None
    purged: bool = False
    silent: bool = False
    details: Details = NO_DETAILS

    @property
    def briefly_unread(self) -> str | None:
        """Why nothing was read, without what to do about it; None if it was read."""
        return None if self.unread is None else self.unread.partition(";")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """An outlet: how many reports of it there are, and what the desk says that it is."""

    name: str
    reports: int
    source_class: SourceClass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A note in a list. report: Id of the report; `evidence` its words, or None for all of it."""

    id: str
    report: str
    kind: NoteKind
    message: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """A judgement in a list. entry: What it is on now; None if it is lost."""

    judgement: Judgement
    family: str
    state: JudgementState
    entry: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """Judgements in order, and how many above the mark were left out."""

    rows: tuple[JudgementRow, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A purged report: its id and the reason, without content."""

    report: str
    at: dt.datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two actors that may be one, for the desk to decide.

    ids, names: Of the two. reason: In words.
    """

    ids: tuple[str, str]
    names: tuple[str, str]
    reason: str
