"""What of a claim tells it apart at a glance: its kind, its days, its condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.model.claims import (
    Assessment,
    C,
    Claim,
    Commitment,
    Compliance,
    Contact,
    NextStep,
    Position,
    Progress,
    Proposal,
)
from detente.model.dates import Days


def kind_of(claim: Claim) -> str | None:
    """Return what tells claims of a family apart at a glance; None if the family has no such word.

    A position's stance, a contact's status, an assessment's polarity, the label of progress, the
    number of points of a proposal, the act of an account of compliance.
    """
    match claim:
        case Position():
            return claim.stance
        case Contact():
            return claim.status
        case Assessment():
            return claim.polarity
        case Progress():
            return claim.label
        case Compliance():
            return claim.act
        case Proposal():
            return None if claim.points is None else str(claim.points)
    return None


def days_of(claim: Claim) -> Days | None:
    """Return the days of what has days of its own; None if it names none, or is something else."""
    if isinstance(claim, Contact | NextStep | Commitment | Compliance):
        return claim.days
    return None


def condition_of(claim: Claim) -> str | None:
    """Return the condition that a position, assessment or commitment is tied to, or None."""
    return claim.condition if isinstance(claim, Position | Assessment | Commitment) else None


def once(claims: Iterable[C]) -> Iterator[tuple[str, C]]:
    """Yield claims with their ids, of several with one id the first."""
    known: set[str] = set()
    for claim in claims:
        claim_id = claim.id
        if claim_id not in known:
            known.add(claim_id)
            yield claim_id, claim
