"""What a paper is about: a party, an issue or a contact of a snapshot, by name or id."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.errors import NoSuchEntry, UnknownName
from detente.model.snapshot import Entry, Issue, Party, Snapshot

# Letters of an id that tell it from others, as everywhere.
SHORTEST_PREFIX = 4


def party_named(snapshot: Snapshot, name: str) -> Party:
    """Return an actor of the register by one of its names, or its id. Errors: UnknownName."""
    wanted = " ".join(name.split()).casefold()
    found = [p for p in snapshot.parties if wanted in {n.casefold() for n in _names(p)}]
    if not found:
        raise UnknownName("actor", name, sorted(party.name for party in snapshot.parties))
    return found[0]


def issue_named(snapshot: Snapshot, name: str) -> Issue:
    """Return an issue of the register by its name or id. Errors: UnknownName."""
    wanted = " ".join(name.split()).casefold()
    for issue in snapshot.issues:
        if wanted in {issue.id.casefold(), issue.name.casefold()}:
            return issue
    raise UnknownName("issue", name, sorted(issue.name for issue in snapshot.issues))


def contact_of(snapshot: Snapshot, id_: str) -> Entry:
    """Return a contact by its id, that of a claim in it, or the beginning of one.

    Errors: NoSuchEntry, also if several begin so.
    """
    found = [e for e in snapshot.contacts if id_ in _ids(e)]
    if not found and len(id_) >= SHORTEST_PREFIX:
        found = [e for e in snapshot.contacts if any(k.startswith(id_) for k in _ids(e))]
    if len(found) > 1:
        listed = ", ".join(entry.id for entry in found)
        raise NoSuchEntry(f"{id_!r} may be any of {listed}; write more of it")
    if not found:
        raise NoSuchEntry(f"there is no contact {id_!r} here; 'detente list contacts' has the ids")
    return found[0]


def speaking_for(snapshot: Snapshot, party: Party) -> frozenset[str]:
    """Return the names under which a party or one who speaks for it is told of."""
    return frozenset(
        name
        for one in snapshot.parties
        if one.id == party.id or one.acts_for in party.names
        for name in one.names
    ) | {party.name}


def under(snapshot: Snapshot, issue: Issue) -> frozenset[str]:
    """Return the ids of an issue and of all below it."""
    found = {issue.id}
    while more := {i.id for i in snapshot.issues if i.parent in found} - found:
        found |= more
    return frozenset(found)


def _names(party: Party) -> Iterable[str]:
    return (party.id, party.name, *party.names)


def _ids(entry: Entry) -> set[str]:
    return {entry.id, *(sighting.claim for sighting in entry.sightings)}
