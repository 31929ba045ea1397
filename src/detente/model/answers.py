"""What a record answers to who looks closer: pages of a list, hits of a search, histories."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from detente.model.claims import Claim
from detente.model.rows import ReportRow
from detente.model.snapshot import Entry, Held, Sighting
from detente.model.text import Evidence, Mark

Row = TypeVar("Row")

# Whose word a stance in a cell is: the party's own, in force or no more; somebody else's; or what
# the reader is not sure of.
Account = Literal["own", "earlier", "others", "possible"]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a longer list.

    total: Number of rows in the whole list. next: What to give as `after` for those that follow;
    None at the end.
    """

    rows: tuple[Row, ...]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text. found: Whether it is what was searched for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that was searched for.

    sighting: The newest place where it stands and the words were found. pieces: The statement in
    its context there, in order; joined, they are the report's own words. start, end: Code points
    of the context in the report.
    """

    entry: Entry
    sighting: Sighting
    pieces: tuple[Piece, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A stance in the history of a cell.

    held: The stance with its entry, day and judgements. account: Whose word it is.
    until: First day of the own stance that followed it; None if none did, or it is not the
    party's own.
    """

    held: Held
    account: Account
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDay:
    """A day of publication on which something new was said.

    entries: Number of entries first seen that day. stances: Number of those that are positions
    in a cell of the matrix.
    """

    day: dt.date
    entries: int
    stances: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A text of an article, and how it differs from the one before it.

    came: Its sentences that the one before had not; went: Those of the one before that it has
    not; each in order. Both are empty for the first text.
    """

    report: ReportRow
    came: tuple[Evidence, ...] = ()
    went: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """Words of a report that stood in an earlier one.

    start, end: Code points of the report. origin: Id of the report where they stood first;
    `outlet`, `title`, `published` are its.
    """

    start: int
    end: int
    origin: str
    outlet: str
    title: str | None
    published: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClaim:
    """A claim of one report beside what the record holds of the same thing.

    claim: As read, or as the desk corrected it. entry: The line of the record that it is part of.
    agrees: Number of other origins that say the same. departs: Entries that say otherwise: other
    stances in the cell, another number of points. `entry` itself if it is a contact that some
    say took place and others deny.
    """

    claim: Claim
    entry: Entry
    agrees: int
    departs: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRow:
    """A line of the desk's log.

    kind: judge, merge, split, place, look, purge, undo, issue_… or proposition_….
    words: What was done, in words. undone: Whether it was taken back. undoes: Number of the deed
    that this one takes back, or None. can_undo: Whether it can be taken back.
    """

    id: int
    at: dt.datetime
    by: str
    kind: str
    subject: str
    words: str
    why: str | None
    mark: Mark
    undone: bool = False
    undoes: int | None = None
    can_undo: bool = False
