"""A state with its claims folded into entries; entries open their claims when asked. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from detente.model.claims import Claim, Contact, StatusBy
from detente.model.snapshot import (
    Delta,
    Entry,
    Judgement,
    Party,
    Review,
    Sighting,
    Snapshot,
    Standing,
)
from detente.record import stored
from detente.record.contacts import Told, status_line
from detente.record.decisions import Decisions
from detente.record.doubt import is_any_sure, sure_ones
from detente.record.facts import Ordered, Printed, Seen, State, by_report, lines
from detente.record.identity import names_of
from detente.record.judging import Places, Verdicts
from detente.record.people import People
from detente.record.register import Placement, Register
from detente.record.roots import count_roots
from detente.record.telling import told_best
from detente.record.voices import voiced
from detente.record.whence import Ground, sightings, traces

Rank = tuple[Ordered, int, str, str]


class Step(NamedTuple):
    """One growth: of which state, and the ids of the entries that it took away or made."""

    of: object
    made: frozenset[str]


@dataclass(slots=True)
class Folded:
    """A state, folded: entries with what they were made from.

    seen: Claims with the desk's corrections. by_family: Live entries, oldest first.
    groups: Entry id -> its group. days: Report -> its day of publication.
    groups_of: Of each claim, its group. contested: Ids that several entries would have.
    grouping: Folding's own, to go on from; None once a later state went on from it.
    cells: Who stands where, as far as it is known already. grown: Whether it was folded from an
    older state: claims added since are the last of `seen`, wherever they belong by publication.
    stances: All cells in order, once made. summaries: Snapshots of it, by what was asked for.
    possible: Number of live entries of a family that are not sure, once counted.
    deltas: What changed up to it, by since when.
    mark: Tells it from every other state, but for those that show the same to another view.
    steps: The latest states that it grew from, each with the entries that were made again then.
    by_cell: Live positions by party and proposition, oldest first, once asked for.
    noted: What was worked out of single claims, by what and index; states that grow share it.
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
    parties: tuple[Party, ...] = ()
    days: dict[str, dt.date | None] = field(default_factory=dict)
    groups_of: list[Group | None] = field(default_factory=list)
    contested: set[str] = field(default_factory=set)
    cells: dict[tuple[str, str], Standing] = field(default_factory=dict)
    stances: tuple[Standing, ...] | None = None
    grouping: object | None = None
    grown: bool = False
    summaries: dict[object, Snapshot] = field(default_factory=dict)
    possible: dict[str, int] | None = None
    deltas: dict[object, Delta] = field(default_factory=dict)
    mark: object = field(default_factory=object)
    steps: tuple[Step, ...] = ()
    by_cell: dict[tuple[str, str], list[Entry]] | None = None
    noted: dict[tuple[str, int], tuple[Seen, Any]] = field(default_factory=dict)
    _places: Places | None = None
    _reports_seen: dict[str, list[int]] | None = None

    def __post_init__(self) -> None:
        """Read the days of publication of reports whose day is not known yet."""
        known, reports = self.days, self.state.library.reports
        fresh = reports.keys() - known.keys()
        if fresh:
            self.days = {**known, **{key: _day(reports[key]) for key in fresh}}

    def rank(self, index: int) -> Rank:
        """Return what sorts claims by publication, then place in the text."""
        one = self.state.seen[index]
        return self.state.library.reports[one.report].order, one.start, one.family, one.claim

    def touched_since(self, mark: object) -> frozenset[str] | None:
        """Return the entries that may not be what they were in an older state; None: any may.

        mark: Of the older state.
        """
        if self.mark is mark:
            return frozenset()
        found: set[str] = set()
        for step in reversed(self.steps):
            found |= step.made
            if step.of is mark:
                return frozenset(found)
        return None

    def live(self, family: str) -> list[Entry]:
        """Return the entries of a family that are neither rejected nor gone, oldest first."""
        return self.by_family.get(family, [])

    def concerned(self, entry: Entry) -> tuple[str, ...]:
        """Return the register ids (after merges) and names of all whom an entry concerns."""
        seen = [self.seen[i] for i in self.groups[entry.id].members]
        ids = [self.people.find(actor) for one in seen for actor in lines(one.who)]
        return (*dict.fromkeys(ids), *entry.actors)

    def of_report(self, report: str) -> Iterable[int]:
        """Return the indices of a report's claims, in order."""
        return (i for i in self.reports_seen.get(report, ()) if i < len(self.seen))

    @property
    def reports_seen(self) -> dict[str, list[int]]:
        """Report -> indices of its claims; states that grow share it, so some may be later."""
        if self._reports_seen is None:
            self._reports_seen = by_report(self.state.seen)
        return self._reports_seen

    def know_places(self, reports_seen: dict[str, list[int]]) -> None:
        """Take the indices of each report's claims, where they are known already."""
        self._reports_seen = reports_seen

    @property
    def places(self) -> Places:
        """Where the claims are."""
        if self._places is None:
            self._places = Places(self.state.seen)
        return self._places

    def called(self, id_: str) -> str | None:
        """Return the id of the entry that is called so, by its claims' words; None without one."""
        if id_ in self.entries:
            return id_
        return self.first_of(self.places.by_entry.get(id_, ()))

    def of_claim(self, claim: str) -> str | None:
        """Return the id of the entry that a claim is in, or None."""
        return self.first_of(self.places.by_claim.get(claim, ()))

    def first_of(self, indices: Iterable[int]) -> str | None:
        """Return the id of the first entry that one of these claims is in, or None."""
        here = (i for i in indices if i < len(self.seen))
        groups = {g.name: g for i in here if (g := self.groups_of[i]) and g.counts(i)}
        return min(groups, key=lambda name: groups[name].order, default=None)


def _day(report: Printed) -> dt.date | None:
    return stored.day(report.published) if report.published else None


@dataclass(slots=True)
class Group:
    """Claims that say the same thing, in order of publication; makes the fields of their entry.

    members: Indices into the folded claims, without those that the desk rejected among others.
    placement: For positions. judged: Indices of those that the desk judged.
    name: Id of the entry; base: What it would be if no other had it. cell: Party and proposition.
    every: Members with those that were rejected. key: What they say. first, number: The index
    by which its kind is sorted, and which one of that it is. joined: Whether the desk merged it.
    """

    folded: Folded
    family: str
    members: list[int] = field(default_factory=list)
    placement: Placement | None = None
    key: str = ""
    first: int = 0
    number: int = 0
    joined: bool = False
    judged: Sequence[int] = ()
    rejected: bool = False
    every: Sequence[int] = ()
    base: str = ""
    name: str = ""
    cell: tuple[str, str] | None = None
    _first: dt.date | Literal[False] | None = False
    _last: dt.date | Literal[False] | None = False
    _sureness: bool | None = None

    @property
    def order(self) -> tuple[bool, Rank, int]:
        """What sorts the entries of a family, oldest first; those that the desk merged last."""
        return self.joined, self.folded.rank(self.first), self.number

    def counts(self, index: int) -> bool:
        """Whether one of its claims is not among those that were left out."""
        return self.members is self.every or index in self.members

    def __call__(self, entry: Entry, name: str) -> Any:
        """Return the value of a field of the entry."""
        return getattr(self, f"_{name}")(entry)

    def entry(self, name: str) -> Entry:
        """Return the entry of an id."""
        return stored.entry(name, self.folded.seen[self._standing()], self)

    def first_published(self) -> dt.date | None:
        """Return the day of the earliest dated report that says it."""
        if self._first is False:
            folded, members = self.folded, self.members
            self._first = folded.days[folded.seen[members[0]].report] or self._published(members)
        return self._first

    def last_published(self) -> dt.date | None:
        """Return the day of the latest dated report that says it."""
        if self._last is False:
            folded, members = self.folded, self.members
            day = folded.days[folded.seen[members[-1]].report]
            self._last = day or self._published(reversed(members))
        return self._last

    def _published(self, members: Iterable[int]) -> dt.date | None:
        """Day of the first of these claims whose report is dated: they are in order."""
        seen, days = self.folded.seen, self.folded.days
        for index in members:
            day = days[seen[index].report]
            if day is not None:
                return day
        return None

    @property
    def review(self) -> Review:
        """The desk's verdict in force."""
        last = self.folded.verdicts.last
        found = [j for i in self.judged if i in self.members and (j := last(i)) is not None]
        return max(found, key=lambda j: j.id).verdict if found else "machine"

    @property
    def gone(self) -> bool:
        """Whether every report that said it was revised and no longer says it."""
        seen, state = self.folded.seen, self.folded.state
        return not any(
            seen[index].report in state.library.current or seen[index].claim in state.stand
            for index in self.members
        )

    def _seen(self) -> list[Seen]:
        return [self.folded.seen[i] for i in self.members]

    def _standing(self) -> int:
        verdicts = self.folded.verdicts
        if verdicts.on:
            for index in self.members:
                if index in verdicts.on and verdicts.fields(index):
                    return index
        return told_best(self.folded, self.family, self.members)

    def _review(self, _: Entry) -> Review:
        return self.review

    def is_sure(self) -> bool:
        """Whether it is shown as fact: sure as read, or let stand by the desk."""
        if self._sureness is None:
            self._sureness = is_any_sure(self.folded, self.family, self.members) or self._stands()
        return self._sureness

    def _stands(self) -> bool:
        return bool(self.judged) and self.review in ("accepted", "corrected")

    def sure_ones(self) -> Sequence[int]:
        """Return the claims that are sure, alone or with the others, in order."""
        return sure_ones(self.folded, self.family, self.members)

    def _gone(self, _: Entry) -> bool:
        return self.gone

    def _issue(self, _: Entry) -> str | None:
        if self.placement is None or self.placement.proposition is None:
            return None
        return self.folded.register.issue_of(self.placement.proposition)

    def _proposition(self, _: Entry) -> str | None:
        return self.placement.proposition if self.placement else None

    def _judgements(self, _: Entry) -> tuple[Judgement, ...]:
        view = self.folded.state.view
        return tuple(j for j in self._beside() if view.shows(j.mark))

    def _judgements_left_out(self, entry: Entry) -> int:
        return len(self._beside()) - len(entry.judgements)

    def _beside(self) -> list[Judgement]:
        every = {j.id: j for i in self.judged for j in self.folded.verdicts.on[i]}
        return [every[key] for key in sorted(every)]

    def opened(self) -> Claim:
        """Return the claim of the first sighting."""
        return self._open(self.members[0])

    def body(self) -> str:
        """Return the same, unopened."""
        return self.folded.seen[self.members[0]].body

    def _claim(self, _: Entry) -> Claim:
        return self._open(self._standing())

    def _open(self, index: int) -> Claim:
        seen = self.folded.seen[index]
        return voiced(stored.open_claim(seen), seen)

    def _sightings(self, entry: Entry) -> tuple[Sighting, ...]:
        return sightings(self._ground, self._seen())

    @property
    def _ground(self) -> Ground:
        folded = self.folded
        return Ground(folded.state, folded.people, folded.decisions.classes)

    def _carriers(self, entry: Entry) -> int:
        told = {sighting.report for sighting in entry.sightings}
        carried = [s for s in entry.sightings if s.carried_from is not None]
        # what a reworded text says is its own, unless the first one says it too
        return len({s.outlet for s in carried if not s.reworded or s.origin in told})

    def _roots(self, entry: Entry) -> int:
        return count_roots(traces(self._ground, self._seen(), entry.sightings))

    def _origins(self, entry: Entry) -> int:
        library = self.folded.state.library
        return len({library.origin(s.report, s.start) for s in self._seen()})

    def _outlets(self, entry: Entry) -> int:
        reports = self.folded.state.library.reports
        return len({reports[s.report].outlet for s in self._seen()})

    def _actors(self, entry: Entry) -> tuple[str, ...]:
        people = self.folded.people
        who = self.folded.seen[self.members[0]].who
        shown = people.shown(who)
        if shown is None:
            pairs = zip(lines(who), names_of(self.opened()), strict=False)
            named = (people.names.get(people.find(i), name) for i, name in pairs)
            return tuple(dict.fromkeys(named))
        return shown

    def _told(self, entry: Entry) -> list[tuple[Told, StatusBy]]:
        # what a doubtful claim says of an encounter that is sure says nothing of its status
        counts = frozenset(self.sure_ones() or self.members)
        noted, seen = self.folded.noted, self.folded.seen
        found: list[tuple[Told, StatusBy]] = []
        for index in self.members:
            if index not in counts and entry.review == "machine":
                continue
            of, told = noted.get(("told", index), (None, ()))
            if of is not seen[index]:
                told = self._told_by(index)
                # whom nobody knows yet somebody may turn out to be
                if not any(one.kind == "other" and one.party is None for one, _ in told):
                    noted["told", index] = seen[index], told
            found += told
        return found

    def _told_by(self, index: int) -> list[tuple[Told, StatusBy]]:
        """Return the statuses that a claim gives."""
        library, people = self.folded.state.library, self.folded.people
        seen = self.folded.seen[index]
        body = stored.open_claim(seen)
        assert isinstance(body, Contact)  # noqa: S101  (only contacts have a life)
        outlet, origin = (
            library.reports[seen.report].outlet,
            library.origin(seen.report, seen.start),
        )
        found: list[tuple[Told, StatusBy]] = []
        for status in body.statuses or (StatusBy(body.status, body.reported_by),):
            by, party, kind = people.teller(seen, status.by, reported_by=body.reported_by)
            by = outlet if kind == "outlet" else by
            told = Told(status.status, by, party, kind, origin)
            found.append((told, StatusBy(status.status, by)))
        return found

    def _statuses(self, entry: Entry) -> tuple[StatusBy, ...]:
        if self.family != "contacts":
            return ()
        return tuple(dict.fromkeys(status for _, status in self._told(entry)))

    def _status_line(self, entry: Entry) -> str | None:
        if self.family != "contacts":
            return None
        people, cores = self.folded.people, {one.core for one in self._seen()}
        every = {people.party(actor) for core in cores for actor in lines(core)}
        return status_line([told for told, _ in self._told(entry)], frozenset(every))
