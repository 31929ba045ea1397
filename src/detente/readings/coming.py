"""Whether a clause tells of what is to come, and how near: what next steps go by."""

from __future__ import annotations

from detente.model.dates import Days
from detente.readings import times
from detente.readings.page import Page
from detente.readings.tree import child, clause, subtree
from detente.readings.undone import undone

_MONTH = 31


def is_over(page: Page, verb: int) -> bool:
    """Return whether a clause tells of what has been: its day is past, or it only asks when.

    So is what came to nothing, as the same sentence tells: "was to meet her but cancelled".
    """
    if undone(page.parse, verb) is not None:
        return True
    when = times.bearing(page, verb)
    asks = in_condition(page, verb) or asks_which(page, verb)
    return asks or (when is not None and not is_ahead(page, when))


def asks_which(page: Page, verb: int) -> bool:
    """Return whether the clause is a question within: "on what day they will arrive"."""
    if page.parse.tokens[verb].dep == "relcl":
        return False
    words = clause(page.parse, verb)
    first = [t.lower for t in page.parse.tokens[words.start : words.start + 2]]
    return any(word in ("what", "which") for word in first)


def is_near(days: Days) -> bool:
    """Return whether a time is told by the month or closer: what ends "in 2031" is no step."""
    return (days.last - days.start).days <= _MONTH


def is_infinitive(page: Page, verb: int) -> bool:
    """Return whether a verb is what somebody is "to" do."""
    return page.parse.tokens[verb].tag == "VB" and any(
        page.parse.tokens[c].lower == "to" for c in page.parse.children[verb]
    )


def in_condition(page: Page, verb: int) -> bool:
    """Return whether a verb stands behind "if", "whether", "how", "when" or the like."""
    mark = child(page.parse, verb, "mark", "advmod")
    words = ("if", "unless", "whether", "how", "why", "when", "where")
    return mark is not None and page.parse.tokens[mark].lower in words


def is_until(page: Page, verb: int) -> bool:
    """Return whether a negation only sets the day: "will not open until Friday"."""
    when = times.bearing(page, verb)
    return when is not None and when.bound == "until"


def dated(page: Page, noun: int) -> times.TimeMention | None:
    """Return the time words within the phrase of a noun, the dateline's left out."""
    dateline = times.dateline(page)
    for mention in times.of_clause(page, subtree(page.parse, noun)):
        if mention.days is not None and mention.kind != "duration" and mention.stretch != dateline:
            return mention
    return None


def is_ahead(page: Page, when: times.TimeMention) -> bool:
    """Return whether a time is not over yet; what is not resolved may lie ahead."""
    today = times.anchor(page)
    return today is None or when.days is None or when.days.last >= today


def is_provision(page: Page, verb: int) -> bool:
    """Return whether "would" tells what a text provides for, not what somebody is to do."""
    under = any(
        page.parse.tokens[c].lower in ("under", "if") and c < verb
        for c in page.parse.children[verb]
    )
    sentence = page.parse.sentences[page.parse.tokens[verb].sentence]
    under = under or page.parse.tokens[sentence.start].lower == "under"
    return under or page.statement_at(verb) is None
