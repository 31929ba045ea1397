"""Talks that are broken off: who left them, and how long they had gone on."""

from __future__ import annotations

from itertools import islice

from detente.readings import times
from detente.readings.contacts.moods import by_form, by_mood, word_list
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.tree import ancestors, child, clause

# From the length in "collapsed late on Sunday after nine hours" up to the verb, at most.
_STEPS_UP = 4
# What stands behind a length with these tells of no other thing that lasted so long: "after five
# hours without agreement", "after nine hours on Tuesday".
_APART = frozenset({"without", "on"})


def lasted(page: Page, verb: int) -> Stretch | None:
    """Return how long it had gone on: "broke off talks after nine hours"; or None."""
    if not _is_ending(page, verb):
        return None
    for mention in times.of_clause(page, clause(page.parse, verb)):
        last = mention.stretch.end - 1
        if mention.kind != "duration" or mention.bound != "after":
            continue
        if not _is_of_other(page, last) and verb in islice(ancestors(page.parse, last), _STEPS_UP):
            return Stretch(mention.stretch.start + 1, mention.stretch.end)
    return None


def _is_of_other(page: Page, last: int) -> bool:
    """Whether a length is that of something else: "after two years of war"."""
    of = child(page.parse, last, "prep", "acl", "relcl")
    return of is not None and page.parse.tokens[of].lower not in _APART


def left_by(page: Page, noun: int) -> int | None:
    """Return the verb by which somebody leaves talks that go on: "walked out of the talks"."""
    tokens = page.parse.tokens
    of = tokens[tokens[noun].head]
    out = tokens[of.head]
    if tokens[noun].dep != "pobj" or of.lower != "of" or out.lower != "out":
        return None
    return out.head if tokens[out.head].lemma in word_list("object_of", "leaves") else None


def is_broken_off(page: Page, verb: int) -> bool:
    """Return whether a verb ends what its object names before its time: "broke off"."""
    token, particle = page.parse.tokens[verb], child(page.parse, verb, "prt")
    off = particle is not None and page.parse.tokens[particle].lower == "off"
    return token.lemma in word_list("object_of", "breaks") or (token.lemma == "break" and off)


def _is_ending(page: Page, verb: int) -> bool:
    token = page.parse.tokens[verb]
    ends = word_list("subject_of", "ends") | word_list("object_of", "leaves")
    return token.lemma in ends or is_broken_off(page, verb)


def are_ended(page: Page, top: int, verb: int | None) -> bool:
    """Return whether hours of them are told to have ended: "nine hours of talks ended"."""
    token = page.parse.tokens[top]
    if verb is None or token.dep not in ("nsubj", "nsubjpass") or token.head != verb:
        return False
    ends = page.parse.tokens[verb].lemma in word_list("subject_of", "ends")
    return ends and by_mood(page, verb) == "held"


def is_on(page: Page, top: int, verb: int | None) -> bool:
    """Return whether hours of them go on: "was holding several hours of talks today"."""
    token = page.parse.tokens[top]
    if verb is None or token.dep != "dobj" or token.head != verb:
        return False
    does = page.parse.tokens[verb].lemma in word_list("object_of", "does")
    return does and by_mood(page, verb) == "ongoing"


def is_begun(page: Page, top: int, verb: int | None) -> bool:
    """Return whether it is told of what has begun: "a proposal made at the start of the talks"."""
    token = page.parse.tokens[top]
    if verb is None or token.dep != "pobj" or by_form(page.parse, verb) != "held":
        return False
    return page.parse.tokens[token.head].lower in ("after", "at", "from", "since")
