"""One report of the record: where it is from, what it replaces or copies, and its words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from detente.model.errors import UnknownName
from detente.model.rows import ReportRow
from detente.model.text import Mark, Report
from detente.views.escape import json_text, one_line
from detente.views.layout import COLUMNS, beside, wrap
from detente.views.pages import page
from detente.views.phrases import date_text, left_out_text, many, moment_text
from detente.views.tables import report_table, table_json

Fact = tuple[str, str]


def show_report(row: ReportRow, text: str, *, format: str = "text", up_to: Mark) -> str:  # noqa: A002
    """Return one report as text, json or html."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](row, text, up_to)


def text_digest(report: Report) -> str:
    """Return the SHA-256 of a report's text in UTF-8, to compare with another copy of it."""
    return hashlib.sha256(report.text.encode()).hexdigest()


def _text(row: ReportRow, text: str, up_to: Mark) -> str:
    head = f"report, {row.outlet}, {date_text(row.published)}"
    lines = [beside(head, row.id) or head, *wrap(_title(row), first="  ", rest="  "), ""]
    for name, value in _facts(row):
        lines += wrap(f"{name}: {value}", first="  ", rest="    ")
    lines += ["", "Words"]
    for part in text.strip("\n").split("\n"):
        lines += wrap(part, COLUMNS, first="  | ", rest="  | ") if part.strip() else ["  |"]
    return "\n".join([*lines, "", left_out_text(0, up_to)]) + "\n"


def _facts(row: ReportRow) -> list[Fact]:
    return list(_each_fact(row))


def _each_fact(row: ReportRow) -> Iterator[Fact]:
    yield "name", one_line(row.key)
    if row.address:
        yield "address", one_line(row.address)
    yield "mark", row.mark
    yield "entered", moment_text(row.entered.isoformat(timespec="minutes"))
    if row.revises:
        yield "revises", row.revises
    if row.origin != row.id and not row.revises:  # revisions share an origin, as copies do
        yield "copy of", row.origin
    read = f"{many(row.n_claims, 'claim')}, {many(row.n_notes, 'note')}"
    yield "read", f"{read}, by {one_line(row.reader)}" if row.reader else "not yet"


def _title(row: ReportRow) -> str:
    return one_line(row.title or row.key)


def _json(row: ReportRow, text: str, up_to: Mark) -> str:
    values = table_json(report_table([row]))[0]
    return json_text({"family": "reports", **values, "text": text, "left_out": 0, "up_to": up_to})


def _html(row: ReportRow, text: str, up_to: Mark) -> str:
    return page(
        "report.html",
        styles=("entry",),
        title=_title(row),
        id=row.id,
        outlet=f"{row.outlet}, {date_text(row.published)}",
        facts=_facts(row),
        text=text,
        footer=left_out_text(0, up_to),
    )


FORMATS: dict[str, Callable[[ReportRow, str, Mark], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
}
