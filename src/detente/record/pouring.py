"""Values as long as a book, poured into a row piece by piece: they never lie in memory whole.

A value that a statement carries is there five times over: as it was made, as bytes, as bound, as a
row, as pages. SQLite can leave room for one and take its bytes afterwards. PostgreSQL, and the
driver of encrypted files, cannot: to them it is given whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Table, Text, cast, func, insert

# Texts of so many characters are poured; shorter ones cost less as they are.
LONG = 1_000_000
# Characters of a text that are turned into bytes at once.
_AT_ONCE = 1 << 16
# Bytes that are written at once.
_MUCH = 1 << 22

Room: TypeAlias = Callable[[int], ColumnElement[Any]]
Parts: TypeAlias = Iterable[tuple[bytes, ...]]


def can_pour(connection: Connection) -> bool:
    """Whether the database takes values piece by piece."""
    return hasattr(connection.connection.driver_connection, "blobopen")


def room(size: int) -> ColumnElement[Any]:
    """Return a value of so many bytes that takes no memory; it is read as bytes."""
    return func.zeroblob(size)


def room_for_words(size: int) -> ColumnElement[Any]:
    """Return one that is read as a text; it takes its size twice, until it is written."""
    return cast(func.zeroblob(size), Text)


def insert_poured(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    *,
    rooms: Mapping[str, Room],
    parts: Callable[[], Parts],
) -> int:
    """Put a row in, and what is long of it behind it; return its number.

    rooms: By column. parts: What goes into each column, in order; asked for twice, as the size
    must be known before.
    """
    sizes = dict.fromkeys(rooms, 0)
    for some in parts():
        for name, part in zip(rooms, some, strict=True):
            sizes[name] += len(part)
    left = {name: rooms[name](size) for name, size in sizes.items()}
    key: int = connection.execute(insert(table).values(left), row).lastrowid
    raw: Any = connection.connection.driver_connection
    with ExitStack() as opened:
        blobs = [opened.enter_context(raw.blobopen(table.name, name, key)) for name in rooms]
        for number, much in _gathered(parts()):
            blobs[number].write(much)
    return key


def _gathered(parts: Parts) -> Iterator[tuple[int, bytes]]:
    """Yield what goes into a column, by number, much at once.

    SQLite looks for its place in a value from the start whenever another value was written.
    """
    waiting: dict[int, bytearray] = {}
    for some in parts:
        for number, part in enumerate(some):
            much = waiting.setdefault(number, bytearray())
            much += part
            if len(much) >= _MUCH:
                yield number, bytes(much)
                much.clear()
    yield from ((number, bytes(much)) for number, much in waiting.items())


def encoded(text: str) -> Iterator[tuple[bytes]]:
    """Yield a text in bytes, some characters at a time."""
    for start in range(0, len(text), _AT_ONCE):
        yield (text[start : start + _AT_ONCE].encode(),)
