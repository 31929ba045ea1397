"""What is owed, before any wording: who owes it, what it is, and whether the text says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.readings import tree
from detente.readings.agreements import Agreement, word_set
from detente.readings.closing import counted_group
from detente.readings.coming import in_condition
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.tellers import doers_by

# A clause that tells what somebody is held to has one of these ahead of its verb.
OWING = frozenset({"must", "shall", "will", "would", "'ll", "’ll", "should"})
BOUND = frozenset({"agree", "commit", "pledge", "undertake", "promise"})
# Verbs that give a paper its force.
MAKING = frozenset({"conclude", "enter", "make", "reach", "seal", "sign", "strike", "give"})


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment found: its words, what is owed, the verb of that, and who owes it."""

    hit: Hit
    words: Stretch
    what: Stretch
    verb: int
    by: tuple[str, ...]
    under: Agreement | None = None


def owed(page: Page, hit: Hit, deed: int, *, top: int, under: Agreement | None) -> Iterator[Owed]:
    """Yield what a verb says is owed, if it is a deed."""
    parse = page.parse
    if not is_deed(page, deed) or in_condition(page, top):
        return
    who = tree.doer(parse, deed)
    who = tree.subject(parse, top) if who is None else who
    thing = tree.clause(parse, deed)
    what = Stretch(with_not(page, deed), thing.end)
    if tree.is_passive(parse, deed):
        what = Stretch(min(thing.start, deed), what.end)
    words = Stretch(min(start_of(page, top), what.start), max(what.end, top + 1))
    yield Owed(hit, words, what, deed, doers_by(page, who, top) or counted_group(page, who), under)


def with_not(page: Page, verb: int) -> int:
    """Return where what is owed begins: with the "not" of "not to build"."""
    tokens = page.parse.tokens
    return min([verb, *(c for c in page.parse.children[verb] if tokens[c].dep == "neg")])


def is_deed(page: Page, verb: int) -> bool:
    """Return whether it is more than talk, and not what the party is to get."""
    no_deeds = word_set("no_deeds") | word_set("gains")
    below = tree.child(page.parse, verb, "xcomp")  # "keep talking"
    talks = below is not None and page.parse.tokens[below].lemma in no_deeds
    return page.parse.tokens[verb].lemma not in no_deeds and not talks


def start_of(page: Page, verb: int) -> int:
    """Return where a clause begins, without what stands ahead of its subject."""
    who = tree.child(page.parse, verb, "nsubj", "nsubjpass")
    if who is None or who > verb:
        return min(verb, tree.clause(page.parse, verb).start)
    return tree.noun_phrase(page.parse, who).start


def is_real(page: Page, verb: int) -> bool:
    """Return whether the text stands behind it: not denied, hoped for or asked."""
    put = mood(page.parse, verb)
    return not (put.negated or put.question) and put.footing in ("asserted", "hedged")


def is_future(page: Page, verb: int) -> bool:
    """Return whether somebody has yet to bind itself: "would agree to", "to agree to"."""
    put = mood(page.parse, verb)
    return put.future or put.modal is not None or page.parse.tokens[verb].tag == "VB"


def objects_of(page: Page, verb: int) -> list[int]:
    """Return what a verb is done to."""
    return [c for c in page.parse.children[verb] if page.parse.tokens[c].dep == "dobj"]
