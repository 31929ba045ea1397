"""Questions to the tables; rows become plain values before they leave."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress, repeat
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, Text, cast, func, or_, select

from detente.model.codec import FAMILY_BY_NAME
from detente.model.text import MARKS, marks_up_to
from detente.record import schema
from detente.record.database import chunks
from detente.record.facts import (
    Action,
    Library,
    Pair,
    Printed,
    Read,
    Revised,
    Root,
    Seen,
    State,
    View,
    moment,
)
from detente.record.library import arrange, arrange_later
from detente.record.named import Within, add_up, among, count_notes, load_named, take_off
from detente.record.packs import COLUMNS, Pack, pack
from detente.record.shelf import Shelf, Words

# As many packs are fetched one by one rather than all.
_FEW = 200
# As many readings are named to a question as those that it leaves out: it then asks all others in
# the order of an index, which takes a fifth of the time.
_FEW_LEFT_OUT = 500
# Packs that lie in memory at once beside what is made of them.
_AT_ONCE = 500

_new = tuple.__new__
_values = json.JSONDecoder().raw_decode
_FAMILY = COLUMNS.index("family")
# Columns of a claim that hold words which come again and again lie between these two.
_WORDS, _NUMBERS = COLUMNS.index("entry"), COLUMNS.index("confidence")

Row = TypeVar("Row", bound=tuple[object, ...])


def open_shelf(
    connection: Connection, families: Sequence[str], known: Sequence[Printed] = ()
) -> Shelf:
    """Return what the states of any view are made from.

    known: Reports that need not be fetched, as none was purged or marked anew since they were.
    """
    readings = _all(connection, Read, schema.readings)
    reports = _reports(connection, readings, known)
    shelf = Shelf(connection, families, reports=[], readings=readings)
    shelf.put(reports, _all(connection, Pair, schema.copies))
    shelf.revised.update((one.report, one) for one in _all(connection, Revised, schema.revised))
    shelf.roots.update(_rooted(_all(connection, Root, schema.roots)))
    return shelf


def _reports(
    connection: Connection, readings: Iterable[Read], known: Sequence[Printed]
) -> list[Printed]:
    """Return every report, of which some are known."""
    if not known:
        return _all(connection, Printed, schema.reports)
    fresh = sorted({read.report for read in readings} - {one.id for one in known})
    found = list(known)
    for part in chunks(fresh):
        found += _all(connection, Printed, schema.reports, schema.reports.c.id.in_(part))
    return found


def fill_shelf(shelf: Shelf, connection: Connection) -> Shelf:
    """Return a shelf with what was entered since it was opened. Nothing was purged since."""
    last = max((one.id for one in shelf.readings), default=0)
    later = schema.readings.c.id > last
    readings = _all(connection, Read, schema.readings, later)
    known = {one.id for one in shelf.reports}
    fresh = sorted({read.report for read in readings} - known)
    for part in chunks(fresh):
        pair, revised = schema.copies.c, schema.revised.c
        reports = _all(connection, Printed, schema.reports, schema.reports.c.id.in_(part))
        among = or_(pair.report.in_(part), pair.other.in_(part))
        shelf.put(reports, _all(connection, Pair, schema.copies, among))
        ours = or_(revised.report.in_(part), revised.before.in_(part))
        found = _all(connection, Revised, schema.revised, ours)
        shelf.revised.update((one.report, one) for one in found)
    shelf.readings.extend(readings)
    roots = _all(connection, Root, schema.roots, schema.roots.c.reading > last)
    shelf.roots.update(_rooted(roots))
    return replace(shelf, connection=connection)


def _all(
    connection: Connection, kind: type[Row], table: Table, *conditions: ColumnElement[bool]
) -> list[Row]:
    """Return rows of a table as named tuples, whose fields are its columns."""
    fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    question = select(*(table.c[name] for name in fields)).where(*conditions)
    return list(map(_new, repeat(kind), connection.execute(question).all()))


def _rooted(roots: Iterable[Root]) -> Iterator[tuple[tuple[int, str], Root]]:
    return (((root.reading, root.claim), root) for root in roots)


def load_state(connection: Connection, view: View, families: Sequence[str]) -> State:
    """Return all that a snapshot of these families is made from."""
    return load_view(open_shelf(connection, families), view)


def load_view(shelf: Shelf, view: View) -> State:
    """Return all that a snapshot is made from, as far as it lies within a view."""
    library = arrange(shelf.reports, shelf.readings, shelf.every_pair(), view=view)
    seen = _load_seen(shelf, library, _asked(shelf, library, view))
    return _state(shelf, view, library, seen=seen)


def load_within(shelf: Shelf, view: View, larger: State) -> State:
    """Return all that a smaller view holds: of claims, what a larger one has of its readings."""
    library = arrange(shelf.reports, shelf.readings, shelf.every_pair(), view=view)
    readings = {read.id for read in library.readings.values()}
    are_within = map(readings.__contains__, map(attrgetter("reading"), larger.seen))
    old = larger if library.readings.items() <= larger.library.readings.items() else None
    return _state(shelf, view, library, seen=list(compress(larger.seen, are_within)), old=old)


def load_later(shelf: Shelf, old: State) -> State | None:
    """Return a later state of a view: the old one's claims in their order, then those since.

    What the desk added is left out. None if a report was read anew.
    """
    library = arrange_later(shelf, old.library, old.view)
    if library is None:
        return None
    before = old.library.readings
    fresh = [library.readings[key] for key in library.readings.keys() - before.keys()]
    seen = list(old.seen)
    for read in sorted(fresh, key=lambda read: library.reports[read.report].order):
        seen += _seen_of(shelf, read)
    return _state(shelf, old.view, library, seen=seen, old=old)


def _seen_of(shelf: Shelf, read: Read) -> list[Seen]:
    """Claims of one reading, in order of the text."""
    if read.id not in shelf.seen:
        ((_, packed),) = _packs(shelf.connection, lambda reading: reading == read.id)
        shelf.seen[read.id] = _claims(packed, read, frozenset(shelf.families), shelf.words)
    return shelf.seen[read.id]


def _asked(shelf: Shelf, library: Library, view: View) -> Within:
    """The condition on the readings of a library, None for all: it would only cost."""
    if len(library.readings) == len(shelf.readings):
        return None
    within = {read.id for read in library.readings.values()}
    left_out = [read.id for read in shelf.readings if read.id not in within]
    if len(left_out) <= _FEW_LEFT_OUT:
        return lambda reading: reading.not_in(left_out)
    newest = newest_readings(view)
    return lambda reading: reading.in_(newest)


def _state(
    shelf: Shelf, view: View, library: Library, *, seen: Sequence[Seen], old: State | None = None
) -> State:
    """Return a state. old: One that has the same readings of those reports that both have."""
    connection = shelf.connection
    actions = load_actions(connection, view.known_by)
    judged = {c for a in actions if a.kind == "judge" for c in a.body["claims"]}
    if judged:  # few of many: no set of all is made
        judged -= {one.claim for one in seen if one.claim in judged}
    return State(
        view=view,
        library=library,
        seen=tuple(seen),
        actions=actions,
        extra=load_claims_by_id(connection, judged),
        roots=shelf.roots,
        **_names_and_notes(shelf, view, library, old=old),
        **_after_changes(shelf, library),
    )


def _names_and_notes(
    shelf: Shelf, view: View, library: Library, *, old: State | None
) -> dict[str, Any]:
    """Return who is named in the readings of a library, and how many notes they have."""
    connection = shelf.connection
    # what the desk added names somebody as long as no reading does, so that it cannot be gone on
    if old is not None and not old.added:
        before, after = old.library.readings, library.readings
        came = [after[report].id for report in after.keys() - before.keys()]
        gone = [before[report].id for report in before.keys() - after.keys()]
        if len(came) + len(gone) <= _FEW_LEFT_OUT:
            named = take_off(old.named, load_named(connection, among(gone)))
            notes = old.notes - count_notes(connection, among(gone))
            return {
                "named": add_up(named, load_named(connection, among(came))),
                "notes": notes + count_notes(connection, among(came)),
            }
    within = _asked(shelf, library, view)
    return {"named": load_named(connection, within), "notes": count_notes(connection, within)}


def _after_changes(shelf: Shelf, library: Library) -> dict[str, Any]:
    """Return what became of claims when articles were changed: `gone`, `stand`, `silent`."""
    within = [
        one for one in shelf.revised.values() if library.previous.get(one.report) == one.before
    ]
    current = (one for one in within if one.report in library.current)
    return {
        "gone": {claim: one.report for one in within for claim in json.loads(one.gone)},
        "stand": frozenset(claim for one in current for claim in json.loads(one.stand)),
        "silent": frozenset(one.report for one in within if one.silent),
    }


def newest_readings(view: View) -> Select[Any]:
    """Return the question for the newest reading of every report within a view."""
    report, reading = schema.reports, schema.readings
    question = (
        select(func.max(reading.c.id))
        .select_from(reading.join(report, report.c.id == reading.c.report))
        .group_by(reading.c.report)
    )
    for condition in within(view):
        question = question.where(condition)
    if view.known_by is not None:
        question = question.where(reading.c.entered <= moment(view.known_by))
    return question


def within(view: View) -> list[ColumnElement[bool]]:
    """Return the conditions on reports that a view sets."""
    report = schema.reports.c
    found: list[ColumnElement[bool]] = []
    if view.up_to != MARKS[-1]:
        found.append(report.mark.in_(marks_up_to(view.up_to)))
    if view.as_of is not None:
        day = func.coalesce(report.published, func.substr(report.retrieved, 1, 10))
        found.append(day <= view.as_of.isoformat())
    if view.known_by is not None:
        found.append(report.entered <= moment(view.known_by))
    return found


def load_actions(
    connection: Connection, known_by: dt.datetime | None = None
) -> tuple[Action, ...]:
    """Return the desk's log in its order."""
    c = schema.actions.c
    question = select(
        c.id, c.at, c.by, c.kind, c.subject, c.body, c.why, c.mark, c.undoes
    ).order_by(c.id)
    if known_by is not None:
        question = question.where(c.at <= moment(known_by))
    return tuple(map(_action, connection.execute(question)))


def load_deeds(connection: Connection, kinds: Collection[str]) -> tuple[Action, ...]:
    """Return the deeds of some kinds that were not taken back, in their order."""
    c = schema.actions.c
    back = select(c.undoes).where(c.undoes.is_not(None))
    question = select(
        c.id, c.at, c.by, c.kind, c.subject, c.body, c.why, c.mark, c.undoes
    ).order_by(c.id)
    found = connection.execute(question.where(c.kind.in_(kinds), c.id.not_in(back)))
    return tuple(map(_action, found))


def _action(row: Any) -> Action:
    return Action(
        id=row.id,
        at=dt.datetime.fromisoformat(row.at),
        by=row.by,
        kind=row.kind,
        subject=row.subject,
        body=json.loads(row.body),
        why=row.why,
        mark=row.mark,
        undoes=row.undoes,
    )


def load_claims_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Seen]:
    """Return claims of any reading by claim id, the newest of each."""
    c = schema.claims.c
    newest: dict[str, int] = {}
    for part in chunks(sorted(ids)):
        question = select(c.claim, func.max(c.reading)).where(c.claim.in_(part)).group_by(c.claim)
        newest.update((row[0], row[1]) for row in connection.execute(question))
    return {
        seen.claim: seen
        for reading in sorted(set(newest.values()))
        for seen in load_reading(connection, reading)
        if newest.get(seen.claim) == reading
    }


def load_reading(connection: Connection, reading: int) -> list[Seen]:
    """Return the claims of one reading, in order of the text."""
    (read,) = _all(connection, Read, schema.readings, schema.readings.c.id == reading)
    ((_, packed),) = _packs(connection, lambda column: column == reading)
    return _claims(packed, read, FAMILY_BY_NAME, None)


def ids_like(connection: Connection, column: ColumnElement[str], prefix: str) -> list[str]:
    """Return the different values of a column that begin with a prefix, in order; 20 at most."""
    question = (
        select(column)
        .where(column >= prefix, column < prefix + "\uffff")
        .distinct()
        .order_by(column)
        .limit(20)
    )
    return list(connection.execute(question).scalars())


def _load_seen(shelf: Shelf, library: Library, readings: Within) -> list[Seen]:
    """Return the claims within a view, by publication, then place in the text."""
    if not shelf.families:
        return []
    missing = [read for read in library.readings.values() if read.id not in shelf.seen]
    if len(missing) <= _FEW:
        for read in missing:
            _seen_of(shelf, read)
    else:
        wanted = {read.id: read for read in missing}
        families = frozenset(shelf.families)
        for reading, packed in _packs(shelf.connection, readings):
            if reading in wanted:
                shelf.seen[reading] = _claims(packed, wanted[reading], families, shelf.words)
    found: list[Seen] = []
    for report in library.reports:
        if report in library.readings:
            found += shelf.seen[library.readings[report].id]
    return found


def _claims(
    packed: Pack, read: Read, families: Collection[str], words: Words | None
) -> list[Seen]:
    """Claims of a pack. words: Columns of claims made before; what is alike is one object."""
    of_all = read.id, read.report, packed.bodies
    found: list[Seen] = []  # made as tuples are: there are a hundred thousand
    for place, row in enumerate(_values(packed.claims)[0]):
        if row[_FAMILY] in families:
            if words is not None:
                _share(row, words)
            found.append(_new(Seen, (*row, *of_all, place)))
    return found


def _share(row: list[Any], words: Words) -> None:
    """Put into a row what came before, where it holds the same."""
    once = words.setdefault
    row[_FAMILY] = once(row[_FAMILY], row[_FAMILY])
    said = row[_WORDS:_NUMBERS]
    row[_WORDS:_NUMBERS] = map(once, said, said)
    row[-1] = once(row[-1], row[-1])


def _packs(connection: Connection, readings: Within) -> Iterator[tuple[int, Pack]]:
    """Yield the packs of readings, some at a time; one that is missing is made again."""
    reading, stored = schema.readings.c, schema.packs.c
    claims = cast(stored.claims, Text)  # those of a book are there as bytes
    question = select(reading.id, claims, stored.bodies).select_from(
        schema.readings.join(schema.packs, isouter=True)
    )
    if readings is not None:
        question = question.where(readings(reading.id))
    for rows in connection.execute(question).partitions(_AT_ONCE):
        for id_, claims, bodies in rows:
            yield id_, _pack_again(connection, id_) if claims is None else Pack(claims, bodies)


def _pack_again(connection: Connection, reading: int) -> Pack:
    return pack(load_rows(connection, reading))


def load_rows(connection: Connection, reading: int) -> Iterator[dict[str, Any]]:
    """Yield what a pack is made of: the claims of a reading, in order of start, one at a time."""
    c, r = schema.claims.c, schema.readings.c
    columns = (c[name] for name in (*COLUMNS, "body"))
    report = select(r.report).where(r.id == reading).scalar_subquery()  # of it there is an index
    question = select(*columns).where(c.report == report, c.reading == reading).order_by(c.start)
    for some in connection.execute(question).mappings().partitions(_AT_ONCE):
        yield from map(dict, some)
