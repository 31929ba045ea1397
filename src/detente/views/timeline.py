"""Contacts and next steps in time: who met whom, from planned to held or denied, by month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from detente.model.claims import Contact, NextStep
from detente.model.dates import Days, month
from detente.model.inviting import is_inviting
from detente.model.snapshot import OFF, ON, Entry, Party, Snapshot
from detente.model.vocabulary import ContactKind, Status
from detente.views.ongoing import standing_text
from detente.views.phrases import MONTHS, days_text, enumerate_names, name_text, quote
from detente.views.steps import step_text
from detente.views.words import say, status_now

STEP: Literal["step"] = "step"
STATUSES: tuple[Status, ...] = get_args(Status)
KINDS: tuple[ContactKind | Literal["step"], ...] = (*get_args(ContactKind), STEP)
# How a contact stands to the day on which one looks: it is over, lies ahead, its day is past and
# nobody says what became of it, or no day is known.
Weight = Literal["over", "ahead", "passed", "undated"]
NOT_FOUND, NOT_SURE = "outcome not found", "outcome not sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which contacts and steps are wanted; None for all.

    party: Register id; those who speak for it count as it. kind: A kind of contact, or "step".
    status: Of contacts; a step counts as planned. possible: Whether what is not sure counts too.
    """

    party: str | None = None
    kind: str | None = None
    status: str | None = None
    day: dt.date | None = None
    possible: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """A status of a contact: who told it ("narrator" is a report), first on which day.

    possible: Whether only claims that are not sure say so, of a contact that is.
    """

    status: str
    by: tuple[str, ...]
    on: dt.date | None
    possible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A contact or step in time.

    told: What became of it, in the order of publication, each status once by each. what: In a
    few words, without who, where and when. days: None if no day is known. outcome: Of what is
    passed, whether anything possible tells what became of it, in words; else "".
    """

    entry: Entry
    what: str
    who: tuple[str, ...]
    absent: tuple[str, ...]
    where: str | None
    days: Days | None
    when: str
    status: str
    weight: Weight
    told: tuple[Told, ...]
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The happenings of a month, newest first. key: "2031-03", "2031" or "" if no day is known."""

    key: str
    title: str
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a month's calendar. happenings: Those on it. inside: Whether it is of the month."""

    date: dt.date
    inside: bool
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """A month as weeks of seven days, Monday first."""

    key: str
    title: str
    weeks: tuple[tuple[Day, ...], ...]


def narrowed(snapshot: Snapshot, wanted: Wanted) -> Snapshot:
    """Return a snapshot with those contacts and next steps alone that are wanted.

    What is owed has neither kind nor status: it stays where none is asked for.
    """
    names = _names(snapshot, wanted.party)

    def is_there(entry: Entry) -> bool:  # nothing is opened that is not asked about
        return (
            (wanted.possible or entry.sure)
            and (wanted.day is None or _on(entry.days, wanted.day))
            and (names is None or bool(names & set(entry.actors)))
        )

    def fits(entry: Entry) -> bool:
        return (
            is_there(entry)
            and wanted.kind in (None, _kind(entry, wanted))
            and wanted.status in (None, _status(entry, wanted))
        )

    return replace(
        snapshot,
        contacts=tuple(filter(fits, snapshot.contacts)),
        next_steps=tuple(filter(fits, snapshot.next_steps)),
        commitments=tuple(filter(is_there, snapshot.commitments))
        if wanted.kind is None and wanted.status is None
        else (),
    )


def meeting_parties(snapshot: Snapshot) -> tuple[Party, ...]:
    """Return those who take part in contacts and steps, the most often first.

    Who speaks for a party of the register stands under its name.
    """
    by_name = {party.name: party for party in snapshot.parties}
    times: Counter[str] = Counter()
    for entry in (*snapshot.contacts, *snapshot.next_steps):
        present = {by_name[name] for name in entry.actors if name in by_name}
        times.update({by_name.get(p.acts_for or "", p).id for p in present})
    found = [party for party in snapshot.parties if times[party.id]]
    return tuple(sorted(found, key=lambda party: (-times[party.id], party.name)))


def happenings(snapshot: Snapshot) -> tuple[Happening, ...]:
    """Return contacts and next steps, newest first; those without a day at the end."""
    return tuple(happening(entry, snapshot.as_of) for entry in in_time(snapshot))


def in_time(snapshot: Snapshot) -> tuple[Entry, ...]:
    """Return the entries of contacts and next steps in the order of `happenings`, unopened."""
    every = (*snapshot.contacts, *snapshot.next_steps)
    return tuple(sorted(every, key=_place, reverse=True))


def is_exact(days: Days | None) -> bool:
    """Whether something has its place in a calendar: on a day, or within a few."""
    return days is not None and days.precision in {"day", "range"}


def stretches(ordered: Iterable[Happening]) -> tuple[Stretch, ...]:
    """Return happenings by month, in their order; what is known by its year alone after them."""
    by_key: dict[str, list[Happening]] = {}
    for one in ordered:
        by_key.setdefault(_key(one.days), []).append(one)
    return tuple(
        Stretch(key=key, title=_title(key), happenings=tuple(found))
        for key, found in by_key.items()
    )


def month_page(every: Iterable[Happening], year: int, number: int) -> MonthPage:
    """Return a month's calendar with what is known to be on each of its days."""
    dated = [one for one in every if is_exact(one.days)]
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    return MonthPage(
        key=f"{year:04d}-{number:02d}",
        title=days_text(month(year, number)),
        weeks=tuple(
            tuple(
                Day(
                    date=date,
                    inside=date.month == number,
                    happenings=tuple(one for one in dated if one.days and one.days.holds(date)),
                )
                for date in week
            )
            for week in weeks
        ),
    )


def _names(snapshot: Snapshot, key: str | None) -> set[str] | None:
    """Return the names of a party and of those who speak for it, None for no party."""
    if key is None:
        return None
    name = next((party.name for party in snapshot.parties if party.id == key), None)
    return {p.name for p in snapshot.parties if p.id == key or (name and p.acts_for == name)}


def _on(days: Days | None, day: dt.date) -> bool:
    return days is not None and is_exact(days) and days.holds(day)


def _kind(entry: Entry, wanted: Wanted) -> str | None:
    if wanted.kind is None:
        return None
    claim = entry.claim
    return claim.kind if isinstance(claim, Contact) else STEP


def _status(entry: Entry, wanted: Wanted) -> str | None:
    return None if wanted.status is None else status_now(entry) or "planned"


def happening(entry: Entry, as_of: dt.date) -> Happening:
    """Return what a contact or next step says, as of a day."""
    claim, days = entry.claim, entry.days
    if not isinstance(claim, Contact):
        weight = _weight(days, as_of, open_=True)
        who = claim.who if isinstance(claim, NextStep) else ()
        text = claim.date_text if isinstance(claim, NextStep) else None
        return Happening(
            entry=entry,
            what=step_text(claim) if isinstance(claim, NextStep) else say(entry),
            who=tuple(map(name_text, who)),
            absent=(),
            where=None,
            days=days,
            when=_when(days, text),
            status="due",
            weight=weight,
            told=(),
            outcome=NOT_FOUND if weight == "passed" else "",
        )
    present = [p for p in claim.participants if p.role != "absent"]
    aside = {"mediator", "host", "observer"}
    weight = _weight(days, as_of, open_=is_open(entry))
    return Happening(
        entry=entry,
        what=_kind_text(claim),
        who=tuple(
            name_text(p.name) + (f" ({p.role})" if p.role in aside else "") for p in present
        ),
        absent=tuple(name_text(p.name) for p in claim.participants if p.role == "absent"),
        where=claim.place,
        days=days,
        when=_when(days, claim.date_text),
        status=standing_text(entry) or claim.status,
        weight=weight,
        told=_told(entry),
        outcome=outcome_text(entry) if weight == "passed" else "",
    )


def is_open(contact: Entry) -> bool:
    """Whether nothing sure says what became of a contact; of an invitation nothing need."""
    claim = contact.claim
    if isinstance(claim, Contact) and is_inviting(claim, contact.last_published):
        return False
    return status_now(contact) not in ON | OFF


def outcome_text(contact: Entry) -> str:
    """Return whether anything that is not sure says what became of a contact, in words."""
    became = any(told.possible and told.status in ON | OFF for told in _told(contact))
    return NOT_SURE if became else NOT_FOUND


def _kind_text(claim: Contact) -> str:
    kind = (
        f"{claim.format} {claim.kind}" if claim.format in {"indirect", "written"} else claim.kind
    )
    return f"{kind}, {quote(claim.duration_text)}" if claim.duration_text else kind


def _when(days: Days | None, words: str | None) -> str:
    if days:
        return days_text(days)
    return quote(words) if words else "day not given"


def _weight(days: Days | None, as_of: dt.date, *, open_: bool) -> Weight:
    """open_: Whether nobody said yet what became of it."""
    if days is None:
        return "undated" if open_ else "over"
    if days.start > as_of:
        return "ahead"
    if not open_:
        return "over"
    return "passed" if days.end <= as_of else "ahead"


def _told(entry: Entry) -> tuple[Told, ...]:
    found: list[Told] = []
    seen: set[tuple[str, str]] = set()
    sure = {one.status for one in entry.statuses}
    for sighting in entry.sightings:
        claim = sighting.body
        if not isinstance(claim, Contact):
            continue
        given = [(s.status, s.by) for s in claim.statuses] or [(claim.status, claim.reported_by)]
        for status, by in given:
            if (status, by) in seen:
                continue
            seen.add((status, by))
            if found and found[-1].status == status:
                found[-1] = replace(found[-1], by=(*found[-1].by, by))
            else:
                possible = bool(sure) and status not in sure
                found.append(Told(status, (by,), sighting.published, possible))
    return tuple(found)


def _place(entry: Entry) -> tuple[bool, dt.date, bool, dt.date, str]:
    days = entry.days
    told = entry.last_published or dt.date.min
    if days is None:
        return (False, dt.date.min, False, told, entry.id)
    return (True, days.start, is_exact(days), told, entry.id)


def _key(days: Days | None) -> str:
    if days is None:
        return ""
    return f"{days.start.year:04d}" if days.precision == "year" else days.start.isoformat()[:7]


def _title(key: str) -> str:
    if not key:
        return "Day not given"
    year, _, number = key.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if number else f"{year}, month not given"


def who_text(one: Happening) -> str:
    """Return who takes part, and who is said to have stayed away."""
    away = f", without {enumerate_names(one.absent)}" if one.absent else ""
    return f"{enumerate_names(one.who)}{away}" if one.who or one.absent else ""
