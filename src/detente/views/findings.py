"""A finding as text, JSON, HTML and rows: each row with what it rests on, its caveats beneath."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from detente.model.errors import UnknownName
from detente.model.findings import Cell, Finding, Overtaken, Row
from detente.model.snapshot import Entry, Snapshot
from detente.views.bands import plots, sparklines
from detente.views.brief.sections import every_entry
from detente.views.escape import json_text, one_line
from detente.views.layout import COLUMNS, beside, wrap
from detente.views.pages import page
from detente.views.phrases import date_text, left_out_text, many, quote
from detente.views.support import told_in
from detente.views.tables import Line, Table, table_csv
from detente.views.words import translated_text

# Ids of a row that are shown; the others are in the JSON.
_IDS = 4
# Methods whose rows are read with the sentences that they rest on.
_SENTENCES = frozenset({"blocks", "conflicts", "changes"})


class _Shown(NamedTuple):
    finding: Finding
    snapshot: Snapshot | None
    model: bool
    empty: str


def show_finding(
    finding: Finding,
    snapshot: Snapshot | None,
    *,
    format: str = "text",  # noqa: A002
    model: bool = False,
    empty: str | None = None,
) -> str:
    """Return a finding as text, json, html or csv, which is rows and nothing else.

    snapshot: What it was found in, None if in a model of the desk's own.
    model: Whether it puts together what nobody said; it then says so over its title.
    empty: What stands in place of rows; None for what the record lacks.
    """
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](_Shown(finding, snapshot, model, empty or empty_text(snapshot)))


def finding_table(finding: Finding) -> Table:
    """Return the rows of a finding with what each rests on, for sheets and CSV."""
    more = ("basis", "assumed", "may be over")
    lines = tuple(
        Line(values=partial(_row_values, finding.columns, row), said="") for row in finding.rows
    )
    return Table(kind=finding.method, keys=(*finding.columns, *more), lines=lines)


def finding_about(finding: Finding, snapshot: Snapshot | None) -> tuple[str, ...]:
    """Return what a form without room for it must say beside the rows."""
    over = overtaken_text(overtaken_in_all(finding))
    said = (
        _title(finding, snapshot),
        _left_out(snapshot),
        *(finding.opening if finding.rows else ()),
        f"In every row {over}" if over else "",
        *(f"[{one.id}] Assumed by the desk: {one.said} ({one.whose})" for one in finding.assumed),
        *finding.notes,
    )
    return tuple(filter(None, said))


def _row_values(columns: Sequence[str], row: Row) -> Mapping[str, Any]:
    return {
        **dict(zip(columns, row.cells, strict=True)),
        "basis": list(row.basis),
        "assumed": list(row.assumed),
        "may be over": overtaken_text(row.overtaken),
    }


def finding_values(
    finding: Finding, snapshot: Snapshot | None, *, model: bool = False
) -> dict[str, Any]:
    """Return a finding as plain values: rows as objects by column, each with its basis."""
    return {
        "method": finding.method,
        "title": finding.title,
        "model": model,
        "as_of": snapshot.as_of.isoformat() if snapshot else None,
        "up_to": snapshot.up_to if snapshot else None,
        "left_out": snapshot.coverage.left_out if snapshot else 0,
        "columns": list(finding.columns),
        **({"total": finding.total} if finding.total is not None else {}),
        "rows": [
            {
                **dict(zip(finding.columns, row.cells, strict=True)),
                "basis": list(row.basis),
                **({"assumed": list(row.assumed)} if finding.assumed else {}),
                "may_be_over": [
                    {"over": one.over, "entry": one.entry, "words": one.words}
                    for one in row.overtaken
                ],
            }
            for row in finding.rows
        ],
        "sentences": _sentence_values(finding, snapshot),
        "opening": list(finding.opening),
        "caveats": list(finding.caveats),
        "would_change": finding.would_change,
        "source": finding.source,
        "assumed": [{"id": a.id, "said": a.said, "whose": a.whose} for a in finding.assumed],
    }


def empty_text(snapshot: Snapshot | None) -> str:
    """Return what a finding without rows says: that nothing was found, and what would help."""
    if snapshot is None:
        return "Nothing found."
    coverage = snapshot.coverage
    if not coverage.reports:
        return "The record holds no report up to that day; add some with 'detente add'."
    return (
        f"Nothing found in {many(coverage.reports, 'report')} of "
        f"{many(coverage.outlets, 'outlet')}, last {date_text(coverage.last)}."
    )


def overtaken_in_all(finding: Finding) -> tuple[Overtaken, ...]:
    """Return what may be over in every one of several rows, so that it is told once."""
    first = finding.rows[0].overtaken if len(finding.rows) > 1 else ()
    every = [set(row.overtaken) for row in finding.rows]
    return tuple(one for one in first if all(one in marks for marks in every))


def overtaken_text(marks: Iterable[Overtaken]) -> str:
    """Return which stances may be over, in words; empty for none."""
    told = "; ".join(dict.fromkeys(f"{one_line(one.words)} {one.entry[:8]}" for one in marks))
    return f"may be over: {told}" if told else ""


def _sentence_values(finding: Finding, snapshot: Snapshot | None) -> list[dict[str, Any]]:
    """Return the words of the entries that rows rest on, each once."""
    entries = _entries(finding, snapshot)
    keys = dict.fromkeys(
        key for row in finding.rows for key in (*row.basis, *(o.entry for o in row.overtaken))
    )
    found = []
    for entry in (entries[key] for key in keys if key in entries):
        words, sighting = entry.claim.main, told_in(entry)
        found.append(
            {
                "id": entry.id,
                "words": words.text,
                "outlet": sighting.outlet,
                "published": sighting.published.isoformat() if sighting.published else None,
                "address": sighting.address,
                "translated": entry.claim.translated,
            }
        )
    return found


def _entries(finding: Finding, snapshot: Snapshot | None) -> dict[str, Entry]:
    if snapshot is None or not finding.rows:
        return {}
    return {entry.id: entry for entry in every_entry(snapshot)}


def _title(finding: Finding, snapshot: Snapshot | None) -> str:
    return f"{finding.title} on {date_text(snapshot.as_of)}" if snapshot else finding.title


def _left_out(snapshot: Snapshot | None) -> str:
    return left_out_text(snapshot.coverage.left_out, snapshot.up_to) if snapshot else ""


def _text(shown: _Shown) -> str:
    finding, snapshot, model, empty = shown
    title = _title(finding, snapshot)
    lines = [f"{title} (a model, not a report)" if model else title, ""]
    if finding.rows and finding.opening:
        for said in finding.opening:
            lines += wrap(said)
        lines.append("")
    every = overtaken_in_all(finding)
    if every:
        lines += [*wrap(f"In every row {overtaken_text(every)}"), ""]
    entries = _entries(finding, snapshot) if finding.method in _SENTENCES else {}
    for number, row in enumerate(finding.rows, 1):
        lines += _row(finding.columns, row, number)
        lines += _foot(row, entries, [one for one in row.overtaken if one not in every])
    if not finding.rows:
        lines += wrap(empty)
    lines += _drawn(finding)
    lines.append("")
    if finding.assumed:
        lines.append("Assumed by the desk, in no report:")
        for one in finding.assumed:
            words = f"{one_line(one.said)} ({one_line(one.whose)})"
            lines += wrap(words, first=f"  [{one.id}] ", rest="      ")
        lines.append("")
    for note in finding.notes:
        lines += wrap(note, first="· ", rest="  ")
    lines += filter(None, [_left_out(snapshot)])
    return "\n".join(lines) + "\n"


def _drawn(finding: Finding) -> list[str]:
    """Return the bands of convergence, a sign a day on which one of both spoke."""
    if finding.method != "convergence":
        return []
    lines: list[str] = []
    for plot in plots(finding):
        most, least = sparklines(plot)
        lines += ["", *wrap(f"{plot.issue}: {plot.party} and {plot.other}")]
        lines += [f"  at most  {most}  {plot.first} to {plot.last}", f"  at least {least}"]
    return lines


def _row(columns: Sequence[str], row: Row, number: int) -> list[str]:
    told = [(_name(col), _cell(cell)) for col, cell in zip(columns, row.cells, strict=True)]
    words = "; ".join(f"{column}: {value}" for column, value in told if value)
    made = wrap(words, COLUMNS - 10, first=f"{number:>3} ", rest="    ")
    first = (beside(made[0], row.basis[0][:8]) if row.basis else None) or made[0]
    return [first, *made[1:]]


def _foot(row: Row, entries: Mapping[str, Entry], over: Sequence[Overtaken]) -> list[str]:
    """Return what a row rests on, with sentences if there are entries, and what may be over."""
    keys = row.basis[:_IDS]
    more = len(row.basis) - len(keys)
    lines: list[str] = []
    if entries:
        for key in keys:
            said = _sentence(entries[key]) if key in entries else ""
            lines += wrap(f"{key[:8]} {said}", first="    ", rest="             ")
        lines += [f"    and on {more:,} more"] if more > 0 else []
    elif len(row.basis) > 1:
        beyond = f" and {more:,} more" if more > 0 else ""
        ids = " ".join(key[:8] for key in keys)
        lines += wrap(f"rests on {ids}{beyond}", first="    ", rest="    ")
    if over:
        lines += wrap(overtaken_text(over), first="    ", rest="      ")
    assumed = " ".join(f"[{number}]" for number in row.assumed)
    return [*lines, *([f"    and on what the desk assumes: {assumed}"] if assumed else [])]


def _sentence(entry: Entry) -> str:
    """Return the words of an entry with where they stand."""
    words, sighting = entry.claim.main, told_in(entry)
    told = translated_text(entry.claim)
    where = f"{sighting.outlet}, {date_text(sighting.published)}"
    return f"{quote(words.text)} [{'; '.join(filter(None, (where, told)))}]"


def _name(column: str) -> str:
    """Return what a column is called beside its values: a day shows that it is one."""
    return column.removesuffix(" [day]")


def _cell(cell: Cell) -> str:
    return "" if cell is None else one_line(str(cell))


def _json(shown: _Shown) -> str:
    finding, snapshot, model, _ = shown
    return json_text(finding_values(finding, snapshot, model=model))


def _html(shown: _Shown) -> str:
    finding, snapshot, model, empty = shown
    every = overtaken_in_all(finding)
    entries = _entries(finding, snapshot) if finding.method in _SENTENCES else {}
    return page(
        "finding.html",
        styles=("finding",),
        title=_title(finding, snapshot),
        model=model,
        columns=tuple(map(_name, finding.columns)),
        rows=[
            {
                "cells": [_cell(cell) for cell in row.cells],
                "numbers": [isinstance(cell, int | float) for cell in row.cells],
                "basis": row.basis,
                "assumed": row.assumed,
                "sentences": [
                    (key, _sentence(entries[key])) for key in row.basis[:_IDS] if key in entries
                ],
                "overtaken": overtaken_text(o for o in row.overtaken if o not in every),
            }
            for row in finding.rows
        ],
        empty=empty,
        overtaken=overtaken_text(every),
        plots=plots(finding) if finding.method == "convergence" else (),
        opening=finding.opening if finding.rows else (),
        caveats=finding.notes,
        assumed=finding.assumed,
        footer=_left_out(snapshot),
    )


FORMATS: dict[str, Callable[[_Shown], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "csv": lambda shown: table_csv(finding_table(shown.finding)),
}
