"""owed(): what parties owe by what was agreed, and what each side tells of whether it was kept.

An account is of a commitment of the same party if it names its clause, or shares the words that
carry it. Nothing is judged: a violation is what somebody alleges, until a monitor confirms it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from detente.analysis.keeping import fullest, state_of
from detente.model.accounts import CommitmentPin
from detente.model.actors import NARRATOR, is_unnamed
from detente.model.bags import bag
from detente.model.claims import Commitment, Compliance
from detente.model.dates import Days
from detente.model.findings import Finding, Row
from detente.model.owed import Link, Owed, OwedLedger, Side, Told
from detente.model.snapshot import Entry, Snapshot

# What agreements and accounts of them share whatever they are about.
_COMMON = bag(
    "accord agreement deal treaty pact text terms clause article point commitment obligation "
    "promise under signed shall must will would their which that there from with have been were "
    "its between before after until"
)
# A truce is owed by all who signed it, whoever a report names.
_TRUCE = bag("ceasefire ceasefires truce armistice hostilities")
_CLAUSE = re.compile(
    r"\b(?:article|art\.|clause|point|paragraph|section|chapter|annex)\s+(?:\d+|[ivxlc]+|[a-z])\b",
    re.IGNORECASE,
)
# Of the words that carry an account (of the fewer, its own or the commitment's), this share is
# enough to be of one; less is offered as perhaps. Set on invented accounts, tests/analysis.
ENOUGH, SOME = 0.5, 0.25
# Two wordings are of one commitment if they share this much of the shorter one.
SAME = 0.5
# Years before or after the reports within which a day can be one on which something is due.
LEAST_YEARS, MOST_YEARS = 5, 100
CAVEATS = (
    "An alleged violation is somebody's word, not a violation. Where nothing was found it is not "
    "known whether a commitment was kept: the reader may have missed it.",
)


def owed(snapshot: Snapshot) -> OwedLedger:
    """Return what is owed as of a day, with what is told of it, soonest due first.

    >>> owed(Snapshot(as_of=dt.date(2031, 3, 1))).rows
    ()
    """
    groups = _groups(snapshot)
    people = _People(snapshot, groups)
    loose: list[Told] = []
    for entry in snapshot.compliance:
        found = _place(entry, groups, snapshot.commitment_pins, people)
        group = found.group if found else None
        link = found.link if found else "matched"
        home = group.told if group else loose
        home += [_told(entry, body, group, link, people=people) for body in _bodies(entry)]
    rows = [_row(group, snapshot) for group in groups]
    loose.sort(key=lambda one: (one.published or dt.date.min, one.entry.id), reverse=True)
    return OwedLedger(
        snapshot=snapshot, rows=tuple(sorted(rows, key=_due_first)), unmatched=tuple(loose)
    )


def commitments(snapshot: Snapshot) -> Finding:
    """Return what is owed and how it stands, as rows with what they rest on."""
    ledger = owed(snapshot)
    return Finding(
        method="commitments",
        title="What is owed, and what is told of whether it was kept",
        columns=(
            "by",
            "to",
            "what",
            "clause",
            "due [day]",
            "condition",
            "state",
            "confirmed",
            "accounts",
        ),
        rows=tuple(
            Row(
                cells=(
                    one.by,
                    ", ".join(one.claim.to) or None,
                    one.claim.what,
                    one.claim.clause,
                    str(one.due) if one.due else None,
                    one.claim.condition,
                    one.state,
                    _confirmed(one),
                    len(one.told),
                ),
                basis=one.basis,
            )
            for one in ledger.rows
        ),
        caveats=CAVEATS,
    )


@dataclass(slots=True)
class _Group:
    """Entries that say one commitment, and what is told of it."""

    by: str
    entries: list[Entry] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @property
    def claims(self) -> list[Commitment]:
        """Its wordings."""
        return [e.claim for e in self.entries if isinstance(e.claim, Commitment)]

    @property
    def claimed(self) -> set[str]:
        """Ids of its claims."""
        return {sighting.claim for entry in self.entries for sighting in entry.sightings}

    @property
    def first(self) -> dt.date | None:
        """Day on which it was first told, None if undated."""
        return min((e.first_published for e in self.entries if e.first_published), default=None)

    def due(self) -> Days | None:
        """Days by which it is due: those of a wording that names one that can be."""
        return next((c.days for c in self.claims if c.days and _can_be(c.days, self.first)), None)

    def clauses(self) -> set[str]:
        """The clauses that its wordings name, folded."""
        return {_folded(one.clause) for one in self.claims if one.clause}

    def words(self) -> frozenset[str]:
        """The words that carry it, in all its wordings."""
        return frozenset().union(*(_bag(one.what) for one in self.claims))


@dataclass(frozen=True, slots=True)
class _Found:
    """The commitment that an account is of, and how that is known."""

    group: _Group
    link: Link


class _People:
    """Who acts for whom, by any name of theirs; and who owes something, so is of an agreement."""

    def __init__(self, snapshot: Snapshot, groups: Iterable[_Group]) -> None:
        self._party = {n: p for p in snapshot.parties for n in (p.id, p.name, *p.names)}
        self.signed = frozenset(self.party(group.by) for group in groups)

    def name(self, name: str) -> str:
        """The display name of an actor."""
        party = self._party.get(name)
        return party.name if party else name

    def party(self, name: str) -> str:
        """Whom an actor acts for in the end, or itself."""
        seen = {name}
        while (found := self._party.get(name)) and found.acts_for and found.acts_for not in seen:
            name = found.acts_for
            seen.add(name)
        return self.name(name)


def _groups(snapshot: Snapshot) -> list[_Group]:
    """Return commitments, those that reports only word differently together."""
    groups: list[_Group] = []
    told = [(e, e.claim) for e in snapshot.commitments if isinstance(e.claim, Commitment)]
    told.sort(key=lambda one: (not one[0].sure, -fullest(one[1]), _first(one[0]), one[0].id))
    for entry, claim in told:
        by = entry.actors[0] if entry.actors else claim.by
        home = next((group for group in groups if _is_same(group, by, claim)), None)
        if home is None:
            home = _Group(by)
            groups.append(home)
        home.entries.append(entry)
    return groups


def _first(entry: Entry) -> str:
    return str(entry.first_published or "9999")


def _is_same(group: _Group, by: str, claim: Commitment) -> bool:
    """Whether a claim says what a group says: same party, no other day or clause, its words."""
    if group.by != by:
        return False
    clauses, due = group.clauses(), group.due()
    if claim.clause and clauses and _folded(claim.clause) not in clauses:
        return False
    if claim.days and due and claim.days != due:
        return False
    mine, theirs = _bag(claim.what), group.words()
    together = bool(claim.days and due) + bool(claim.clause and clauses)
    if not mine or not theirs:
        return together == 2
    share = len(mine & theirs) / min(len(mine), len(theirs))
    return share >= (SOME if together else SAME)


def _place(
    entry: Entry, groups: Sequence[_Group], pins: Iterable[CommitmentPin], people: _People
) -> _Found | None:
    """Return the commitment that an account is of, and how that is known; None for none."""
    claims = {sighting.claim for sighting in entry.sightings}
    said: dict[int, bool] = {}
    for pin in pins:
        for n, group in enumerate(groups):
            if claims.intersection(pin.account) and group.claimed.intersection(pin.commitment):
                said.pop(n, None)  # in the order of the last word
                said[n] = pin.counts
    pinned = [n for n, counts in said.items() if counts]
    if pinned:
        return _Found(groups[pinned[-1]], "pinned")
    scored = [
        (_likeness(entry, group, people), group)
        for n, group in enumerate(groups)
        if n not in said and _can_be_of(entry, group, people)
    ]
    best = max((score for score, _ in scored), default=0.0)
    if best < SOME:
        return None
    nearest = [group for score, group in scored if score == best]
    clear = best >= ENOUGH and len(nearest) == 1
    home = min(nearest, key=lambda g: _distance(entry, g))
    return _Found(home, "matched" if clear else "perhaps")


def _can_be_of(entry: Entry, group: _Group, people: _People) -> bool:
    """Whether an account may be of a commitment at all: whose conduct, and not before it."""
    claim, last = entry.claim, entry.last_published
    if not isinstance(claim, Compliance):
        return False
    by = entry.actors[0] if entry.actors else claim.by
    owing = {group.by}
    if group.words() & _TRUCE:
        owing |= {name for one in group.claims for name in one.to}
    same = by in owing or people.party(by) in {people.party(name) for name in owing}
    return same and not (last and group.first and last < group.first)


def _likeness(entry: Entry, group: _Group, people: _People) -> float:
    """Return how surely an account is of a commitment, 0 to 1: by its clause, or by its words.

    The day on which something was done counts beside words if it is the day when it was due.
    """
    claim = entry.claim
    assert isinstance(claim, Compliance)  # noqa: S101  (asked before)
    said = f"{claim.commitment} {claim.main.text}"
    named = {_folded(m.group()) for m in _CLAUSE.finditer(said)}
    clauses = group.clauses()
    if named and clauses:
        return 1.0 if named & clauses else 0.0
    names = bag(group.by) | bag(claim.by)
    theirs = group.words() - names
    mine = _bag(f"{claim.commitment} {claim.place or ''}") - names
    if not theirs or not mine:
        return _as_a_whole(group, said, 0.0)
    direct = len(mine & theirs) / min(len(mine), len(theirs))
    around = len(_bag(claim.main.text) & theirs) / len(theirs)
    found = max(direct, around, _as_a_whole(group, said, around))
    due = group.due()
    on_its_day = bool(found and claim.days and due and claim.days.meets(due))
    return min(1.0, found + SOME) if on_its_day else found


def _as_a_whole(group: _Group, said: str, around: float) -> float:
    """Return how surely an account of an agreement as a whole is of this part of it."""
    agreed = {w for one in group.claims for w in bag(one.agreement or "")} - _COMMON
    return SOME + around * (ENOUGH - SOME) / 2 if agreed & bag(said) else 0.0


def _distance(entry: Entry, group: _Group) -> tuple[int, str]:
    """How far the day on which something is due lies from that on which it is told of."""
    due, last = group.due(), entry.last_published
    days = abs((due.last - last).days) if due and last else 10**6
    return days, group.entries[0].id


def _bodies(entry: Entry) -> Iterator[Compliance]:
    """Yield what is told of one act, once for each who tells, denies or checks it."""
    seen = set()
    sighted = () if entry.review == "corrected" else (s.body for s in entry.sightings)
    for body in (entry.claim, *sighted):
        if isinstance(body, Compliance):
            key = (body.told_by, body.denied_by, body.monitor, body.finding)
            if key not in seen:
                seen.add(key)
                yield body


def _told(
    entry: Entry, claim: Compliance, group: _Group | None, link: Link, *, people: _People
) -> Told:
    teller = people.name(claim.told_by) if claim.told_by else None
    party = None
    if claim.told_by and claim.told_by != NARRATOR and not is_unnamed(claim.told_by):
        party = people.party(claim.told_by)
    return Told(
        entry=entry,
        claim=claim,
        side=_side(claim, party, group, people),
        link=link,
        teller=teller,
        party=party,
    )


def _side(claim: Compliance, party: str | None, group: _Group | None, people: _People) -> Side:
    watched = {n for one in (group.claims if group else ()) for n in one.verified_by}
    watchers = {people.party(name) for name in watched}
    if claim.finding or (party is not None and party in watchers):
        return "monitor"
    if party is None and claim.told_by is None and claim.denied_by:
        party = people.party(claim.denied_by[0])  # a denial alone is the word of who denies
    if party is None:
        return "other"
    if party == people.party(group.by if group else claim.by):
        return "own"
    owed_to = {people.party(n) for one in (group.claims if group else ()) for n in one.to}
    return "counterpart" if party in owed_to | people.signed else "other"


def _row(group: _Group, snapshot: Snapshot) -> Owed:
    ordered = sorted(group.told, key=lambda one: (one.published or dt.date.min, one.entry.id))
    counted = [one for one in ordered if one.link != "perhaps"]
    due = group.due()
    sure = [one for one in counted if one.entry.sure]
    state = state_of(sure or counted, due, snapshot.as_of)
    claim = group.entries[0].claim
    assert isinstance(claim, Commitment)  # noqa: S101  (asked before)
    return Owed(
        entries=tuple(group.entries),
        claim=claim,
        by=group.by,
        state=state.state,
        due=due,
        told=tuple(counted),
        perhaps=tuple(one for one in ordered if one.link == "perhaps"),
        latest=state.latest,
        state_sure=bool(sure) or not counted,
    )


def _confirmed(one: Owed) -> str | None:
    """Return what those who checked confirmed ("delayed"), None for nothing."""
    acts = (told.claim.act for told in one.latest if told.claim.finding == "confirmed")
    return ", ".join(dict.fromkeys(acts)) or None


def _due_first(one: Owed) -> tuple[bool, dt.date, str, str]:
    return (one.due is None, one.due.last if one.due else dt.date.max, one.by, one.id)


def _can_be(days: Days, first: dt.date | None) -> bool:
    """Whether something can be due then: a day that was read wrong lies centuries away."""
    if first is None:
        return True
    return first.year - LEAST_YEARS <= days.last.year <= first.year + MOST_YEARS


def _bag(text: str) -> frozenset[str]:
    return bag(text) - _COMMON


def _folded(clause: str | None) -> str:
    return " ".join((clause or "").casefold().split())
