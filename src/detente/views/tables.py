"""Rows for `detente list KIND`: entries, reports, actors and notes as text, JSON, CSV and HTML."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from detente.model.errors import UnknownName
from detente.model.rows import NoteRow, ReportRow
from detente.model.snapshot import Entry, Party
from detente.model.text import Mark
from detente.views.entries import entry_json
from detente.views.escape import csv_cell, json_text, one_line
from detente.views.kinds import FAMILY_BY_KIND
from detente.views.layout import COLUMNS, beside, wrap
from detente.views.pages import page, web_address
from detente.views.phrases import date_text, left_out_text, many, quote
from detente.views.readings import span
from detente.views.signs import LEGEND, hangs_on, parted, review_sign
from detente.views.support import told_in
from detente.views.words import say

ID = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row.

    values: Gives, by stable key, plain values (JSON's types); the same keys in every row of a
        kind. Called by the forms that show them: text does not.
    said: What it says, in words. sign: Who looked at it. aside: What stands at the right.
    """

    values: Callable[[], Mapping[str, Any]]
    said: str
    sign: str = ""
    aside: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of one kind, in order.

    keys: The columns of the CSV form, whatever the rows. hides: What a mark leaves out.
    possible: How many entries were left out because they are not sure.
    """

    kind: str
    keys: tuple[str, ...]
    lines: tuple[Line, ...]
    hides: str = "report"
    possible: int = 0


def entry_table(kind: str, entries: Iterable[Entry]) -> Table:
    """Return entries of one kind ("sticking-points") as rows. Errors: UnknownName."""
    if kind not in FAMILY_BY_KIND:
        raise UnknownName("kind", kind, FAMILY_BY_KIND)
    lines = tuple(_entry_line(entry) for entry in entries)
    return Table(kind=kind, keys=_entry_keys(kind), lines=lines)


def sure_table(kind: str, entries: Iterable[Entry]) -> Table:
    """Return the entries of one kind that are shown as fact; the others are counted."""
    sure, possible = parted(entries)
    return replace(entry_table(kind, sure), possible=len(possible))


def report_table(rows: Iterable[ReportRow]) -> Table:
    """Return reports as rows."""
    return Table(kind="reports", keys=REPORT_KEYS, lines=tuple(_report_line(row) for row in rows))


def actor_table(parties: Iterable[Party]) -> Table:
    """Return actors of the register as rows."""
    return Table(kind="actors", keys=ACTOR_KEYS, lines=tuple(_actor_line(p) for p in parties))


def note_table(rows: Iterable[NoteRow]) -> Table:
    """Return notes as rows."""
    return Table(kind="notes", keys=NOTE_KEYS, lines=tuple(_note_line(row) for row in rows))


def show_table(
    table: Table,
    *,
    format: str = "text",  # noqa: A002
    left_out: int = 0,
    up_to: Mark = "public",
) -> str:
    """Return a table as text, json, csv or html.

    left_out: Number of reports (or what the table hides) above the mark. CSV has no room for it:
    rows and nothing else.
    """
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](table, left_out, up_to)


def table_csv(table: Table) -> str:
    """Return a table as CSV (RFC 4180, lines end with a newline), safe in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.keys)
    for line in table.lines:
        values = line.values()
        cells = (cell_value(values.get(key)) for key in table.keys)
        writer.writerow(csv_cell(c) if isinstance(c, str) else c for c in cells)
    return out.getvalue()


def table_json(table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table as plain values."""
    return [dict(line.values()) for line in table.lines]


def cell_value(value: Any) -> str | int | float:
    """Return a value as a cell: spans as their words, lists joined, sightings counted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, dict):
        return str(value.get("text", ""))
    if isinstance(value, list):
        if value and isinstance(value[0], dict) and "outlet" in value[0]:
            return len(value)
        return "; ".join(str(v["text"]) if isinstance(v, dict) else str(v) for v in value)
    return str(value)


REPORT_KEYS = (
    "id",
    "key",
    "outlet",
    "title",
    "published",
    "address",
    "retrieved",
    "entered",
    "mark",
    "revises",
    "origin",
    "reader",
    "n_claims",
    "n_notes",
    "purged",
    "unread",
)
ACTOR_KEYS = ("id", "name", "kind", "role", "acts_for", "authority", "names", "is_party")
NOTE_KEYS = ("id", "report", "kind", "message", "evidence")


def _entry_keys(kind: str) -> tuple[str, ...]:
    """Return the columns of a kind, sightings last; contacts have their statuses over all."""
    family = FAMILY_BY_KIND[kind]
    own = {
        "statements": ("speaker", "kind", "cue", "content", "venue", "addressee"),
        "contacts": (
            *("kind", "participants", "place", "date", "date_text", "duration_text", "status"),
            *("status_line", "format"),
        ),
        "proposals": ("name", "points", "proponent", "revised_from", "status", "stage"),
        "positions": (
            *("actor", "issue", "stance", "firmness", "condition", "voice", "proposition"),
            *("level", "move", "issue_id", "proposition_id"),
        ),
        "sticking_points": ("issue",),
        "assessments": ("by", "about", "polarity", "condition"),
        "next_steps": ("what", "who", "date_text", "date"),
        "unknowns": ("what", "withheld_by"),
        "quantities": ("text", "value", "unit"),
        "progress": ("label",),
        "relations": ("first", "second", "order", "by"),
        "commitments": (
            *("by", "to", "what", "agreement", "clause", "date", "date_text", "condition"),
            *("verified_by", "stage"),
        ),
        "compliance": (
            *("by", "commitment", "act", "told_by", "denied_by", "monitor", "finding", "date"),
            *("date_text", "place"),
        ),
    }[family.family]
    every = (
        *("reported_by", "hedged", "translated", "evidence", "review", "sure"),
        *("outlets", "origins", "roots"),
    )
    dates = ("first_published", "last_published", "report", "rule", "confidence", "sightings")
    return ("id", *own, *every, *dates)


def _entry_line(entry: Entry) -> Line:
    signs = "".join(sign.sign for sign in hangs_on([entry]))
    words = one_line(quote(entry.claim.main.text))
    said = one_line(say(entry))
    if words[1:-1] not in said:
        said += f" | {words}"
    first = told_in(entry)
    seen = f"{first.outlet}, {date_text(first.published)}"
    more = f", {many(len(entry.sightings), 'sighting')}" if len(entry.sightings) > 1 else ""
    more += "" if entry.sure else f", confidence {entry.claim.confidence:.2f}"
    return Line(
        values=lambda: entry_json(entry),
        said=f"{said} [{seen}{more}]{signs}",
        sign=review_sign([entry]),
        aside=entry.id,
    )


def _report_line(row: ReportRow) -> Line:
    values = {key: _plain(getattr(row, key)) for key in REPORT_KEYS}
    extras = [
        f"revises {row.revises}" if row.revises else "",
        "" if row.mark == "public" else row.mark,
    ]
    counts = f"{many(row.n_claims, 'claim')}, {many(row.n_notes, 'note')}"
    read = f"unread: {row.briefly_unread}" if row.briefly_unread else counts
    parts = [row.title or row.key, row.outlet, date_text(row.published), read]
    said = " · ".join([*parts, *filter(None, extras)])
    return Line(values=lambda: values, said=said, aside=row.id, link=web_address(row.address))


def _actor_line(party: Party) -> Line:
    values = {key: _plain(getattr(party, key)) for key in ACTOR_KEYS}
    also = [name for name in party.names if name != party.name]
    parts = [
        party.kind.replace("_", " "),
        party.role,
        party.acts_for and f"for {party.acts_for}",
        party.authority,
        "a party" if party.is_party else None,
        also and f"also {', '.join(also)}",
    ]
    about = ", ".join(str(part) for part in parts if part)
    return Line(values=lambda: values, said=f"{party.name}: {about}", aside=party.id)


def _note_line(row: NoteRow) -> Line:
    values = {
        "id": row.id,
        "report": row.report,
        "kind": row.kind,
        "message": row.message,
        "evidence": span(row.evidence),
    }
    words = f": {quote(row.evidence.text)}" if row.evidence else ""
    said = f"{row.kind.replace('_', ' ')}: {row.message}{words}"
    return Line(values=lambda: values, said=said, aside=row.report)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _text(table: Table, left_out: int, up_to: Mark) -> str:
    lines: list[str] = []
    for line in table.lines:
        aside = one_line(line.aside)
        first = f"{line.sign} " if line.sign else ""
        made = wrap(line.said, COLUMNS - len(aside) - 2, first=first, rest="  ")
        lines += [beside(made[0], aside) or made[0], *made[1:]]
    lines.append(_footer(table, left_out, up_to))
    return "\n".join(lines) + "\n"


def _html(table: Table, left_out: int, up_to: Mark) -> str:
    return page(
        "table.html",
        styles=("table",),
        title=table.kind.replace("-", " ").capitalize(),
        lines=table.lines,
        legend=LEGEND,
        footer=_footer(table, left_out, up_to),
    )


def _footer(table: Table, left_out: int, up_to: Mark) -> str:
    parts = [
        f"{many(len(table.lines), 'row')}.",
        f"{table.possible:,} possible left out (--sure)." if table.possible else "",
        left_out_text(left_out, up_to, table.hides),
    ]
    return " ".join(filter(None, parts))


def _json(table: Table, left_out: int, up_to: Mark) -> str:
    return json_text(
        {
            "kind": table.kind,
            "up_to": up_to,
            "left_out": left_out,
            "rows": table_json(table),
            "possible_left_out": table.possible,
        }
    )


FORMATS: dict[str, Callable[[Table, int, Mark], str]] = {
    "text": _text,
    "json": _json,
    "csv": lambda table, _left_out, _up_to: table_csv(table),
    "html": _html,
}
