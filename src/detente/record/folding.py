"""Claims to entries: what was said several times becomes one line with its sources. Pure."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from detente.model.claims import Contact
from detente.record import calling, stored
from detente.record.contacts import Company, Occasion, by_party, encounters
from detente.record.decisions import Decisions, replay
from detente.record.facts import ADDED, LISTED_ONLY, Seen, State, lines
from detente.record.features import Context, features
from detente.record.folded import Folded, Group
from detente.record.identity import entry_id, names_of
from detente.record.judging import Verdicts, as_body, corrected_body, find_judged
from detente.record.packs import pack_bodies
from detente.record.people import NAMELESS, People, gather, is_nameless
from detente.record.register import Placement, Register, Wording
from detente.record.resolve import Names
from detente.record.starters import starters
from detente.record.voices import with_own_voices

# Kind of contact as far as identity goes, and the parties.
Partition = tuple[str, frozenset[str]]


def fold(state: State, reviewed_only: bool = False) -> Folded:
    """Return the entries of a state. The order of the argument's claims settles all orders."""
    decisions = replay(state.actions)
    people = gather(state.named, decisions.same["actor"])
    verdicts = find_judged(state, decisions.judged)
    every = range(len(state.seen))
    seen = correct_some(state, every, verdicts, people=people)
    register = Register(decisions.desk(variants(seen, decisions)), starters())
    folded = Folded(state, decisions, verdicts, people, register, seen)
    folded.groups_of = [None] * len(seen)
    possible: Counter[str] = Counter()
    for group in _group(folded):
        entry = calling.name(folded, group)
        if is_live(folded, group, reviewed_only):
            folded.by_family.setdefault(group.family, []).append(entry)
            if group.family not in LISTED_ONLY:  # asked of every line; its claims are at hand now
                possible[group.family] += not group.is_sure()
                group.first_published()
    folded.possible = possible
    folded.parties = people.parties(holding(folded, folded.groups.values()))
    return folded


def holding(folded: Folded, groups: Iterable[Group]) -> frozenset[str]:
    """Return the register ids of those that hold a position, by these groups."""
    positions = (g for g in groups if g.family == "positions" and not g.rejected)
    cores = {folded.seen[g.members[0]].core for g in positions}
    return frozenset(folded.people.party(lines(core)[0]) for core in cores)


def correct_some(
    state: State, indices: Sequence[int], verdicts: Verdicts, *, people: People
) -> list[Seen]:
    """Return some of the claims of a state as the desk corrected them, in the voices they have."""
    seen = list(map(state.seen.__getitem__, indices))
    settled = set()
    for at, index in enumerate(indices) if verdicts.on else ():
        fields = verdicts.fields(index) if index in verdicts.on else {}
        if index in verdicts.on and (seen[at].reading == ADDED or "voice" in fields):
            settled.add(at)
        if fields:
            seen[at] = _rewritten(state, seen[at], fields, people)
    return with_own_voices(seen, people, frozenset(settled))


def _rewritten(state: State, old: Seen, fields: dict[str, str], people: People) -> Seen:
    claim = corrected_body(old, fields)
    report = state.library.reports[old.report]
    before = stored.open_claim(old)
    ids = dict(zip(names_of(before), lines(old.who), strict=False))
    for name in names_of(claim):
        known = people.id_of(name)
        if name not in ids and known is not None:
            ids[name] = known
    if before.reported_by == claim.reported_by and old.speaker:
        ids.setdefault(claim.reported_by, old.speaker)
    context = Context(Names(ids), {}, report.published or "", report.address or report.id)
    new = features(claim, context)
    return old._replace(
        what=new.what,
        core=new.core,
        who=new.who,
        speaker=new.speaker,
        authority=old.authority if new.speaker == old.speaker else None,
        kind=new.kind,
        voice=new.voice,
        about=new.about,
        topic=new.topic,
        condition=new.condition,
        first=new.first,
        last=new.last,
        precision=new.precision,
        told=new.told,
        start=claim.main.start,
        end=claim.main.end,
        bodies=pack_bodies([as_body(claim)]),
        place=0,
    )


def variants(seen: Iterable[Seen], decisions: Decisions) -> list[tuple[str, str]]:
    """Return the wordings that the desk placed by hand, with their propositions."""
    if not decisions.places:
        return []
    found = {}
    for one in seen:
        target = decisions.places.get(one.entry)
        if target is not None and one.family == "positions":
            found[one.about or one.topic or ""] = target
    return sorted(found.items())


def _group(folded: Folded) -> list[Group]:
    grouping = folded.grouping = Grouping(folded)
    groups, contacts, as_read = grouping.groups, grouping.contacts, grouping.is_as_read
    for index, seen in enumerate(folded.seen):
        family = seen.family
        if family == "contacts":
            contacts.setdefault(grouping.partition(seen), []).append(index)
            continue
        placement = None
        if as_read and family != "positions" and not seen.core.startswith(NAMELESS):
            key = seen.entry  # as `key` says, for tens of thousands
        else:
            key, placement = grouping.key(index, seen)
        group = groups.get(key)
        if group is None:
            groups[key] = Group(folded, family, [index], placement, key, index)
        else:
            group.members.append(index)
    found = list(groups.values())
    for partition in contacts.values():
        found += encountered(folded, partition, grouping)
    for kind, family in (("contact", "contacts"), ("proposal", "proposals")):
        found = _join(folded, found, folded.decisions.same[kind], family)
    return found


class Grouping:
    """Which claims say the same thing: their key, and for contacts whom they could be with.

    What is worded alike, and said alike, is looked up once.
    groups: By key, all but contacts. contacts: Indices by kind and parties, in order.
    first: Wording -> index of the first claim in it. order: Wordings as they were placed, once
    known. points: Registers as they were some wordings ago, to go on from.
    """

    def __init__(self, folded: Folded) -> None:
        """Take a state whose claims are to be grouped."""
        self.groups: dict[str, Group] = {}
        self.contacts: dict[Partition, list[int]] = {}
        self.placed: dict[Wording, Placement] = {}
        self.first: dict[Wording, int] = {}
        self.order: list[Wording] = []
        self.points: tuple[Register, ...] = ()
        self._keys: dict[tuple[str | None, ...], str] = {}
        self._used: set[str] | None = None
        self._met: dict[str, frozenset[str]] = {}  # the same few parties meet again and again
        self._occasions: dict[int, tuple[Seen, Occasion]] = {}  # by index
        self.take(folded)

    def take(self, folded: Folded) -> None:
        """Go on with a state that has grown."""
        self._folded = folded
        self._merged = bool(folded.decisions.same["actor"])
        verdicts = folded.verdicts
        self._corrected = {i for i in verdicts.on if verdicts.fields(i)}

    def copied(self) -> Grouping:
        """Return one that goes its own way from here."""
        new = copy.copy(self)
        new.groups, new.placed, new.first = dict(self.groups), dict(self.placed), dict(self.first)
        new.contacts = {key: list(indices) for key, indices in self.contacts.items()}
        new._used = None if self._used is None else set(self._used)
        new._keys, new._met = dict(self._keys), dict(self._met)
        new._occasions = dict(self._occasions)
        return new

    def beside(self, folded: Folded) -> Grouping:
        """Return one for another state, to be asked only: it shares what this one holds."""
        new = copy.copy(self)
        new._occasions = dict(self._occasions)  # some may have been corrected
        new.take(folded)
        return new

    @property
    def is_as_read(self) -> bool:
        """Whether the desk merged no actors and corrected nothing."""
        return not (self._merged or self._corrected)

    def key(self, index: int, seen: Seen) -> tuple[str, Placement | None]:
        """Return what a claim says, and its place in the register if it is a position."""
        if seen.family == "positions":
            return self._place(index, seen)
        if self._merged or index in self._corrected or seen.core.startswith(NAMELESS):
            return _mapped(self._folded, seen), None
        return seen.entry, None

    def partition(self, seen: Seen) -> Partition:
        """Return what contacts must share to be one encounter."""
        met = self._met.get(seen.core)
        if met is None:
            acting = {a: self._folded.people.party(a) for a in lines(seen.core)}
            met = self._met[seen.core] = by_party(acting, acting)
        return seen.voice or "", met

    def occasion(self, index: int, order: int) -> Occasion:
        """Return a contact as far as telling encounters apart goes. order: As in `Occasion`."""
        seen = self._folded.seen[index]
        known = self._occasions.get(index)
        if known is None or known[0] is not seen:
            known = self._occasions[index] = seen, self._occasion(index, seen)
        known[1].order = order
        return known[1]

    def _occasion(self, index: int, seen: Seen) -> Occasion:
        kind, parties = self.partition(seen)
        return Occasion(
            index=index,
            group=kind,
            parties=parties,
            status=seen.kind or "",
            first=stored.day(seen.first) if seen.first else None,
            last=stored.day(seen.last) if seen.last else None,
            published=stored.day(self._folded.state.library.reports[seen.report].day),
            place=frozenset(seen.about.split()) if seen.about else frozenset(),
            report=seen.report,
            order=0,
            company=partial(_company, seen, self._folded.people),
        )

    def wording(self, seen: Seen) -> Wording:
        """Return how a position is worded."""
        topic = seen.topic or ""
        field_ = self._folded.state.library.reports[seen.report].field
        return Wording(seen.about or topic, topic, field_)

    def used(self, folded: Folded) -> set[str]:
        """Return the register ids of all whom claims concern, and of whom they act for."""
        if self._used is None:
            self._used = {*folded.people.acts_for.values(), *concerned(folded.seen)}
        return self._used

    def use(self, seen: Iterable[Seen]) -> None:
        """Take note of whom claims concern."""
        if self._used is not None:
            self._used.update(concerned(seen))

    def _place(self, index: int, seen: Seen) -> tuple[str, Placement]:
        placement = self._placement(index, seen)
        if placement.proposition is None:
            return _mapped(self._folded, seen), placement
        said = (seen.core, seen.kind, seen.condition, placement.proposition)
        key = self._keys.get(said)
        if key is None:
            party = self._folded.people.party(seen.core)
            about = (seen.kind or "", seen.condition or "", placement.proposition)
            key = self._keys[said] = entry_id("positions", (party,), "|".join(about))
        return key, placement

    def _placement(self, index: int, seen: Seen) -> Placement:
        places = self._folded.decisions.places
        if seen.entry in places:
            target = places[seen.entry]
            if target is None:
                return Placement(None, None, 1.0, "put into the tray by the desk")
            return self._folded.register.decided(target)
        wording = self.wording(seen)
        found = self.placed.get(wording)
        if found is None:
            found = self.placed[wording] = self._folded.register.place(wording)
            self.first[wording] = index
        return found


def concerned(seen: Iterable[Seen]) -> set[str]:
    """Return the register ids of all whom claims concern."""
    texts = {text for one in seen for text in (one.core, one.who, one.speaker or "")}
    return {actor for text in texts for actor in lines(text)}


def _company(seen: Seen, people: People) -> Company:
    """Who met and how, by a contact as it was read or corrected."""
    named: dict[str, set[str]] = {}
    for actor in lines(seen.who):
        party = people.party(actor)
        of_party = named.setdefault(party, set())
        if people.find(actor) != party:
            of_party.add(people.find(actor))
    claim = stored.open_claim(seen)
    return Company(
        parties=frozenset(named),
        people={party: frozenset(those) for party, those in named.items() if those},
        visit=isinstance(claim, Contact) and claim.kind == "visit",
    )


def _mapped(folded: Folded, seen: Seen) -> str:
    origin = folded.state.library.origin(seen.report, seen.start)
    ids = (
        f"u-{origin}" if is_nameless(actor) else folded.people.find(actor)
        for actor in lines(seen.core)
    )
    return entry_id(seen.family, tuple(ids), seen.what)


def encountered(folded: Folded, partition: Sequence[int], grouping: Grouping) -> list[Group]:
    """Return the encounters that contacts of one kind and the same parties are about.

    partition: Indices in order.
    """
    occasions = (grouping.occasion(index, order) for order, index in enumerate(partition))
    place = {index: order for order, index in enumerate(partition)}
    return [
        Group(
            folded,
            "contacts",
            members if len(members) == 1 else sorted(members, key=place.__getitem__),
            first=partition[0],
            number=number,
        )
        for number, members in enumerate(encounters(occasions))
    ]


def _join(folded: Folded, groups: list[Group], same: dict[str, str], family: str) -> list[Group]:
    if not same:
        return groups
    found: list[Group] = []
    kept: dict[str, Group] = {}
    for group in groups:
        roots = {same[e] for i in group.members if (e := folded.seen[i].entry) in same}
        if group.family != family or not roots:
            found.append(group)
            continue
        fresh = Group(folded, family, first=group.first, number=group.number, joined=True)
        first = kept.setdefault(min(roots), fresh)
        for root in roots:
            kept[root] = first
        first.members = sorted({*first.members, *group.members})
    return found + list({id(g): g for g in kept.values()}.values())


def is_live(folded: Folded, group: Group, reviewed_only: bool = False) -> bool:
    """Whether an entry is neither rejected nor gone."""
    first = folded.seen[group.members[0]]
    reviewed = not reviewed_only or group.review in ("accepted", "corrected")
    there = first.report in folded.state.library.current or not group.gone
    return there and reviewed and not group.rejected
