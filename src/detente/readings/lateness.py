"""is_late(): whether a clause says that what was done came after its time."""

from __future__ import annotations

from detente.readings import tree
from detente.readings.agreements import word_set
from detente.readings.due import is_deadline_of_talks
from detente.readings.page import Page

# How many words before "late" its measure or a "not" stands, and "after" before "deadline".
_NEAR = 4
# And how many words behind "date" it says by what it is set: "that the Accord of Dorn sets".
_FOLLOWING = 7


def is_late(page: Page, verb: int) -> bool:
    """Return whether it was late: "two days late", "after the deadline", "later than agreed"."""
    parse = page.parse
    return any(
        _says_late(page, i) and _is_of(page, i, verb)
        for i in tree.below(parse, verb)
        if parse.tokens[i].lower in word_set("lateness", "words")
    )


def _says_late(page: Page, i: int) -> bool:
    parse = page.parse
    word = parse.tokens[i].lower
    before = {t.lower for t in parse.tokens[max(0, i - _NEAR) : i]}
    if before & word_set("lateness", "not"):
        return False
    after = parse.tokens[i + 1] if i + 1 < len(parse.tokens) else None
    if word == "deadline":
        passed = not before.isdisjoint(word_set("lateness", "over"))
        return passed and not is_deadline_of_talks(page, i)
    if word in ("date", "day"):
        return not before.isdisjoint(word_set("lateness", "over")) and is_set_by(page, i)
    if word == "due":
        return "after" in before
    if word == "schedule":
        return "behind" in before
    if word == "later":
        rest = {t.lower for t in parse.tokens[i + 2 : i + 2 + _NEAR]}
        than = after is not None and after.lower == "than"
        return than and bool(rest & word_set("lateness", "than"))
    if word == "late":  # "late on Monday" is a time of day
        measured = i > 0 and parse.tokens[i - 1].lemma in word_set("lateness", "units")
        return measured or after is None or after.pos == "PUNCT"
    return True


def is_set_by(page: Page, day: int) -> bool:
    """Return whether a day is said to be set, or one when something is due: "the date it sets"."""
    near = page.parse.tokens[day + 1 : day + 1 + _FOLLOWING]
    sentence = page.parse.tokens[day].sentence
    words = {t.lower for t in near if t.sentence == sentence}
    return not words.isdisjoint(word_set("lateness", "than"))


def _is_of(page: Page, i: int, verb: int) -> bool:
    """Whether a word is said of a verb; "after the deadline passed" is of the verb above."""
    parse = page.parse
    above = tree.governing_verb(parse, i)
    while above is not None and above != verb:
        token = parse.tokens[above]
        if token.lemma not in word_set("lateness", "between"):
            return False
        above = tree.governing_verb(parse, above)
    return above == verb
