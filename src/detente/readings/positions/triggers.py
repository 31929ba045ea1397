"""Wordings in their place: which token each turns on, and how its clause is put."""

from __future__ import annotations

from dataclasses import replace

from detente.readings import tree
from detente.readings.modality import Mood, mood
from detente.readings.negation import word_set
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.positions.acts import required
from detente.readings.positions.bidding import as_bidding
from detente.readings.positions.placed import Trigger, verb_of
from detente.readings.positions.provisos import GIVING, proviso
from detente.readings.rules import shipped_lists

# Which token of a wording it turns on.
_HEADS = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "state": ("ADJ", "VERB", "ADP"),
    "making": ("VERB", "AUX"),
    "requiring": ("VERB", "AUX"),
    "granting": ("VERB",),
    "linking": ("VERB",),
    "lasting": ("VERB",),
    "threat": ("VERB",),
    "bidding": ("AUX", "VERB"),
    "calling": ("VERB",),
    "cleft": ("VERB",),
    "crossing": ("AUX", "VERB"),
    "drafting": ("AUX", "VERB"),
    "due": ("AUX", "VERB"),
    "answerless": ("VERB",),
    "fault": ("AUX", "VERB"),
    "finding": ("AUX", "VERB"),
    "given": ("VERB",),
    "idiom": ("AUX", "VERB"),
    "leaving": ("VERB",),
    "listing": ("AUX", "VERB"),
}
# That there "can be no" such text may only be foreseen.
_FORESEEN = frozenset({"accord", "agreement", "deal", "pact", "peace", "settlement", "treaty"})
# Wordings of these kinds stand, however long others are that overlap them.
_AHEAD = frozenset({"drafting", "refusing"})


def longest(hits: list[Hit]) -> list[Hit]:
    """Return the wordings that stand: of those that overlap a refusal, the longest, the first.

    "will not sign an accord" is a refusal, whatever "sign an accord" is by itself.
    """
    kept: list[Hit] = []
    for hit in sorted(hits, key=_precedence):
        if all(hit.end <= k.start or hit.start >= k.end for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _precedence(hit: Hit) -> tuple[bool, bool, int, int]:
    needy = bool(hit.extra.get("object"))  # tells something only with an object: others go first
    return (hit.extra["kind"] not in _AHEAD, needy, hit.start - hit.end, hit.start)


def trigger_of(page: Page, hit: Hit) -> Trigger:
    """Return a wording in its place: what it turns on, and how its clause is put."""
    tokens = page.parse.tokens
    kind = hit.extra["kind"]
    inside = range(hit.start, hit.end)
    if kind == "modal":
        head = _required_verb(page, hit.start)
    elif kind in ("bar", "refusing") or hit.extra.get("last"):
        head = _last_verb(page, hit)
        head = tokens[head].head if tokens[head].dep in ("aux", "auxpass") else head
    else:
        wanted = _HEADS.get(kind, ("ADJ", "ADV"))
        head = next((i for i in inside if tokens[i].pos in wanted), hit.start)
    hit = as_bidding(page, hit, head)
    verb = head
    if kind in ("adjective", "phrase", "state"):
        verb = verb_of(page, head)
    put = mood(page.parse, verb)
    if hit.reads in GIVING and _is_of_denied(page, verb):
        put = replace(put, negated=not put.negated)
    if kind == "noun" and _has_no(page, head):
        put = replace(put, negated=not put.negated)
    if kind == "noun" and _is_hedged(page, head):
        put = replace(put, hedged=True)
    if kind == "refusing" or hit.extra.get("negates"):
        put = replace(put, negated=False)  # the wording itself holds the "not"
    if kind == "refusing" and tokens[head].lemma in shipped_lists("positions")["outright"]:
        put = replace(put, modal=None)  # "cannot accept" is a no, "could not agree" is none
    hit, put = _settled(page, hit, put)
    if hit.extra.get("tied"):
        put = replace(mood(page.parse, _last_verb(page, hit)), footing=put.footing)
        put = replace(put, condition=put.condition or _tie(page, hit))
    if kind == "requiring":
        put = replace(put, condition=required(page, hit, head))
    if hit.reads in GIVING and put.condition is None and not put.negated:
        put = replace(put, condition=proviso(page, head))
    return Trigger(hit, head, put)


def _settled(page: Page, hit: Hit, put: Mood) -> tuple[Hit, Mood]:
    """A wording and its mood where "can" leaves nothing open: "there can be no truce"."""
    if hit.extra.get("settled"):
        return hit, replace(put, modal=None)
    if hit.extra["kind"] != "bar" or put.condition is not None or not _cannot_be(page, hit):
        return hit, put
    extra = {**hit.extra, "kind": "nothing", "bound": False}
    return replace(hit, reads="rejects", extra=extra), replace(put, modal=None)


def _cannot_be(page: Page, hit: Hit) -> bool:
    """Whether it is "there can be no truce": a no by itself, where "will" only foresees it."""
    ahead = page.parse.tokens[hit.start : hit.start + 2]
    if page.parse.tokens[hit.end - 1].lemma in _FORESEEN:
        return False
    return [t.lower for t in ahead] in (["there", "can"], ["there", "could"])


def _required_verb(page: Page, i: int) -> int:
    """The verb of what must be: that of "must", and of "needs to" what stands under it."""
    if page.parse.tokens[i].tag == "MD":
        return page.parse.tokens[i].head
    below = tree.child(page.parse, i, "xcomp")
    return page.parse.tokens[i].head if below is None else below


def _last_verb(page: Page, hit: Hit) -> int:
    """The last verb of a wording: "its consent is conditional on", "there will be no deal"."""
    inside = range(hit.start, hit.end)
    verbs = (i for i in inside if page.parse.tokens[i].pos in ("VERB", "AUX"))
    return max(verbs, default=hit.end - 1)  # "hinges" may be taken for a noun


def _tie(page: Page, hit: Hit) -> Stretch | None:
    """What a yes is tied to: all from the last word of the wording."""
    end = tree.subtree(page.parse, hit.end - 1).end
    return Stretch(hit.end - 1, end) if end > hit.end else None


def _is_of_denied(page: Page, verb: int) -> bool:
    """Whether it stands behind what is said not to be: "not a step that we are ready to take"."""
    parse = page.parse
    while parse.tokens[verb].dep in ("acomp", "ccomp", "xcomp"):
        verb = parse.tokens[verb].head
    noun = parse.tokens[verb].head
    if parse.tokens[verb].dep != "relcl" or parse.tokens[noun].dep != "attr":
        return False
    return tree.child(parse, parse.tokens[noun].head, "neg") is not None or _has_no(page, noun)


def _is_hedged(page: Page, noun: int) -> bool:
    words = word_set("hedging")
    return any(page.parse.tokens[c].lower in words for c in page.parse.children[noun])


def _has_no(page: Page, noun: int) -> bool:
    return any(page.parse.tokens[c].lower == "no" for c in page.parse.children[noun])
