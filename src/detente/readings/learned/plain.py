"""How sure what stands for itself is: actors, statements, quantities, and the talks as a whole."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from detente.model.actors import Actor, is_unnamed
from detente.model.claims import Claim, Progress, Quantity, Reading, Statement
from detente.readings.learned.weights import Weights
from detente.readings.rules import shipped_lists

# What is rated here; every other family is weighed clause by clause.
RATED = ("actors", "statements", "quantities", "progress")
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it"})
_LABELS = ("unclear", "no_breakthrough", "progress", "agreement", "setback", "breakdown")
_UNITS = ("points", "percent", "USD", "years", "months", "weeks", "days", "hours")
_SUREST = 0.995
# "The toll was too high, traders said": of statements that stand ahead of a plain word of saying
# with its source beside it, and are rated at least so, .94 of 127 hold on the reports learned
# from (.77 of 35 that are rated less); without this they were rated under what they are shown as
# fact from.
_RATED_PLAIN, _PLAIN = 0.7, 0.9
# Characters between a source and its cue, at most, for them to stand side by side.
_BESIDE = 2


def with_confidence(reading: Reading, weights: Weights) -> Reading:
    """Return a reading whose plain claims and actors say how often such ones hold."""
    claims = tuple(_rated(claim, weights) for claim in reading.claims)
    referee = weights.found.get("actors")
    if referee is None:
        return replace(reading, claims=claims)
    spoke = frozenset(claim.speaker for claim in reading.of(Statement))
    actors = tuple(
        replace(actor, confidence=_share(referee.judge(facts_of_actor(actor, reading, spoke))))
        for actor in reading.actors
    )
    return replace(reading, claims=claims, actors=actors)


def facts_of(claim: Claim) -> tuple[float, ...] | None:
    """Return what is known of a plain claim, in numbers; None for every other claim."""
    if isinstance(claim, Statement):
        return _of_statement(claim)
    if isinstance(claim, Quantity):
        return (claim.confidence, *(float(claim.unit == unit) for unit in _UNITS))
    if isinstance(claim, Progress):
        return (claim.confidence, *(float(claim.label == label) for label in _LABELS))
    return None


def facts_of_actor(actor: Actor, reading: Reading, spoke: frozenset[str]) -> tuple[float, ...]:
    """Return what is known of an actor, in numbers. spoke: Who says something in the report."""
    first = actor.mentions[0].start if actor.mentions else len(reading.report.text)
    count = len(actor.mentions)
    return (
        float(count == 1),
        float(count > 2),
        float(actor.role is not None),
        float(actor.acts_for is not None),
        float(actor.name in spoke),
        float(any(other.acts_for == actor.name for other in reading.actors)),
        first / max(1, len(reading.report.text)),
        float(" " in actor.name),
        *(float(actor.kind == kind) for kind in ("person", "state", "organisation")),
    )


def _of_statement(said: Statement) -> tuple[float, ...]:
    source = said.source.text.lower() if said.source is not None else ""
    return (
        said.confidence,
        float(is_unnamed(said.speaker)),
        float(said.kind == "direct"),
        float(said.kind == "indirect"),
        float(said.cue is None),
        float(said.source is None),
        float(source in _PRONOUNS),
        float(source.startswith(("the ", "a ", "an "))),
        float(len(said.chain) > 1),
        float(len(said.main.text) < 40),
    )


def _rated(claim: Claim, weights: Weights) -> Claim:
    facts, referee = facts_of(claim), weights.found.get(claim.family)
    if facts is None or referee is None:
        return claim
    share = _share(referee.judge(facts))
    if isinstance(claim, Statement) and _is_told_plainly(claim, share):
        share = max(share, _PLAIN)
    return replace(claim, confidence=share)


def _is_told_plainly(said: Statement, share: float) -> bool:
    """Whether it is told in plain words: "X, traders said".

    share: What it is rated by itself.
    """
    cue, source = said.cue, said.source
    if cue is None or source is None or cue.text.lower() not in _plain_words():
        return False
    gap = min(abs(cue.start - source.end), abs(source.start - cue.end))
    return share >= _RATED_PLAIN and said.main.end <= cue.start and gap <= _BESIDE


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(shipped_lists("speech")["plain"])


def _share(chance: float) -> float:
    return round(min(chance, _SUREST), 3)
