"""Parts of entries, for cells that show some of their claims; whose they are as states grow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from detente.model.snapshot import Entry, Standing
from detente.record.folded import Folded, Group
from detente.record.stored import StoredEntry


class Part(Group):
    """Some of the claims of an entry, so that its sources are theirs; the rest is the whole's."""

    __slots__ = ("whole",)
    whole: Entry

    def __call__(self, entry: Entry, name: str) -> Any:
        """Return the value of a field of the part."""
        if name in ("sightings", "origins", "outlets", "carriers", "roots"):
            return super().__call__(entry, name)
        return self.opened() if name == "claim" else getattr(self.whole, name)

    def _standing(self) -> int:
        return self.members[0]

    def _stands(self) -> bool:
        return self.whole.review in ("accepted", "corrected")

    def first_published(self) -> dt.date | None:
        """Return the day of the earliest dated report that says it."""
        # they are in order of what they say here
        return self._published(sorted(self.members, key=self.folded.rank))

    def last_published(self) -> dt.date | None:
        """Return the day of the latest dated report that says it."""
        return self._published(sorted(self.members, key=self.folded.rank, reverse=True))


def part(folded: Folded, entry: Entry, members: Iterable[int]) -> Entry:
    """Return an entry as far as some of its claims go."""
    whole = folded.groups[entry.id]
    chosen = list(members)
    if len(chosen) == len(whole.members):
        return entry
    made = Part(folded, entry.family, chosen)
    made.whole = entry
    return made.entry(entry.id)


def without_entries(folded: Folded) -> Folded:
    """Return what entries of a state are made from, without the state's own of them."""
    return replace(
        folded,
        entries={},
        groups={},
        groups_of=[],
        by_family={},
        cells={},
        by_cell=None,
        grouping=None,
        stances=None,
        summaries={},
        deltas={},
        steps=(),
        _places=None,
        _reports_seen=None,
    )


def give(folded: Folded, cells: Iterable[Standing]) -> None:
    """Let the parts of entries that cells hold be made from a state."""
    for cell in cells:
        for held in (*cell.own, *cell.others, *cell.earlier, *cell.possible):
            entry = held.entry
            if isinstance(entry, StoredEntry) and isinstance(entry.fill, Part):
                entry.fill.folded = folded
