"""Fit how evidence that points are one is weighed: `python -m evals.drafts.fitting`.

Prints the weights for detente.drafts.likeness, fitted by logistic regression on the half "tune"
alone: true pairs, and each whole with its pieces as neighbours, against all others. A whole with
one of its pieces counts as neither.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from detente.drafts import likeness
from detente.drafts.meaning import Meaning
from detente.drafts.points import cut
from detente.drafts.vectors import Embed, Matrix, sides
from evals.drafts.cases import Case, cases, strangers

# Weight of the squares of weights, so that none runs away.
_RIDGE = 0.0005
# A point and two neighbours are looked at if one of them is no less likely a partner (log-odds).
_LIKELY = -3.0
VERSIONS = 8


def main() -> None:
    """Print the weights without and with meaning."""
    ask = argparse.ArgumentParser(prog="python -m evals.drafts.fitting")
    ask.add_argument("--kept", type=Path, help="file of vectors already made")
    given = ask.parse_args()
    every = [*cases("tune", VERSIONS), *list(strangers("tune")) * VERSIONS]
    for name, embed in (("", None), ("_MEANING", Meaning(kept=given.kept))):
        first = fit(_alone(every, embed))
        then = fit(_placed(every, embed, first))
        rivalled = fit(_rivalled(every, embed, (first, then)), even=False)
        joint = fit(_joint(every, embed, (first, then, rivalled)), even=False)
        print(f"FIRST{name} = {first}\nTHEN{name} = {then}\nRIVALLED{name} = {rivalled}")
        print(f"JOINT{name} = {joint}")


Fitted = dict[str, float]
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


def _alone(every: Iterable[Case], embed: Embed | None) -> Iterator[Example]:
    """Yield evidence of points with points, when nothing is known of their order."""
    for case in every:
        one, other = sides(cut("a", case.a), cut("b", case.b), embed)
        found = likeness.evidence(one.points, other.points)
        yield found | {"place": likeness.along(one.points, other.points)}, *_truth(case)


def _placed(
    every: Iterable[Case], embed: Embed | None, first: dict[str, float]
) -> Iterator[Example]:
    """Yield evidence of points with points when the order of the sure ones is known."""
    for case in every:
        one, other = sides(cut("a", case.a), cut("b", case.b), embed)
        found = likeness.evidence(one.points, other.points)
        along = {"place": likeness.along(one.points, other.points)}
        order = likeness.expected(likeness.log_odds(found | along, first))
        yield found | {"place": order.place(one.points, other.points)}, *_truth(case)


def _rivalled(
    every: Iterable[Case], embed: Embed | None, weights: tuple[Fitted, Fitted]
) -> Iterator[Example]:
    """Yield the odds of points beside those of their rivals."""
    for case in every:
        one, other = sides(cut("a", case.a), cut("b", case.b), embed)
        found = likeness.evidence(one.points, other.points)
        _, points = likeness.settled(found, one, other, weights=weights)
        yield likeness.rivalled(points), *_truth(case)


def _joint(
    every: Iterable[Case], embed: Embed | None, weights: tuple[Fitted, Fitted, Fitted]
) -> Iterator[Example]:
    """Yield evidence of points with neighbours, both ways."""
    for case in every:
        one, other = sides(cut("a", case.a), cut("b", case.b), embed)
        found = likeness.evidence(one.points, other.points)
        order, points = likeness.settled(found, one, other, weights=weights[:2])
        points = likeness.log_odds(likeness.rivalled(points), weights[2])
        words = found["words"]
        for whole, side, seen, values, same, kind in (
            (one, other, order, points, words, "split"),
            (other, one, order.mirrored(), points.T, words.T, "merged"),
        ):
            near = likeness.together(
                whole, side, seen, points=values, words=same, weights=weights[1]
            )
            true = np.zeros(near["apart"].shape)
            for link in case.links:
                if link.kind == kind:
                    row, columns = (link.a, link.b) if kind == "split" else (link.b, link.a)
                    true[row[0], columns[0]] = 1
            likely = np.maximum(values[:, :-1], values[:, 1:]) > _LIKELY
            yield near, true, likely


def _truth(case: Case) -> tuple[Matrix, Matrix]:
    """Return which points are one, and which count: a whole with one piece is neither."""
    true = np.zeros(case.points)
    counted = np.ones(case.points, dtype=bool)
    for link in case.links:
        if link.kind in ("kept", "moved"):
            true[link.a[0], link.b[0]] = 1
        else:
            counted[np.ix_(link.a, link.b)] = False
    return true, counted


if __name__ == "__main__":
    main()
