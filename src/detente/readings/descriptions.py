"""Descriptions -> parties: "the union", "the Varlandic leader", "the Roe administration"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.model.actors import Actor
from detente.readings.lexicon import lexicon, words
from detente.readings.nlp import Parse, Stretch
from detente.readings.rules import shipped_lists
from detente.readings.tree import noun_phrase

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_SMALL = frozenset({"the", "a", "an", "this", "that", "'s", "’s", "own", "of", ",", "-"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the actors when descriptions are read.

    actors: By name. of_token: Names by token of names. home: The dateline's state, or None.
    """

    actors: Mapping[str, Actor]
    of_token: Mapping[int, tuple[str, ...]]
    home: str | None


def describe(parse: Parse, known: Known, i: int, before: Sequence[str]) -> tuple[str, ...]:
    """Return who a common noun stands for, or ().

    before: Names of the actors mentioned before it, the latest last, each once.
    """
    token = parse.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or i in known.of_token:
        return ()
    phrase = noun_phrase(parse, i)
    first = parse.tokens[phrase.start]
    if token.lower in words("groups", "government"):
        found = _government(parse, known, i, phrase)
        if found:
            return found
    if first.lower not in _DEFINITE or i - phrase.start > 4:
        return ()
    if token.tag in ("NNS", "NNPS"):
        return ()
    if token.lower in words("titles", "heads"):
        return _office(parse, known, Stretch(phrase.start, i + 1), before)
    return _body(parse, known, Stretch(phrase.start, i + 1), before)


def _government(parse: Parse, known: Known, i: int, phrase: Stretch) -> tuple[str, ...]:
    """As in "the Varlandic government", "Roe's government": the state itself."""
    token = parse.tokens[i]
    if token.lower not in ("government", "administration", "regime", "leadership", "authorities"):
        return ()
    for k in range(i - 1, phrase.start - 1, -1):
        for name in known.of_token.get(k, ()):
            actor = known.actors[name]
            if actor.kind == "state":
                return (name,)
            state = known.actors.get(actor.acts_for or "")
            if actor.kind == "person" and state is not None and state.kind == "state":
                return (state.name,)
            return ()
    plain = {t.lower for t in parse.tokens[phrase.start : i]} <= {"the", "federal", "central"}
    if token.lower == "government" and plain:
        states = [a.name for a in known.actors.values() if a.kind == "state"]
        if known.home in known.actors:
            return (known.home,) if known.home else ()
        return tuple(states) if len(states) == 1 else ()
    return ()


def _office(parse: Parse, known: Known, phrase: Stretch, before: Sequence[str]) -> tuple[str, ...]:
    """As in "the minister": the one person before who holds such an office."""
    said = [t.lower for t in parse.tokens[phrase.start : phrase.end] if t.lower not in _SMALL]
    if parse.tokens[phrase.start].lower not in ("the", "this", "that"):
        return ()
    head, rest = said[-1], said[:-1]
    fits = [
        name
        for name in before
        if (actor := known.actors[name]).kind == "person" and _holds(actor, head, rest)
    ]
    if len(fits) > 1 and not rest:
        return ()
    return (fits[0],) if len(fits) == 1 else ()


def _holds(actor: Actor, head: str, rest: Sequence[str]) -> bool:
    role = (actor.role or "").lower().replace("’", "'").split()
    if head == "leader":
        held = bool({"president", "premier", "leader", "king"} & set(role)) or "prime" in role
        held = held and actor.authority == "principal"
    else:
        held = head in role
    return held and all(w in role or _belongs(actor, w) for w in rest)


def _belongs(actor: Actor, word: str) -> bool:
    """Whether an adjective is that of the state that a person acts for."""
    if not actor.acts_for:
        return False
    entry = lexicon().get(word.capitalize())
    if entry is not None and actor.acts_for in entry.names:
        return True
    return word in actor.acts_for.lower().split()


def _body(parse: Parse, known: Known, phrase: Stretch, before: Sequence[str]) -> tuple[str, ...]:
    """As in "the union", "the postal union": the one body before that such a word fits."""
    tokens = parse.tokens
    head = tokens[phrase.end - 1].lower
    if any(k in known.of_token for k in range(phrase.start, phrase.end - 1)):
        return ()
    kinds = {
        kind
        for kind, said in shipped_lists("organisations")["descriptions"].items()
        if head in said
    }
    if not kinds or tokens[phrase.start].lower not in ("the", "this"):
        return ()
    rest = [t.lower for t in tokens[phrase.start : phrase.end - 1] if t.lower not in _SMALL]
    fits = [n for n in before if body_kinds(known.actors[n]) & kinds]
    if not fits and kinds & {"company", "bank"} and not rest:
        plain = [
            n
            for n in before
            if known.actors[n].kind == "organisation" and not body_kinds(known.actors[n])
        ]
        fits = plain if len(plain) == 1 else []
    return (fits[0],) if len(fits) == 1 and len(rest) <= 1 else ()


def body_kinds(actor: Actor) -> set[str]:
    """Return the kinds of descriptions that fit a body, by the words of its name."""
    if actor.kind not in ("organisation", "armed_group", "bloc"):
        return set()
    org_words: Mapping[str, str] = shipped_lists("organisations")["words"]
    said = actor.name.lower().replace("'s", "").split()
    found = {org_words[w] for w in said if w in org_words} - {""}
    if lexicon().get(actor.name) and (entry := lexicon().get(actor.name)):
        if entry.kind == "outlet":
            found.add("outlet")
    if actor.kind == "bloc":
        found.add("bloc")
    if actor.kind == "armed_group":
        found.add("group")
    last = said[-1] if said else ""
    if org_words.get(last):
        return {org_words[last]} | (found & {"outlet", "bloc", "group"})
    return found
