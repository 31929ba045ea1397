"""Rows of tables by kind, as every exchange format asks for them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from detente.model.dates import parse_days
from detente.views.escape import csv_cell
from detente.views.tables import Table

Row = Mapping[str, Any]


def rows_of(tables: Iterable[Table], kind: str) -> list[Row]:
    """Return the rows of the tables of one kind as plain values, in order."""
    return [line.values() for table in tables if table.kind == kind for line in table.lines]


def sighting_of(row: Row) -> Row:
    """Return where the words stand that an entry rests on first of all."""
    every: list[Row] = row["sightings"]
    return next((one for one in every if one["report"] == row["report"]), every[0])


def words_of(row: Row) -> str:
    """Return the words that an entry rests on first of all."""
    return str(row["evidence"][0]["text"])


def days_of(row: Row) -> tuple[str, str, str]:
    """Return first day, last day and precision of a contact or step; "" where it names none."""
    if not row["date"]:
        return "", "", ""
    days = parse_days(row["date"])
    return days.start.isoformat(), days.last.isoformat(), days.precision


def csv_bytes(keys: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return rows under their keys as CSV in UTF-8 (RFC 4180), safe in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys)
    for row in rows:
        writer.writerow(csv_cell(value) if isinstance(value, str) else value for value in row)
    return out.getvalue().encode()
