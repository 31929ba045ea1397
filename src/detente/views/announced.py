"""announced(): next steps that are a contact's other name, by the contact that they announce."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from detente.model.bags import bag
from detente.model.dates import Days
from detente.model.snapshot import Entry
from detente.views.timeline import is_exact

# A step that says one of these may be a contact's other name.
_TO_MEET = bag("meet meeting talks summit session round convene call visit")


def announced(contacts: Iterable[Entry], steps: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the steps that only announce a contact of their days, by the contact's id.

    A step may be of some of the contact's days: talks due on the 21st were held on two days.
    """
    by_day: dict[dt.date, list[Entry]] = {}
    for contact in contacts:
        if contact.days is not None and is_exact(contact.days):
            for day in contact.days.each():
                by_day.setdefault(day, []).append(contact)
    found: dict[str, list[Entry]] = {}
    for step in steps:
        if step.days is None or not is_exact(step.days):
            continue
        near = by_day.get(step.days.start, ())
        named = next((c for c in _of_days(step.days, near) if _announces(step, c)), None)
        if named is not None:
            found.setdefault(named.id, []).append(step)
    return found


def is_owed(step: Entry, owed: Iterable[Entry]) -> bool:
    """Whether the words of a step are those of a commitment of the same day."""
    return any(
        step.days == entry.days
        and step.claim.main.report == entry.claim.main.report
        and step.claim.main.start < entry.claim.main.end
        and entry.claim.main.start < step.claim.main.end
        for entry in owed
    )


def _of_days(days: Days, contacts: Iterable[Entry]) -> list[Entry]:
    """Return the contacts that these days are of, those of no other days first."""
    held = (one for one in contacts if one.days is not None and days.within(one.days))
    return sorted(held, key=lambda one: one.days != days)


def _announces(step: Entry, contact: Entry) -> bool:
    """Whether a step is a contact's other name: of its words, or to meet, of the same parties.

    What is sure is not hidden behind what is not.
    """
    if step.sure and not contact.sure:
        return False
    spans = [(s.report, s.body.main) for s in contact.sightings]
    mine = [(s.report, s.body.main) for s in step.sightings]
    if any(r == q and a.start < b.end and b.start < a.end for r, a in mine for q, b in spans):
        return True
    both = set(step.actors) & set(contact.actors)
    alike = len(both) > 1 and both == set(step.actors)
    return alike and not _TO_MEET.isdisjoint(bag(step.claim.main.text))
