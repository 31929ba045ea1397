"""Reports kept aside -> the threshold of cues, and what turns likelihoods into confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.readings.speech.drafting import content_span
from detente.readings.speech.ground import Ground
from detente.readings.speech.learned import Find, find
from detente.readings.speech.ranking import Weights
from detente.readings.speech.reading import find_drafts
from detente.readings.speech.sources import name_words

THRESHOLDS = tuple(round(-2 + 0.1 * n, 1) for n in range(26))
# Newton steps of the calibration: it moves no more after some ten.
STEPS = 25

Told = Sequence[tuple[Ground, dict[str, Any]]]


def calibrated(weights: Weights, aside: Told, corpus: ModuleType) -> Weights:
    """Return weights with the threshold that gives the best mean of exact and overlapping F1.

    Confidence is the share, on the reports aside, of attributions that overlap an annotated
    one and name its source.
    """
    found = [(line, ground, find(ground, find_drafts(ground), weights)) for ground, line in aside]
    gold = [line for line, _, _ in found]
    scored = {}
    for threshold in THRESHOLDS:
        told = [_form(line, ground, _above(finds, threshold)) for line, ground, finds in found]
        figures = corpus.score(gold, told)
        scored[threshold] = (figures["exact"]["f1"] + figures["overlap"]["f1"]) / 2
    threshold = max(scored, key=lambda t: (scored[t], t))
    print(f"threshold {threshold}: mean of exact and overlapping F1 aside {scored[threshold]:.3f}")
    rows, holds = [], []
    for line, ground, finds in found:
        kept = _above(finds, threshold)
        rows += [(1.0, f.cue_likely, f.content_likely, f.source_likely) for f in kept]
        holds += _holding(line, ground, kept, corpus)
    fitted = logistic(np.array(rows), np.array(holds, dtype=np.float64))
    names = ("constant", "cue", "content", "source")
    values = dict(zip(names, fitted.tolist(), strict=True))
    print(f"confidence from {values}; {np.mean(holds):.3f} of {len(holds)} hold")
    return replace(weights, calibration={"threshold": threshold, **values})


def logistic(rows: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a logistic model, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        given = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (given - truth) + 1e-3 * weights
        bend = (rows * (given * (1 - given))[:, None]).T @ rows + 1e-3 * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _above(finds: Sequence[Find], threshold: float) -> list[Find]:
    least = -np.log1p(np.exp(-threshold))
    return [f for f in finds if f.cue_likely >= least]


def _form(line: dict[str, Any], ground: Ground, finds: Sequence[Find]) -> dict[str, Any]:
    """Finds in the form that the corpus' scorer reads."""
    told = []
    for f in finds:
        content = content_span(ground, f.first, f.last)
        source = None
        if f.source is not None:
            words = ground.page.cite(name_words(ground, f.source, f.cue))
            source = [words.start, words.end]
        told.append({"content": [content.start, content.end], "source": source, "cue": None})
    return {"id": line["id"], "attributions": told}


def _holding(
    line: dict[str, Any], ground: Ground, finds: Sequence[Find], corpus: ModuleType
) -> list[bool]:
    """Whether each find overlaps an annotated attribution and names its source."""
    text = line["text"]
    given = [a for a in line["attributions"] if corpus.hull(a["content"], text)]
    told = _form(line, ground, finds)["attributions"]
    right = [corpus.hull(a["content"], text) for a in given]
    holds = [False] * len(told)
    for i, j in corpus.pair(right, [corpus.hull(a["content"], text) for a in told]):
        want = corpus.hull(given[i]["source"], text)
        have = corpus.hull(told[j]["source"], text)
        holds[j] = not want or bool(have and corpus.shared(want, have))
    return holds
