"""A folded state as a smaller view had it: only what the rest touched is folded again. Pure.

What changed since a look is found between two states that have nearly all in common. So the
earlier one is not folded: it is the later one without what came since. Where that moved what stood
before, nothing is returned, and the earlier state is to be folded for itself.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from detente.model.snapshot import Entry
from detente.record.calling import name
from detente.record.decisions import replay
from detente.record.facts import ADDED, Seen, State
from detente.record.folded import Folded, Group, Rank
from detente.record.folding import (
    Grouping,
    Partition,
    concerned,
    correct_some,
    encountered,
    is_live,
    variants,
)
from detente.record.growing import is_quiet, is_same_library, is_same_people
from detente.record.judging import Places, find_judged
from detente.record.library import retraced
from detente.record.parts import without_entries
from detente.record.people import People, gather
from detente.record.register import Register, Wording
from detente.record.standing import by_cell, cell_of
from detente.record.starters import starters

_K = TypeVar("_K", bound=Hashable)


@dataclass(slots=True)
class Smaller:
    """A state as it was, and the entries that may not be what they were, by their ids in either.

    folded: What is not touched is shared with the later state, its lines too.
    numbers: Of encounters that it shares, by identity: what sorted them then. of: Mark of the
    later state. body: What lines that the later one has not are made from.
    """

    folded: Folded
    touched: frozenset[str]
    numbers: Mapping[int, tuple[int, int]]
    of: object
    body: Folded

    def beside(self, new: Folded) -> Smaller | None:
        """Return the same beside a later state; None if it did not grow from that of before."""
        since = new.touched_since(self.of)
        if since is None:
            return None
        groups = self.folded.groups
        for group in (groups[key] for key in since if key in groups):
            # what the later state has no more is made from one that holds the same, so that each
            # growth does not leave all that it grew from
            group.folded = self.body
        return replace(self, touched=self.touched | since, of=new.mark)

    def first_of(self, indices: Iterable[int]) -> str | None:
        """Return the id of the first entry that one of these claims was in, or None."""
        groups_of = self.folded.groups_of
        here = (i for i in indices if i < len(groups_of))
        found = [g for i in here if (g := groups_of[i]) and g.counts(i)]
        return min(found, key=self._order).name if found else None

    def _order(self, group: Group) -> tuple[bool, Rank, int]:
        first, number = self.numbers.get(id(group), (group.first, group.number))
        return group.joined, self.folded.rank(first), number


def shrink(new: Folded, state: State) -> Smaller | None:
    """Return an earlier state of a folded one, None if it must be folded for itself.

    state: Of a view that the later one contains; which claims it holds is found here.
    """
    fresh = _fresh(new, state)
    if not (
        is_quiet(state, new.state)
        and state.added.keys() == new.state.added.keys()
        and is_same_library(state, new.state, [new.state.seen[i] for i in fresh])
    ):
        return None
    decisions = replay(state.actions)
    people = gather(state.named, decisions.same["actor"])
    came = frozenset(fresh)
    if not is_same_people(people, new.people, lambda: _used(new, came, people)):
        return None
    whole = replace(state, seen=new.state.seen)
    places = Places(whole.seen, without=came) if decisions.judged else None
    small = replace(
        new,
        state=whole,
        decisions=decisions,
        people=people,
        verdicts=find_judged(whole, decisions.judged, places),
        groups_of=list(new.groups_of),
        entries=dict(new.entries),
        groups=dict(new.groups),
        by_family=dict(new.by_family),
        grouping=None,
        contested=set(new.contested),
        cells={},
        by_cell=dict(by_cell(new)),
        stances=None,
        summaries={},
        deltas={},
        possible=None,
        mark=object(),
        steps=(),
        noted={},
    )
    change = _Change(new, small, fresh, came)
    if not change.made():
        return None
    return Smaller(small, frozenset(change.names), change.numbers, new.mark, change.body)


def _used(new: Folded, came: frozenset[int], people: People) -> set[str]:
    then = (one for index, one in enumerate(new.seen) if index not in came)
    return {*people.acts_for.values(), *concerned(then)}


def _fresh(new: Folded, state: State) -> list[int]:
    """Return which claims of a later state an earlier one does not hold, in order."""
    then, now = state.library, new.state.library
    late = [
        report
        for report in now.reports
        if report not in then.reports or then.readings.get(report) != now.readings.get(report)
    ]
    return sorted(
        index
        for report in late
        for index in new.of_report(report)
        if report not in then.reports or new.state.seen[index].reading != ADDED
    )


def _grouping(folded: Folded) -> Grouping:
    assert isinstance(folded.grouping, Grouping)  # noqa: S101  (set by folding)
    return folded.grouping


@dataclass(slots=True)
class _Change:
    """What is folded again, as it was. fresh, came: Claims that came since."""

    new: Folded
    small: Folded
    fresh: list[int]
    came: frozenset[int]
    grouping: Grouping = field(init=False)
    body: Folded = field(init=False)  # what lines that are made again are made from
    moved: list[int] = field(default_factory=list)  # say something else, as the desk corrected
    touched: dict[int, Group] = field(default_factory=dict)  # by identity
    partitions: set[Partition] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # of what was taken out and put in
    renamed: bool = False  # whether a name may be another's, so that no encounter stays as it is
    numbers: dict[int, tuple[int, int]] = field(default_factory=dict)
    own: set[Hashable] = field(default_factory=set)  # whose lists are no longer the later state's

    def made(self) -> bool:
        """Make the smaller state; whether that could be done without folding all of it."""
        self.grouping = _grouping(self.new).beside(self.small)
        self._read()
        self.body = without_entries(self.small)
        if not (self._touch_all() and self._are_placed()):
            return False
        made = self._groups()
        if made is None:
            return False
        for index in self.fresh:
            self.small.groups_of[index] = None
        self._take_out()
        return all(self._put_in(group) for group in made)

    def _read(self) -> None:
        """Find the claims that said something else then, or had it from elsewhere."""
        new, small = self.new, self.small
        was, now = small.verdicts, new.verdicts
        written = sorted({*was.on, *now.on} - self.came)
        if small.people.ids.keys() == new.people.ids.keys():
            self.moved = [i for i in written if was.fields(i) != now.fields(i)]
        else:
            self.moved = [i for i in written if was.fields(i) or now.fields(i)]
            self.partitions.update(self.grouping.contacts)
            self.renamed = True
        elsewhere = retraced(small.state.library, new.state.library)
        written = [i for report in elsewhere for i in new.of_report(report) if i not in self.came]
        self.moved = sorted({*self.moved, *written})
        if self.moved:
            small.seen = list(new.seen)
            claims = correct_some(small.state, self.moved, was, people=small.people)
            for index, seen in zip(self.moved, claims, strict=True):
                small.seen[index] = seen

    def _touch_all(self) -> bool:
        """Find the groups that what came since touches; whether they can be made again."""
        new, small = self.new, self.small
        was, now = small.verdicts.on, new.verdicts.on
        indices = {i for i in {*was, *now} if was.get(i) != now.get(i)}
        indices.update(self.fresh, self.moved)
        for report in small.state.library.current - new.state.library.current:
            indices.update(new.of_report(report))
        groups = (new.groups_of[i] for i in indices)
        return all(group is not None and self._touch(group) for group in groups)

    def _touch(self, group: Group) -> bool:
        taken_in = group.joined or not group.name  # by a merge
        if taken_in or {group.name, group.base} & self.new.contested:
            return False
        self.touched[id(group)] = group
        if group.family == "contacts":
            self.partitions.add(self.grouping.partition(self.new.seen[group.first]))
        return True

    def _are_placed(self) -> bool:
        """Whether all that was worded then lay where it lies now."""
        new, small, grouping = self.new, self.small, self.grouping
        for index in (*self.fresh, *self.moved):
            one = new.seen[index]
            if one.family != "positions":
                continue
            if one.entry in small.decisions.places:
                return False
            if index not in self.came and grouping.wording(one) != grouping.wording(
                small.seen[index]
            ):
                return False
        late = {wording for wording, index in grouping.first.items() if index in self.came}
        if not late:
            return True
        first = {word: i for word, i in grouping.first.items() if i not in self.came}
        for index in self._alike(late):
            wording = grouping.wording(small.seen[index])
            if wording in late:
                before = first.get(wording)
                if before is None or small.rank(index) < small.rank(before):
                    first[wording] = index
        order = sorted(first, key=lambda wording: small.rank(first[wording]))
        ranked = sorted(grouping.first, key=lambda wording: new.rank(grouping.first[wording]))
        if ranked[: len(order)] == order:
            return True  # each is placed by those before it
        register = Register(
            small.decisions.desk(variants(self._seen_then(), small.decisions)), starters()
        )
        small.register = register  # in the order in which it was worded then
        return all(register.place(word) == grouping.placed[word] for word in order)

    def _alike(self, late: set[Wording]) -> Iterator[int]:
        """Yield the positions of then that may be worded as those whose wording came since."""
        under = {self.grouping.placed[wording].proposition for wording in late}
        for group in self.new.groups.values():
            if group.placement is None or group.placement.proposition not in under:
                continue
            for index in group.every:
                by_hand = self.small.seen[index].entry in self.small.decisions.places
                if index not in self.came and not by_hand:
                    yield index

    def _seen_then(self) -> Iterator[Seen]:
        return (one for index, one in enumerate(self.small.seen) if index not in self.came)

    def _groups(self) -> list[Group] | None:
        """Return what stood in place of the touched groups; None if the desk merged any of it."""
        small, grouping = self.small, self.grouping
        same = small.decisions.same
        out = self.came.union(self.moved)
        for index in self.fresh:
            if not self._is_alone(self.new.seen[index], same):
                return None
        members: dict[str, list[int]] = {}
        for index in self.moved:
            seen = small.seen[index]
            if not self._is_alone(seen, same):
                return None
            if seen.family == "contacts":
                self.partitions.add(grouping.partition(seen))
                continue
            key, _ = grouping.key(index, seen)
            before = grouping.groups.get(key)
            if before is not None and not self._touch(before):
                return None
            insort(members.setdefault(key, []), index, key=small.rank)
        for group in self.touched.values():
            if group.family != "contacts":
                stayed = [index for index in group.every if index not in out]
                beside = members.get(group.key)
                if beside:
                    stayed = sorted([*stayed, *beside], key=small.rank)
                members[group.key] = stayed
        met = self._encounters(out)
        return (
            None
            if met is None
            else [*(self._plain(key, those) for key, those in members.items() if those), *met]
        )

    def _is_alone(self, seen: Seen, same: dict[str, dict[str, str]]) -> bool:
        """Whether the desk's merges leave a claim, and those beside it, as they are."""
        if seen.family == "contacts":
            return not same["contact"]
        return seen.family != "proposals" or seen.entry not in same["proposal"]

    def _plain(self, key: str, indices: list[int]) -> Group:
        first = indices[0]
        seen = self.small.seen[first]
        _, placement = self.grouping.key(first, seen)
        return Group(self.body, seen.family, indices, placement, key, first)

    def _encounters(self, out: frozenset[int]) -> list[Group] | None:
        small, contacts = self.small, self.grouping.contacts
        beside: dict[Partition, list[int]] = {}
        for index in self.moved:
            if small.seen[index].family == "contacts":
                beside.setdefault(self.grouping.partition(small.seen[index]), []).append(index)
        found: list[Group] = []
        for key in tuple(self.partitions):  # groups touched are of the same partition
            now = contacts.get(key, ())
            then = [index for index in now if index not in out]
            for index in beside.get(key, ()):
                insort(then, index, key=small.rank)
            kept: set[int] = set()
            for group in encountered(small, then, self.grouping) if then else ():
                stays = self._stays(group)
                if stays is None:
                    group.folded = self.body
                    found.append(group)
                else:
                    kept.add(id(stays))
                    self.numbers[id(stays)] = (group.first, group.number)
            for index in now:
                group_now = self.new.groups_of[index]
                if group_now is None or id(group_now) in kept:
                    continue
                if not self._touch(group_now):
                    return None
        return found

    def _stays(self, group: Group) -> Group | None:
        """Return the encounter that the later state has for the very same claims, if it stays."""
        now = self.new.groups_of[group.members[0]]
        if now is None or self.renamed or id(now) in self.touched:
            return None
        if now.joined or not now.name:
            return None
        return now if list(now.every) == group.members else None

    def _take_out(self) -> None:
        small = self.small
        gone = {group.name for group in self.touched.values()}
        self.names |= gone
        for taken in gone:
            small.entries.pop(taken, None)
            small.groups.pop(taken, None)
        for family in {group.family for group in self.touched.values()}:
            small.by_family[family] = _without(small.by_family.get(family, ()), gone)
            self.own.add(family)
        assert small.by_cell is not None  # noqa: S101  (made with it)
        for group in self.touched.values():
            key = cell_of(self.new, group)
            if key is not None:
                small.by_cell[key] = _without(small.by_cell.get(key, ()), gone)
                self.own.add(key)

    def _put_in(self, group: Group) -> bool:
        """Put a group into the smaller state; whether its name was free."""
        small = self.small
        before = len(small.contested)
        name(small, group)
        if len(small.contested) > before or group.base in small.contested:
            return False
        self.names.add(group.name)
        if not is_live(small, group):
            return True
        self._insert(small.by_family, group.family, group)
        key = cell_of(small, group)
        if key is not None and small.by_cell is not None:
            self._insert(small.by_cell, key, group)
        return True

    def _insert(self, lists: dict[_K, list[Entry]], key: _K, group: Group) -> None:
        groups = self.small.groups
        if key not in self.own:
            lists[key] = list(lists.get(key, ()))
            self.own.add(key)
        insort(lists[key], self.small.entries[group.name], key=lambda e: groups[e.id].order)


def _without(entries: Iterable[Entry], gone: set[str]) -> list[Entry]:
    return [entry for entry in entries if entry.id not in gone]
