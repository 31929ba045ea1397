"""Tables as an SQLite file that Datasette opens: columns as in the CSV, with views for questions.

It is a copy to look into, not the record: what the desk did and what has a higher mark is not in.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from detente.views.escape import json_text
from detente.views.interchange.rows import rows_of
from detente.views.tables import Table, cell_value

_SIGHTINGS = (
    *("entry", "kind", "claim", "report", "outlet", "published", "address", "origin"),
    *("start", "end", "words"),
)


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what it answers, and how. needs: Tables that it reads."""

    name: str
    answers: str
    needs: tuple[str, ...]
    sql: str


VIEWS = (
    View(
        "who_said_what",
        "Each statement with its speaker, words, outlet and day, the newest first.",
        ("statements", "sightings"),
        "SELECT s.id, s.speaker, s.kind, s.content, g.words, g.outlet, g.published, g.address, "
        "s.review FROM statements s JOIN sightings g ON g.entry = s.id "
        "ORDER BY g.published DESC, s.id, g.claim",
    ),
    View(
        "who_stands_where",
        "Each stance of a party on a proposition in its own voice, the newest first.",
        ("positions",),
        "SELECT actor, proposition, issue, stance, condition, last_published, review, id "
        "FROM positions WHERE voice = 'own' ORDER BY last_published DESC, id",
    ),
    View(
        "who_met_whom",
        "Each contact by its day, with place, who took part and its status.",
        ("contacts",),
        "SELECT date, kind, participants, place, status_line, review, id FROM contacts "
        "ORDER BY date, id",
    ),
    View(
        "outlets",
        "Each outlet with its reports, the first and the last day.",
        ("reports",),
        "SELECT outlet, count(*) AS reports, min(published) AS first, max(published) AS last "
        "FROM reports GROUP BY outlet ORDER BY reports DESC, outlet",
    ),
    View(
        "not_reviewed",
        "Sightings of what the desk has not looked at, by kind.",
        ("sightings", "entries"),
        "SELECT e.kind, e.id, g.words, g.outlet, g.published FROM entries e "
        "JOIN sightings g ON g.entry = e.id WHERE e.review = 'machine' ORDER BY e.kind, e.id",
    ),
)


def sqlite_bytes(tables: Iterable[Table], about: Iterable[str]) -> bytes:
    """Return an SQLite file: a table a kind, sightings, entries, about, and the views."""
    tables = tuple(tables)
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        for table in tables:
            rows = rows_of([table], table.kind)
            cells = [[cell_value(row.get(key)) for key in table.keys] for row in rows]
            _fill(database, _name(table), table.keys, cells)
        _fill(database, "sightings", _SIGHTINGS, _sightings(tables))
        _fill(database, "entries", ("id", "kind", "review", "sure"), _entries(tables))
        _fill(database, "about", ("line",), [[line] for line in about])
        there = {_name(table) for table in tables} | {"sightings", "entries"}
        shown = [view for view in VIEWS if set(view.needs) <= there]
        for view in shown:
            database.execute(f'CREATE VIEW "{view.name}" AS {view.sql}')
        database.commit()
        return database.serialize()


def metadata_json(title: str) -> bytes:
    """Return the description of the file and its views, as Datasette reads it (--metadata)."""
    views = {view.name: {"description": view.answers} for view in VIEWS}
    return json_text({"title": title, "databases": {"record": {"tables": views}}}).encode()


def _name(table: Table) -> str:
    return table.kind.replace("-", "_")


def _fill(
    database: sqlite3.Connection, name: str, keys: Iterable[str], rows: Iterable[Iterable[Any]]
) -> None:
    """Make a table and fill it. name, keys: Ours, never from a report."""
    keys = tuple(keys)
    first = " PRIMARY KEY" if keys[0] == "id" else ""
    columns = ", ".join(f'"{key}"{first if not n else ""}' for n, key in enumerate(keys))
    database.execute(f'CREATE TABLE "{name}" ({columns})')
    places = ", ".join("?" * len(keys))
    filled = ([None if cell == "" else cell for cell in row] for row in rows)
    database.executemany(f'INSERT INTO "{name}" VALUES ({places})', filled)  # noqa: S608


def _sightings(tables: Iterable[Table]) -> Iterator[list[Any]]:
    for kind, row in _with_sightings(tables):
        for seen in row["sightings"]:
            words = seen["evidence"][0]
            yield [
                *(row["id"], kind, seen["claim"], seen["report"], seen["outlet"]),
                *(seen["published"], seen["address"], seen["origin"]),
                *(words["start"], words["end"], words["text"]),
            ]


def _entries(tables: Iterable[Table]) -> Iterator[list[Any]]:
    for kind, row in _with_sightings(tables):
        yield [row["id"], kind, row["review"], "yes" if row["sure"] else "no"]


def _with_sightings(tables: Iterable[Table]) -> Iterator[tuple[str, Any]]:
    for table in tables:
        for line in table.lines:
            row = line.values()
            if "sightings" in row:
                yield _name(table), row
