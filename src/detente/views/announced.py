"""announced(): next steps that are a contact's other name, by the contact that they announce."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.bags import bag
from detente.model.dates import Days
from detente.model.snapshot import Entry
from detente.views.timeline import is_exact

# A step that says one of these may be a contact's other name.
_TO_MEET = bag("meet meeting talks summit session round convene call visit")


def announced(contacts: Iterable[Entry], steps: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the steps that only announce a contact of the same days, by the contact's id."""
    by_days: dict[Days | None, list[Entry]] = {}
    for contact in contacts:
        if is_exact(contact.days):
            by_days.setdefault(contact.days, []).append(contact)
    found: dict[str, list[Entry]] = {}
    for step in steps:
        near = by_days.get(step.days, ())
        named = next((contact for contact in near if _announces(step, contact)), None)
        if named is not None:
            found.setdefault(named.id, []).append(step)
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
