"""Wordings of positions in their places, before it is asked whose they are and what they say."""

from __future__ import annotations

from dataclasses import dataclass

from detente.readings import tree
from detente.readings.modality import Mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

# Who does these to a thing says no to it, and not only until something changes.
_NO = frozenset({"oppose", "reject", "spurn", "veto"})
_ANY = frozenset({"a", "an", "any", "every"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A wording in its place: the token that it turns on, and how its clause is put."""

    hit: Hit
    head: int
    mood: Mood


def verb_of(page: Page, adjective: int) -> int:
    """Return the verb that an adjective completes: the one just before it, else that above it."""
    before = page.parse.tokens[adjective - 1] if adjective else None
    if before is not None and before.pos in ("VERB", "AUX"):
        return before.i
    above = tree.governing_verb(page.parse, adjective)
    return above if above is not None else adjective


def plan_ahead(page: Page, hit: Hit) -> int | None:
    """Return the plan of a wording such as "under Norland's plan the reef would be shared"."""
    drafts = shipped_lists("positions")["put_forward"]
    inside = page.parse.tokens[hit.start : hit.end]
    return next((t.i for t in inside if t.lemma in drafts and t.pos == "NOUN"), None)


def without_condition(page: Page, verb: int) -> Stretch:
    """Return a clause without the clauses of time and condition behind it, and what "but" adds."""
    parse = page.parse
    cut = [c for c in parse.children[verb] if parse.tokens[c].dep == "advcl" and c > verb]
    further = [
        c
        for c in parse.children[verb]
        if parse.tokens[c].dep == "conj" and tree.child(parse, c, *tree.SUBJECTS) is not None
    ]
    cut += further  # "… and we will not pay twice" is a stance of its own
    cut += [c for c in parse.children[verb] if further and parse.tokens[c].dep == "cc"]
    adverse = [c for c in parse.children[verb] if parse.tokens[c].lower in ("but", "yet")]
    if adverse:
        cut += [c for c in parse.children[verb] if c >= adverse[0]]
    return tree.subtree(parse, verb, cut)


def is_of_thing(page: Page, trigger: Trigger) -> bool:
    """Return whether "without" says which thing is refused: "reject any bill without a cap"."""
    tokens, verb, bearing = page.parse.tokens, trigger.head, trigger.mood.condition
    if bearing is None or tokens[bearing.start].lower != "without":
        return False
    thing = tree.child(page.parse, verb, "dobj")
    if thing is None or tokens[verb].lemma not in _NO:
        return False
    manners = shipped_lists("positions")["manners"]["without"]  # "rejected it without a vote"
    how = any(t.lemma in manners for t in tokens[bearing.start : bearing.end])
    ahead = {tokens[c].lower for c in page.parse.children[thing] if c < thing}
    return not how and bool(ahead & _ANY)
