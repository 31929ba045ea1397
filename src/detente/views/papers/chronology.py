"""chronology(): who met whom, when and where, on what, and what came of it; oldest first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.model.claims import Contact, Progress
from detente.model.snapshot import ON, Entry, Issue, Snapshot
from detente.views.brief.lines import Line
from detente.views.papers.choosing import issue_named, party_named, speaking_for, under
from detente.views.papers.paper import Paper, Part
from detente.views.phrases import base_text, date_text, enumerate_names, name_text, quote
from detente.views.signs import named, parted
from detente.views.standstill import stems
from detente.views.timeline import Happening, Told, happenings
from detente.views.words import LABELS, status_now

# Issues that a line names as its subject; the long form has all.
SUBJECTS = 2
# Share of an issue's telling words that a contact's own words must hold to be about it.
_SHARE = 0.5
CAVEATS = (
    "A subject that the sentence does not name is what the parties took a stance on in the same "
    "report; an outcome is what a report of the contact says of the talks as a whole. Both are "
    "inferences.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Which contacts are wanted; None for all.

    since, until: First and last day, both included. actor, issue: A name or an id.
    possible: Whether what is not sure is wanted too.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    actor: str | None = None
    issue: str | None = None
    possible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An issue that a contact was about. said: Whether its own words name it."""

    issue: str
    name: str
    said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A contact in a chronology.

    happening: Day, place, who, and what became of it. subjects: Those that its words name first.
    outcome: What reports of it say of the talks as a whole, or None.
    """

    happening: Happening
    subjects: tuple[Subject, ...]
    outcome: Entry | None


def chronology(snapshot: Snapshot, within: Within | None = None) -> Paper:
    """Return the contacts that were, oldest first, then those that lie ahead.

    Contacts without a day stand at the end, by the day on which they were first told of. What is
    known by its month alone counts as within a stretch of days that it shares one with.

    Errors: UnknownName for an actor or issue.
    """
    wanted = within or Within()
    found = events(snapshot, wanted)
    shown = [event for event in found if wanted.possible or event.happening.entry.sure]
    day = snapshot.as_of
    hidden = Counter(_part(e, day) for e in found) - Counter(_part(e, day) for e in shown)
    titles = {
        "was": "What lies behind: held, put off, or passed without word",
        "ahead": "What lies ahead",
        "undated": "Day not known",
    }
    none = "no contact was found that fits" if not shown else "none found that took place"
    return Paper(
        name="chronology",
        title=_title(snapshot, wanted),
        parts=tuple(
            Part(
                name=name,
                title=title,
                lines=tuple(map(_line, lines)),
                total=len(lines),
                possible=hidden[name],
                empty=f"{base_text(snapshot)}: {none}." if name == "was" else "",
            )
            for name, title in titles.items()
            for lines in [[event for event in shown if _part(event, day) == name]]
        ),
        snapshot=snapshot,
        caveats=CAVEATS,
    )


def events(snapshot: Snapshot, wanted: Within) -> tuple[Event, ...]:
    """Return the contacts that are wanted, sure or not, oldest first. Errors: UnknownName."""
    names = (
        speaking_for(snapshot, party_named(snapshot, wanted.actor))
        if wanted.actor is not None
        else None
    )
    issues = None
    if wanted.issue is not None:
        issues = under(snapshot, issue_named(snapshot, wanted.issue))
    outcomes = _outcomes(snapshot)
    told = _stances(snapshot)
    made = [
        Event(
            happening=one,
            subjects=_subjects(snapshot, one.entry, told),
            outcome=outcomes.get(one.entry.id),
        )
        for one in reversed(happenings(snapshot))
        if isinstance(one.entry.claim, Contact)
        and (names is None or bool(names & set(one.entry.actors)))
        and _inside(one.entry, wanted)
    ]
    kept = [e for e in made if issues is None or any(s.issue in issues for s in e.subjects)]
    return tuple(sorted(kept, key=_place))


def _inside(entry: Entry, wanted: Within) -> bool:
    days = entry.days
    first = days.start if days else entry.first_published
    last = days.last if days else entry.first_published
    if first is None or last is None:
        return wanted.since is None and wanted.until is None
    return (wanted.since is None or last >= wanted.since) and (
        wanted.until is None or first <= wanted.until
    )


def _place(event: Event) -> tuple[dt.date, str]:
    entry = event.happening.entry
    days = entry.days
    return (days.start if days else entry.first_published or dt.date.max, entry.id)


def _part(event: Event, as_of: dt.date) -> str:
    one = event.happening
    if one.days is None:
        return "undated"
    began = one.days.start <= as_of and any(told.status in ON for told in one.told)
    return "ahead" if one.weight == "ahead" and not began else "was"


def _subjects(
    snapshot: Snapshot, entry: Entry, told: dict[str, list[tuple[str, str]]]
) -> tuple[Subject, ...]:
    """Return the issues that a contact's words name, then those of its parties in its reports."""
    words = stems(" ".join(sighting.body.main.text for sighting in entry.sightings))
    said = [issue for issue in snapshot.issues if _names(issue, words)]
    reports = {sighting.report for sighting in entry.sightings}
    present = {one.id for one in snapshot.parties if one.name in entry.actors}
    beside = Counter(
        issue
        for report in reports
        for party, issue in told.get(report, ())
        if party in present and issue not in {one.id for one in said}
    )
    by_id = {issue.id: issue.name for issue in snapshot.issues}
    ordered = sorted(beside, key=lambda issue: (-beside[issue], by_id.get(issue, issue)))
    return (
        *(Subject(issue=issue.id, name=issue.name, said=True) for issue in said),
        *(Subject(issue=i, name=by_id[i], said=False) for i in ordered if i in by_id),
    )


def _names(issue: Issue, words: frozenset[str]) -> bool:
    telling = stems(issue.name)
    return bool(telling) and len(telling & words) > _SHARE * len(telling)


def _stances(snapshot: Snapshot) -> dict[str, list[tuple[str, str]]]:
    """Return for each report the parties that take a stance in it, each with the issue."""
    found: dict[str, list[tuple[str, str]]] = {}
    for standing in snapshot.standings:
        for held in (*standing.own, *standing.others, *standing.earlier):
            for sighting in held.entry.sightings:
                found.setdefault(sighting.report, []).append((standing.party, standing.issue))
    return found


def _outcomes(snapshot: Snapshot) -> dict[str, Entry]:
    """Return for each contact what its reports say of the talks as a whole.

    What a report says belongs to the latest contact that it tells to have taken place by the day
    of its publication.
    """
    newest: dict[str, Entry] = {}
    for entry in snapshot.contacts:
        if entry.days is None or status_now(entry) not in ON:
            continue
        for sighting in entry.sightings:
            before = newest.get(sighting.report)
            published = sighting.published or dt.date.max
            if entry.days.start <= published and (
                before is None or before.days is None or before.days.start < entry.days.start
            ):
                newest[sighting.report] = entry
    found: dict[str, Entry] = {}
    for said in _telling_first(snapshot.progress):
        for sighting in said.sightings:
            contact = newest.get(sighting.report)
            if contact is not None:
                found.setdefault(contact.id, said)
    return found


def _telling_first(progress: Iterable[Entry]) -> Sequence[Entry]:
    sure, _ = parted(progress)
    return sorted((e for e in sure if e.kind != "unclear"), key=_first)


def _first(entry: Entry) -> tuple[dt.date, str]:
    return (entry.first_published or dt.date.max, entry.id)


def _line(event: Event) -> Line:
    one = event.happening
    entries = (one.entry, event.outcome) if event.outcome else (one.entry,)
    claim = one.entry.claim
    lasted = isinstance(claim, Contact) and claim.duration_text
    lasts = f", {quote(lasted)}" if lasted else ""
    place = f" in {one.where}" if one.where else ""
    parts = [
        f"{one.what.removesuffix(lasts)} of {enumerate_names(one.who)}{place}{lasts}",
        f"without {enumerate_names(one.absent)}" if one.absent else "",
        _subject_text(event.subjects),
        _status_text(one),
        _outcome_text(event.outcome),
    ]
    words = "; ".join(filter(None, parts))
    return Line(head=_when(one), words=named(one.entry, words), entries=entries)


def _when(one: Happening) -> str:
    if one.days is not None:
        return one.when
    first = one.entry.first_published
    known = f"told on {date_text(first)}" if first else "undated"
    return known if one.when == "day not given" else f"{one.when}, {known}"


def _subject_text(subjects: Sequence[Subject]) -> str:
    said = [one.name for one in subjects if one.said]
    beside = [one.name for one in subjects if not one.said]
    if said:  # "the strait" says it where "close the strait" is named too
        short = [name for name in said if not any(_says(name, o) for o in said if o != name)]
        return f"on {enumerate_names(tuple(short[:SUBJECTS]))}"
    if not beside:
        return ""
    more = f" and {len(beside) - SUBJECTS} more" if len(beside) > SUBJECTS else ""
    return f"in the same reports: {', '.join(beside[:SUBJECTS])}{more}"


def _says(name: str, other: str) -> bool:
    """Whether a name holds another, as words: "the reward" does not say "war"."""
    return f" {other} " in f" {name} "


def _status_text(one: Happening) -> str:
    status = one.status
    if len(one.told) > 1:
        steps = " → ".join(map(_told_text, one.told))
        status = f"{status} ({steps})" if "(" not in status else f"{status}: {steps}"
    return f"{status}; day passed, {one.outcome}" if one.weight == "passed" else status


def _told_text(told: Told) -> str:
    status = f"possibly {told.status}" if told.possible else told.status
    tellers = tuple(name_text(name) for name in told.by if name != "narrator")
    return f"{status} per {enumerate_names(tellers)}" if tellers else status


def _outcome_text(outcome: Entry | None) -> str:
    if outcome is None or not isinstance(outcome.claim, Progress):
        return ""
    return f"outcome as reported: {LABELS[outcome.claim.label]}, {quote(outcome.claim.main.text)}"


def _title(snapshot: Snapshot, wanted: Within) -> str:
    since = f" from {date_text(wanted.since)}" if wanted.since else ""
    until = f" to {date_text(wanted.until)}" if wanted.until else ""
    of = f" of {party_named(snapshot, wanted.actor).name}" if wanted.actor is not None else ""
    on = f" on {issue_named(snapshot, wanted.issue).name}" if wanted.issue is not None else ""
    return f"Chronology of contacts{of}{on}{since}{until}, as of {date_text(snapshot.as_of)}"
