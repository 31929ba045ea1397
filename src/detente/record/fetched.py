"""Requests in the tables, and the bytes that came: compressed, each once."""

from __future__ import annotations

import datetime as dt
import zlib

from sqlalchemy import Connection, insert, select

from detente.model.followed import Request
from detente.model.sources import Condition, Fetched
from detente.record import schema_following as tables
from detente.record.facts import moment


def enter_request(connection: Connection, request: Request) -> None:
    """Write a request, and what came of it once."""
    answer = request.answer
    connection.execute(
        insert(tables.fetches).values(
            source=request.source,
            asked=request.asked,
            address=answer.address if answer else None,
            at=moment(request.at),
            status=answer.status if answer else None,
            digest=answer.digest if answer and answer.status == 200 else None,
            media_type=(answer.media_type or None) if answer else None,
            charset=answer.charset if answer else None,
            etag=answer.etag if answer else None,
            modified=answer.modified if answer else None,
            error=request.error,
        )
    )
    if answer is None or not request.keep or answer.status != 200:
        return
    known = select(tables.raws.c.digest).where(tables.raws.c.digest == answer.digest)
    if connection.execute(known).first() is None:
        row = {"digest": answer.digest, "body": zlib.compress(answer.body)}
        connection.execute(insert(tables.raws).values(**row))


def load_raw(connection: Connection, digest: str) -> bytes | None:
    """Return bytes that were fetched; None if they are not kept, or not any more."""
    question = select(tables.raws.c.body).where(tables.raws.c.digest == digest)
    found = connection.execute(question).scalar()
    return None if found is None else zlib.decompress(found)


def stored_answer(connection: Connection, asked: str, digest: str | None = None) -> Fetched | None:
    """Return the last answer of an address whose bytes are kept, or the last with a digest."""
    f, r = tables.fetches, tables.raws
    question = (
        select(f, r.c.body)
        .select_from(f.join(r, f.c.digest == r.c.digest))
        .where(f.c.asked == asked)
        .order_by(f.c.id.desc())
        .limit(1)
    )
    if digest is not None:
        question = question.where(f.c.digest == digest)
    row = connection.execute(question).first()
    if row is None:
        return None
    return Fetched(
        row.asked,
        row.address,
        dt.datetime.fromisoformat(row.at),
        row.status,
        zlib.decompress(row.body),
        row.digest,
        row.media_type or "",
        row.charset,
        row.etag,
        row.modified,
    )


def condition_of(connection: Connection, asked: str) -> Condition | None:
    """Return what to ask an address with, so that it may answer that nothing changed."""
    c = tables.fetches.c
    question = (
        select(c.etag, c.modified)
        .where(c.asked == asked, c.status == 200)
        .order_by(c.id.desc())
        .limit(1)
    )
    row = connection.execute(question).first()
    return Condition(row.etag, row.modified) if row and (row.etag or row.modified) else None
