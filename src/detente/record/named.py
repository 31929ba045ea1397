"""Who is named in readings, how often, and how many notes they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from detente.record import schema
from detente.record.facts import Named

# Says of a column of readings that it is one of those asked about; None where all are.
Within = Callable[[ColumnElement[int]], ColumnElement[bool]] | None


def among(readings: Sequence[int]) -> Within:
    """Return the condition of being one of a few readings."""
    return lambda reading: reading.in_(readings)


def load_named(connection: Connection, readings: Within) -> tuple[Named, ...]:
    """Return who is named in readings, by words."""
    c = schema.actors.c
    columns = [c[name] for name in schema.NAMED]
    question = select(*columns, func.count()).where(c.actor.like("a-%")).group_by(*columns)
    if readings is not None:
        question = question.where(readings(c.reading))
    return _by_words(Named._make(row) for row in connection.execute(question).all())


def add_up(old: Sequence[Named], later: Sequence[Named]) -> tuple[Named, ...]:
    """Return how often each was named in two sets of readings together."""
    if not later:
        return tuple(old)
    found = {row[:-1]: row for row in old}
    for row in later:
        before = found.get(row[:-1])
        found[row[:-1]] = row if before is None else row._replace(times=before.times + row.times)
    return _by_words(found.values())


def take_off(every: Sequence[Named], those: Sequence[Named]) -> tuple[Named, ...]:
    """Return how often each was named in a set of readings without some of them."""
    if not those:
        return tuple(every)
    found = {row[:-1]: row for row in every}
    for row in those:
        left = found.pop(row[:-1])
        if left.times > row.times:
            found[row[:-1]] = left._replace(times=left.times - row.times)
    return _by_words(found.values())


def _by_words(rows: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(rows, key=lambda row: tuple(str(value or "") for value in row)))


def count_notes(connection: Connection, readings: Within) -> int:
    """Return how many notes readings have."""
    question = select(func.count()).select_from(schema.notes)
    if readings is not None:
        question = question.where(readings(schema.notes.c.reading))
    return connection.execute(question).scalar_one()
