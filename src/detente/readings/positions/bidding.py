"""Bidding: what somebody is quoted as telling others to do, "Lift the siege now".

A verb that begins what is quoted and has no subject is a demand, whatever it says with one: "lift
the levy" is no offer to lift it.
"""

from __future__ import annotations

from dataclasses import replace

from detente.readings import tree
from detente.readings.nlp import Hit, Parse
from detente.readings.page import Page

FAMILY = "bidding"
# What such claims name as their rule, whichever wording the verb is.
NAME = "en.position.demand.bidden@1"
# What may stand ahead of such a verb: "Please do not sell it".
_AHEAD = frozenset(
    {"and", "but", "do", "don't", "first", "just", "n't", "never", "n’t", "not", "now", "please"}
    | {"so", "then"}
)
_BARE = frozenset({"VB", "VBP"})
# A verb with these is no bidding: "to lift it", "will lift it".
_HELPERS = frozenset({"aux", "auxpass"})


def bidden(page: Page) -> list[Hit]:
    """Return the wordings of the page that bid, in order of text."""
    return [hit for hit in page.hits(FAMILY) if is_bidding(page, hit.start)]


def as_bidding(page: Page, hit: Hit, head: int) -> Hit:
    """Return a wording as it stands, or as a demand where its verb bids: "Accept the map"."""
    if hit.extra["kind"] != "verb" or not is_bidding(page, head):
        return hit
    extra = {"kind": "bidding", "denied": "rejects"}
    return replace(hit, rule=NAME, reads="demands", extra=extra)


def is_bidding(page: Page, verb: int) -> bool:
    """Return whether a quoted verb tells others what to do."""
    parse = page.parse
    if parse.tokens[verb].tag not in _BARE or page.quoted(verb) is None:
        return False
    if tree.child(parse, verb, *tree.SUBJECTS) is not None:
        return False
    helpers = [c for c in parse.children[verb] if parse.tokens[c].dep in _HELPERS]
    plain = all(parse.tokens[c].lower == "do" for c in helpers)
    return plain and _is_first(parse, verb) and not _goes_on(page, verb)


def _goes_on(page: Page, verb: int) -> bool:
    """Whether words outside the marks begin it: "will pull out and “lift the siege”"."""
    token = page.parse.tokens[verb]
    outside = token.dep == "conj" and page.quoted(token.head) != page.quoted(verb)
    return outside and not is_bidding(page, token.head)


def _is_first(parse: Parse, verb: int) -> bool:
    """Whether nothing but "please", "do not" and marks stand ahead of it, back to a mark."""
    first = parse.sentences[parse.tokens[verb].sentence].start
    for i in range(verb - 1, first - 1, -1):
        token = parse.tokens[i]
        if token.pos == "PUNCT":
            return token.text not in ",-–"
        if token.lower not in _AHEAD:
            return False
    return True
