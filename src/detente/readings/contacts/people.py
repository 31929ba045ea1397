"""Whether a verb such as "met" or "spoke" tells of an encounter, and whose it may be."""

from __future__ import annotations

from detente.model.claims import Participant
from detente.readings.contacts import sides
from detente.readings.contacts.gathering import AHEAD, is_pair
from detente.readings.nlp import Hit
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import child, prep_objects, subject


def is_between_people(
    page: Page, hit: Hit, verb: int, *, parties: tuple[Participant, ...]
) -> bool:
    """Return whether a verb such as "met" tells of an encounter, not of meeting a demand."""
    token = page.parse.tokens[verb]
    several = len(parties) > 1
    if token.lemma in ("speak", "talk", "consult", "confer"):
        partner = sides.partners(page, verb)
        press = shipped_lists("contacts")["parts"]["press"]
        if _is_habit(page, verb, partner) or any(
            page.parse.tokens[i].lower in press for i in partner
        ):
            return False
        aside = token.tag == "VBG" and token.dep == "advcl"
        together = token.lemma in ("talk", "confer") or _is_by_phone(page, verb)
        several = several or _is_of_sides(page, verb)
        both = several and together  # "A and B are to talk on Sunday", "spoke by telephone"
        return (bool(partner) or both) and not aside and several
    if token.lemma == "meet":
        target = child(page.parse, verb, "dobj")
        if target is not None and not page.who(target) and not several:
            return False
        return several or _is_plural_subject(page, verb) or _is_of_assembly(page, verb)
    if token.lemma in ("discuss", "negotiate"):
        if child(page.parse, verb, "nsubj") is None and token.dep not in ("conj", "xcomp"):
            return False
        return several or (token.lemma == "negotiate" and is_open(page, verb, parties))
    if hit.extra.get("sides"):
        return several or is_open(page, verb, parties)
    return several or _is_of_sides(page, verb) or token.lemma == "visit"


def _is_by_phone(page: Page, verb: int) -> bool:
    phone = shipped_lists("contacts")["parts"]["phone"]
    by = prep_objects(page.parse, verb, "by", "on", "over", "via")
    return any(page.parse.tokens[i].lower in phone for i in by)


def _is_habit(page: Page, verb: int, partner: list[int]) -> bool:
    """Whether it tells of whom somebody talks to at all: "We talk to ministers, not to gangs"."""
    parse = page.parse
    simple = parse.tokens[verb].tag in ("VBP", "VBZ") and child(parse, verb, "aux") is None
    return simple and not any(page.who(i) for i in partner)


def _is_of_assembly(page: Page, verb: int) -> bool:
    """Whether a body of many members does it: "the council meets in May", not a firm's board."""
    who = subject(page.parse, verb)
    assemblies = shipped_lists("contacts")["parts"]["assemblies"]
    if who is None:
        return False
    token = page.parse.tokens[who]
    return token.lemma.lower() in assemblies or (token.lower == "board" and _is_of_many(page, who))


def _is_of_many(page: Page, board: int) -> bool:
    """Whether a board is that of a body of many members: "the Fisheries Council's board"."""
    assemblies = shipped_lists("contacts")["parts"]["assemblies"]
    whose = (c for c in page.parse.children[board] if page.parse.tokens[c].dep in AHEAD)
    names = [
        name for c in whose for name in page.cast.of_token.get(c, (page.parse.tokens[c].text,))
    ]
    return any(name.lower().split()[-1] in assemblies for name in names)


def _is_plural_subject(page: Page, verb: int) -> bool:
    who = subject(page.parse, verb)
    return who is not None and page.parse.tokens[who].tag in ("NNS", "NNPS")


def is_open(page: Page, verb: int, parties: tuple[Participant, ...]) -> bool:
    """Return whether a verb leaves it to the report who takes part: "both sides met"."""
    partner = prep_objects(page.parse, verb, "with")
    return _is_of_sides(page, verb) or (len(parties) == 1 and bool(partner))


def _is_of_sides(page: Page, verb: int) -> bool:
    """Whether "both sides", "the parties" or the like do it."""
    who = subject(page.parse, verb)
    words = shipped_lists("contacts")["parts"]["sides"]
    return who is not None and (page.parse.tokens[who].lower in words or is_pair(page, who))
