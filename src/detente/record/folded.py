"""A state with its claims folded into entries; entries open their claims when asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from detente.model.claims import Contact, StatusBy
from detente.model.snapshot import Entry, Party, Sighting
from detente.record import stored
from detente.record.contacts import Told, status_line
from detente.record.decisions import Decisions
from detente.record.facts import Seen, State, lines
from detente.record.identity import names_of
from detente.record.judging import Verdicts
from detente.record.people import People
from detente.record.register import Placement, Register


@dataclass(slots=True)
class Group:
    """Claims that say the same thing, in order of publication.

    members: Indices into the folded claims. placement: For positions.
    """

    family: str
    members: list[int] = field(default_factory=list)
    placement: Placement | None = None
    rejected: bool = False


@dataclass(slots=True)
class Folded:
    """A state, folded: entries with what they were made from.

    seen: Claims with the desk's corrections. by_family: Live entries, oldest first.
    groups: Entry id -> its group. ids: Every id by which an entry can be called -> entry id.
    """

    state: State
    decisions: Decisions
    verdicts: Verdicts
    people: People
    register: Register
    seen: list[Seen]
    by_family: dict[str, list[Entry]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    parties: tuple[Party, ...] = ()

    def live(self, family: str) -> list[Entry]:
        """Return the entries of a family that are neither rejected nor gone, oldest first."""
        return self.by_family.get(family, [])

    def concerned(self, entry: Entry) -> tuple[str, ...]:
        """Return the register ids (after merges) and names of all whom an entry concerns."""
        seen = [self.seen[i] for i in self.groups[entry.id].members]
        ids = [self.people.find(actor) for one in seen for actor in lines(one.who)]
        return (*dict.fromkeys(ids), *entry.actors)


@dataclass(frozen=True, slots=True)
class Later:
    """Makes those fields of an entry that need its claims opened."""

    folded: Folded
    group: Group

    def __call__(self, entry: Entry, name: str) -> Any:
        """Return the value of the field."""
        return getattr(self, f"_{name}")(entry)

    def _seen(self) -> list[Seen]:
        return [self.folded.seen[i] for i in self.group.members]

    def _sightings(self, entry: Entry) -> tuple[Sighting, ...]:
        library = self.folded.state.library
        return tuple(
            stored.sighting(s, library.reports[s.report], library.origins[s.report])
            for s in self._seen()
        )

    def _origins(self, entry: Entry) -> int:
        origins = self.folded.state.library.origins
        return len({origins[s.report] for s in self._seen()})

    def _outlets(self, entry: Entry) -> int:
        reports = self.folded.state.library.reports
        return len({reports[s.report].outlet for s in self._seen()})

    def _claim(self, entry: Entry) -> Any:
        verdicts = self.folded.verdicts
        wanted = [
            n for n, i in enumerate(self.group.members) if verdicts.on and verdicts.fields(i)
        ]
        return entry.sightings[wanted[0] if wanted else 0].body

    def _actors(self, entry: Entry) -> tuple[str, ...]:
        seen = self._seen()[0]
        people = self.folded.people
        ids = lines(seen.who)
        if any(people.find(i) not in people.names for i in ids):
            read = names_of(entry.sightings[0].body)
            pairs = zip(ids, read, strict=False)
            shown = [people.names.get(people.find(i), name) for i, name in pairs]
        else:
            shown = [people.names[people.find(i)] for i in ids]
        return tuple(dict.fromkeys(shown))

    def _told(self, entry: Entry) -> list[tuple[Told, StatusBy]]:
        found: list[tuple[Told, StatusBy]] = []
        people = self.folded.people
        for sighting, seen in zip(entry.sightings, self._seen(), strict=True):
            body = sighting.body
            assert isinstance(body, Contact)  # noqa: S101  (only contacts have a life)
            for status in body.statuses or (StatusBy(body.status, body.reported_by),):
                by, party, kind = _teller(people, seen, status.by, body.reported_by)
                by = sighting.outlet if kind == "outlet" else by
                told = Told(status.status, by, party, kind, sighting.origin)
                found.append((told, StatusBy(status.status, by)))
        return found

    def _statuses(self, entry: Entry) -> tuple[StatusBy, ...]:
        if self.group.family != "contacts":
            return ()
        return tuple(dict.fromkeys(status for _, status in self._told(entry)))

    def _status_line(self, entry: Entry) -> str | None:
        if self.group.family != "contacts":
            return None
        people = self.folded.people
        every = {people.party(a) for s in self._seen() for a in lines(s.core)}
        return status_line([told for told, _ in self._told(entry)], frozenset(every))


def _teller(
    people: People, seen: Seen, name: str, reported_by: str
) -> tuple[str, str | None, str]:
    """Who gives a status: shown name, party, and kind as in `contacts.Told`."""
    if name == "narrator":
        return name, None, "outlet"
    if name.startswith("unnamed: "):
        return name, None, "unnamed"
    key = seen.speaker if name == reported_by and seen.speaker else people.id_of(name)
    if key is None:
        return name, None, "other"
    party = people.party(key)
    met = {people.party(actor) for actor in lines(seen.core)}
    shown = people.names.get(party if party in met else people.find(key), name)
    return shown, party, "party" if party in met else "other"
