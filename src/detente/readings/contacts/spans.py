"""Talks of several days: they end on the day that is told, or begin on it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from detente.model.dates import Days
from detente.readings import times
from detente.readings.contacts.moods import word_list
from detente.readings.numbers import number_of
from detente.readings.page import Page
from detente.readings.tree import governing_verb

# Talks of more days in one go are told by their weeks.
_MOST_DAYS = 14
_LENGTH = re.compile(r"(?P<number>\S+)[\s-]days?", re.IGNORECASE)
_AFTER = frozenset({"after", "following"})


def whole_days(
    page: Page, head: int, when: times.TimeMention | None, *, lasted: str | None
) -> times.TimeMention | None:
    """Return the days of an encounter, all of them where the day told is its last or its first.

    "After two days of talks … signed on Tuesday" is Monday and Tuesday; "opened three-day talks
    on Monday" is Monday to Wednesday. lasted: How long it went on, in words.
    """
    number = _days_of(lasted)
    verb = governing_verb(page.parse, head)
    if number is None or verb is None:
        return when
    ends, begins = _ends(page, head, verb), _does(page, verb, "opens")
    if when is None and (ends or begins):
        when = times.bearing(page, verb)
    if when is None or when.days is None or when.days.precision != "day":
        return when
    start, end, more = when.days.start, when.days.end, dt.timedelta(days=number - 1)
    if ends:
        return replace(when, days=Days(start - more, end, "range"))
    return replace(when, days=Days(start, end + more, "range")) if begins else when


def _days_of(lasted: str | None) -> int | None:
    found = _LENGTH.fullmatch(lasted or "")
    number = number_of(found["number"].lower()) if found else None
    return int(number) if number is not None and 1 < number <= _MOST_DAYS else None


def _ends(page: Page, head: int, verb: int) -> bool:
    """Whether what is told of it comes at its end: "ended", "after two days of talks"."""
    tokens = page.parse.tokens
    above = tokens[tokens[head].head]
    length = tokens[above.head]
    behind = above.lower == "of" and tokens[length.head].lower in _AFTER
    return behind or _does(page, verb, "closes")


def _does(page: Page, verb: int, what: str) -> bool:
    """Whether a verb ends or begins what it names."""
    return page.parse.tokens[verb].lemma in word_list("subject_of", what)
