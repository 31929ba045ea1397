"""Next steps that are a contact's or a commitment's other name, and are told with it alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from detente.model.bags import bag
from detente.model.claims import Contact, NextStep
from detente.model.dates import Days
from detente.model.snapshot import Entry
from detente.views.timeline import is_exact

# A step that says one of these may be a contact's other name.
_TO_MEET = bag("meet meeting talks summit session round convene call visit")


def announced(contacts: Iterable[Entry], steps: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the steps that only announce a contact of their days, by the contact's id.

    A step may be of some of the contact's days: talks due on the 21st were held on two days.
    """
    dated = [(step, days) for step in steps if (days := step.days) is not None and is_exact(days)]
    by_day: dict[dt.date, list[Entry]] = {days.start: [] for _, days in dated}
    for contact in contacts if by_day else ():
        if (of := contact.days) is not None and is_exact(of):
            for day in of.each():
                if day in by_day:
                    by_day[day].append(contact)
    found: dict[str, list[Entry]] = {}
    for step, days in dated:
        near = by_day[days.start]
        named = next((c for c in _of_days(days, near) if _announces(step, c)), None)
        if named is not None:
            found.setdefault(named.id, []).append(step)
    return found


def without_announced(entries: Iterable[Entry], *, of: Iterable[Entry]) -> list[Entry]:
    """Return entries without the steps that only announce one of these contacts, in order."""
    every = list(entries)
    steps = [entry for entry in every if entry.family == NextStep.family]
    if not steps:
        return every
    told = {step.id for those in announced(of, steps).values() for step in those}
    return [entry for entry in every if entry.id not in told]


def is_owed(step: Entry, owed: Iterable[Entry]) -> bool:
    """Whether a step is told as a commitment: in its words, of its day.

    What is sure is not hidden behind what is not.
    """
    return any(_is_of_the_words(step, one) and (one.sure or not step.sure) for one in owed)


def steps_above(steps: Iterable[Entry], owed: Iterable[Entry]) -> dict[str, Entry]:
    """Return the sure steps in whose words something is only possibly owed, by its id."""
    of_report: dict[str, list[Entry]] = {}
    for step in steps:
        if step.sure:
            of_report.setdefault(step.claim.main.report, []).append(step)
    found: dict[str, Entry] = {}
    for one in owed:
        near = of_report.get(one.claim.main.report, ())
        alike = [step for step in near if _is_of_the_words(step, one)]
        if alike and not one.sure:
            found[one.id] = alike[0]
    return found


def _is_of_the_words(step: Entry, owed: Entry) -> bool:
    """Whether the words of a step are those of a commitment of the same day."""
    mine, theirs = step.claim.main, owed.claim.main
    overlap = mine.start < theirs.end and theirs.start < mine.end
    return step.days == owed.days and mine.report == theirs.report and overlap


def _of_days(days: Days, contacts: Iterable[Entry]) -> list[Entry]:
    """Return the contacts that these days are of, those of no other days first."""
    held = (one for one in contacts if one.days is not None and days.within(one.days))
    return sorted(held, key=lambda one: one.days != days)


def _announces(step: Entry, contact: Entry) -> bool:
    """Whether a step is a contact's other name: of its words, or to meet, of the same parties.

    Of one party alone it must name the place. What is sure is not hidden behind what is not.
    """
    if step.sure and not contact.sure:
        return False
    spans = [(s.report, s.body.main) for s in contact.sightings]
    mine = [(s.report, s.body.main) for s in step.sightings]
    if any(r == q and a.start < b.end and b.start < a.end for r, a in mine for q, b in spans):
        return True
    both = set(step.actors) & set(contact.actors)
    words = step.claim.main.text
    place = contact.claim.place if isinstance(contact.claim, Contact) else None
    named = len(both) > 1 or (place is not None and place.casefold() in words.casefold())
    return (
        bool(both) and both == set(step.actors) and named and not _TO_MEET.isdisjoint(bag(words))
    )
