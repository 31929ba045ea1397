"""What each section of the brief says, most telling first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain, islice, zip_longest

from detente.model.claims import Contact, NextStep, Progress, Proposal, Stage
from detente.model.findings import Finding, Row
from detente.model.snapshot import OFF, ON, Change, Delta, Entry, Snapshot
from detente.views.brief.lines import MOST, Brief, Line, Section
from detente.views.brief.stances import agreed_lines, stance_section
from detente.views.words import (
    LABELS,
    STANCES,
    contact_name,
    date_text,
    many,
    moment_text,
    name_text,
    quote,
    say,
)

AGREED: frozenset[Stage] = frozenset(
    {"agreed_in_principle", "initialled", "signed", "ratified", "in_force"}
)
# What is new if nobody says since when: a week, the rhythm of a brief.
NEW_DAYS = 7
# What was goes before what is due on the page, whatever their numbers.
_PAST = 1_000_000
_CHANGES = ("changed", "contradicted", "resolved", "fallen_due", "new")


def make_brief(snapshot: Snapshot, delta: Delta | None, findings: Iterable[Finding]) -> Brief:
    """Return the brief with every line that could be on it; `page.fit` chooses what is shown."""
    rows = {finding.method: finding.rows for finding in findings}
    entries = {entry.id: entry for entry in every_entry(snapshot)}
    blocks = _resolved(rows.get("blocks", ()), entries)
    prospects = _resolved(rows.get("forecasts", ()), entries)
    return Brief(
        title=f"Where the talks stand on {date_text(snapshot.as_of)}",
        snapshot=snapshot,
        sections=(
            _stand(snapshot, blocks),
            _new(snapshot, delta, entries.values()),
            stance_section(snapshot),
            _blocks(blocks),
            _agreed(snapshot),
            _contacts(snapshot),
            _told("unknowns", "Open questions", newest_first(snapshot.unknowns)),
            _told(
                "assessments",
                "Forecasts with their conditions",
                [basis[0] for _, basis in prospects],
            ),
        ),
    )


def every_entry(snapshot: Snapshot) -> Iterable[Entry]:
    """Yield every entry of a snapshot, those in cells and refusals too."""
    for standing in snapshot.standings:
        for held in (*standing.own, *standing.others, *standing.earlier):
            yield held.entry
    yield from (refusal.entry for refusal in snapshot.refusals)
    yield from chain(
        snapshot.tray,
        snapshot.contacts,
        snapshot.proposals,
        snapshot.sticking_points,
        snapshot.assessments,
        snapshot.next_steps,
        snapshot.unknowns,
        snapshot.progress,
        snapshot.relations,
    )


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by last day of publication, newest first, undated last, ties by id."""
    return sorted(
        sorted(entries, key=lambda entry: entry.id),
        key=lambda entry: entry.last_published or dt.date.min,
        reverse=True,
    )


_Resolved = list[tuple[Row, tuple[Entry, ...]]]


def _resolved(rows: Iterable[Row], entries: dict[str, Entry]) -> _Resolved:
    """Return the rows whose entries the snapshot holds, with these entries."""
    return [
        (row, tuple(entries[key] for key in row.basis))
        for row in rows
        if row.basis and all(key in entries for key in row.basis)
    ]


def _told(name: str, title: str, entries: Sequence[Entry]) -> Section:
    lines = tuple(Line(words=say(entry), entries=(entry,)) for entry in entries[:MOST])
    return Section(name=name, title=title, lines=lines, total=len(entries), command=f"list {name}")


def _stand(snapshot: Snapshot, blocks: _Resolved) -> Section:
    lines = (_progress(snapshot), _last_and_next(snapshot), _opposed(snapshot, blocks))
    return Section(name="stand", title="Where things stand", lines=lines, total=len(lines))


def _progress(snapshot: Snapshot) -> Line:
    latest = newest_first(snapshot.progress)
    if not latest:
        return Line(words=f"{_base(snapshot)}: none says how the talks as a whole stand.")
    last = latest[0].last_published
    of_day = [entry for entry in latest if entry.last_published == last]
    labels = {e.claim.label: e for e in reversed(of_day) if isinstance(e.claim, Progress)}
    if len(labels) == 1:
        words = f"{LABELS[next(iter(labels))]}, {quote(of_day[0].claim.main.text)}"
        return Line(
            words=f"The latest word on the talks as a whole, of {date_text(last)}: {words}.",
            entries=tuple(of_day),
        )
    told = ", ".join(f"{LABELS[k]} ({e.sightings[-1].outlet})" for k, e in sorted(labels.items()))
    return Line(
        words=f"Reports of {date_text(last)} differ on the talks as a whole: {told}.",
        entries=tuple(labels[k] for k in sorted(labels)),
    )


def _last_and_next(snapshot: Snapshot) -> Line:
    took_place = [entry for entry in snapshot.contacts if _status(entry) in ON]
    due = [entry for entry in snapshot.contacts if _is_due(entry, snapshot.as_of)]
    last = max(took_place, key=lambda e: (_held_on(e), e.id), default=None)
    coming = min(due, key=lambda e: (_due_on(e), e.id), default=None)
    if last is None and coming is None:
        return Line(words=f"{_base(snapshot)}: no contact found that took place or is due.")
    parts = (
        f"Last contact: {_contact(last)}" if last else "No contact found that took place",
        f"next: {_contact(coming)}" if coming else "no next one found",
    )
    return Line(
        words=f"{'; '.join(parts)}.", entries=tuple(entry for entry in (last, coming) if entry)
    )


def _opposed(snapshot: Snapshot, blocks: _Resolved) -> Line:
    pairs = [(row, basis) for row, basis in blocks if row.cells[0] == "opposed stances"]
    if not pairs:
        return Line(words=f"{_base(snapshot)}: no two parties' own words oppose each other.")
    number = len({row.cells[1:3] for row, _ in pairs})
    row, basis = pairs[0]
    sides = _sides(row)
    return Line(
        words=f"The parties' own words oppose each other on {many(number, 'proposition')}"
        f"{', most recently' if number > 1 else ''}: {sides} {quote(str(row.cells[2]))}.",
        entries=basis,
    )


def _sides(row: Row) -> str:
    """Return who opposes whom: "Norland demands and Sudmark rejects"."""
    _, _, _, party, stance, condition, other, against, *_ = (str(cell or "") for cell in row.cells)
    terms = f" {quote(condition)}" if condition else ""
    return f"{party} {STANCES[stance]}{terms} and {other} {STANCES[against]}"


def _new(snapshot: Snapshot, delta: Delta | None, entries: Iterable[Entry]) -> Section:
    if delta is None:
        first = snapshot.as_of - dt.timedelta(days=NEW_DAYS)
        fresh = [e for e in entries if e.first_published and e.first_published > first]
        made = _told("new", f"What is new since {date_text(first)}", newest_first(fresh))
        return Section(
            name=made.name,
            title=made.title,
            lines=made.lines,
            total=made.total,
            command=f"changes --since {first}",
        )
    changes = sorted(delta.changes, key=lambda change: _CHANGES.index(change.kind))
    return Section(
        name="new",
        title=f"What is new since {moment_text(delta.since)}",
        lines=tuple(_change(change) for change in changes[:MOST]),
        total=len(changes),
        command=f"changes --since {delta.since}",
    )


def _change(change: Change) -> Line:
    words = change.text
    if change.before and change.after:
        words = f"{words}: {change.before} → {change.after}"
    return Line(head=change.kind.replace("_", " "), words=words, entries=(change.entry,))


def _blocks(blocks: _Resolved) -> Section:
    lines = []
    for row, basis in blocks[:MOST]:
        kind, issue, proposition, by = (str(cell) for cell in row.cells[:4])
        if kind == "named obstacle":
            words = f"{issue}, named as an obstacle by {name_text(by)}"
        else:
            words = f"{proposition}: {_sides(row)}"
        lines.append(Line(words=words, entries=basis))
    return Section(
        name="blocks",
        title="What blocks",
        lines=tuple(lines),
        total=len(blocks),
        command="list sticking-points",
    )


def _agreed(snapshot: Snapshot) -> Section:
    proposals = [
        entry
        for entry in newest_first(snapshot.proposals)
        if isinstance(entry.claim, Proposal) and entry.claim.stage in AGREED
    ]
    whole = [
        entry
        for entry in newest_first(snapshot.progress)
        if isinstance(entry.claim, Progress) and entry.claim.label == "agreement"
    ]
    lines = [
        *(Line(words=say(entry), entries=(entry,)) for entry in proposals),
        *agreed_lines(snapshot),
        *(Line(words=say(entry), entries=(entry,)) for entry in whole),
    ]
    return Section(
        name="agreed",
        title="What was agreed",
        lines=tuple(lines[:MOST]),
        total=len(lines),
        command="list proposals",
    )


def _contacts(snapshot: Snapshot) -> Section:
    """Return what is due, soonest first, and what was, newest first, in turn."""
    due = [e for e in (*snapshot.contacts, *snapshot.next_steps) if _is_due(e, snapshot.as_of)]
    past = [e for e in snapshot.contacts if not _is_due(e, snapshot.as_of)]
    due.sort(key=lambda entry: (_due_on(entry), entry.id))
    past.sort(key=lambda entry: (_held_on(entry), entry.id), reverse=True)
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
        total=len(due) + len(past),
        command="list contacts",
    )


def _past(entry: Entry, index: int) -> Line:
    return Line(
        head="" if _status(entry) in ON | OFF else "day passed, outcome not found",
        words=say(entry),
        entries=(entry,),
        place=index - _PAST,
    )


def _status(entry: Entry) -> str:
    return entry.claim.status if isinstance(entry.claim, Contact) else ""


def _is_due(entry: Entry, as_of: dt.date) -> bool:
    """Whether a contact or step lies ahead; without a date it does."""
    claim = entry.claim
    if isinstance(claim, Contact) and claim.status not in {"planned", "proposed"}:
        return False
    days = claim.days if isinstance(claim, Contact | NextStep) else None
    return days is None or days.end > as_of


def _held_on(entry: Entry) -> dt.date:
    days = entry.claim.days if isinstance(entry.claim, Contact) else None
    return days.start if days else entry.last_published or dt.date.min


def _due_on(entry: Entry) -> dt.date:
    days = entry.claim.days if isinstance(entry.claim, Contact | NextStep) else None
    return days.start if days else dt.date.max


def _contact(entry: Entry) -> str:
    claim = entry.claim
    name = contact_name(claim) if isinstance(claim, Contact) else say(entry)
    return f"{name}, {entry.status_line or _status(entry)}"


def _base(snapshot: Snapshot) -> str:
    coverage = snapshot.coverage
    return f"{many(coverage.reports, 'report')} of {many(coverage.outlets, 'outlet')}"
