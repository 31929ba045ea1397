"""The record: what others ask of it and do to it. One method a question."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self, TypeVar

from detente.model.alerts import News
from detente.model.claims import Reading
from detente.model.codec import FAMILY_BY_NAME
from detente.model.errors import NoSuchEntry, RecordError, UnknownName
from detente.model.rows import Judgements, NoteRow, ReportRow, Suggestion, Tombstone
from detente.model.snapshot import Delta, Entry, Issue, Judgement, Party, Snapshot
from detente.model.text import MARKS, Mark, Report
from detente.model.uncollected import uncollected
from detente.record import deltas, log
from detente.record.alerted import known
from detente.record.asking import SUMMED_UP
from detente.record.database import Database
from detente.record.deeds import REMARK
from detente.record.desk import ALL
from detente.record.entering import Entered, check, enter_one
from detente.record.facts import View
from detente.record.folded import Folded
from detente.record.judged import judgement_rows
from detente.record.kept import EVERY_FAMILY
from detente.record.log import Deed
from detente.record.names import actor_ids, issue_ids, report_id
from detente.record.owing import Owing
from detente.record.parsed import StoredParses
from detente.record.register import Placement
from detente.record.remarking import remark
from detente.record.resolve import suggest
from detente.record.rows import note_rows, report_rows, whole_report
from detente.record.snapshots import last_day, snapshot

# Snapshots and deltas that a state keeps, by what was asked for: those that readers take turns at.
MOST_WORKED = 6

_T = TypeVar("_T")


def keep_open(
    name: str,
    *,
    now: Callable[[], dt.datetime],
    create: bool = False,
    busy_timeout_s: float = 10.0,
    key: str | None = None,
) -> Record:
    """Open a record for a process that looks often, from several threads.

    The first question folds everything; later ones fold what is new since. Otherwise, and as to
    errors, like `open_record`.
    """
    record = open_record(name, now=now, create=create, busy_timeout_s=busy_timeout_s, key=key)
    record.keep_whole()
    return record


def open_record(
    name: str,
    *,
    now: Callable[[], dt.datetime],
    create: bool = False,
    busy_timeout_s: float = 10.0,
    key: str | None = None,
) -> Record:
    """Open a record: a file name or a database URL.

    now: The clock, aware UTC. create: Whether to make it if it is missing.
    busy_timeout_s: How long to wait for another process that writes. key: Of an encrypted file,
    None for a plain one.

    Errors: RecordError if there is none, it is something else, or the key is another's;
    RecordTooNew; RecordBusy.
    """
    database = Database(name, busy_timeout_s=busy_timeout_s, key=key)
    database.open(create=create, now=now)
    return Record(database, now)


class Record(Owing):
    """An open record; use it in a `with`, or close it."""

    def __init__(self, database: Database, now: Callable[[], dt.datetime]) -> None:
        """Take an open database and the clock."""
        super().__init__(database, now)
        self._working = threading.RLock()  # two who ask for the same wait for it together

    def __enter__(self) -> Self:
        """Return the record itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def enter(self, readings: Iterable[Reading]) -> Entered:
        """Put readings in, one transaction a report; say what came of them.

        The same reading twice changes nothing. Errors: SpanError for a reading whose claims do
        not hold the report's words; what came before it stays.
        """
        found = Entered()
        for reading in readings:
            check(reading)
            with self._database.write() as connection:
                found += enter_one(connection, reading, self._now())
        return found

    def parses(self) -> StoredParses:
        """Return where a reader may keep parses of paragraphs."""
        return StoredParses(self._database)

    def reports(
        self,
        up_to: Mark = "public",
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
    ) -> tuple[ReportRow, ...]:
        """Return the reports by publication, revisions too."""
        folded = self._fold(View(as_of, known_by, up_to), ())
        with self._database.read() as connection:
            return report_rows(connection, folded.state.library)

    def reports_left_out(
        self,
        up_to: Mark = "public",
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
    ) -> int:
        """Return how many reports have a higher mark."""
        return self._fold(View(as_of, known_by, up_to), ()).state.library.left_out

    def report(self, id_: str) -> Report:
        """Return a report with its text. Errors: NoSuchEntry."""
        with self._database.read() as connection:
            return whole_report(connection, report_id(connection, id_))

    def notes(
        self,
        up_to: Mark = "public",
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
        *,
        report: str | None = None,
    ) -> tuple[NoteRow, ...]:
        """Return what was seen but not understood, by report and place; of one report or all."""
        with self._database.read() as connection:
            return note_rows(connection, View(as_of, known_by, up_to), report)

    def actors(
        self,
        up_to: Mark = "public",
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
    ) -> tuple[Party, ...]:
        """Return the register of actors by name; unnamed sources are not in it."""
        return self._fold(View(as_of, known_by, up_to), ("positions",)).parties

    def entries(
        self,
        family: str,
        *,
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
        actor: str | None = None,
        issue: str | None = None,
        up_to: Mark = "public",
        reviewed_only: bool = False,
    ) -> tuple[Entry, ...]:
        """Return the entries of a family that are neither rejected nor gone, oldest first.

        actor: Name or id; entries that concern it, or whoever acts for it. issue: Name or id;
        positions under it. Errors: UnknownName for a family, actor or issue.
        """
        if family not in FAMILY_BY_NAME:
            raise UnknownName("kind of entry", family, EVERY_FAMILY)
        folded = self._fold(View(as_of, known_by, up_to), (family,), reviewed_only)
        found = folded.live(family)
        if actor is not None:
            ids = actor_ids(folded, actor)
            found = [e for e in found if ids & set(folded.concerned(e))]
        if issue is not None:
            issues = issue_ids(folded, issue)
            found = [e for e in found if e.issue in issues]
        return tuple(found)

    def entry_ids(
        self,
        *,
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
        up_to: Mark = "public",
        reviewed_only: bool = False,
    ) -> frozenset[str]:
        """Return the ids of the entries of every family that `entries` returns, at one look."""
        folded = self._fold(View(as_of, known_by, up_to), EVERY_FAMILY, reviewed_only)
        return frozenset(entry.id for family in EVERY_FAMILY for entry in folded.live(family))

    def entry(self, id_: str, up_to: Mark = "public") -> Entry:
        """Return an entry by its id, or by that of a claim in it; a beginning will do.

        Rejected entries and those that are gone are found too. Errors: NoSuchEntry.
        """
        folded, entry = self._find(id_, View(up_to=up_to))
        del folded
        return entry

    def snapshot(
        self,
        as_of: dt.date | None = None,
        *,
        known_by: dt.datetime | None = None,
        up_to: Mark = "public",
        reviewed_only: bool = False,
    ) -> Snapshot:
        """Return the record as of a day; None for the day of the last dated report."""
        with uncollected():
            view = View(as_of, known_by, up_to)
            folded = self._fold(view, SUMMED_UP, reviewed_only)
            day = as_of or last_day(folded.state.library, self._now().date())
            asked = (day, known_by, up_to)
            with self._working:
                found = folded.summaries.get(asked)
                if found is None:
                    found = _labelled(folded, day, view)
                    folded.summaries = {**_latest(folded.summaries), asked: found}
                return found

    def changes(
        self,
        since: dt.date | dt.datetime,
        *,
        until: dt.date | dt.datetime | None = None,
        up_to: Mark = "public",
    ) -> Delta:
        """Return what changed after a day, by publication, or a moment, by entry.

        until: Of the same kind as `since`; None for all that there is.
        """
        return self._changes(since, until, up_to=up_to, families=SUMMED_UP)[1]

    def news(
        self,
        since: dt.date | dt.datetime,
        *,
        until: dt.date | dt.datetime | None = None,
        up_to: Mark = "public",
        families: Collection[str] | None = None,
    ) -> News:
        """Return what changed, as `changes` does, with what rules of alerts ask beside it.

        families: Of which it must be known; of others it may be missing. None: of all.
        """
        asked = [name for name in SUMMED_UP if families is None or name in families]
        folded, delta = self._changes(since, until, up_to=up_to, families=asked)
        return News(delta, known(folded, delta))

    def _changes(
        self,
        since: dt.date | dt.datetime,
        until: dt.date | dt.datetime | None,
        *,
        up_to: Mark,
        families: Sequence[str],
    ) -> tuple[Folded, Delta]:
        if isinstance(since, dt.datetime):
            end = until if isinstance(until, dt.datetime) else None
            before, after = View(None, since, up_to), View(None, end, up_to)
        else:
            before, after = View(since, None, up_to), View(until, None, up_to)
        today = self._now()
        asked = (since, until, today.date())
        with uncollected():
            known = self._kept.now(after, families)
            if known is not None and asked in known.deltas:
                return known, known.deltas[asked]
            old, new, smaller = self._kept.both(before, after, families)
            with self._working:
                found = new.deltas.get(asked)
                if found is None:
                    found = deltas.changes(
                        old, new, since=since, until=until, today=today, smaller=smaller
                    )
                    if smaller is None and old is not new:
                        old.cells = {}  # made from it: a circle, in which it would stay
                    new.deltas = {**_latest(new.deltas), asked: found}
                return new, found

    def last_look(self, reader: str) -> dt.datetime | None:
        """Return up to when a reader has seen what was entered, or None if it never looked."""
        with self._database.read() as connection:
            return log.last_look(connection, reader)

    def placement(self, id_: str) -> Placement:
        """Return where a position was placed, with the reason. Errors: NoSuchEntry."""
        folded, entry = self._find(id_, ALL)
        placement = folded.groups[entry.id].placement
        if placement is None:
            raise NoSuchEntry(f"entry {entry.id} is no position; only positions have a place")
        return placement

    def issues(self, up_to: Mark = "public") -> tuple[Issue, ...]:
        """Return the register of issues with their propositions."""
        return self._fold(View(up_to=up_to), ("positions",)).register.issues()

    def suggestions(self, up_to: Mark = "public") -> tuple[Suggestion, ...]:
        """Return pairs of actors that may be one, with the reason; the desk decides."""
        folded = self._fold(View(up_to=up_to), ())
        people = frozenset(p.id for p in folded.parties if p.kind == "person")
        states = frozenset(p.id for p in folded.parties if p.kind in ("state", "bloc"))
        return suggest({p.id: p.name for p in folded.parties}, people, states)

    def carried(self) -> tuple[Judgement, ...]:
        """Return the judgements that could not be carried over to the current readings."""
        return tuple(self._fold(ALL, EVERY_FAMILY).verdicts.lost)

    def judgements(self, up_to: Mark = "public") -> Judgements:
        """Return every judgement in order, with what it is on now and whether it counts."""
        every = self._fold(ALL, EVERY_FAMILY)
        within = View(up_to=up_to)
        return judgement_rows(every, every if within == ALL else self._fold(within, EVERY_FAMILY))

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Return the purged reports, without content."""
        with self._database.read() as connection:
            return log.tombstones(connection)

    def mark(self, id_: str, mark: Mark, *, by: str, why: str | None = None) -> Mark | None:
        """Give a report another mark, for every day; return the old one, None if nothing changes.

        What left before stays where it is. Errors: NoSuchEntry; UnknownName.
        """
        if mark not in MARKS:
            raise UnknownName("mark", mark, MARKS)
        with self._database.write() as connection:
            report = report_id(connection, id_)
            seen = max(mark, "internal", key=MARKS.index)
            deed = Deed(
                kind=REMARK, subject=report, body={"mark": mark}, by=by, why=why, mark=seen
            )
            old = remark(connection, report, mark, deed=deed, at=self._now())
        self._kept.forget()
        return old

    def purge(self, id_: str, why: str, by: str) -> None:
        """Remove a report's text and words, and the copies of the record that upgrades made.

        A tombstone stays. This cannot be undone. Purging a purged report once more finishes what
        was cut short. Errors: NoSuchEntry; RecordBusy while somebody reads an older state.
        """
        if not why.strip():
            raise RecordError("a purge needs a reason; it stays on the record in its place")
        with self._database.write() as connection:
            if not log.is_buried(connection, id_):
                report = report_id(connection, id_)
                deed = Deed(kind="purge", subject=report, body={}, by=by, why=why, mark="public")
                log.purge(connection, report, deed, at=self._now())
        self._kept.forget()
        self._database.wipe()


def _labelled(folded: Folded, day: dt.date, view: View) -> Snapshot:
    """Return the snapshot of a state, labelled as a view asks for it."""
    for other in folded.summaries.values():
        return replace(other, as_of=day, known_by=view.known_by, up_to=view.up_to)
    return snapshot(folded, day, view)


def _latest(kept: Mapping[object, _T]) -> dict[object, _T]:
    """Return what was put in last, with room for one more."""
    return dict([*kept.items()][1 - MOST_WORKED :])
