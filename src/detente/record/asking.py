"""What pages ask of a record beside its snapshot: lists, searches, histories. One method each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import func, select

from detente.model.answers import (
    ChangeDay,
    DeedRow,
    Hit,
    Page,
    ReportClaim,
    Revision,
    TakenOver,
    Turn,
)
from detente.model.rows import JudgementRow, ReportRow
from detente.model.snapshot import Snapshot
from detente.model.text import Mark, Report
from detente.record import histories, listing, schema, searching
from detente.record.classing import Classing
from detente.record.deeds import decisions_since, deed_rows
from detente.record.desk import ALL
from detente.record.due import next_day
from detente.record.facts import LISTED_ONLY, View
from detente.record.folded import Folded
from detente.record.judged import judgement_rows
from detente.record.kept import EVERY_FAMILY
from detente.record.loading import load_actions, within
from detente.record.names import actor_ids, issue_ids, report_id
from detente.record.pages import StoredPages
from detente.record.paging import ROWS, page
from detente.record.searching import Place
from detente.record.speaking import spoken
from detente.record.standing import standings
from detente.record.version import parse_version, swept_since, version_of

# What snapshots and deltas hold; statements and quantities are listed, not summed up.
SUMMED_UP = tuple(name for name in EVERY_FAMILY if name not in LISTED_ONLY)


class Asking(Classing):
    """The part of a record that answers pages."""

    def search(  # noqa: PLR0913 (all but the words by name)
        self,
        words: str = "",
        *,
        speaker: str | None = None,
        issue: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        direct: bool | None = None,
        unnamed: bool | None = None,
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
        up_to: Mark = "public",
        limit: int = ROWS,
        after: str | None = None,
    ) -> Page[Hit]:
        """Return the statements that were asked for with their words in context, newest first.

        words: All must stand in the statement, in any order and case; "in quotation marks" as
        they follow; with * at the end as a beginning. speaker: Name or id, with all who speak for
        it. issue: Name or id; statements on the words of a position under it. since, until: First
        and last day of publication. direct: Whether words are quoted, at least in part. unnamed:
        Whether the source is. limit, after: As in `reports_page`.

        Errors: UnknownName for a speaker or issue; InputError for words without letters or digits.
        """
        view = View(as_of, known_by, up_to)
        folded = self._fold(view, ("statements",))
        asked = searching.Asked(
            words=words,
            speakers=None if speaker is None else actor_ids(folded, speaker),
            places=None if issue is None else self._places(view, issue),
            since=since,
            until=until,
            direct=direct,
            unnamed=unnamed,
        )
        with self._database.read() as connection:
            return searching.search(connection, folded, asked, limit=limit, after=after)

    def with_spoken(self, state: Snapshot) -> Snapshot:
        """Return a snapshot of this record with who spoke for whom: that reads all statements."""
        folded = self._fold(View(state.as_of, state.known_by, state.up_to), ("statements",))
        told = spoken(folded)
        said = tuple(folded.entries[key] for one in told for key in one.statements)
        return replace(state, spoken=told, statements=said)

    def reports_page(  # noqa: PLR0913 (all by name)
        self,
        *,
        words: str | None = None,
        outlet: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        mark: Mark | None = None,
        copies: bool | None = None,
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
        up_to: Mark = "public",
        limit: int = ROWS,
        after: str | None = None,
    ) -> Page[ReportRow]:
        """Return reports, the newest first, revisions too.

        words: That stand in title, outlet or address. since, until: First and last day of
        publication. copies: Only copies of other texts, or only the others. limit: Number of
        rows. after: `next` of the page before. Errors: InputError if that is gone.
        """
        asked = listing.ReportsAsked(
            words=words, outlet=outlet, since=since, until=until, mark=mark, copies=copies
        )
        library = self._fold(View(as_of, known_by, up_to), ()).state.library
        with self._database.read() as connection:
            return listing.report_page(connection, library, asked, limit=limit, after=after)

    def report_ids(self, up_to: Mark = "public") -> frozenset[str]:
        """Return the ids of the reports, revisions too."""
        return frozenset(self._fold(View(up_to=up_to), ()).state.library.reports)

    def newest_texts(
        self,
        *,
        since: dt.date | None = None,
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
        up_to: Mark = "public",
        limit: int = ROWS,
    ) -> tuple[Report, ...]:
        """Return reports with their texts, the newest first: no copies, no replaced revisions.

        since: Day after which they were published. limit: Number of reports, at most.
        """
        library = self._fold(View(as_of, known_by, up_to), ()).state.library
        with self._database.read() as connection:
            return listing.newest_texts(connection, library, since=since, limit=limit)

    def revisions(self, id_: str, up_to: Mark = "public") -> tuple[Revision, ...]:
        """Return the texts of a report's article, oldest first, with what each changed.

        Errors: NoSuchEntry.
        """
        folded = self._fold(View(up_to=up_to), ())
        with self._database.read() as connection:
            key = report_id(connection, id_, folded.state.library)
            return listing.revisions(connection, folded.state.library, key)

    def taken_over(self, id_: str, up_to: Mark = "public") -> tuple[TakenOver, ...]:
        """Return the words of a report that stood in reports of other articles before, in order.

        Neighbours of one origin are one. Errors: NoSuchEntry.
        """
        library = self._fold(View(up_to=up_to), ()).state.library
        with self._database.read() as connection:
            return listing.taken_over(library, report_id(connection, id_, library))

    def beginning(self) -> dt.datetime | None:
        """Return when the first report was entered, or None without any."""
        with self._database.read() as connection:
            found = connection.execute(select(func.min(schema.reports.c.entered))).scalar()
        return None if found is None else dt.datetime.fromisoformat(found)

    def last_day(self, up_to: Mark = "public") -> dt.date | None:
        """Return the day of the last dated report, or None without any; nothing is folded."""
        c = schema.reports.c
        question = select(func.max(c.published)).where(*within(View(up_to=up_to)))
        with self._database.read() as connection:
            found = connection.execute(question).scalar()
        return None if found is None else dt.date.fromisoformat(found)

    def next_due(self, since: dt.date, up_to: Mark = "public") -> dt.date | None:
        """Return the first day from one on by which something was to be, None without any."""
        return next_day(self._fold(View(up_to=up_to), EVERY_FAMILY), since)

    def decided_since(self, version: str) -> int | None:
        """Return how many decisions the desk made since a version of the record.

        None if what it said then must not be told any more: a report was purged since or got
        another mark, or the record never came so far. Errors: InputError for no version.
        """
        deed = parse_version(version).deed
        with self._database.read() as connection:
            if deed > version_of(connection).deed or swept_since(connection, deed):
                return None
            return decisions_since(load_actions(connection), deed)

    def first_pages(self) -> StoredPages:
        """Return where a workbench may leave its first page for the next one."""
        return StoredPages(self._database)

    def report_claims(self, id_: str, up_to: Mark = "public") -> tuple[ReportClaim, ...]:
        """Return the claims of a report in order of text, beside what else the record holds.

        Errors: NoSuchEntry.
        """
        folded = self._fold(View(up_to=up_to), EVERY_FAMILY)
        with self._database.read() as connection:
            key = report_id(connection, id_, folded.state.library)
        return histories.report_claims(folded, key, standings(folded))

    def history(
        self,
        party: str,
        proposition: str,
        *,
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
        up_to: Mark = "public",
    ) -> tuple[Turn, ...]:
        """Return every stance of a cell of the matrix, oldest first; none for an empty cell.

        party, proposition: Ids, as in `Standing`.
        """
        folded = self._fold(View(as_of, known_by, up_to), ("positions",))
        cells = (c for c in standings(folded) if (c.party, c.proposition) == (party, proposition))
        return next((histories.turns(cell) for cell in cells), ())

    def change_days(
        self, up_to: Mark = "public", known_by: dt.datetime | None = None
    ) -> tuple[ChangeDay, ...]:
        """Return the days of publication on which something new was said, oldest first."""
        folded = self._fold(View(known_by=known_by, up_to=up_to), SUMMED_UP)
        return histories.change_days(folded, SUMMED_UP)

    def judgements_page(
        self, *, up_to: Mark = "public", limit: int = ROWS, after: str | None = None
    ) -> Page[JudgementRow]:
        """Return judgements, the newest first, with what each is on now and whether it counts."""
        every, shown = self._fold(ALL, EVERY_FAMILY), self._fold(View(up_to=up_to), EVERY_FAMILY)
        rows = judgement_rows(every, shown).rows[::-1]
        return page(rows, lambda r: str(r.judgement.id), make=iter, limit=limit, after=after)

    def deeds(
        self, *, up_to: Mark = "public", limit: int = ROWS, after: str | None = None
    ) -> Page[DeedRow]:
        """Return the desk's log in words, the newest first; looks are left out."""
        with self._database.read() as connection:
            rows = deed_rows(load_actions(connection), View(up_to=up_to))
        return page(rows, lambda row: str(row.id), make=iter, limit=limit, after=after)

    def _places(self, view: View, issue: str) -> frozenset[Place]:
        """Where a position under an issue, or one below it, stands."""
        folded = self._fold(view, ("positions",))
        return frozenset(_places(folded, issue_ids(folded, issue)))


def _places(folded: Folded, issues: frozenset[str]) -> list[Place]:
    found = []
    for entry in folded.live("positions"):
        if entry.issue in issues:
            seen = (folded.seen[i] for i in folded.groups[entry.id].members)
            found += [Place(one.report, one.start, one.end) for one in seen]
    return found
