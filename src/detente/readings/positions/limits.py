"""What limits the thing that a stance is on: without it a party would have said more.

"Rejects any loan longer than ten years" is no no to any loan. What stands right behind a noun may
tell of the noun or of the saying; where that is not sure it stays with the noun.
"""

from __future__ import annotations

from detente.readings import times, tree
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

_PHRASES = frozenset({"prep", "dative"})
_PLAIN = frozenset({"VB", "VBP", "VBZ"})
# "the plan as it stands", "the plan as written"
_STANDING = frozenset({"stand", "write", "draft", "present", "word", "propose", "be"})


def phrase_of(page: Page, noun: int, verb: int) -> Stretch:
    """Return a noun with its coordination and modifiers, and with the clauses that limit it.

    "A list that leaves out the heads" is whole; what a comma adds is left out, and so is the
    clause of the verb that the stance turns on: "a condition that Norland rejects".
    """
    parse = page.parse
    loose = ("relcl", "appos", "advcl", "parataxis")
    own = {verb, *tree.ancestors(parse, verb)}
    cut = [
        c
        for c in parse.children[noun]
        if c > noun and parse.tokens[c].dep in loose and (c in own or not _is_restriction(page, c))
    ]
    return tree.subtree(parse, noun, cut)


def _is_restriction(page: Page, verb: int) -> bool:
    """Whether a clause behind a noun says which one it is: no mark stands between them."""
    parse = page.parse
    if parse.tokens[verb].dep != "relcl":
        return False
    span = tree.subtree(parse, verb)
    noun = parse.tokens[verb].head
    between = parse.tokens[noun + 1 : span.start + 1]
    plain = parse.tokens[noun].pos == "NOUN" and span.start > noun
    return plain and not any(t.pos == "PUNCT" for t in between)


def with_limit(page: Page, verb: int, target: Stretch) -> Stretch:
    """Return what a stance is on with what limits it: "a patrol for five years", "change to it".

    The parser may hang such words on the verb; without them the party would have said more.
    """
    parse = page.parse
    for c in parse.children[verb]:
        span = tree.subtree(parse, c)
        if c >= target.end and span.start == target.end and _limits(page, verb, c):
            return with_limit(page, verb, Stretch(target.start, span.end))
    return target


def _limits(page: Page, verb: int, i: int) -> bool:
    """Whether what hangs on a verb, right behind what its stance is on, belongs to that."""
    token = page.parse.tokens[i]
    if token.dep == "advcl":
        return _is_as_it_stands(page, i) or _is_clause_of_time(page, i)
    if token.dep in _PHRASES:
        return _is_limit(page, i) or _is_of_noun(page, i) or _is_bound(page, verb, i)
    return _is_comparison(page, i)


def _is_comparison(page: Page, i: int) -> bool:
    """Whether it is "longer than one year", "later than May": no "rather than"."""
    token = page.parse.tokens[i]
    compares = token.tag in ("JJR", "RBR") or token.lower == "later"
    return compares and any(page.parse.tokens[c].lower == "than" for c in page.parse.children[i])


def _is_as_it_stands(page: Page, verb: int) -> bool:
    """Whether it is "as it stands", "as drafted"."""
    parse = page.parse
    if parse.tokens[tree.subtree(parse, verb).start].lower != "as":
        return False
    who = tree.child(parse, verb, *tree.SUBJECTS)
    same = who is None or parse.tokens[who].lower in ("it", "they")
    return same and parse.tokens[verb].lemma in _STANDING


def _is_clause_of_time(page: Page, verb: int) -> bool:
    """Whether it is "before the vote is held": mostly it says when a thing is not to be."""
    first = page.parse.tokens[tree.subtree(page.parse, verb).start]
    return first.lower in ("before", "until", "till") and first.dep == "mark"


def _is_of_noun(page: Page, preposition: int) -> bool:
    """Whether "to" belongs to the noun ahead of it: "any change to the rota"."""
    before, token = page.parse.tokens[preposition - 1], page.parse.tokens[preposition]
    return token.lower == "to" and before.lemma in shipped_lists("positions")["changing"]


def _is_limit(page: Page, preposition: int) -> bool:
    words = shipped_lists("positions")
    nouns = [page.parse.tokens[o] for o in page.parse.children[preposition]]
    if any(t.lemma in words["phases"] for t in nouns):
        return page.parse.tokens[preposition].lower in ("in", *words["lasting"])
    lasts = page.parse.tokens[preposition].lower in words["lasting"]
    return lasts and any(t.ent in ("DATE", "TIME") for t in nouns)


def _is_bound(page: Page, verb: int, preposition: int) -> bool:
    """Whether a phrase says how much, until when, to whom or in which form a thing is."""
    parse, words = page.parse, shipped_lists("positions")
    thing = tree.child(parse, preposition, "pobj", "pcomp")
    if thing is None:
        return False
    first, noun = parse.tokens[preposition].lower, parse.tokens[thing]
    if noun.lemma in words["shapes"]:
        return first in words["shaped"]
    if first in words["measuring"]:
        return _is_amount(page, thing)
    if first in words["dating"] and _is_date(page, thing):
        return first != "after" or parse.tokens[verb].tag in _PLAIN
    judged = parse.tokens[verb].lemma in words["judging"] and noun.dep == "pobj"
    own = judged and noun.lemma not in words["manners"].get(first, (noun.lemma,))
    return own or _is_ahead(page, preposition)


def _is_amount(page: Page, noun: int) -> bool:
    """Whether a noun is a number or has one: "5 percent", "two years"."""
    near = (noun, *page.parse.children[noun])
    return any(page.parse.tokens[i].pos == "NUM" or page.parse.tokens[i].tag == "CD" for i in near)


def _is_date(page: Page, noun: int) -> bool:
    token = page.parse.tokens[noun]
    return token.ent == "DATE" and (token.tag == "CD" or token.pos == "PROPN")


def _is_ahead(page: Page, preposition: int) -> bool:
    """Whether a phrase names a day to come: nothing was said then."""
    today = times.anchor(page)
    if today is None:
        return False
    mentions = times.of_clause(page, tree.subtree(page.parse, preposition))
    return any(m.days is not None and m.days.start > today for m in mentions)
