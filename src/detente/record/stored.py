"""Entries whose claims are opened only when somebody looks at them.

A record of a hundred thousand claims gives a page of some forty lines: opening every claim for it
would take most of the time. These are entries and sightings like any other; a field that is not
there yet is made at first use, and stays.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from detente.model.claims import Claim
from detente.model.codec import claim_from_plain
from detente.model.snapshot import Entry, Held, Judgement, Relationship, Review, Sighting
from detente.record.facts import Printed, Seen
from detente.record.register import Placement

_set = object.__setattr__


class Beside(NamedTuple):
    """The judgements beside an entry: those within the mark, in order; how many lie above it."""

    judgements: tuple[Judgement, ...] = ()
    left_out: int = 0


class StoredSighting(Sighting):
    """A sighting that opens its claim when asked for `body`."""

    __slots__ = ("seen",)
    seen: Seen

    def __getattr__(self, name: str) -> Any:
        """Open the claim; every other name is wrong."""
        if name != "body":
            raise AttributeError(name)
        body = open_claim(self.seen.family, self.seen.body)
        _set(self, "body", body)
        return body


class StoredEntry(Entry):
    """An entry that makes its claim and its life of statuses when asked for them."""

    __slots__ = ("fill",)
    fill: Callable[[Entry, str], Any]

    def __getattr__(self, name: str) -> Any:
        """Make a field that was left for later; every other name is wrong."""
        if name not in LATER:
            raise AttributeError(name)
        value = self.fill(self, name)
        _set(self, name, value)
        return value


class StoredHeld(Held):
    """A stance in a cell that opens its claim when asked for `position`."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """Open the claim; every other name is wrong."""
        if name != "position":
            raise AttributeError(name)
        _set(self, "position", self.entry.sightings[0].body)
        return self.entry.sightings[0].body


LATER = frozenset(
    {"claim", "sightings", "origins", "outlets", "actors", "status_line", "statuses"}
)


def sighting(seen: Seen, report: Printed, origin: str) -> Sighting:
    """Return the sighting of a stored claim."""
    new = StoredSighting.__new__(StoredSighting)
    _set(new, "seen", seen)
    _set(new, "claim", seen.claim)
    _set(new, "report", seen.report)
    _set(new, "outlet", report.outlet)
    _set(new, "address", report.address)
    _set(new, "title", report.title)
    _set(new, "published", day(report.published) if report.published else None)
    _set(new, "origin", origin)
    _set(new, "entered", at(seen.entered))
    return new


def entry(
    fill: Callable[[Entry, str], Any],
    id_: str,
    family: str,
    *,
    review: Review,
    beside: Beside,
    placement: Placement | None,
    gone: bool,
) -> Entry:
    """Return an entry with the given fields; `fill` makes those of `LATER` when asked for."""
    new = StoredEntry.__new__(StoredEntry)
    _set(new, "fill", fill)
    _set(new, "id", id_)
    _set(new, "family", family)
    _set(new, "review", review)
    _set(new, "judgements", beside.judgements)
    _set(new, "judgements_left_out", beside.left_out)
    _set(new, "issue", placement.issue if placement else None)
    _set(new, "proposition", placement.proposition if placement else None)
    _set(new, "gone", gone)
    return new


def held(entry: Entry, since: dt.date, *, relationship: Relationship, before: str | None) -> Held:
    """Return a stance in a cell; its position is the claim of the entry's first sighting."""
    new = StoredHeld.__new__(StoredHeld)
    _set(new, "entry", entry)
    _set(new, "since", since)
    _set(new, "relationship", relationship)
    _set(new, "before", before)
    return new


def part(entry: Entry, sightings: tuple[Sighting, ...]) -> Entry:
    """Return an entry as far as some of its sightings go, so that its sources are theirs."""
    if len(sightings) == len(entry.sightings):
        return entry
    new = StoredEntry.__new__(StoredEntry)
    for name in Entry.__slots__:
        if name not in LATER:
            _set(new, name, getattr(entry, name))
    _set(new, "sightings", sightings)
    _set(new, "origins", len({s.origin for s in sightings}))
    _set(new, "outlets", len({s.outlet for s in sightings}))
    _set(
        new,
        "fill",
        lambda one, name: sightings[0].body if name == "claim" else getattr(entry, name),
    )
    return new


@lru_cache(maxsize=20_000)
def open_claim(family: str, body: str) -> Claim:
    """Return the claim that a column holds."""
    return claim_from_plain(family, json.loads(body))


@lru_cache(maxsize=20_000)
def day(text: str) -> dt.date:
    """Return the day that a column holds."""
    return dt.date.fromisoformat(text)


@lru_cache(maxsize=20_000)
def at(text: str) -> dt.datetime:
    """Return the moment that a column holds."""
    return dt.datetime.fromisoformat(text)
