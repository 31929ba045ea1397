"""What each section of the brief says, most telling first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from detente.model.claims import Position, Proposal
from detente.model.findings import Finding, Row
from detente.model.snapshot import Change, Delta, Entry, Snapshot
from detente.model.vocabulary import Stage
from detente.views.announced import without_announced
from detente.views.brief.contacts import contact_section, due_entries, last_and_next
from detente.views.brief.lines import MOST, Brief, Line, Section
from detente.views.brief.owed import owed_sections
from detente.views.brief.stances import agreed_lines, perhaps_over, stance_section
from detente.views.declined import declined_text, decliner, folded, is_declined
from detente.views.phrases import base_text, date_text, many, moment_text, quote
from detente.views.signs import is_reviewed, parted, sure_or_all
from detente.views.words import LABELS, change_text, quote_terms, say

# That a text is wanting, whatever stage was read of it beside.
_MISSING = re.compile(
    r"\b(elusive|out of reach|far off|a long way off|not in sight|nowhere in sight)\b"
    r"|\b(not|never) (yet )?(been )?(reached|agreed|signed|concluded|struck|made|there|done)\b",
    re.IGNORECASE,
)
AGREED: frozenset[Stage] = frozenset(
    {"agreed_in_principle", "initialled", "signed", "ratified", "in_force"}
)
# Words on the talks as a whole that end what was said before.
_ENDED = frozenset({"agreement", "breakthrough", "breakdown"})
# What is new if nobody says since when: a week, the rhythm of a brief.
NEW_DAYS = 7
# What is new comes in this order; "" is everything else.
_TELLING = (
    *("progress", "positions", "proposals", "contacts", "sticking_points", "next_steps"),
    *("unknowns", "assessments", ""),
)
# The methods whose findings a brief shows.
FINDINGS = ("blocks", "forecasts", "commitments")
_CHANGES = ("changed", "contradicted", "withdrawn", "resolved", "fallen_due", "new")


def make_brief(snapshot: Snapshot, delta: Delta | None, findings: Iterable[Finding]) -> Brief:
    """Return the brief with every line that could be on it; `page.fit` chooses what is shown."""
    rows = {finding.method: finding.rows for finding in findings}
    entries = entries_by_id(snapshot)
    blocks = _resolved(rows.get("blocks", ()), entries)
    prospects = _resolved(rows.get("forecasts", ()), entries)
    owed = _resolved(rows.get("commitments", ()), entries)
    due = due_entries(snapshot)
    return Brief(
        title=f"Where the talks stand on {date_text(snapshot.as_of)}",
        snapshot=snapshot,
        entries=entries,
        sections=(
            _stand(snapshot, blocks, due),
            _new(snapshot, delta, entries.values()),
            stance_section(snapshot),
            _blocks(snapshot, blocks),
            _agreed(snapshot),
            *owed_sections(owed),
            contact_section(snapshot, due),
            _told("unknowns", "Open questions", snapshot.unknowns, order=newest_first),
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
        for held in (*standing.own, *standing.others, *standing.earlier, *standing.possible):
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
        snapshot.commitments,
        snapshot.compliance,
        snapshot.statements,
    )


def entries_by_id(snapshot: Snapshot) -> dict[str, Entry]:
    """Return every entry of a snapshot by id.

    Of a stance that a party voiced itself and that others tell of too, each voice has an entry of
    one id in its cell: it is the party's own that is returned, for analyses rest on that one.
    """
    found: dict[str, Entry] = {}
    for entry in every_entry(snapshot):
        found.setdefault(entry.id, entry)
    return found


def newest_first(entries: Iterable[Entry], most: int | None = None) -> list[Entry]:
    """Return entries by last day of publication, newest first, undated last.

    Within a day what is best supported comes first: reviewed, then by independent texts, then by
    the reader's confidence; ties by id. most: How many are wanted, None for all; those of the
    last day looked at are all there.
    """
    by_day: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.last_published or dt.date.min, []).append(entry)
    found: list[Entry] = []
    for day in sorted(by_day, reverse=True):
        if most is not None and len(found) >= most:
            break
        found += sorted(by_day[day], key=_support)
    return found


def _support(entry: Entry) -> tuple[bool, int, float, str]:
    return (not is_reviewed(entry), -entry.origins, -entry.confidence, entry.id)


_Order = Callable[[Iterable[Entry], int], list[Entry]]
_Resolved = list[tuple[Row, tuple[Entry, ...]]]


def _resolved(rows: Iterable[Row], entries: dict[str, Entry]) -> _Resolved:
    """Return the rows whose entries the snapshot holds, with these entries."""
    return [
        (row, tuple(entries[key] for key in row.basis))
        for row in rows
        if row.basis and all(key in entries for key in row.basis)
    ]


def _told(
    name: str,
    title: str,
    entries: Sequence[Entry],
    *,
    order: _Order | None = None,
    command: str = "",
) -> Section:
    """Return a section of what is sure; what is possible is counted, or shown where all is."""
    shown = sure_or_all(entries)
    declined = sum(map(is_declined, shown))
    ordered = order(shown, MOST + declined) if order else shown
    return Section(
        name=name,
        title=title,
        lines=tuple(map(_line, folded(ordered, lambda entry: entry)[:MOST])),
        total=len(shown),
        command=command or f"list {name}",
        possible=len(entries) - len(shown),
    )


def _line(row: Sequence[Entry]) -> Line:
    """Return the line of an entry, or of several who only declined."""
    if len(row) == 1:
        return Line(words=say(row[0]), entries=tuple(row))
    return Line(words=declined_text(row), entries=tuple(row), names=tuple(map(decliner, row)))


def _stand(snapshot: Snapshot, blocks: _Resolved, due: Sequence[Entry]) -> Section:
    lines = (_progress(snapshot), last_and_next(snapshot, due), _opposed(snapshot, blocks))
    return Section(name="stand", title="Where things stand", lines=lines, total=len(lines))


def _progress(snapshot: Snapshot) -> Line:
    """Return the latest word on the talks as a whole; an end of them that is not sure comes first.

    What is possible is shown where nothing is sure, and where it says that the talks have ended
    since: then with the latest word that is sure.
    """
    sure, possible = parted(e for e in snapshot.progress if e.kind != "unclear")
    known = _of_last_day(sure)
    perhaps = _of_last_day(possible)
    ended = [e for e in perhaps if e.kind in _ENDED and known and _is_later(e, known[0])]
    if ended:
        return Line(
            words="The latest word on the talks as a whole that is possible, of "
            f"{_day(ended)}: {_said(ended)}; the latest that is sure, of {_day(known)}: "
            f"{_said(known)}.",
            entries=(*_each_label(ended), *_each_label(known)),
        )
    latest = known or perhaps or _of_last_day(sure_or_all(snapshot.progress))
    if not latest:
        return Line(words=f"{base_text(snapshot)}: none says how the talks as a whole stand.")
    labels = _each_label(latest)
    day = _day(latest) if latest[0].sure else f"{_day(latest)}, possibly"
    if len(labels) == 1:
        return Line(
            words=f"The latest word on the talks as a whole, of {day}: {_said(latest)}.",
            entries=tuple(latest),
        )
    return Line(
        words=f"Reports of {day} differ on the talks as a whole: {_said(latest)}.",
        entries=labels,
    )


def _day(entries: Sequence[Entry]) -> str:
    return date_text(entries[0].last_published)


def _said(entries: Sequence[Entry]) -> str:
    """Return what entries of a day say of the talks: the label and words, or each label."""
    labels = _each_label(entries)
    if len(labels) == 1:
        return f"{LABELS[str(labels[0].kind)]}, {quote(entries[0].claim.main.text)}"
    return ", ".join(f"{LABELS[str(e.kind)]} ({e.sightings[-1].outlet})" for e in labels)


def _each_label(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the best supported entry of each label, by label."""
    labels = {str(entry.kind): entry for entry in reversed(entries)}
    return tuple(labels[kind] for kind in sorted(labels))


def _of_last_day(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of the last day of publication, best supported first."""
    latest = newest_first(entries, 1)
    return [e for e in latest if e.last_published == latest[0].last_published]


def _is_later(entry: Entry, other: Entry) -> bool:
    """Whether an entry is of a later day; what has no day is older than all."""
    first, second = entry.last_published, other.last_published
    return (first or dt.date.min) > (second or dt.date.min)


def _opposed(snapshot: Snapshot, blocks: _Resolved) -> Line:
    pairs = [(row, basis) for row, basis in blocks if row.cells[0] == "opposed stances"]
    if not pairs:
        found = "no opposed stances of two parties found in their own words"
        return Line(words=f"{base_text(snapshot)}: {found}.")
    number = len({row.cells[1:3] for row, _ in pairs})
    row, basis = pairs[0]
    sides = _sides(row)
    return Line(
        words=f"The parties' own words oppose each other on {many(number, 'proposition')}"
        f"{', most recently' if number > 1 else ''}: {sides} {quote(str(row.cells[2]))}"
        f"{perhaps_over(snapshot, basis)}.",
        entries=basis,
    )


def _sides(row: Row) -> str:
    """Return who opposes whom: "Norland demands and Sudmark rejects"."""
    _, _, _, party, stance, condition, other, against, *_ = (str(cell or "") for cell in row.cells)
    terms = f" {quote_terms(condition)}" if condition else ""
    return f"{party} {stance}{terms} and {other} {against}"


def _new(snapshot: Snapshot, delta: Delta | None, entries: Iterable[Entry]) -> Section:
    if delta is None:
        first = snapshot.as_of - dt.timedelta(days=NEW_DAYS)
        every = (e for e in entries if (told := e.first_published) and told > first)
        fresh = without_announced(every, of=snapshot.contacts)
        title = f"What is new since {date_text(first)}"
        return _told("new", title, fresh, order=_telling, command=f"changes --since {first}")
    either = [c for c in delta.changes if c.entry.sure] or delta.changes
    shown = _told_once(either, of=snapshot.contacts)
    rank = {id(e): n for n, e in enumerate(_telling([c.entry for c in shown]))}
    changes = sorted(
        shown, key=lambda change: (_CHANGES.index(change.kind), rank[id(change.entry)])
    )
    return Section(
        name="new",
        title=f"What is new since {moment_text(delta.since)}",
        lines=tuple(_change(row) for row in folded(changes, _fresh)[:MOST]),
        total=len(changes),
        command=f"changes --since {delta.since}",
        possible=len(delta.changes) - len(either),
    )


def _told_once(changes: Sequence[Change], *, of: Sequence[Entry]) -> list[Change]:
    """Return changes without new steps that only announce a contact."""
    new = (change.entry for change in changes if change.kind == "new")
    kept = {entry.id for entry in without_announced(new, of=of)}
    return [change for change in changes if change.kind != "new" or change.entry.id in kept]


def _telling(entries: Iterable[Entry], most: int | None = None) -> list[Entry]:
    """Return entries by family, those that move a negotiation first; in a family newest first.

    most: As for `newest_first`.
    """
    by_sort: dict[str, list[Entry]] = {}
    for entry in entries:
        by_sort.setdefault(_sort(entry), []).append(entry)
    found: list[Entry] = []
    for sort in sorted(by_sort, key=_TELLING.index):
        if most is not None and len(found) >= most:
            break
        found += newest_first(by_sort[sort], None if most is None else most - len(found))
    return found


def _sort(entry: Entry) -> str:
    """Return an entry's family; accounts of a stance by others go with the rest."""
    if entry.family not in _TELLING:
        return ""
    claim = entry.claim if entry.family == Position.family else None
    return "" if isinstance(claim, Position) and claim.voice != "own" else entry.family


def _fresh(change: Change) -> Entry | None:
    return change.entry if change.kind == "new" else None


def _change(row: Sequence[Change]) -> Line:
    if len(row) > 1:
        return replace(_line([change.entry for change in row]), head="new")
    (change,) = row
    return Line(
        head=change.kind.replace("_", " "), words=change_text(change), entries=(change.entry,)
    )


def _blocks(snapshot: Snapshot, blocks: _Resolved) -> Section:
    possible = sum(not entry.sure for entry in snapshot.sticking_points)
    lines = []
    for row, basis in blocks[:MOST]:
        (kind, issue, proposition), by = row.cells[:3], row.cells[-2]
        if kind == "named obstacle":
            words = f"{issue}, named as an obstacle by {by}"
        else:
            words = f"{proposition}: {_sides(row)}{perhaps_over(snapshot, basis)}"
        lines.append(Line(words=words, entries=basis))
    return Section(
        name="blocks",
        title="What blocks",
        lines=tuple(lines),
        total=len(blocks),
        command="list sticking-points",
        possible=possible,
    )


def is_missing(status: str | None) -> bool:
    """Whether words on a text say that it is not there, so that nothing was agreed by it.

    >>> is_missing("remains elusive"), is_missing("has not been reached yet")
    (True, True)
    >>> is_missing("is not public"), is_missing("ends no dispute"), is_missing(None)
    (False, False, False)
    """
    return status is not None and _MISSING.search(status) is not None


def _agreed(snapshot: Snapshot) -> Section:
    """Return what was agreed, newest first; what is possible only where nothing is sure."""
    agreed, possible = parted(
        entry
        for entry in snapshot.proposals
        if isinstance(entry.claim, Proposal)
        and entry.claim.stage in AGREED
        and not is_missing(entry.claim.status)
    )
    ended, perhaps = parted(entry for entry in snapshot.progress if entry.kind == "agreement")
    joint = agreed_lines(snapshot)
    sure = bool(agreed or ended or joint)
    texts, whole = (agreed, ended) if sure else (possible, perhaps)
    lines = [
        *(Line(words=say(entry), entries=(entry,)) for entry in newest_first(texts)),
        *joint,
        *(Line(words=say(entry), entries=(entry,)) for entry in newest_first(whole)),
    ]
    return Section(
        name="agreed",
        title="What was agreed",
        lines=tuple(lines[:MOST]),
        total=len(lines),
        command="list proposals",
        possible=len(possible) + len(perhaps) if sure else 0,
    )
