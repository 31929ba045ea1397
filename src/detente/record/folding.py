"""Claims to entries: what was said several times becomes one line with its sources. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from detente.record import stored
from detente.record.contacts import Occasion, by_party, encounters
from detente.record.decisions import Decisions, replay
from detente.record.facts import ADDED, Seen, State, lines
from detente.record.features import Context, features
from detente.record.folded import Folded, Group
from detente.record.identity import entry_id, names_of
from detente.record.judging import Verdicts, as_body, corrected_body, find_judged
from detente.record.packs import pack_bodies
from detente.record.people import People, gather, is_nameless
from detente.record.register import Placement, Register, Wording
from detente.record.resolve import Names
from detente.record.starters import starters
from detente.record.voices import with_own_voices


def fold(state: State, reviewed_only: bool = False) -> Folded:
    """Return the entries of a state. The order of the argument's claims settles all orders."""
    decisions = replay(state.actions)
    people = gather(state.named, decisions.same["actor"])
    verdicts = find_judged(state, decisions.judged)
    seen = _correct(state, verdicts, people)
    register = Register(decisions.desk(_variants(seen, decisions)), starters())
    folded = Folded(state, decisions, verdicts, people, register, seen)
    for group in _group(folded):
        _make(folded, group, reviewed_only)
    holding = {
        people.party(lines(seen[i].core)[0])
        for g in folded.groups.values()
        if g.family == "positions" and not g.rejected
        for i in g.members[:1]
    }
    folded.parties = people.parties(frozenset(holding))
    return folded


def _correct(state: State, verdicts: Verdicts, people: People) -> list[Seen]:
    seen = list(state.seen)
    for index in verdicts.on:
        fields = verdicts.fields(index)
        if fields:
            seen[index] = _rewritten(state, seen[index], fields, people)
    settled = frozenset(
        i for i in verdicts.on if seen[i].reading == ADDED or "voice" in verdicts.fields(i)
    )
    return with_own_voices(seen, people, settled)


def _rewritten(state: State, old: Seen, fields: dict[str, str], people: People) -> Seen:
    claim = corrected_body(old, fields)
    report = state.library.reports[old.report]
    before = stored.open_claim(old.family, old.body)
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


def _variants(seen: Iterable[Seen], decisions: Decisions) -> list[tuple[str, str]]:
    if not decisions.places:
        return []
    found = {}
    for one in seen:
        target = decisions.places.get(one.entry)
        if target is not None and one.family == "positions":
            found[one.about or one.topic or ""] = target
    return sorted(found.items())


def _group(folded: Folded) -> list[Group]:
    groups: dict[str, Group] = {}
    contacts: list[int] = []
    places = _Places(folded)
    merged = bool(folded.decisions.same["actor"])
    corrected = {i for i in folded.verdicts.on if folded.verdicts.fields(i)}
    for index, seen in enumerate(folded.seen):
        family = seen.family
        if family == "contacts":
            contacts.append(index)
            continue
        placement = None
        if family == "positions":
            key, placement = places.of(seen)
        elif merged or index in corrected or seen.core.startswith("u-"):
            key = _mapped(folded, seen)
        else:
            key = seen.entry
        if key in groups:
            groups[key].members.append(index)
        else:
            groups[key] = Group(folded, family, [index], placement)
    found = list(groups.values())
    found += [
        Group(folded, "contacts", sorted(members)) for members in _encounters(folded, contacts)
    ]
    for kind, family in (("contact", "contacts"), ("proposal", "proposals")):
        found = _join(folded, found, folded.decisions.same[kind], family)
    return found


def _mapped(folded: Folded, seen: Seen) -> str:
    origin = folded.state.library.origins[seen.report]
    ids = (
        f"u-{origin}" if is_nameless(actor) else folded.people.find(actor)
        for actor in lines(seen.core)
    )
    return entry_id(seen.family, tuple(ids), seen.what)


class _Places:
    """Where positions belong: what is worded alike, and said alike, is looked up once."""

    def __init__(self, folded: Folded) -> None:
        self._folded = folded
        self._placed: dict[tuple[str | None, ...], Placement] = {}
        self._keys: dict[tuple[str | None, ...], str] = {}

    def of(self, seen: Seen) -> tuple[str, Placement]:
        """Return the key of the position's group, and its place in the register."""
        placement = self._place(seen)
        if placement.proposition is None:
            return _mapped(self._folded, seen), placement
        said = (seen.core, seen.kind, seen.condition, placement.proposition)
        key = self._keys.get(said)
        if key is None:
            party = self._folded.people.party(seen.core)
            about = (seen.kind or "", seen.condition or "", placement.proposition)
            key = self._keys[said] = entry_id("positions", (party,), "|".join(about))
        return key, placement

    def _place(self, seen: Seen) -> Placement:
        if seen.entry in self._folded.decisions.places:
            return self._decided(seen)
        field_ = self._folded.state.library.reports[seen.report].field
        worded = (seen.about, seen.topic, field_)
        found = self._placed.get(worded)
        if found is None:
            topic = seen.topic or ""
            wording = Wording(seen.about or topic, topic, field_)
            found = self._placed[worded] = self._folded.register.place(wording)
        return found

    def _decided(self, seen: Seen) -> Placement:
        target = self._folded.decisions.places[seen.entry]
        if target is None:
            return Placement(None, None, 1.0, "put into the tray by the desk")
        return self._folded.register.decided(target)


def _encounters(folded: Folded, indices: Sequence[int]) -> list[list[int]]:
    met: dict[str, frozenset[str]] = {}  # the same few parties meet again and again
    occasions = []
    for index in indices:
        seen = folded.seen[index]
        if seen.core not in met:
            acting = {actor: folded.people.party(actor) for actor in lines(seen.core)}
            met[seen.core] = by_party(acting, acting)
        occasions.append(
            Occasion(
                index=index,
                group=seen.voice or "",
                parties=met[seen.core],
                status=seen.kind or "",
                first=stored.day(seen.first) if seen.first else None,
                last=stored.day(seen.last) if seen.last else None,
                published=stored.day(folded.state.library.reports[seen.report].day),
                place=frozenset(seen.about.split()) if seen.about else frozenset(),
                order=index,
            )
        )
    return encounters(occasions)


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
        first = kept.setdefault(min(roots), Group(folded, family))
        for root in roots:
            kept[root] = first
        first.members = sorted({*first.members, *group.members})
    return found + list({id(g): g for g in kept.values()}.values())


def _make(folded: Folded, group: Group, reviewed_only: bool) -> None:
    if folded.verdicts.on:
        _judge(folded, group)
    first = folded.seen[group.members[0]]
    name = first.entry if len(group.members) == 1 else _first_name(folded, group)
    if name in folded.entries:
        name = entry_id("corrected", (first.claim,), first.what)
    entry = group.entry(name)
    folded.entries[name] = entry
    folded.groups[name] = group
    reviewed = not reviewed_only or group.review in ("accepted", "corrected")
    there = first.report in folded.state.library.current or not group.gone
    if there and reviewed and not group.rejected:
        folded.by_family.setdefault(group.family, []).append(entry)


def _judge(folded: Folded, group: Group) -> None:
    """Note what the desk judged; what it rejected among claims that stand is left out."""
    verdicts = folded.verdicts
    group.judged = [i for i in group.members if i in verdicts.on]
    out = {i for i in group.judged if (last := verdicts.last(i)) and last.verdict == "rejected"}
    group.rejected = len(out) == len(group.members)
    if out and not group.rejected:
        group.members = [i for i in group.members if i not in out]


def _first_name(folded: Folded, group: Group) -> str:
    """Return the smallest id among the claims of the first day."""
    seen = [folded.seen[i] for i in group.members]
    if all(s.entry == seen[0].entry for s in seen):
        return seen[0].entry
    reports = folded.state.library.reports
    first = reports[seen[0].report].day
    return min(s.entry for s in takewhile(lambda s: reports[s.report].day == first, seen))
