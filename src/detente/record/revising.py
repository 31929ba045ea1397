"""What becomes of an article's claims when it is changed: they stand, are gone, or are new."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from sqlalchemy import Connection, delete, func, insert, select

from detente.model.notices import says_changed
from detente.model.text import MARKS, Report
from detente.record import schema
from detente.record.facts import Printed, Seen
from detente.record.listing import changed_sentences
from detente.record.loading import load_claims_by_id, load_reading
from detente.record.rows import whole_report
from detente.record.stored import open_claim
from detente.record.words import digest

# A server that gives now one text, now another, does not make a revision of each.
STOOD = dt.timedelta(hours=1)
_PRINTED = [schema.reports.c[name] for name in Printed._fields]


def enter_revision(connection: Connection, report: Report) -> bool:
    """Note what a text of an article changed; return whether it did so silently.

    Both its change of the text before it and, if texts came in another order, that of the text
    after it are noted anew.
    """
    c = schema.reports.c
    question = select(*_PRINTED).where(c.address == report.source.address)
    rows = sorted((Printed(*row) for row in connection.execute(question)), key=lambda r: r.order)
    chain = [row.id for row in rows]
    here = chain.index(report.id)
    silent = here > 0 and _note(connection, chain[here - 1], report.id)
    if here + 1 < len(chain):
        _note(connection, report.id, chain[here + 1])
    return silent


def come_back(connection: Connection, report: Report) -> Report:
    """Return a known report as a text of its own if its article has it again after another one.

    So it is told by an id that follows from both texts; and that text had stood for an hour. Its
    mark is as high as the desk has made that of the same words before.
    """
    c = schema.reports.c
    question = select(*_PRINTED).where(c.address == report.source.address)
    rows = sorted((Printed(*row) for row in connection.execute(question)), key=lambda r: r.order)
    if report.source.address is None or report.id not in {row.id for row in rows[:-1]}:
        return report
    last = whole_report(connection, rows[-1].id)
    if last.text == report.text:
        return replace(report, id=last.id)
    if report.retrieved - last.retrieved < STOOD:
        return report
    same = (row.mark for row in rows if whole_report(connection, row.id).text == report.text)
    mark = max(report.mark, *same, key=MARKS.index)
    return replace(report, id=digest(report.id, last.id), mark=mark)


def _note(connection: Connection, before: str, after: str) -> bool:
    old, new = whole_report(connection, before), whole_report(connection, after)
    claims = _claims(connection, before) + _standing(connection, before)
    read = {(one.family, _words(one)) for one in _claims(connection, after)}
    gone = [one.claim for one in claims if _words(one) not in new.text]
    stand = [
        one.claim
        for one in claims
        if _words(one) in new.text and (one.family, _words(one)) not in read
    ]
    silent = is_silent(old, new)
    connection.execute(delete(schema.revised).where(schema.revised.c.report == after))
    connection.execute(
        insert(schema.revised).values(
            report=after,
            before=before,
            silent=int(silent),
            gone=json.dumps(gone),
            stand=json.dumps(stand),
        )
    )
    return silent


def is_silent(old: Report, new: Report) -> bool:
    """Whether a text was changed and neither a sentence of it nor a date says so."""
    came, went = changed_sentences(old, new)
    if not came and not went:
        return False
    said, before = new.details, old.details
    dated = (said.updated, said.updated_at) != (before.updated, before.updated_at) and (
        said.updated is not None or said.updated_at is not None
    )
    moved = (new.published, new.published_at) != (old.published, old.published_at)
    return not (dated or moved or any(says_changed(sentence.text) for sentence in came))


def _claims(connection: Connection, report: str) -> list[Seen]:
    c = schema.readings.c
    newest = connection.execute(select(func.max(c.id)).where(c.report == report)).scalar()
    return [] if newest is None else load_reading(connection, newest)


def _standing(connection: Connection, report: str) -> list[Seen]:
    """Return the claims of earlier texts whose words a text has, though it is not read so."""
    c = schema.revised.c
    found = connection.execute(select(c.stand).where(c.report == report)).scalar()
    return list(load_claims_by_id(connection, json.loads(found)).values()) if found else []


def _words(one: Seen) -> str:
    return open_claim(one).main.text
