"""A finding as text, JSON, HTML and rows: each row with what it rests on, its caveats beneath."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from detente.model.errors import UnknownName
from detente.model.findings import Cell, Finding, Overtaken, Row, Tier
from detente.model.snapshot import Snapshot
from detente.views.bands import plots, sparklines
from detente.views.basis import Basis, basis_of
from detente.views.escape import json_text, one_line
from detente.views.layout import COLUMNS, beside, wrap
from detente.views.pages import page
from detente.views.phrases import date_text, left_out_text, many
from detente.views.support import told_in
from detente.views.tables import Line, Table, table_csv
from detente.views.tiers import HEADINGS, LISTED, more_text

# Ids of a row that are shown; the others are in the JSON.
_IDS = 4
# Methods whose rows are read with the sentences that they rest on.
_SENTENCES = frozenset({"blocks", "conflicts", "changes", "ranges", "turning-points"})


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
    return FORMATS[format](
        _Shown(finding, snapshot, model, empty or empty_text(snapshot, apart=bool(finding.tiers)))
    )


def finding_table(finding: Finding) -> Table:
    """Return the rows of a finding with what each rests on, for sheets and CSV."""
    more = ("basis", "assumed", "may be over")
    lines = tuple(
        Line(values=partial(_row_values, finding.columns, row), said="") for row in finding.rows
    )
    return Table(kind=finding.method, keys=(*finding.columns, *more), lines=lines)


def finding_tables(finding: Finding) -> tuple[Table, ...]:
    """Return the rows of a finding, and apart from them what would be found if more counted."""
    first = finding_table(finding)
    lines = tuple(
        Line(values=partial(_tier_values, finding.columns, row, tier), said="")
        for tier in finding.tiers
        for row in tier.rows
    )
    apart = Table(kind=f"{finding.method} apart", keys=("tier", *first.keys), lines=lines)
    return (first, apart) if lines else (first,)


def _tier_values(columns: Sequence[str], row: Row, tier: Tier) -> Mapping[str, Any]:
    return {"tier": tier.counts, **_row_values(columns, row)}


def finding_about(finding: Finding, snapshot: Snapshot | None) -> tuple[str, ...]:
    """Return what a form without room for it must say beside the rows."""
    over = overtaken_text(overtaken_in_all(finding))
    said = (
        _title(finding, snapshot),
        _left_out(snapshot),
        *(finding.opening if finding.rows else ()),
        f"In every row {over}" if over else "",
        *(f"[{one.id}] Assumed by the desk: {one.said} ({one.whose})" for one in finding.assumed),
        *(f"{HEADINGS[t.counts]}: {caveat}" for t in finding.tiers for caveat in t.caveats),
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
    basis = basis_of(finding, snapshot)
    return {
        "method": finding.method,
        "title": finding.title,
        "model": model,
        "as_of": snapshot.as_of.isoformat() if snapshot else None,
        "up_to": snapshot.up_to if snapshot else None,
        "left_out": snapshot.coverage.left_out if snapshot else 0,
        "columns": list(finding.columns),
        **({"total": finding.total} if finding.total is not None else {}),
        "rows": [_values_of(finding, row, basis) for row in finding.rows],
        "tiers": [
            {
                "tier": tier.counts,
                "heading": HEADINGS[tier.counts],
                "rows": [_values_of(finding, row, basis) for row in tier.rows],
                "caveats": list(tier.caveats),
            }
            for tier in finding.tiers
        ],
        "sentences": _sentence_values(finding, basis),
        "opening": list(finding.opening),
        "caveats": list(finding.caveats),
        "would_change": finding.would_change,
        "source": finding.source,
        "assumed": [{"id": a.id, "said": a.said, "whose": a.whose} for a in finding.assumed],
    }


def _values_of(finding: Finding, row: Row, basis: Basis) -> dict[str, Any]:
    return {
        **dict(zip(finding.columns, row.cells, strict=True)),
        "basis": list(row.basis),
        "unsure": list(basis.unsure(row)),
        **({"assumed": list(row.assumed)} if finding.assumed else {}),
        "may_be_over": [
            {"over": one.over, "entry": one.entry, "words": one.words} for one in row.overtaken
        ],
    }


def empty_text(snapshot: Snapshot | None, *, apart: bool = False) -> str:
    """Return what a finding without rows says: that nothing was found, and what would help.

    apart: Whether something would be found if more counted.
    """
    if snapshot is None:
        return "Nothing found."
    coverage = snapshot.coverage
    if not coverage.reports:
        return "The record holds no report up to that day; add some with 'detente add'."
    found = "Nothing that counts was found" if apart else "Nothing found"
    beneath = "; beneath stands what would be found if more counted" if apart else ""
    return (
        f"{found} in {many(coverage.reports, 'report')} of "
        f"{many(coverage.outlets, 'outlet')}, last {date_text(coverage.last)}{beneath}."
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


def _sentence_values(finding: Finding, basis: Basis) -> list[dict[str, Any]]:
    """Return the words of the entries that rows rest on, each once."""
    keys = dict.fromkeys(
        key
        for row in (*finding.rows, *_rows_apart(finding))
        for key in (*row.basis, *(o.entry for o in row.overtaken))
    )
    found = []
    for entry in (basis.entries[key] for key in keys if key in basis.entries):
        words, sighting = entry.claim.main, told_in(entry)
        found.append(
            {
                "id": entry.id,
                "words": words.text,
                "outlet": sighting.outlet,
                "published": sighting.published.isoformat() if sighting.published else None,
                "address": sighting.address,
                "translated": entry.claim.translated,
                "sure": entry.sure,
                "told_by": basis.tellers.get(entry.id),
            }
        )
    return found


def _rows_apart(finding: Finding) -> tuple[Row, ...]:
    return tuple(row for tier in finding.tiers for row in tier.rows)


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
    basis = basis_of(finding, snapshot)
    for number, row in enumerate(finding.rows, 1):
        over = [one for one in row.overtaken if one not in every]
        lines += [*_row(finding.columns, row, number), *_foot(finding, row, basis, over=over)]
    if not finding.rows:
        lines += wrap(empty)
    lines += _apart(finding, basis)
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


def _apart(finding: Finding, basis: Basis) -> list[str]:
    """Return what would be found if more counted, numbered on from the rows."""
    lines: list[str] = []
    number = len(finding.rows)
    for tier in finding.tiers:
        lines += ["", *wrap(f"{HEADINGS[tier.counts]} ({len(tier.rows):,})")]
        for caveat in tier.caveats:
            lines += wrap(caveat, first="· ", rest="  ")
        lines.append("")
        for row in tier.rows[:LISTED]:
            number += 1
            lines += _row(finding.columns, row, number, sign=basis.sign(row))
            lines += _foot(finding, row, basis, over=row.overtaken)
        lines += filter(None, [more_text(tier)])
        number += max(0, len(tier.rows) - LISTED)
    return lines


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


def _row(columns: Sequence[str], row: Row, number: int, *, sign: str = " ") -> list[str]:
    told = [(_name(col), _cell(cell)) for col, cell in zip(columns, row.cells, strict=True)]
    words = "; ".join(f"{column}: {value}" for column, value in told if value)
    made = wrap(words, COLUMNS - 10, first=f"{number:>3}{sign}", rest="    ")
    first = (beside(made[0], row.basis[0][:8]) if row.basis else None) or made[0]
    return [first, *made[1:]]


def _foot(finding: Finding, row: Row, basis: Basis, *, over: Sequence[Overtaken]) -> list[str]:
    """Return what a row rests on, of some methods with sentences, and what may be over."""
    keys = row.basis[:_IDS]
    more = len(row.basis) - len(keys)
    lines: list[str] = []
    if basis.entries and finding.method in _SENTENCES:
        for key in keys:
            said = basis.sentence(key) if key in basis.entries else ""
            lines += wrap(f"{key[:8]} {said}", first="    ", rest="             ")
        lines += [f"    and on {more:,} more"] if more > 0 else []
    elif len(row.basis) > 1:
        beyond = f" and {more:,} more" if more > 0 else ""
        ids = " ".join(basis.key(key) for key in keys)
        lines += wrap(f"rests on {ids}{beyond}", first="    ", rest="    ")
    if over:
        lines += wrap(overtaken_text(over), first="    ", rest="      ")
    assumed = " ".join(f"[{number}]" for number in row.assumed)
    return [*lines, *([f"    and on what the desk assumes: {assumed}"] if assumed else [])]


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
    basis = basis_of(finding, snapshot)
    return page(
        "finding.html",
        styles=("finding",),
        title=_title(finding, snapshot),
        model=model,
        columns=tuple(map(_name, finding.columns)),
        rows=[_html_row(finding, row, basis, every=every) for row in finding.rows],
        tiers=[
            {
                "heading": HEADINGS[tier.counts],
                "total": len(tier.rows),
                "rows": [_html_row(finding, row, basis) for row in tier.rows[:LISTED]],
                "more": more_text(tier),
                "caveats": tier.caveats,
            }
            for tier in finding.tiers
        ],
        empty=empty,
        overtaken=overtaken_text(every),
        plots=plots(finding) if finding.method == "convergence" else (),
        opening=finding.opening if finding.rows else (),
        caveats=finding.notes,
        assumed=finding.assumed,
        footer=_left_out(snapshot),
    )


def _html_row(
    finding: Finding,
    row: Row,
    basis: Basis,
    *,
    every: Sequence[Overtaken] = (),
) -> dict[str, Any]:
    keys = row.basis[:_IDS] if finding.method in _SENTENCES else ()
    return {
        "cells": [_cell(cell) for cell in row.cells],
        "numbers": [isinstance(cell, int | float) for cell in row.cells],
        "basis": row.basis,
        "unsure": frozenset(basis.unsure(row)),
        "assumed": row.assumed,
        "sentences": [(key, basis.sentence(key)) for key in keys if key in basis.entries],
        "overtaken": overtaken_text(one for one in row.overtaken if one not in every),
    }


FORMATS: dict[str, Callable[[_Shown], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "csv": lambda shown: table_csv(finding_table(shown.finding)),
}
