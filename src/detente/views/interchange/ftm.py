"""The record as entities of FollowTheMoney, one JSON object a line, in the order of their ids.

Actors are people, public bodies or organisations; reports are articles; contacts are events with
who was involved; who speaks for whom is a representation; a position is a note on its party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from detente.views.escape import json_line
from detente.views.interchange.rows import Row, days_of, rows_of, sighting_of, words_of
from detente.views.pages import web_address
from detente.views.tables import Table

_SCHEMATA = {"person": "Person", "state": "PublicBody"}
_OTHER = "Organization"
# Characters of a moment down to the second; the library keeps no more, and takes it for UTC.
_SECONDS = len("2031-03-01T08:30:00")

Properties = Mapping[str, Iterable[str | None]]


def ftm_lines(tables: Iterable[Table]) -> bytes:
    """Return the entities, each with id, schema and properties (lists of texts)."""
    tables = tuple(tables)
    actors = rows_of(tables, "actors")
    ids = {name: str(row["id"]) for row in actors for name in (*row["names"], row["name"])}
    reports = [row for row in rows_of(tables, "reports") if not row["purged"]]
    there = {str(row["id"]) for row in reports}
    made = [
        *map(_actor, actors),
        *(one for row in actors for one in _representation(row, ids)),
        *map(_article, reports),
        *(one for row in rows_of(tables, "contacts") for one in _event(row, ids, there)),
        *(one for row in rows_of(tables, "positions") for one in _note(row, ids, there)),
    ]
    return "".join(json_line(one) for one in sorted(made, key=lambda e: str(e["id"]))).encode()


def _entity(id_: str, schema: str, properties: Properties) -> dict[str, Any]:
    given = {name: [v for v in values if v] for name, values in properties.items()}
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in sorted(given.items()) if values},
    }


def _actor(row: Row) -> dict[str, Any]:
    schema = _SCHEMATA.get(row["kind"], _OTHER)
    others = [name for name in row["names"] if name != row["name"]]
    role = "position" if schema == "Person" else "summary"
    return _entity(
        row["id"], schema, {"name": [row["name"]], "alias": others, role: [row["role"]]}
    )


def _representation(row: Row, ids: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    client = ids.get(row["acts_for"] or "")
    if client and client != row["id"]:
        values = {"agent": [row["id"]], "client": [client], "role": [row["role"]]}
        yield _entity(f"{row['id']}-for-{client}", "Representation", values)


def _article(row: Row) -> dict[str, Any]:
    values = {
        "title": [row["title"] or row["key"]],
        "publisher": [row["outlet"]],
        "publishedAt": [row["published"]],
        "retrievedAt": [row["retrieved"][:_SECONDS]],
        "sourceUrl": [web_address(row["address"])],
    }
    return _entity(row["id"], "Article", values)


def _event(row: Row, ids: Mapping[str, str], there: set[str]) -> Iterator[dict[str, Any]]:
    start, end, _ = days_of(row)
    names = list(row["roles"])
    title = f"{row['kind'].capitalize()} of {', '.join(names)}" if names else row["kind"]
    hosts = [ids.get(name) for name, role in row["roles"].items() if role == "host"]
    values = {
        "name": [title],
        "startDate": [start],
        "endDate": [end],
        "location": [row["place"]],
        "involved": [ids[name] for name in row["actors"] if name in ids],
        "organizer": hosts,
        "summary": [row["status_line"]],
        "description": [words_of(row)],
        "proof": [r for r in _reports(row) if r in there],
        "keywords": [row["kind"], row["status"], row["review"], _translation(row)],
    }
    yield _entity(row["id"], "Event", values)
    for report in _reports(row):
        if report in there:
            values = {"document": [report], "entity": [row["id"]]}
            yield _entity(f"{row['id']}-in-{report}", "Documentation", values)


def _note(row: Row, ids: Mapping[str, str], there: set[str]) -> Iterator[dict[str, Any]]:
    actor = ids.get(row["actor"])
    if actor is None:
        return
    on = row["proposition"] or row["issue"]
    values = {
        "name": [f"{row['actor']} {row['stance'].replace('_', ' ')}: {on}"],
        "entity": [actor],
        "description": [words_of(row)],
        "publisher": [sighting_of(row)["outlet"]],
        "proof": [r for r in _reports(row) if r in there],
        "keywords": [row["stance"], row["voice"], row["review"], _translation(row)],
    }
    yield _entity(row["id"], "Note", values)


def _translation(row: Row) -> str | None:
    return f"translation {row['translated']}" if row["translated"] else None


def _reports(row: Row) -> list[str]:
    return list(dict.fromkeys(str(seen["report"]) for seen in row["sightings"]))
