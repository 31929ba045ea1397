"""is_in_passive(): whether a sentence says the same with its verb in the passive."""

from __future__ import annotations

import re

from detente.drafts.differing import is_alike

_MODAL = r"(?:shall|must|should|may|will|can)(?: not)?"
_PASSIVE = re.compile(
    rf"(?P<what>[^,;:.]+?) (?P<modal>{_MODAL}) be (?P<verb>\w+)(?P<mid>[^,;:.]*?)"
    r" by (?P<who>[^,;:.]+?)(?P<rest>[,;:.].*|)",
    re.IGNORECASE | re.DOTALL,
)
_ACTIVE = re.compile(
    rf"(?P<who>[^,;:.]+?) (?P<modal>{_MODAL}) (?P<verb>\w+) (?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
# A sentence has no more characters.
_LONGEST = 400
# Participles that do not end in "ed".
_PLAIN = {
    **{"paid": "pay", "held": "hold", "made": "make", "given": "give", "taken": "take"},
    **{"kept": "keep", "sent": "send", "built": "build", "led": "lead", "met": "meet"},
    **{"chosen": "choose", "drawn": "draw", "withdrawn": "withdraw", "borne": "bear"},
    **{"brought": "bring", "set": "set", "sold": "sell", "bought": "buy", "left": "leave"},
    **{"written": "write", "laid": "lay", "read": "read", "told": "tell", "said": "say"},
    **{"lent": "lend", "spent": "spend", "found": "find", "seen": "see", "known": "know"},
    **{"broken": "break", "driven": "drive", "shut": "shut", "put": "put", "cut": "cut"},
}


def is_in_passive(one: str, other: str) -> bool:
    """Return whether one text says in the passive what the other says, and nothing else.

    >>> is_in_passive("Norland shall pay the rent.", "The rent shall be paid by Norland.")
    True
    >>> is_in_passive("Norland shall pay Sudmark.", "Sudmark shall pay Norland.")
    False
    """
    return _is_passive_of(one, other) or _is_passive_of(other, one)


def _is_passive_of(active: str, passive: str) -> bool:
    if max(len(active), len(passive)) > _LONGEST or " be " not in passive or " by " not in passive:
        return False
    turned, plain = _PASSIVE.fullmatch(passive), _ACTIVE.fullmatch(active)
    if turned is None or plain is None or turned["modal"].lower() != plain["modal"].lower():
        return False
    verb, who = turned["verb"].lower(), plain["who"].lower()
    same = {_bare(word) for word in (_PLAIN.get(verb, verb), plain["verb"].lower())}
    said = f"{turned['what']}{turned['mid']} {turned['who']}{turned['rest']}"
    return (
        len(same) == 1
        and turned["who"].lower().startswith(who)
        and plain["what"].lower().startswith(turned["what"].lower())
        and is_alike(said, f"{who} {plain['what']}")
    )


def _bare(verb: str) -> str:
    """Return a verb without what bends it: an "e" is lost before "ed", a letter doubled."""
    bare = verb.removesuffix("ed").rstrip("e")
    return bare[:-1] if verb.endswith("ed") and bare[-1:] == bare[-2:-1] else bare
