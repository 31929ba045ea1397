"""A folded state brought up to date: only what is new, or was judged, is folded again. Pure.

The result is that of folding anew. Where what is new could move what stood before (a name that
turns out to be another's, a wording placed elsewhere, a merge), nothing is returned, and the state
is to be folded anew. Lines that nothing new touches go on as they are; what was handed out before
stays what it was.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter

from detente.model.snapshot import Entry
from detente.record.calling import call, put, staying
from detente.record.decisions import replay
from detente.record.deeds import QUIET, QUIETLY_UNDONE, target_of
from detente.record.facts import LISTED_ONLY, Seen, State, by_report
from detente.record.folded import Folded, Group, Step
from detente.record.folding import (
    Grouping,
    Partition,
    correct_some,
    encountered,
    holding,
    is_live,
    variants,
)
from detente.record.judging import find_judged
from detente.record.parts import give, without_entries
from detente.record.people import People, gather
from detente.record.placing import placed_with
from detente.record.register import Wording
from detente.record.standing import Cell, cell_of

_claim = attrgetter("claim")
_MERGED = {"contacts": "contact", "proposals": "proposal"}
# Growths of which a state knows what they touched: one is compared with the state some looks ago.
MOST_STEPS = 64


def grow(old: Folded, state: State) -> Folded | None:
    """Return the later state, folded, or None if it must be folded anew.

    old: It grows into the later one; from then on it only shows, and cannot grow.
    state: All claims of the old one in its order, then those that came since.
    """
    if state == old.state:
        return old
    fresh = state.seen[len(old.seen) :]
    if old.grouping is None or not (
        is_quiet(old.state, state) and is_same_library(old.state, state, fresh)
    ):
        return None
    if state.added and not set(map(_claim, fresh)).isdisjoint(map(_claim, old.state.seen)):
        return None  # claimed by a reader and by the desk: the desk's stays
    decisions = replay(state.actions)
    people = gather(state.named, decisions.same["actor"])
    if not is_same_people(old.people, people, lambda: _grouping(old).used(old)):
        return None
    old.places.add(fresh)
    for report, indices in by_report(fresh, len(old.seen)).items():
        old.reports_seen.setdefault(report, []).extend(indices)
    verdicts = find_judged(state, decisions.judged, old.places)
    new = replace(
        old,
        state=state,
        decisions=decisions,
        verdicts=verdicts,
        people=people,
        seen=[*old.seen, *fresh],
        groups_of=[*old.groups_of, *([None] * len(fresh))],
        entries=dict(old.entries),
        groups=dict(old.groups),
        by_family={family: list(entries) for family, entries in old.by_family.items()},
        cells=dict(old.cells),
        grown=True,
        stances=None,
        summaries={},
        deltas={},
        possible=None if old.possible is None else dict(old.possible),
        mark=object(),
        contested=set(old.contested),
        by_cell=None if old.by_cell is None else dict(old.by_cell),
    )
    change = _Change(old, new, _grouping(old))
    old.grouping = None  # it is the new one's, or of no use
    if not change.made():
        return None
    new.steps = (*old.steps[1 - MOST_STEPS :], Step(old.mark, frozenset(change.names)))
    return new


def _grouping(folded: Folded) -> Grouping:
    assert isinstance(folded.grouping, Grouping)  # noqa: S101  (set by folding)
    return folded.grouping


def is_quiet(old: State, new: State) -> bool:
    """Whether nothing that was decided since needs all to be folded again."""
    by_id = {action.id: action for action in new.actions}
    for key in by_id.keys() - {action.id for action in old.actions}:
        action = by_id[key]
        if action.undoes is not None and action.undoes not in by_id:
            return False  # the clock was put back: by that time it is not there to be taken back
        target = target_of(action, by_id)
        if target.kind not in (QUIET if target is action else QUIETLY_UNDONE):
            return False
    return old.added.keys() <= new.added.keys()


def is_same_library(old: State, new: State, fresh: Sequence[Seen]) -> bool:
    """Whether every report of the old state is what it was, if perhaps replaced, or a copy now.

    fresh: Claims that only the later one holds.
    """
    before, after = old.library, new.library
    return (
        before.readings.items() <= after.readings.items()
        and before.previous.items() <= after.previous.items()
        and before.previous.keys() == before.reports.keys() & after.previous.keys()
        and len({one.claim for one in fresh}) == len(fresh)
    )


def is_same_people(was: People, people: People, used: Callable[[], Set[str]]) -> bool:
    """Whether everybody whom a claim may concern is called, and counts for, whom it did.

    used: Returns all whom claims of the old state concern, and whom they act for.
    """
    fresh = people.rows.keys() - was.rows.keys()
    return (
        was.names.items() <= people.names.items()
        and was.ids.items() <= people.ids.items()
        and was.acts_for.items() <= people.acts_for.items()
        and was.acts_for.keys() == was.rows.keys() & people.acts_for.keys()
        and not (fresh and fresh & used())
    )


@dataclass(slots=True)
class _Change:
    """What is folded again, between an old state and the one that it becomes."""

    old: Folded
    new: Folded
    grouping: Grouping
    touched: dict[int, Group] = field(default_factory=dict)  # by identity
    fresh: list[int] = field(default_factory=list)
    partitions: set[Partition] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # of what was taken out and put in
    renamed: bool = False  # whether a name may be another's, so that no encounter stays as it is

    def made(self) -> bool:
        """Make the new state; whether that could be done without folding all of it."""
        self.grouping.take(self.new)
        self._read()
        if not (self._touch_judged() and self._are_placed()):
            return False
        made = self._groups()
        if made is None:
            return False
        made = self._call(made)
        self.new.parties = self.new.people.parties(self._holding(made))
        self._hand_over()
        return True

    def _read(self) -> None:
        """Find the claims that are new, or say something else now or have it from elsewhere."""
        old, new = self.old, self.new
        was, now = old.verdicts, new.verdicts
        written = [i for i in {*was.on, *now.on} if i < len(old.seen)]
        if old.people.ids.keys() == new.people.ids.keys():
            written = [i for i in written if was.fields(i) != now.fields(i)]
        else:  # a name that a correction brought may be somebody's now
            written = [i for i in written if was.fields(i) or now.fields(i)]
            self.partitions.update(self.grouping.contacts)
            self.renamed = True
        elsewhere = (i for report in new.state.library.moved for i in old.of_report(report))
        written = sorted({*written, *elsewhere})
        self.fresh = [*written, *range(len(old.seen), len(new.seen))]
        claims = correct_some(new.state, self.fresh, now, people=new.people)
        for index, seen in zip(self.fresh, claims, strict=True):
            # what was noted of an older one is not told of another
            new.seen[index] = Seen._make(seen) if index < len(old.seen) else seen

    def _touch_judged(self) -> bool:
        """Find the groups that a judgement or a revision touches; whether they can be made."""
        old, new = self.old, self.new
        was, now = old.verdicts.on, new.verdicts.on
        indices = {i for i in {*was, *now} if was.get(i) != now.get(i)}.union(self.fresh)
        replaced = old.state.library.current - new.state.library.current
        if replaced:
            indices.update(i for i, one in enumerate(old.seen) if one.report in replaced)
        groups = (old.groups_of[i] for i in indices if i < len(old.seen))
        return all(group is not None and self._touch(group) for group in groups)

    def _touch(self, group: Group) -> bool:
        """Note a group that is to be made again; whether it can be, without others."""
        taken_in = group.joined or not group.name  # by a merge
        if taken_in:
            return False
        self.touched[id(group)] = group
        if group.family == "contacts":
            self.partitions.add(self.grouping.partition(self.old.seen[group.first]))
        return True

    def _are_placed(self) -> bool:
        """Place new wordings; whether those placed before stay where they are."""
        new, grouping = self.new, self.grouping
        late: dict[Wording, int] = {}
        for index in sorted(self.fresh, key=new.rank):
            seen = new.seen[index]
            if seen.family != "positions":
                continue
            wording = grouping.wording(seen)
            if seen.entry in new.decisions.places:
                return False
            if index < len(self.old.seen):
                if wording != grouping.wording(self.old.seen[index]):
                    return False
                continue
            known = grouping.first.get(wording)
            if wording not in late and (known is None or new.rank(index) < new.rank(known)):
                late[wording] = index
        if not late:
            return True
        desk = new.decisions.desk(variants(new.seen, new.decisions))
        register = placed_with(grouping, late, now=self.old.register, desk=desk, rank=new.rank)
        new.register = register or self.old.register
        return register is not None

    def _groups(self) -> list[Group] | None:
        """Return what takes the place of the touched groups; None if the desk merged any of it."""
        new, grouping = self.new, self.grouping
        moved = {i for i in self.fresh if i < len(self.old.seen)}
        members: dict[str, list[int]] = {}
        for group in self.touched.values():
            if group.family != "contacts":
                members[group.key] = [i for i in group.every if i not in moved]
        for index in self.fresh:
            seen = new.seen[index]
            same = new.decisions.same[_MERGED[seen.family]] if seen.family in _MERGED else {}
            if seen.entry in same or (seen.family == "contacts" and same):
                return None
            if seen.family == "contacts":
                self._meet(index)
                continue
            key, _ = grouping.key(index, seen)
            if key not in members:
                group_before = grouping.groups.get(key)
                if group_before is not None and not self._touch(group_before):
                    return None
                members[key] = list(group_before.every) if group_before else []
            insort(members[key], index, key=new.rank)
        made = [self._plain(key, indices) for key, indices in members.items()]
        met = self._encounters()
        return None if met is None else [*(g for g in made if g is not None), *met]

    def _plain(self, key: str, indices: list[int]) -> Group | None:
        if not indices:
            del self.grouping.groups[key]
            return None
        seen = self.new.seen[indices[0]]
        _, placement = self.grouping.key(indices[0], seen)
        group = Group(self.new, seen.family, indices, placement, key, indices[0])
        self.grouping.groups[key] = group
        return group

    def _meet(self, index: int) -> None:
        """Put a contact among those with which it may be one encounter."""
        contacts = self.grouping.contacts
        if index < len(self.old.seen):
            before = self.grouping.partition(self.old.seen[index])
            contacts[before].remove(index)
            self.partitions.add(before)
        key = self.grouping.partition(self.new.seen[index])
        insort(contacts.setdefault(key, []), index, key=self.new.rank)
        self.partitions.add(key)

    def _encounters(self) -> list[Group] | None:
        found: list[Group] = []
        for key in tuple(self.partitions):  # groups touched are of the same partition
            indices = self.grouping.contacts[key]
            if not indices:
                del self.grouping.contacts[key]
                continue
            kept: set[int] = set()
            for group in encountered(self.new, indices, self.grouping):
                before = self._as_before(group)
                if before is None:
                    found.append(group)
                else:  # in the same order as before, perhaps with others between
                    before.number = group.number
                    kept.add(id(before))
            for index in indices:
                was = self.old.groups_of[index] if index < len(self.old.seen) else None
                if was is not None and id(was) not in kept and not self._touch(was):
                    return None
        return found

    def _as_before(self, group: Group) -> Group | None:
        """Return the encounter that the old state has for the very same claims, if it stays."""
        index = group.members[0]
        before = self.old.groups_of[index] if index < len(self.old.seen) else None
        if before is None or self.renamed or id(before) in self.touched:
            return None
        if before.joined or not before.name:
            return None
        same = before.first == group.first and list(before.every) == group.members
        return before if same else None

    def _call(self, made: list[Group]) -> list[Group]:
        """Put groups into the new state, and those that have another name now; return them all."""
        new, touched = self.new, self.touched
        called = call(new, made, touched.values(), stay=partial(staying, self.old, touched))
        for before, again in called.renamed:
            touched[id(before)] = before
            if self.grouping.groups.get(again.key) is before:
                self.grouping.groups[again.key] = again
        made = [*made, *(again for _, again in called.renamed)]
        self._take_out()
        new.contested |= called.shared
        for group in made:
            self._put_in(group, called.names[id(group)])
        return made

    def _take_out(self) -> None:
        gone = {group.name for group in self.touched.values()}
        self.names |= gone
        for taken in gone:
            self.new.entries.pop(taken, None)
            self.new.groups.pop(taken, None)
        for family in {group.family for group in self.touched.values()}:
            kept = [e for e in self.new.by_family.get(family, ()) if e.id not in gone]
            self.new.by_family[family] = kept
        for group in self.touched.values():
            key = self._forget_cell(group)
            if key is not None and self.new.by_cell is not None:
                kept = [e for e in self.new.by_cell.get(key, ()) if e.id not in gone]
                self.new.by_cell[key] = kept
            if is_live(self.old, group):
                self._count(group, -1)

    def _put_in(self, group: Group, called: str) -> None:
        """Put a group into the new state."""
        new = self.new
        put(new, group, called)
        self.names.add(group.name)
        key = self._forget_cell(group)
        if is_live(new, group):
            self._count(group, 1)
            self._insert(new.by_family.setdefault(group.family, []), group)
            if key is not None and new.by_cell is not None:
                new.by_cell[key] = list(new.by_cell.get(key, ()))  # the older state has its own
                self._insert(new.by_cell[key], group)

    def _insert(self, entries: list[Entry], group: Group) -> None:
        groups = self.new.groups
        insort(entries, self.new.entries[group.name], key=lambda e: groups[e.id].order)

    def _count(self, group: Group, number: int) -> None:
        possible = self.new.possible
        if possible is not None and group.family not in LISTED_ONLY and not group.is_sure():
            possible[group.family] = possible.get(group.family, 0) + number

    def _holding(self, made: Iterable[Group]) -> frozenset[str]:
        """Those that hold a position: as before, and whoever came, unless one has gone."""
        was = holding(self.old, self.touched.values())
        now = holding(self.new, made)
        if was <= now:
            return now.union(party.id for party in self.old.parties if party.is_party)
        return holding(self.new, self.new.groups.values())

    def _forget_cell(self, group: Group) -> Cell | None:
        key = cell_of(group.folded, group)
        if key is not None:
            self.new.cells.pop(key, None)
        return key

    def _hand_over(self) -> None:
        """Let all that goes on belong to the new state, so that the old one can go.

        What ends with the old one, and may still be shown, keeps what its lines are made from: in
        a circle with all the others it would stay until the garbage collector comes by, which is
        seldom, and each state would leave ten megabytes.
        """
        old, new = self.old, self.new
        rest = without_entries(old)
        for group in old.groups.values():
            group.folded = rest
        for group in new.groups.values():
            group.folded = new
        give(rest, (cell for key, cell in old.cells.items() if new.cells.get(key) is not cell))
        give(new, new.cells.values())
        self.grouping.use(new.seen[i] for i in self.fresh)
