"""Sources in the tables: which there are, what came of them, what is to be asked for again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from detente.model.codec import model, plain
from detente.model.followed import Came, ItemRow, Looking, Outcome, Waiting
from detente.model.sources import Condition, Item, Trouble, Watched
from detente.record import schema_following as tables
from detente.record.deeds import SOURCE_DEEDS
from detente.record.facts import Action, moment
from detente.record.fetched import enter_request
from detente.record.loading import load_deeds

# Troubles of one look that are kept with it.
MOST_TROUBLES = 50
_FINAL: tuple[Outcome, ...] = ("taken", "same", "left")


def as_body(watched: Watched) -> dict[str, Any]:
    """Return a source as the log keeps it."""
    return {
        "kind": watched.kind,
        "address": watched.address,
        "name": watched.name,
        "every_s": int(watched.every.total_seconds()),
        "mark": watched.mark,
        "words": list(watched.words),
        "parties": list(watched.parties),
        "pattern": watched.pattern,
    }


def _of_body(id_: str, body: Mapping[str, Any]) -> Watched:
    return Watched(
        id_,
        body["kind"],
        body["address"],
        body["name"],
        dt.timedelta(seconds=body["every_s"]),
        mark=body["mark"],
        words=tuple(body["words"]),
        parties=tuple(body["parties"]),
        pattern=body["pattern"],
    )


def load_sources(connection: Connection) -> tuple[Watched, ...]:
    """Return the sources in force, in the order in which they were first added."""
    return sources_in(load_deeds(connection, SOURCE_DEEDS))


def sources_in(actions: Iterable[Action]) -> tuple[Watched, ...]:
    """Return what deeds on sources that were not taken back add up to."""
    found: dict[str, Watched] = {}
    paused: set[str] = set()
    for action in actions:
        if action.kind == "source_add":
            found[action.subject] = _of_body(action.subject, action.body)
        elif action.kind == "source_remove":
            found.pop(action.subject, None)
            paused.discard(action.subject)
        elif action.kind == "source_pause":
            paused.add(action.subject)
        else:
            paused.discard(action.subject)
    return tuple(replace(one, paused=True) if one.id in paused else one for one in found.values())


class Versions(Mapping[str, str]):
    """Versions of a source's items by key, the last of each that was taken or left.

    They are asked for one by one: a look offers a few of what may be a hundred thousand.
    """

    def __init__(self, connect: Any, source: str) -> None:
        """Take how to open a reading transaction."""
        self._connect = connect
        self._source = source

    def __getitem__(self, key: str) -> str:
        """Return a version. Errors: KeyError."""
        c = tables.items.c
        question = (
            select(c.version)
            .where(c.source == self._source, c.key == key, c.outcome.in_(_FINAL))
            .order_by(c.id.desc())
            .limit(1)
        )
        with self._connect() as connection:
            found = connection.execute(question).scalar()
        if found is None:
            raise KeyError(key)
        return str(found)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        c = tables.items.c
        question = select(c.key).where(c.source == self._source, c.outcome.in_(_FINAL)).distinct()
        with self._connect() as connection:
            yield from connection.execute(question.order_by(c.key)).scalars().all()

    def __len__(self) -> int:
        """Return the number of keys."""
        return sum(1 for _ in self)


def outcome_of(connection: Connection, source: str, item: Item) -> Outcome | None:
    """Return what came of an item in its version; None if it was never seen."""
    c = tables.items.c
    question = (
        select(c.outcome)
        .where(c.source == source, c.key == item.key, c.version == item.version)
        .order_by(c.id.desc())
        .limit(1)
    )
    return cast("Outcome | None", connection.execute(question).scalar())


def enter_came(connection: Connection, came: Came) -> None:
    """Write what came of an item, and its request with the bytes."""
    request = came.request
    if request is not None:
        enter_request(connection, request)
    answer = None if request is None else request.answer
    kept = answer is not None and request is not None and request.keep and answer.status == 200
    connection.execute(
        insert(tables.items).values(
            source=came.source,
            key=came.item.key,
            version=came.item.version,
            at=moment(came.at),
            outcome=came.outcome,
            reason=came.reason,
            address=came.item.address,
            title=came.item.title,
            item=json.dumps(_bare(came.item), ensure_ascii=False),
            report=came.report,
            digest=answer.digest if kept and answer is not None else came.digest,
        )
    )


def _bare(item: Item) -> dict[str, Any]:
    """An item as plain values, without its words and what stands in columns of its own."""
    value = plain(item)
    for name in ("report", "text", "key", "version", "address", "title"):
        value.pop(name, None)
    return {name: one for name, one in value.items() if one not in (None, [])}


def _item(row: Row[Any]) -> Item:
    value = {
        "key": row.key,
        "version": row.version,
        "address": row.address,
        "title": row.title,
        **json.loads(row.item),
    }
    return model(Item, value)


def enter_look(connection: Connection, looking: Looking) -> None:
    """Write a look, and its request."""
    if looking.request is not None:
        enter_request(connection, looking.request)
    condition = looking.condition or Condition()
    connection.execute(
        insert(tables.looks).values(
            source=looking.source,
            at=moment(looking.at),
            outcome=looking.outcome,
            error=looking.error,
            again=moment(looking.again) if looking.again else None,
            etag=condition.etag,
            modified=condition.modified,
            offered=looking.offered,
            taken=looking.taken,
            left=looking.left,
            failed=looking.failed,
            troubles=json.dumps(plain(looking.troubles[:MOST_TROUBLES]), ensure_ascii=False),
        )
    )


def load_looks(
    connection: Connection, *, succeeded: bool = False, source: str | None = None
) -> dict[str, Looking]:
    """Return the last look at each source in force, or at one that may not be.

    succeeded: The last that did not fail. They are asked for one by one: of looks there are soon a
    million, of sources a hundred.
    """
    c = tables.looks.c
    sources = [source] if source is not None else [s.id for s in load_sources(connection)]
    found = {}
    for one in sources:
        question = select(tables.looks).where(c.source == one).order_by(c.id.desc()).limit(1)
        if succeeded:
            question = question.where(c.outcome != "failed")
        row = connection.execute(question).first()
        if row is not None:
            found[one] = _looking(row)
    return found


def _looking(row: Row[Any]) -> Looking:
    condition = Condition(row.etag, row.modified) if row.etag or row.modified else None
    return Looking(
        source=row.source,
        at=dt.datetime.fromisoformat(row.at),
        outcome=row.outcome,
        error=row.error,
        again=dt.datetime.fromisoformat(row.again) if row.again else None,
        condition=condition,
        offered=row.offered,
        taken=row.taken,
        left=row.left,
        failed=row.failed,
        troubles=tuple(model(Trouble, one) for one in json.loads(row.troubles)),
    )


def load_failed(connection: Connection, source: str) -> tuple[Waiting, ...]:
    """Return the items of a source that could not be had yet, in the order of the first try."""
    c = tables.items.c
    later = tables.items.alias()
    resolved = (
        select(later.c.id)
        .where(
            later.c.source == c.source,
            later.c.key == c.key,
            later.c.version == c.version,
            later.c.outcome.in_(_FINAL),
        )
        .exists()
    )
    question = (
        select(
            func.max(c.id).label("id"), func.count().label("tries"), func.min(c.at).label("since")
        )
        .where(c.source == source, c.outcome == "failed", ~resolved)
        .group_by(c.key, c.version)
        .order_by(func.min(c.id))
    )
    return tuple(_waiting(connection, row) for row in connection.execute(question).all())


def load_given(connection: Connection, source: str, since: dt.datetime) -> tuple[Waiting, ...]:
    """Return the items of a source that gave a report since a moment, each in its last version.

    Those alone that have an address to ask again, and were not there before.
    """
    c = tables.items.c
    older = tables.items.alias()
    before = (
        select(older.c.id)
        .where(older.c.source == c.source, older.c.key == c.key, older.c.at < moment(since))
        .exists()
    )
    question = (
        select(
            func.max(c.id).label("id"), func.count().label("tries"), func.min(c.at).label("since")
        )
        .where(
            c.source == source,
            c.outcome.in_(("taken", "same")),
            c.at >= moment(since),
            c.address.is_not(None),
            ~before,
        )
        .group_by(c.key, c.address)
        .order_by(func.min(c.id))
    )
    return tuple(_waiting(connection, row) for row in connection.execute(question).all())


def _waiting(connection: Connection, found: Row[Any]) -> Waiting:
    row = connection.execute(select(tables.items).where(tables.items.c.id == found.id)).one()
    return Waiting(
        item=_item(row),
        tries=found.tries,
        since=dt.datetime.fromisoformat(found.since),
        last=dt.datetime.fromisoformat(row.at),
        report=row.report,
    )


def load_items(
    connection: Connection,
    *,
    source: str | None = None,
    outcomes: Collection[Outcome] = (),
    limit: int = 100,
    before: int | None = None,
) -> list[tuple[int, ItemRow]]:
    """Return what came of items, the newest first, each with its number. before: A number."""
    c = tables.items.c
    question = select(tables.items).order_by(c.id.desc()).limit(limit)
    if source is not None:
        question = question.where(c.source == source)
    if outcomes:
        question = question.where(c.outcome.in_(outcomes))
    if before is not None:
        question = question.where(c.id < before)
    return [
        (
            row.id,
            ItemRow(
                source=row.source,
                key=row.key,
                at=dt.datetime.fromisoformat(row.at),
                outcome=row.outcome,
                reason=row.reason,
                address=row.address,
                title=row.title,
                report=row.report,
            ),
        )
        for row in connection.execute(question)
    ]


def forget_items(connection: Connection, report: str) -> None:
    """Remove the bytes that a report was read from, and the headlines under which it came.

    Bytes that held other reports too go as well; the words of those stay in the record.
    """
    c, raw = tables.items.c, tables.raws
    rows = connection.execute(
        select(c.source, c.key, c.digest).where(c.report == report).distinct()
    ).all()
    digests = {row.digest for row in rows if row.digest is not None}
    connection.execute(delete(raw).where(raw.c.digest.in_(digests)))
    for source, key in {(row.source, row.key) for row in rows}:
        connection.execute(
            update(tables.items)
            .where(c.source == source, c.key == key)
            .values(title=None, item="{}", reason="")
        )


def load_kept(connection: Connection) -> list[tuple[int, str]]:
    """Return numbers of items whose pages are kept, with their reports: the last of each."""
    c = tables.items.c
    question = (
        select(func.max(c.id), c.report)
        .where(c.report.is_not(None), c.digest.is_not(None), c.address.is_not(None))
        .group_by(c.report)
        .order_by(func.max(c.id))
    )
    return [(row[0], row[1]) for row in connection.execute(question)]


def load_item(connection: Connection, number: int) -> tuple[Item, str]:
    """Return an item by its number, and the digest of the bytes that it was in."""
    row = connection.execute(select(tables.items).where(tables.items.c.id == number)).one()
    return _item(row), row.digest
