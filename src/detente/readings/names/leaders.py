"""Heads of states whom everybody knows: "President Donald Trump" needs no country beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from detente.readings.names.identity import fold, same_person, surname
from detente.readings.names.lexicon import words
from detente.readings.names.parties import Party
from detente.readings.nlp import Parse
from detente.readings.rules import shipped_lists


@dataclass(frozen=True, slots=True)
class Leader:
    """A head of a state or of its government, for some years.

    office: A word of the title. first, last: Years in office; last None where it goes on.
    """

    name: str
    state: str
    office: str
    first: int
    last: int | None

    def serves(self, day: dt.date | None) -> bool:
        """Whether the leader was in office in the year of a day; True if no day is given."""
        if day is None:
            return True
        return self.first <= day.year <= (day.year if self.last is None else self.last)


@cache
def leaders() -> tuple[Leader, ...]:
    """Return the leaders of the list."""
    return tuple(
        Leader(row["name"], row["of"], row["office"], row["from"], row.get("to"))
        for row in shipped_lists("people")["leaders"]
    )


def recognise(parse: Parse, parties: Sequence[Party], day: dt.date | None) -> dict[str, str]:
    """Set for whom known leaders act, complete their names; return the office by name.

    A surname alone is a leader's only beside the title, or where the text names the state.
    """
    states = {p.name for p in parties if p.kind == "state"}
    taken = {p.name for p in parties}
    offices: dict[str, str] = {}
    for party in parties:
        if party.kind not in ("person", "none") or not _may_lead(parse, party):
            continue
        found = {row.state: row for row in _fitting(parse, party, states) if row.serves(day)}
        if len(found) != 1:
            continue
        leader = next(iter(found.values()))
        if " " not in party.name and leader.name not in taken:
            party.name = leader.name
        party.kind = "person"
        party.acts_for = party.acts_for or leader.state
        offices[party.name] = leader.office
    return offices


def _fitting(parse: Parse, party: Party, states: set[str]) -> Iterator[Leader]:
    """Yield the leaders whose name a person may bear."""
    name = tuple(party.name.split())
    for leader in _alike(name):
        told = len(name) > 1 or leader.state in states
        if told or _is_titled(parse, party, leader.office):
            yield leader


@lru_cache(maxsize=10_000)
def _alike(name: tuple[str, ...]) -> tuple[Leader, ...]:
    """The leaders who may be called by a full name, or by a surname."""
    if len(name) > 1:
        return tuple(row for row in leaders() if same_person(tuple(row.name.split()), name))
    return tuple(
        row for row in leaders() if fold(surname(tuple(row.name.split()))) == fold(name[0])
    )


def _is_titled(parse: Parse, party: Party, office: str) -> bool:
    return any(office in r.text(parse).lower().split() for r in party.roles)


def _may_lead(parse: Parse, party: Party) -> bool:
    """Whether no role of a person speaks against it: a former president, a historian."""
    for role in party.roles:
        said = {w.lower() for w in role.text(parse).split()}
        head = parse.tokens[role.head].lower
        if said & words("titles", "former") or head in words("titles", "houses", "private"):
            return False
    return True
