"""The register of actors: who is one, and who acts for whom. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from detente.model.actors import UNNAMED, ActorKind, Authority
from detente.model.snapshot import Party
from detente.record.facts import Named, Seen, lines
from detente.record.resolve import best_name, folded_name

# What register ids of unnamed sources begin with.
NAMELESS = "u-"
_LONGEST_CHAIN = 5  # spokesman, ministry, government, state, bloc


@dataclass(frozen=True, slots=True)
class People:
    """Actors of a view, after what the desk merged.

    root: Register id -> the id that stands for it (itself, unless merged).
    names: Root -> display name. counts: Root -> names with how often each was read.
    rows: Root -> what was read of it. acts_for: Root -> root of the party that it speaks for.
    ids: Folded name -> the root that bears it; of several the first.
    asked: What `shown` gave; the same few are asked for again and again.
    """

    root: Mapping[str, str]
    names: Mapping[str, str]
    counts: Mapping[str, Counter[str]]
    rows: Mapping[str, tuple[Named, ...]]
    acts_for: Mapping[str, str]
    ids: Mapping[str, str]
    asked: dict[str, tuple[str, ...] | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def find(self, actor: str) -> str:
        """Return the id that stands for an actor."""
        return self.root.get(actor, actor)

    def party(self, actor: str) -> str:
        """Return the party that an actor counts for: itself if it speaks for nobody."""
        actor = self.find(actor)
        return self.acts_for.get(actor, actor)

    def id_of(self, name: str) -> str | None:
        """Return the actor of a name, as read or as shown; None if there is none."""
        return self.ids.get(folded_name(name))

    def shown(self, who: str) -> tuple[str, ...] | None:
        """Return the display names of actors, each once; None if one of them has none.

        who: Their register ids, one a line.
        """
        if who not in self.asked:
            found = [self.names.get(self.find(actor)) for actor in lines(who)]
            named = dict.fromkeys(name for name in found if name is not None)
            self.asked[who] = None if None in found else tuple(named)
        return self.asked[who]

    def teller(self, seen: Seen, name: str, *, reported_by: str) -> tuple[str, str | None, str]:
        """Return who gives a status: shown name, party, and kind as in `contacts.Told`."""
        if name == "narrator":
            return name, None, "outlet"
        if name.startswith("unnamed: "):
            return name, None, "unnamed"
        key = seen.speaker if name == reported_by and seen.speaker else self.id_of(name)
        if key is None:
            return name, None, "other"
        party = self.party(key)
        met = {self.party(actor) for actor in lines(seen.core)}
        shown = self.names.get(party if party in met else self.find(key), name)
        return shown, party, "party" if party in met else "other"

    def parties(self, holding: frozenset[str]) -> tuple[Party, ...]:
        """Return the register's actors by name. holding: Those that hold a position."""
        found = [self._party(key, key in holding) for key in self.rows]
        return tuple(sorted(found, key=lambda p: (p.name, p.id)))

    def _party(self, key: str, holds: bool) -> Party:
        rows = self.rows[key]
        names = self.counts[key]
        target = self.acts_for.get(key)
        shown = self.names[key]
        return Party(
            id=key,
            name=shown,
            kind=cast(ActorKind, _most(rows, lambda row: row.kind) or "organisation"),
            names=(shown, *sorted(name for name in names if name != shown)),
            role=_most(rows, lambda row: row.role),
            acts_for=self.names.get(target) if target else None,
            authority=cast("Authority | None", _most(rows, lambda row: row.authority)),
            is_party=holds,
        )


def gather(named: Iterable[Named], root: Mapping[str, str]) -> People:
    """Return the actors of a view.

    root: What the desk merged, register id -> id that stands for it. The first of the merged ids
    gives its most usual name.
    """
    rows: dict[str, list[Named]] = {}
    counts: dict[str, Counter[str]] = {}
    own: dict[str, Counter[str]] = {}
    for row in named:
        key = root.get(row.actor, row.actor)
        rows.setdefault(key, []).append(row)
        counts.setdefault(key, Counter())[row.name] += row.times
        if row.actor == key:
            own.setdefault(key, Counter())[row.name] += row.times
    names = {key: best_name(own.get(key) or found) for key, found in counts.items()}
    direct: dict[str, str] = {}
    for key, found in rows.items():
        party = _most(found, lambda row: row.party)
        if party is not None and root.get(party, party) != key:
            direct[key] = root.get(party, party)
    ids: dict[str, str] = {}
    for key, found_names in counts.items():
        for name in found_names:
            ids.setdefault(folded_name(name), key)
    return People(
        root=root,
        names=names,
        counts=counts,
        rows={key: tuple(found) for key, found in rows.items()},
        acts_for={key: _end(key, direct) for key in direct},
        ids=ids,
    )


def is_nameless(actor: str) -> bool:
    """Whether a register id is that of an unnamed source."""
    return actor.startswith(NAMELESS)


def described(name: str) -> str:
    """Return an unnamed source as a reader says it: "unnamed: a diplomat" -> "a diplomat"."""
    return name.removeprefix(UNNAMED)


def _end(key: str, direct: Mapping[str, str]) -> str:
    seen = [key]
    while seen[-1] in direct and direct[seen[-1]] not in seen and len(seen) <= _LONGEST_CHAIN:
        seen.append(direct[seen[-1]])
    return seen[-1]


def _most(rows: Iterable[Named], value: Callable[[Named], str | None]) -> str | None:
    counts: Counter[str] = Counter()
    for row in rows:
        found = value(row)
        if found is not None:
            counts[found] += row.times
    return min(counts, key=lambda text: (-counts[text], text)) if counts else None
