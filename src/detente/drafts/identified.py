"""is_identified(), is_sure(): which numbers of reworded sentences can be told to have changed.

A change of a number needs two numbers that measure one thing. Of a sentence that the other draft
says quite otherwise, that is sure of digits and of like nouns; what one wording says in words
alone ("two of them", "a third", "the same day") the other may say without a number, or by others.
"""

from __future__ import annotations

import re

from detente.drafts.dates import dates
from detente.drafts.pairing import ANYBODY, are_like
from detente.drafts.quantities import FEW, Quantity, quantities
from detente.drafts.sentences import is_reworded
from detente.drafts.units import BY_TIME, DAYS, PERCENT, TIME

_ALL = 100
# Words that tell a time without counting it, or count it as the so-manieth.
_TIME = re.compile(
    rf"\b(?:(?:{'|'.join(DAYS)})s?|{'|'.join(BY_TIME)}|annual|biennial|half-yearly|fortnightly"
    r"|decennial|hourly|nightly|nights?|mornings?|evenings?|weekends?|seasons?|springs?|summers?"
    r"|autumns?|winters?|century|centuries|o'clock|noon|midnight|[ap]\.?m\b)",
    re.IGNORECASE,
)
# Words that tell a share without a number.
_AMOUNT = re.compile(
    r"\b(?:half|halve[sd]?|parts?|shares?|portions?|equal(?:ly)?|evenly|alike|once|twice|thrice"
    r"|majority|minority|most|mostly|bulk|all|every|each|both|either|one|remainder|rest|percent"
    r"|double[sd]?|treble[sd]?|triple[sd]?|single|sole|alone|none|nobody|times)\b",
    re.IGNORECASE,
)


def is_identified(one: Quantity, other: Quantity, *, a: str, b: str) -> bool:
    """Return whether two numbers that differ are of one thing, so that a change can be told.

    a, b: The texts. Where all is reworded, a number in words is of one thing with another if
    both have one unit, or nouns that are alike.
    """
    words = [one.is_in_words, other.is_in_words]
    if not any(words):
        return True
    if all(words) and _is_complement(one, other):
        return not (is_reworded(one.span, a, b) and is_reworded(other.span, b, a))
    if one.unit == other.unit or (one.measures and one.measures == other.measures):
        return True
    if {one.unit, other.unit} & ANYBODY:
        return True
    if not (is_reworded(one.span, a, b) and is_reworded(other.span, b, a)):
        return True
    return are_like(one, other)


def _is_complement(one: Quantity, other: Quantity) -> bool:
    """Whether one share is what the other leaves: "a third" and "two thirds"."""
    return {one.measures, other.measures} == {PERCENT} and round(one.size + other.size) == _ALL


def is_sure(one: Quantity, own: str, other: str) -> bool:
    """Return whether a number that the other text lacks can be told to have come or gone.

    It can if it is in digits, if it counts many of a thing, or if its sentence stands in the
    other text; a time if nothing there tells any, and a share if nothing tells how much.
    """
    if not one.is_in_words or not is_reworded(one.span, own, other):
        return True
    if one.measures == TIME:
        return not (_TIME.search(other) or dates(other))
    if one.measures == PERCENT:
        return not (_AMOUNT.search(other) or quantities(other))
    return one.value > FEW and one.unit != ""
