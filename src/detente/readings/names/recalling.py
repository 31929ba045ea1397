"""Who was named before: in a text read in pieces a surname finds its bearer of earlier pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.model.actors import Actor
from detente.readings.names.identity import fold, surname
from detente.readings.names.parties import Party

# Who was named before, by name, without mentions.
Known = Mapping[str, Actor]
NOBODY: Known = {}


def recall(parties: Sequence[Party], known: Known) -> None:
    """Give parties the name, and whom they act for, that earlier pieces told of them.

    A surname alone is that of the one person known who bears it; of several it is nobody's.
    """
    if not known:
        return
    bearers = _bearers(known)
    names = {party.name for party in parties}
    for party in parties:
        actor = known.get(party.name)
        if actor is None and _is_bare(party):
            actor = bearers.get(fold(party.name))
            if actor is None or actor.name in names:
                continue
            party.name, party.kind = actor.name, "person"
        if actor is not None and party.kind == actor.kind:
            party.acts_for = party.acts_for or actor.acts_for


def completed(actor: Actor, known: Known) -> Actor:
    """Return an actor with the role that earlier pieces told, if this one tells none."""
    before = known.get(actor.name)
    if before is None or before.kind != actor.kind:
        return actor
    return replace(
        actor,
        role=actor.role or before.role,
        authority=actor.authority or before.authority,
    )


def _is_bare(party: Party) -> bool:
    """Whether nothing is told of a party but a name of one word, as of a person."""
    return " " not in party.name and party.kind in ("person", "none") and not party.listed


def _bearers(known: Known) -> dict[str, Actor | None]:
    """The one person who bears each surname; None where several do."""
    found: dict[str, Actor | None] = {}
    for actor in known.values():
        if actor.kind == "person" and " " in actor.name:
            last = fold(surname(tuple(actor.name.split())))
            found[last] = None if last in found else actor
    return found
