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
        "words": 2.3,
        "pieces": 2.1,
        "numbers": 3.94,
        "clash": -1.5,
        "senses": 6.8,
        "nearest": 6.37,
        "place": 2.06,
        "bias": -5.04,
    },
    then={
        "words": 2.13,
        "pieces": 2.09,
        "numbers": 3.11,
        "clash": -1.15,
        "senses": 5.87,
        "nearest": 5.98,
        "place": 1.62,
        "gap": 1.44,
        "held": -3.49,
        "bias": -3.33,
    },
    rivalled={
        "odds": 1.73,
        "row": 2.37,
        "column": 2.45,
        "bias": -3.4,
    },
    joint={
        "apart": 1.79,
        "size": 3.91,
        "about": 3.56,
        "next": 1.95,
        "turned": 0.14,
        "more": 5.61,
        "less": 4.41,
        "taken": -3.35,
        "rival": 1.84,
        "alone": -0.44,
        "bias": -1.81,
    },
)
MEANING = Weights(
    first={
        "words": 1.58,
        "pieces": 1.14,
        "numbers": 3.16,
        "clash": -1.45,
        "senses": 4.0,
        "meaning": 5.52,
        "nearest": 5.87,
        "place": 1.87,
        "bias": -5.43,
    },
    then={
        "words": 1.48,
        "pieces": 1.24,
        "numbers": 2.12,
        "clash": -1.11,
        "senses": 3.57,
        "meaning": 4.98,
        "nearest": 5.44,
        "place": 1.33,
        "gap": 1.41,
        "held": -3.11,
        "bias": -3.73,
    },
    rivalled={
        "odds": 2.02,
        "row": 2.23,
        "column": 2.29,
        "bias": -3.35,
    },
    joint={
        "apart": 2.32,
        "size": 3.76,
        "about": 3.59,
        "next": 1.88,
        "turned": 0.19,
        "more": 5.17,
        "less": 4.49,
        "taken": -3.36,
        "rival": 1.47,
        "alone": -0.21,
        "bias": -1.59,
    },
)
