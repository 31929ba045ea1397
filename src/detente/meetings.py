"""Where the stages meet for what is said of a meeting: accounts of it, matched point by point.

As in `flow` and `comparing`, each stage knows nothing of the others: the record knows the texts,
the views know whose account is where, and drafts know which points are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from detente.model.claims import Contact
from detente.model.drafts import Changed, Draft, Edit, Part
from detente.model.errors import NoSuchEntry
from detente.model.owed import Owed
from detente.model.rows import ReportRow
from detente.model.snapshot import Entry, Party, Snapshot
from detente.model.text import Report, Span
from detente.views.papers.accounts import (
    Account,
    Candidate,
    Point,
    Told,
    accounts,
    candidates,
    official_reports,
    pinned,
    together,
    told_on,
)
from detente.views.papers.choosing import contact_of
from detente.views.papers.opposed import Stances
from detente.views.papers.pack import PAGES, pack
from detente.views.papers.paper import Paper
from detente.views.papers.readouts import TITLES, Readouts, Row
from detente.views.papers.room import of_contact
from detente.views.standstill import stems
from detente.views.words import contact_name

# Drafts take pairs from 0.3 on, as most points of one stand in the other.
_LIKELY = 0.5
# By words alone: so many telling words in common, and so much of the shorter one's. Set on
# invented accounts with five points in common; names and places alone are then no likeness.
_FEWEST, _SHARED = 2, 0.3
_EMPTY = stems(
    "about after again also because been before both could does from have into more must only "
    "other over said same should some such than that their them then there these they this those "
    "under very were what when which while will with would"
)
_NUMBER = re.compile(r"\d+")
# What differs in wording alone is seen from the words themselves, which stand beside each other.
_SAID = frozenset({"editorial", "wording"})

if TYPE_CHECKING:
    from detente.drafts.vectors import Embed
    from detente.model.accounts import AccountPin
    from detente.record import Record


def readouts(
    record: Record, snapshot: Snapshot, id_: str, *, embed: Embed | None = None
) -> Readouts:
    """Return the sides' accounts of a contact beside each other. Errors: NoSuchEntry.

    embed: What knows the meaning of sentences; without it, words alone decide what is one.
    """
    contact = contact_of(snapshot, standing_now(record, snapshot, id_))
    material = _Material(record, snapshot)
    said = material.told(contact)
    found = accounts(snapshot, contact, said)
    stances = Stances.of(material.positions()) if len(found) > 1 else Stances({})
    rows = list(_rows(found, embed, stances))
    for place, account in enumerate(found):
        rows += _left_out(material, contact, account, place=place, sides=len(found), embed=embed)
    told = {account.party.id for account in found}
    silent = (p.name for p in of_contact(snapshot, contact).inside if p.id not in told)
    return Readouts(
        contact=contact,
        accounts=found,
        silent=tuple(silent),
        rows=tuple(rows),
        snapshot=snapshot,
        by_meaning=embed is not None,
        candidates=material.candidates(contact, found),
        together=together(said),
    )


def standing_now(record: Record, snapshot: Snapshot, id_: str) -> str:
    """Return the id of a contact as it stands now, also where it was merged into another."""
    with suppress(NoSuchEntry):
        return contact_of(snapshot, id_).id
    with suppress(NoSuchEntry):
        return record.entry(id_, up_to=snapshot.up_to).id
    return id_


def pack_of(
    record: Record,
    snapshot: Snapshot,
    name: str,
    *,
    owed: Sequence[Owed],
    pages: int = PAGES,
    reviewed_only: bool = False,
) -> Paper:
    """Return the pack on an actor or a contact. Errors: UnknownName, NoSuchEntry.

    name: Of a contact, also an id from before it was merged. owed: What anybody owes.
    """

    def said(party: Party) -> Sequence[Entry]:
        return record.entries(
            "statements",
            actor=party.id,
            as_of=snapshot.as_of,
            known_by=snapshot.known_by,
            up_to=snapshot.up_to,
            reviewed_only=reviewed_only,
        )

    name = standing_now(record, snapshot, name)
    return pack(snapshot, name, pages=pages, owed=owed, said=said)


@dataclass(slots=True)
class _Material:
    """What a record has of accounts, asked for once."""

    record: Record
    snapshot: Snapshot
    statements: tuple[Entry, ...] = ()
    pins: tuple[AccountPin, ...] = ()
    shown: frozenset[str] = field(default_factory=frozenset)
    rows: tuple[ReportRow, ...] = ()

    def __post_init__(self) -> None:
        self.statements = self._entries("statements")
        state = self.snapshot
        rows = self.record.reports(as_of=state.as_of, known_by=state.known_by, up_to=state.up_to)
        self.rows = tuple(rows)
        self.shown = frozenset(row.id for row in rows if not row.purged)
        self.pins = self.record.account_pins()

    def told(self, contact: Entry) -> tuple[Told, ...]:
        return told_on(
            self.snapshot, contact, self.statements, texts=self._texts(contact), pins=self.pins
        )

    def accounts(self, contact: Entry) -> tuple[Account, ...]:
        return accounts(self.snapshot, contact, self.told(contact))

    def positions(self) -> tuple[Entry, ...]:
        return self._entries("positions")

    def _entries(self, family: str) -> tuple[Entry, ...]:
        state = self.snapshot
        return self.record.entries(
            family, as_of=state.as_of, known_by=state.known_by, up_to=state.up_to
        )

    def candidates(self, contact: Entry, found: Sequence[Account]) -> tuple[Candidate, ...]:
        told = {(p.words.report, a.party.id) for a in found for p in a.points}
        return tuple(
            candidates(
                contact,
                of_contact(self.snapshot, contact).inside,
                rows=self.rows,
                read=self.record.report,
                known={*told, *pinned(contact, self.pins)},
            )
        )

    def _texts(self, contact: Entry) -> dict[str, Report]:
        said = pinned(contact, self.pins)
        wanted = [key for key, sides in official_reports(self.snapshot, contact).items() if sides]
        wanted += [report for (report, _), counts in said.items() if counts]
        return {key: self.record.report(key) for key in wanted if key in self.shown}


def _rows(found: Sequence[Account], embed: Embed | None, stances: Stances) -> Iterator[Row]:
    """Yield the points of accounts: what sides share, first as it is matched best, then the rest.

    Points that are one with a third are one with each other.
    """
    groups = _Groups([(side, n) for side, a in enumerate(found) for n in range(len(a.points))])
    for (i, a), (j, b) in combinations(enumerate(found), 2):
        for one in _matched(a.points, b.points, embed):
            changed = _of_others(one, a.party, b.party)
            groups.join(
                [(i, n) for n in changed.pair.a] + [(j, n) for n in changed.pair.b], changed
            )
    made = (_row(members, changed, found) for members, changed in groups.all())
    order = list(TITLES)
    yield from sorted((_told(row, stances) for row in made), key=lambda row: order.index(row.kind))


def _of_others(changed: Changed, a: Party, b: Party) -> Changed:
    """A change without this, that each side tells of itself: "Norland asks", "Sudmark asks"."""
    kept = (
        edit
        for edit in changed.edits
        if not (edit.kind == "actor" and edit.before in a.names and edit.after in b.names)
    )
    return replace(changed, edits=tuple(kept))


def _told(row: Row, stances: Stances) -> Row:
    """A row as it stands, or as one of yes against no, by stances or by what only one negates."""
    opposed = stances.opposed(row.cells)
    is_negated = any(edit.kind == "negation" for edit in row.edits)
    if opposed or (is_negated and not stances.alike(row.cells)):
        return replace(row, kind="opposed", stances=opposed)
    return row


def _row(
    members: Sequence[tuple[int, int]], changed: Sequence[Changed], found: Sequence[Account]
) -> Row:
    cells = tuple(
        tuple(account.points[n] for side, n in sorted(members) if side == place)
        for place, account in enumerate(found)
    )
    edits: list[Edit] = []
    for one in changed:
        edits += [edit for edit in one.edits if edit.kind not in _SAID]
    if sum(map(bool, cells)) < 2:
        return Row(kind="one only", cells=cells)
    if any(one.weight == "substantive" for one in changed):
        return Row(kind="other words", cells=cells, edits=tuple(edits))
    return Row(kind="match", cells=cells)


def _left_out(
    material: _Material,
    contact: Entry,
    account: Account,
    *,
    place: int,
    sides: int,
    embed: Embed | None,
) -> Iterator[Row]:
    """Yield what a side said of the last contact that it gave an account of, and not of this."""
    for earlier in _before(material.snapshot, contact):
        told = {one.party.id: one for one in material.accounts(earlier)}.get(account.party.id)
        if told is None:
            continue
        kept = {
            n for changed in _matched(told.points, account.points, embed) for n in changed.pair.a
        }
        name = contact_name(earlier.claim) if isinstance(earlier.claim, Contact) else ""
        for n, point in enumerate(told.points):
            if n not in kept:
                cells = tuple((point,) if side == place else () for side in range(sides))
                yield Row(kind="left out", cells=cells, since=name)
        return


def _before(snapshot: Snapshot, contact: Entry) -> list[Entry]:
    """Return the earlier contacts of at least two of the same parties, newest first."""
    if contact.days is None:
        return []
    start, parties = contact.days.start, set(of_contact(snapshot, contact).inside)
    found = [
        entry
        for entry in snapshot.contacts
        if entry.days is not None
        and entry.days.start < start
        and len(parties & set(of_contact(snapshot, entry).inside)) > 1
    ]
    return sorted(found, key=lambda e: (e.days.start if e.days else start, e.id), reverse=True)


def _matched(a: Sequence[Point], b: Sequence[Point], embed: Embed | None) -> tuple[Changed, ...]:
    """Return which points are one, and what differs in each.

    Sides word their accounts apart, and most points of one are not in the other: a pair must be
    likelier than not, and where words alone tell, it must share enough of its telling words.
    """
    if not a or not b:
        return ()
    # what aligns takes half a second to load
    from detente.drafts.aligning import align  # noqa: PLC0415
    from detente.drafts.changes import compare  # noqa: PLC0415

    found = compare(align(_draft("a", a), _draft("b", b), embed=embed)).changed
    return tuple(
        one
        for one in found
        if one.pair.score >= _LIKELY
        and (
            embed is not None
            or one.weight != "substantive"
            or _share(_telling(a, one.pair.a), _telling(b, one.pair.b))
        )
    )


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    both = len(one & other)
    return both >= _FEWEST and both >= _SHARED * min(len(one), len(other))


def _telling(points: Sequence[Point], chosen: Iterable[int]) -> frozenset[str]:
    words = " ".join(points[n].words.text for n in chosen)
    return (stems(words) - _EMPTY) | frozenset(_NUMBER.findall(words))


def _draft(name: str, points: Iterable[Point]) -> Draft:
    """Return points as a draft whose parts they are, in their order."""
    text, parts = "", []
    for number, point in enumerate(points, 1):
        body = " ".join(point.words.text.split())
        start, text = len(text), f"{text}{body}\n"
        span = Span(start, start + len(body))
        parts.append(
            Part(
                kind="point",
                start=start,
                end=len(text),
                path=(f"#{number}",),
                spans=(span,),
                body=body,
            )
        )
    return Draft(name=name, text=text, parts=tuple(parts))


@dataclass(slots=True)
class _Groups:
    """Points by (side, number), in groups of those that are one."""

    points: list[tuple[int, int]]
    head: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    changes: dict[tuple[int, int], list[Changed]] = field(default_factory=dict)

    def join(self, members: Sequence[tuple[int, int]], changed: Changed) -> None:
        first = self._find(members[0])
        for member in members[1:]:
            other = self._find(member)
            if other != first:
                self.head[other] = first
                self.changes.setdefault(first, []).extend(self.changes.pop(other, []))
        self.changes.setdefault(first, []).append(changed)

    def all(self) -> Iterator[tuple[list[tuple[int, int]], list[Changed]]]:
        """Yield the groups in the order of their first points, with what differs in each."""
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for point in self.points:
            found.setdefault(self._find(point), []).append(point)
        for first, members in found.items():
            yield members, self.changes.get(first, [])

    def _find(self, point: tuple[int, int]) -> tuple[int, int]:
        while point in self.head:
            point = self.head[point]
        return point
