"""Basis: the entries that rows of a finding rest on, as they are told beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.model.findings import Finding, Row
from detente.model.snapshot import Entry, Snapshot
from detente.views.brief.sections import entries_by_id
from detente.views.phrases import date_text, name_text, quote
from detente.views.signs import POSSIBLE
from detente.views.support import told_in
from detente.views.words import translated_text


@dataclass(frozen=True, slots=True)
class Basis:
    """What rows rest on. entries: By id. tellers: Who tells of a party's stance, by entry."""

    entries: Mapping[str, Entry]
    tellers: Mapping[str, str]

    def unsure(self, row: Row) -> tuple[str, ...]:
        """Return on which entries a row rests that the reader is not sure of."""
        known = self.entries
        return tuple(key for key in row.basis if key in known and not known[key].sure)

    def sign(self, row: Row) -> str:
        """Return the mark of a row that rests on something that is not sure, else a blank."""
        return POSSIBLE if self.unsure(row) else " "

    def key(self, key: str) -> str:
        """Return an id, shortened, with the mark of what is not sure before it."""
        unsure = key in self.entries and not self.entries[key].sure
        return f"{POSSIBLE if unsure else ''}{key[:8]}"

    def sentence(self, key: str) -> str:
        """Return the words of an entry with where they stand, marked if they are not sure."""
        entry = self.entries[key]
        words, sighting = entry.claim.main, told_in(entry)
        teller = self.tellers.get(key)
        told = (
            f"{sighting.outlet}, {date_text(sighting.published)}",
            f"per {teller}" if teller else "",
            translated_text(entry.claim),
        )
        sign = "" if entry.sure else f"{POSSIBLE} "
        return f"{sign}{quote(words.text)} [{'; '.join(filter(None, told))}]"


def basis_of(finding: Finding, snapshot: Snapshot | None) -> Basis:
    """Return what the rows of a finding may rest on; nothing if it has none."""
    if snapshot is None or not (finding.rows or finding.tiers):
        return Basis({}, {})
    return Basis(entries_by_id(snapshot), _tellers(snapshot))


def _tellers(snapshot: Snapshot) -> dict[str, str]:
    """Return by entry who says of a party that it takes a stance, but for its own voice."""
    own = {held.entry.id for standing in snapshot.standings for held in standing.own}
    return {
        held.entry.id: name_text(held.position.reported_by)
        for standing in snapshot.standings
        for held in (*standing.others, *standing.possible)
        if held.position.voice != "own" and held.entry.id not in own
    }
