"""Nouns that report: "his warning that…", "the view of the banks that…"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.text import Span
from detente.model.vocabulary import Attitude
from detente.readings.negation import word_set
from detente.readings.nlp import Stretch
from detente.readings.speech.cues import Draft, lemma, listed
from detente.readings.speech.ends import after_cue
from detente.readings.speech.ground import Ground
from detente.readings.tree import child, prep_objects, subtree

# "that" stands within this many words of its noun: "assurance on Tuesday that".
FARTHEST = 5


def find_nouns(ground: Ground) -> Iterator[Draft]:
    """Yield what nouns of speech and thought report in a that-clause."""
    for token in ground.tokens:
        if token.pos not in ("NOUN", "PROPN") or not ground.in_running_text(token.i):
            continue
        attitude: Attitude
        if lemma(token) in listed("noun_clause"):
            attitude = "assertion"
        elif lemma(token) in listed("noun_belief"):
            attitude = "belief"
        else:
            continue
        that = _that(ground, token.i)
        if that is None:
            continue
        cue = _cue(ground, token.i)
        if cue is None:
            continue
        clause = subtree(ground.parse, ground.tokens[that].head)
        content = after_cue(ground, token.i, Stretch(that + 1, max(clause.end, that + 2)))
        yield Draft(
            "noun",
            ground.span(content),
            verb=cue,
            cue=Stretch(cue, cue + 1),
            holder=_holder(ground, token.i),
            attitude=attitude,
            spoken=attitude == "assertion",
            lead=Span(ground.tokens[that].start, ground.tokens[that].end),
        )


def _cue(ground: Ground, noun: int) -> int | None:
    """The word that reports: the noun, but "denied" where somebody denies claims that nobody owns.

    None where they are disowned in other words ("dismissed claims that it had signed"): who does
    so reports the opposite.
    """
    parse, verb = ground.parse, ground.tokens[noun].head
    disowned = lemma(ground.tokens[verb]) in word_set("disowning") - {"describe"}
    if ground.tokens[noun].dep != "dobj" or not disowned or _owned(ground, noun):
        return noun
    denied = lemma(ground.tokens[verb]) == "deny" and child(parse, verb, "nsubj") is not None
    return verb if denied else None


def _owned(ground: Ground, noun: int) -> bool:
    by = prep_objects(ground.parse, noun, "by", "from", "of", "among")
    return child(ground.parse, noun, "poss", "compound") is not None or bool(by)


def _that(ground: Ground, noun: int) -> int | None:
    tokens = ground.tokens
    for i in range(noun + 1, min(noun + FARTHEST, len(tokens))):
        if tokens[i].text in (",", ".", ";") or tokens[i].paragraph != tokens[noun].paragraph:
            return None
        if tokens[i].pos in ("VERB", "AUX"):
            return None
        if tokens[i].lower == "that" and tokens[i].dep == "mark" and tokens[i].head > i + 1:
            return i
    return None


def _holder(ground: Ground, noun: int) -> int | None:
    """Whose words they are: "Norland's claim", "a warning by the banks", "Grant warning that"."""
    parse = ground.parse
    owner = child(parse, noun, "poss")
    if owner is None:
        owner = next(iter(prep_objects(parse, noun, "by", "from", "of", "among")), None)
    if owner is None:
        owner = child(parse, noun, "compound")
        if owner is not None and not ground.page.cast.who(owner):
            owner = None
    return owner if owner is not None else _giver(ground, noun)


def _giver(ground: Ground, noun: int) -> int | None:
    """Who issues it: "the bank issued a warning that…"."""
    token = ground.tokens[noun]
    if token.dep != "dobj":
        return None
    return child(ground.parse, token.head, "nsubj")
