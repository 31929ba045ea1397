"""What marks hold back, asked of a record: the dry run of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.model.claims import FAMILIES
from detente.model.text import MARKS, Mark

if TYPE_CHECKING:
    from detente.record import Record
    from detente.views.marks import Bounds

_HIGHEST = MARKS[-1]


def bounds(record: Record, view: dict[str, Any]) -> Bounds:
    """Return what goes out as the options of `options.VIEW` say, and what stays."""
    from detente.views.marks import Bounds

    within = {"as_of": view["as_of"], "known_by": view["known_by"]}
    reports = record.reports(view["up_to"], **within)
    out = {row.id for row in reports}
    entries, every = _entries(record, view["up_to"], view), _entries(record, _HIGHEST, view)
    return Bounds(
        up_to=view["up_to"],
        reports=reports,
        held=tuple(row for row in record.reports(_HIGHEST, **within) if row.id not in out),
        entries=entries,
        entries_held=every - entries,
        judgements_held=record.judgements(view["up_to"]).left_out,
    )


def _entries(record: Record, mark: Mark, view: dict[str, Any]) -> set[str]:
    within = {name: view[name] for name in ("as_of", "known_by", "reviewed_only")}
    found = (record.entries(family.family, up_to=mark, **within) for family in FAMILIES)
    return {entry.id for entries in found for entry in entries}
