"""doers_moved(): who is bound by a sentence in the bare present: "Ardovia guarantees it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.drafts.bound import SAME_DUTY, Parties, names_of
from detente.drafts.sentences import sentences
from detente.drafts.terms import modals
from detente.drafts.typed import Sides, Typed
from detente.model.bags import shared
from detente.model.text import Span

_NAME = r"(?:the )?[A-Z]\w+(?: (?:of (?:the )?)?[A-Z]\w+)*"
_DOES = re.compile(
    rf"(?P<who>(?:The )?{_NAME}(?:(?:,? and|,? or| as well as|,) {_NAME})*)"
    r"(?: each| both| jointly| together)? (?P<verb>[a-z]{3,})(?P<own> (?:its|their)\b)?"
    r"(?P<what>[ ,].*)",
    re.DOTALL,
)


def doers_moved(sides: Sides, who: Parties) -> Iterator[Typed]:
    """Yield a change of who does what a sentence without a word that binds says, all else alike.

    Told where names of parties alone came, went or took each other's place before one verb.
    """
    a, b = (sentences(side.text) for side in (sides.a, sides.b))
    if not a.is_like(b):
        return
    for here, there in zip(a.spans, b.spans, strict=True):
        one = _DOES.match(a.text, here.start, here.end)
        other = _DOES.match(b.text, there.start, there.end)
        if one and other and _is_moved(one, other, who):
            edit = sides.edit("actor", Span(*one.span("who")), Span(*other.span("who")))
            # the verb goes with them: "withdraws its guns", "withdraw their guns"
            yield Typed(edit, *(Span(m.start(), _end(m)) for m in (one, other)))


def _end(match: re.Match[str]) -> int:
    return match.end("own" if match["own"] else "verb")


def _is_moved(one: re.Match[str], other: re.Match[str], who: Parties) -> bool:
    if _plain(one["verb"]) != _plain(other["verb"]) or modals(one[0]) or modals(other[0]):
        return False
    before, after = names_of(one["who"]), names_of(other["who"])
    is_other = (
        before.keys() < after.keys()
        or after.keys() < before.keys()
        or before.keys().isdisjoint(after)
    )
    return (
        is_other
        and shared(one["what"], other["what"]) >= SAME_DUTY
        and all(map(who.has, (before | after).values()))
    )


def _plain(verb: str) -> str:
    """Return a verb as many do it: "carries" as "carry", "guarantees" as "guarantee"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    bare = re.sub(r"(?<=sh|ch|ss)es$|(?<=[xz])es$", "", verb)
    return bare if bare != verb or verb.endswith("ss") else verb.removesuffix("s")
