"""Entries whose claims are opened only when somebody looks at them.

A record of a hundred thousand claims gives a page of some forty lines: opening every claim for it
would take most of the time. These are entries and sightings like any other; a field that is not
there yet is made at first use, and stays.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from detente.model.claims import Claim
from detente.model.codec import claim_from_plain
from detente.model.dates import Days, Precision
from detente.model.snapshot import Change, Entry, Held, Relationship, Sighting
from detente.model.sources import SourceClass
from detente.record import packs
from detente.record.facts import Printed, Seen

_set = object.__setattr__
_ONE_DAY = dt.timedelta(days=1)
# As it stands in the JSON of a position whose move it is.
_WITHDRAWS = '"withdraws"'


class Fill(Protocol):
    """What makes the fields of an entry."""

    def __call__(self, entry: Entry, name: str) -> Any:
        """Return the value of a field."""

    def opened(self) -> Claim:
        """Return the claim of the first sighting."""

    def body(self) -> str:
        """Return the same, unopened: its JSON."""

    def is_sure(self) -> bool:
        """Return whether it is shown as fact."""

    def first_published(self) -> dt.date | None:
        """Return the day of the earliest dated report."""

    def last_published(self) -> dt.date | None:
        """Return the day of the latest dated report."""


class StoredSighting(Sighting):
    """A sighting that opens its claim when asked for `body`."""

    __slots__ = ("seen",)
    seen: Seen

    def __getattr__(self, name: str) -> Any:
        """Open the claim; every other name is wrong."""
        if name != "body":
            raise AttributeError(name)
        body = open_claim(self.seen)
        _set(self, "body", body)
        return body


class StoredEntry(Entry):
    """An entry that makes everything but its id and family when asked for it."""

    __slots__ = ("fill", "seen")
    fill: Fill
    seen: Seen  # the claim that stands for it

    def __getattr__(self, name: str) -> Any:
        """Make a field that was left for later; every other name is wrong."""
        if name not in LATER:
            raise AttributeError(name)
        value = self.fill(self, name)
        _set(self, name, value)
        return value

    @property
    def sure(self) -> bool:
        """As its claims are; lists ask it of every line."""
        return self.fill.is_sure()

    @property
    def kind(self) -> str | None:
        """As the column holds it."""
        return self.seen.kind

    @property
    def confidence(self) -> float:
        """As the column holds it."""
        return self.seen.confidence

    @property
    def days(self) -> Days | None:
        """As the columns hold them."""
        seen = self.seen
        if seen.precision is None or seen.first is None or seen.last is None:
            return None
        return _days(seen.first, seen.last, seen.precision)

    @property
    def is_conditional(self) -> bool:
        """Whether the column holds a condition."""
        return self.seen.condition is not None

    @property
    def first_published(self) -> dt.date | None:
        """By the reports alone, its sightings unmade."""
        return self.fill.first_published()

    @property
    def last_published(self) -> dt.date | None:
        """By the reports alone, its sightings unmade."""
        return self.fill.last_published()


class StoredHeld(Held):
    """A stance in a cell that opens its claim when asked for `position`."""

    __slots__ = ("taken_back",)
    entry: StoredEntry
    taken_back: bool  # it is asked of every stance by every page

    def __getattr__(self, name: str) -> Any:
        """Open the claim, or look whether it withdraws; every other name is wrong."""
        if name == "position":
            value: Any = self.entry.fill.opened()
        elif name == "taken_back":
            value = _WITHDRAWS in self.entry.fill.body() and super().withdraws
        else:
            raise AttributeError(name)
        _set(self, name, value)
        return value

    @property
    def withdraws(self) -> bool:
        """As its claim says, which is opened only if it holds the word: few do."""
        return self.taken_back


class StoredChange(Change):
    """A change that opens its entry's claim when asked for `text`."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """Open the claim; every other name is wrong."""
        if name != "text":
            raise AttributeError(name)
        text = self.entry.claim.main.text
        _set(self, "text", text)
        return text


class Whence(NamedTuple):
    """Where a sighting comes from, and whether its words still stand; as in `Sighting`."""

    root: str | None
    source_class: SourceClass
    withdrawn: str | None
    reworded: bool


LATER = frozenset(Entry.__slots__) - {"id", "family"}
# What makes an entry and fills its slots, looked up once: there are tens of thousands.
_bare = object.__new__
_set_id, _set_family, _set_fill, _set_seen = (
    getattr(StoredEntry, name).__set__ for name in ("id", "family", "fill", "seen")
)


def sighting(seen: Seen, report: Printed, origin: Printed, *, traced: Whence) -> Sighting:
    """Return the sighting of a stored claim. origin: The first report with its words."""
    new = StoredSighting.__new__(StoredSighting)
    _set(new, "seen", seen)
    _set(new, "claim", seen.claim)
    _set(new, "report", seen.report)
    _set(new, "outlet", report.outlet)
    _set(new, "address", report.address)
    _set(new, "title", report.title)
    _set(new, "published", day(report.published) if report.published else None)
    _set(new, "origin", origin.id)
    _set(new, "entered", at(seen.entered))
    is_carried = origin.outlet != report.outlet
    _set(new, "carried_from", origin.outlet if is_carried else None)
    _set(new, "root", traced.root)
    _set(new, "reworded", is_carried and traced.reworded)
    _set(new, "source_class", traced.source_class)
    _set(new, "withdrawn", day(traced.withdrawn) if traced.withdrawn else None)
    return new


def entry(id_: str, seen: Seen, fill: Fill) -> Entry:
    """Return an entry; `fill` makes its other fields when they are asked for.

    seen: The claim that stands for it.
    """
    new: StoredEntry = _bare(StoredEntry)
    _set_fill(new, fill)
    _set_id(new, id_)
    _set_family(new, seen.family)
    _set_seen(new, seen)
    return new


def new(entry: Entry) -> Change:
    """Return the change that an entry is there that was not before; its text are its words."""
    made = StoredChange.__new__(StoredChange)
    _set(made, "kind", "new")
    _set(made, "family", entry.family)
    _set(made, "entry", entry)
    _set(made, "before", None)
    _set(made, "after", None)
    _set(made, "basis", (entry.id,))
    return made


def held(
    entry: Entry, since: dt.date | None, *, relationship: Relationship, before: str | None
) -> Held:
    """Return a stance in a cell; its position is the claim of the entry's first sighting."""
    new = StoredHeld.__new__(StoredHeld)
    _set(new, "entry", entry)
    _set(new, "since", since)
    _set(new, "relationship", relationship)
    _set(new, "before", before)
    return new


def open_claim(seen: Seen) -> Claim:
    """Return the whole of a stored claim."""
    return claim_at(seen.family, seen.bodies, seen.place)


# Pages of a record of 10,000 reports open 25,000; of fewer kept, each page would open all anew.
@lru_cache(maxsize=50_000)
def claim_at(family: str, bodies: bytes, place: int) -> Claim:
    """Return the claim that stands at a place among packed bodies."""
    return claim_from_plain(family, json.loads(packs.unpack(bodies)[place]))


@lru_cache(maxsize=20_000)
def day(text: str) -> dt.date:
    """Return the day that a column holds."""
    return dt.date.fromisoformat(text)


@lru_cache(maxsize=20_000)
def _days(first: str, last: str, precision: Precision) -> Days:
    return Days(day(first), day(last) + _ONE_DAY, precision)


@lru_cache(maxsize=20_000)
def at(text: str) -> dt.datetime:
    """Return the moment that a column holds."""
    return dt.datetime.fromisoformat(text)
