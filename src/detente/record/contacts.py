"""Contacts: which claims are about one encounter, and what is known of it. Pure."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.model.actors import UNNAMED, is_unnamed

# Claims without a day belong to an encounter of the same parties this near their publication:
# what is told as past looks back, what is told as coming looks ahead.
PAST_DAYS = 3
DENIAL_DAYS = 7
AHEAD_DAYS = 14
_COMING = frozenset({"planned", "proposed"})
_HELD = "held"
_OFF = frozenset({"denied", "cancelled"})
_PUT_OFF = frozenset({"cancelled"})


@dataclass(frozen=True, slots=True)
class Company:
    """Who met, and how, as far as that tells what is off from what is to come.

    parties: Register ids, hosts and mediators among them. people: Register ids of the people
    named, by the party that they act for. visit: Whether somebody goes to see the other.
    """

    parties: frozenset[str]
    people: Mapping[str, frozenset[str]]
    visit: bool

    def is_other(self, than: Company) -> bool:
        """Whether these are two contacts: of other people, or unlike in kind and in sides.

        "Osterby is to receive the envoy; the visit of the prime minister was put off."
        """
        shared = self.people.keys() & than.people.keys()
        if any(self.people[party].isdisjoint(than.people[party]) for party in shared):
            return True
        return self.visit != than.visit and self.parties != than.parties


@dataclass(slots=True)
class Occasion:
    """One claim of a contact, as far as telling encounters apart goes.

    parties: Register ids of those who met, people as the party that they act for.
    first, last: Days by the text, or None. published: Day of the report.
    place: Folded words, or None. report: Where it is told. order: Its number when claims are
    sorted by publication. company: Looked up only where nothing else tells it from another.
    """

    index: int
    group: str
    parties: frozenset[str]
    status: str
    first: dt.date | None
    last: dt.date | None
    published: dt.date
    place: frozenset[str]
    report: str
    order: int
    company: Callable[[], Company | None] = lambda: None

    @property
    def dated(self) -> bool:
        """Whether the text gives the very day."""
        return self.first is not None and self.first == self.last

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """First and last day on which it can have been, both included."""
        if self.first is not None and self.last is not None:
            return self.first, self.last
        back, ahead = PAST_DAYS, 0
        if self.status in _COMING:
            back, ahead = 0, AHEAD_DAYS
        elif self.status in _OFF:
            back, ahead = DENIAL_DAYS, DENIAL_DAYS
        return (
            self.published - dt.timedelta(days=back),
            self.published + dt.timedelta(days=ahead),
        )


@dataclass(slots=True)
class _Encounter:
    members: list[Occasion] = field(default_factory=list)
    place: frozenset[str] = frozenset()
    first: dt.date = dt.date.max
    last: dt.date = dt.date.min

    def add(self, occasion: Occasion, *, moves: bool) -> None:
        """Take a claim in; with `moves`, its window widens the encounter's."""
        self.members.append(occasion)
        self.place = self.place or occasion.place
        if moves:
            start, end = occasion.window
            self.first, self.last = min(self.first, start), max(self.last, end)

    def takes(self, occasion: Occasion) -> bool:
        """Whether the claim can be about this encounter."""
        start, end = occasion.window
        near = start <= self.last and self.first <= end
        return near and self.fits(occasion) and not self._is_told_beside(occasion)

    def fits(self, occasion: Occasion) -> bool:
        """Whether place, people and kind let it be this one."""
        return _fits(self.place, occasion.place) and not any(
            _is_other(member, occasion) for member in self.members
        )

    def _is_told_beside(self, occasion: Occasion) -> bool:
        """Whether its own report tells this encounter apart: one was held, another is to come."""
        beside = {m.status for m in self.members if m.report == occasion.report}
        if occasion.status in _COMING:
            return _HELD in beside
        return occasion.status == _HELD and not beside.isdisjoint(_COMING)


def encounters(occasions: Iterable[Occasion]) -> list[list[int]]:
    """Return the indices of the claims about each encounter.

    The very days come first and settle the encounters; ranges, then claims without a day, join
    the nearest one that fits, or make one of their own. The order of the argument is no matter.
    """
    groups: dict[tuple[str, frozenset[str]], list[Occasion]] = {}
    for occasion in occasions:
        groups.setdefault((occasion.group, occasion.parties), []).append(occasion)
    found: list[list[int]] = []
    for members in groups.values():
        for encounter in _divide(members):
            found.append([m.index for m in encounter.members])
    return found


def _divide(members: Sequence[Occasion]) -> list[_Encounter]:
    days: dict[dt.date, list[_Encounter]] = {}
    dated: list[Occasion] = []
    rest: list[Occasion] = []
    for member in members:
        (dated if member.dated else rest).append(member)
    for occasion in sorted(dated, key=lambda m: (not m.place, m.order)):
        assert occasion.first is not None  # noqa: S101  (dated)
        same = days.get(occasion.first)
        if same is None:  # most are the only ones of their day
            day = occasion.first
            days[day] = [_Encounter([occasion], occasion.place, day, day)]
        else:
            _join(occasion, [e for e in same if e.fits(occasion)], same, moves=True)
    settled = [encounter for day in sorted(days) for encounter in days[day]]
    every_day = [encounter.first for encounter in settled]
    loose: list[_Encounter] = []
    for occasion in sorted(rest, key=lambda m: (m.first is None, not m.place, m.window, m.order)):
        start, end = occasion.window
        near = settled[bisect_left(every_day, start) : bisect_right(every_day, end)]
        fitting = [e for e in near if e.takes(occasion)]
        if fitting:
            _join(occasion, fitting, settled, moves=False)
        else:
            _join(occasion, [e for e in loose if e.takes(occasion)], loose, moves=True)
    return settled + loose


def _join(
    occasion: Occasion, fitting: list[_Encounter], among: list[_Encounter], *, moves: bool
) -> None:
    if len(fitting) == 1:
        best = fitting[0]
    elif fitting:
        best = min(fitting, key=lambda e: (_distance(e, occasion), e.first, sorted(e.place)))
    else:
        best = _Encounter()
        among.append(best)
    best.add(occasion, moves=moves or not fitting)


def _distance(encounter: _Encounter, occasion: Occasion) -> int:
    if occasion.first is not None:
        return abs((encounter.first - occasion.first).days)
    return abs((encounter.first - occasion.published).days)


def _fits(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _is_other(one: Occasion, other: Occasion) -> bool:
    """Whether one is to come, the other is off, and they are not the same."""
    if not {one.status, other.status} & _COMING or not {one.status, other.status} & _PUT_OFF:
        return False
    company, than = one.company(), other.company()
    return company is not None and than is not None and company.is_other(than)


@dataclass(frozen=True, slots=True)
class Told:
    """A status of a contact as somebody gives it.

    by: Display name of who gives it: a party, a person, or an outlet.
    party: Register id of the party that it counts for, or None for an outlet or bystander.
    kind: party | other | unnamed | outlet.
    """

    status: str
    by: str
    party: str | None
    kind: str
    origin: str


def status_line(told: Sequence[Told], parties: frozenset[str]) -> str:
    """Return where a contact stands and who says so: "held (per Norland; Sudmark denies)".

    told: In order of publication. The latest word of each counts; what was planned is past once
    anybody says that it was held, cancelled or postponed.
    """
    latest: dict[str, Told] = {t.by: t for t in told}
    last = list(latest.values())
    on = [t for t in last if t.status in ("held", "ongoing")]
    denied = [t for t in last if t.status == "denied"]
    if on:
        state = "ongoing" if all(t.status == "ongoing" for t in on) else "held"
        sides = {t.party for t in on if t.kind == "party"} & parties
        return f"{state} ({_who(on, sides, parties)}{_denial(denied)})"
    if denied and all(t.status in _COMING or t.status == "denied" for t in last):
        return f"denied ({_who(denied, set(), parties)})"
    over = [t for t in last if t.status in ("cancelled", "postponed", "suspended")]
    state = over[-1].status if over else last[-1].status
    same = [t for t in last if t.status == state]
    sides = {t.party for t in same if t.kind == "party"} & parties
    return f"{state} ({_who(same, sides, parties)}{_denial(denied)})"


def _who(told: Sequence[Told], sides: set[str | None], parties: frozenset[str]) -> str:
    if len(parties) > 1 and sides == parties:
        return "both sides" if len(parties) == 2 else "all sides"
    for kind in ("party", "other"):
        names = list(dict.fromkeys(t.by for t in told if t.kind == kind))
        if names:
            return f"per {_listed(names)}"
    outlets = [t for t in told if t.kind == "outlet"]
    if not outlets:
        return f"per {_listed(list(dict.fromkeys(t.by for t in told)))}"
    number = len({t.origin for t in outlets})
    return "one outlet" if number == 1 else f"{number} outlets"


def _denial(denied: Sequence[Told]) -> str:
    names = list(dict.fromkeys(t.by for t in denied))
    if not names:
        return ""
    return f"; {_listed(names)} {'denies' if len(names) == 1 else 'deny'}"


def _listed(names: Sequence[str]) -> str:
    told = [f"{n.removeprefix(UNNAMED)} (unnamed)" if is_unnamed(n) else n for n in names]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def by_party(parties: Iterable[str], acts_for: Mapping[str, str]) -> frozenset[str]:
    """Return those who met, each as the party that it acts for."""
    return frozenset(acts_for.get(party, party) for party in parties)
