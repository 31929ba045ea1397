"""What makes two claims the same thing said again. Pure.

A claim's key has two halves: who (ids of actors, so that a merge by the desk joins entries) and
what (folded words, dates, numbers). Contacts and positions are joined further when a snapshot is
taken: contacts by day (`contacts`), positions by their place in the register (`register`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from detente.model.actors import NARRATOR
from detente.model.claims import (
    Assessment,
    Claim,
    Commitment,
    Compliance,
    Contact,
    NextStep,
    Position,
    Progress,
    Proposal,
    Quantity,
    Relation,
    Statement,
    StickingPoint,
    Unknown,
)
from detente.record.words import content, digest, negated, said

ENCOUNTERS = frozenset({"meeting", "talks", "summit", "visit"})
# Roles of those who make a contact possible, or were not there: it is the same contact without.
ASIDE = frozenset({"mediator", "host", "observer", "absent"})


@dataclass(frozen=True, slots=True)
class Key:
    """who: Names as read, in the claim's order. what: The rest of the identity, one line."""

    who: tuple[str, ...]
    what: str


def key(claim: Claim, *, published: str) -> Key:
    """Return what makes the claim the same as another one.

    published: Day of the report, ISO, or ""; it enters only where the claim has no day itself.
    """
    return _KEYS[type(claim)](claim, published)


def entry_id(family: str, actors: tuple[str, ...], what: str) -> str:
    """Return the id of the entry that holds all claims of this key.

    actors: Register ids.
    """
    return digest(family, *actors, what)


def group_of(kind: str) -> str:
    """Return the kind of contact as far as identity goes: a meeting may be called talks."""
    return "encounter" if kind in ENCOUNTERS else kind


def _set(text: str | None) -> str:
    mark = "not " if text and negated(text) else ""
    return mark + " ".join(sorted(content(text or ""))) if text else ""


def _statement(claim: Statement, _: str) -> Key:
    return Key((claim.speaker,), said(claim.main.text))


def _contact(claim: Contact, published: str) -> Key:
    core = tuple(p.name for p in claim.participants if p.role not in ASIDE)
    day = str(claim.days) if claim.days else f"about {published}"
    return Key(core, f"{group_of(claim.kind)}|{day}|{_set(claim.place)}")


def _proposal(claim: Proposal, _: str) -> Key:
    return Key((), _set(claim.name) or said(claim.name))


def _position(claim: Position, _: str) -> Key:
    about = _set(claim.proposition or claim.issue) or said(claim.issue)
    return Key((claim.actor,), f"{claim.stance}|{_set(claim.condition)}|{about}")


def _sticking(claim: StickingPoint, _: str) -> Key:
    return Key((), _set(claim.issue) or said(claim.issue))


def _assessment(claim: Assessment, _: str) -> Key:
    return Key((claim.by,), f"{claim.polarity}|{said(claim.main.text)}")


def _step(claim: NextStep, _: str) -> Key:
    return Key((), f"{claim.days or ''}|{_set(claim.what) or said(claim.what)}")


def _unknown(claim: Unknown, _: str) -> Key:
    """Two who keep silent are two silences; "no comment" of nobody is one for each sentence."""
    what = _set(claim.what) or said(claim.what)
    if not claim.withheld_by and len(what.split()) <= 1:
        what = f"{what}|{said(claim.main.text)}"
    return Key(tuple(sorted(claim.withheld_by)), what)


def _quantity(claim: Quantity, _: str) -> Key:
    return Key((), f"{claim.value}|{claim.unit}|{said(claim.main.text)}")


def _progress(claim: Progress, published: str) -> Key:
    return Key((), f"{claim.label}|{published}")


def _relation(claim: Relation, _: str) -> Key:
    return Key((claim.by,), f"{claim.order}|{_set(claim.first)}|{_set(claim.second)}")


def _commitment(claim: Commitment, _: str) -> Key:
    return Key((claim.by,), f"{_set(claim.clause)}|{_set(claim.what) or said(claim.what)}")


def _compliance(claim: Compliance, published: str) -> Key:
    """Two days are two acts; where no day is named, those told on one day are one."""
    day = str(claim.days) if claim.days else f"about {published}"
    about = _set(claim.commitment) or said(claim.commitment)
    return Key((claim.by,), f"{claim.act}|{day}|{about}")


_KEYS: dict[type[Claim], Callable[[Any, str], Key]] = {
    Statement: _statement,
    Contact: _contact,
    Proposal: _proposal,
    Position: _position,
    StickingPoint: _sticking,
    Assessment: _assessment,
    NextStep: _step,
    Unknown: _unknown,
    Quantity: _quantity,
    Progress: _progress,
    Relation: _relation,
    Commitment: _commitment,
    Compliance: _compliance,
}


def names_of(claim: Claim) -> tuple[str, ...]:
    """Return the names of those whom a claim concerns, in its order, each once."""
    found: list[str]
    match claim:
        case Statement():
            found = [claim.speaker]
        case Contact():
            found = [p.name for p in claim.participants]
        case Proposal():
            found = [claim.proponent] if claim.proponent else []
        case Position():
            found = [claim.actor]
        case Assessment() | Relation():
            found = [claim.by]
        case Commitment():
            found = [claim.by, *claim.to, *claim.verified_by]
        case Compliance():
            told = (claim.told_by, claim.monitor)
            found = [claim.by, *(n for n in told if n and n != NARRATOR), *claim.denied_by]
        case NextStep():
            found = list(claim.who)
        case Unknown():
            found = list(claim.withheld_by)
        case _:
            found = []
    return tuple(dict.fromkeys(found))
