"""What surrounds a verb: negation, hedge, condition, modality. Read before any stance."""

from __future__ import annotations

from dataclasses import dataclass

from detente.readings.conditions import condition, modal_above
from detente.readings.footing import Footing, footing
from detente.readings.negation import is_negated, word_set
from detente.readings.nlp import Parse, Stretch
from detente.readings.rules import shipped_lists

_OPEN = frozenset({"could", "may", "might"})
# What is known by hearsay, or looks so, "is said to have" been.
_HEARD = frozenset(
    {"allege", "appear", "believe", "know", "report", "rumor", "rumour", "say", "seem", "think"}
    | {"understand"}
)


@dataclass(frozen=True, slots=True)
class Mood:
    """How a clause is put.

    negated: An odd number of negations bears on the verb.
    hedged: Words such as "reportedly" or "apparently" bear on it.
    modal: "would", "could", "must", "will"… or None.
    future: Said of what is to come.
    condition: The words of an if-, unless- or until-clause, or None.
    question: The clause asks.
    footing: How far the text stands behind the clause.
    """

    negated: bool
    hedged: bool
    modal: str | None
    future: bool
    condition: Stretch | None
    question: bool
    footing: Footing = "asserted"


def mood(parse: Parse, verb: int) -> Mood:
    """Return how the clause of a verb is put."""
    paragraph = parse.tokens[verb].paragraph
    known, first = parse.known[paragraph], parse.paragraphs[paragraph].start
    key = ("mood", verb - first)
    if key not in known:
        known[key] = _moved(_mood(parse, verb), -first)
    return _moved(known[key], first)


def _moved(put: Mood, by: int) -> Mood:
    """The same in a paragraph that stands so many tokens further on."""
    if put.condition is None:
        return put
    start, end = put.condition.start + by, put.condition.end + by
    # made anew by hand, for this is asked of every verb of every page
    return Mood(
        put.negated,
        put.hedged,
        put.modal,
        put.future,
        Stretch(start, end),
        put.question,
        put.footing,
    )


def _mood(parse: Parse, verb: int) -> Mood:
    words = shipped_lists("modality")
    near = parse.children[verb]
    modal = next(
        (parse.tokens[c].lower for c in near if parse.tokens[c].tag == "MD"), None
    ) or modal_above(parse, verb)
    stands = footing(parse, verb)
    hedges = word_set("hedges")
    hedged = any(parse.tokens[c].lower in hedges for c in near) or modal in words["weak_modals"]
    return Mood(
        negated=is_negated(parse, verb),
        hedged=hedged or stands == "hedged",
        modal=modal,
        future=_is_future(parse, verb, modal),
        condition=condition(parse, verb),
        question=_asks(parse, verb),
        footing=stands,
    )


def _is_future(parse: Parse, verb: int, modal: str | None) -> bool:
    if modal in ("will", "shall", "'ll", "’ll"):
        return True
    token = parse.tokens[verb]
    if token.dep == "xcomp":
        above = parse.tokens[token.head]
        return above.lemma in ("go", "plan", "expect", "schedule", "set", "due", "intend", "aim")
    return False


def _asks(parse: Parse, verb: int) -> bool:
    sentence = parse.sentences[parse.tokens[verb].sentence]
    return parse.tokens[sentence.end - 1].text == "?"


def is_in_doubt(parse: Parse, verb: int) -> bool:
    """Return whether by its own words it only may be so: "might prove an obstacle"."""
    hedges = word_set("hedges")
    near = any(parse.tokens[c].lower in hedges for c in parse.children[verb])
    return near or mood(parse, verb).modal in _OPEN


def was_to_have(parse: Parse, verb: int) -> bool:
    """Return whether it was planned and did not come about: "was to have met her on Sunday"."""
    above = parse.tokens[parse.tokens[verb].head]
    return above.lower in ("was", "were") and _is_to_have(parse, verb)


def is_said_to_have(parse: Parse, verb: int) -> bool:
    """Return whether it is told as what was, by hearsay: "is understood to have met her"."""
    above = parse.tokens[parse.tokens[verb].head]
    return above.lemma in _HEARD and above.i != verb and _is_to_have(parse, verb)


def _is_to_have(parse: Parse, verb: int) -> bool:
    """Whether it is an infinitive of what was: "to have met her"."""
    return {"to", "have"} <= {parse.tokens[c].lower for c in parse.children[verb]}
