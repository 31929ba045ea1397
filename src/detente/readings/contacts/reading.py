"""Who met, called, visited or invited whom, or is to: one contact for all that is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.model.actors import NARRATOR
from detente.model.claims import Contact, Participant, StatusBy, When
from detente.readings import times
from detente.readings.contacts.encounters import Encounter, encounters
from detente.readings.contacts.gathering import is_of_pair
from detente.readings.contacts.main_parties import main_parties
from detente.readings.contacts.messages import messages
from detente.readings.contacts.moods import coarse
from detente.readings.contacts.moved import with_postponed
from detente.readings.contacts.places import joined, places_agree, same_place_named
from detente.readings.contacts.sides import denier_above
from detente.readings.contacts.times import times_agree
from detente.readings.modality import mood
from detente.readings.negation import word_set
from detente.readings.page import Page
from detente.readings.retractions import Retraction, taken_back
from detente.readings.speech.chain import chain_of
from detente.readings.tree import doer

# Kinds that words name loosely: a meeting is also called talks, a call a conversation.
_MEETINGS = frozenset({"meeting", "talks", "summit", "call"})


def read_contacts(page: Page) -> list[Contact]:
    """Return the contacts that a page tells of, each once, in order of first mention."""
    found = list(encounters(page))
    groups: list[list[Encounter]] = []
    for encounter in _with_parties(page, found):
        home = next((g for g in reversed(groups) if _is_same(page, g, encounter)), None)
        if home is None:
            groups.append([encounter])
        else:
            home.append(encounter)
    groups = with_postponed(page, groups)
    contacts = [_contact(page, group) for group in groups if _is_worth(page, group)]
    return [*_with_other_sides(page, contacts), *messages(page)]


def _with_parties(page: Page, found: list[Encounter]) -> Iterator[Encounter]:
    """Give mentions with fewer than two parties those of the contact that they point to."""
    ordered = sorted(found, key=lambda e: e.head)
    explicit = [e for e in ordered if len(_present(e.parties)) > 1 and e.kind in _MEETINGS]
    for encounter in ordered:
        if len(_present(encounter.parties)) > 1 or encounter.kind not in _MEETINGS:
            yield encounter
        elif encounter.points and (between := _mediated(encounter, explicit)):
            yield replace(encounter, parties=(*encounter.parties, *between), filled=True)
        elif encounter.points and (filled := _filled(page, encounter, explicit)):
            told = encounter.own_status or bool(encounter.parties)
            if told or encounter.when is not None or encounter.place is not None:
                away = tuple(p for p in encounter.parties if p.role == "absent")
                yield replace(encounter, parties=(*filled, *away), filled=not encounter.parties)
        else:
            yield encounter


def _mediated(encounter: Encounter, explicit: list[Encounter]) -> tuple[Participant, ...]:
    """The sides of talks of which only the mediator is named: "who brokered the talks"."""
    if [p.role for p in encounter.parties] != ["mediator"]:
        return ()
    mediator = encounter.parties[0].name
    told = [e for e in explicit if e.kind == encounter.kind]
    before = [e for e in told if e.head < encounter.head]
    known = (before or told)[-1].parties if told else ()
    return tuple(p for p in known if p.name != mediator)


def _filled(
    page: Page, encounter: Encounter, explicit: list[Encounter]
) -> tuple[Participant, ...]:
    """The parties of the contact before (or, if there is none, behind), else the main ones."""
    mine = {page.cast.party(p.name) for p in _present(encounter.parties)}
    fitting = [
        e
        for e in explicit
        if (not mine or mine & {page.cast.party(p.name) for p in e.parties})
        and _may_be_one(page, encounter, e)
        and (e.status != "denied" or encounter.status == "denied")
        and (e.kind != "call" or encounter.kind != "meeting")
        and (e.kind == "call" or encounter.kind != "call" or encounter.hit.reads != "noun")
        and (encounter.kind != "summit" or e.kind == "summit")
        and (e.kind not in ("meeting", "call") or not _is_round(page, encounter))
    ]
    same_place = [e for e in fitting if same_place_named(e.place, encounter.place)]
    fitting = same_place or fitting
    before = [e for e in fitting if e.head < encounter.head]
    if before or fitting:
        return (before[-1] if before else fitting[0]).parties
    named = encounter.kind == "talks" or encounter.hit.reads != "noun"
    if not (named or encounter.another or is_of_pair(page, encounter.head)):
        return ()  # "a third meeting" is one of a series, as rounds of talks are
    return main_parties(page, _present(encounter.parties), encounter.head)


def _may_be_one(page: Page, encounter: Encounter, told: Encounter) -> bool:
    """Whether day and place leave a mention free to point to a contact told elsewhere.

    What stands behind was not yet told: it has to be of one kind and status, in the same place.
    """
    if not (encounter.moved or times_agree(page, encounter.when, told.when)):
        return False
    if told.head < encounter.head:
        return places_agree(encounter.place, told.place)
    alone = encounter.place is None or told.place is None
    alike = told.kind == encounter.kind or encounter.moved
    alike = alike and told.status == encounter.status
    return alike and (alone or same_place_named(encounter.place, told.place))


def _present(parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
    return tuple(p for p in parties if p.role != "absent")


def _is_same(page: Page, group: list[Encounter], other: Encounter) -> bool:
    """Whether a mention tells of the contact that a group of mentions tells of."""
    first = group[0]
    if coarse(first.status) != coarse(other.status):
        return False
    if first.kind != other.kind and not {first.kind, other.kind} <= _MEETINGS:
        return False
    if {first.kind, other.kind} & {"call"} and first.kind != other.kind and not other.points:
        return False
    if other.another and any(e.another for e in group) is False and not other.when:
        return False
    if _is_round(page, other) != _is_round(page, first) and _is_of_people(page, first):
        return False  # two people who met in secret held no round of talks
    if any(_is_of_others(page, e, other) for e in group):
        return False
    return (
        _share_parties(page, group, other)
        and all(times_agree(page, e.when, other.when) for e in group)
        and all(places_agree(e.place, other.place) for e in group)
    )


def _is_round(page: Page, encounter: Encounter) -> bool:
    return page.parse.tokens[encounter.head].lemma == "round"


def _is_of_others(page: Page, one: Encounter, other: Encounter) -> bool:
    """Whether somebody else meets for a party: the premier in one, the minister in the other."""
    mine, theirs = _people(page, one), _people(page, other)
    return any(mine[p].isdisjoint(theirs[p]) for p in mine.keys() & theirs.keys())


def _people(page: Page, encounter: Encounter) -> dict[str, set[str]]:
    """Those who take part by name, by the party that they act for."""
    found: dict[str, set[str]] = {}
    for participant in _present(encounter.parties):
        actor = page.cast.actor(participant.name)
        if actor is not None and actor.kind == "person":
            found.setdefault(page.cast.party(participant.name), set()).add(participant.name)
    return found


def _is_of_people(page: Page, encounter: Encounter) -> bool:
    """Whether it is told of two people by name, and of nobody else."""
    actors = [page.cast.actor(p.name) for p in _present(encounter.parties)]
    return bool(actors) and all(a is not None and a.kind == "person" for a in actors)


def _share_parties(page: Page, group: list[Encounter], other: Encounter) -> bool:
    mine = {page.cast.party(p.name) for e in group for p in _present(e.parties)}
    theirs = {page.cast.party(p.name) for p in _present(other.parties)}
    if not theirs or not mine:
        return not theirs and not mine
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs)) and (
        len(mine & theirs) > 1 or min(len(mine), len(theirs)) == 1
    )


def _is_worth(page: Page, group: list[Encounter]) -> bool:
    """Whether enough is told to enter it: two sides, or one with a day or place.

    Mentions by the way that leave it to the report who takes part ("after the talks") tell of
    no contact of their own.
    """
    if all(e.filled and not e.own_status for e in group):
        return False
    best = max(group, key=_fullness)
    sides = len(_present(best.parties))
    if best.status == "denied" and sides:
        return True  # a denial says who denies; with whom is often left out
    if [p.role for p in _present(best.parties)] == ["host"]:
        return False
    if best.own_status and coarse(best.status) == "cancelled" and sides:
        return True  # what is put off is news, with whom or not
    return sides > 1 or (sides == 1 and (best.when is not None or best.place is not None))


def _fullness(encounter: Encounter) -> tuple[int, int, int]:
    told = (encounter.when is not None) + (encounter.place is not None)
    return (min(2, len(_present(encounter.parties))), told, -encounter.head)


def _contact(page: Page, group: list[Encounter]) -> Contact:
    main = max(group, key=_fullness)
    ordered = [main, *(e for e in group if e is not main)]
    when = next((e.when for e in ordered if e.when and e.when.days), main.when)
    verb_mood = mood(page.parse, main.head)
    kinds = [e.kind for e in ordered]
    return Contact(
        evidence=tuple(dict.fromkeys(page.cite(e.words) for e in ordered)),
        kind=main.kind if main.kind != "talks" or "summit" not in kinds else "summit",
        participants=_participants(ordered),
        status=coarse(main.status),
        place=joined([e.place for e in ordered if e.place]),
        days=when.days if when else None,
        date_text=page.text(when.stretch) if when else None,
        duration_text=next((e.duration for e in ordered if e.duration), None),
        format=next((e.format for e in ordered if e.format != "unknown"), "unknown"),
        statuses=tuple(dict.fromkeys(s for e in ordered for s in _statuses(page, e))),
        reported_by=_teller(page, main),
        hedged=verb_mood.hedged,
        chain=chain_of(page, main.head),
        when=_claim_when(page, when),
        rule=main.hit.rule,
        confidence=main.hit.confidence,
    )


def _participants(group: list[Encounter]) -> tuple[Participant, ...]:
    """Those whom the fullest mention names, and those whom any calls absent."""
    main = group[0].parties
    known = {p.name for p in main}
    away = [p for e in group for p in e.parties if p.role == "absent" and p.name not in known]
    return (*main, *dict.fromkeys(away))


def _statuses(page: Page, encounter: Encounter) -> Iterator[StatusBy]:
    """What is said to have become of it, and by whom: one may say that it was held, one not.

    In their order, for the last word of each counts.
    """
    if encounter.was_planned:
        yield StatusBy("planned", _teller(page, encounter))
    yield StatusBy(encounter.status, _teller(page, encounter))
    back, said = _taken_back(page, encounter), page.statement_at(encounter.head)
    if back is not None and back.stands == "hedged" and said is not None:
        yield StatusBy("held", said.speaker)


def _taken_back(page: Page, encounter: Encounter) -> Retraction | None:
    """What takes back that it was held; a denial that is called wrong is denied as before."""
    return taken_back(page.parse, encounter.head) if encounter.status == "denied" else None


def _teller(page: Page, encounter: Encounter) -> str:
    back = _taken_back(page, encounter)
    if back is not None:
        return _corrector(page, back.at)
    said = page.statement_at(encounter.head)
    if said is None and encounter.status == "denied":
        return denier_above(page, encounter.head) or NARRATOR
    return said.speaker if said else NARRATOR


def _corrector(page: Page, at: int) -> str:
    """Who takes a report back: whoever retracts it or says that it was wrong, or the narrator."""
    if page.parse.tokens[at].lemma in word_set("retracting"):
        who = doer(page.parse, at)
        named = page.cast.speaker(who) if who is not None else ()
        if named:
            return named[0]
    said = page.statement_at(at)
    return said.speaker if said else NARRATOR


def _claim_when(page: Page, mention: times.TimeMention | None) -> When | None:
    if mention is None or mention.days is None:
        return None
    return When(mention.days, page.cite(mention.stretch))


def _with_other_sides(page: Page, contacts: list[Contact]) -> list[Contact]:
    """Add to a contact that one side claims and another denies what the other says."""
    result = []
    for contact in contacts:
        others = [
            s
            for other in contacts
            if {contact.status, other.status} in ({"held", "denied"}, {"ongoing", "denied"})
            and {p.name for p in contact.participants} == {p.name for p in other.participants}
            and _days_agree(contact, other)
            for s in other.statuses
        ]
        statuses = tuple(dict.fromkeys([*contact.statuses, *others]))
        result.append(replace(contact, statuses=statuses))
    return result


def _days_agree(one: Contact, other: Contact) -> bool:
    """Whether two contacts may be of one day."""
    return one.days is None or other.days is None or one.days.meets(other.days)
