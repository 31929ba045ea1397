"""ReportRow, NoteRow: reports and notes as a record lists them, without their texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from detente.model.claims import NoteKind
from detente.model.text import Evidence, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list.

    entered: When the record learned it, aware UTC.
    revises: Id of the report whose text it replaces, or None.
    origin: Id of the first report with this text: wire copies share it; its own id otherwise.
    reader: Of the current reading, "name@version"; None if it was purged.
    n_claims, n_notes: Numbers in the current reading.
    purged: Whether its text was removed.
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
    purged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A note in a list. report: Id of the report; `evidence` its words, or None for all of it."""

    id: str
    report: str
    kind: NoteKind
    message: str
    evidence: Evidence | None
