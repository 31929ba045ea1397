"""Whether a word is negated: by "not", by "no", or by a verb such as "refuse" above it."""

from __future__ import annotations

from functools import cache

from detente.readings.nlp import Parse
from detente.readings.rules import shipped_lists
from detente.readings.tree import SUBJECTS, child

_NEVER = frozenset({"never", "neither", "nor", "hardly", "scarcely", "barely"})
_CARRIERS = frozenset({"xcomp", "pcomp", "prep", "advmod", "acomp"})
# "stopped short of signing", "is far from signing": the adverb does what "not" does.
_SHORT = frozenset({"short", "far"})
# So many verbs back one is looked for whose negation another shares.
_JOINED = 4


def negations(parse: Parse, verb: int) -> int:
    """Return how many negations bear on a verb: its own and those above, or those it shares."""
    own = _alone(parse, verb)
    for _ in range(_JOINED):
        if own or not _shares(parse, verb):
            break
        verb = parse.tokens[verb].head
        own = _alone(parse, verb)
    return own


def is_negated(parse: Parse, verb: int) -> bool:
    """Return whether an odd number of negations bears on a verb."""
    return negations(parse, verb) % 2 == 1


def _alone(parse: Parse, verb: int) -> int:
    return sum(_negates(parse, c) for c in parse.children[verb]) + _above(parse, verb)


def _shares(parse: Parse, verb: int) -> bool:
    """Whether a verb has its "will not" from the one ahead: "will not sign or accept it".

    "Will not leave but accept it" is no such thing.
    """
    token = parse.tokens[verb]
    if token.dep != "conj" or {token.tag, parse.tokens[token.head].tag} != {"VB"}:
        return False
    adverse = any(parse.tokens[c].lower == "but" for c in parse.children[token.head] if c < verb)
    return not adverse and child(parse, verb, *SUBJECTS, "aux") is None


def _negates(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    if token.dep == "neg" or token.lower in _NEVER:
        return not _is_not_but(parse, i)
    if token.dep in ("aux", "prep") and child(parse, i, "neg") is not None:
        return True  # "never have we opposed", "not before the summer will they sign"
    if token.lower == "longer":  # "no longer"
        return any(parse.tokens[c].lower in ("no", "not", "any") for c in parse.children[i])
    if token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
        return _has_no(parse, i) or token.lower in ("nobody", "nothing", "none")
    if token.dep == "prep":  # "at no point", "under no circumstances"
        ways = word_set("no_way")
        return any(_has_no(parse, o) and parse.tokens[o].lemma in ways for o in parse.children[i])
    return False


def _is_not_but(parse: Parse, i: int) -> bool:
    """Whether it is "cannot but accept"."""
    return i + 1 < len(parse.tokens) and parse.tokens[i + 1].lower == "but"


def _has_no(parse: Parse, noun: int) -> bool:
    det = child(parse, noun, "det", "neg")
    if det is None or parse.tokens[det].lower not in ("no", "neither"):
        return False
    behind = [t.lower for t in parse.tokens[det + 1 : det + 3]]
    return behind not in (["less", "than"], ["fewer", "than"])  # "no less than five" are five


def _above(parse: Parse, verb: int) -> int:
    """Count negations on verbs such as "refused to", "failed to", "has yet to" above this one."""
    refusing = word_set("refusing")
    count = 0
    token = parse.tokens[verb]
    while token.dep in _CARRIERS and token.head != token.i:
        below = token
        token = parse.tokens[token.head]
        refused = token.lemma in refusing and below.lower not in _SHORT  # "stopped short" is one
        if refused or token.lower in _SHORT:
            count += 1
        if token.lemma in ("have", "be") and below.dep == "xcomp" and _is_yet(parse, token.i):
            count += 1
        count += sum(_negates(parse, c) for c in parse.children[token.i] if c != below.i)
    return count


def is_pending(parse: Parse, verb: int) -> bool:
    """Return whether it "has yet to" be done, which is no refusal to."""
    token = parse.tokens[verb]
    return token.dep == "xcomp" and _is_yet(parse, token.head)


def _is_yet(parse: Parse, verb: int) -> bool:
    """Whether it is "has yet to"."""
    return any(parse.tokens[c].lower == "yet" and c > verb for c in parse.children[verb])


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of lists/modality.toml as a set."""
    return frozenset(shipped_lists("modality")[name])
