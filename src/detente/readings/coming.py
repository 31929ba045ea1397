"""Whether a clause tells of what is to come, and how near: what next steps go by."""

from __future__ import annotations

from detente.model.dates import Days
from detente.readings import times
from detente.readings.modality import mood
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.tree import child, clause, subtree
from detente.readings.undone import calls_off, undone

_MONTH = 31
# Who could not do so leaves open what is to come.
_VOUCHING = frozenset({"confirm", "establish", "guarantee", "promise", "verify"})
# What a step is called ends with one of these: not with "is", "the" or "to".
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ", "ADV", "PRON"})


def is_over(page: Page, verb: int) -> bool:
    """Return whether a clause tells of what has been: its day is past, or it only asks when.

    So is what came to nothing, as the same sentence tells: "was to meet her but cancelled"; and
    what nobody can say: "could not confirm that they will meet".
    """
    if undone(page.parse, verb) is not None or _is_called_off(page, verb):
        return True
    if is_unconfirmed(page, verb):
        return True
    when = times.bearing(page, verb)
    asks = in_condition(page, verb) or asks_which(page, verb)
    return asks or (when is not None and not is_ahead(page, when))


def _is_called_off(page: Page, verb: int) -> bool:
    """Whether the clause tells that what was due is off: "Friday's talks were shelved"."""
    thing = child(page.parse, verb, "nsubjpass", "dobj")
    return thing is not None and calls_off(page.parse, verb)


def asks_which(page: Page, verb: int) -> bool:
    """Return whether the clause is a question within: "on what day they will arrive"."""
    if page.parse.tokens[verb].dep == "relcl":
        return False
    words = clause(page.parse, verb)
    first = [t.lower for t in page.parse.tokens[words.start : words.start + 2]]
    return any(word in ("what", "which") for word in first)


def is_unconfirmed(page: Page, verb: int) -> bool:
    """Return whether somebody cannot say so: "could not confirm that they will meet"."""
    token = page.parse.tokens[verb]
    above = page.parse.tokens[token.head]
    told = token.dep == "ccomp" and above.lemma in _VOUCHING
    return told and mood(page.parse, above.i).negated


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


def was_given_up(page: Page, verb: int, top: int) -> bool:
    """Return whether something came before: "had planned to close", "was to have closed"."""
    token = page.parse.tokens[top]
    planned = token.lemma in ("be", "intend", "plan", "schedule") and had_been(page, top)
    return planned or (token.lower in ("was", "were") and _is_helped(page, verb, "have"))


def had_been(page: Page, verb: int) -> bool:
    """Return whether it was so before: "had been planned"."""
    return _is_helped(page, verb, "had")


def _is_helped(page: Page, verb: int, by: str) -> bool:
    near = (page.parse.tokens[c] for c in page.parse.children[verb])
    return any(t.dep == "aux" and t.lower == by for t in near)


def is_provision(page: Page, verb: int) -> bool:
    """Return whether "would" tells what a text provides for, not what somebody is to do."""
    under = any(
        page.parse.tokens[c].lower in ("under", "if") and c < verb
        for c in page.parse.children[verb]
    )
    sentence = page.parse.sentences[page.parse.tokens[verb].sentence]
    under = under or page.parse.tokens[sentence.start].lower == "under"
    return under or page.statement_at(verb) is None


def without_day(page: Page, what: Stretch, when: times.TimeMention | None) -> Stretch:
    """Return what is due without the day at its end, which stands apart: "open in Tarn".

    Whole, where no step would be left: "the deadline is May 3".
    """
    tokens = page.parse.tokens
    if when is None or not what.start < when.stretch.start < what.end:
        return what
    if any(t.pos != "PUNCT" for t in tokens[when.stretch.end : what.end]):
        return what
    end = when.stretch.start
    while end > what.start and tokens[end - 1].pos in ("ADP", "PUNCT", "DET"):
        end -= 1
    left = tokens[what.start : end]
    if not any(t.pos in _CONTENT for t in left) or left[-1].pos not in _CONTENT:
        return what
    return Stretch(what.start, end)
