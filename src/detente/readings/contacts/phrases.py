"""What stands around the noun for an encounter: "planned talks", "a round of talks"."""

from __future__ import annotations

from detente.readings.contacts.moods import FineStatus, word_list
from detente.readings.modality import mood
from detente.readings.nlp import Parse
from detente.readings.tree import child

# The words that say more than the six of the codebook.
FINE: dict[str, FineStatus] = {
    "postpone": "postponed",
    "delay": "postponed",
    "suspend": "suspended",
    "postponement": "postponed",
    "postponed": "postponed",
    "suspension": "suspended",
    "suspended": "suspended",
}


def is_denied_report(parse: Parse, noun: int) -> bool:
    """Return whether somebody denies what is told of it: "denied reports of talks"."""
    of = parse.tokens[parse.tokens[noun].head]
    told = parse.tokens[of.head]
    if of.lower not in ("of", "about") or told.lemma not in word_list("noun_of", "told"):
        return False
    denies = parse.tokens[told.head].lemma in word_list("object_of", "denies")
    return told.dep == "dobj" and denies and not mood(parse, told.head).negated


def unwrap(parse: Parse, noun: int) -> tuple[int, FineStatus | None]:
    """Return the noun that holds an encounter ("a round of talks"), and its status."""
    top, status = noun, None
    while parse.tokens[top].dep == "pobj":
        prep = parse.tokens[parse.tokens[top].head]
        if prep.lower not in ("of", "for", "to") or parse.tokens[prep.head].pos != "NOUN":
            break
        upper = parse.tokens[prep.head]
        found = _first_list("noun_of", upper.lower)
        if found is None and upper.lower not in word_list("noun_of", "part"):
            break
        if found is not None and prep.lower in ("for", "to") and found != "proposed":
            break
        top, status = upper.i, found or status
    return top, status


def beside(parse: Parse, noun: int) -> FineStatus | None:
    """Return the status that a word beside a noun gives: "planned talks"; None for no such."""
    for c in parse.children[noun]:
        if parse.tokens[c].dep in ("amod", "acl", "advmod", "compound"):
            found = _first_list("beside", parse.tokens[c].lower)
            if found is not None:
                return found
    return None


def _first_list(group: str, word: str) -> FineStatus | None:
    order: tuple[FineStatus, ...] = ("planned", "proposed", "ongoing", "cancelled", "held")
    for name in order:
        if (group, name) != ("noun_of", "ongoing") and word in word_list(group, name):
            return FINE.get(word, name)
    return None


def to_come(parse: Parse, verb: int) -> list[int]:
    """Return the infinitives that a verb plans: "take" of "are scheduled to take place"."""
    near = [verb, *(c for c in parse.children[verb] if parse.tokens[c].dep == "acomp")]
    return [
        c
        for k in near
        if parse.tokens[k].lemma in word_list("above", "plans")
        for c in parse.children[k]
        if parse.tokens[c].dep == "xcomp" and child(parse, c, "aux") is not None
    ]


def is_judged_for(parse: Parse, noun: int) -> bool:
    """Return whether somebody is thanked or blamed for it: "thanked him for the talks"."""
    ahead = parse.tokens[parse.tokens[noun].head]
    return ahead.lower == "for" and parse.tokens[ahead.head].lemma in word_list("above", "judges")


def has_no(parse: Parse, noun: int) -> bool:
    """Return whether there was none: "no talks"."""
    return any(parse.tokens[c].lower == "no" for c in parse.children[noun])


def set_for(parse: Parse, noun: int) -> int | None:
    """Return the participle that the parser takes for a verb: "talks set for Monday were held"."""
    verb = parse.tokens[noun].head
    token = parse.tokens[verb]
    subject = parse.tokens[noun].dep in ("nsubj", "nsubjpass")
    planned = token.lemma in word_list("object_of", "plans")
    hung = token.dep in ("nsubj", "nsubjpass") and parse.tokens[token.head].pos in ("AUX", "VERB")
    return verb if subject and planned and hung else None
