"""What stands in the margin beside marked words: what was read, without the words themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente.model.answers import ReportClaim
from detente.model.claims import Assessment, Claim, Progress, Quantity, Statement, Unknown
from detente.model.snapshot import Sighting
from detente.model.text import Evidence
from detente.views.phrases import date_text, enumerate_names, many, name_text
from detente.views.words import LABELS, say_claim

# Claims that say the same of what may be different things: "20 points", "no breakthrough".
_LOOSE = (Quantity, Progress)
_KINDS = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}


def margin_text(claim: Claim) -> str:
    """Return what a claim says beyond the words that are marked, in one line.

    For families whose words say it all, only what the reader added: who, how, of what kind.
    """
    form = _FORMS.get(type(claim))
    if form is None:
        return say_claim(claim)
    said: str = form(claim)
    return f"{said} (hedged)" if claim.hedged else said


def elsewhere_text(found: ReportClaim) -> str | None:
    """Return where else the record holds what a claim says; None if it stands here alone.

    Copies of the same text count as this one. A number or a verdict on the talks may be that of
    other things and other talks, so that nothing is said of them.
    """
    if not found.agrees or isinstance(found.claim, _LOOSE):
        return None
    here = found.claim.main.report
    first = found.entry.sightings[0]
    others = many(found.agrees, "other text")
    if first.report == here:
        return f"first here, then in {others}"
    if first.origin == _origin(found, here):
        return f"first in a copy or an earlier version of this text; also in {others}"
    return f"also in {others}, first in {first.outlet}, {date_text(first.published)}"


def is_new(found: ReportClaim) -> bool:
    """Whether the record first learned of something from this report or a copy of it."""
    if isinstance(found.claim, _LOOSE):
        return False
    return found.entry.sightings[0].origin == _origin(found, found.claim.main.report)


def departs_text(found: ReportClaim) -> str | None:
    """Return that others say otherwise, None if nobody does."""
    if not found.departs:
        return None
    if found.departs == (found.entry,):
        if found.entry.status_line:
            return f"accounts differ: {found.entry.status_line}"
        counts = sorted(_points(found.entry.sightings))
        return (
            f"counts differ: {', '.join(map(str, counts))} points"
            if counts
            else "told differently"
        )
    return f"against {many(len(found.departs), 'entry', 'entries')} of the record"


def _points(sightings: tuple[Sighting, ...]) -> set[int]:
    return {n for s in sightings if (n := getattr(s.body, "points", None)) is not None}


def _origin(found: ReportClaim, report: str) -> str:
    return next((s.origin for s in found.entry.sightings if s.report == report), report)


def _statement(claim: Statement) -> str:
    return f"{name_text(claim.speaker)}, {_KINDS[claim.kind]}"


def _assessment(claim: Assessment) -> str:
    about = "" if _is(claim.about, claim.main) else f" on {claim.about}"
    return f"{name_text(claim.by)}{about}: {claim.polarity}"


def _unknown(claim: Unknown) -> str:
    silent = tuple(map(name_text, claim.withheld_by))
    by = f"; not said by {enumerate_names(silent)}" if silent else ""
    return f"Not known{'' if _is(claim.what, claim.main) else f': {claim.what}'}{by}"


def _quantity(claim: Quantity) -> str:
    return f"{claim.value} {claim.unit}"


def _progress(claim: Progress) -> str:
    return f"The talks as a whole: {LABELS[claim.label]}"


def _is(text: str, words: Evidence) -> bool:
    return text.strip(' "“”') == words.text.strip(' "“”')


_FORMS: dict[type[Claim], Callable[[Any], str]] = {
    Statement: _statement,
    Assessment: _assessment,
    Unknown: _unknown,
    Quantity: _quantity,
    Progress: _progress,
}
