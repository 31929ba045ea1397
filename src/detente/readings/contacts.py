"""Who met, called, visited or invited whom, or is to: one contact for all that is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.model.actors import NARRATOR
from detente.model.claims import (
    Contact,
    ContactKind,
    Format,
    Participant,
    StatusBy,
    When,
)
from detente.readings import contact_parties, times
from detente.readings.contact_moods import FineStatus, coarse
from detente.readings.contact_status import Setting, setting_of_noun, setting_of_verb
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import child, clause, noun_phrase, prep_objects, subtree

FAMILY = "contacts"
# Kinds that words name loosely: a meeting is also called talks, a call a conversation.
_POINTING = frozenset({"the", "this", "that", "these", "those", "their", "its", "both"})
_LOOSELY_POINTING = frozenset({"a", "another", "any", "no"})
# "Recent meetings" may be any; "recent talks" are those of the report.
_COUNTED = frozenset({"meeting", "session", "summit", "call", "visit", "trip", "conference"})
_MEETINGS = frozenset({"meeting", "talks", "summit", "call"})


@dataclass(frozen=True, slots=True)
class Encounter:
    """One mention of a contact.

    head: Token that tells of it. points: Whether it may be one told before or the main one.
    another: Whether the words set it apart from others ("a second round").
    """

    hit: Hit
    head: int
    kind: ContactKind
    status: FineStatus
    parties: tuple[Participant, ...]
    words: Stretch
    own_status: bool
    points: bool
    another: bool
    place: str | None = None
    when: times.TimeMention | None = None
    duration: str | None = None
    format: Format = "unknown"


def read_contacts(page: Page) -> list[Contact]:
    """Return the contacts that a page tells of, each once, in order of first mention."""
    found = list(_encounters(page))
    groups: list[list[Encounter]] = []
    for encounter in _with_parties(page, found):
        home = next((g for g in reversed(groups) if _is_same(page, g, encounter)), None)
        if home is None:
            groups.append([encounter])
        else:
            home.append(encounter)
    contacts = [_contact(page, group) for group in groups if _is_worth(page, group)]
    return _with_other_sides(page, contacts)


def _encounters(page: Page) -> Iterator[Encounter]:
    taken: set[int] = set()
    for hit in sorted(page.hits(FAMILY), key=lambda h: (-h.confidence, h.start)):
        head = _head(page, hit)
        if head in taken:
            continue
        encounter = _READ[hit.reads](page, hit, head)
        if encounter is not None:
            taken.add(head)
            yield encounter


def _head(page: Page, hit: Hit) -> int:
    """The token that carries a wording: the noun, or the verb."""
    tokens = range(hit.start, hit.end)
    wanted = ("NOUN", "PROPN") if hit.reads == "noun" else ("VERB", "AUX")
    fitting = [i for i in tokens if page.parse.tokens[i].pos in wanted]
    return max(fitting, key=lambda i: _is_top(page, i, hit)) if fitting else hit.start


def _is_top(page: Page, i: int, hit: Hit) -> bool:
    head = page.parse.tokens[i].head
    return head == i or not hit.start <= head < hit.end


def _of_noun(page: Page, hit: Hit, noun: int) -> Encounter | None:
    parse = page.parse
    token = parse.tokens[noun]
    if token.dep == "compound" and parse.tokens[token.head].pos in ("NOUN", "PROPN"):
        return None
    setting = setting_of_noun(page, noun)
    if setting.status is None:
        return None
    parties = contact_parties.parties_of_noun(page, noun, setting.verb)
    if _is_with_press(page, noun, setting.verb):
        return None
    return _encounter(page, hit, noun, setting, parties=parties)


def _is_with_press(page: Page, noun: int, verb: int | None) -> bool:
    """Whether it is one with reporters: a briefing, not a contact."""
    press = shipped_lists("contacts")["parts"]["press"]
    tokens = page.parse.tokens
    ahead = [tokens[c].lower for c in page.parse.children[noun]]
    behind = [tokens[i].lower for i in prep_objects(page.parse, noun, "with", "to", "for")]
    near = (
        [] if verb is None else [tokens[i].lower for i in prep_objects(page.parse, verb, "with")]
    )
    return any(word in press for word in (*ahead, *behind, *near))


def _of_verb(page: Page, hit: Hit, verb: int) -> Encounter | None:
    setting = setting_of_verb(page, verb)
    parties = contact_parties.parties_of_verb(page, verb)
    if setting.status is None or not _is_between_people(page, hit, verb, parties):
        return None
    if hit.extra["kind"] == "visit":
        parties = contact_parties.with_place(page, verb, parties)
    return _encounter(page, hit, verb, setting, parties=parties)


def _of_travel(page: Page, hit: Hit, verb: int) -> Encounter | None:
    """A journey "to Norland for talks", or to a party."""
    setting = setting_of_verb(page, verb)
    who = contact_parties.subject_names(page, verb)
    if setting.status is None or not who or not prep_objects(page.parse, verb, "to", "for"):
        return None
    parties = tuple(Participant(name, "party") for name in who)
    whole = contact_parties.with_place(page, verb, parties)
    if len(whole) == len(parties):
        return None
    return _encounter(page, hit, verb, setting, parties=whole)


def _of_invitation(page: Page, hit: Hit, verb: int) -> Encounter | None:
    parties = contact_parties.parties_of_invitation(page, verb)
    setting = setting_of_verb(page, verb)
    if setting.status is None or {p.role for p in parties} != {"inviter", "invitee"}:
        return None
    status = setting.status
    if status in ("held", "ongoing") and prep_objects(page.parse, verb, "to", "for"):
        # the encounter that it is for has been offered, no more
        status = "proposed"
    return _encounter(page, hit, verb, Setting(status, verb, True), parties=parties)


def _of_host(page: Page, hit: Hit, verb: int) -> Encounter | None:
    setting = setting_of_verb(page, verb)
    parties = contact_parties.parties_of_host(page, verb)
    if setting.status is None or {p.role for p in parties} != {"host", "party"}:
        return None
    return _encounter(page, hit, verb, setting, parties=parties)


_READ = {
    "noun": _of_noun,
    "verb": _of_verb,
    "travel": _of_travel,
    "invite": _of_invitation,
    "host": _of_host,
}


def _encounter(
    page: Page, hit: Hit, head: int, setting: Setting, *, parties: tuple[Participant, ...]
) -> Encounter:
    parse = page.parse
    is_noun = hit.reads == "noun"
    verb = setting.verb if setting.own else None
    when = _when(page, head, verb if is_noun else head)
    words = _words(page, head, verb, is_noun=is_noun)
    status = _by_date(page, setting.status or "held", when, verb if is_noun else head)
    place_heads = (head, verb) if is_noun else (head, child(parse, head, "dobj"))
    return Encounter(
        hit=hit,
        head=head,
        kind=_kind(page, hit, words),
        status=status,
        parties=parties,
        words=words,
        own_status=setting.own,
        points=_points(page, head) if is_noun else _is_of_sides(page, head),
        another=is_noun and _is_another(page, head),
        place=contact_parties.place_of(page, *place_heads),
        when=when,
        duration=_duration(page, head, verb, is_noun=is_noun),
        format=_format(page, words),
    )


def _when(page: Page, head: int, verb: int | None) -> times.TimeMention | None:
    """Time words within the phrase of the encounter, else those that bear on its verb."""
    phrase = subtree(page.parse, head)
    inside = [
        m
        for m in times.of_clause(page, phrase)
        if m.kind in ("point", "deadline") and _hangs_on(page, m.stretch.start, head)
    ]
    if inside:
        return max(inside, key=lambda m: m.days is not None)
    return times.bearing(page, verb) if verb is not None else None


def _hangs_on(page: Page, i: int, head: int) -> bool:
    """Whether a token belongs to a noun without a verb between."""
    while i != head:
        token = page.parse.tokens[i]
        if token.head == i or (token.pos in ("VERB", "AUX") and i != head):
            return False
        i = token.head
    return True


def _words(page: Page, head: int, verb: int | None, *, is_noun: bool) -> Stretch:
    """The clause that tells of it, or the phrase if the clause tells of something else."""
    if not is_noun:
        return clause(page.parse, head)
    if verb is not None:
        return clause(page.parse, verb)
    return noun_phrase(page.parse, head)


def _by_date(
    page: Page, status: FineStatus, when: times.TimeMention | None, carrier: int | None
) -> FineStatus:
    """What lies ahead of the report is not held yet."""
    today = times.anchor(page)
    simple_present = carrier is not None and (
        page.parse.tokens[carrier].tag in ("VBZ", "VBP")
        and page.parse.tokens[carrier].lemma != "be"
        and child(page.parse, carrier, "aux") is None
    )
    if today is None or when is None or when.days is None:
        return status
    if status in ("held", "ongoing") and when.days.start > today:
        return "planned"
    if status == "ongoing" and simple_present and when.days.start >= today:
        return "planned"
    return status


def _kind(page: Page, hit: Hit, words: Stretch) -> ContactKind:
    kind: ContactKind = hit.extra["kind"]
    phone = shipped_lists("contacts")["parts"]["phone"]
    if kind == "talks" and any(
        t.lower in phone for t in page.parse.tokens[words.start : words.end]
    ):
        return "call"
    return kind


def _format(page: Page, words: Stretch) -> Format:
    lists = shipped_lists("contacts")["parts"]
    lower = {t.lower for t in page.parse.tokens[words.start : words.end]}
    if lower & set(lists["indirect"]):
        return "indirect"
    return "direct" if lower & set(lists["direct"]) else "unknown"


def _duration(page: Page, head: int, verb: int | None, *, is_noun: bool) -> str | None:
    """How long it lasted: "a four-hour meeting", "met for two hours"."""
    phrase = noun_phrase(page.parse, head) if is_noun else subtree(page.parse, head)
    places = [phrase] if verb is None else [phrase, clause(page.parse, verb)]
    for place in places:
        for mention in times.of_clause(page, place):
            if mention.kind == "duration" and _is_length(page, mention, head, verb):
                return page.text(mention.stretch)
    return None


def _is_length(page: Page, mention: times.TimeMention, head: int, verb: int | None) -> bool:
    first = mention.stretch.start
    ahead = page.parse.tokens[first - 1].lower if first else ""
    tops = {head, verb}
    i = mention.stretch.end - 1
    for _ in range(4):
        i = page.parse.tokens[i].head
        if i in tops:
            lasts = verb is not None and page.parse.tokens[verb].lemma in (
                "last",
                "run",
                "stretch",
            )
            return ahead in ("for", "lasting", "over") or i == head or lasts
    return False


def _points(page: Page, noun: int) -> bool:
    """Whether a noun may stand for what was told: "the meeting", "those talks", bare "talks"."""
    parse = page.parse
    det = child(parse, noun, "det", "poss")
    if any(
        parse.tokens[c].dep == "compound" and not _is_bare(page, c) for c in parse.children[noun]
    ):
        return False
    if det is None:
        plural = parse.tokens[noun].tag == "NNS" and parse.tokens[noun].lemma not in _COUNTED
        return plural or parse.tokens[noun].lower == "round"
    if parse.tokens[noun].lemma in _COUNTED:
        return parse.tokens[det].lower in _POINTING
    return parse.tokens[det].lower in _POINTING | _LOOSELY_POINTING


def _is_bare(page: Page, i: int) -> bool:
    """Whether a word ahead of "talks" sets them apart from no others: "peace", a town."""
    words = shipped_lists("contacts")["parts"]["plain"]
    return page.parse.tokens[i].lower in words or contact_parties.is_place_word(page, i)


def _is_another(page: Page, noun: int) -> bool:
    words = shipped_lists("contacts")["beside"]["another"]
    verb = page.parse.tokens[page.parse.tokens[noun].head]
    if verb.lemma in ("be", "mark", "become"):
        return False
    return any(page.parse.tokens[c].lower in words for c in page.parse.children[noun])


def _is_between_people(page: Page, hit: Hit, verb: int, parties: tuple[Participant, ...]) -> bool:
    """Whether a verb such as "met" or "spoke" tells of an encounter, not of meeting a demand."""
    token = page.parse.tokens[verb]
    several = len(parties) > 1
    if token.lemma in ("speak", "talk", "consult", "confer"):
        partner = prep_objects(page.parse, verb, "with", "to")
        aside = token.tag == "VBG" and token.dep == "advcl"
        return bool(partner) and not aside and (several or _is_of_sides(page, verb))
    if token.lemma == "meet":
        target = child(page.parse, verb, "dobj")
        if target is not None and not page.who(target) and not several:
            return False
        return several or _is_plural_subject(page, verb)
    if token.lemma in ("discuss", "negotiate"):
        return several or (token.lemma == "negotiate" and _is_of_sides(page, verb))
    return several or _is_of_sides(page, verb) or token.lemma == "visit"


def _is_plural_subject(page: Page, verb: int) -> bool:
    who = child(page.parse, verb, "nsubj", "nsubjpass")
    return who is not None and page.parse.tokens[who].tag in ("NNS", "NNPS")


def _is_of_sides(page: Page, verb: int) -> bool:
    """Whether "both sides", "the parties" or the like do it."""
    who = child(page.parse, verb, "nsubj", "nsubjpass")
    words = shipped_lists("contacts")["parts"]["sides"]
    return who is not None and page.parse.tokens[who].lower in words


def _with_parties(page: Page, found: list[Encounter]) -> Iterator[Encounter]:
    """Give mentions with fewer than two parties those of the contact that they point to."""
    ordered = sorted(found, key=lambda e: e.head)
    explicit = [e for e in ordered if len(_present(e.parties)) > 1 and e.kind in _MEETINGS]
    for encounter in ordered:
        if len(_present(encounter.parties)) > 1 or encounter.kind not in _MEETINGS:
            yield encounter
        elif encounter.points and (filled := _filled(page, encounter, explicit)):
            told = encounter.own_status or bool(encounter.parties)
            if told or encounter.when is not None or encounter.place is not None:
                yield replace(encounter, parties=filled)
        else:
            yield encounter


def _filled(
    page: Page, encounter: Encounter, explicit: list[Encounter]
) -> tuple[Participant, ...]:
    """The parties of the contact before (or, if there is none, behind), else the main ones."""
    mine = {page.cast.party(p.name) for p in encounter.parties}
    fitting = [
        e
        for e in explicit
        if (not mine or mine & {page.cast.party(p.name) for p in e.parties})
        and _places_agree(e.place, encounter.place)
        and (e.kind != "call" or encounter.kind != "meeting")
    ]
    same_place = [e for e in fitting if e.place and encounter.place]
    fitting = same_place or fitting
    before = [e for e in fitting if e.head < encounter.head]
    if before or fitting:
        return (before[-1] if before else fitting[0]).parties
    return contact_parties.main_parties(page, encounter.parties, encounter.head)


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
    return (
        _share_parties(page, group, other)
        and all(_dates_agree(e.when, other.when) for e in group)
        and all(_places_agree(e.place, other.place) for e in group)
    )


def _share_parties(page: Page, group: list[Encounter], other: Encounter) -> bool:
    mine = {page.cast.party(p.name) for e in group for p in _present(e.parties)}
    theirs = {page.cast.party(p.name) for p in _present(other.parties)}
    if not theirs or not mine:
        return not theirs and not mine
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs)) and (
        len(mine & theirs) > 1 or min(len(mine), len(theirs)) == 1
    )


def _dates_agree(one: times.TimeMention | None, other: times.TimeMention | None) -> bool:
    if one is None or other is None or one.days is None or other.days is None:
        return True
    return one.days.meets(other.days)


def _places_agree(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    return bool(set(one.lower().split()) & set(other.lower().split()))


def _is_worth(page: Page, group: list[Encounter]) -> bool:
    """Whether enough is told to enter it: two sides, or one with a day or place."""
    best = max(group, key=_fullness)
    sides = len(_present(best.parties))
    return sides > 1 or (sides == 1 and (best.when is not None or best.place is not None))


def _fullness(encounter: Encounter) -> tuple[int, int, int]:
    told = (encounter.when is not None) + (encounter.place is not None)
    return (min(2, len(_present(encounter.parties))), told, -encounter.head)


def _contact(page: Page, group: list[Encounter]) -> Contact:
    main = max(group, key=_fullness)
    ordered = [main, *(e for e in group if e is not main)]
    when = next((e.when for e in ordered if e.when and e.when.days), main.when)
    verb_mood = mood(page.parse, main.head)
    said = page.statement_at(main.head)
    kinds = [e.kind for e in ordered]
    return Contact(
        evidence=tuple(dict.fromkeys(page.cite(e.words) for e in ordered)),
        kind=main.kind if main.kind != "talks" or "summit" not in kinds else "summit",
        participants=main.parties,
        status=coarse(main.status),
        place=next((e.place for e in ordered if e.place), None),
        days=when.days if when else None,
        date_text=page.text(when.stretch) if when else None,
        duration_text=next((e.duration for e in ordered if e.duration), None),
        format=next((e.format for e in ordered if e.format != "unknown"), "unknown"),
        statuses=tuple(dict.fromkeys(StatusBy(e.status, _teller(page, e)) for e in ordered)),
        reported_by=said.speaker if said else NARRATOR,
        hedged=verb_mood.hedged,
        when=_claim_when(page, when),
        rule=main.hit.rule,
        confidence=main.hit.confidence,
    )


def _teller(page: Page, encounter: Encounter) -> str:
    said = page.statement_at(encounter.head)
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
            for s in other.statuses
        ]
        statuses = tuple(dict.fromkeys([*contact.statuses, *others]))
        result.append(replace(contact, statuses=statuses))
    return result
