"""Steps that lines of a record take between two states: a stage, a condition met, a doubt gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from detente.model.outcomes import CLOSED, Outcome
from detente.model.snapshot import Change, Entry
from detente.record import stored
from detente.record.facts import Seen
from detente.record.folded import Folded
from detente.record.folding import is_live
from detente.record.outcomes import became
from detente.record.shrinking import Smaller
from detente.record.standing import Cell, cell_of


@dataclass(frozen=True, slots=True)
class Between:
    """Two states of a record, and which of their entries may differ; None if any may.

    smaller: The earlier one, if it was made from the later one: claims have the same indices.
    """

    old: Folded
    new: Folded
    touched: frozenset[str] | None
    smaller: Smaller | None = None
    _called: dict[str, list[int]] = field(default_factory=dict)
    _live: dict[str, list[Entry]] = field(default_factory=dict)

    def live(self, family: str) -> list[Entry]:
        """Return the later state's live entries of a family that may differ, oldest first."""
        if self.touched is None:
            return self.new.live(family)
        if not self._live:
            groups = [self.new.groups[n] for n in self.touched if n in self.new.groups]
            for group in sorted(groups, key=lambda group: group.order):
                if is_live(self.new, group):
                    self._live.setdefault(group.family, []).append(self.new.entries[group.name])
        return self._live.get(family, [])

    def may_differ(self, family: str) -> bool:
        """Whether any entry of a family may have come, gone or changed."""
        return self.touched is None or any(
            state.groups[name].family == family
            for state in (self.old, self.new)
            for name in self.touched
            if name in state.groups
        )

    def cells(self) -> frozenset[Cell] | None:
        """Return which party's stance on what may differ; None if any may."""
        if self.touched is None:
            return None
        found = (
            cell_of(state, state.groups[name])
            for state in (self.old, self.new)
            for name in self.touched
            if name in state.groups
        )
        return frozenset(cell for cell in found if cell is not None)

    def before(self, entry: Entry) -> str | None:
        """Return the earlier state's entry for one of the later, or None if it is new.

        The one that holds one of its claims, else one that is called as they are.
        """
        old, new = self.old, self.new
        if not old.entries:
            return None
        if self.smaller is not None:
            return self._then(self.smaller, new.groups[entry.id].members)
        if self.touched is not None:  # it grew from that one
            return self._since(new.groups[entry.id].members)
        seen = [new.seen[index] for index in new.groups[entry.id].members]
        ways = (old.of_claim(one.claim) for one in seen), (old.called(one.entry) for one in seen)
        return next((key for way in ways for key in way if key is not None), None)

    def _then(self, smaller: Smaller, members: Iterable[int]) -> str | None:
        for index in members:
            key = smaller.first_of((index,))
            if key is not None:
                return key
        for index in members:
            called = self.new.seen[index].entry
            key = called if called in self.old.entries else None
            key = key or smaller.first_of(self._places().get(called, ()))
            if key is not None:
                return key
        return None

    def _since(self, members: Sequence[int]) -> str | None:
        """As `_then`: claims have the same indices in both, but the later one has more of them."""
        old = self.old
        known = (old.first_of((index,)) for index in members)
        ways = known, (old.called(self.new.seen[index].entry) for index in members)
        return next((key for way in ways for key in way if key is not None), None)

    def _places(self) -> Mapping[str, list[int]]:
        """Return the claims that are called as claims of what may differ are."""
        if not self._called:
            new = self.new
            groups = (new.groups[name] for name in self.touched or () if name in new.groups)
            names = {new.seen[index].entry for group in groups for index in group.members}
            for index, called in enumerate(map(attrgetter("entry"), new.state.seen)):
                if called in names:
                    self._called.setdefault(called, []).append(index)
        return self._called


def met(both: Between) -> Iterator[Change]:
    """Forecasts of which the desk says more, or other things, about what became of them."""
    old, new = both.old, both.new
    for entry in both.live("assessments"):
        now = became(new, entry)
        if not now.words:
            continue
        key = both.before(entry)
        was = Outcome() if key is None else became(old, old.entries[key])
        if now.words != was.words:
            yield Change(
                kind="resolved" if now.state in CLOSED else "changed",
                family="assessments",
                entry=entry,
                text=entry.claim.main.text,
                before=was.words or "open",
                after=f"{now.words}, says the desk",
                basis=(entry.id,),
            )


def stages(both: Between, told: set[str]) -> Iterator[Change]:
    """Proposals that came further, or fell: what was tabled is signed, or withdrawn."""
    for entry in both.live("proposals"):
        key = None if entry.id in told else both.before(entry)
        if key is None:
            continue
        if _states_none(both, key, entry):
            continue
        was, now = _stage(both.old.entries[key]), _stage(entry)
        if now is not None and now != was:
            yield Change(
                kind="changed",
                family="proposals",
                entry=entry,
                text=entry.claim.main.text,
                before=was.replace("_", " ") if was else "no stage stated",
                after=now.replace("_", " "),
                basis=(entry.id,),
            )


def made_sure(both: Between, entry: Entry) -> list[Seen]:
    """Return what reports since then said and made a fact of what was only possible, if they did.

    Who is told of facts alone has not heard of it. What the desk let stand, it knows.
    """
    new, known = both.new, both.old.state.library.reports
    group = new.groups[entry.id]
    seen = (new.seen[i] for i in group.members)
    came = [one for one in seen if one.report not in known] if group.is_sure() else []
    key = both.before(entry) if came else None
    return [] if key is None or both.old.groups[key].is_sure() else came


def _states_none(both: Between, key: str, entry: Entry) -> bool:
    """Whether a proposal has what it had, and whatever came since states no stage."""
    old, new = both.old, both.new
    was, now = old.groups[key].members, new.groups[entry.id].members
    if both.touched is not None:  # claims have the same indices in both
        known = {i for i in was if new.seen[i] is old.seen[i] or new.seen[i] == old.seen[i]}
        fresh = [new.seen[i] for i in now if i not in known]
    else:
        before = {old.seen[i] for i in was}
        fresh = [one for one in (new.seen[i] for i in now) if one not in before]
    claims = (stored.open_claim(one) for one in fresh)
    return len(now) == len(was) + len(fresh) and all(
        getattr(claim, "stage", None) is None for claim in claims
    )


def _stage(entry: Entry) -> str | None:
    """The stage that was stated last."""
    stages = [getattr(sighting.body, "stage", None) for sighting in entry.sightings]
    return next((stage for stage in reversed(stages) if stage is not None), None)
