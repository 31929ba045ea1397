"""Who takes part in an encounter, and in which role."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.actors import is_unnamed
from detente.model.claims import Participant
from detente.model.vocabulary import ContactRole
from detente.readings.contacts.endings import is_broken_off, left_by
from detente.readings.contacts.gathering import AHEAD, Gathering
from detente.readings.contacts.moods import accepting
from detente.readings.contacts.phrases import is_judged_for, set_for
from detente.readings.contacts.places import is_place_word
from detente.readings.modality import mood
from detente.readings.negation import word_set
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import (
    NOUNS,
    ancestors,
    below,
    child,
    doer,
    done_to,
    first_conjunct,
    governing_verb,
    prep_objects,
    subject,
)

# Further prepositions behind some nouns: "a visit to Norland", "calls to envoys".
_EXTRA = {"visit": ("of", "to"), "trip": ("of", "to"), "call": ("to",), "mission": ("to",)}
_JOURNEYS = frozenset({"visit", "trip"})
_BETWEEN = ("between", "among")
_AROUND = frozenset({"before", "after", "following", "during", "since"})
_BEHIND = frozenset({"after", "following"})
# "Three days of rounds of talks": more nouns do not hold one another.
_WRAPS = 2


def parties_of_noun(page: Page, noun: int, verb: int | None) -> tuple[Participant, ...]:
    """Return who takes part in what a noun tells of, by its own words and its verb's subject."""
    found = Gathering(page)
    judged = False
    for c in page.parse.children[noun]:
        token = page.parse.tokens[c]
        if token.tag == "PRP$" and is_judged_for(page.parse, noun):
            judged = True
            found.add(_judged(page, noun, c), "party")
        elif token.dep in AHEAD and c < noun and not is_place_word(page, c):
            found.add_all(below(page.parse, c), "party")
    words = shipped_lists("contacts")["parts"]
    two_sided = False
    for word in (*words["with"], *_EXTRA.get(page.parse.tokens[noun].lemma, ("of",))):
        objects = prep_objects(page.parse, noun, word)
        if word in _BETWEEN and not objects:
            objects = _behind_place(page, noun, word)
        two_sided = two_sided or (word in _BETWEEN and bool(objects))
        for i in objects:
            found.add(i, "host" if word == "to" else "party")
    found.add_roles(noun)
    if judged:
        return found.participants()  # who thanks them need not have been there
    direct = verb is not None and (
        verb in (_verb_of(page, noun), left_by(page, noun)) or verb in page.parse.children[noun]
    )
    if verb is not None and direct and not two_sided:
        _add_of_verb(page, found, noun, verb)
    if not (direct and two_sided) and len(found) == 1 and (who := _around(page, noun)) is not None:
        found.add(who, "party")
    return found.participants()


def _judged(page: Page, noun: int, whose: int) -> int:
    """Who is thanked or blamed for it, whom "her" means: "thanked the envoy for her visit"."""
    tokens = page.parse.tokens
    judged = child(page.parse, tokens[tokens[noun].head].head, "dobj", "nsubjpass")
    return whose if judged is None else judged


def _behind_place(page: Page, noun: int, word: str) -> list[int]:
    """Those of "talks at the town hall between A and B", hung on the hall by the parser."""
    setting = set_for(page.parse, noun)
    if setting is not None:
        return prep_objects(page.parse, setting, word)
    places = prep_objects(page.parse, noun, "at", "in")
    return [i for place in places for i in prep_objects(page.parse, place, word)]


def both_around(page: Page, noun: int, verb: int | None) -> tuple[Participant, ...]:
    """Return the two who did something "after nine hours of talks", or () if not two."""
    who = subject(page.parse, verb) if verb is not None else None
    if who is None or not _is_around(page, noun, _AROUND):
        return ()
    found = Gathering(page)
    found.add(who, "party")
    return found.participants() if len(found) > 1 else ()


def known_around(
    page: Page, noun: int, verb: int | None, *, parties: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Return the parties with those known by name that did something "after hours of talks"."""
    who = doer(page.parse, verb) if verb is not None else None
    if who is None or not _is_around(page, noun, _BEHIND):
        return parties
    found = Gathering(page)
    found.add(who, "party")
    named = [p for p in found.participants() if page.cast.actor(p.name) is not None]
    return with_more(page, parties, named)


def with_more(
    page: Page, parties: tuple[Participant, ...], more: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Return the parties, and of more that take part those of other parties."""
    known = {page.cast.party(p.name) for p in parties}
    return (*parties, *(p for p in more if page.cast.party(p.name) not in known))


def _is_around(page: Page, noun: int, ahead: frozenset[str]) -> bool:
    """Whether it is told as what came before or goes along: "after talks", "in hours of talks".

    ahead: Prepositions that tell so.
    """
    tokens = page.parse.tokens
    token = tokens[noun]
    for _ in range(_WRAPS):
        if token.dep == "pobj" and tokens[token.head].lower == "of":
            token = tokens[tokens[token.head].head]
    return token.dep == "pobj" and tokens[token.head].lower in ahead


def _around(page: Page, noun: int) -> int | None:
    """Who does something "during a visit to Norland", "ahead of talks with Norland"."""
    tokens = page.parse.tokens
    token = tokens[noun]
    if token.dep != "pobj" or child(page.parse, noun, "poss") is not None:
        return None
    journey = token.lemma in _JOURNEYS and prep_objects(page.parse, noun, "to")
    if not journey and not prep_objects(page.parse, noun, "with"):
        return None
    above = tokens[token.head]
    ahead = above.lower == "of" and tokens[above.head].lower == "ahead"
    if not ahead and above.lower not in _AROUND:
        return None
    verb = governing_verb(page.parse, noun)
    return subject(page.parse, verb) if verb is not None else None


def absent_from(page: Page, noun: int) -> tuple[Participant, ...]:
    """Return who stayed away from what a noun tells of: "did not take part in the talks"."""
    words = shipped_lists("contacts")["parts"]
    verb = _verb_of(page, noun)
    if verb is None:
        return ()
    lemma = page.parse.tokens[verb].lemma
    missed = lemma in words["missing"]
    if not missed and not (lemma in words["staying_away"] and mood(page.parse, verb).negated):
        return ()
    found = Gathering(page)
    who = subject(page.parse, verb)
    if who is not None:
        found.add(who, "absent")
    return found.participants()


def _verb_of(page: Page, noun: int) -> int | None:
    """The verb that a noun is the object of, or behind a preposition of; None if another."""
    token = page.parse.tokens[noun]
    while token.dep == "pobj":
        above = page.parse.tokens[page.parse.tokens[token.head].head]
        wraps = above.lemma == "part" or any(
            above.lower in words for words in shipped_lists("contacts")["noun_of"].values()
        )
        if above.pos == "NOUN" and wraps:
            token = above
            continue
        if page.parse.tokens[token.head].lower == "for" and above.pos in NOUNS:
            # "flew to the mission for talks": the parser hangs the talks on the mission
            verb = governing_verb(page.parse, above.i)
            going = shipped_lists("contacts")["going"]
            return verb if verb is not None and page.parse.tokens[verb].lemma in going else None
        if above.lower in shipped_lists("contacts")["ahead_of"]["willing"]:
            return above.head  # "is open to talks"
        return above.i if above.pos in ("VERB", "AUX") else None
    above = page.parse.tokens[token.head]
    direct = token.dep in ("dobj", "nsubj", "nsubjpass", "attr", "conj")
    return above.i if direct and above.pos in ("VERB", "AUX") else None


def parties_of_verb(page: Page, verb: int) -> tuple[Participant, ...]:
    """Return who takes part in what a verb tells of: "Saltov met Maldal"."""
    found = Gathering(page)
    took = accepting(page.parse, verb)
    doing, target = doer(page.parse, verb if took is None else took), done_to(page.parse, verb)
    lemma = page.parse.tokens[verb].lemma
    if doing is not None:
        found.add(doing, "party")
    if target is not None and lemma not in ("discuss", "negotiate"):
        found.add(target, "party")
    for i in partners(page, verb):
        found.add(i, "party")
    if target is not None:
        deal = page.parse.tokens[target].lemma in shipped_lists("contacts")["parts"]["purchases"]
        bought = ("of", "in") if deal and lemma == "negotiate" else ()
        for i in prep_objects(page.parse, target, "with", *bought):
            found.add(i, "party")
    return found.participants()


def partners(page: Page, verb: int) -> list[int]:
    """Return the nouns for those with whom a verb is done: "spoke by telephone with Maldal"."""
    words = ("with", "to") if page.parse.tokens[verb].lemma in ("speak", "talk") else ("with",)
    found = prep_objects(page.parse, verb, *words)
    for i in prep_objects(page.parse, verb, "by", "over", "on", "via", "about"):
        found += prep_objects(page.parse, i, "with")
        for j in prep_objects(
            page.parse, i, "for", "of"
        ):  # "about chances for peace with Norland"
            found += prep_objects(page.parse, j, "with")
    return found


def parties_of_host(page: Page, verb: int) -> tuple[Participant, ...]:
    """Return who takes part where somebody hosts or receives somebody."""
    found = Gathering(page)
    for i, role in ((doer(page.parse, verb), "host"), (done_to(page.parse, verb), "party")):
        if i is not None:
            found.add(i, role)  # type: ignore[arg-type]
    return found.participants()


def parties_of_invitation(page: Page, verb: int) -> tuple[Participant, ...]:
    """Return who invites and who is invited."""
    found = Gathering(page)
    for i, role in ((doer(page.parse, verb), "inviter"), (done_to(page.parse, verb), "invitee")):
        if i is not None:
            found.add(i, role)  # type: ignore[arg-type]
    return found.participants()


def with_place(page: Page, verb: int, parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return the parties of a visit, with the one that is visited."""
    found = Gathering(page)
    words = ("for", "to") if page.parse.tokens[verb].lemma == "leave" else ("to",)
    for i in (done_to(page.parse, verb), *prep_objects(page.parse, verb, *words)):
        if i is not None:
            found.add(i, "host")
    known = {p.name for p in parties}
    # a town or a house that nobody acts for is where it goes to, no side
    sides = [p for p in found.participants() if _may_receive(page, p.name)]
    return (*parties, *(p for p in sides if p.name not in known))


def _may_receive(page: Page, name: str) -> bool:
    known = page.cast.actor(name) is not None or name in shipped_lists("states")["states"]
    return known or name.islower()


def _add_of_verb(page: Page, found: Gathering, noun: int, verb: int) -> None:
    """Add the verb's subject ("Saltov held talks with Maldal") and its "with" phrase."""
    words = shipped_lists("contacts")
    lemma = page.parse.tokens[verb].lemma
    carried = any(lemma in words["object_of"][n] for n in ("does", "goes_on", "plans", "proposes"))
    if lemma == "hold" and child(page.parse, verb, "prt") is not None:  # "held up the talks"
        carried = False
    for i in prep_objects(page.parse, verb, "with", "between"):
        if i != noun:
            found.add(i, "party")
    who = doer(page.parse, verb)
    if who is None or who == noun or first_conjunct(page.parse, who) == noun:
        return
    going = (
        page.parse.tokens[page.parse.tokens[noun].head].lower == "for" and lemma in words["going"]
    )
    left = left_by(page, noun) == verb or (is_broken_off(page, verb) and len(page.who(who)) > 1)
    if not (carried or going or left or lemma == "be" or prep_objects(page.parse, noun, "with")):
        return
    role: ContactRole = "party"
    if lemma in words["parts"]["hosting"]:
        role = "host"
    elif lemma in words["parts"]["mediating"]:
        role = "mediator"
    found.add(who, role)


def with_denier(
    page: Page, parties: tuple[Participant, ...], noun: int, *, verb: int | None
) -> tuple[Participant, ...]:
    """Return the sides of what is denied, with whoever denies it: one of them, if one is left out.

    "Norland denied reports of talks with Sudmark", "denied that any call had been held".
    """
    known = {page.cast.party(p.name) for p in parties}
    denying = list(parties_of_subject(page, verb)) if verb is not None else []
    if not denying and (denier := _denier(page, noun)) is not None:
        denying = [Participant(denier, "party")]
    return (*parties, *(p for p in denying if page.cast.party(p.name) not in known))


def _denier(page: Page, noun: int) -> str | None:
    """The party that says there was no such thing: of "Norland's ministry" it is Norland."""
    said = page.statement_at(noun)
    if said is None or not is_unnamed(said.speaker):
        return None if said is None else page.cast.party(said.speaker)
    if said.source is None:
        return None
    start, end = page.token_at(said.source.start), page.token_at(said.source.end - 1) + 1
    named = page.cast.mentioned(Stretch(start, end))
    return page.cast.party(named[0]) if len(named) == 1 else None


def denier_above(page: Page, i: int) -> str | None:
    """Return who denies it by a verb above: of "Norland denied reports that it met" Norland."""
    for j in ancestors(page.parse, i):
        if page.parse.tokens[j].lemma in word_set("disowning"):
            who = doer(page.parse, j)
            return next(iter(page.cast.speaker(who)), None) if who is not None else None
    return None


def parties_of_subject(page: Page, verb: int) -> tuple[Participant, ...]:
    """Return who does what a verb says."""
    found = Gathering(page)
    who = subject(page.parse, verb)
    if who is not None:
        found.add(who, "party")
    return found.participants()
