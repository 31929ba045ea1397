"""Plans that came to nothing, told in the same breath: "was due to meet her but cancelled"."""

from __future__ import annotations

from itertools import islice

from detente.readings.modality import mood
from detente.readings.negation import is_negated
from detente.readings.nlp import Parse
from detente.readings.rules import shipped_lists
from detente.readings.tree import NOUNS, ancestors, child

# From what is planned up to the verb that "but" goes on from: "was due to meet … but cancelled".
_STEPS_UP = 3
_OFF = frozenset(
    {("back", "out"), ("call", "off"), ("pull", "out"), ("push", "back"), ("put", "off")}
)
# Without an object these are said of what was planned.
_ALONE = frozenset({"cancel", "postpone", "withdraw"})
# Who did not do these was not there.
_COMING = frozenset({"appear", "arrive", "attend", "come", "go", "meet", "show", "travel", "turn"})
_HAPPENING = frozenset({"happen", "materialise", "materialize", "occur", "take"})
_ITSELF = frozenset({"appointment", "it", "plan", "that", "this", "trip"})


def undone(parse: Parse, i: int) -> int | None:
    """Return the verb that tells behind "but" that what is planned did not come about; or None."""
    for j in (i, *islice(ancestors(parse, i), _STEPS_UP)):
        for c in parse.children[j]:
            token = parse.tokens[c]
            between = parse.tokens[max(i, j) : c]
            if token.dep != "conj" or c < i or all(t.lower != "but" for t in between):
                continue
            if _is_past(parse, c) and (_is_called_off(parse, c) or _did_not_come(parse, c)):
                return c
    return None


def is_off(parse: Parse, i: int) -> bool:
    """Return whether what is planned is called off or put off: "talks due on Friday were moved".

    i: The noun for it, or the word behind the noun that plans it ("due").
    """
    token = parse.tokens[i]
    noun = parse.tokens[token.head] if token.dep in ("acl", "amod", "relcl") else token
    if noun.dep not in ("dobj", "nsubjpass") or noun.pos not in NOUNS:
        return False
    verb, moves = noun.head, shipped_lists("contacts")["object_of"]["moves"]
    moved = parse.tokens[verb].lemma in moves and _is_moved(parse, verb)
    past = moved and _is_past(parse, verb) and not is_negated(parse, verb)
    return past or calls_off(parse, verb)


def was_due(parse: Parse, i: int) -> bool:
    """Return whether it is the day of what is off: "talks due on Friday were cancelled"."""
    above = parse.tokens[parse.tokens[parse.tokens[i].head].head]
    return above.lower == "due" and is_off(parse, above.i)


def calls_off(parse: Parse, verb: int) -> bool:
    """Return whether a verb tells that its object is called off, or put off."""
    if not _is_past(parse, verb) or is_negated(parse, verb):
        return False
    lemma, particle = parse.tokens[verb].lemma, child(parse, verb, "prt")
    if particle is not None:
        return (lemma, parse.tokens[particle].lower) in _OFF
    return lemma in shipped_lists("contacts")["object_of"]["calls_off"]


def _is_past(parse: Parse, verb: int) -> bool:
    put = mood(parse, verb)
    helped = any(parse.tokens[c].lower == "did" for c in parse.children[verb])
    past = parse.tokens[verb].tag in ("VBD", "VBN") or helped
    return past and put.modal is None and put.footing == "asserted"


def _is_called_off(parse: Parse, verb: int) -> bool:
    """Whether it is "cancelled", "the meeting was called off", "postponed it", with no new day."""
    lemma, particle = parse.tokens[verb].lemma, child(parse, verb, "prt")
    out = (lemma, parse.tokens[particle].lower if particle is not None else "")
    words = shipped_lists("contacts")["object_of"]["calls_off"]
    if is_negated(parse, verb) or not (out in _OFF or lemma in words or lemma in _ALONE):
        return False
    what = child(parse, verb, "dobj", "nsubjpass")
    if what is None:
        plain = lemma in _ALONE or out in _OFF
        return plain and not _is_moved(parse, verb)
    return _is_encounter(parse, what) and not _is_moved(parse, verb)


def _is_moved(parse: Parse, verb: int) -> bool:
    """Whether a new day stands behind, or what somebody left: "until Friday", "from the race"."""
    words = ("for", "from", "to", "till", "until")
    return any(parse.tokens[c].lower in words and c > verb for c in parse.children[verb])


def _is_encounter(parse: Parse, noun: int) -> bool:
    """Whether a noun stands for a meeting or a plan: "the talks", "the trip", "it"."""
    token = parse.tokens[noun]
    told = any(h.family == "contacts" and h.start <= noun < h.end for h in parse.hits)
    return token.lemma in _ITSELF or token.lower in _ITSELF or told


def _did_not_come(parse: Parse, verb: int) -> bool:
    """Whether it is "did not turn up", "failed to appear", "it never took place"."""
    failed = parse.tokens[verb].lemma == "fail"
    inner = child(parse, verb, "xcomp") if failed else verb
    if inner is None or (not failed and not is_negated(parse, verb)):
        return False
    lemma, what = parse.tokens[inner].lemma, child(parse, inner, "dobj")
    if lemma in _HAPPENING:
        return what is None or parse.tokens[what].lower == "place"
    return lemma in _COMING and (what is None or _is_encounter(parse, what))
