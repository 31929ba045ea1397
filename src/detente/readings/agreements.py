"""What is agreed, as a text names it: the accord that a clause stands under, and its place there.

What a draft foresees binds nobody: only what is reached, or spoken of as if it were, counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.readings import tree
from detente.readings.nlp import Parse, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

# "under the terms of the second phase of the deal": so many nouns lead to the text.
_LEADING = 3
_FRAMES = frozenset({"under", "of", "with", "by", "in", "per"})
_ALLEGED = frozenset({"alleged", "supposed", "would-be"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that a clause refers to.

    head: Its noun. name: Its words, articles left out. clause: The place in it, or None.
    """

    head: int
    name: str
    clause: str | None


@cache
def word_set(*path: str) -> frozenset[str]:
    """Return a list of lists/agreements.toml as a set."""
    found = shipped_lists("agreements")
    for part in path:
        found = found[part]
    return frozenset(found)


def is_agreement(parse: Parse, i: int) -> bool:
    """Return whether a noun names something agreed."""
    token = parse.tokens[i]
    return token.pos in ("NOUN", "PROPN") and _noun(token.lemma, token.lower) in word_set("texts")


def is_duty(parse: Parse, i: int) -> bool:
    """Return whether a noun names an agreement, or something else that a party is held to."""
    token = parse.tokens[i]
    noun = _noun(token.lemma, token.lower)
    return is_agreement(parse, i) or noun in word_set("duties")


def _noun(lemma: str, lower: str) -> str:
    """A noun in the singular; the model leaves that of a name as it stands."""
    lemma = lemma.lower()
    return lower.removesuffix("s") if lemma == lower else lemma


def agreement_under(page: Page, i: int) -> Agreement | None:
    """Return the agreement that a preposition at a token leads to; None if it leads to none.

    "under the deal", "under Article 4 of the accord", "as part of the truce".
    """
    parse = page.parse
    noun = tree.child(parse, i, "pobj")
    place: int | None = None
    for _ in range(_LEADING):
        if noun is None:
            return None
        if is_agreement(parse, noun):
            return _named(page, noun, place) if is_reached(parse, noun) else None
        token = parse.tokens[noun]
        if _noun(token.lemma, token.lower) not in word_set("parts"):
            return None
        if _noun(token.lemma, token.lower) in word_set("clauses"):
            place = noun
        noun = next(iter(tree.prep_objects(parse, noun, "of", "in")), None)
    return None


def agreement_of_clause(page: Page, verb: int) -> Agreement | None:
    """Return the agreement that a clause, or the sentence around it, refers to, or None."""
    sentence = page.parse.sentences[page.parse.tokens[verb].sentence]
    for i in range(sentence.start, sentence.end):
        if page.parse.tokens[i].lower == "under":
            found = agreement_under(page, i)
            if found is not None:
                return found
    for i in range(sentence.start, sentence.end):
        if is_agreement(page.parse, i) and is_reached(page.parse, i) and i != verb:
            return _named(page, i, None)
    return None


def named_agreement(page: Page, noun: int) -> Agreement | None:
    """Return the agreement that a noun names, or None for a draft."""
    if is_agreement(page.parse, noun) and is_reached(page.parse, noun):
        return _named(page, noun, None)
    return None


def is_reached(parse: Parse, noun: int) -> bool:
    """Return whether a noun names what is agreed: no draft, no deal that somebody hopes for."""
    words = [parse.tokens[c] for c in parse.children[noun]]
    if any(t.lower in word_set("drafts") and t.i < noun for t in words):
        return False
    if any(t.lower in ("no", "without") for t in words):
        return False
    if not any(t.lower in ("a", "an") for t in words):
        return True
    told = (t for t in words if t.dep in ("acl", "relcl") and t.i > noun)
    named = any(t.dep in ("amod", "compound", "nummod") for t in words)
    return named or any(t.lemma in word_set("reached") for t in told)


def _named(page: Page, noun: int, place: int | None) -> Agreement:
    parse = page.parse
    phrase = _plain_phrase(parse, noun)
    where = None
    if place is not None:
        where = page.text(_plain_phrase(parse, place, until="of"))
    return Agreement(noun, page.text(phrase), where)


def _plain_phrase(parse: Parse, noun: int, until: str = "") -> Stretch:
    """A noun with what stands ahead of it, without an article and what follows it."""
    phrase = tree.noun_phrase(parse, noun)
    start = phrase.start
    while start < noun and parse.tokens[start].lower in ("the", "a", "an", "this", "that"):
        start += 1
    end = noun + 1
    while until and end < phrase.end and parse.tokens[end].pos == "NUM":
        end += 1
    return Stretch(start, end)


def duties_below(page: Page, verb: int) -> Iterator[int]:
    """Yield the nouns of agreements and duties among a verb's objects, in order."""
    parse = page.parse
    for c in parse.children[verb]:
        token = parse.tokens[c]
        if token.dep in ("dobj", "nsubjpass", "attr"):
            yield from _through(parse, c)
        elif token.dep in ("prep", "agent") and token.lower in (*_FRAMES, "on", "to"):
            for o in parse.children[c]:
                if parse.tokens[o].dep == "pobj":
                    yield from _through(parse, o)


def _through(parse: Parse, noun: int) -> Iterator[int]:
    """The noun, and those that it is part of: "the terms of the deal"."""
    for i in tree.conjuncts(parse, noun):
        if is_duty(parse, i):
            yield i
        elif _noun(parse.tokens[i].lemma, parse.tokens[i].lower) in word_set("parts"):
            yield from (o for o in tree.prep_objects(parse, i, "of") if is_duty(parse, o))
