"""with_overtaken(): the rows of a finding, with which stances that they rest on may be over."""

from __future__ import annotations

from dataclasses import replace

from detente.analysis.paths import stance_text
from detente.model.findings import Finding, Overtaken, Row
from detente.model.snapshot import Snapshot

OVERTAKEN = (
    "What may be over is marked so: of its party a newer word was read that says otherwise, but "
    "the reader is not sure of it. Look at that sentence before you rely on the row."
)


def with_overtaken(finding: Finding, snapshot: Snapshot) -> Finding:
    """Return a finding with each stance marked that a newer, only possible, word may have ended.

    A row that rests on the newer word itself is not marked by it. What others say that a party
    holds may be over too, if the party's own word is newer.
    """
    newer = _newer(snapshot)
    rows = tuple(_marked(row, newer) for row in finding.rows)
    tiers = tuple(
        replace(tier, rows=tuple(_marked(row, newer) for row in tier.rows))
        for tier in finding.tiers
    )
    if (rows, tiers) == (finding.rows, finding.tiers):
        return finding
    return replace(finding, rows=rows, tiers=tiers, caveats=(OVERTAKEN, *finding.caveats))


def _newer(snapshot: Snapshot) -> dict[str, Overtaken]:
    """Return what may have taken the place of stances, by the id of their entries."""
    names = snapshot.party_names
    texts = snapshot.proposition_texts
    found: dict[str, Overtaken] = {}
    for standing in snapshot.standings:
        told = standing.own or standing.others
        held = standing.newer_than(told)
        if held is None:
            continue
        party = names.get(standing.party, standing.party)
        stance = stance_text(held.position)
        on = texts.get(standing.proposition, standing.proposition)
        words = f"{party} possibly {stance}: {on} ({held.entry.first_published})"
        for one in told:
            found[one.entry.id] = Overtaken(over=one.entry.id, entry=held.entry.id, words=words)
    return found


def _marked(row: Row, newer: dict[str, Overtaken]) -> Row:
    """Return a row with its marks, in the order of its basis."""
    marks = [newer[key] for key in row.basis if key in newer and newer[key].entry not in row.basis]
    return replace(row, overtaken=tuple(marks)) if marks else row
