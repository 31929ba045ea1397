"""A reading into the tables: one transaction a report, nothing overwritten."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from typing import Any, Literal

from sqlalchemy import Connection, Table, func, insert, select

from detente.model.actors import is_unnamed
from detente.model.attribution import Attribution
from detente.model.claims import Claim, Reading
from detente.model.codec import plain
from detente.model.errors import SpanError
from detente.model.gist import once
from detente.model.packed import Packed
from detente.model.text import Report
from detente.record import schema
from detente.record.added import lost_words
from detente.record.copying import enter_copies
from detente.record.decisions import Judged, replay
from detente.record.details import enter_details
from detente.record.facts import Seen, State, View, moment
from detente.record.features import Context, features
from detente.record.judging import as_body, find_judged
from detente.record.library import arrange
from detente.record.loading import load_actions, load_claims_by_id, load_reading, load_rows
from detente.record.packs import pack, parts_of_pack
from detente.record.pouring import (
    LONG,
    can_pour,
    encoded,
    insert_poured,
    room,
    room_for_words,
)
from detente.record.resolve import resolve_names
from detente.record.revising import enter_revision
from detente.record.roots import roots_in
from detente.record.spoken import spoken_rows
from detente.record.starters import best_field
from detente.record.words import digest

Outcome = Literal["new", "revised", "repeated", "reread", "purged"]
# Rows put in by one statement.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of entering readings.

    new: Reports not known before. revised: Reports under a known address with another text;
    silent: how many of them neither say that they were changed nor bear another date.
    repeated: Readings that the record held already. reread: Known reports, read by a newer
    reader. copies: How many of the new ones are near-copies of a report of another address.
    carried: Judgements that were moved to a new reading's claims; not_carried: targets of those
    that could not be, and claims that the desk added and whose words are gone. purged: Ids of
    reports that were purged before and stay out.
    """

    new: int = 0
    revised: int = 0
    repeated: int = 0
    reread: int = 0
    copies: int = 0
    carried: int = 0
    not_carried: tuple[str, ...] = ()
    purged: tuple[str, ...] = ()
    silent: int = 0

    def __add__(self, other: Entered) -> Entered:
        """Return the sum of both."""
        return Entered(
            self.new + other.new,
            self.revised + other.revised,
            self.repeated + other.repeated,
            self.reread + other.reread,
            self.copies + other.copies,
            self.carried + other.carried,
            self.not_carried + other.not_carried,
            self.purged + other.purged,
            self.silent + other.silent,
        )


def check(reading: Reading) -> None:
    """Refuse a reading with a claim whose words are not the report's at their span."""
    text = reading.report.text
    for claim in reading.claims:
        if not claim.evidence:
            raise SpanError(f"report {reading.report.id}: a claim of {claim.family} has no words")
        for part in claim.evidence:
            if part.report != reading.report.id or text[part.start : part.end] != part.text:
                raise SpanError(
                    f"report {reading.report.id}: span {part.start}:{part.end} of a claim of "
                    f"{claim.family} does not hold the words that it cites; read the report again"
                )


def enter_one(connection: Connection, reading: Reading, now: dt.datetime) -> Entered:
    """Put one reading in. The caller's transaction makes it all or nothing."""
    report = reading.report
    if _exists(connection, schema.tombstones.c.report, report.id):
        return Entered(purged=(report.id,))
    at = moment(now)
    known = _exists(connection, schema.reports.c.id, report.id)
    if known and _is_read(connection, reading):
        return Entered(repeated=1)
    found = Entered(reread=1) if known else _enter_report(connection, report, at)
    key = _enter_reading(connection, reading, at)
    if found.revised or (known and _has_other_texts(connection, report)):
        found = replace(found, silent=int(enter_revision(connection, report)))
    if known or found.revised:
        carried, lost = _carry(connection, reading, key)
        if found.revised:
            lost += lost_words(connection, report)
        found = replace(found, carried=carried, not_carried=lost)
    return found


def _exists(connection: Connection, column: Any, value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is not None


def _has_other_texts(connection: Connection, report: Report) -> bool:
    c = schema.reports.c
    if report.source.address is None:
        return False
    question = select(c.id).where(c.address == report.source.address, c.id != report.id)
    return connection.execute(question).first() is not None


def _is_read(connection: Connection, reading: Reading) -> bool:
    c = schema.readings.c
    question = select(c.id).where(c.report == reading.report.id, c.reader == reading.reader)
    return connection.execute(question).first() is not None


def _enter_report(connection: Connection, report: Report, at: str) -> Entered:
    address = report.source.address
    revised = address is not None and _exists(connection, schema.reports.c.address, address)
    row = {
        "id": report.id,
        "key": report.key,
        "outlet": report.source.name,
        "address": address,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "published_at": moment(report.published_at) if report.published_at else None,
        "retrieved": moment(report.retrieved),
        "entered": at,
        "mark": report.mark,
        "field": best_field(report.text),
    }
    _insert_report(connection, row, report.text)
    enter_details(connection, report)
    copies = enter_copies(connection, report.id, report.text)
    if revised:
        return Entered(revised=1)
    return Entered(new=1, copies=1 if copies else 0)


def _insert_report(connection: Connection, row: dict[str, Any], text: str) -> None:
    if len(text) < LONG or not can_pour(connection):
        _insert(connection, schema.reports, [{**row, "text": text}])
        return
    rooms = {"text": room_for_words}
    insert_poured(connection, schema.reports, row, rooms=rooms, parts=lambda: encoded(text))


def _enter_reading(connection: Connection, reading: Reading, at: str) -> int:
    report = reading.report
    row = {"report": report.id, "reader": reading.reader, "entered": at}
    key = _insert_reading(connection, row, reading.attributions)
    scope = report.source.address or report.id
    names = resolve_names(reading.actors, scope)
    context = Context(
        names,
        {actor.name: actor for actor in reading.actors},
        report.published.isoformat() if report.published else "",
        scope,
    )
    _insert(connection, schema.actors, (_actor_row(a, key, context) for a in reading.actors))
    _enter_claims(connection, reading, key, context, at=at)
    _insert(connection, schema.notes, (_note_row(note, key, report.id) for note in reading.notes))
    roots = roots_in(report, reading.claims).items()
    _insert(
        connection,
        schema.roots,
        (
            {"reading": key, "claim": claim, "outlet": traced.outlet, "occasion": traced.occasion}
            for claim, traced in roots
        ),
    )
    _insert(connection, schema.spoken, spoken_rows(reading, key))
    return key


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Put rows in, some at a time: those of a book would not lie in memory at once."""
    for _ in _inserted(connection, table, rows):
        pass


def _inserted(
    connection: Connection, table: Table, rows: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Put rows in, some at a time, and yield them."""
    source = iter(rows)
    while some := list(islice(source, _AT_ONCE)):
        connection.execute(insert(table), some)
        yield from some


def _insert_reading(
    connection: Connection, row: dict[str, Any], attributions: Sequence[Attribution]
) -> int:
    """Put a reading's own row in; return its number."""
    if isinstance(attributions, Packed) and can_pour(connection):
        return insert_poured(
            connection,
            schema.readings,
            row,
            rooms={"attributions": room},
            parts=lambda: ((part.encode(),) for part in _as_list(attributions)),
        )
    # as parameters: values within a statement would stay in memory with it
    made = insert(schema.readings).returning(schema.readings.c.id)
    whole = {**row, "attributions": "".join(_as_list(attributions))}
    key: int = connection.execute(made, whole).scalar_one()
    return key


def _as_list(values: Iterable[Any]) -> Iterator[str]:
    """Yield values as a list in JSON, of which only one at a time is a plain value."""
    before = "["
    for one in values:
        yield before + json.dumps(plain(one), ensure_ascii=False)
        before = ", "
    yield "]" if before == ", " else "[]"


def _actor_row(actor: Any, reading: int, context: Context) -> dict[str, Any]:
    party = context.names.of(actor.acts_for, context.scope) if actor.acts_for else None
    return {
        "reading": reading,
        "actor": context.names.of(actor.name, context.scope),
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "acts_for": actor.acts_for,
        "party": None if party and is_unnamed(actor.acts_for) else party,
        "authority": actor.authority,
        "body": json.dumps(plain(actor), ensure_ascii=False),
    }


def _enter_claims(
    connection: Connection, reading: Reading, key: int, context: Context, *, at: str
) -> None:
    """Put the claims in, and their pack."""
    rows = _inserted(
        connection, schema.claims, _claim_rows(connection, reading, key, context, at=at)
    )
    if not isinstance(reading.claims, Packed):
        packed = pack(sorted(rows, key=itemgetter("start")))
        _insert(connection, schema.packs, [{"reading": key, **packed._asdict()}])
        return
    for _ in rows:  # of a book: too many to be in memory at once, so they are fetched again
        pass
    _insert_pack(connection, key)


def _insert_pack(connection: Connection, reading: int) -> None:
    """Put in the pack of a book's claims, which are there already."""
    if not can_pour(connection):
        packed = pack(load_rows(connection, reading))
        _insert(connection, schema.packs, [{"reading": reading, **packed._asdict()}])
        return
    insert_poured(
        connection,
        schema.packs,
        {"reading": reading},
        rooms={"claims": room, "bodies": room},
        parts=lambda: (
            (part.claims.encode(), part.bodies)
            for part in parts_of_pack(load_rows(connection, reading))
        ),
    )


def _claim_rows(
    connection: Connection, reading: Reading, key: int, context: Context, *, at: str
) -> Iterator[dict[str, Any]]:
    c = schema.claims.c
    question = (
        select(c.claim, func.min(c.entered)).where(c.report == reading.report.id).group_by(c.claim)
    )
    before = {row[0]: row[1] for row in connection.execute(question)}
    for claim_id, claim in once(reading.claims):
        yield {
            "claim": claim_id,
            "reading": key,
            "report": reading.report.id,
            "family": claim.family,
            "start": claim.main.start,
            "end": claim.main.end,
            "confidence": claim.confidence,
            "entered": before.get(claim_id, at),
            "body": as_body(claim),
            **_columns(claim, context),
        }


def _columns(claim: Claim, context: Context) -> dict[str, str | None]:
    found = features(claim, context)
    return {name: getattr(found, name) for name in found.__slots__}


def _note_row(note: Any, reading: int, report: str) -> dict[str, Any]:
    part = note.evidence
    place = f"{part.start}:{part.end}" if part else ""
    return {
        "note": digest(report, note.kind, place, note.message),
        "reading": reading,
        "report": report,
        "kind": note.kind,
        "message": note.message,
        "start": part.start if part else None,
        "end": part.end if part else None,
        "words": part.text if part else None,
    }


def _carry(connection: Connection, reading: Reading, key: int) -> tuple[int, tuple[str, ...]]:
    """Return how many judgements moved to this reading's claims, and targets of those lost."""
    judged = [j for j in replay(load_actions(connection)).judged if not j.judgement.undone]
    if not judged:
        return 0, ()
    old = load_claims_by_id(connection, {claim for one in judged for claim in one.claims})
    address = reading.report.source.address
    chain = {reading.report.id}
    if address is not None:
        c = schema.reports.c
        chain |= set(connection.execute(select(c.id).where(c.address == address)).scalars())
    here = [one for one in judged if any(old[c].report in chain for c in one.claims if c in old)]
    return _count(here, load_reading(connection, key), old)


def _count(
    judged: Sequence[Judged], seen: Sequence[Seen], old: dict[str, Seen]
) -> tuple[int, tuple[str, ...]]:
    view = View(up_to="restricted")
    state = State(view, arrange((), (), (), view=view), tuple(seen), (), (), old)
    found = find_judged(state, judged)
    stays = {j.id for on in found.on.values() for j in on}
    return len(stays), tuple(j.target for j in found.lost)
