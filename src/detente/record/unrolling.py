"""A folded state from its columns, and what the tables hold. Pure but for the bodies of claims.

Errors of all: ValueError, TypeError, LookupError or ArithmeticError for what no state gave.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain, groupby, islice, repeat, starmap
from operator import attrgetter
from typing import Any

from detente.model.snapshot import Entry, Standing
from detente.record.added import judgement_of
from detente.record.decisions import replay
from detente.record.facts import (
    ADDED,
    Action,
    Library,
    Named,
    Pair,
    Printed,
    Read,
    Seen,
    State,
    View,
)
from detente.record.folded import Folded, Group
from detente.record.folding import Grouping, correct_some, variants
from detente.record.judging import find_judged
from detente.record.packs import pack_bodies
from detente.record.parts import Part
from detente.record.people import gather
from detente.record.register import Placement, Register
from detente.record.rolling import LISTS, NUMBERS, SURENESS, WORDS
from detente.record.rolls import Unrolled
from detente.record.shelf import Shelf
from detente.record.starters import starters
from detente.record.stored import StoredEntry, StoredHeld
from detente.record.telling import told_best

_run = deque[Any](maxlen=0).extend
_new = tuple.__new__
_READING = attrgetter("reading")


@dataclass(frozen=True, slots=True)
class Beside:
    """What the tables hold beside a state that was put away.

    view: Its own. actions: The desk's log up to then. bodies: Of readings, packed.
    """

    view: View
    shelf: Shelf
    actions: tuple[Action, ...]
    bodies: Mapping[int, bytes]


def unroll(body: bytes, beside: Beside) -> Folded:
    """Return the state that was put away."""
    roll = Unrolled(body)
    state = _state(roll, beside)
    decisions = replay(state.actions)
    people = gather(state.named, decisions.same["actor"])
    verdicts = find_judged(state, decisions.judged)
    seen = correct_some(state, range(len(state.seen)), verdicts, people=people)
    desk = decisions.desk(variants(seen, decisions))
    register = Register.from_plain(desk, starters(), roll.plain("register"))
    folded = Folded(state, decisions, verdicts, people, register, seen)
    told = roll.plain("state")
    folded.possible, folded.contested = told["possible"], set(told["contested"])
    folded.grown = told["grown"]
    folded.know_places(_of_reports(roll))
    folded.parties = people.parties(frozenset(told["holding"]))
    groups = _Groups(roll, folded)
    groups.fill()
    folded.grouping = _grouping(roll, folded, groups)
    folded.stances = _standings(roll, folded, groups)
    folded.cells = {(cell.party, cell.proposition): cell for cell in folded.stances}
    return folded


def printed(body: bytes) -> list[Printed]:
    """Return the reports that were put away with a state; none where some were of higher marks."""
    roll = Unrolled(body)
    columns = (roll.words(f"printed.{name}") for name in Printed._fields)
    return list(map(_new, repeat(Printed), zip(*columns, strict=True)))


def take_claims(shelf: Shelf, state: State) -> None:
    """Let a shelf have the claims of a state, as if it had fetched them."""
    runs = [(reading, list(those)) for reading, those in groupby(state.seen, _READING)]
    # a claim that the desk added stands in place of the same one that was read
    mixed = {one.report for reading, those in runs if reading == ADDED for one in those}
    readings = state.library.readings.items()
    found: dict[int, list[Seen]] = {read.id: [] for key, read in readings if key not in mixed}
    for reading, those in runs:
        if reading in found:
            found[reading].extend(those)
    shelf.seen.update(found)


def _state(roll: Unrolled, beside: Beside) -> State:
    told = roll.plain("state")
    extra = {one.claim: one for one in _claims(roll, "extra", beside.bodies)}
    log = {one.id: one for one in beside.actions}
    return State(
        view=beside.view,
        library=_library(roll, beside.shelf),
        seen=tuple(_claims(roll, "seen", beside.bodies)),
        named=tuple(Named(*row) for row in roll.plain("named")),
        actions=beside.actions,
        extra=extra,
        notes=told["notes"],
        added={claim: judgement_of(log[id_], *rest) for claim, id_, *rest in roll.plain("added")},
        roots=beside.shelf.roots,
        gone=roll.plain("gone"),
        stand=frozenset(roll.plain("stand")),
        silent=frozenset(roll.plain("silent")),
    )


def _claims(roll: Unrolled, name: str, bodies: Mapping[int, bytes]) -> Iterator[Seen]:
    columns = {column: roll.words(f"{name}.{column}") for column in WORDS}
    columns.update({column: roll.numbers(f"{name}.{column}") for column in NUMBERS})
    runs, sizes = roll.numbers(f"{name}.reading"), roll.numbers(f"{name}.run")
    own = iter(roll.plain(f"{name}.bodies"))
    packed = (
        (bodies[run],) * size if run else tuple(pack_bodies([one]) for one in islice(own, size))
        for run, size in zip(runs, sizes, strict=True)
    )
    columns["reading"] = list(chain.from_iterable(map(repeat, runs, sizes)))
    reports = roll.words(f"{name}.report")
    columns["report"] = list(chain.from_iterable(map(repeat, reports, sizes)))
    columns["bodies"] = list(chain.from_iterable(packed))
    rows = zip(*(columns[field] for field in Seen._fields), strict=True)
    return map(_new, repeat(Seen), rows)


def _of_reports(roll: Unrolled) -> dict[str, list[int]]:
    """Return the indices of each report's claims."""
    found: dict[str, list[int]] = {}
    start = 0
    for report, size in zip(roll.words("seen.report"), roll.numbers("seen.run"), strict=True):
        found.setdefault(report, []).extend(range(start, start + size))
        start += size
    return found


def _library(roll: Unrolled, shelf: Shelf) -> Library:
    known: dict[str, Printed] = {one.id: one for one in shelf.reports}
    reads: dict[int, Read] = {one.id: one for one in shelf.readings}
    ids = roll.words("reports")
    current = roll.numbers("current")
    previous, origins = _links(roll, "previous", ids), _links(roll, "origins", ids)
    read = (reads[number] for number in roll.numbers("readings"))
    pairs: dict[str, tuple[Pair, ...]] = {
        key: tuple(shelf.pairs[key][other] for other in others)
        for key, others in roll.plain("pairs").items()
    }
    return Library(
        reports={key: known[key] for key in ids},
        current=frozenset(key for key, is_so in zip(ids, current, strict=True) if is_so),
        previous=previous,
        origins=origins,
        readings=dict(zip((ids[n] for n in roll.numbers("readings.of")), read, strict=True)),
        left_out=roll.plain("left_out"),
        pairs=pairs,
        instead=roll.plain("instead"),
        articles=roll.plain("articles"),
    )


def _links(roll: Unrolled, name: str, ids: Sequence[str]) -> dict[str, str]:
    ends = (map(ids.__getitem__, roll.numbers(f"{name}.{end}")) for end in ("from", "to"))
    return dict(zip(*ends, strict=True))


@dataclass
class _Groups:
    """The groups of a state, and the entries that they make. every, entries: By number."""

    roll: Unrolled
    folded: Folded
    every: list[Group | None] = field(init=False)
    entries: list[Entry | None] = field(init=False)
    names: list[str] = field(init=False)

    def fill(self) -> None:
        """Make them, and put them into the state."""
        roll, folded = self.roll, self.folded
        self.names = roll.words("groups.name")
        made = list(starmap(Group, zip(*self._columns(), strict=True)))
        self.every = [None, *made]
        self._exceptions()
        (size,) = roll.numbers("groups")
        self._make_entries(made[:size])
        folded.groups_of = list(map(self.every.__getitem__, roll.numbers("groups_of")))
        folded.groups = dict(zip(self.names[:size], made, strict=False))
        folded.entries = dict(zip(self.names[:size], self.entries[1:], strict=True))  # type: ignore[arg-type]
        families = zip(roll.plain("families"), roll.lists("families.entries"), strict=True)
        folded.by_family = {
            family: list(map(self.entries.__getitem__, those))  # type: ignore[arg-type]
            for family, those in families
        }

    def _columns(self) -> tuple[Iterable[Any], ...]:
        """Return what groups are made of, a column each, in the order of their fields."""
        roll = self.roll
        every = roll.lists("groups.every")
        placements = [None, *(Placement(*row) for row in roll.plain("groups.placement.table"))]
        cells = [None, *(tuple(row) for row in roll.plain("groups.cell.table"))]
        sure = roll.numbers("groups.sure")
        since, until = (
            [day if is_known else False for day, is_known in zip(days, sure, strict=True)]
            for days in map(_days, map(roll.numbers, ("groups.since", "groups.until")))
        )
        columns = {
            "folded": repeat(self.folded, len(every)),
            "family": roll.words("groups.family"),
            "members": every,
            "placement": map(placements.__getitem__, roll.numbers("groups.placement")),
            "key": roll.words("groups.key"),
            "first": roll.numbers("groups.first"),
            "number": roll.numbers("groups.number"),
            "joined": map(bool, roll.numbers("groups.joined")),
            "judged": repeat((), len(every)),
            "rejected": map(bool, roll.numbers("groups.rejected")),
            "every": every,
            "base": self.names,
            "name": self.names,
            "cell": map(cells.__getitem__, roll.numbers("groups.cell")),
            "_first": since,
            "_last": until,
            "_sureness": map(SURENESS.__getitem__, sure),
        }
        return tuple(columns[one.name] for one in fields(Group))

    def _exceptions(self) -> None:
        for slot in ("base", "members", "judged"):
            for number, value in self.roll.plain(f"groups.{slot}").items():
                setattr(self.every[int(number)], slot, value)

    def _make_entries(self, groups: list[Group]) -> None:
        if self.folded.verdicts.on:  # which claim stands for an entry follows from them
            self.entries = [None, *(one.entry(one.name) for one in groups)]
            return
        seen = self.folded.seen
        made = _made(StoredEntry, len(groups))
        for slot, values in (
            ("id", self.names),
            ("family", (one.family for one in groups)),
            ("fill", groups),
            ("seen", [seen[self._standing(one)] for one in groups]),
        ):
            _fill(made, StoredEntry, slot, values)
        self.entries = [None, *made]

    def _standing(self, one: Group) -> int:
        """Return the claim that stands for a group of which nothing was judged."""
        if one.family != "contacts":  # most are none
            return one.members[0]
        return told_best(self.folded, one.family, one.members)


def _made(kind: type[Any], number: int) -> list[Any]:
    """Return things that hold nothing yet: there are tens of thousands."""
    return list(map(object.__new__, repeat(kind, number)))


def _fill(made: Sequence[Any], kind: type[Any], slot: str, values: Iterable[Any]) -> None:
    """Give things made so one value each."""
    _run(starmap(getattr(kind, slot).__set__, zip(made, values, strict=True)))


def _days(numbers: Sequence[int]) -> Iterator[dt.date | None]:
    days = {number: dt.date.fromordinal(number) for number in set(numbers) if number}
    return map(days.get, numbers)


def _grouping(roll: Unrolled, folded: Folded, groups: _Groups) -> Grouping:
    made = Grouping(folded)
    keyed = map(groups.every.__getitem__, roll.numbers("keyed.group"))
    made.groups = dict(zip(roll.words("keyed"), keyed, strict=True))  # type: ignore[arg-type]
    for indices in roll.lists("met"):
        made.contacts[made.partition(folded.seen[indices[0]])] = indices
    every = list(folded.register.placed.items())
    made.placed = dict(every[number] for number in roll.numbers("placed"))
    words = list(made.placed)
    made.first = dict(zip(words, roll.numbers("placed.first"), strict=True))
    made.order = [words[place] for place in roll.numbers("placed.order")]
    return made


def _standings(roll: Unrolled, folded: Folded, groups: _Groups) -> tuple[Standing, ...]:
    held = iter(_held(roll, folded, groups))
    sizes = roll.numbers("standings.sizes")
    lists = [tuple(islice(held, size)) for size in sizes]
    parts = [lists[place :: len(LISTS)] for place in range(len(LISTS))]
    made = _made(Standing, len(parts[0]))
    rows = roll.plain("standings")
    columns = zip(*rows, strict=True) if rows else repeat(())
    for slot, values in (
        *zip(("party", "issue", "proposition", "stance"), columns, strict=False),
        ("mixed", map(bool, roll.numbers("standings.mixed"))),
        ("conflict", map(bool, roll.numbers("standings.conflict"))),
        *zip(LISTS, parts, strict=True),
    ):
        _fill(made, Standing, slot, values)
    return tuple(made)


def _held(roll: Unrolled, folded: Folded, groups: _Groups) -> list[Any]:
    entries = list(map(groups.entries.__getitem__, roll.numbers("held.entry")))
    for place, members in enumerate(roll.lists("held.part")):
        entry = entries[place]
        if entry is None:
            raise ValueError("a stance of no entry")
        if members:
            part = Part(folded, entry.family, members)
            part.whole = entry
            entries[place] = part.entry(entry.id)
    made = _made(StoredHeld, len(entries))
    for slot, values in (
        ("entry", entries),
        ("since", _days(roll.numbers("held.since"))),
        ("relationship", roll.words("held.relationship")),
        ("before", roll.words("held.before")),
    ):
        _fill(made, StoredHeld, slot, values)
    return made
