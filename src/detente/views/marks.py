"""What handling marks let out and hold back, in numbers, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from detente.model.rows import ReportRow
from detente.model.text import MARKS, Mark
from detente.views.phrases import many


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What goes out up to a mark, and what stays.

    held: Reports above the mark. entries, entries_held: Ids of entries that go out, and of those
    that rest on held reports alone. judgements_held: How many of the desk's have a higher mark;
    drafts_held, assumptions_held: the same of drafts, and of what the desk assumes.
    """

    up_to: Mark
    reports: tuple[ReportRow, ...]
    held: tuple[ReportRow, ...]
    entries: Collection[str]
    entries_held: Collection[str]
    judgements_held: int = 0
    drafts_held: int = 0
    assumptions_held: int = 0


def marks_text(bounds: Bounds) -> str:
    """Return what an output up to the mark would hold and leave out; it names no held content."""
    lines = [
        f"Up to {bounds.up_to}; nothing was written. What was asked for is made of this alone.",
        lets_out_text(bounds),
        held_text(bounds),
        "Never goes out without being asked for: who made a judgement, and why.",
    ]
    lines += [f"  {row.id}  {row.mark}" for row in bounds.held]
    return "\n".join(lines) + "\n"


def lets_out_text(bounds: Bounds) -> str:
    """Return what goes out, in numbers."""
    entries = many(len(bounds.entries), "entry", "entries")
    return f"Goes out: {_reports(bounds.reports)}; {entries}."


def held_text(bounds: Bounds) -> str:
    """Return what stays, in numbers."""
    entries = many(len(bounds.entries_held), "entry", "entries")
    more = ((bounds.drafts_held, "draft"), (bounds.assumptions_held, "assumption"))
    told = [
        f"{entries} that rest on them alone",
        many(bounds.judgements_held, "judgement"),
        *(many(number, noun) for number, noun in more if number),
    ]
    return f"Left out: {_reports(bounds.held)}; {'; '.join(told)}."


def _reports(rows: Iterable[ReportRow]) -> str:
    counts = Counter(row.mark for row in rows)
    parts = [f"{counts[mark]:,} {mark}" for mark in MARKS if counts[mark]]
    total = many(sum(counts.values()), "report")
    return f"{total} ({', '.join(parts)})" if parts else total
