"""The reports of a record that the desk judged, with what it held of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.model.claims import FAMILIES
from detente.model.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.snapshot import Entry
    from detente.record import Record
    from detente.views.gold import JudgedReport

_HELD = ("accepted", "corrected")
_TIMES = ("as_of", "known_by", "up_to")


def judged_reports(record: Record, view: dict[str, Any]) -> tuple[JudgedReport, ...]:
    """Return the reports with at least one judgement in force, by id.

    view: The options of `options.VIEW`. Errors: RecordError if nothing was judged.
    """
    from detente.views.gold import JudgedReport

    times = {name: view[name] for name in _TIMES}
    entries = [entry for family in FAMILIES for entry in record.entries(family.family, **times)]
    held = [entry for entry in entries if entry.review in _HELD]
    unseen = [entry for entry in entries if entry.review not in _HELD]
    there = {row.id for row in record.reports(**times)}
    chosen = (_reports(held) | _reports(_rejected(record, view))) & there
    if not chosen:
        raise RecordError(
            "no claim of the record was judged yet, so there is nothing to export; "
            "judge some with 'detente judge ID accept'"
        )
    return tuple(
        JudgedReport(
            report=record.report(id_),
            held=tuple(_in_report(held, id_)),
            open=() if view["reviewed_only"] else tuple(_in_report(unseen, id_)),
        )
        for id_ in sorted(chosen)
    )


def _rejected(record: Record, view: dict[str, Any]) -> list[Entry]:
    rows = record.judgements(view["up_to"]).rows
    found = [row.entry for row in rows if row.state in ("in_force", "carried")]
    return [entry for entry in found if entry is not None and entry.review == "rejected"]


def _reports(entries: Iterable[Entry]) -> set[str]:
    return {sighting.report for entry in entries for sighting in entry.sightings}


def _in_report(entries: Iterable[Entry], report: str) -> list[Any]:
    """The claims of entries as they stand in one report, in order of text."""
    found = [s.body for entry in entries for s in entry.sightings if s.report == report]
    return sorted(found, key=lambda claim: (claim.main.start, claim.main.end, claim.id))
