"""Forecasts: judgements of the prospects that somebody ties to a condition."""

from __future__ import annotations

from detente.model.actors import name_text
from detente.model.claims import Assessment
from detente.model.findings import Finding, Row
from detente.model.snapshot import Entry, Snapshot

COLUMNS = (
    "by",
    "about",
    "condition",
    "words",
    "since [day]",
    "last [day]",
    "hedged",
    "reports",
    "sure",
)
CAVEATS = (
    "Whether a condition or an outcome came about is for the desk to say; nothing here judges it.",
    "A forecast is its author's; several by one author are not independent of each other.",
)
_MARKS = '“”"'


def forecasts(snapshot: Snapshot) -> Finding:
    """Return assessments tied to a condition: author, condition, since when; newest first.

    An assessment with a condition counts whatever its polarity, and one called conditional counts
    even if the condition could not be read (its cell is then empty).

    >>> forecasts(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    rows = [
        _row(entry, entry.claim)
        for entry in snapshot.assessments
        if (entry.is_conditional or entry.kind == "conditional")
        and isinstance(entry.claim, Assessment)
    ]
    rows.sort(key=lambda row: row.basis)
    rows.sort(key=lambda row: str(row.cells[4] or ""), reverse=True)
    return Finding(
        method="forecasts",
        title="Forecasts with their conditions",
        columns=COLUMNS,
        rows=tuple(rows),
        caveats=CAVEATS,
    )


def said(words: str) -> str:
    """Return words of a report without a quotation mark at an end whose other lies outside them.

    >>> said("“Unless it rains, it ends"), said("it “rains”")
    ('Unless it rains, it ends', 'it “rains”')
    """
    alone = sum(map(words.count, _MARKS)) == 1
    return words.strip(_MARKS) if alone else words


def _row(entry: Entry, claim: Assessment) -> Row:
    first, last = entry.first_published, entry.last_published
    cells = (
        name_text(claim.by),
        claim.about,
        claim.condition,
        said(claim.main.text),
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        "yes" if claim.hedged else "no",
        len({s.report for s in entry.sightings}),
        "yes" if entry.sure else "no",
    )
    return Row(cells=cells, basis=(entry.id,))
