"""The desk's log: appending to it, looks, undo, and the one thing that removes: a purge."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from detente.model.errors import RecordError
from detente.model.rows import Tombstone
from detente.model.text import Mark
from detente.record import schema
from detente.record.decisions import undone
from detente.record.facts import moment
from detente.record.loading import load_actions

LOOK = "look"
# What cannot be taken back: a purge removed words; an undo is undone by doing the thing again.
_FINAL = frozenset({"purge", "undo"})
_IN_WORDS = {
    "judge": "the judgement '{verdict}' on {subject}",
    "merge": "the merge of {of} {joined}",
    "split": "the split of {of} {subject}",
    "place": "the placement of {subject}",
    "look": "the last look by {subject}",
    "issue_start": "the starter set {subject}",
    "issue_add": "the new issue {name!r}",
    "issue_rename": "the new name {name!r} of issue {subject}",
    "issue_move": "the move of issue {subject}",
    "issue_split": "the split of issue {subject}",
    "proposition_add": "the new proposition {text!r}",
    "proposition_rename": "the new text {text!r} of proposition {subject}",
    "proposition_move": "the move of proposition {subject}",
    "proposition_merge": "the merge of proposition {joined}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something for the log: what was done to what."""

    kind: str
    subject: str
    body: dict[str, Any]
    by: str
    why: str | None = None
    mark: Mark = "internal"


def append(
    connection: Connection, deed: Deed, at: dt.datetime, *, undoes: int | None = None
) -> int:
    """Write a deed into the log; return its number."""
    number: int = connection.execute(
        insert(schema.actions)
        .values(
            at=moment(at),
            by=deed.by,
            kind=deed.kind,
            subject=deed.subject,
            body=json.dumps(deed.body, ensure_ascii=False),
            why=deed.why,
            mark=deed.mark,
            undoes=undoes,
        )
        .returning(schema.actions.c.id)
    ).scalar_one()
    return number


def take_back(connection: Connection, by: str, at: dt.datetime) -> str:
    """Take the last deed of the desk back; return what it was, in words.

    Looks of others are not touched. Errors: RecordError if there is nothing left to take back.
    """
    log = load_actions(connection)
    gone = undone(log)
    live = [
        a
        for a in log
        if a.id not in gone and a.kind not in _FINAL and (a.kind != LOOK or a.subject == by)
    ]
    if not live:
        raise RecordError("there is nothing to take back; the desk has decided nothing yet")
    last = live[-1]
    body = {"ids": [], **last.body}
    joined = " and ".join(body["ids"])
    words = _IN_WORDS[last.kind].format(subject=last.subject, joined=joined, **last.body)
    deed = Deed(kind="undo", subject=last.subject, body={}, by=by, mark=last.mark)
    append(connection, deed, at, undoes=last.id)
    return f"taken back: {words}"


def last_look(connection: Connection, reader: str) -> dt.datetime | None:
    """Return when a reader last looked, or None if never."""
    log = load_actions(connection)
    gone = undone(log)
    looks = [a for a in log if a.kind == LOOK and a.subject == reader and a.id not in gone]
    return dt.datetime.fromisoformat(looks[-1].body["at"]) if looks else None


def purge(connection: Connection, report: str, deed: Deed, *, at: dt.datetime) -> None:
    """Remove a report's text, its readings with all their words, and its index entries."""
    c = schema.claims.c
    rows = connection.execute(select(c.claim, c.entry).where(c.report == report)).all()
    own = {key for row in rows for key in row}
    readings = select(schema.readings.c.id).where(schema.readings.c.report == report)
    for table in (schema.packs, schema.claims, schema.notes, schema.actors):
        connection.execute(delete(table).where(table.c.reading.in_(readings)))
    connection.execute(delete(schema.readings).where(schema.readings.c.report == report))
    connection.execute(delete(schema.shingles).where(schema.shingles.c.report == report))
    pairs = schema.copies.c
    connection.execute(
        delete(schema.copies).where(or_(pairs.report == report, pairs.other == report))
    )
    connection.execute(delete(schema.reports).where(schema.reports.c.id == report))
    _strip_words(connection, own)
    connection.execute(
        insert(schema.tombstones).values(report=report, at=moment(at), by=deed.by, why=deed.why)
    )
    append(connection, deed, at)


def is_buried(connection: Connection, report: str) -> bool:
    """Whether a report of exactly this id was purged."""
    t = schema.tombstones.c
    return connection.execute(select(t.report).where(t.report == report)).first() is not None


def _strip_words(connection: Connection, own: set[str]) -> None:
    """Corrections and reasons about what was purged may repeat its words: the deed stays, they go.

    own: Ids of the purged claims and of their entries.
    """
    c = schema.actions.c
    for action in load_actions(connection):
        body = dict(action.body)
        about = {key for name in ("claims", "entries", "ids") for key in body.get(name, ())}
        if own & {action.subject, *about}:
            if action.kind == "judge":
                body["fields"] = []
            connection.execute(
                update(schema.actions)
                .where(c.id == action.id)
                .values(body=json.dumps(body, ensure_ascii=False), why=None)
            )


def tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """Return the purged reports in order of their purge."""
    t = schema.tombstones.c
    rows = connection.execute(select(t.report, t.at, t.by, t.why).order_by(t.at, t.report))
    return tuple(
        Tombstone(report=row.report, at=dt.datetime.fromisoformat(row.at), by=row.by, why=row.why)
        for row in rows
    )
