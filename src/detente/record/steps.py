"""Steps that lines of a record take between two states: a stage reached, a condition met. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.model.snapshot import Change, Entry
from detente.record.folded import Folded
from detente.record.folding import is_live
from detente.record.standing import Cell, cell_of


@dataclass(frozen=True, slots=True)
class Between:
    """Two states of a record, and which of their entries may differ; None if any may."""

    old: Folded
    new: Folded
    touched: frozenset[str] | None
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
        seen = [new.seen[index] for index in new.groups[entry.id].members]
        ways = (old.of_claim(one.claim) for one in seen), (old.called(one.entry) for one in seen)
        return next((key for way in ways for key in way if key is not None), None)


def met(both: Between) -> Iterator[Change]:
    """Forecasts of which the desk says that their condition came about."""
    old, new = both.old, both.new
    for entry in both.live("assessments"):
        if not _desk_says(new, entry, "condition_met"):
            continue
        key = both.before(entry)
        if key is None or not _desk_says(old, old.entries[key], "condition_met"):
            yield Change(
                kind="resolved",
                family="assessments",
                entry=entry,
                text=entry.claim.main.text,
                after="its condition is met, says the desk",
                basis=(entry.id,),
            )


def _desk_says(folded: Folded, entry: Entry, field: str) -> bool:
    judged = folded.groups[entry.id].judged if folded.verdicts.on else ()
    return any(folded.verdicts.fields(i).get(field) == "yes" for i in judged)


def stages(both: Between, told: set[str]) -> Iterator[Change]:
    """Proposals that came further, or fell: what was tabled is signed, or withdrawn."""
    for entry in both.live("proposals"):
        key = None if entry.id in told else both.before(entry)
        if key is None:
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


def _stage(entry: Entry) -> str | None:
    """The stage that was stated last."""
    stages = [getattr(sighting.body, "stage", None) for sighting in entry.sightings]
    return next((stage for stage in reversed(stages) if stage is not None), None)
