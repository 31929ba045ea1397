"""Weights: how evidence that points are one is weighed, fitted by logistic regression.

Fitted on edited drafts (half "tune": `python -m evals.drafts.fitting`), by evidence: without and
with the model of meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights by layer.

    first: When nothing is known of the order of points. then: When those that are sure tell where
    the others may stand. rivalled: Beside the next best of either. joint: Of a point with two.
    """

    first: Mapping[str, float]
    then: Mapping[str, float]
    rivalled: Mapping[str, float]
    joint: Mapping[str, float]


def log_odds(found: Mapping[str, Matrix], weights: Mapping[str, float]) -> Matrix:
    """Return what the evidence says together."""
    total: Matrix = np.full(next(iter(found.values())).shape, weights["bias"])
    for name, values in found.items():
        total += weights[name] * values
    return total


WORDS = Weights(
    first={
        "words": 4.42,
        "pieces": 5.68,
        "numbers": 3.52,
        "clash": -1.67,
        "senses": 3.99,
        "nearest": 4.24,
        "place": 2.43,
        "bias": -5.07,
    },
    then={
        "words": 3.69,
        "pieces": 4.82,
        "numbers": 2.49,
        "clash": -1.44,
        "senses": 3.62,
        "nearest": 4.31,
        "place": 1.72,
        "gap": 1.9,
        "held": -3.07,
        "bias": -3.13,
    },
    rivalled={
        "odds": 2.03,
        "row": 2.12,
        "column": 2.27,
        "bias": -3.41,
    },
    joint={
        "apart": 1.89,
        "size": 4.56,
        "about": 2.53,
        "next": 1.93,
        "turned": 0.38,
        "more": 5.46,
        "less": 4.25,
        "taken": -3.72,
        "rival": 1.8,
        "alone": -0.85,
        "bias": -2.16,
    },
)
MEANING = Weights(
    first={
        "words": 1.85,
        "pieces": 1.59,
        "numbers": 2.74,
        "clash": -1.4,
        "senses": 1.98,
        "meaning": 6.36,
        "nearest": 6.54,
        "place": 1.93,
        "bias": -5.58,
    },
    then={
        "words": 1.66,
        "pieces": 1.55,
        "numbers": 1.67,
        "clash": -1.08,
        "senses": 1.93,
        "meaning": 5.62,
        "nearest": 5.97,
        "place": 1.23,
        "gap": 1.37,
        "held": -3.18,
        "bias": -3.76,
    },
    rivalled={
        "odds": 2.08,
        "row": 2.25,
        "column": 2.28,
        "bias": -3.35,
    },
    joint={
        "apart": 1.95,
        "size": 3.98,
        "about": 3.77,
        "next": 1.87,
        "turned": 0.21,
        "more": 5.39,
        "less": 4.59,
        "taken": -3.4,
        "rival": 1.59,
        "alone": -0.44,
        "bias": -1.59,
    },
)
