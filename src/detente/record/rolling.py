"""A folded state as columns, so that it can be put away and need not be folded again. Pure.

What the tables hold anyway (reports, the desk's log, the claims' bodies) is not among it, and what
follows from the rest at little cost is worked out again by `unrolling`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, repeat
from typing import Any

from detente.model.snapshot import Held, Standing
from detente.record.facts import ADDED, LISTED_ONLY, Library, Printed, Seen
from detente.record.folded import Folded, Group
from detente.record.folding import Grouping
from detente.record.packs import COLUMNS
from detente.record.parts import Part
from detente.record.register import placement_values
from detente.record.rolls import Code, Roll
from detente.record.standing import standings
from detente.record.stored import StoredEntry

# Columns of claims that are numbers, and those that are words; the others follow from the reading.
NUMBERS: dict[str, Code] = {"start": "I", "end": "I", "confidence": "d", "place": "I"}
WORDS = tuple(column for column in COLUMNS if column not in NUMBERS)
# In place of a number that is not there; other numbers are by one more than they are.
NONE = 0
# How sure a line is: not asked yet, no, yes.
SURENESS = (None, False, True)
# The lists of stances that a cell has.
LISTS = ("own", "others", "earlier", "possible")


def roll_up(folded: Folded) -> bytes:
    """Return a state as bytes.

    Errors: ValueError or LookupError for a state that cannot be put away so: one from which a
    later one went on, or that holds what columns have no place for.
    """
    if not isinstance(folded.grouping, Grouping):
        raise ValueError("a later state went on from it")
    cells = standings(folded)
    roll = Roll()
    _put_claims(roll, "seen", folded.state.seen)
    _put_claims(roll, "extra", tuple(folded.state.extra.values()))
    _put_state(roll, folded)
    _put_library(roll, folded.state.library)
    groups = _Groups(folded, folded.grouping)
    groups.put(roll)
    _put_grouping(roll, folded.grouping, groups)
    _put_cells(roll, cells, groups)
    roll.plain("register", folded.register.plain())
    return roll.bytes()


def _put_claims(roll: Roll, name: str, seen: Sequence[Seen]) -> None:
    """Put claims in, those of one reading after another."""
    columns = dict(zip(Seen._fields, zip(*seen, strict=True), strict=False)) if seen else {}
    for column in WORDS:
        roll.words(f"{name}.{column}", columns.get(column, ()))
    for column, code in NUMBERS.items():
        roll.numbers(f"{name}.{column}", columns.get(column, ()), code)
    runs = [(key, len(list(those))) for key, those in groupby(seen, _source)]
    roll.numbers(f"{name}.reading", (key[0] for key, _ in runs))
    roll.words(f"{name}.report", [key[1] for key, _ in runs])
    roll.numbers(f"{name}.run", (size for _, size in runs))
    roll.plain(f"{name}.bodies", [one.body for one in seen if one.reading == ADDED])


def _source(one: Seen) -> tuple[int, str]:
    return one.reading, one.report


def _put_state(roll: Roll, folded: Folded) -> None:
    state = folded.state
    added = [[c, one.id, one.target, one.carried_from] for c, one in state.added.items()]
    roll.plain("named", [list(row) for row in state.named])
    roll.plain("added", added)
    roll.plain("gone", dict(state.gone))
    roll.plain("stand", sorted(state.stand))
    roll.plain("silent", sorted(state.silent))
    roll.plain(
        "state",
        {
            "notes": state.notes,
            "possible": folded.possible,
            "contested": sorted(folded.contested),
            "holding": [party.id for party in folded.parties if party.is_party],
            "grown": folded.grown,
        },
    )


def _put_library(roll: Roll, library: Library) -> None:
    number = {key: place for place, key in enumerate(library.reports)}
    roll.words("reports", list(library.reports))
    roll.numbers("current", (key in library.current for key in library.reports), "B")
    for name, links in (("previous", library.previous), ("origins", library.origins)):
        roll.numbers(f"{name}.from", (number[key] for key in links))
        roll.numbers(f"{name}.to", (number[key] for key in links.values()))
    roll.numbers("readings.of", (number[key] for key in library.readings))
    roll.numbers("readings", (read.id for read in library.readings.values()))
    pairs = {key: [pair.other for pair in those] for key, those in library.pairs.items()}
    roll.plain("pairs", pairs)
    roll.plain("instead", dict(library.instead))
    roll.plain("articles", dict(library.articles))
    roll.plain("left_out", library.left_out)
    _put_printed(roll, () if library.left_out else tuple(library.reports.values()))


def _put_printed(roll: Roll, reports: Sequence[Printed]) -> None:
    """Put every report of the record in, as in the tables they lie among the texts.

    reports: None where some are of higher marks: these may not be here, nor be missed.
    """
    columns = zip(*reports, strict=True) if reports else repeat(())
    try:
        for name, values in zip(Printed._fields, columns, strict=False):
            roll.words(f"printed.{name}", values)
    except ValueError:  # an odd headline: they can be fetched
        _put_printed(roll, ())


@dataclass
class _Groups:
    """The groups of a state, those that are entries first, then what was merged into them."""

    folded: Folded
    grouping: Grouping
    every: list[Group] = field(init=False)
    numbers: dict[int, int] = field(init=False)  # by identity, from 1
    names: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        named = self.folded.groups
        beside = [one for one in self.grouping.groups.values() if named.get(one.name) is not one]
        self.every = [*named.values(), *beside]
        self.numbers = {id(None): NONE}
        self.numbers |= {id(one): number for number, one in enumerate(self.every, 1)}
        self.names = {name: number for number, name in enumerate(named, 1)}

    def numbered(self, groups: Iterable[Group | None]) -> list[int]:
        """Return the numbers of groups. Errors: LookupError for one that it has not."""
        return list(map(self.numbers.__getitem__, map(id, groups)))

    def put(self, roll: Roll) -> None:
        """Put the groups in, and which of them are entries, in what order."""
        every = self.every
        roll.numbers("groups", [len(self.names)])
        roll.words("groups.name", [one.name for one in every])
        roll.words("groups.key", [one.key for one in every])
        roll.words("groups.family", [one.family for one in every])
        roll.lists("groups.every", [one.every or one.members for one in every])
        of = list(enumerate(every, 1))
        roll.plain("groups.base", {n: one.base for n, one in of if one.base != one.name})
        parted = {n: list(one.members) for n, one in of if one.members is not one.every}
        roll.plain("groups.members", parted)
        roll.plain("groups.judged", {n: list(one.judged) for n, one in of if one.judged})
        roll.numbers("groups.first", (one.first for one in every))
        roll.numbers("groups.number", (one.number for one in every))
        roll.numbers("groups.joined", (one.joined for one in every), "B")
        roll.numbers("groups.rejected", (one.rejected for one in every), "B")
        self._put_days(roll)
        self._put_places(roll)
        roll.numbers("groups_of", self.numbered(self.folded.groups_of))
        families = self.folded.by_family
        roll.plain("families", list(families))
        entries = [[self.names[one.id] for one in those] for those in families.values()]
        roll.lists("families.entries", entries)

    def _put_days(self, roll: Roll) -> None:
        """Put in what lists ask of every line, worked out by now or not."""
        lines = [bool(one.name) and one.family not in LISTED_ONLY for one in self.every]
        pairs = list(zip(self.every, lines, strict=True))
        sure = (SURENESS.index(one.is_sure() if is_line else None) for one, is_line in pairs)
        roll.numbers("groups.sure", sure, "B")
        since = (_day(one.first_published() if is_line else None) for one, is_line in pairs)
        roll.numbers("groups.since", since)
        until = (_day(one.last_published() if is_line else None) for one, is_line in pairs)
        roll.numbers("groups.until", until)

    def _put_places(self, roll: Roll) -> None:
        placements = (one.placement for one in self.every)
        values = [None if found is None else placement_values(found) for found in placements]
        _put_table(roll, "placement", values)
        _put_table(roll, "cell", [one.cell for one in self.every])


def _put_table(roll: Roll, name: str, values: Iterable[tuple[Any, ...] | None]) -> None:
    """Put values of groups in, each once."""
    table: dict[tuple[Any, ...] | None, int] = {None: NONE}
    roll.numbers(f"groups.{name}", [table.setdefault(value, len(table)) for value in values])
    roll.plain(f"groups.{name}.table", list(table)[1:])


def _day(day: dt.date | None) -> int:
    return NONE if day is None else day.toordinal()


def _put_grouping(roll: Roll, grouping: Grouping, groups: _Groups) -> None:
    keyed = grouping.groups
    roll.words("keyed", list(keyed))
    roll.numbers("keyed.group", groups.numbered(keyed.values()))
    roll.lists("met", list(grouping.contacts.values()))
    known = {wording: place for place, wording in enumerate(groups.folded.register.placed)}
    roll.numbers("placed", (known[wording] for wording in grouping.placed))
    number = {wording: place for place, wording in enumerate(grouping.placed)}
    roll.numbers("placed.first", (grouping.first[wording] for wording in grouping.placed))
    roll.numbers("placed.order", (number[wording] for wording in grouping.order))


def _put_cells(roll: Roll, cells: Sequence[Standing], groups: _Groups) -> None:
    roll.plain(
        "standings",
        [[one.party, one.issue, one.proposition, one.stance] for one in cells],
    )
    roll.numbers("standings.mixed", (one.mixed for one in cells), "B")
    roll.numbers("standings.conflict", (one.conflict for one in cells), "B")
    lists: list[tuple[Held, ...]] = [getattr(one, name) for one in cells for name in LISTS]
    roll.numbers("standings.sizes", map(len, lists))
    held = [one for those in lists for one in those]
    roll.numbers("held.entry", (groups.names[one.entry.id] for one in held))
    roll.numbers("held.since", (_day(one.since) for one in held))
    roll.words("held.relationship", [one.relationship for one in held])
    roll.words("held.before", [one.before for one in held])
    roll.lists("held.part", [_part(one) for one in held])


def _part(held: Held) -> Sequence[int]:
    """Return which claims of an entry a stance shows; none for all of them."""
    entry = held.entry
    is_part = isinstance(entry, StoredEntry) and isinstance(entry.fill, Part)
    return entry.fill.members if is_part else ()  # type: ignore[attr-defined]
