"""Steps that lines of a record take between two states: a stage reached, a condition met. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.snapshot import Change, Entry
from detente.record.folded import Folded


def entry_before(new: Folded, entry: Entry, old: Folded) -> str | None:
    """Return the earlier state's entry for this one, or None if it is new."""
    if not old.entries:
        return None
    for index in new.groups[entry.id].members:
        seen = new.seen[index]
        found = old.called(seen.entry) or old.of_claim(seen.claim)
        if found is not None:
            return found
    return None


def met(old: Folded, new: Folded) -> Iterator[Change]:
    """Forecasts of which the desk says that their condition came about."""
    for entry in new.live("assessments"):
        if not _desk_says(new, entry, "condition_met"):
            continue
        key = entry_before(new, entry, old)
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


def stages(old: Folded, new: Folded, told: set[str]) -> Iterator[Change]:
    """Proposals that came further, or fell: what was tabled is signed, or withdrawn."""
    for entry in new.live("proposals"):
        key = None if entry.id in told else entry_before(new, entry, old)
        if key is None:
            continue
        was, now = _stage(old.entries[key]), _stage(entry)
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
