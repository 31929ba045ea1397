"""What stands behind a number of the weights: the features that speak for it, and against."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.claims import Claim, Position
from detente.model.explanations import Reason
from detente.readings.explaining.wording import clue_words
from detente.readings.learned.judging import Judge
from detente.readings.learned.weights import Weights

# So many of the strongest for a number, and against it, are worth reading.
_FOR, _AGAINST = 4, 2
# What adds less than this to the logarithm of the odds (five in a hundred) says nothing.
FAINTEST = 0.05


def clues_of(kind: str | None, judge: Judge, weights: Weights, *, claim: Claim) -> list[Reason]:
    """Return what stands behind a number about a claim. kind: "clause", "holder" or "stance"."""
    i = judge.place(claim)
    if i is None or kind is None:
        return []
    if kind == "clause":
        return _strongest(of_clause(judge, weights, i, family=claim.family))
    if not isinstance(claim, Position):
        return []
    if kind == "holder":
        return _strongest(_of_holder(judge, weights, i, claim=claim))
    return _strongest(_of_stance(judge, weights, i, claim=claim))


def of_clause(
    judge: Judge, weights: Weights, i: int, *, family: str
) -> Iterable[tuple[str, float]]:
    """Yield what each feature adds to how much a clause reads like a claim of a family."""
    for feature in (*judge.sight.seen[i], *judge.sight.marks(family)[i]):
        yield feature, weights.clause.weight(feature, family)


def _of_holder(
    judge: Judge, weights: Weights, i: int, *, claim: Position
) -> Iterable[tuple[str, float]]:
    parties = judge.sight.places.parties
    seen = (
        judge.sight.holders_seen(i)[parties.index(claim.actor)] if claim.actor in parties else []
    )
    for feature in seen:
        yield feature, weights.holder.weight(feature, "holder")


def _of_stance(
    judge: Judge, weights: Weights, i: int, *, claim: Position
) -> Iterable[tuple[str, float]]:
    """What tells the stance from the next likely one."""
    shares = judge.stances(i)
    other = max((s for s in shares if s != claim.stance), key=lambda s: shares[s])
    for feature in judge.sight.stance_seen(i):
        mine = weights.stance.weight(feature, claim.stance)
        yield feature, mine - weights.stance.weight(feature, other)


def _strongest(features: Iterable[tuple[str, float]]) -> list[Reason]:
    """The strongest, those with the same words taken together."""
    sums: dict[str, float] = {}
    for feature, weight in features:
        words = clue_words(feature)
        sums[words] = sums.get(words, 0.0) + weight
    ranked = sorted(sums.items(), key=lambda row: (-abs(row[1]), row[0]))
    told = [Reason(words, round(weight, 3)) for words, weight in ranked if abs(weight) > FAINTEST]
    return [
        *[reason for reason in told if reason.weight > 0][:_FOR],
        *[reason for reason in told if reason.weight < 0][:_AGAINST],
    ]
