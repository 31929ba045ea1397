"""What the desk should look at first: what today's page rests on, then the least sure. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.model.findings import Finding
from detente.model.snapshot import Delta, Entry, Snapshot
from detente.views.brief import brief_page
from detente.views.brief.lines import Brief, Line
from detente.views.brief.page import Marked
from detente.views.brief.sections import entries_by_id
from detente.views.delta import shown_changes

# Lines that a desk is asked to look at in a day, unless it asks for more.
DAILY = 40
# Families that say most, first, where nothing else decides.
_RANK = {
    "positions": 0,
    "contacts": 1,
    "proposals": 2,
    "next_steps": 3,
    "sticking_points": 4,
    "assessments": 5,
    "unknowns": 6,
    "progress": 7,
    "relations": 8,
    "compliance": 2,
    "commitments": 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An entry that waits to be looked at. reasons: Why now, the weightiest first, in words."""

    entry: Entry
    reasons: tuple[str, ...]


def review_queue(
    snapshot: Snapshot,
    delta: Delta,
    findings: Sequence[Finding],
    *,
    limit: int,
    page: Marked | None = None,
) -> tuple[Queued, ...]:
    """Return what nobody at the desk has looked at, what most follows from first.

    First what the brief, what has changed, next steps and forecasts rest on: of these what
    carries more of them, then what fewer texts say, then the less sure. Then all else, the least
    sure of what is shown as fact first, then what comes nearest to being so.

    delta: What changed. findings: Of the methods "blocks" and "forecasts". limit: The most.
    page: The snapshot's brief, if it is made already.
    """
    entries = entries_by_id(snapshot)
    brief = (page or brief_page(snapshot, findings=tuple(findings))).brief
    reasons = _reasons(snapshot, delta, findings, brief=brief)
    waiting = [e for e in entries.values() if e.review == "machine"]
    told = [e for e in waiting if e.id in reasons]
    told.sort(key=lambda e: (_weight(reasons[e.id]), e.origins, _sureness(e), e.id))
    queued = [Queued(entry=e, reasons=tuple(reasons[e.id])) for e in told[:limit]]
    if len(queued) < limit:
        rest = [e for e in waiting if e.id not in reasons]
        rest.sort(key=_order)
        queued += [Queued(entry=e, reasons=(_doubt(e),)) for e in rest[: limit - len(queued)]]
    return tuple(queued)


def _reasons(
    snapshot: Snapshot, delta: Delta, findings: Sequence[Finding], *, brief: Brief
) -> Mapping[str, list[str]]:
    """Return why entries matter now, by id."""
    found: dict[str, list[str]] = {}
    for section in brief.sections:
        for line in section.lines:
            for entry in _cited(line):
                _note(found, entry.id, f"the brief rests on it: {section.title}")
    for change in shown_changes(delta):
        if change.kind != "new":
            for key in dict.fromkeys((change.entry.id, *change.basis)):
                _note(found, key, f"what {_CHANGED[change.kind]} rests on it")
    for finding in findings:
        if finding.method == "forecasts":
            for row in finding.rows:
                for key in row.basis:
                    _note(found, key, "a forecast rests on it")
    for entry in snapshot.next_steps:
        if entry.sure and entry.days is not None and entry.days.last >= snapshot.as_of:
            _note(found, entry.id, "a next step")
    return found


_CHANGED = {
    "changed": "changed",
    "contradicted": "is contradicted",
    "withdrawn": "is no longer in the article",
    "resolved": "is resolved",
    "fallen_due": "has fallen due",
}


def _cited(line: Line) -> Iterable[Entry]:
    for one in line.all():
        yield from one.entries


def _note(found: dict[str, list[str]], entry: str, reason: str) -> None:
    reasons = found.setdefault(entry, [])
    if reason not in reasons:
        reasons.append(reason)


def _weight(reasons: Sequence[str]) -> int:
    """Sorts: what the brief rests on, what a change does, then the rest; more reasons first."""
    first = (
        0 if reasons[0].startswith("the brief") else 10 if reasons[0].startswith("what") else 20
    )
    return first - len(reasons)


def _sureness(entry: Entry) -> float:
    return max(sighting.body.confidence for sighting in entry.sightings)


def _order(entry: Entry) -> tuple[bool, float, int, str]:
    sureness = _sureness(entry)
    rank = _RANK.get(entry.family, len(_RANK))
    return not entry.sure, sureness if entry.sure else -sureness, rank, entry.id


def _doubt(entry: Entry) -> str:
    share = f"{_sureness(entry):.0%} of such claims hold"
    return f"among the least sure: {share}" if entry.sure else f"possible: {share}"
