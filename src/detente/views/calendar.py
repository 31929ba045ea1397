"""Contacts, steps and commitments as a calendar (RFC 5545): all-day events, the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.model.bags import bag
from detente.model.claims import Commitment, Contact, NextStep
from detente.model.dates import Days
from detente.model.snapshot import OFF, ON, Entry, Sighting, Snapshot
from detente.views.announced import announced, is_owed, steps_above
from detente.views.escape import one_line, visible
from detente.views.ongoing import standing_text
from detente.views.pages import web_address
from detente.views.phrases import date_text, left_out_text, many, quote
from detente.views.signs import hangs_on, is_reviewed, named
from detente.views.words import contact_name, say, status_now

if TYPE_CHECKING:
    import icalendar

_PRODUCT = "-//Détente//detente//EN"
_CATEGORIES = {"contacts": "contact", "next_steps": "next step", "commitments": "commitment"}
# What a status line begins with if each side that took part says so.
_AGREED = ("planned (both sides", "planned (all sides")


def calendar(snapshot: Snapshot) -> bytes:
    """Return what a snapshot holds that has days, as an iCalendar file: contacts, steps, dues.

    A month or a year is no day to put into a calendar: such entries are counted in the
    description. The stamp of an event is when the record last learned something of it.
    """
    import icalendar  # noqa: PLC0415  (who wants no calendar need not wait for it)

    owed = _once(snapshot.commitments)
    above = steps_above(snapshot.next_steps, owed)
    beneath: dict[str, list[Entry]] = {}
    for one in owed:
        if one.id in above:
            beneath.setdefault(above[one.id].id, []).append(one)
    owed = [one for one in owed if one.id not in above]
    steps = [step for step in snapshot.next_steps if not is_owed(step, snapshot.commitments)]
    of_contacts = announced(snapshot.contacts, steps)
    told = {step.id for those in of_contacts.values() for step in those}
    steps = [step for step in steps if step.id not in told]
    entries = [*snapshot.contacts, *steps, *owed]
    dated = [(days, entry) for entry in entries if (days := _days(entry))]
    dated.sort(key=lambda pair: (pair[0], pair[1].id))
    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add(
        "x-wr-calname", f"Contacts, next steps and commitments, as of {snapshot.as_of.isoformat()}"
    )
    made.add(
        "x-wr-caldesc",
        f"Without a day, so not in here: {many(len(entries) - len(dated), 'entry', 'entries')}. "
        f"{left_out_text(snapshot.coverage.left_out, snapshot.up_to)}",
    )
    for days, entry in dated:
        beside = (*of_contacts.get(entry.id, ()), *beneath.get(entry.id, ()))
        made.add_component(_event(days, entry, beside))
    return bytes(made.to_ical(sorted=False))


def _once(owed: Iterable[Entry]) -> list[Entry]:
    """Return commitments, of those that word one thing of one day differently the first."""
    found: list[Entry] = []
    for entry in owed:
        if not any(_is_alike(entry, other) for other in found):
            found.append(entry)
    return found


def _is_alike(one: Entry, other: Entry) -> bool:
    mine, theirs = one.claim, other.claim
    if not (isinstance(mine, Commitment) and isinstance(theirs, Commitment)):
        return False
    if mine.by != theirs.by or mine.days != theirs.days:
        return False
    return bool(bag(mine.what) & bag(theirs.what))


def _days(entry: Entry) -> Days | None:
    """Return the days of a contact or step, None if there are none or only a month or year."""
    claim = entry.claim
    days = claim.days if isinstance(claim, Contact | NextStep | Commitment) else None
    return days if days and days.precision in {"day", "range"} else None


def _event(days: Days, entry: Entry, beside: Iterable[Entry] = ()) -> icalendar.Event:
    import icalendar  # noqa: PLC0415  (as above)

    claim = entry.claim
    event = icalendar.Event()
    event.add("uid", f"{entry.id}@detente")
    told = [s.entered for one in (entry, *beside) for s in one.sightings]
    event.add("dtstamp", max(told).astimezone(dt.UTC))
    event.add("dtstart", days.start)
    event.add("dtend", days.end)
    event.add("summary", _summary(entry))
    event.add("description", "\n".join([*_description(entry), *_beside(beside)]))
    event.add("status", _status(entry))
    if isinstance(claim, Contact) and claim.place:
        event.add("location", one_line(claim.place))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [_CATEGORIES[entry.family]])
    if address := web_address(entry.sightings[-1].address):
        event.add("url", address)
    return event


def _beside(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the words by which it was announced or is possibly owed, with where they stand."""
    for entry in entries:
        said = "Possibly owed" if isinstance(entry.claim, Commitment) else "Announced"
        yield one_line(f"{said}: {quote(entry.claim.main.text)}")
        for sighting in _newest(entry):
            source = f"{sighting.outlet}, {date_text(sighting.published)}"
            yield visible(f"  {source} (report {sighting.report})")
        yield f"detente show {entry.id}"


def _status(entry: Entry) -> str:
    """Return how far an event stands: confirmed if it was, or if each side says that it will be.

    What is not sure, denied by somebody, or announced by one side alone is tentative.
    """
    status, told = status_now(entry), entry.status_line or ""
    if not entry.sure or status is None:
        return "TENTATIVE"
    if status in OFF:
        return "CANCELLED"
    is_denied = told.endswith((" denies)", " deny)"))
    stands = status in ON or told.startswith(_AGREED)
    return "CONFIRMED" if stands and not is_denied else "TENTATIVE"


def _summary(entry: Entry) -> str:
    claim = entry.claim
    if not isinstance(claim, Contact):
        return one_line(say(entry))
    name = contact_name(claim)
    words = f"{name[0].upper()}{name[1:]}: {standing_text(entry) or claim.status}"
    return one_line(named(entry, words))


def _description(entry: Entry) -> Iterator[str]:
    for sighting in _newest(entry):
        yield one_line(quote(sighting.body.main.text))
        source = f"{sighting.outlet}, {date_text(sighting.published)}"
        yield visible(f"  {source} (report {sighting.report})")
    weak = ", ".join(sign.meaning for sign in hangs_on([entry]))
    yield f"Hangs on {weak}." if weak else f"From {many(entry.outlets, 'outlet')}."
    if not entry.sure:
        yield "Possible: the reader is not sure of it."
    yield "Reviewed by the desk." if is_reviewed(entry) else "Read by machine, not reviewed."
    yield f"detente show {entry.id}"


def _newest(entry: Entry) -> Iterable[Sighting]:
    return reversed(entry.sightings[-3:])
