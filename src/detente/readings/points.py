"""How many points a plan has, in its name or in what is said of it, and of what it was made."""

from __future__ import annotations

import re
from functools import cache

from detente.readings import tree
from detente.readings.nlp import Stretch
from detente.readings.numbers import number_of
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

# A number of points in front of or behind the word: "28-point", "twelve points".
_POINTS = re.compile(r"([\w]+)[\s–-]+points?\b", re.IGNORECASE)
# "With seven points" stands at most so many tokens behind the noun.
_NEAR = 7
# Behind a count these bring the version before: "nine points, two fewer than the first draft".
_THAN = frozenset({("down", "from"), ("up", "from"), ("fewer", "than"), ("more", "than")})
_HAVING = frozenset(
    {"comprise", "contain", "count", "have", "hold", "list", "number", "run", "stretch"}
)


def may_be_plan(page: Page, i: int) -> bool:
    """Return whether a noun may name a plan."""
    return page.parse.tokens[i].lemma.lower() in _plans()


@cache
def _plans() -> frozenset[str]:
    lists = shipped_lists("proposals")
    return frozenset(w for part in ("classes", "also") for ws in lists[part].values() for w in ws)


def naming_phrase(page: Page, head: int) -> Stretch:
    """Return the noun with what names it: modifiers before, "of" and "for" phrases behind."""
    parse = page.parse
    loose = {"relcl", "appos", "conj", "cc", "advcl", "parataxis", "acl"}
    cut = [
        c
        for c in parse.children[head]
        if c > head and (parse.tokens[c].dep in loose or parse.tokens[c].pos == "PUNCT")
    ]
    cut += [
        c
        for c in parse.children[head]
        if c > head
        and parse.tokens[c].dep == "prep"
        and parse.tokens[c].lower not in ("of", "for", "on")
    ]
    cut += [o for o in _where_it_lies(page, head) if o not in cut]
    return _without_day(page, head, tree.subtree(parse, head, cut))


def _where_it_lies(page: Page, head: int) -> list[int]:
    """What tells where a plan lies, not which it is: "on the table"."""
    parse = page.parse
    return [
        c
        for c in parse.children[head]
        if c > head
        and parse.tokens[c].lower == "on"
        and any(parse.tokens[o].lower == "table" for o in parse.children[c])
    ]


def _without_day(page: Page, head: int, phrase: Stretch) -> Stretch:
    """A phrase without the day at its end, on which something was done with the plan."""
    tokens, end = page.parse.tokens, phrase.end
    while end - 1 > head and tokens[end - 1].ent == "DATE":
        end -= 1
    day = head < end - 1 and end < phrase.end and tokens[end - 1].lower == "on"
    return Stretch(phrase.start, end - 1) if day else phrase


def points_at(page: Page, head: int) -> int | None:
    """Return the number of points of a plan: "a 17-point text", "the text has 17 points"."""
    own = points_of(page.text(naming_phrase(page, head)))
    count = counting(page, head)
    if own is None and count is None:
        return _with_points(page, head)
    if own is not None or count is None:
        return own
    return points_of(page.text(tree.bare_phrase(page.parse, count)))


def _with_points(page: Page, head: int) -> int | None:
    """As in "a plan with seven points", "a plan of its own, with seven points"."""
    tokens = page.parse.tokens
    stop = min(head + _NEAR, page.parse.sentences[tokens[head].sentence].end)
    for i in range(head + 1, stop):
        if tokens[i].lower == "with":
            found = tree.child(page.parse, i, "pobj")
            if found is not None and tokens[found].lemma == "point":
                return points_of(page.text(tree.noun_phrase(page.parse, found)))
        if tokens[i].pos in ("VERB", "AUX"):
            return None
    return None


def counting(page: Page, head: int) -> int | None:
    """Return the "points" that a plan is said to have, or to run to; None if there are none."""
    parse, token = page.parse, page.parse.tokens[head]
    if token.dep != "nsubj" or parse.tokens[token.head].lemma not in _HAVING:
        return None
    things = (tree.child(parse, token.head, "dobj"), *tree.prep_objects(parse, token.head, "to"))
    return next((i for i in things if i is not None and parse.tokens[i].lemma == "point"), None)


def came_from(page: Page, head: int) -> str | None:
    """Return the words for the version before: "has nine points, down from 17 in May"."""
    parse = page.parse
    count = counting(page, head)
    if count is None:
        return None
    sentence = parse.sentences[parse.tokens[head].sentence]
    for i in range(count + 1, sentence.end - 1):
        if (parse.tokens[i].lower, parse.tokens[i + 1].lower) in _THAN:
            before = tree.child(parse, i + 1, "pobj")
            if before is None or not (
                parse.tokens[i + 1].lower == "from" or _is_earlier(page, before)
            ):
                return None
            return page.text(tree.subtree(parse, before))
    return None


def _is_earlier(page: Page, before: int) -> bool:
    """Whether it is a version before: "the first draft", not "more than the toll bill"."""
    phrase, earlier = tree.subtree(page.parse, before), shipped_lists("proposals")["earlier"]
    return any(t.lower in earlier for t in page.parse.tokens[phrase.start : phrase.end])


def points_of(text: str) -> int | None:
    """Return the number of points that words give a plan, or None."""
    match = _POINTS.search(text)
    value = number_of(match[1]) if match else None
    return int(value) if value is not None and value == int(value) else None
