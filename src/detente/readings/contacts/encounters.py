"""Encounters: each mention of a meeting, call, visit or invitation, as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.model.claims import Participant
from detente.model.vocabulary import ContactKind, Format
from detente.readings import times
from detente.readings.contacts import sides
from detente.readings.contacts.gathering import is_of_pair
from detente.readings.contacts.moods import FineStatus
from detente.readings.contacts.people import is_between_people, is_open
from detente.readings.contacts.phrases import FINE
from detente.readings.contacts.places import Place, is_place_word, place_of
from detente.readings.contacts.spans import whole_days
from detente.readings.contacts.status import Setting, setting_of_noun, setting_of_verb
from detente.readings.contacts.times import by_date, duration_of, goes_on_since, moved_to, when_of
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import (
    child,
    clause,
    governing_verb,
    noun_phrase,
    prep_objects,
    subject,
)
from detente.readings.undone import undone

FAMILY = "contacts"
_POINTING = frozenset({"the", "this", "that", "these", "those", "their", "its", "both"})
_LOOSELY_POINTING = frozenset({"a", "another", "any", "no"})
_TWO = 2
# "Recent meetings" may be any; "recent talks" are those of the report.
_COUNTED = frozenset({"meeting", "session", "summit", "call", "visit", "trip", "conference"})


@dataclass(frozen=True, slots=True)
class Encounter:
    """One mention of a contact.

    head: Token that tells of it. points: Whether it may be one told before or the main one.
    another: Whether the words set it apart from others ("a second round").
    filled: Whether its own words name nobody who takes part, and others do.
    was_planned: Whether it was planned, and the same words tell that it came to nothing.
    moved: Whether it was put off to its day from another one.
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
    place: Place | None = None
    when: times.TimeMention | None = None
    duration: str | None = None
    format: Format = "unknown"
    filled: bool = False
    was_planned: bool = False
    moved: bool = False


def encounters(page: Page) -> Iterator[Encounter]:
    """Yield the mentions of a page, one for each word that tells of one, the surer first."""
    taken: set[int] = set()
    hits = (hit for hit in page.hits(FAMILY) if hit.reads in _READ)
    for hit in sorted(hits, key=lambda h: (-h.confidence, h.start)):
        head = _head(page, hit)
        if head in taken:
            continue
        encounter = _READ[hit.reads](page, hit, head)
        if encounter is not None:
            taken.add(head)
            when = whole_days(page, head, encounter.when, lasted=encounter.duration)
            yield replace(encounter, when=when)


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
    if token.dep == "pobj" and parse.tokens[parse.tokens[token.head].head].lemma == "round":
        return None
    setting = setting_of_noun(page, noun)
    moved = moved_to(page, noun) is not None
    if moved:
        setting = Setting("planned", token.head, True)
    stayed_away = sides.absent_from(page, noun)
    if stayed_away:
        setting = Setting("held", None, False)
        return _encounter(page, hit, noun, setting, parties=stayed_away)
    if setting.status is None or _is_of_invitation(page, setting.verb):
        return None
    parties = sides.parties_of_noun(page, noun, setting.verb)
    if moved and not parties:
        parties = sides.parties_of_subject(page, token.head)
    if len(parties) < _TWO and token.lemma == "round":
        for inner in prep_objects(parse, noun, "of"):
            parties = sides.with_more(page, parties, sides.parties_of_noun(page, inner, None))
    if _is_with_press(page, noun, setting.verb) or _is_internal(page, noun):
        return None
    if setting.status == "denied" and len(parties) < _TWO:
        parties = sides.with_denier(page, parties, noun, verb=setting.verb)
    if not parties and (both := sides.both_around(page, noun, setting.verb)):
        return _around(page, hit, noun, setting, parties=both)
    if (
        _is_one_sided(parties)
        and _within_hours(parse, noun)
        and not _is_news(parse, noun, setting)
    ):
        setting = replace(setting, verb=governing_verb(parse, noun))
        whole = sides.known_around(page, noun, setting.verb, parties=parties)
        return _around(page, hit, noun, setting, parties=whole)
    return _encounter(page, hit, noun, setting, parties=parties)


def _is_one_sided(parties: tuple[Participant, ...]) -> bool:
    return sum(p.role == "party" for p in parties) < _TWO


def _is_news(parse: Parse, noun: int, setting: Setting) -> bool:
    """Whether a verb tells what became of it, and not only who mediated it."""
    return setting.own and setting.verb not in parse.children[noun]


def _around(
    page: Page, hit: Hit, noun: int, setting: Setting, *, parties: tuple[Participant, ...]
) -> Encounter:
    """Talks told as what came before; of hours of talks the day of what came of them is theirs."""
    setting = replace(setting, own=_within_hours(page.parse, noun))
    found = _encounter(page, hit, noun, setting, parties=parties)
    if not setting.own or setting.verb is None or found.when is not None:
        return found
    verb = page.parse.tokens[setting.verb]  # "signed a truce on Monday but failed after hours of"
    return replace(found, when=times.bearing(page, verb.head) if verb.dep == "conj" else None)


def _within_hours(parse: Parse, noun: int) -> bool:
    """Whether it lasted hours, or a day or two, so that the day of what came of it is its own."""
    above = parse.tokens[parse.tokens[noun].head]
    return above.lower == "of" and parse.tokens[above.head].lemma in ("hour", "day")


def _is_of_invitation(page: Page, verb: int | None) -> bool:
    """Whether it is what somebody is invited to: the invitation is entered, with its place."""
    return verb is not None and page.parse.tokens[verb].lemma == "invite"


def _is_internal(page: Page, noun: int) -> bool:
    """Whether it is a party's own body that meets: "a meeting of his security council"."""
    bodies = shipped_lists("contacts")["parts"]["bodies"]
    tokens = page.parse.tokens
    ahead = [c for c in page.parse.children[noun] if tokens[c].dep == "compound" and c < noun]
    own = [o for o in prep_objects(page.parse, noun, "of") if tokens[o].lemma in bodies]
    own = [o for o in own if child(page.parse, o, "poss") is not None]
    return bool(own) or any(tokens[c].lower in ("cabinet", "board", "staff") for c in ahead)


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
    parties = sides.parties_of_verb(page, verb)
    if setting.status is None or not is_between_people(page, hit, verb, parties=parties):
        return None
    if hit.extra["kind"] == "visit":
        parties = sides.with_place(page, verb, parties)
    return _encounter(page, hit, verb, setting, parties=parties)


def _of_travel(page: Page, hit: Hit, verb: int) -> Encounter | None:
    """A journey "to Norland for talks", or to a party."""
    setting = setting_of_verb(page, verb)
    parties = sides.parties_of_subject(page, verb)
    if setting.status is None or not parties or not prep_objects(page.parse, verb, "to", "for"):
        return None
    whole = sides.with_place(page, verb, parties)
    if len(whole) == len(parties):
        return None
    return _encounter(page, hit, verb, setting, parties=whole)


def _of_invitation(page: Page, hit: Hit, verb: int) -> Encounter | None:
    parties = sides.parties_of_invitation(page, verb)
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
    parties = sides.parties_of_host(page, verb)
    if setting.status is None or {p.role for p in parties} != {"host", "party"}:
        return None
    return _encounter(page, hit, verb, setting, parties=parties)


def _of_resumed(page: Page, hit: Hit, verb: int) -> Encounter | None:
    """Talks told of in the sentence before: "… were adjourned. They are to resume on Friday"."""
    tokens = page.parse.tokens
    who, setting = subject(page.parse, verb), setting_of_verb(page, verb)
    if who is None or tokens[who].lower != "they" or setting.status not in ("planned", "proposed"):
        return None
    if child(page.parse, verb, "dobj") is not None:  # "they are to resume flights"
        return None
    before = tokens[verb].sentence - 1
    talks = [
        other.start
        for other in page.hits(FAMILY)
        if other.reads == "noun" and tokens[other.start].sentence == before
    ]
    talks = [i for i in talks if tokens[i].dep in ("nsubj", "nsubjpass")]
    if len(talks) != 1:
        return None
    parties = sides.parties_of_noun(page, talks[0], tokens[talks[0]].head)
    return replace(_encounter(page, hit, verb, setting, parties=parties), points=True)


_READ = {
    "noun": _of_noun,
    "verb": _of_verb,
    "travel": _of_travel,
    "invite": _of_invitation,
    "host": _of_host,
    "resumed": _of_resumed,
}


def _encounter(
    page: Page, hit: Hit, head: int, setting: Setting, *, parties: tuple[Participant, ...]
) -> Encounter:
    parse = page.parse
    is_noun = hit.reads == "noun"
    verb = setting.verb if setting.own else None
    moved = moved_to(page, head) if is_noun else None
    when = moved or when_of(page, head, verb if is_noun else head)
    words = _words(page, head, verb, is_noun=is_noun)
    journey = _journey(page, head) if is_noun else None
    if when is None and journey is not None:
        when = times.bearing(page, journey)
    carrier = verb if is_noun else head
    status = by_date(page, setting.status or "held", when, carrier=carrier, own=setting.own)
    if status == "held" and is_noun and verb is not None and goes_on_since(page, head, verb):
        status = "ongoing"
    gone = undone(parse, head) if status == "planned" else None
    if gone is not None:
        words = Stretch(words.start, max(words.end, clause(parse, gone).end))
        status = FINE.get(parse.tokens[gone].lemma, "cancelled")
    place_heads = (head, verb) if is_noun else (head, child(parse, head, "dobj"))
    place = place_of(page, *place_heads)
    if place is None and journey is not None:
        place = place_of(page, journey)
    return Encounter(
        hit=hit,
        head=head,
        kind=_kind(page, hit, words),
        status=status,
        parties=parties,
        words=words,
        own_status=setting.own,
        points=_points(page, head) if is_noun else is_open(page, head, parties),
        another=is_noun and _is_another(page, head),
        place=place,
        when=when,
        duration=duration_of(page, head, verb, is_noun=is_noun),
        format=_format(page, words),
        was_planned=gone is not None,
        moved=moved is not None,
    )


def _journey(page: Page, noun: int) -> int | None:
    """The verb of "will travel to Vell on Thursday for talks": its day and town are theirs."""
    parse = page.parse
    token = parse.tokens[noun]
    if token.dep != "pobj" or parse.tokens[token.head].lower != "for":
        return None
    verb = parse.tokens[token.head].head
    going = shipped_lists("contacts")["going"]
    return verb if parse.tokens[verb].lemma in going else None


def _words(page: Page, head: int, verb: int | None, *, is_noun: bool) -> Stretch:
    """The clause that tells of it, or the phrase if the clause tells of something else."""
    if not is_noun:
        return _from_subject(page, head)
    if verb is not None:
        return _from_subject(page, verb)
    return noun_phrase(page.parse, head)


def _from_subject(page: Page, verb: int) -> Stretch:
    """A clause without what leads up to it, with the verb that plans it: "is set to meet"."""
    parse = page.parse
    words = clause(parse, verb)
    top = verb
    while parse.tokens[top].dep in ("xcomp", "acomp") and child(parse, top, "nsubj") is None:
        top = parse.tokens[top].head
    who = child(parse, top, "nsubj", "nsubjpass")
    if who is None or not who < verb:
        return words
    first = noun_phrase(parse, who).start
    if any(parse.tokens[i].text in ",;" for i in range(who + 1, verb)):
        return words if first > words.start else Stretch(max(first, words.start), words.end)
    return Stretch(first, words.end)


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
    said = page.text(words).lower()
    if lower & set(lists["indirect"]) or any(phrase in said for phrase in lists["through"]):
        return "indirect"
    in_person = any(phrase in said for phrase in lists["in_person"])
    return "direct" if in_person or lower & set(lists["direct"]) else "unknown"


def _points(page: Page, noun: int) -> bool:
    """Whether a noun may stand for what was told: "the meeting", "those talks", bare "talks"."""
    parse = page.parse
    det = child(parse, noun, "det", "poss")
    if is_of_pair(page, noun):
        return True
    if any(
        parse.tokens[c].dep == "compound" and not _is_bare(page, c) for c in parse.children[noun]
    ):
        return False
    if parse.tokens[noun].lemma in _COUNTED and _is_another(page, noun):
        return True
    if any(parse.tokens[c].lower == "such" for c in parse.children[noun]):
        return True
    if det is None:
        plural = parse.tokens[noun].tag == "NNS" and parse.tokens[noun].lemma not in _COUNTED
        return plural or parse.tokens[noun].lower == "round"
    if parse.tokens[noun].lemma in _COUNTED:
        return parse.tokens[det].lower in _POINTING
    return parse.tokens[det].lower in _POINTING | _LOOSELY_POINTING


def _is_bare(page: Page, i: int) -> bool:
    """Whether a word ahead of "talks" sets them apart from no others: "peace", a town."""
    words = shipped_lists("contacts")["parts"]["plain"]
    return page.parse.tokens[i].lower in words or is_place_word(page, i)


def _is_another(page: Page, noun: int) -> bool:
    words = shipped_lists("contacts")["beside"]["another"]
    verb = page.parse.tokens[page.parse.tokens[noun].head]
    if verb.lemma in ("be", "mark", "become"):
        return False
    return any(page.parse.tokens[c].lower in words for c in page.parse.children[noun])
