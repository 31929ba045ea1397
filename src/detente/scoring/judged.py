"""How a reader does by the desk's own judgements: what it let stand, corrected and rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.model.intervals import wilson
from detente.model.snapshot import Entry

# Judged lines below which no share is said: of eight, even all or none leaves a quarter open.
TOO_FEW = 8
# What the desk added itself says nothing of a reader.
_OWN = "desk@"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedKind:
    """The desk's verdicts on lines of one kind.

    name: Family or rule. judged: Number of lines. precision: Share that it accepted as read; None
    for too few.
    low, high: The ends of that share at 90 percent, None for too few.
    """

    name: str
    judged: int
    accepted: int
    corrected: int
    rejected: int
    precision: float | None
    low: float | None
    high: float | None


def by_family(entries: Iterable[Entry]) -> tuple[JudgedKind, ...]:
    """Return the verdicts by family of claim, by name."""
    return _kinds(entries, lambda entry: entry.family)


def by_rule(entries: Iterable[Entry]) -> tuple[JudgedKind, ...]:
    """Return the verdicts by what proposed the claim, those judged most often first."""
    found = _kinds(entries, rule_of)
    return tuple(sorted(found, key=lambda kind: (-kind.judged, kind.name)))


def rule_of(entry: Entry) -> str:
    """Return what proposed the claim that stands for an entry, of a correction the one corrected.

    Of a contact that was held, that is what says so, not the plan that was read before it.
    """
    standing = entry.claim.main
    told = (seen for seen in entry.sightings if seen.body.main == standing)
    return next(told, entry.sightings[0]).body.rule or "no rule"


def _kinds(entries: Iterable[Entry], name: Callable[[Entry], str]) -> tuple[JudgedKind, ...]:
    counts: dict[str, dict[str, int]] = {}
    for entry in {entry.id: entry for entry in entries}.values():
        if entry.review != "machine" and not rule_of(entry).startswith(_OWN):
            found = counts.setdefault(name(entry), {})
            found[entry.review] = found.get(entry.review, 0) + 1
    return tuple(_kind(key, counts[key]) for key in sorted(counts))


def _kind(name: str, counts: dict[str, int]) -> JudgedKind:
    accepted, judged = counts.get("accepted", 0), sum(counts.values())
    enough = judged >= TOO_FEW
    ends = wilson(accepted, judged)
    return JudgedKind(
        name=name,
        judged=judged,
        accepted=accepted,
        corrected=counts.get("corrected", 0),
        rejected=counts.get("rejected", 0),
        precision=accepted / judged if enough else None,
        low=ends.low if enough else None,
        high=ends.high if enough else None,
    )
