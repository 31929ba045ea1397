"""Whether a clause or a noun is of something that somebody is held to do, and by when."""

from __future__ import annotations

from detente.readings import tree
from detente.readings.agreements import (
    agreement_of_clause,
    is_agreement,
    noun_of,
    text_of_as,
    word_set,
)
from detente.readings.nlp import Parse
from detente.readings.page import Page


def is_required(page: Page, at: int) -> bool:
    """Return whether a clause says that a text requires it: "as the protocol requires"."""
    parse = page.parse
    top = parse.tokens[at].head if parse.tokens[at].dep == "xcomp" else at  # "failed to hold"
    texts = (
        text_of_as(page, c)
        for c in tree.below(parse, top)
        if parse.tokens[c].lemma in word_set("requiring")
    )
    return any(texts) and is_doing(parse, at)


def is_doing(parse: Parse, at: int) -> bool:
    """Return whether a verb is more than talk; to hold a vote is, to hold talks is not."""
    thing = tree.done_to(parse, at)
    if parse.tokens[at].lemma == "hold" and thing is not None:
        return noun_of(parse.tokens[thing]) in word_set("held")
    return parse.tokens[at].lemma not in word_set("no_deeds")


def is_promise(parse: Parse, verb: int) -> bool:
    """Return whether a verb says of a thing that it was promised: "the men it agreed to free"."""
    token = parse.tokens[verb]
    above = parse.tokens[token.head].dep if token.dep == "conj" else token.dep
    return token.lemma in word_set("promising") and above in ("relcl", "acl")


def is_owed(page: Page, at: int) -> bool:
    """Return whether an agreement, or a day to act by, is named in the sentence or before it."""
    number = page.parse.tokens[at].sentence
    sentence = page.parse.sentences[number]
    lemmas = (page.parse.tokens[i].lemma for i in range(sentence.start, sentence.end))
    if agreement_of_clause(page, at) is not None or not word_set("dated").isdisjoint(lemmas):
        return True
    if any(is_promise(page.parse, c) for c in tree.below(page.parse, at)):
        return True
    before = page.parse.sentences[number - 1].start if number else sentence.start
    same = page.parse.tokens[before].paragraph == page.parse.tokens[at].paragraph
    return same and any(
        is_agreement(page.parse, i) or noun_of(page.parse.tokens[i]) in word_set("plans")
        for i in range(before, sentence.start)
    )


def is_due(page: Page, noun: int) -> bool:
    """Return whether a noun names what is to be done or paid: a debt, a release under a text."""
    word = noun_of(page.parse.tokens[noun])
    if word in word_set("debts"):
        return True
    return word in word_set("things") and is_owed(page, noun)


def is_set_day(parse: Parse, noun: int) -> bool:
    """Return whether a noun is a day that was agreed, or one to pay: "the pay date"."""
    if noun_of(parse.tokens[noun]) not in word_set("late", "days"):
        return False
    beside = [parse.tokens[c] for c in parse.children[noun]]
    return any(t.dep == "acl" and t.lemma in word_set("late", "set") for t in beside) or any(
        t.dep == "compound" and t.lemma in word_set("late", "beside") for t in beside
    )


def is_deadline_of_talks(page: Page, noun: int) -> bool:
    """Return whether it is a day to agree by, which nobody owes: "the deadline for a deal"."""
    parse = page.parse
    if parse.tokens[noun].lemma != "deadline":
        return False
    agreed = [c for c in parse.children[noun] if parse.tokens[c].tag == "VBN" and c < noun]
    below = tree.below(parse, noun, agreed)  # "the agreed deadline" is none of talks
    return any(parse.tokens[k].lemma in word_set("talked") for k in below)
