"""Positions as a table of statements, as Discourse Network Analyzer and its R package know it.

Source: Leifeld, Gruber, Bossner, Discourse Network Analyzer Manual (2018), event lists: person,
organization, concept, agreement, with the document that each statement stands in. The names are
those of the data frame that rDNA 3 returns of one, the order that of the program's own CSV.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.model.actors import NARRATOR
from detente.model.snapshot import Issue
from detente.views.interchange.rows import Row, csv_bytes, rows_of, sighting_of, words_of
from detente.views.tables import Table

DNA_KEYS = (
    *("statement_id", "time", "document_id", "document_title", "document_author"),
    *("document_source", "document_section", "document_type", "text"),
    *("person", "organization", "concept", "agreement"),
    *("stance", "voice", "translated", "review", "sure"),
)
# A stance agrees with what it is on, or not; one that is kept open is neither, and has no row.
_AGREEMENT = {
    "demands": 1,
    "proposes": 1,
    "offers": 1,
    "accepts": 1,
    "conditionally_accepts": 1,
    "rejects": 0,
}


def dna_csv(tables: Iterable[Table], issues: Iterable[Issue]) -> bytes:
    """Return the positions as CSV: one row each that agrees or disagrees with something.

    person: Who says so, "" where only the outlet does. organization: The party whose position it
    is. concept: The proposition in the register, or the report's words for it.
    """
    propositions = {p.id: p.text for issue in issues for p in issue.propositions}
    return csv_bytes(DNA_KEYS, _rows(rows_of(tables, "positions"), propositions))


def _rows(positions: Iterable[Row], propositions: dict[str, str]) -> Iterator[list[str | int]]:
    for row in positions:
        agreement = _AGREEMENT.get(row["stance"])
        if agreement is None:
            continue
        seen = sighting_of(row)
        concept = propositions.get(row["proposition_id"] or "", row["proposition"] or row["issue"])
        person = "" if row["reported_by"] == NARRATOR else row["reported_by"]
        yield [
            *(row["id"], seen["published"] or "", seen["report"], seen["title"] or "", ""),
            *(seen["outlet"], "", "report", words_of(row)),
            *(person, row["actor"], str(concept), agreement),
            *(row["stance"], row["voice"], row["translated"] or ""),
            *(row["review"], "yes" if row["sure"] else "no"),
        ]
