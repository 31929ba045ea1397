"""Provisos: what a yes says "but" to, a condition without a word for one."""

from __future__ import annotations

from detente.readings import tree
from detente.readings.nlp import Parse, Stretch

_MUST = frozenset({"must", "should"})
_HAVING = frozenset({"have", "need"})
# Through these a verb belongs to one above it: "is prepared to share", "said it would share".
_JOINED = frozenset({"xcomp", "acomp", "ccomp", "prep", "pcomp", "pobj", "attr", "dobj"})


def proviso(parse: Parse, head: int) -> Stretch | None:
    """Return what must be, by the words behind the "but" of a yes, or None.

    "Norland is prepared to share the river, but the dam must stay shut".
    """
    while True:
        behind = [c for c in parse.children[head] if parse.tokens[c].dep == "conj" and c > head]
        for c in behind:
            if _is_adverse(parse, head, c) and _is_asked(parse, c):
                return tree.clause(parse, c)
        token = parse.tokens[head]
        if token.dep not in _JOINED or token.head == head:
            return None
        head = token.head


def _is_adverse(parse: Parse, head: int, other: int) -> bool:
    return any(parse.tokens[c].lower == "but" and c < other for c in parse.children[head])


def _is_asked(parse: Parse, verb: int) -> bool:
    """Whether a clause with a subject of its own says what must be."""
    who = tree.child(parse, verb, *tree.SUBJECTS)
    if who is None or parse.tokens[who].lower in ("we", "i"):
        return False
    below = [parse.tokens[c] for c in parse.children[verb]]
    if any(t.lower in _MUST and t.tag == "MD" for t in below):
        return True
    return parse.tokens[verb].lemma in _HAVING and tree.child(parse, verb, "xcomp") is not None
