"""is_in_passive(), doers_turned(): sentences that go from the active into the passive, or back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.drafts.bound import Parties
from detente.drafts.differing import is_alike
from detente.drafts.sentences import sentences, stems
from detente.drafts.typed import Sides, Typed, come, gone
from detente.model.text import Span

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
# With or without who does it: "the port shall be opened (by Norland)".
_BE = re.compile(
    rf"(?P<what>[^,;:.]+?) {_MODAL} be (?P<verb>\w+)(?:[^,;:.]*? by (?P<who>[^,;:.]+))?",
    re.IGNORECASE,
)
# "Neither Party may" is "may not by either Party": the denial tells.
_NOBODY = re.compile(r"(?:neither|none|nobody|no)\b", re.IGNORECASE)
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


def doers_turned(sides: Sides, known: Parties) -> Iterator[Typed]:
    """Yield another doer, or one that came or went, where the verb went into the passive or back.

    "Norland shall open the port", "The port shall be opened by Sudmark" or "shall be opened".
    """
    both = (sides.a, sides.b)
    if not any(" be " in side.text for side in both):
        return
    if any(len(sentences(side.text).spans) != 1 for side in both):
        return
    for active, passive in ((sides.a, sides.b), (sides.b, sides.a)):
        found = _ACTIVE.match(active.text), _BE.match(passive.text)
        if found[0] is None or found[1] is None or not _is_turned(found[0], found[1]):
            continue
        doer, agent = Span(*found[0].span("who")), Span(*found[1].span("who"))
        if not known.has(found[0]["who"]) or _NOBODY.match(found[0]["who"]):
            continue
        is_first = active is sides.a
        if not (found[1]["who"] and known.has(found[1]["who"])):
            one = gone if is_first else come
            yield one(sides, "actor", doer, direction="dropped" if is_first else "added")
        elif not is_alike(found[0]["who"], found[1]["who"]):
            a, b = (doer, agent) if is_first else (agent, doer)
            yield Typed(sides.edit("actor", a, b), a, b)


def _is_turned(active: re.Match[str], passive: re.Match[str]) -> bool:
    """Whether one verb is done, and to one thing."""
    verb = passive["verb"].lower()
    same = {_bare(word) for word in (_PLAIN.get(verb, verb), active["verb"].lower())}
    what = set(stems(passive["what"]))
    return len(same) == 1 and bool(what) and what <= set(stems(active["what"]))


def _bare(verb: str) -> str:
    """Return a verb without what bends it: an "e" is lost before "ed", a letter doubled."""
    bare = verb.removesuffix("ed").rstrip("e")
    return bare[:-1] if verb.endswith("ed") and bare[-1:] == bare[-2:-1] else bare
