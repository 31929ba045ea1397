"""Rows of what the desk did: judgements, purged reports, and actors that it could merge."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.rows import JudgementRow, Judgements, JudgementState, Suggestion, Tombstone
from detente.views.phrases import moment_text
from detente.views.signs import MACHINE, REVIEWED
from detente.views.tables import Line, Table
from detente.views.words import say

JUDGEMENT_KEYS = (
    *("id", "target", "family", "verdict", "fields", "state", "entry", "said", "why", "by"),
    *("at", "mark", "carried_from"),
)
TOMBSTONE_KEYS = ("report", "at", "why", "by")
SUGGESTION_KEYS = ("ids", "names", "reason")

_STATES: dict[JudgementState, str] = {
    "in_force": "",
    "carried": "carried over to a newer reading",
    "lost": "lost: no current reading holds the words that it was made on",
    "taken_back": "taken back",
}


def judgement_table(
    judgements: Judgements, *, names: bool = False, reasons: bool = False
) -> Table:
    """Return the desk's judgements as rows.

    names, reasons: Whether they say who made them, and why.
    """
    return Table(
        kind="judgements",
        keys=JUDGEMENT_KEYS,
        lines=tuple(_judgement_line(row, names, reasons) for row in judgements.rows),
        hides="judgement",
    )


def tombstone_table(
    tombstones: Iterable[Tombstone], *, names: bool = False, reasons: bool = False
) -> Table:
    """Return the purged reports as rows. names, reasons: As for `judgement_table`."""
    return Table(
        kind="tombstones",
        keys=TOMBSTONE_KEYS,
        lines=tuple(_tombstone_line(stone, names, reasons) for stone in tombstones),
    )


def suggestion_table(suggestions: Iterable[Suggestion]) -> Table:
    """Return pairs of actors that may be one as rows, with their ids as a merge takes them."""
    lines = tuple(_suggestion_line(pair) for pair in suggestions)
    return Table(kind="suggestions", keys=SUGGESTION_KEYS, lines=lines)


def _judgement_line(row: JudgementRow, names: bool, reasons: bool) -> Line:
    judgement = row.judgement
    why = judgement.why if reasons else None
    fields = [f"{name}={value}" for name, value in judgement.fields]
    values = {
        "id": judgement.id,
        "target": judgement.target,
        "family": row.family,
        "verdict": judgement.verdict,
        "fields": fields,
        "state": row.state,
        "entry": row.entry.id if row.entry else None,
        "said": say(row.entry) if row.entry else None,
        "why": why,
        "by": judgement.by if names else None,
        "at": judgement.at.isoformat(),
        "mark": judgement.mark,
        "carried_from": judgement.target if row.state == "carried" else None,
    }
    by = f" by {judgement.by}" if names else ""
    parts = [
        f"{judgement.verdict}{by}, {moment_text(judgement.at.isoformat())}",
        *fields,
        why or "",
        _STATES[row.state],
    ]
    said = "; ".join(filter(None, parts))
    what = say(row.entry) if row.entry else row.family.replace("_", " ")
    counts = row.state in ("in_force", "carried")
    return Line(
        values=lambda: values,
        said=f"{said} | {what}",
        sign=REVIEWED if counts else MACHINE,
        aside=row.entry.id if row.entry else judgement.target,
    )


def _tombstone_line(stone: Tombstone, names: bool, reasons: bool) -> Line:
    by = f" by {stone.by}" if names else ""
    at = stone.at.isoformat()
    return Line(
        values=lambda: {
            "report": stone.report,
            "at": at,
            "why": stone.why if reasons else None,
            "by": stone.by if names else None,
        },
        said=f"purged{by}, {moment_text(at)}" + (f": {stone.why}" if reasons else ""),
        aside=stone.report,
    )


def _suggestion_line(pair: Suggestion) -> Line:
    first, second = pair.names
    return Line(
        values=lambda: {"ids": list(pair.ids), "names": list(pair.names), "reason": pair.reason},
        said=f"{second} may be {first}: {pair.reason}",
        aside=" ".join(pair.ids),
    )
