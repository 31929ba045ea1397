"""announced(): next steps that are a contact's other name, by the contact that they announce."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.bags import bag
from detente.model.dates import Days
from detente.model.snapshot import Entry

# A step that says one of these may be a contact's other name.
_TO_MEET = bag("meet meeting talks summit session round convene call visit")


def announced(contacts: Iterable[Entry], steps: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the steps that only announce a contact of the same days, by the contact's id."""
    by_days: dict[Days, list[Entry]] = {}
    for contact in contacts:
        if days := _exact(contact):
            by_days.setdefault(days, []).append(contact)
    found: dict[str, list[Entry]] = {}
    for step in steps:
        days = _exact(step)
        near = by_days.get(days, []) if days else []
        for contact in [one for one in near if _announces(step, one)][:1]:
            found.setdefault(contact.id, []).append(step)
    return found


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


def _exact(entry: Entry) -> Days | None:
    """Return the days of an entry, None if there are none or only a month or year."""
    days = entry.days
    return days if days and days.precision in {"day", "range"} else None
