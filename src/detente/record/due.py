"""due(): what was to be by a day that is over now, and what is told of it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from detente.model.bags import bag
from detente.model.claims import Commitment, Contact, NextStep
from detente.model.dates import Days
from detente.model.inviting import is_inviting
from detente.model.snapshot import ON, Change, Entry
from detente.record.facts import lines
from detente.record.folded import Folded
from detente.record.folding import is_live
from detente.record.outcomes import is_resolved

_DATED = Contact | NextStep | Commitment
_NOT_FOUND = "no report found that it took place"
_OVER = "its day is over"
_OWED = "its day is over; detente commitments has what is told of it"
# Words of a step, without what bends them, that say a contact of these kinds.
_TO_MEET = bag("meet talks summit negotiate negotiations session round convene")
_WORDS_OF = {
    "meeting": _TO_MEET,
    "talks": _TO_MEET,
    "summit": _TO_MEET,
    "call": bag("call phone telephone speak talk"),
    "visit": bag("visit travel trip arrive journey"),
}
# Share of the shorter wording that the longer must hold to be of the same step.
_ALIKE = 0.75


def due(new: Folded, since: dt.date, until: dt.date) -> Iterator[Change]:
    """Yield what was to be on a day from the first to before the second, each once.

    A step that is a contact's other name, or owed by what was agreed, is left to these where they
    are shown as fact; where they are possible only, it is told with what they say.
    """
    if since >= until:
        return
    falling = _Falling(new)
    first, end = since.isoformat(), until.isoformat()
    for entry, last in _dated(new):
        if not first <= last < end:
            continue
        claim = entry.sightings[-1].body
        if not isinstance(claim, _DATED) or is_resolved(new, entry):
            continue
        if (told := falling.told(entry, claim)) is not None:
            yield _line(entry, claim, told)


def next_day(new: Folded, since: dt.date) -> dt.date | None:
    """Return the first day, of one and those after it, by which something was to be.

    Until it is over, nothing falls due. None if there is none.
    """
    days = (last for _, last in _dated(new) if last >= since.isoformat())
    found = min(days, default=None)
    return None if found is None else dt.date.fromisoformat(found)


def _dated(new: Folded) -> Iterator[tuple[Entry, str]]:
    """Yield what was to be by a day, with that day as it is stored."""
    for family in ("contacts", "next_steps", "commitments"):
        for entry in new.live(family):
            last = new.seen[new.groups[entry.id].members[-1]]
            if last.precision is not None and last.last is not None:
                yield entry, last.last


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of something due: in words, by which other entries."""

    words: str
    by: tuple[Entry, ...] = ()


def _line(entry: Entry, claim: _DATED, told: _Told) -> Change:
    return Change(
        kind="fallen_due",
        family=entry.family,
        entry=entry,
        text=entry.claim.main.text,
        before=f"due {claim.days}",
        after=told.words,
        basis=(entry.id, *(other.id for other in told.by)),
    )


@dataclass
class _Falling:
    """What falls due, looked at one after the other. steps: Those that were told, by days."""

    new: Folded
    steps: dict[Days | None, list[Entry]] = field(default_factory=dict)

    def told(self, entry: Entry, claim: _DATED) -> _Told | None:
        """Return what is told of it, None if another line has it."""
        if isinstance(claim, Commitment):
            return _Told(_OVER)
        if isinstance(claim, Contact):
            return None if _is_inviting(entry) else self._contact(entry, claim.days)
        told = self.steps.setdefault(entry.days, [])
        if any(_is_again(self, entry, other) for other in told):
            return None
        beside = self._beside(entry)
        if any(_is_inviting(one) for one in beside):
            return None  # its words are those of an invitation, and so is its day
        owers = [one for one in beside if one.family == Commitment.family]
        found = _owed(owers) if owers else self._step(entry, {one.id for one in beside})
        if found is not None:
            told.append(entry)
        return found

    def _contact(self, entry: Entry, days: Days | None) -> _Told | None:
        """Return what became of a contact that was to be, None if that is known.

        days: When it was to be, as told last: nothing that was told before them counts.
        """
        if not _is_open(entry):
            return None
        possible = {
            sighting.body.status
            for sighting in entry.sightings
            if isinstance(sighting.body, Contact)
            and (days is None or (sighting.published or dt.date.max) >= days.start)
        }
        word = next((s for s in ("held", "ongoing", "cancelled", "denied") if s in possible), None)
        return _Told(f"possibly {word}" if word else _NOT_FOUND)

    def _beside(self, step: Entry) -> list[Entry]:
        """Return the live entries that share words of a report with a step."""
        new = self.new
        found: dict[str, Entry] = {}
        for mine in (new.seen[i] for i in new.groups[step.id].members):
            for i in new.of_report(mine.report):
                other, group = new.seen[i], new.groups_of[i]
                if group is not None and mine.start < other.end and other.start < mine.end:
                    found[group.name] = new.entries[group.name]
        return [one for one in found.values() if is_live(new, new.groups[one.id])]

    def _step(self, step: Entry, beside: Set[str]) -> _Told | None:
        contacts = [one for one in self._near(step) if one.id in beside or _is_of(self, step, one)]
        if any(one.sure for one in contacts):
            return None  # told as what became of the contact, or as one that fell due
        done = [one for one in contacts if not _is_open(one)]
        if not done:
            return _Told(_NOT_FOUND)
        best = next((one for one in done if _status(one) in ON), done[0])
        return _Told(f"possibly {best.status_line}", (best,))

    def _near(self, step: Entry) -> list[Entry]:
        """Return the contacts that share a day with a step; their claims stay closed."""
        days = step.days
        if days is None:
            return []
        every = (one for day in days.each() for one in self.on.get(day, ()))
        return list({one.id: one for one in every}.values())

    @cached_property
    def on(self) -> dict[dt.date, list[Entry]]:
        """The contacts of each day, oldest first."""
        found: dict[dt.date, list[Entry]] = {}
        for entry in self.new.live("contacts"):
            days = entry.days
            if days is not None and days.precision in {"day", "range"}:
                for day in days.each():
                    found.setdefault(day, []).append(entry)
        return found

    def parties(self, entry: Entry) -> frozenset[str]:
        """Return the parties that an entry concerns by name; "the ministers" may be anybody."""
        people = self.new.people
        seen = (self.new.seen[i] for i in self.new.groups[entry.id].members)
        every = {people.find(who) for one in seen for who in lines(one.who)}
        return frozenset(people.party(w) for w in every if not people.names.get(w, w).islower())


def _owed(owers: Sequence[Entry]) -> _Told | None:
    return None if any(one.sure for one in owers) else _Told(_OWED, (owers[0],))


def _is_inviting(entry: Entry) -> bool:
    last = entry.sightings[-1]
    return isinstance(last.body, Contact) and is_inviting(last.body, last.published)


def _is_open(contact: Entry) -> bool:
    return _status(contact) in {"planned", "proposed"}


def _status(entry: Entry) -> str:
    return (entry.status_line or "").split(" ")[0]


def _is_of(falling: _Falling, step: Entry, entry: Entry) -> bool:
    """Whether a contact is what a step of the same day announced."""
    claim = entry.claim
    if not isinstance(claim, Contact):
        return False
    words = bag(step.claim.main.text)
    if not words & _WORDS_OF.get(claim.kind, frozenset()):
        return False
    mine, theirs = falling.parties(step), falling.parties(entry)
    if not _can_be_same(mine, theirs):
        return False
    return _is_in(claim.place, step) or len(mine & theirs) > 1


def _is_in(place: str | None, step: Entry) -> bool:
    return place is not None and place.casefold() in step.claim.main.text.casefold()


def _can_be_same(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return mine <= theirs or theirs <= mine


def _is_again(falling: _Falling, step: Entry, other: Entry) -> bool:
    """Whether two steps of the same days are wordings of one."""
    if not _can_be_same(falling.parties(step), falling.parties(other)):
        return False
    mine, theirs = _telling(step), _telling(other)
    both = mine & theirs
    if both & _TO_MEET and both - _TO_MEET:
        return True
    return len(both) > 1 and len(both) >= _ALIKE * min(len(mine), len(theirs))


def _telling(step: Entry) -> frozenset[str]:
    """Return the words of a step but for those that give its day."""
    claim = step.claim
    given = claim.date_text if isinstance(claim, NextStep) else None
    return bag(claim.main.text) - bag(given or "")
