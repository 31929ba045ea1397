"""What the families found -> a reading: spans checked, doubles folded, order fixed."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.attribution import Attribution
from detente.model.claims import FAMILIES, Claim, Note, Reading
from detente.model.errors import SpanError
from detente.model.text import Evidence, cite
from detente.readings.page import Page

_ORDER = {family.family: number for number, family in enumerate(FAMILIES)}


def assemble(
    page: Page,
    reader: str,
    *,
    claims: Iterable[Claim],
    attributions: Iterable[Attribution] = (),
    notes: Iterable[Note] = (),
) -> Reading:
    """Return the reading of a page.

    Claims with the same id are one: the surer one stands, with the other's words as more evidence.
    Errors: SpanError if a claim's words differ from the report's.
    """
    kept: dict[str, Claim] = {}
    for claim in claims:
        for words in claim.evidence:
            _check(page, words)
        other = kept.get(claim.id)
        if other is None or claim.confidence > other.confidence:
            kept[claim.id] = claim
    return Reading(
        report=page.report,
        reader=reader,
        actors=page.cast.actors,
        claims=in_order(kept.values()),
        attributions=tuple(sorted(attributions, key=lambda a: (a.content.start, a.content.end))),
        notes=tuple(sorted([*page.cast.notes, *notes], key=note_order)),
    )


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims in the order of a reading: of the text, then family."""
    return tuple(sorted(claims, key=lambda c: (c.main.start, _ORDER[c.family], c.main.end, c.id)))


def _check(page: Page, words: Evidence) -> None:
    if cite(page.report, words.start, words.end) != words:
        raise SpanError(
            f"report {page.report.id}: {words.text!r} does not stand at "
            f"{words.start}:{words.end}; this is a fault of the reader, please report it"
        )


def note_order(note: Note) -> tuple[int, str, str]:
    """Return what notes are put in order by: of the text, those of the whole first."""
    return (note.evidence.start if note.evidence else -1, note.kind, note.message)
