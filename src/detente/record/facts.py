"""What the record holds, as plain values: the hand-over from SQL to the pure modules."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from detente.model.dates import Precision
from detente.model.snapshot import Judgement
from detente.model.text import MARKS, Mark
from detente.record import packs
from detente.record.outlets import is_agency

# Families that are listed, and not summed up.
LISTED_ONLY = frozenset({"statements", "quantities"})
# Percent of the words of a passage that stood before, if nothing in it was changed.
_ALL = 100
# The number of the reading to which a claim belongs that no reader made.
ADDED = 0

# What sorts reports: day, moment, whether the outlet is no agency, retrieval, id.
Ordered = tuple[str, str, bool, str, str]


class Seen(NamedTuple):
    """One stored claim: the columns of the table of claims, its body still packed.

    reading: ADDED for a claim that the desk added.
    bodies: Those of its reading, packed. place: Which of them is its own.
    """

    claim: str
    family: str
    start: int
    end: int
    entry: str
    what: str
    core: str
    who: str
    speaker: str | None
    authority: str | None
    kind: str | None
    voice: str | None
    about: str | None
    topic: str | None
    condition: str | None
    first: str | None
    last: str | None
    precision: Precision | None
    told: str | None
    confidence: float
    entered: str
    reading: int
    report: str
    bodies: bytes
    place: int

    @property
    def body(self) -> str:
        """JSON of the whole claim."""
        return packs.unpack(self.bodies)[self.place]


class Printed(NamedTuple):
    """One stored report without its text."""

    id: str
    key: str
    outlet: str
    address: str | None
    title: str | None
    published: str | None
    published_at: str | None
    retrieved: str
    entered: str
    mark: Mark
    field: str | None

    @property
    def day(self) -> str:
        """Day that the as-of clock goes by: of publication, else of retrieval."""
        return self.published or self.retrieved[:10]

    @property
    def order(self) -> Ordered:
        """Sorts reports by publication; of one day by moment, agencies first, then retrieval, id.

        Of an agency and a paper of which no clock tells who was first, the agency was.
        """
        moment = self.published_at or ""
        return (self.day, moment, not is_agency(self.outlet), self.retrieved, self.id)


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the desk's log."""

    id: int
    at: dt.datetime
    by: str
    kind: str
    subject: str
    body: Mapping[str, Any]
    why: str | None
    mark: Mark
    undoes: int | None


class Named(NamedTuple):
    """How often one name was read for one actor of the register, with what was said of it."""

    actor: str
    name: str
    kind: str
    role: str | None
    acts_for: str | None
    party: str | None
    authority: str | None
    times: int


class Read(NamedTuple):
    """One reading of a report."""

    id: int
    report: str
    reader: str
    entered: str


class Pair(NamedTuple):
    """A report, and an earlier one from which it took words over.

    share: Of its words, 0-1. taken: JSON list of [start, end, start in the other, percent].
    """

    report: str
    other: str
    share: float
    taken: str

    @property
    def spans(self) -> tuple[tuple[int, int, int, int], ...]:
        """What was taken over: start, end, start in the other, percent; in order."""
        return _taken(self.taken)

    def stood(self, at: int) -> tuple[int, int] | None:
        """Return how many percent of the words at a code point stood in the other, and where."""
        for start, end, there, percent in self.spans:
            if start <= at < end:
                return percent, there
        return None


@lru_cache(maxsize=20_000)
def _taken(text: str) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((start, end, there, share) for start, end, there, share in json.loads(text))


class Revised(NamedTuple):
    """What became of an article's claims with one of its texts.

    before: The text before it. gone: Claims of that one whose words this one lacks. stand: Claims
    whose words it has, though it is not read so any more; JSON lists both.
    """

    report: str
    before: str
    silent: int
    gone: str
    stand: str


class Root(NamedTuple):
    """Where a claim came from, as far as its report says beside who said it.

    outlet: Whom its sentence names as having it first. occasion: Where and when it was said.
    """

    reading: int
    claim: str
    outlet: str | None
    occasion: str | None


@dataclass(frozen=True, slots=True)
class View:
    """What of the record is asked for.

    as_of: Reports published up to and including this day; None for all.
    known_by: Only what was entered by this moment; None for all.
    up_to: Highest mark that is included.
    """

    as_of: dt.date | None = None
    known_by: dt.datetime | None = None
    up_to: Mark = "public"

    def shows(self, mark: Mark) -> bool:
        """Whether a mark is within what was asked for."""
        return MARKS.index(mark) <= MARKS.index(self.up_to)

    def holds(self, report: Printed) -> bool:
        """Whether a report lies within both clocks."""
        return (self.as_of is None or report.day <= self.as_of.isoformat()) and (
            self.known_by is None or report.entered <= _asked(self.known_by)
        )


class _Stood(NamedTuple):
    """A passage of an earlier report, and how many percent of a later one's words stood there."""

    report: str
    at: int
    percent: int


@dataclass(frozen=True, slots=True)
class Library:
    """The reports within a view.

    reports: By id. current: Ids of those that no later revision replaces.
    previous: Report -> the revision before it. origins: Report -> first report with its text.
    readings: Report -> its newest reading.
    left_out: Number of reports above the mark.
    pairs: Report -> those from which it took words over, the earliest first; they may lie outside
    the view. instead: Of such reports, the first within it that took words over from them.
    articles: Report -> the first text of its article, where it is not the first.
    traced: What `origin` found so far; those of one view that go on from one another share it.
    moved: Reports that the library before had, whose words may be traced elsewhere now.
    """

    reports: Mapping[str, Printed]
    current: frozenset[str]
    previous: Mapping[str, str]
    origins: Mapping[str, str]
    readings: Mapping[str, Read]
    left_out: int
    pairs: Mapping[str, tuple[Pair, ...]] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    traced: dict[tuple[str, int], str] = field(default_factory=dict, compare=False, repr=False)
    moved: frozenset[str] = field(default=frozenset(), compare=False)

    def is_own(self, report: str) -> bool:
        """Whether a report is no copy of another article's text."""
        return self.origins[report] == report or report in self.previous

    def origin(self, report: str, at: int) -> str:
        """Return the first report in which the words stand that this one has at a code point."""
        known = self.traced.get((report, at))
        if known is None:
            known = self.traced[report, at] = self._origin(report, at)
        return known

    def is_reworded(self, report: str, at: int) -> bool:
        """Whether a passage was changed since the first report with its words."""
        before = self._before(report, at)
        if before is None:
            return False
        return before.percent < _ALL or self.is_reworded(before.report, before.at)

    def _before(self, report: str, at: int) -> _Stood | None:
        """Where most words of a passage stood before; the earliest of equals."""
        found = None
        for pair in self.pairs.get(report, ()):
            stood = pair.stood(at)
            if stood is not None and stood[0] > (found.percent if found else 0):
                found = _Stood(pair.other, stood[1], stood[0])
        return found

    def _origin(self, report: str, at: int) -> str:
        before = self._before(report, at)
        found = report if before is None else self.origin(before.report, before.at)
        if found in self.reports:
            return self.articles.get(found, found)
        return self.instead.get(found, report)


@dataclass(frozen=True, slots=True)
class State:
    """All that a snapshot is made from, before anything is folded.

    seen: Claims of the newest readings, in order of publication, then place in the text.
    extra: Claims of older readings that a judgement was made on, by claim id.
    added: Claims that the desk added, by claim id, with its word that they hold.
    roots: Where claims came from, by reading and claim, as far as their reports say.
    gone: Claim -> the later text of its article that lacks its words. stand: Claims whose words a
    current text has, though it is not read so any more. silent: Texts that were changed silently.
    """

    view: View
    library: Library
    seen: tuple[Seen, ...]
    named: tuple[Named, ...]
    actions: tuple[Action, ...]
    extra: Mapping[str, Seen] = field(default_factory=dict)
    notes: int = 0
    added: Mapping[str, Judgement] = field(default_factory=dict)
    roots: Mapping[tuple[int, str], Root] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    stand: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()


def moment(at: dt.datetime) -> str:
    """Return a moment as the record writes it: UTC, always with microseconds."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=64)
def _asked(at: dt.datetime) -> str:
    """As `moment`, for what is asked of every report."""
    return moment(at)


def lines(text: str) -> tuple[str, ...]:
    """Return the ids in a column that holds one a line."""
    return tuple(text.split("\n")) if text else ()


def by_report(seen: Iterable[Seen], first: int = 0) -> dict[str, list[int]]:
    """Return the indices of claims by report. first: Index of the first of them."""
    found: dict[str, list[int]] = {}
    for report, together in groupby(seen, attrgetter("report")):
        end = first + len(tuple(together))
        found.setdefault(report, []).extend(range(first, end))
        first = end
    return found
