"""What did not come about, or could not be done, and so tells no stance: "could not reject it"."""

from __future__ import annotations

from itertools import islice

from detente.readings import tree
from detente.readings.nlp import Token
from detente.readings.page import Page
from detente.readings.positions.placed import Trigger
from detente.readings.rules import shipped_lists

_ABLE = frozenset({"can", "could", "ca"})
# These wordings are a no by the "cannot" or "must not" that they hold.
_NEGATED = frozenset({"barring", "modal", "refusing"})
_GIVING = frozenset({"accepts", "offers"})
# From "position" up to the verb of "was not in a position".
_STEPS_UP = 2


def is_unable(page: Page, trigger: Trigger) -> bool:
    """Return whether a stance is one that somebody cannot take: "was powerless to reject it".

    Who "could not rule it out" keeps it open.
    """
    token, words = page.parse.tokens[trigger.head], shipped_lists("positions")["unable"]
    if trigger.hit.extra.get("negates"):
        return _says_no_to_no(page, trigger)
    says_no = trigger.hit.reads == "rejects" and trigger.hit.extra["kind"] not in _NEGATED
    no = says_no and token.lemma not in words["open"]
    if no and trigger.mood.negated and trigger.mood.modal in _ABLE:
        return True
    above = _above(page, token)
    if above is None or not (no or trigger.hit.reads in _GIVING):
        return False
    if above.lemma in words["powerless"]:
        return no or not trigger.mood.negated
    counted = trigger.mood.negated and not no  # "was not able to accept" is a no
    return above.lemma in words["able"] and not counted and (no or _is_not(page, above.i))


def _above(page: Page, token: Token) -> Token | None:
    """What "to reject it" belongs to: "unable", "bring", the "position" that somebody is in."""
    tokens = page.parse.tokens
    to = next((c for c in page.parse.children[token.i] if tokens[c].lower == "to"), None)
    if not to:
        return None
    before = tokens[to - 1]
    above = before if before.pos == "NOUN" else tokens[token.head]
    held = above.lemma == "position" and above.dep != "pobj"  # "took the position to reject it"
    return None if held or above.i == token.i else above


def _says_no_to_no(page: Page, trigger: Trigger) -> bool:
    """Whether it is "in no position to reject it"."""
    behind = page.parse.tokens[trigger.hit.end : trigger.hit.end + 1]
    lemmas = shipped_lists("positions")["unable"]["refusing"]
    return trigger.hit.reads == "rejects" and any(t.lemma in lemmas for t in behind)


def _is_not(page: Page, i: int) -> bool:
    """Whether a word such as "able", "position" or "bring" has a "not", or its verb has."""
    parse = page.parse
    around = (i, *islice(tree.ancestors(parse, i), _STEPS_UP))
    below = (parse.tokens[c] for j in around for c in parse.children[j])
    return any(t.dep == "neg" or t.lower == "no" for t in below)


def is_of_none(page: Page, trigger: Trigger) -> bool:
    """Return whether it is "no deal was reached", "could not fend it off": no stance."""
    if trigger.mood.negated and _is_mute_negated(page, trigger):
        return True
    thing = tree.child(page.parse, trigger.head, "nsubjpass")
    det = None if thing is None else tree.child(page.parse, thing, "det", "neg")
    none = det is not None and page.parse.tokens[det].lower == "no"
    return none and "partners" in trigger.hit.extra


def _is_mute_negated(page: Page, trigger: Trigger) -> bool:
    """Whether a wording tells nothing once it is negated: "could not fend it off"."""
    return page.parse.tokens[trigger.head].lemma in trigger.hit.extra.get("mute", ())
