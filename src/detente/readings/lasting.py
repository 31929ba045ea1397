"""How a thing stayed though it was to change: shut, unpaid after its day, despite a text.

No word of such a clause says that anything is late. What stayed was to end by what was agreed, so
the day that was set, or the text that it stays in spite of, has to be named beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.readings import tree
from detente.readings.agreements import agreement_at, noun_of, word_set
from detente.readings.deeds import Deed, is_so
from detente.readings.modality import mood
from detente.readings.nlp import Hit
from detente.readings.page import Page
from detente.readings.states import WHOEVER, is_thing, said_of, stays, subject_of_state
from detente.readings.tellers import Told, charge_above, owner_of_noun, parties_of, told_of

_ENDED = ("closed", "held", "present", "owed", "idle")


def of_despite(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "the crossing stayed shut despite the accord"; "a deal" need not be of it."""
    parse = page.parse
    noun = tree.child(parse, hit.end - 1, "pobj")
    at = tree.governing_verb(parse, hit.start)
    if noun is None or at is None or agreement_at(page, noun) is None:
        return
    vague = any(parse.tokens[c].lower in ("a", "an") for c in parse.children[noun])
    if not vague and is_lasting(page, at):
        yield from lasting(page, hit, at)


def lasting(page: Page, hit: Hit, at: int) -> Iterator[Told]:
    """Yield that a thing stayed as it was to be no longer, by whose it is to end, if it says."""
    who = subject_of_state(page.parse, at)
    if who is None or charge_above(page, at) is not None:
        return
    by = parties_of(page, who) or owner_of_noun(page, who)
    if by or is_thing(page, who):
        words = tree.noun_phrase(page.parse, who)
        yield from told_of(page, hit, at, deed=Deed("delayed", words), by=by or WHOEVER)


def is_lasting(page: Page, verb: int) -> bool:
    """Return whether a clause says that something stays shut, in place, unpaid, tied up.

    Where somebody is ("were still in Dorn"), it must be somebody, or something of theirs.
    """
    parse = page.parse
    if not stays(parse, verb) or not is_so(page, verb):
        return False
    said = said_of(parse, verb) | {parse.tokens[verb].lower}
    ended = any(not said.isdisjoint(word_set("states", "ended", name)) for name in _ENDED)
    return ended or is_stationed(page, verb)


def is_stationed(page: Page, verb: int) -> bool:
    """Return whether a clause says of soldiers, guards or guns that they are at a place."""
    who = subject_of_state(page.parse, verb)
    if who is None or noun_of(page.parse.tokens[who]) not in word_set("states", "stationed"):
        return False
    return any(_is_place(page, o) for o in tree.prep_objects(page.parse, verb, "at", "in", "on"))


def _is_place(page: Page, noun: int) -> bool:
    """Whether it is a place, by its word or its name; many a village's is not labelled."""
    token = page.parse.tokens[noun]
    named = token.pos == "PROPN" and token.ent in ("", "GPE", "LOC", "FAC")
    return named or noun_of(token) in word_set("states", "places")


def is_going_on(page: Page, verb: int) -> bool:
    """Return whether a clause says that something goes on: "continues to be charged"."""
    token = page.parse.tokens[verb]
    put = mood(page.parse, verb)
    real = not (put.negated or put.question or put.condition or put.modal or put.future)
    return real and token.lemma in word_set("states", "going_on")
