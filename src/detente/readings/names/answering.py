"""Who says yes or no to what another put forward: never the one whose it is."""

from __future__ import annotations

from detente.readings.names.lexicon import words
from detente.readings.nlp import Parse
from detente.readings.tree import child, prep_objects, subject


def answerers(parse: Parse, i: int) -> frozenset[int]:
    """Return who answers what a possessive owns: the union of "the union rejected its offer".

    Empty where nobody answers, or where it is nothing that is put forward.
    """
    token = parse.tokens[i]
    thing = parse.tokens[token.head]
    if token.dep != "poss" or thing.lemma not in words("groups", "put_forward"):
        return frozenset()
    if (teller := _finds_wanting(parse, thing.i)) is not None:
        return frozenset({teller})
    verb = _answering(parse, thing.i)
    if verb is None:
        return frozenset()
    if thing.dep == "nsubjpass":
        agent = child(parse, verb, "agent")
        return frozenset(prep_objects(parse, verb, "by") if agent is not None else ())
    who = subject(parse, verb)
    return frozenset(() if who is None else (who, *_names(parse, who)))


def _answering(parse: Parse, thing: int) -> int | None:
    """The verb of "rejected its offer", "turned it down", "agreed to its terms"; or None."""
    token = parse.tokens[thing]
    if token.dep == "pobj":
        prep = parse.tokens[token.head]
        yields = parse.tokens[prep.head].lemma in words("groups", "yielding")
        return prep.head if prep.lower == "to" and yields else None
    verb = parse.tokens[token.head]
    if token.dep not in ("dobj", "nsubjpass") or verb.lemma in words("groups", "turning_down"):
        particle = child(parse, verb.i, "prt")
        down = particle is not None and parse.tokens[particle].lower == "down"
        return verb.i if down and token.dep in ("dobj", "nsubjpass") else None
    return verb.i if verb.lemma in words("groups", "answering") else None


def _finds_wanting(parse: Parse, thing: int) -> int | None:
    """Who says so in "its offer was too low, Corvex said", or None."""
    verb = parse.tokens[thing].head
    poor = child(parse, verb, "acomp")
    wanting = poor is not None and parse.tokens[poor].lower in words("groups", "wanting")
    if not wanting or parse.tokens[verb].dep != "ccomp":
        return None
    return child(parse, parse.tokens[verb].head, "nsubj")


def _names(parse: Parse, who: int) -> list[int]:
    """The names that the parser hangs on a subject: "the association, the Port Employers"."""
    return [c for c in parse.children[who] if parse.tokens[c].dep in ("appos", "compound")]
