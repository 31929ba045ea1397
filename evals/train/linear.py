"""Linear weights over features in words: fitted from rows, and written as arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.readings.learned.weights import code_of

# A feature seen in one place alone says nothing about another report.
FEWEST = 2
# Smaller weights change no decision and are left out.
SMALLEST = 0.01
# The feature that tells rows of invented reports: learned beside the others, then left out.
INVENTED_MARK = "invented"

# What is seen, what holds, and how much it counts.
Rows = list[tuple[Sequence[str], Any, float]]


@dataclass(frozen=True)
class Fit:
    """Weights of features by name for some outputs."""

    outputs: tuple[str, ...]
    names: Sequence[str]
    weights: Any
    bias: Any


def binary(rows: Rows, pull: float, name: str) -> Fit:
    """Return the weights of a yes or no.

    pull: Towards zero; the smaller, the stronger.
    """
    features, names = _matrix(rows)
    model = regression(pull, solver="liblinear")
    model.fit(features, [row[1] for row in rows], sample_weight=[row[2] for row in rows])
    return Fit((name,), names, model.coef_.T, model.intercept_)


def several(rows: Rows, pull: float, outputs: tuple[str, ...]) -> Fit:
    """Return the weights of one answer among several."""
    features, names = _matrix(rows)
    model = regression(pull, solver="lbfgs")
    model.fit(features, [row[1] for row in rows], sample_weight=[row[2] for row in rows])
    order = [list(model.classes_).index(output) for output in outputs]
    return Fit(outputs, names, model.coef_[order].T, model.intercept_[order])


def regression(pull: float, solver: str) -> Any:
    """Return a logistic regression that is not fitted yet."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (for training alone)

    return LogisticRegression(C=pull, max_iter=500, solver=solver, random_state=0)


def dense(facts: Any, labels: Sequence[int], pull: float, *, narrowest: float = 0.0) -> Any:
    """Return the weights of a few numbers for a yes or no, the constant last.

    Numbers count by how far they spread. narrowest: The least spread, of a number's range, that
    one is taken to have: what is seldom so then counts less.
    """
    reach = narrowest * (facts.max(axis=0) - facts.min(axis=0))
    middle, width = facts.mean(axis=0), np.maximum(facts.std(axis=0), reach) + 1e-6
    model = regression(pull, solver="lbfgs")
    model.fit((facts - middle) / width, labels)
    weights = model.coef_[0] / width
    return np.append(weights, model.intercept_[0] - weights @ middle)


def _matrix(rows: Rows) -> tuple[Any, list[str]]:
    """Rows of features as a sparse matrix, and the names of its columns."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    counts = Counter(name for row in rows for name in row[0])
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    column = {name: n for n, name in enumerate(names)}
    columns: list[int] = []
    ends = [0]
    for seen, _, _ in rows:
        columns += sorted({column[name] for name in seen if name in column})
        ends.append(len(columns))
    values = np.ones(len(columns))
    matrix = csr_matrix(
        (values, np.array(columns, np.int32), np.array(ends, np.int32)),
        shape=(len(rows), len(names)),
    )
    return matrix, names


def arrays_of(name: str, fits: Sequence[Fit]) -> dict[str, Any]:
    """The arrays of a table, small weights left out; what tells invented reports is no feature."""
    outputs = [output for fit in fits for output in fit.outputs]
    rows: dict[str, Any] = {}
    at = 0
    for fit in fits:
        for feature, weights in zip(fit.names, fit.weights, strict=True):
            if feature != INVENTED_MARK and np.abs(weights).max() >= SMALLEST:
                row = rows.setdefault(feature, np.zeros(len(outputs)))
                row[at : at + len(fit.outputs)] = weights
        at += len(fit.outputs)
    coded = {code_of(feature): row for feature, row in rows.items()}
    codes = sorted(coded)
    return {
        f"{name}.outputs": np.array(outputs),
        f"{name}.codes": np.array(codes, np.uint32),
        f"{name}.weights": np.array([coded[c] for c in codes], np.float16),
        f"{name}.bias": np.concatenate([fit.bias for fit in fits]),
    }
