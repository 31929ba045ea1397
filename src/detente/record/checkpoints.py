"""Where folded states are put away, and when one may stand for what folding would give.

A state goes with the numbers of the last reading and deed that it was made from, the digest of the
code that made it and its own digest. Where any of that does not fit, it is as if there were none.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from detente.model.text import Mark
from detente.record import program, schema
from detente.record.deriving import IDLE
from detente.record.facts import Printed, View
from detente.record.folded import Folded
from detente.record.loading import load_actions
from detente.record.rolling import roll_up
from detente.record.shelf import Shelf
from detente.record.unrolling import Beside, printed, take_claims, unroll
from detente.record.version import Version, swept_since

# What folding follows from: the packages of the words and of the record, data included.
PACKAGES = ("model", "record")
# What may be wrong with a body that another hand made.
_ODD = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError)
# A state is put away again once this share of its readings is new.
FRESH_SHARE = 0.005


class Checkpoint(NamedTuple):
    """A state that was put away, without its body."""

    reading: int
    deed: int
    code: str
    digest: str


def rolled(folded: Folded) -> bytes | None:
    """Return a state as it can be put away; None if it cannot."""
    try:
        return roll_up(folded)
    except _ODD:
        return None


def is_near(stored: Checkpoint, version: Version, folded: Folded) -> bool:
    """Whether what is put away is so near to a state that it is gone on from at little cost."""
    state = folded.state
    fresh = sum(read.id > stored.reading for read in state.library.readings.values())
    done = any(one.id > stored.deed and one.kind not in IDLE for one in state.actions)
    same = stored.reading <= version.reading and stored.deed <= version.deed
    return same and not done and fresh <= FRESH_SHARE * len(state.library.readings)


def put_away(connection: Connection, mark: Mark, version: Version, *, body: bytes) -> None:
    """Put a state away in place of the one before, if nothing of it was purged since."""
    if not code() or swept_since(connection, version.deed):
        return
    c = schema.checkpoints.c
    connection.execute(delete(schema.checkpoints).where(c.mark == mark))
    connection.execute(
        insert(schema.checkpoints).values(
            mark=mark,
            reading=version.reading,
            deed=version.deed,
            code=code(),
            digest=digest_of(body),
            body=body,
        )
    )


def checkpoint_of(connection: Connection, mark: Mark) -> Checkpoint | None:
    """Return what is put away of a mark by this very program, if it may be used."""
    c = schema.checkpoints.c
    question = select(c.reading, c.deed, c.code, c.digest).where(c.mark == mark)
    row = connection.execute(question).first()
    if row is None:
        return None  # nor is the code read, by each command
    if not code() or row.code != code() or swept_since(connection, row.deed):
        return None
    return Checkpoint(*row)


class Stored(NamedTuple):
    """A state that was put away and may be used. body: Its columns, whole."""

    mark: Mark
    version: Version
    body: bytes

    def reports(self) -> list[Printed]:
        """Return the reports that the record held then; none where they are to be fetched."""
        try:
            return printed(self.body)
        except _ODD:  # of another hand than ours
            return []


def stored(connection: Connection, mark: Mark, now: Version) -> Stored | None:
    """Return the state that was put away of a mark; None where there is none to be used.

    now: Version of what the tables hold.
    """
    found = checkpoint_of(connection, mark)
    if found is None or found.reading > now.reading or found.deed > now.deed:
        return None
    c = schema.checkpoints.c
    body = connection.execute(select(c.body).where(c.mark == mark)).scalar_one()
    if digest_of(body) != found.digest:
        return None
    return Stored(mark, Version(found.reading, found.deed), body)


def restore(connection: Connection, kept: Stored, shelf: Shelf) -> Folded | None:
    """Return a state that was put away, None if it is none.

    shelf: What the tables hold now; it has the state's claims then.
    """
    actions = tuple(one for one in load_actions(connection) if one.id <= kept.version.deed)
    packed = select(schema.packs.c.reading, schema.packs.c.bodies)
    bodies = {row[0]: row[1] for row in connection.execute(packed).all()}
    try:
        folded = unroll(kept.body, Beside(View(up_to=kept.mark), shelf, actions, bodies))
    except _ODD:  # of another hand than ours
        return None
    take_claims(shelf, folded.state)
    return folded


@cache
def code() -> str:
    """Return the digest of the code and data that folding follows from; "" if it has none."""
    return program.code(*PACKAGES)


def digest_of(body: bytes) -> str:
    """Return the digest that tells a damaged body."""
    return hashlib.sha256(body).hexdigest()
