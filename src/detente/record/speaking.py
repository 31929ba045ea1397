"""Who spoke for whom, and how often, by all that is surely said. Pure."""

from __future__ import annotations

from detente.model.actors import Spoken
from detente.model.snapshot import Entry
from detente.record.folded import Folded
from detente.record.people import is_nameless


def spoken(folded: Folded) -> tuple[Spoken, ...]:
    """Return who speaks for a party in sure statements, by name; unnamed sources are left out."""
    found: dict[tuple[str, str], list[Entry]] = {}
    people = folded.people
    for entry in folded.live("statements"):
        speaker = folded.seen[folded.groups[entry.id].members[0]].who
        if is_nameless(speaker):
            continue
        by = people.find(speaker)
        if by in people.acts_for and entry.sure:
            found.setdefault((people.names[by], people.names[people.party(by)]), []).append(entry)
    return tuple(_spoken(who, whom, entries) for (who, whom), entries in sorted(found.items()))


def _spoken(who: str, whom: str, entries: list[Entry]) -> Spoken:
    days = [day for e in entries for day in (e.first_published, e.last_published) if day]
    ids = tuple(entry.id for entry in entries)
    first, last = min(days, default=None), max(days, default=None)
    return Spoken(who=who, whom=whom, statements=ids, first=first, last=last)
