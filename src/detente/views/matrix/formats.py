"""The matrix as text, CSV, HTML and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from detente.model.errors import UnknownName
from detente.model.snapshot import Held, Party, Snapshot
from detente.views.entries import entry_json
from detente.views.escape import csv_cell, json_text
from detente.views.layout import COLUMNS, grid, wrap
from detente.views.matrix.cells import (
    Cell,
    Line,
    cell_lines,
    every_held,
    matrix_lines,
    parties_of,
    silence_text,
    silent_text,
    spoken_lines,
    teller_text,
    unplaced_refusals,
)
from detente.views.pages import page
from detente.views.phrases import date_text, left_out_text, many, quote
from detente.views.signs import LEGEND, hangs_on, review_sign
from detente.views.support import rests_text, sources_of
from detente.views.words import asides, stance_text

# The narrowest cell that reads as text; with more parties than fit, each issue is a block.
_CELL, _SIDE = 26, 20
# Columns of the page that can be read without turning it.
_MOST_COLUMNS = 6


def show_matrix(snapshot: Snapshot, *, format: str = "text") -> str:  # noqa: A002
    """Return the matrix as text, csv, html or json."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](snapshot)


def _text(snapshot: Snapshot) -> str:
    every = matrix_lines(snapshot)
    rows = spoken_lines(every)
    parties = parties_of(snapshot)
    title = f"Who stands where on {date_text(snapshot.as_of)}"
    fits = parties and _SIDE + len(parties) * (_CELL + 2) <= COLUMNS
    body = _grid(rows, parties) if fits else _blocks(rows, parties)
    ends = _ends(snapshot, len(every) - len(rows))
    lines = [title, "", *body, *(line for text in ends for line in wrap(text))]
    return "\n".join(lines) + "\n"


def _grid(rows: tuple[Line, ...], parties: tuple[Party, ...]) -> list[str]:
    size = (COLUMNS - _SIDE - 2 * len(parties)) // len(parties)
    sizes = [_SIDE, *[size] * len(parties)]
    lines = [*grid([["", *(party.name for party in parties)]], sizes)]
    for row in rows:
        side = _place(row).replace(": ", ":\n", 1)
        cells = ["\n".join(cell_lines(cell)) for cell in row.cells]
        lines += ["─" * COLUMNS, *grid([[side, *cells]], sizes)]
    return [*lines, "─" * COLUMNS]


def _blocks(rows: tuple[Line, ...], parties: tuple[Party, ...]) -> list[str]:
    """Return one block a proposition: parties that speak, then the number of those that do not."""
    names = ", ".join(party.name for party in parties)
    lines = [*wrap(f"{many(len(parties), 'party', 'parties')}: {names}", rest="  "), ""]
    for row in rows:
        lines += wrap(_place(row), rest="  ")
        spoken = [cell for cell in row.cells if cell.standing or cell.refusals]
        for cell in spoken:
            first, *others = (text for text in cell_lines(cell) if text != cell.empty)
            lines += wrap(f"{cell.party.name}: {first}", first="  ", rest="      ")
            for text in others:
                lines += wrap(text, first="    ", rest="      ")
        if silent := _silent_text(row):
            lines += wrap(silent, first="  ", rest="      ")
        lines.append("")
    return lines


def _silent_text(row: Line) -> str:
    """Return what the cells that nobody fills read, all of them in one; "" if there are none."""
    silent = [cell for cell in row.cells if not cell.standing and not cell.refusals]
    if not silent:
        return ""
    several = "every party" if len(silent) == len(row.cells) else f"the other {len(silent)}"
    who = silent[0].party.name if len(silent) == 1 else several
    return f"{who}: {silent[0].empty}"


def _place(row: Line) -> str:
    return row.path if row.path == row.proposition.text else f"{row.path}: {row.proposition.text}"


def _ends(snapshot: Snapshot, left_out: int) -> list[str]:
    coverage = snapshot.coverage
    ends = [
        f"{many(coverage.reports, 'report')} of {many(coverage.outlets, 'outlet')}. "
        f"{left_out_text(coverage.left_out, snapshot.up_to)}"
    ]
    ends += [
        f"{party} did not say, of something outside the register: {quote(entry.claim.main.text)} "
        f"[{entry.id[:8]}]"
        for party, entry in unplaced_refusals(snapshot)
    ]
    ends += filter(None, [silent_text(left_out)])
    possible = sum(len(standing.possible) for standing in snapshot.standings)
    if possible:
        ends.append(f"{many(possible, 'stance')} possible only: nothing rests on them.")
    if snapshot.tray:
        waiting = many(len(snapshot.tray), "position has", "positions have")
        ends.append(f"{waiting} no place in the register yet, so no cell holds them.")
    if not any(issue.propositions for issue in snapshot.issues):
        ends.append("The register holds no proposition yet: no row.")
    return [*ends, LEGEND]


CSV_KEYS = (
    *("issue_id", "issue", "proposition_id", "proposition", "party_id", "party", "voice"),
    *("reported_by", "stance", "since", "firmness", "condition", "level", "hedged"),
    *("relationship", "mixed", "conflict", "sources", "outlets", "origins", "roots"),
    *("review", "sure"),
    *("words", "ids", "note"),
)


def _csv(snapshot: Snapshot) -> str:
    """Return one line for each stance in a cell, and one for an empty cell, with its note."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_KEYS)
    for row in matrix_lines(snapshot):
        for cell in row.cells:
            place = (row.issue.id, row.path, row.proposition.id, row.proposition.text)
            where = (*place, cell.party.id, cell.party.name)
            for made in _csv_rows(cell):
                writer.writerow(
                    value if isinstance(value, int) else csv_cell(value)
                    for value in (*where, *made)
                )
    return out.getvalue()


def _csv_rows(cell: Cell) -> Iterator[tuple[str | int, ...]]:
    standing = cell.standing
    for held in every_held(standing):
        position, entry = held.position, held.entry
        yield (
            *(position.voice, position.reported_by, position.stance),
            held.since.isoformat() if held.since else "",
            *(position.firmness or "", position.condition or "", position.level or ""),
            *("yes" if position.hedged else "no", held.relationship),
            *(
                "yes" if flag else "no"
                for flag in (standing and standing.mixed, standing and standing.conflict)
            ),
            *(len({s.report for s in entry.sightings}), entry.outlets, entry.origins, entry.roots),
            *(entry.review, "yes" if entry.sure else "no", position.main.text, entry.id, ""),
        )
    blanks = len(CSV_KEYS) - 9
    if cell.empty and not cell.refusals:
        yield (*[""] * (blanks + 2), cell.empty)
    for entry in cell.refusals:
        yield (*[""] * blanks, entry.claim.main.text, entry.id, "did not say")


def _json(snapshot: Snapshot) -> str:
    return json_text(matrix_json(snapshot))


def matrix_json(snapshot: Snapshot) -> dict[str, object]:
    """Return the matrix as plain values."""
    coverage = snapshot.coverage
    return {
        "as_of": snapshot.as_of.isoformat(),
        "known_by": snapshot.known_by.isoformat() if snapshot.known_by else None,
        "up_to": snapshot.up_to,
        "left_out": coverage.left_out,
        "reports": coverage.reports,
        "outlets": coverage.outlets,
        "refusals": [
            {"party": party, **entry_json(entry)} for party, entry in unplaced_refusals(snapshot)
        ],
        "unplaced": [entry.id for entry in snapshot.tray],
        "parties": [{"id": p.id, "name": p.name} for p in parties_of(snapshot)],
        "rows": [
            {
                "issue_id": row.issue.id,
                "issue": row.path,
                "proposition_id": row.proposition.id,
                "proposition": row.proposition.text,
                "cells": [_cell_json(cell) for cell in row.cells],
            }
            for row in matrix_lines(snapshot)
        ],
    }


def _cell_json(cell: Cell) -> dict[str, object]:
    standing = cell.standing
    stated = standing.own[0] if standing and standing.own else None
    every = every_held(standing)
    return {
        "party_id": cell.party.id,
        "party": cell.party.name,
        "stance": standing.stance if standing else None,
        "since": stated.since.isoformat() if stated and stated.since else None,
        "firmness": stated.position.firmness if stated else None,
        "condition": stated.position.condition if stated else None,
        "sources": len({s.report for held in every for s in held.entry.sightings}),
        "ids": [held.entry.id for held in every],
        "mixed": bool(standing and standing.mixed),
        "conflict": bool(standing and standing.conflict),
        "own": [_held_json(held) for held in standing.own] if standing else [],
        "others": [_held_json(held) for held in standing.others] if standing else [],
        "possible": [_held_json(held) for held in standing.possible] if standing else [],
        "earlier": [_held_json(held) for held in standing.earlier] if standing else [],
        "refusals": [entry_json(entry) for entry in cell.refusals],
        "empty": cell.empty,
    }


def _held_json(held: Held) -> dict[str, object]:
    return {
        "stance": held.position.stance,
        "sure": held.entry.sure,
        "since": held.since.isoformat() if held.since else None,
        "firmness": held.position.firmness,
        "condition": held.position.condition,
        "relationship": held.relationship,
        "before": held.before,
        "sources": sources_of(held.entry),
        "ids": [held.entry.id],
        "entry": entry_json(held.entry),
    }


def _html(snapshot: Snapshot) -> str:
    parties = parties_of(snapshot)
    every = matrix_lines(snapshot)
    rows = spoken_lines(every)
    return page(
        "matrix.html",
        styles=("matrix",),
        rules=f":root {{ --parties: {len(parties)} }}",
        title=f"Who stands where on {date_text(snapshot.as_of)}",
        parties=[party.name for party in parties],
        wide=len(parties) > _MOST_COLUMNS,
        rows=[
            {
                "issue": row.path,
                "proposition": row.proposition.text,
                "cells": [_cell_html(cell) for cell in row.cells],
                "silent": _silent_text(row),
            }
            for row in rows
        ],
        ends=_ends(snapshot, len(every) - len(rows)),
    )


def _cell_html(cell: Cell) -> dict[str, object]:
    standing = cell.standing
    return {
        "party": cell.party.name,
        "spoken": bool(standing or cell.refusals),
        "own": [_held_html(held) for held in standing.own] if standing else [],
        "others": [_held_html(held) for held in standing.others] if standing else [],
        "possible": [_held_html(held) for held in standing.possible] if standing else [],
        "silence": silence_text(standing) if standing else "",
        "mixed": bool(standing and standing.mixed),
        "conflict": bool(standing and standing.conflict),
        "empty": cell.empty,
        "refusals": [{"words": quote(e.claim.main.text), "id": e.id[:8]} for e in cell.refusals],
    }


def _held_html(held: Held) -> dict[str, object]:
    stance, *extras = stance_text(held.position).split("; ", 1)
    return {
        "by": teller_text(held),
        "own": held.position.voice == "own",
        "stance": stance,
        "family": held.position.stance,
        "since": f"since {date_text(held.since)}" if held.since else "undated",
        "extras": "; ".join([*extras, *asides(held.position)]),
        "sources": rests_text(held.entry),
        "signs": "".join(sign.sign for sign in hangs_on([held.entry])),
        "sign": review_sign([held.entry]),
        "id": held.entry.id[:8],
        "words": held.position.main.text,
    }


FORMATS: dict[str, Callable[[Snapshot], str]] = {
    "text": _text,
    "csv": _csv,
    "html": _html,
    "json": _json,
}
