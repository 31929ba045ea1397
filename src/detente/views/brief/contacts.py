"""Contacts held and due, for the brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import chain, islice, zip_longest

from detente.model.claims import Contact
from detente.model.snapshot import ON, Entry, Snapshot
from detente.views.announced import without_announced
from detente.views.brief.lines import MOST, Line, Section
from detente.views.ongoing import standing_text
from detente.views.phrases import base_text
from detente.views.signs import named, sure_or_all
from detente.views.timeline import is_open, outcome_text
from detente.views.words import contact_name, say, status_now

# What was goes before what is due on the page, whatever their numbers.
_PAST = 1_000_000


def due_entries(snapshot: Snapshot) -> list[Entry]:
    """Return the contacts and next steps that lie ahead, soonest first.

    A step that only announces a contact is told by it, also where that took place.
    """
    contacts = [e for e in snapshot.contacts if _is_due(e, snapshot.as_of)]
    steps = (e for e in snapshot.next_steps if _is_due(e, snapshot.as_of))
    return sorted((*contacts, *without_announced(steps, of=snapshot.contacts)), key=_due_on)


def last_and_next(snapshot: Snapshot, due: Sequence[Entry]) -> Line:
    """Return the sentence on the last contact that took place and the next thing that is due.

    due: As `due_entries` gives them.
    """
    last, later = _last(snapshot.contacts)
    coming = next(iter(sure_or_all(due)), None)
    if last is None and coming is None:
        return Line(words=f"{base_text(snapshot)}: no contact found that took place or is due.")
    parts = (
        f"Last contact: {_contact(last)}" if last else "No contact found that took place",
        f"since then, {_contact(later)}" if later else "",
        f"next: {_contact(coming)}" if coming else "no next one found",
    )
    return Line(
        words=f"{'; '.join(filter(None, parts))}.",
        entries=tuple(entry for entry in (last, later, coming) if entry),
    )


def _last(contacts: Sequence[Entry]) -> tuple[Entry | None, Entry | None]:
    """Return the last sure contact that took place, and a newer one that only possibly did.

    Where none is sure, the newest possible one and none.
    """
    possible = None
    for entry in _newest(contacts):
        if (entry.sure or possible is None) and status_now(entry) in ON:
            if entry.sure:
                return entry, possible if possible and _is_later(possible, entry) else None
            possible = entry
    return possible, None


def _is_later(one: Entry, other: Entry) -> bool:
    return bool(one.days and other.days and one.days.start >= other.days.end)


def _newest(contacts: Sequence[Entry]) -> Iterator[Entry]:
    """Yield contacts newest first: mostly the first few tell, and few claims are opened."""
    first = nlargest(MOST, contacts, key=_held_on)
    yield from first
    if len(contacts) > len(first):
        yield from sorted(contacts, key=_held_on, reverse=True)[len(first) :]


def contact_section(snapshot: Snapshot, due: Sequence[Entry]) -> Section:
    """Return what is due, soonest first, and what was, newest first, in turn.

    due: As `due_entries` gives them.
    """
    ahead = {entry.id for entry in due}
    every = [*due, *(entry for entry in snapshot.contacts if entry.id not in ahead)]
    shown = sure_or_all(every)
    past = nlargest(MOST, (entry for entry in shown if entry.id not in ahead), key=_held_on)
    due = [*islice((entry for entry in shown if entry.id in ahead), MOST)]
    lines = chain.from_iterable(
        zip_longest(
            (Line(words=say(e), entries=(e,), place=i) for i, e in enumerate(due)),
            (_past(entry, index) for index, entry in enumerate(past)),
        )
    )
    return Section(
        name="contacts",
        title="Contacts held and due",
        lines=tuple(islice((line for line in lines if line), MOST)),
        total=len(shown),
        command="list contacts",
        possible=len(every) - len(shown),
    )


def _past(entry: Entry, index: int) -> Line:
    return Line(
        head=f"day passed, {outcome_text(entry)}" if is_open(entry) else "",
        words=say(entry),
        entries=(entry,),
        place=index - _PAST,
    )


def _is_due(entry: Entry, as_of: dt.date) -> bool:
    """Whether a contact or step lies ahead; without a date it does."""
    days = entry.days
    if days is not None and days.end <= as_of:
        return False
    return entry.family != Contact.family or status_now(entry) in {"planned", "proposed"}


def _held_on(entry: Entry) -> tuple[bool, dt.date, str]:
    """Return what sorts contacts by day; those without one, often long past, before all others."""
    days = entry.days
    return (bool(days), days.start if days else entry.last_published or dt.date.min, entry.id)


def _due_on(entry: Entry) -> tuple[dt.date, bool, int, str]:
    """Return what sorts by day what is due; without a day after all others, newest first.

    Of one day a contact goes first: it says between whom, a step may only announce it.
    """
    days = entry.days
    told = entry.last_published or dt.date.min
    announces = days is not None and entry.family != Contact.family
    return (days.start if days else dt.date.max, announces, -told.toordinal(), entry.id)


def _contact(entry: Entry) -> str:
    claim = entry.claim
    if not isinstance(claim, Contact):
        return say(entry)
    return named(entry, f"{contact_name(claim)}, {standing_text(entry) or claim.status}")
