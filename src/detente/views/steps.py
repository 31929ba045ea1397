"""Next steps in words: a deed stands with its "to" behind whoever is to do it."""

from __future__ import annotations

from detente.model.claims import NextStep
from detente.views.escape import one_line
from detente.views.phrases import days_text, enumerate_names, name_text, quote

_LONGEST_CLAUSE = 160  # of a step, so that its line stays short
# Words of which none says what is to be: "the next", behind a sentence on talks.
_NAMES_NOTHING = frozenset(
    ("the", "a", "an", "next", "last", "second", "third", "other", "another")
)
# Words after which a verb stands bare: "will meet again".
_AHEAD_OF_DEEDS = frozenset(("will", "would", "shall", "should", "must", "may", "to"))


def next_step(claim: NextStep) -> str:
    """Return who is to do what by when: "Norland to meet again, due 6 Mar 2031"."""
    what = doing_text(claim)
    if claim.days and claim.date_text and claim.date_text in what:
        return f"{what}: {days_text(claim.days)}"
    due = days_text(claim.days) if claim.days else claim.date_text and quote(claim.date_text)
    return f"{what}{f', due {due}' if due else ''}"


def doing_text(claim: NextStep) -> str:
    """Return who is to do what: "Norland to meet again", "a fifth round (Norland)"."""
    if _names_nothing(claim):
        return step_text(claim)
    who = tuple(name_text(name) for name in claim.who if name not in claim.what)
    what, names = step_text(claim), enumerate_names(who)
    if not who:
        return what
    return f"{names} {what}" if what != claim.what else f"{what} ({names})"


def step_text(claim: NextStep) -> str:
    """Return what is to be done, a deed with its "to": "to meet again", "a fifth round".

    Where nobody is known to do it, in the words of the report: "Members will vote on 22 July".
    So also where what it is says nothing by itself: "The next is due on 19 March".
    """
    words = one_line(claim.main.text)
    if _names_nothing(claim):
        return words
    before = words.lower().partition(claim.what.lower())[0].split()
    told = claim.what in words and before
    is_clause = told and before[0] not in _AHEAD_OF_DEEDS and len(words) <= _LONGEST_CLAUSE
    if is_clause and not claim.who:
        return words
    is_deed = told and before[-1] in _AHEAD_OF_DEEDS
    return f"to {claim.what}" if is_deed else claim.what


def _names_nothing(claim: NextStep) -> bool:
    """Whether only the words around what is to be say what that is, and are a line's worth."""
    is_bare = _NAMES_NOTHING.issuperset(claim.what.lower().split())
    return is_bare and len(one_line(claim.main.text)) <= _LONGEST_CLAUSE
