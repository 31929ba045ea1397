"""Finding: what an analysis of a snapshot says, row by row, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a finding. basis: ids of the entries that it rests on."""

    cells: tuple[Cell, ...]
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an analysis says.

    method: Its name in the table of methods.
    columns: Names with their units, "gap [percent]".
    caveats: What the reader must know before relying on it.
    """

    method: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    caveats: tuple[str, ...] = ()
