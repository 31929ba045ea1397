"""Whose account of a contact is where: recognised from official texts and statements. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from detente.model.accounts import AccountPin
from detente.model.claims import Contact, Statement
from detente.model.rows import ReportRow
from detente.model.snapshot import ON, Entry, Party, Sighting, Snapshot
from detente.model.sources import BODIES
from detente.model.text import Evidence, Report, cite
from detente.views.papers.room import of_contact, party_of
from detente.views.signs import review_text
from detente.views.standstill import stems
from detente.views.words import cue_text, translated_text

# Days after a contact within which a side accounts for it; later words are looks back.
DAYS = 7
# Who accounts for a side: those whose word binds it, or who speak for it by office.
_OFFICIAL = frozenset({"principal", "official"})
_TEXTS = frozenset({"official_readout", "primary_text"})
# Of the name of an outlet that publishes for a government or body, not about it.
_BODIES = stems(" ".join(BODIES))
# Words of a text that speaks of a meeting.
_MEETING = stems("meeting meetings met talk talks round session negotiations")
_FEWEST_WORDS = 4
# A line that holds nothing but a place and a day says nothing of a contact.
_DATELINE = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*[ ,]+)*(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}),? \d{4}\W*"
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?![\s\"”’)]*(?:\s|$))[^.!?\n]*)*[.!?]*[\"”’)]*")

Basis = Literal["statement", "official text", "pinned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A sentence of an account.

    entry: Id of the statement, None for a sentence of a text. published, outlet, address: Of the
    report. translated: Whether the words are a translation, in words. cue: How it was said, where
    that says more than that it was: "denied". review: Who looked at the statement, in words.
    """

    words: Evidence
    entry: str | None
    speaker: str
    outlet: str
    published: dt.date | None
    address: str | None
    translated: str = ""
    cue: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one side officially says of a contact. points: In order of publication and text."""

    party: Party
    points: tuple[Point, ...]
    bases: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A sentence that a report tells of several sides at once: no side's own account."""

    parties: tuple[Party, ...]
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An official text that may be a side's account of a contact: the desk says whether it is."""

    party: Party
    row: ReportRow


# What a side says of a contact, and by what that is known for its account.
Told = tuple[Party, Point, Basis]


def told_on(
    snapshot: Snapshot,
    contact: Entry,
    statements: Iterable[Entry],
    *,
    texts: Mapping[str, Report],
    pins: Sequence[AccountPin] = (),
) -> tuple[Told, ...]:
    """Return what texts and statements say of a contact, by the side that says it.

    statements: Those of the record, as the snapshot. texts: Of the reports that
    `official_reports` names and of those that the desk pinned, by id. pins: What it said.
    """
    said, within = pinned(contact, pins), reports_on(snapshot, contact)
    sides = of_contact(snapshot, contact).inside
    return (
        *_of_texts(snapshot, contact, texts, said=said),
        *_of_statements(snapshot, statements, sides, within=within, said=said),
    )


def accounts(snapshot: Snapshot, contact: Entry, told: Sequence[Told]) -> tuple[Account, ...]:
    """Return each side's account of a contact, in the order in which the sides take part.

    told: What is said of the contact.
    """
    sides = of_contact(snapshot, contact).inside
    found: dict[str, dict[tuple[str, int], Point]] = {side.id: {} for side in sides}
    bases: dict[str, list[Basis]] = {side.id: [] for side in sides}
    shared = _shared(told)
    for side, point, basis in told:
        place = (point.words.report, point.words.start)
        if side.id in found and not (basis == "statement" and point.words in shared):
            found[side.id].setdefault(place, point)
            bases[side.id].append(basis)
    return tuple(
        Account(
            party=side,
            points=tuple(sorted(_apart(found[side.id].values()), key=_place)),
            bases=tuple(dict.fromkeys(bases[side.id])),
        )
        for side in sides
        if found[side.id]
    )


def together(told: Iterable[Told]) -> tuple[Together, ...]:
    """Return what reports tell of several sides at once, in order. told: As for `accounts`."""
    made = (Together(parties=sides, point=point) for sides, point in _shared(told).values())
    return tuple(sorted(made, key=lambda one: _place(one.point)))


def candidates(
    contact: Entry,
    inside: Sequence[Party],
    *,
    rows: Iterable[ReportRow],
    read: Callable[[str], Report],
    known: Set[tuple[str, str]],
) -> Iterator[Candidate]:
    """Yield official texts that may be a side's account, though no contact was read in them.

    They are of the side, of the days after the contact, speak of a meeting, and name its place or
    another side. rows: Reports of the record. read: Gives a report's text. known: Reports that are
    a party's account already, or are said not to be, each with the party's id.
    """
    first = _started(contact)
    last = max(first, contact.days.last if contact.days else first) + dt.timedelta(days=DAYS)
    near = [r for r in rows if r.published and first <= r.published <= last and not r.purged]
    official = [row for row in near if _BODIES & stems(row.outlet)]
    for side in inside:
        others = stems(" ".join(n for one in inside if one != side for n in one.names))
        place = contact.claim.place if isinstance(contact.claim, Contact) else None
        sought = others | stems(place or "")
        for row in official:
            if (row.id, side.id) in known or not stems(" ".join(side.names)) & stems(row.outlet):
                continue
            words = stems(read(row.id).text)
            if words & _MEETING and words & sought:
                yield Candidate(party=side, row=row)


def reports_on(snapshot: Snapshot, contact: Entry) -> frozenset[str]:
    """Return the reports that may hold accounts of a contact.

    They tell it as held, under way or denied, within a week; of several contacts in a report
    the latest is the one that its statements are about.
    """
    newest: dict[str, tuple[dt.date, str]] = {}
    for entry in snapshot.contacts:
        for sighting in entry.sightings:
            started = _started(entry)
            if _tells(sighting) and (started, entry.id) > newest.get(
                sighting.report, (dt.date.min, "")
            ):
                newest[sighting.report] = (started, entry.id)
    until = _started(contact) + dt.timedelta(days=DAYS)
    if contact.days is not None:
        until = max(until, contact.days.end + dt.timedelta(days=DAYS - 1))
    return frozenset(
        s.report
        for s in contact.sightings
        if newest.get(s.report, ("", ""))[1] == contact.id
        and (s.published is None or _started(contact) <= s.published <= until)
    )


def official_reports(snapshot: Snapshot, contact: Entry) -> dict[str, tuple[str, ...]]:
    """Return the reports whose whole text is a side's account, each with the ids of its sides."""
    within = reports_on(snapshot, contact)
    sides = of_contact(snapshot, contact).inside
    return {
        s.report: tuple(side.id for side in sides if _publishes(s, side))
        for s in contact.sightings
        if s.report in within and _is_official(s)
    }


def pinned(contact: Entry, pins: Iterable[AccountPin]) -> dict[tuple[str, str], bool]:
    """Return what the desk said of a contact: whether a report is a party's account, by ids."""
    own = {sighting.claim for sighting in contact.sightings}
    return {(p.report, p.party): p.counts for p in pins if own & set(p.claims)}


def sentences(report: Report) -> Iterator[Evidence]:
    """Yield the sentences of a text that have a verb's worth of words, headline left out."""
    for found in _SENTENCE.finditer(report.text):
        words = found.group().strip()
        if _DATELINE.fullmatch(words) or words == (report.title or "").strip():
            continue
        if len(words.split()) >= _FEWEST_WORDS:
            start = found.start() + found.group().index(words)
            yield cite(report, start, start + len(words))


def _shared(told: Iterable[Told]) -> dict[Evidence, tuple[tuple[Party, ...], Point]]:
    """Return the statements that are given to several sides alike, by their words."""
    found: dict[Evidence, tuple[tuple[Party, ...], Point]] = {}
    for side, point, basis in told:
        if basis == "statement":
            sides, first = found.get(point.words, ((), point))
            found[point.words] = (sides if side in sides else (*sides, side), first)
    return {words: one for words, one in found.items() if len(one[0]) > 1}


def _of_texts(
    snapshot: Snapshot,
    contact: Entry,
    texts: Mapping[str, Report],
    *,
    said: Mapping[tuple[str, str], bool],
) -> Iterator[Told]:
    official = official_reports(snapshot, contact)
    for key, report in texts.items():
        for side in of_contact(snapshot, contact).inside:
            if not said.get((key, side.id), side.id in official.get(key, ())):
                continue
            basis: Basis = "pinned" if (key, side.id) in said else "official text"
            for words in sentences(report):
                yield side, _point(words, report, side.name), basis


def _point(words: Evidence, report: Report, speaker: str) -> Point:
    return Point(
        words=words,
        entry=None,
        speaker=speaker,
        outlet=report.source.name,
        published=report.published,
        address=report.source.address,
    )


def _of_statements(
    snapshot: Snapshot,
    statements: Iterable[Entry],
    sides: Sequence[Party],
    *,
    within: frozenset[str],
    said: Mapping[tuple[str, str], bool],
) -> Iterator[Told]:
    people = {name: one for one in snapshot.parties for name in one.names}
    for entry in statements:
        if not isinstance(entry.claim, Statement):
            continue
        speaker = people.get(entry.claim.speaker)
        side = party_of(snapshot, entry.claim.speaker)
        if speaker is None or side is None or side not in sides or not _speaks(speaker, side):
            continue
        for sighting in entry.sightings:
            if sighting.report in within and said.get((sighting.report, side.id), True):
                point = Point(
                    words=sighting.body.main,
                    entry=entry.id,
                    speaker=speaker.name,
                    outlet=sighting.outlet,
                    published=sighting.published,
                    address=sighting.address,
                    translated=translated_text(sighting.body),
                    cue=cue_text(sighting.body),
                    review=review_text((entry,)),
                )
                yield side, point, "statement"


def _speaks(speaker: Party, side: Party) -> bool:
    return speaker.id == side.id or speaker.authority in _OFFICIAL or speaker.kind != "person"


def _is_official(sighting: Sighting) -> bool:
    return sighting.source_class in _TEXTS or bool(_BODIES & stems(sighting.outlet))


def _publishes(sighting: Sighting, side: Party) -> bool:
    named = stems(" ".join(side.names))
    return bool(named & stems(sighting.outlet))


def _tells(sighting: Sighting) -> bool:
    claim = sighting.body
    told = {one.status for one in claim.statuses} if isinstance(claim, Contact) else set()
    return isinstance(claim, Contact) and bool((told | {claim.status}) & {*ON, "denied"})


def _started(entry: Entry) -> dt.date:
    if entry.days is not None:
        return entry.days.start
    told = [s.published for s in entry.sightings if _tells(s) and s.published]
    return min(told, default=dt.date.min)


def _apart(points: Iterable[Point]) -> Iterator[Point]:
    """Yield points, but not one whose words stand within another of the same report."""
    every = list(points)
    for one in every:
        a = one.words
        if not any(
            other is not one
            and a.report == other.words.report
            and other.words.start <= a.start
            and a.end <= other.words.end
            and (a.end - a.start) < (other.words.end - other.words.start)
            for other in every
        ):
            yield one


def _place(point: Point) -> tuple[dt.date, str, int]:
    return (point.published or dt.date.max, point.words.report, point.words.start)
