"""Where record and views meet for what is written out: tables, exports, and what marks hold back.

As in `flow`, the stages know nothing of each other: the record answers up to a mark, and the views
give forms to what it answered. Both doors write by this.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from detente.model.claims import FAMILIES
from detente.model.errors import NoSuchEntry
from detente.model.text import MARKS, Mark
from detente.plugins import choose, table
from detente.views.kinds import DESK_KINDS, FAMILY_BY_KIND, READ_KINDS

if TYPE_CHECKING:
    from detente.model.rows import Judgements
    from detente.model.snapshot import Entry, Snapshot
    from detente.record import Record
    from detente.views.exports import Exporter
    from detente.views.gold import JudgedReport
    from detente.views.marks import Bounds
    from detente.views.tables import Table

# Suggestions are questions to the desk, no part of what it knows.
_EXPORTED = ("judgements", "tombstones")
_HELD = ("accepted", "corrected")
_HIGHEST = MARKS[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which state of a record, and what of it.

    actor, issue: A name or an id, None for all. sure: Whether only what is shown as fact.
    names, reasons: Whether to say who made a judgement, and why: never unless asked.
    """

    as_of: dt.date | None = None
    known_by: dt.datetime | None = None
    up_to: Mark = "public"
    reviewed_only: bool = False
    actor: str | None = None
    issue: str | None = None
    sure: bool = False
    names: bool = False
    reasons: bool = False

    @property
    def times(self) -> dict[str, Any]:
        """Day, moment and mark, as every method of a record takes them."""
        return {"as_of": self.as_of, "known_by": self.known_by, "up_to": self.up_to}

    @property
    def says(self) -> dict[str, bool]:
        """What tables of the desk's acts say of who acted, and why."""
        return {"names": self.names, "reasons": self.reasons}


@dataclass(frozen=True, slots=True)
class Listed:
    """A table, and how much of it lies above the mark."""

    table: Table
    left_out: int

    def about(self, up_to: Mark) -> str:
        """Return what a form without room for it must say beside the rows."""
        from detente.views.phrases import left_out_text  # noqa: PLC0415  (few forms ask)

        return left_out_text(self.left_out, up_to, self.table.hides)


def snapshot(record: Record, wanted: Wanted) -> Snapshot:
    """Return the record in the state that is wanted."""
    return record.snapshot(
        wanted.as_of,
        known_by=wanted.known_by,
        up_to=wanted.up_to,
        reviewed_only=wanted.reviewed_only,
    )


def listed(record: Record, kind: str, wanted: Wanted) -> Listed:
    """Return entries, reports or acts of the desk of one kind. kind: One of `views.kinds`."""
    if kind == "judgements":
        judgements = record.judgements(wanted.up_to)
        return Listed(_judgement_table(judgements, wanted), judgements.left_out)
    above = 0 if kind == "tombstones" else left_out(record, wanted)
    return Listed(_table(record, kind, wanted), above)


def left_out(record: Record, wanted: Wanted) -> int:
    """Return the number of reports above the mark."""
    return record.reports_left_out(**wanted.times)


def exporter(name: str) -> Exporter:
    """Return a format by its name, also one of another package. Errors: UnknownName."""
    from detente.views.exports import EXPORTERS  # noqa: PLC0415  (it loads every format)

    return choose("format", name, table(EXPORTERS, "detente.exporters"))


def exported(
    record: Record, chosen: Exporter, wanted: Wanted, *, state: Snapshot | None = None
) -> Mapping[str, bytes]:
    """Return the files of the record in a format. state: Its snapshot, if one is at hand.

    Errors: NoSuchEntry for a format of judged reports where nothing was judged.
    """
    from detente.views.exports import Export  # noqa: PLC0415  (as above)

    kinds = (*READ_KINDS, *_EXPORTED)
    return chosen.write(
        Export(
            snapshot=state or snapshot(record, wanted),
            tables=tuple(_table(record, kind, wanted) for kind in kinds),
            judged=judged_reports(record, wanted) if chosen.judged else (),
        )
    )


def bounds(record: Record, wanted: Wanted) -> Bounds:
    """Return what goes out up to the mark and what stays: the dry run of an export."""
    from detente.views.marks import Bounds  # noqa: PLC0415  (few commands ask)

    above = replace(wanted, up_to=_HIGHEST)
    reports = record.reports(**wanted.times)
    out = {row.id for row in reports}
    entries = record.entry_ids(reviewed_only=wanted.reviewed_only, **wanted.times)
    every = record.entry_ids(reviewed_only=wanted.reviewed_only, **above.times)
    return Bounds(
        up_to=wanted.up_to,
        reports=reports,
        held=tuple(row for row in record.reports(**above.times) if row.id not in out),
        entries=entries,
        entries_held=every - entries,
        judgements_held=record.judgements(wanted.up_to).left_out,
        drafts_held=record.drafts_left_out(wanted.up_to),
        assumptions_held=len(record.assumptions(_HIGHEST)) - len(record.assumptions(wanted.up_to)),
    )


def judged_reports(record: Record, wanted: Wanted) -> tuple[JudgedReport, ...]:
    """Return the reports with at least one judgement in force, by id.

    Errors: NoSuchEntry if nothing was judged.
    """
    from detente.views.gold import JudgedReport  # noqa: PLC0415  (one format asks)

    entries = [e for f in FAMILIES for e in record.entries(f.family, **wanted.times)]
    held = [entry for entry in entries if entry.review in _HELD]
    unseen = [entry for entry in entries if entry.review not in _HELD]
    there = {row.id for row in record.reports(**wanted.times)}
    chosen = (_reports(held) | _reports(_rejected(record, wanted))) & there
    if not chosen:
        raise NoSuchEntry(
            "no claim of the record was judged yet, so there is nothing to export; "
            "judge some with 'detente judge ID accept'"
        )
    return tuple(
        JudgedReport(
            report=record.report(id_),
            held=tuple(_in_report(held, id_)),
            open=() if wanted.reviewed_only else tuple(_in_report(unseen, id_)),
        )
        for id_ in sorted(chosen)
    )


def _table(record: Record, kind: str, wanted: Wanted) -> Table:
    if kind not in DESK_KINDS:
        return _read_table(record, kind, wanted)
    if kind == "judgements":
        return _judgement_table(record.judgements(wanted.up_to), wanted)
    from detente.views.desk import (  # noqa: PLC0415  (most commands list none of these)
        suggestion_table,
        tombstone_table,
    )

    if kind == "tombstones":
        return tombstone_table(record.tombstones(), **wanted.says)
    return suggestion_table(record.suggestions(wanted.up_to))


def _judgement_table(judgements: Judgements, wanted: Wanted) -> Table:
    from detente.views.desk import judgement_table  # noqa: PLC0415  (as above)

    return judgement_table(judgements, **wanted.says)


def _read_table(record: Record, kind: str, wanted: Wanted) -> Table:
    from detente.views.tables import (  # noqa: PLC0415  (as above)
        actor_table,
        entry_table,
        note_table,
        report_table,
        sure_table,
    )

    if kind == "reports":
        return report_table(record.reports(**wanted.times))
    if kind == "actors":
        return actor_table(record.actors(**wanted.times))
    if kind == "notes":
        return note_table(record.notes(**wanted.times))
    entries = record.entries(
        FAMILY_BY_KIND[kind].family,
        actor=wanted.actor,
        issue=wanted.issue,
        reviewed_only=wanted.reviewed_only,
        **wanted.times,
    )
    return sure_table(kind, entries) if wanted.sure else entry_table(kind, entries)


def _rejected(record: Record, wanted: Wanted) -> list[Entry]:
    rows = record.judgements(wanted.up_to).rows
    found = [row.entry for row in rows if row.state in ("in_force", "carried")]
    return [entry for entry in found if entry is not None and entry.review == "rejected"]


def _reports(entries: Iterable[Entry]) -> set[str]:
    return {sighting.report for entry in entries for sighting in entry.sightings}


def _in_report(entries: Iterable[Entry], report: str) -> list[Any]:
    """The claims of entries as they stand in one report, in order of text."""
    found = [s.body for entry in entries for s in entry.sightings if s.report == report]
    return sorted(found, key=lambda claim: (claim.main.start, claim.main.end, claim.id))
