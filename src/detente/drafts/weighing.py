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
    total: Matrix = np.asarray(weights["bias"])
    for name, values in found.items():
        total = total + weights[name] * values
    return total


WORDS = Weights(
    first={
        "words": 3.95,
        "pieces": 4.85,
        "numbers": 3.67,
        "clash": -1.56,
        "senses": 3.71,
        "nearest": 4.27,
        "place": 2.36,
        "bias": -5.25,
    },
    then={
        "words": 3.34,
        "pieces": 4.15,
        "numbers": 2.57,
        "clash": -1.35,
        "senses": 3.51,
        "nearest": 4.03,
        "place": 1.64,
        "gap": 1.42,
        "held": -3.02,
        "bias": -3.15,
    },
    rivalled={
        "odds": 2.02,
        "row": 2.26,
        "column": 2.35,
        "bias": -3.28,
    },
    joint={
        "apart": 1.75,
        "size": 4.46,
        "about": 2.48,
        "next": 1.93,
        "turned": 0.33,
        "more": 5.59,
        "less": 4.03,
        "taken": -3.83,
        "rival": 1.9,
        "alone": -0.85,
        "bias": -2.36,
    },
)
MEANING = Weights(
    first={
        "words": 1.54,
        "pieces": 1.32,
        "numbers": 2.94,
        "clash": -1.3,
        "senses": 1.87,
        "meaning": 5.8,
        "nearest": 6.3,
        "place": 1.83,
        "bias": -5.68,
    },
    then={
        "words": 1.42,
        "pieces": 1.34,
        "numbers": 1.7,
        "clash": -0.97,
        "senses": 1.97,
        "meaning": 5.07,
        "nearest": 5.52,
        "place": 1.19,
        "gap": 1.21,
        "held": -3.37,
        "bias": -3.7,
    },
    rivalled={
        "odds": 2.11,
        "row": 2.27,
        "column": 2.28,
        "bias": -3.23,
    },
    joint={
        "apart": 2.21,
        "size": 4.04,
        "about": 3.72,
        "next": 1.82,
        "turned": 0.0,
        "more": 5.48,
        "less": 4.04,
        "taken": -3.65,
        "rival": 1.86,
        "alone": -0.42,
        "bias": -1.94,
    },
)
