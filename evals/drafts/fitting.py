"""Fit how evidence that points are one is weighed: `python -m evals.drafts.fitting`.

Prints the weights for detente.drafts.likeness, fitted by logistic regression on the half "tune"
alone: true pairs, and each whole with its pieces as neighbours, against all others. A whole with
one of its pieces counts as neither.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from detente.drafts.evidence import rivalled
from detente.drafts.joining import options
from detente.drafts.likeness import Seen, look
from detente.drafts.meaning import Meaning
from detente.drafts.places import Order
from detente.drafts.points import cut
from detente.drafts.vectors import Matrix
from detente.drafts.weighing import Weights, log_odds
from evals.drafts.cases import Case, cases, strangers

# Weight of the squares of weights, so that none runs away.
_RIDGE = 0.0005
VERSIONS = 8


def main() -> None:
    """Print the weights without and with meaning."""
    ask = argparse.ArgumentParser(prog="python -m evals.drafts.fitting")
    ask.add_argument("--kept", type=Path, help="file of vectors already made")
    given = ask.parse_args()
    every = [*cases("tune", VERSIONS), *list(strangers("tune")) * VERSIONS]
    for name, embed in (("WORDS", None), ("MEANING", Meaning(kept=given.kept))):
        looked = [_Looked(case, look(cut("a", case.a), cut("b", case.b), embed)) for case in every]
        print(f"{name} = {_fitted(looked)}")


@dataclass(frozen=True, slots=True)
class _Looked:
    """A case, and what is there to see of its drafts."""

    case: Case
    seen: Seen


def _fitted(every: list[_Looked]) -> Weights:
    """Return the weights of each layer, each fitted on what those before it say."""
    first = fit((one.seen.along(), *_truth(one)) for one in every)
    orders = [one.seen.order(log_odds(one.seen.along(), first), first) for one in every]
    then = fit(_then(every, orders))  # of the first look; the second sees more, and alike
    weights = Weights(first=first, then=then, rivalled={}, joint={})
    found = [one.seen.settled(weights) for one in every]
    then = fit(_then(every, [order for order, _ in found]))
    weights = replace(weights, then=then)
    found = [one.seen.settled(weights) for one in every]
    beside = [rivalled(odds) for _, odds in found]
    seen = ((own, *_truth(one)) for one, own in zip(every, beside, strict=True))
    last = fit(seen, even=False)
    points = [log_odds(own, last) for own in beside]
    joint = fit(_joint(every, [order for order, _ in found], points, then), even=False)
    return replace(weights, rivalled=last, joint=joint)


Example = tuple[dict[str, Matrix], Matrix, Matrix]


def fit(examples: Iterable[Example], *, even: bool = True) -> dict[str, float]:
    """Return the weights that tell true from false best.

    examples: Evidence, truth, and what of it counts. even: Whether what is true, which is rare,
    weighs as much as what is false.
    """
    blocks, truths = [], []
    names: list[str] = []
    for found, true, counted in examples:
        names = list(found)
        blocks.append(np.stack([found[name][counted] for name in names], axis=1))
        truths.append(true[counted])
    x, y = np.concatenate(blocks), np.concatenate(truths)
    share = (
        np.where(y > 0, 1 / y.sum(), 1 / (1 - y).sum()) if even else np.full(len(y), 2 / len(y))
    )

    def loss(w: Matrix) -> tuple[float, Matrix]:
        odds = x @ w[:-1] + w[-1]
        error = 1 / (1 + np.exp(-odds)) - y
        told = np.logaddexp(0, odds) - y * odds
        slope = np.append(x.T @ (share * error), (share * error).sum())
        slope[:-1] += _RIDGE * w[:-1]
        return float((share * told).sum() + _RIDGE / 2 * (w[:-1] ** 2).sum()), slope

    best = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return {name: round(float(w), 2) for name, w in zip([*names, "bias"], best, strict=True)}


def _then(every: Iterable[_Looked], orders: Iterable[Order]) -> Iterator[Example]:
    """Yield evidence of points with points when the order of the sure ones is known."""
    for one, order in zip(every, orders, strict=True):
        yield one.seen.placed(order), *_truth(one)


def _joint(
    every: Iterable[_Looked],
    orders: Iterable[Order],
    points: Iterable[Matrix],
    then: Mapping[str, float],
) -> Iterator[Example]:
    """Yield evidence of points with two of the other draft, both ways."""
    for one, order, own in zip(every, orders, points, strict=True):
        seen, words = one.seen, one.seen.alone["words"]
        for kind, whole, other, at, odds, same in (
            ("split", seen.one, seen.other, order, own, words),
            ("merged", seen.other, seen.one, order.mirrored(), own.T, words.T),
        ):
            found, evidence = options(whole, other, at, points=odds, words=same, then=then)
            true = _joined(one.case, kind)
            sides = (seen.rows, seen.columns) if kind == "split" else (seen.columns, seen.rows)
            put = found.placed(*sides)
            rows = zip(put.wholes, put.firsts, put.seconds, strict=True)
            right = [(int(w), frozenset((int(f), int(s)))) in true for w, f, s in rows]
            yield evidence, np.array(right, dtype=np.float64), np.ones(len(right), dtype=bool)


def _joined(case: Case, kind: str) -> set[tuple[int, frozenset[int]]]:
    """Return wholes with their pieces."""
    ways = (
        (link.a, link.b) if kind == "split" else (link.b, link.a)
        for link in case.links
        if link.kind == kind
    )
    return {(whole[0], frozenset(pieces)) for whole, pieces in ways}


def _truth(one: _Looked) -> tuple[Matrix, Matrix]:
    """Return which points are one, and which count: a whole with one piece is neither."""
    true = np.zeros(one.case.points)
    counted = np.ones(one.case.points, dtype=bool)
    for link in one.case.links:
        if link.kind in ("kept", "moved"):
            true[link.a[0], link.b[0]] = 1
        else:
            counted[np.ix_(link.a, link.b)] = False
    some = np.ix_(one.seen.rows, one.seen.columns)
    return true[some], counted[some]


if __name__ == "__main__":
    main()
