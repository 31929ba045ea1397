"""Clauses that a condition bears on: which stance they may show, and what tells of the condition.

"Norland will not sign unless the crews are freed" is neither a plain yes nor a plain no. What the
grammar says of it goes before what the weights say.
"""

from __future__ import annotations

from collections.abc import Mapping

from detente.model.vocabulary import Stance
from detente.readings.modality import Mood
from detente.readings.nlp import Parse, Stretch
from detente.readings.page import Page
from detente.readings.positions.stances import opens

# Kinds of condition by a word among their first ones, the tellingest first.
_OPENING = 3
_OPENERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("in exchange", frozenset({"exchange", "return"})),
    (
        "subject to",
        frozenset({"subject", "conditional", "contingent", "condition", "conditioned"}),
    ),
    ("only", frozenset({"only", "provided", "providing", "proviso", "long"})),
    ("unless", frozenset({"unless", "until", "till", "before"})),
    ("in the event", frozenset({"event", "case", "part", "under"})),
    ("without", frozenset({"without"})),
    ("if", frozenset({"if", "should", "were", "had", "assuming"})),
    ("when", frozenset({"when", "once", "after", "soon", "whenever", "while", "moment"})),
)
# The referee of clauses that a condition bears on.
BOUND = "conditions"
KINDS = tuple(name for name, _ in _OPENERS)
_PROMISING = frozenset({"will", "would", "'ll", "’ll"})
# What a refusal may show, with a condition that leaves a way to yes and with another.
_YES_IF: tuple[Stance, ...] = ("conditionally_accepts", "demands", "reserves")
_NO_IF: tuple[Stance, ...] = ("rejects", "demands", "reserves")


def opener(parse: Parse, bearing: Stretch) -> str:
    """Return the kind of a condition by the words that open it; "other" if none is known."""
    words = {t.lower for t in parse.tokens[bearing.start : bearing.start + _OPENING]}
    return next((name for name, of in _OPENERS if words & of), "other")


def is_inside(bearing: Stretch | None, i: int) -> bool:
    """Return whether a token is one of a condition."""
    return bearing is not None and bearing.start <= i < bearing.end


def stance_bound(page: Page, put: Mood, stances: Mapping[str, float]) -> Stance:
    """Return the likeliest stance that a clause may show with the condition that bears on it.

    A refusal with a way out ("won't unless") is a yes-if, another refusal no yes at all; a yes
    is a yes-if.
    """
    if put.negated:
        allowed = _YES_IF if opens(page.text_of(put.condition) or "") else _NO_IF
        return max(allowed, key=lambda stance: stances.get(stance, 0.0))
    stance = likeliest(stances)
    return "conditionally_accepts" if stance == "accepts" else stance


def likeliest(stances: Mapping[str, float]) -> Stance:
    """Return the likeliest of several stances."""
    return max(stances, key=lambda name: stances[name])  # type: ignore[arg-type]


def facts_of_condition(page: Page, put: Mood) -> tuple[float, ...]:
    """Return what is known of the condition of a clause, in numbers."""
    kind = opener(page.parse, put.condition) if put.condition is not None else ""
    return (
        *(float(kind == name) for name in KINDS),
        float(put.modal in _PROMISING),
        float(put.negated),
    )
