"""Who tells of a commitment kept or broken, whose conduct it is, and who accuses whom."""

from __future__ import annotations

from detente.model.actors import UNNAMED, is_unnamed
from detente.model.claims import Statement
from detente.readings import tree
from detente.readings.agreements import noun_of, word_set
from detente.readings.nlp import Stretch
from detente.readings.page import Page

SELF = frozenset({"it", "its", "they", "their"})
# What stands below these is somebody's charge or denial, never told by the report.
_CHARGING = frozenset(
    {"accuse", "accusation", "allegation", "assertion", "blame", "charge", "claim", "complaint"}
    | {"deny", "denial", "dismiss", "disagree", "dispute", "reject", "suspect", "suspicion"}
)


def names_of(page: Page, who: int | None) -> tuple[str, ...]:
    """Who a noun stands for as a source; "unnamed: …" for whoever has no name."""
    return () if who is None else page.cast.speaker(who)


def parties_of(page: Page, who: int | None) -> tuple[str, ...]:
    """The parties that a noun stands for: an office acts for its state."""
    return () if who is None else owners_of(page, page.who(who))


def owners_of(page: Page, names: tuple[str, ...]) -> tuple[str, ...]:
    """The parties of names, each once; nobody for those without a name."""
    known = (name for name in names if not is_unnamed(name))
    return tuple(dict.fromkeys(page.cast.party(name) for name in known))


def doers_of(page: Page, at: int) -> tuple[str, ...]:
    """Return who did it, by party; "it" that nobody else is meant by is who says so."""
    who = tree.doer(page.parse, at)
    found = parties_of(page, who)
    said = page.statement_at(at)
    if found or who is None or said is None or page.parse.tokens[who].lower not in SELF:
        return found
    return owners_of(page, (said.speaker,))


def owner_of_noun(page: Page, noun: int) -> tuple[str, ...]:
    """Whose breach or charge it is: "Torvania's", "its", "by Torvania", "U.S. charges"."""
    parse = page.parse
    behind = [noun, *tree.prep_objects(parse, noun, "of")]
    behind += [parse.tokens[noun].head] if parse.tokens[noun].dep == "dobj" else []
    found = [
        n
        for i in behind
        for o in tree.prep_objects(parse, i, "by")
        if o > noun
        for n in parties_of(page, o)
    ]
    own = [c for c in parse.children[noun] if parse.tokens[c].dep == "poss"]
    beside = [
        c for c in parse.children[noun] if parse.tokens[c].dep in ("compound", "nmod", "amod")
    ]
    for c in own or beside:
        found += parties_of(page, c)
    return tuple(dict.fromkeys(found))


def clause_of(page: Page, verb: int) -> Stretch:
    """A clause without what stands ahead of its subject, within what one speaker says."""
    words = tree.clause(page.parse, verb)
    who = tree.child(page.parse, verb, "nsubj", "nsubjpass")
    if who is not None and who < verb:
        words = Stretch(max(words.start, tree.noun_phrase(page.parse, who).start), words.end)
    return page.within_statement(words, verb)


def charge_above(page: Page, at: int) -> int | None:
    """The word of accusing or denying that a clause stands under: read with the accusation."""
    tokens = page.parse.tokens
    above = [i for i in tree.ancestors(page.parse, at) if i < at]
    who = tree.child(page.parse, at, "nsubj")
    if who is not None:  # "Norland charges Sudmark broke it": the model takes them for one name
        above += [c for c in page.parse.children[who] if tokens[c].dep == "compound"]
    return next((i for i in above if noun_of(tokens[i]) in _CHARGING), None)


def tellers_of_charge(page: Page, i: int) -> tuple[str, ...]:
    """Who makes a charge that is a noun: "Kestland's claim that Torvania broke the truce"."""
    token = page.parse.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or token.lemma in ("denial", "suspicion"):
        return ()
    return owner_of_noun(page, i)


def is_charged(page: Page, at: int) -> bool:
    """Whether words of accusing stand in the sentence: then the report asserts no breach."""
    sentence = page.parse.sentences[page.parse.tokens[at].sentence]
    tokens = page.parse.tokens[sentence.start : sentence.end]
    return any(t.lemma.lower() in word_set("charging", "words") for t in tokens) or any(
        t.lower in word_set("charging", "words") for t in tokens
    )


def is_monitor(name: str) -> bool:
    """Whether a name is that of somebody who looks whether a commitment is kept."""
    words = name.removeprefix(UNNAMED).casefold().split()
    return any(word.removesuffix("s") in word_set("monitors") for word in words)


def is_finding(page: Page, said: Statement) -> bool:
    """Whether somebody is said to have found it, not only to say it."""
    if said.cue is None:
        return False
    cue = page.parse.tokens[page.token_at(said.cue.start)]
    return cue.lemma in word_set("finding", "verbs")
