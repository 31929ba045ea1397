"""The desk's log: appending to it, looks, undo, and the one thing that removes: a purge."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from detente.model.errors import RecordError
from detente.model.rows import Tombstone
from detente.model.text import Mark
from detente.record import schema
from detente.record.alerted import forget_alerts
from detente.record.copying import forget_copies
from detente.record.decisions import undone
from detente.record.deeds import (
    ADD,
    FINAL,
    LOOK,
    ON_DRAFTS,
    PURGE_DRAFT,
    about,
    in_words,
)
from detente.record.facts import Action, moment
from detente.record.followed import forget_items
from detente.record.loading import load_actions
from detente.record.spoken import index_anew

# What a purge removes with a reading.
_OF_READINGS = (
    *(schema.packs, schema.spoken, schema.roots, schema.claims, schema.notes, schema.actors),
)


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


def take_back(connection: Connection, by: str, at: dt.datetime, *, deed: int | None = None) -> str:
    """Take a deed of the desk back, the last one if no number is given; return it in words.

    Looks of others are not touched. Errors: RecordError if there is nothing left to take back,
    or the deed cannot be.
    """
    log = load_actions(connection)
    live = [a for a in _live(log) if a.kind != LOOK or a.subject == by]
    if not live:
        stays = _staying(log)
        said = f"{stays} stays" if stays else "the desk has decided nothing yet"
        raise RecordError(f"there is nothing to take back; {said}")
    found = live[-1:] if deed is None else [a for a in live if a.id == deed]
    if not found:
        raise RecordError(
            f"deed {deed} cannot be taken back: it was already, or it is final; see the log"
        )
    told = _take_back(connection, found[0], by, at)
    stays = _staying(log, found[0]) if deed is None else ""
    return f"{told}; {stays}, which came later, stays" if stays else told


def _staying(log: Sequence[Action], since: Action | None = None) -> str:
    """Return the last act after another that nothing takes back, in words; "" for none."""
    final = [a for a in log if a.kind in FINAL and a.kind != "undo"]
    later = [a for a in final if since is None or a.id > since.id]
    return in_words(later[-1]) if later else ""


def take_back_own(connection: Connection, by: str, at: dt.datetime) -> str:
    """Take back the last deed of whoever asks, a look too; return it in words.

    Where several decide at once, nobody takes back by a key what somebody else decided. Errors:
    RecordError if there is none.
    """
    own = [a for a in _live(load_actions(connection)) if a.by == by]
    if not own:
        raise RecordError(f"there is nothing of {by}'s to take back; the log lists every act")
    return _take_back(connection, own[-1], by, at)


def look_back(connection: Connection, reader: str, at: dt.datetime) -> dt.datetime | None:
    """Take a reader's last look back; return up to when it has seen everything now.

    Errors: RecordError if it never looked.
    """
    looks = _looks(connection, reader)
    if not looks:
        raise RecordError(f"{reader!r} has not looked yet; there is no mark to move back")
    _take_back(connection, looks[-1], reader, at)
    return _seen_at(looks[:-1])


def last_look(connection: Connection, reader: str) -> dt.datetime | None:
    """Return when a reader last looked, or None if never."""
    return _seen_at(_looks(connection, reader))


def _seen_at(looks: Sequence[Action]) -> dt.datetime | None:
    return dt.datetime.fromisoformat(looks[-1].body["at"]) if looks else None


def _looks(connection: Connection, reader: str) -> list[Action]:
    log = load_actions(connection)
    return [a for a in _live(log) if a.kind == LOOK and a.subject == reader]


def _live(log: Sequence[Action]) -> list[Action]:
    """What can be taken back, oldest first."""
    gone = undone(log)
    purged = {a.subject: a.id for a in log if a.kind == PURGE_DRAFT}
    return [
        a
        for a in log
        if a.id not in gone
        and a.kind not in FINAL
        and not (a.kind in ON_DRAFTS and any(a.id < purged.get(key, 0) for key in about(a)))
    ]


def _take_back(connection: Connection, last: Action, by: str, at: dt.datetime) -> str:
    deed = Deed(kind="undo", subject=last.subject, body={}, by=by, mark=last.mark)
    append(connection, deed, at, undoes=last.id)
    return f"taken back: {in_words(last)}"


def purge(connection: Connection, report: str, deed: Deed, *, at: dt.datetime) -> None:
    """Remove a report's text, its readings with all their words, and its index entries."""
    for table in schema.WORKED_OUT:
        connection.execute(delete(table))
    c = schema.claims.c
    rows = connection.execute(select(c.claim, c.entry).where(c.report == report)).all()
    own = {report, *(key for row in rows for key in row)}
    readings = select(schema.readings.c.id).where(schema.readings.c.report == report)
    for table in _OF_READINGS:
        connection.execute(delete(table).where(table.c.reading.in_(readings)))
    index_anew(connection)
    connection.execute(delete(schema.readings).where(schema.readings.c.report == report))
    connection.execute(
        delete(schema.report_details).where(schema.report_details.c.report == report)
    )
    _forget_origins(connection, report)
    connection.execute(delete(schema.reports).where(schema.reports.c.id == report))
    for action in load_actions(connection):
        if action.kind == ADD and action.body["report"] == report:
            own |= about(action)
    _strip_words(connection, own)
    forget_items(connection, report)
    forget_alerts(connection, own)
    connection.execute(
        insert(schema.tombstones).values(report=report, at=moment(at), by=deed.by, why=deed.why)
    )
    append(connection, deed, at)


def _forget_origins(connection: Connection, report: str) -> None:
    """Remove what says where the words of a report come from, and who took words from it."""
    text = connection.execute(select(schema.reports.c.text).where(schema.reports.c.id == report))
    forget_copies(connection, report, text.scalar_one())
    revised = schema.revised.c
    connection.execute(
        delete(schema.revised).where(or_(revised.report == report, revised.before == report))
    )
    connection.execute(delete(schema.parses))  # what is left of its sentences there


def is_buried(connection: Connection, report: str) -> bool:
    """Whether a report of exactly this id was purged."""
    t = schema.tombstones.c
    return connection.execute(select(t.report).where(t.report == report)).first() is not None


def _strip_words(connection: Connection, own: set[str]) -> None:
    """Corrections and reasons about what was purged may repeat its words: the deed stays, they go.

    own: Ids of the purged report, its claims, those that the desk added there, and their entries.
    """
    c = schema.actions.c
    for action in load_actions(connection):
        body = dict(action.body)
        about = {key for name in ("claims", "entries", "ids") for key in body.get(name, ())}
        if own & {action.subject, *about}:
            if action.kind == "judge":
                body["fields"] = []
            for words in ("claim", "names", "translation"):
                body.pop(words, None)
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
