"""What a user calls a thing, to its id: names, ids, and beginnings of ids."""

from __future__ import annotations

from sqlalchemy import Connection

from detente.model.actors import UNNAMED
from detente.model.errors import NoSuchEntry, UnknownName
from detente.record import log, schema
from detente.record.facts import Library
from detente.record.folded import Folded
from detente.record.loading import ids_like

SHORTEST_PREFIX = 4


def report_id(connection: Connection, id_: str, library: Library | None = None) -> str:
    """Return the id of a report that a beginning stands for. Errors: NoSuchEntry.

    library: Those that may be shown; None for all.
    """
    found = ids_like(connection, schema.reports.c.id, id_) if id_ else []
    if library is not None and (above := set(found) - set(library.reports)):
        found = [one for one in found if one not in above]
        if not found:
            raise NoSuchEntry(f"report {id_!r} has a higher mark; ask for one")
    if id_ in found:
        return id_
    if len(found) == 1 and len(id_) >= SHORTEST_PREFIX:
        return found[0]
    if len(found) > 1:
        raise NoSuchEntry(f"report {id_!r} may be any of {', '.join(found)}; write more of it")
    if log.is_buried(connection, id_):
        raise NoSuchEntry(f"report {id_!r} was purged; only its tombstone is left")
    raise NoSuchEntry(f"there is no report {id_!r} in the record; list them to find its id")


def actor_ids(folded: Folded, name: str) -> frozenset[str]:
    """Return the register ids of an actor and of all who act for it. Errors: UnknownName."""
    people = folded.people
    if name.startswith(UNNAMED):
        return frozenset({name})
    found = {people.find(key) for key in {*people.rows, *people.root} if _begins(key, name)}
    if (named := people.id_of(name)) is not None:
        found = {named}
    if not found:
        raise UnknownName("actor", name, people.names.values())
    key = people.find(only(found, "actor", name))
    return frozenset({key} | {one for one, party in people.acts_for.items() if party == key})


def issue_ids(folded: Folded, name: str) -> frozenset[str]:
    """Return the ids of an issue and of all below it. Errors: UnknownName."""
    issues = folded.register.issues()
    found = {i.id for i in issues if name.casefold() == i.name.casefold()}
    if not found and (begun := {i.id for i in issues if _begins(i.id, name)}):
        found = {only(begun, "issue", name)}
    if not found:
        raise UnknownName("issue", name, [i.name for i in issues])
    while more := {i.id for i in issues if i.parent in found} - found:
        found |= more
    return frozenset(found)


def only(found: set[str], what: str, id_: str) -> str:
    """Return the one id that a beginning stands for. Errors: NoSuchEntry, listing several."""
    if len(found) == 1:
        return next(iter(found))
    if not found:
        raise NoSuchEntry(f"there is no {what} {id_!r} in the record; list them to find its id")
    listed = ", ".join(sorted(found))
    raise NoSuchEntry(f"{what} {id_!r} may be any of {listed}; write more of it")


def _begins(key: str, beginning: str) -> bool:
    return key == beginning or (len(beginning) >= SHORTEST_PREFIX and key.startswith(beginning))
