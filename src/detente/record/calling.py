"""What entries are called, also when some are made again beside others that stay. Pure.

An entry is called by what it says first. Where several would be called the same, the first of
them is; so one that comes or goes may give its name to another, which is then made again too.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence, Set
from dataclasses import dataclass, field, fields
from itertools import takewhile
from operator import attrgetter

from detente.model.snapshot import Entry
from detente.record import stored
from detente.record.folded import Folded, Group
from detente.record.identity import entry_id

_values = attrgetter(*(field.name for field in fields(Group)))
_order = attrgetter("order")


@dataclass(frozen=True, slots=True)
class Called:
    """What groups are called.

    names: By identity of the groups that are made. renamed: Groups that have another name now,
    with those made in their place. shared: Names that several would have.
    """

    names: dict[int, str]
    shared: frozenset[str]
    renamed: list[tuple[Group, Group]] = field(default_factory=list)


def name(folded: Folded, group: Group) -> Entry:
    """Put a group into its state, with an entry under the id that follows from what it says."""
    settle(folded, group)
    found = group.base
    if found in folded.entries:
        folded.contested.add(found)
        found = other_name(folded, group)
    return put(folded, group, found)


def settle(folded: Folded, group: Group) -> None:
    """Let a state know which claims a group has, which count, and what they would be called."""
    group.every = group.members
    groups_of = folded.groups_of
    for index in group.members:
        groups_of[index] = group
    if folded.verdicts.on:
        _judge(folded, group)
    group.base = _first_name(folded, group)


def other_name(folded: Folded, group: Group) -> str:
    """Return what a group is called where another one has its name."""
    first = folded.seen[group.members[0]]
    return entry_id("corrected", (first.claim,), first.what)


def put(folded: Folded, group: Group, called: str) -> Entry:
    """Put a group that is settled into its state, with an entry that is called so."""
    group.name = called
    first = folded.seen[group.members[0]]
    met_again = group.family == "contacts" and len(group.members) > 1
    asked = bool(group.judged) or met_again
    # else the first claim stands for it; there are tens of thousands
    entry = group.entry(called) if asked else stored.entry(called, first, group)
    folded.entries[called] = entry
    folded.groups[called] = group
    return entry


def staying(old: Folded, touched: Container[int], bases: Set[str]) -> list[Group]:
    """Return what would be called so and is not touched: by one name one, unless it is shared.

    A look at each of tens of thousands would take a quarter of a growth. touched: By identity.
    """
    groups, shared = old.groups, bases & old.contested
    near = groups.values() if shared else (groups[base] for base in bases if base in groups)
    return [one for one in near if one.base in bases and id(one) not in touched]


def call(
    new: Folded,
    made: Sequence[Group],
    gone: Iterable[Group],
    *,
    stay: Callable[[Set[str]], Iterable[Group]],
) -> Called:
    """Return what groups are called in a state that takes them in.

    gone: Groups in whose place they are. stay: Returns those of all others that would be called
    by one of these names if they were alone.
    """
    for group in made:
        settle(new, group)
    bases = {group.base for group in (*made, *gone)}
    rivals: dict[str, list[Group]] = {}
    for group in (*made, *stay(bases)):
        rivals.setdefault(group.base, []).append(group)
    found = Called({}, frozenset(base for base, those in rivals.items() if len(those) > 1))
    ours = set(map(id, made))
    for base, those in rivals.items():
        for number, group in enumerate(sorted(those, key=_order) if len(those) > 1 else those):
            called = other_name(new, group) if number else base
            if id(group) in ours:
                found.names[id(group)] = called
            elif group.name != called:
                again = Group(*_values(group))
                settle(new, again)
                found.renamed.append((group, again))
                found.names[id(again)] = called
    return found


def _judge(folded: Folded, group: Group) -> None:
    """Note what the desk judged; what it rejected among claims that stand is left out."""
    verdicts = folded.verdicts
    group.judged = [i for i in group.members if i in verdicts.on]
    out = {i for i in group.judged if (last := verdicts.last(i)) and last.verdict == "rejected"}
    group.rejected = len(out) == len(group.members)
    if out and not group.rejected:
        group.members = [i for i in group.members if i not in out]


def _first_name(folded: Folded, group: Group) -> str:
    """Return the smallest id among the claims of the first day."""
    members, seen = group.members, folded.seen
    if len(members) == 1:
        return seen[members[0]].entry
    reports = folded.state.library.reports
    first = reports[seen[members[0]].report].day
    same = takewhile(lambda one: reports[one.report].day == first, map(seen.__getitem__, members))
    return min(one.entry for one in same)
