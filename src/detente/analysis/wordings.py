"""groups(): commitments, those that reports word differently together; likeness() of accounts.

Pure, and the same in whatever order they came.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.analysis.keeping import fullest
from detente.model.actors import is_unnamed
from detente.model.bags import bag
from detente.model.claims import Commitment, Compliance
from detente.model.dates import Days
from detente.model.owed import Account, Owed
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
# Two wordings are of one commitment if they share this much of the shorter one, or SOME of it if
# they name one clause. Set on the same.
SAME = 0.6
# Where it is not said whose conduct it is, an account must share so many words.
FEWEST = 2
_NUMBER = re.compile(r"\d[\d.,]*")
# Years before or after the reports within which a day can be one on which something is due.
LEAST_YEARS, MOST_YEARS = 5, 100


@dataclass(slots=True)
class Group:
    """Entries that say one commitment, and what is told of it.

    claims: Its wordings. first: Day on which it was first told, None if undated. words: Those that
    carry it, in all its wordings. clauses: That they name, folded. numbers: That they hold.
    agreed: Words of the agreement that they name. named: Words of the name of who owes it.
    """

    by: str
    entries: list[Entry] = field(default_factory=list)
    told: list[Account] = field(default_factory=list)
    claims: list[Commitment] = field(default_factory=list)
    first: dt.date | None = None
    words: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()
    named: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Know the words of the name."""
        self.named = bag(self.by)

    @property
    def claimed(self) -> set[str]:
        """Ids of its claims."""
        return {sighting.claim for entry in self.entries for sighting in entry.sightings}

    def add(self, entry: Entry, claim: Commitment) -> None:
        """Take an entry in, with its claim."""
        self.entries.append(entry)
        self.claims.append(claim)
        told = entry.first_published
        self.first = min(filter(None, (self.first, told)), default=None)
        self.words |= _bag(claim.what)
        self.numbers |= frozenset(_NUMBER.findall(claim.what))
        self.agreed |= _bag(claim.agreement or "")
        if claim.clause:
            self.clauses |= {_folded(claim.clause)}

    def due(self) -> Days | None:
        """Days by which it is due: those of a wording that names one that can be."""
        return next((c.days for c in self.claims if c.days and _can_be(c.days, self.first)), None)


@dataclass(frozen=True, slots=True)
class Telling:
    """An account, and the words by which it is told which commitment it is of.

    clauses: That it names, folded. names: Words of the name of whose conduct it is. said: All of
    its words. what: Those that carry what it is about. around: Those that carry its sentence.
    """

    by: str
    claim: Compliance
    last: dt.date | None
    clauses: frozenset[str]
    names: frozenset[str]
    said: frozenset[str]
    what: frozenset[str]
    around: frozenset[str]


def telling(entry: Entry) -> Telling | None:
    """Return an account with its words, None for what is no account."""
    claim = entry.claim
    if not isinstance(claim, Compliance):
        return None
    said = f"{claim.commitment} {claim.main.text}"
    return Telling(
        by=entry.actors[0] if entry.actors else claim.by,
        claim=claim,
        last=entry.last_published,
        clauses=frozenset(_folded(m.group()) for m in _CLAUSE.finditer(said)),
        names=frozenset() if is_unnamed(claim.by) else bag(claim.by),
        said=bag(said),
        what=_bag(f"{claim.commitment} {claim.place or ''}"),
        around=_bag(claim.main.text),
    )


class People:
    """Who acts for whom, by any name of theirs; and who owes something, so is of an agreement."""

    def __init__(self, snapshot: Snapshot, groups: Iterable[Group]) -> None:
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


def groups(snapshot: Snapshot) -> list[Group]:
    """Return commitments, those that reports only word differently together."""
    made: list[Group] = []
    told = [(e, e.claim) for e in snapshot.commitments if isinstance(e.claim, Commitment)]
    told.sort(key=lambda one: (not one[0].sure, -fullest(one[1]), _first(one[0]), one[0].id))
    for entry, claim in told:
        by = entry.actors[0] if entry.actors else claim.by
        words = _bag(claim.what)
        home = next((g for g in made if _is_same(g, by, claim, words=words)), None)
        if home is None:
            home = Group(by)
            made.append(home)
        home.add(entry, claim)
    return made


def carrying(one: Owed) -> frozenset[str]:
    """Return the words that carry what is owed, in all its wordings, without anybody's name."""
    claims = [entry.claim for entry in one.entries if isinstance(entry.claim, Commitment)]
    names = (name for c in claims for name in (c.by, *c.to, *c.verified_by))
    named = frozenset(word for name in (one.by, *names) for word in bag(name))
    return frozenset(word for c in claims for word in _bag(c.what)) - named


def _first(entry: Entry) -> str:
    return str(entry.first_published or "9999")


def _is_same(group: Group, by: str, claim: Commitment, *, words: frozenset[str]) -> bool:
    """Whether a claim says what a group says: same party, no other day or clause, its words.

    words: That carry the claim.
    """
    if group.by != by:
        return False
    clauses, due = group.clauses, group.due()
    if claim.clause and clauses and _folded(claim.clause) not in clauses:
        return False
    if claim.days and due and claim.days != due:
        return False
    numbers = _NUMBER.findall(claim.what)
    if numbers and group.numbers and group.numbers.isdisjoint(numbers):
        return False
    one_clause = bool(claim.clause and clauses)
    if not words or not group.words:
        return one_clause and bool(claim.days and due)
    share = len(words & group.words) / min(len(words), len(group.words))
    return share >= (SOME if one_clause else SAME)


def can_be_of(told: Telling, group: Group, people: People) -> bool:
    """Whether an account may be of a commitment at all: whose conduct, and not before it."""
    if told.last and group.first and told.last < group.first:
        return False
    if is_unnamed(told.claim.by):  # whose conduct it is, is not said
        return True
    party = people.party(told.by)
    if told.by == group.by or party == people.party(group.by):
        return True
    if _TRUCE.isdisjoint(group.words):
        return False
    owing = {name for one in group.claims for name in one.to}
    return told.by in owing or party in map(people.party, owing)


def likeness(told: Telling, group: Group) -> float:
    """Return how surely an account is of a commitment, 0 to 1: by its clause, or by its words.

    The day on which something was done counts beside words if it is the day when it was due.
    """
    if told.clauses and group.clauses:
        return 1.0 if told.clauses & group.clauses else 0.0
    names = group.named | told.names
    theirs, mine = group.words - names, told.what - names
    if not theirs or not mine:
        return _as_a_whole(group, told, 0.0)
    direct = len(mine & theirs) / min(len(mine), len(theirs))
    around = len(told.around & theirs) / len(theirs)
    if is_unnamed(told.claim.by) and len(theirs & (mine | told.around)) < FEWEST:
        return 0.0
    found = max(direct, around, _as_a_whole(group, told, around))
    due, days = group.due(), told.claim.days
    on_its_day = bool(found and days and due and days.meets(due))
    return min(1.0, found + SOME) if on_its_day else found


def _as_a_whole(group: Group, told: Telling, around: float) -> float:
    """Return how surely an account of an agreement as a whole is of this part of it."""
    return SOME + around * (ENOUGH - SOME) / 2 if group.agreed & told.said else 0.0


def distance(entry: Entry, group: Group) -> tuple[int, str]:
    """How far the day on which something is due lies from that on which it is told of."""
    due, last = group.due(), entry.last_published
    days = abs((due.last - last).days) if due and last else 10**6
    return days, group.entries[0].id


def _can_be(days: Days, first: dt.date | None) -> bool:
    """Whether something can be due then: a day that was read wrong lies centuries away."""
    if first is None:
        return True
    return first.year - LEAST_YEARS <= days.last.year <= first.year + MOST_YEARS


def _bag(text: str) -> frozenset[str]:
    return bag(text) - _COMMON


def _folded(clause: str | None) -> str:
    return " ".join((clause or "").casefold().split())
