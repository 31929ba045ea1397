"""Encounters that are put off to another day: the one that was planned does not take place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.readings import times
from detente.readings.contacts.encounters import Encounter
from detente.readings.contacts.moods import coarse
from detente.readings.contacts.times import coming, is_brought_forward, times_agree
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.tree import clause, subtree

_WAS = frozenset({"had", "initially", "originally", "was", "were"})


def with_postponed(page: Page, groups: Sequence[list[Encounter]]) -> list[list[Encounter]]:
    """Return contacts with those that were put off: planned before, or for a day that is told.

    "Were due to meet on Wednesday … postponed the talks to Friday": the first is postponed, the
    second is planned. groups: Mentions, by contact.
    """
    moved = [e for group in groups for e in group if e.moved]
    found = [[_put_off(page, e, moved) for e in group] for group in groups]
    told = [e for group in found for e in group if e.status == "postponed" and e.was_planned]
    alone = [m for m in moved if not any(_is_of_same(page, e, m) for e in told)]
    return [*found, *([e] for m in alone for e in _from(page, m))]


def _put_off(page: Page, one: Encounter, moved: Sequence[Encounter]) -> Encounter:
    """A mention of what was planned for another day than it is moved to, as postponed."""
    theirs = [m for m in moved if m is not one and _is_of_same(page, one, m)]
    if one.moved or coarse(one.status) != "planned" or one.when is None or not theirs:
        return one
    return replace(one, status="postponed", was_planned=True)


def _is_of_same(page: Page, one: Encounter, moved: Encounter) -> bool:
    sides = [{page.cast.party(p.name) for p in e.parties} for e in (one, moved)]
    other = not times_agree(page, one.when, moved.when) and _was(page, one)
    return sides[0] == sides[1] and other and "call" not in {one.kind, moved.kind}


def _was(page: Page, one: Encounter) -> bool:
    """Whether it is told as what had been planned, not as what is to come besides."""
    told = page.parse.tokens[one.words.start : one.words.end]
    return any(t.lower in _WAS for t in told)


def _from(page: Page, moved: Encounter) -> Iterator[Encounter]:
    """What was planned for a day that the same words tell: "Wednesday's talks", "from May 3"."""
    day = _old_day(page, moved)
    if day is not None:
        yield replace(moved, status="postponed", when=day, moved=False, was_planned=True)


def _old_day(page: Page, moved: Encounter) -> times.TimeMention | None:
    parse, new = page.parse, moved.when
    within = subtree(parse, moved.head)
    for mention in times.of_clause(page, _around(page, moved.head)):
        first = mention.stretch.start
        if new is None or new.days is None or mention.stretch == new.stretch:
            continue
        inside = within.start <= first < within.end or parse.tokens[first - 1].lower == "from"
        if inside and mention.kind == "point" and mention.days is not None:
            later = coming(page, mention)
            if is_brought_forward(page.parse, page.parse.tokens[moved.head].head):
                return later
            fits = later.days is not None and later.days.start < new.days.start
            return later if fits else mention
    return None


def _around(page: Page, noun: int) -> Stretch:
    return clause(page.parse, page.parse.tokens[noun].head)
