"""Claims to entries: what was said several times becomes one line with its sources. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.model.snapshot import Review
from detente.record import stored
from detente.record.contacts import Occasion, by_party, encounters
from detente.record.decisions import Decisions, replay
from detente.record.facts import Seen, State, lines
from detente.record.features import Context, features
from detente.record.folded import Folded, Group, Later
from detente.record.identity import entry_id, names_of
from detente.record.judging import Verdicts, as_body, corrected_body, find_judged
from detente.record.people import People, gather, is_nameless
from detente.record.register import Placement, Register, Wording
from detente.record.resolve import Names
from detente.record.starters import starters


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
    return seen


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
        body=as_body(claim),
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
    merged = folded.decisions.same["actor"]
    corrected = {i for i in folded.verdicts.on if folded.verdicts.fields(i)}
    for index, seen in enumerate(folded.seen):
        if seen.family == "contacts":
            contacts.append(index)
            continue
        placement = None
        if seen.family == "positions":
            key, placement = _position_key(folded, seen)
        elif index in corrected or merged or seen.core.startswith("u-"):
            key = _mapped(folded, seen)
        else:
            key = seen.entry
        if key not in groups:
            groups[key] = Group(seen.family, placement=placement)
        groups[key].members.append(index)
    found = list(groups.values())
    found += [Group("contacts", sorted(members)) for members in _encounters(folded, contacts)]
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


def _position_key(folded: Folded, seen: Seen) -> tuple[str, Placement]:
    places = folded.decisions.places
    if seen.entry in places:
        target = places[seen.entry]
        placement = (
            Placement(None, None, 1.0, "put into the tray by the desk")
            if target is None
            else folded.register.decided(target)
        )
    else:
        topic = seen.topic or ""
        field_ = folded.state.library.reports[seen.report].field
        placement = folded.register.place(Wording(seen.about or topic, topic, field_))
    if placement.proposition is None:
        return _mapped(folded, seen), placement
    party = folded.people.party(seen.core)
    about = (seen.kind or "", seen.condition or "", placement.proposition)
    return entry_id("positions", (party,), "|".join(about)), placement


def _encounters(folded: Folded, indices: Sequence[int]) -> list[list[int]]:
    occasions = []
    for index in indices:
        seen = folded.seen[index]
        report = folded.state.library.reports[seen.report]
        acting = {actor: folded.people.party(actor) for actor in lines(seen.core)}
        occasions.append(
            Occasion(
                index=index,
                group=seen.voice or "",
                parties=by_party(acting, acting),
                status=seen.kind or "",
                first=stored.day(seen.first) if seen.first else None,
                last=stored.day(seen.last) if seen.last else None,
                published=stored.day(report.day),
                place=frozenset(seen.about.split()) if seen.about else frozenset(),
                order=(*report.order, f"{seen.start:09d}", seen.claim),
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
        first = kept.setdefault(min(roots), Group(family))
        for root in roots:
            kept[root] = first
        first.members = sorted({*first.members, *group.members})
    return found + list({id(g): g for g in kept.values()}.values())


def _make(folded: Folded, group: Group, reviewed_only: bool) -> None:
    verdicts, library = folded.verdicts, folded.state.library
    judged = [i for i in group.members if i in verdicts.on] if verdicts.on else []
    if judged:
        out = {i for i in judged if (last := verdicts.last(i)) and last.verdict == "rejected"}
        group.rejected = len(out) == len(group.members)
        if not group.rejected:
            group.members = [i for i in group.members if i not in out]
    members = group.members
    seen = [folded.seen[i] for i in members]
    first = seen[0] if len(seen) == 1 else _first(folded, seen)
    name = first.entry if first.entry not in folded.entries else _own_name(folded, group)
    gone = not any(s.report in library.current for s in seen)
    review = _review(verdicts, members, judged)
    entry = stored.entry(
        Later(folded, group),
        name,
        group.family,
        review=review,
        beside=_beside(folded, judged),
        placement=group.placement,
        gone=gone,
    )
    folded.entries[name] = entry
    folded.groups[name] = group
    for one in seen:
        folded.ids.setdefault(one.entry, name)
    folded.ids[name] = name
    reviewed = review in ("accepted", "corrected") or not reviewed_only
    if not gone and not group.rejected and reviewed:
        folded.by_family.setdefault(group.family, []).append(entry)


def _first(folded: Folded, seen: Sequence[Seen]) -> Seen:
    reports = folded.state.library.reports
    return min(seen, key=lambda s: (reports[s.report].day, s.entry))


def _own_name(folded: Folded, group: Group) -> str:
    seen = folded.seen[group.members[0]]
    return entry_id("corrected", (seen.claim,), seen.what)


def _review(verdicts: Verdicts, members: Sequence[int], judged: Sequence[int]) -> Review:
    if not judged:
        return "machine"
    last = [j for i in judged if i in members and (j := verdicts.last(i)) is not None]
    return max(last, key=lambda j: j.id).verdict if last else "machine"


def _beside(folded: Folded, judged: Sequence[int]) -> stored.Beside:
    if not judged:
        return stored.Beside()
    view = folded.state.view
    every = {j.id: j for i in judged for j in folded.verdicts.on[i]}
    found = tuple(every[key] for key in sorted(every) if view.shows(every[key].mark))
    return stored.Beside(found, len(every) - len(found))
