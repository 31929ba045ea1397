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
        "words": 4.16,
        "pieces": 5.41,
        "numbers": 3.93,
        "clash": -1.77,
        "senses": 4.03,
        "nearest": 4.27,
        "place": 2.23,
        "bias": -4.84,
    },
    then={
        "words": 3.54,
        "pieces": 4.67,
        "numbers": 2.8,
        "clash": -1.54,
        "senses": 3.64,
        "nearest": 4.22,
        "place": 1.62,
        "gap": 1.91,
        "held": -2.92,
        "bias": -3.07,
    },
    rivalled={
        "odds": 1.95,
        "row": 2.2,
        "column": 2.5,
        "bias": -3.39,
    },
    joint={
        "apart": 1.69,
        "size": 4.39,
        "about": 2.61,
        "next": 1.92,
        "turned": 0.39,
        "more": 5.29,
        "less": 4.18,
        "taken": -3.62,
        "rival": 1.65,
        "alone": -0.95,
        "bias": -2.14,
    },
)
MEANING = Weights(
    first={
        "words": 1.72,
        "pieces": 1.47,
        "numbers": 3.01,
        "clash": -1.49,
        "senses": 2.04,
        "meaning": 6.29,
        "nearest": 6.46,
        "place": 1.83,
        "bias": -5.42,
    },
    then={
        "words": 1.54,
        "pieces": 1.43,
        "numbers": 2.01,
        "clash": -1.15,
        "senses": 1.97,
        "meaning": 5.61,
        "nearest": 5.94,
        "place": 1.36,
        "gap": 1.4,
        "held": -3.18,
        "bias": -3.76,
    },
    rivalled={
        "odds": 2.04,
        "row": 2.31,
        "column": 2.35,
        "bias": -3.32,
    },
    joint={
        "apart": 2.08,
        "size": 3.9,
        "about": 3.7,
        "next": 1.86,
        "turned": 0.2,
        "more": 5.23,
        "less": 4.61,
        "taken": -3.31,
        "rival": 1.55,
        "alone": -0.51,
        "bias": -1.54,
    },
)
