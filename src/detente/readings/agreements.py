"""What is agreed, as a text names it: the accord that a clause stands under, and its place there.

What a draft foresees binds nobody: only what is reached, or spoken of as if it were, counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.readings import tree
from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

# "under the terms of the second phase of the deal": so many nouns lead to the text.
_LEADING = 3
_TEXT = "text"
_POINTING = frozenset({"it", "this", "that", "them"})
# So many words ahead of its sentence, "the text" may be called a draft.
_DRAFT_NEAR = 100
# A text named more words ago is not what "in breach" alone is of.
_LOOK_BACK = 200


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that a clause refers to.

    head: Its noun. name: Its words, articles left out, or None if only a place in it is named.
    clause: The place in it, or None.
    """

    head: int
    name: str | None
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
    return token.pos in ("NOUN", "PROPN") and noun_of(token) in word_set("texts")


def is_signed(parse: Parse, noun: int) -> bool:
    """Return whether a noun names what was agreed to: "the exchange signed on Tuesday"."""
    if noun_of(parse.tokens[noun]) not in word_set("stops") | word_set("plans"):
        return False
    told = (parse.tokens[c] for c in parse.children[noun] if c > noun)
    return any(t.dep == "acl" and t.lemma in ("agree", "conclude", "seal", "sign") for t in told)


def text_of_as(page: Page, verb: int) -> Agreement | None:
    """Return the agreement of "as the protocol requires", or None. verb: Of requiring."""
    parse = page.parse
    marks = {parse.tokens[c].lower for c in parse.children[verb] if c < verb}
    who = tree.subject(parse, verb)
    if "as" not in marks or who is None:
        return None
    return agreement_at(page, who)


def is_duty(parse: Parse, i: int) -> bool:
    """Return whether a noun names an agreement, or something else that a party is held to."""
    if noun_of(parse.tokens[i]) in word_set("dates"):
        return not _is_of_other(parse, i)
    return is_agreement(parse, i) or noun_of(parse.tokens[i]) in word_set("duties")


def _is_of_other(parse: Parse, i: int) -> bool:
    """Whether it is a plan of days by itself: "its railway timetable", "the talks' schedule"."""
    beside = [parse.tokens[c].dep in ("compound", "poss") for c in parse.children[i] if c < i]
    of = tree.prep_objects(parse, i, "of")
    return any(beside) or any(not is_agreement(parse, o) for o in of)


def noun_of(token: Token) -> str:
    """Return a noun in the singular; the model leaves that of a name as it stands."""
    lemma = token.lemma.lower()
    return token.lower.removesuffix("s") if lemma == token.lower else lemma


def agreement_under(page: Page, i: int) -> Agreement | None:
    """Return the agreement that a preposition at a token leads to; None if it leads to none.

    "under the deal", "under Article 4 of the accord", "as part of the truce", "under Article 4",
    "a pact under which".
    """
    parse = page.parse
    noun = tree.child(parse, i, "pobj")
    if noun is not None and parse.tokens[noun].lower == "which":
        return _of_which(page, noun)
    if noun is not None and parse.tokens[noun].lower in _POINTING:
        return _told_before(page, noun)
    place: int | None = None
    for _ in range(_LEADING):
        if noun is None:
            break
        if is_agreement(parse, noun) or is_signed(parse, noun):
            return _named(page, noun, place) if is_reached(parse, noun) else None
        word = noun_of(parse.tokens[noun])
        if word == _TEXT:
            bound = is_reached(parse, noun) and not _is_drafted(parse, noun)
            return _named(page, noun, place) if bound else None
        if word in word_set("plans"):
            owned = tree.child(parse, noun, "poss") is not None
            return _named(page, noun, place) if owned and is_reached(parse, noun) else None
        if word not in word_set("parts"):
            return None
        if word in word_set("clauses"):
            place = noun
        noun = next(iter(tree.prep_objects(parse, noun, "of", "in")), None)
    if place is None or not _has_number(parse, place):
        return None
    return Agreement(place, None, page.text(_plain_phrase(parse, place, until="of")))


def _told_before(page: Page, pronoun: int) -> Agreement | None:
    """The agreement of "Under it": the last that the sentence before names."""
    parse = page.parse
    number = parse.tokens[pronoun].sentence
    before = parse.sentences[number - 1] if number else Stretch(0, 0)
    for i in range(before.end - 1, before.start - 1, -1):
        near = parse.tokens[i].paragraph == parse.tokens[pronoun].paragraph
        if near and is_agreement(parse, i):
            reached = is_reached(parse, i) and parse.tokens[i].dep != "compound"
            return _named(page, i, None) if reached else None
    return None


def _of_which(page: Page, which: int) -> Agreement | None:
    """The agreement of "reached an accord in April under which Norland would leave"."""
    parse = page.parse
    verb = tree.governing_verb(parse, which)
    while verb is not None and parse.tokens[verb].dep != "relcl":
        verb = tree.governing_verb(parse, verb)
    if verb is None:
        return None
    noun = parse.tokens[verb].head
    signed = parse.tokens[parse.tokens[noun].head].lemma in word_set("reached")
    named = is_agreement(parse, noun) and (is_reached(parse, noun) or signed)
    return _named(page, noun, None) if named and not is_draft(parse, noun) else None


def last_agreement(page: Page, i: int) -> Stretch | None:
    """Return the words of the text that was agreed and named last ahead of a token, or None."""
    for k in range(i - 1, max(-1, i - _LOOK_BACK), -1):
        if is_agreement(page.parse, k) and is_reached(page.parse, k):
            return _plain_phrase(page.parse, k, until="of")
    return None


def is_plan(page: Page, found: Agreement) -> bool:
    """Return whether it is a plan, which binds only where somebody "is to" do what it says."""
    word = noun_of(page.parse.tokens[found.head])
    return word == _TEXT or word in word_set("plans")


def _is_drafted(parse: Parse, noun: int) -> bool:
    """Whether a text is said to be only a draft, in its sentence or not long before it."""
    sentence = parse.sentences[parse.tokens[noun].sentence]
    near = parse.tokens[max(0, sentence.start - _DRAFT_NEAR) : sentence.end]
    return any(t.lemma.lower() in word_set("drafted") for t in near)


def _has_number(parse: Parse, noun: int) -> bool:
    return noun + 1 < len(parse.tokens) and parse.tokens[noun + 1].pos in ("NUM", "PROPN")


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
    """Return the agreement that a noun names, also "an agreement to" that says what; or None."""
    if not is_agreement(page.parse, noun) or is_draft(page.parse, noun):
        return None
    return _named(page, noun, None)


def is_reached(parse: Parse, noun: int) -> bool:
    """Return whether a noun names what is agreed: no draft, no deal that somebody hopes for."""
    words = [parse.tokens[c] for c in parse.children[noun]]
    if is_draft(parse, noun):
        return False
    if not any(t.lower in ("a", "an") for t in words):
        return True
    told = (t for t in words if t.dep in ("acl", "relcl") and t.i > noun)
    named = any(t.dep in ("amod", "compound", "nummod") for t in words)
    return named or any(t.lemma in word_set("reached") for t in told)


def is_draft(parse: Parse, noun: int) -> bool:
    """Return whether a noun names what nobody has agreed to: "a proposed deal", "no deal"."""
    drafts = word_set("drafts") | {"no"}
    return any(parse.tokens[c].lower in drafts for c in parse.children[noun] if c < noun)


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
    while until and end < phrase.end and parse.tokens[end].pos in ("NUM", "PROPN"):
        end += 1
    return Stretch(start, end)


def duties_of(parse: Parse, noun: int) -> Iterator[int]:
    """Yield the nouns of what a party is held to, within a noun phrase and what it is part of.

    "the truce", "the terms of the deal", "its obligations and the accord".
    """
    for i in tree.conjuncts(parse, noun):
        if is_duty(parse, i):
            yield i
        elif noun_of(parse.tokens[i]) in word_set("stops") and any(
            parse.tokens[c].dep == "poss" and is_agreement(parse, c) for c in parse.children[i]
        ):
            yield i  # "the deal's ban on flights"
        elif noun_of(parse.tokens[i]) in word_set("parts"):
            yield from (o for o in tree.prep_objects(parse, i, "of") if is_duty(parse, o))


def agreement_at(page: Page, noun: int) -> Agreement | None:
    """Return the agreement of a noun, also of "Article 4 of the pact"; None for a draft."""
    parse = page.parse
    if is_agreement(parse, noun) or is_signed(parse, noun):
        return _named(page, noun, None) if is_reached(parse, noun) else None
    if noun_of(parse.tokens[noun]) not in word_set("parts"):
        return None
    for o in tree.prep_objects(parse, noun, "of", "in"):
        if is_agreement(parse, o) and is_reached(parse, o):
            return _named(page, o, noun)
    if _has_number(parse, noun):
        return Agreement(noun, None, page.text(_plain_phrase(parse, noun, until="of")))
    return None
