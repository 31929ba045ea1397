"""The trained parts of speech: features -> scores, and the best content and source of each cue."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from detente.model.errors import ReaderError
from detente.readings.speech.candidates import Indices
from detente.readings.speech.choices import Pairs
from detente.readings.speech.columns import Codes, code
from detente.readings.speech.features import Edges
from detente.readings.speech.sheet import CELLS
from detente.readings.speech.templates import CONTENTS, CUES, EDGES, SAID, SOURCES

Scores = NDArray[np.float64]

WEIGHTS = "weights/speech.npz"
# Digest of the templates: weights that were fitted on others mean nothing.
FEATURES = code(repr((CUES, EDGES, CONTENTS, SOURCES, SAID)))
# The best so many beginnings and ends of a cue are tried with one another.
BEST = 5
# Classes of log-likelihoods: halves, so many at most.
_CLASSES = 12
_NEEDED = (
    *("version", "features", "cells", "weights", "scale", "constants", "cue_words"),
    "calibration",
)


@dataclass(frozen=True)
class Weights:
    """What was learned.

    table: Weight of each cell, in steps of `scale`. constants: By part.
    cue_words: Codes of words and word classes that are cues now and then, in order.
    calibration: Weights that turn scores into the share of attributions that hold.
    """

    version: str
    table: NDArray[np.int8]
    scale: float
    constants: dict[str, float]
    cue_words: Codes
    calibration: dict[str, float]

    def may_be_cues(self, words: Codes) -> NDArray[np.bool_]:
        """Whether each code is one of `cue_words`, which stand in order."""
        if not len(self.cue_words):
            return np.zeros(len(words), dtype=np.bool_)
        at = np.searchsorted(self.cue_words, words)
        found: NDArray[np.bool_] = self.cue_words.take(at, mode="clip") == words
        return found

    def score(self, part: str, features: Codes) -> Scores:
        """The score of each column of features."""
        total: Scores = self.table.take(features).sum(0, dtype=np.int32) * self.scale
        return total + self.constants.get(part, 0.0)


# What a damaged file may bring up: numpy's, the archive's and its compression's, and ours.
DAMAGES = (OSError, ValueError, LookupError, EOFError, RuntimeError, BadZipFile, zlib.error)


@cache
def load_weights() -> Weights:
    """Return the weights in the package. Errors: ReaderError if they are missing or damaged."""
    path = resources.files("detente.readings") / WEIGHTS
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            return unpack({name: found[name] for name in found.files})
    except DAMAGES as error:
        raise ReaderError(
            f"the trained weights {WEIGHTS} are missing or damaged; install Détente again"
        ) from error


def unpack(found: dict[str, NDArray[np.generic]]) -> Weights:
    """Return weights from the arrays of a file. Errors: KeyError, ValueError."""
    missing = [name for name in _NEEDED if name not in found]
    if missing:
        raise KeyError(f"no {', '.join(missing)}")
    if int(found["features"]) != FEATURES:
        raise ValueError("the weights were made for other features")
    cells = np.cumsum(found["cells"].astype(np.int64))
    if len(cells) != len(found["weights"]) or (len(cells) and cells[-1] >= CELLS):
        raise ValueError("cells and weights do not fit together")
    table = np.zeros(CELLS, dtype=np.int8)
    table[cells] = found["weights"]
    return Weights(
        version=str(found["version"]),
        table=table,
        scale=float(found["scale"]),
        constants=_named(found["constants"]),
        cue_words=found["cue_words"].astype(np.uint32),
        calibration=_named(found["calibration"]),
    )


def pack(weights: Weights) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a file that weights are unpacked from."""
    cells = np.flatnonzero(weights.table)
    return {
        "version": np.array(weights.version),
        "features": np.array(FEATURES),
        "cells": np.diff(cells, prepend=0).astype(np.uint32),
        "weights": weights.table[cells],
        "scale": np.array(weights.scale),
        "constants": _rows(weights.constants),
        "cue_words": weights.cue_words,
        "calibration": _rows(weights.calibration),
    }


def _rows(values: dict[str, float]) -> NDArray[np.generic]:
    return np.array(list(values.items()), dtype=[("name", "U16"), ("value", "f8")])


def _named(rows: NDArray[np.generic]) -> dict[str, float]:
    return {str(row["name"]): float(row["value"]) for row in rows}


def likelihoods(scores: Scores, of: Indices) -> Scores:
    """Return the logarithm of each row's share among the rows of its group, groups in order."""
    if not len(of):
        return scores
    borders = np.flatnonzero(np.concatenate(([True], of[1:] != of[:-1])))
    sizes = np.diff(np.append(borders, len(of)))
    level = scores - np.repeat(np.maximum.reduceat(scores, borders), sizes)
    total = np.log(np.add.reduceat(np.exp(level), borders))
    result: Scores = level - np.repeat(total, sizes)
    return result


def classes(likely: Scores) -> Codes:
    """Return the classes of log-likelihoods."""
    return np.minimum(-2 * likely, _CLASSES).astype(np.uint32)


def pair(starts: Edges, ends: Edges, *, start_scores: Scores, end_scores: Scores) -> Pairs:
    """Return the contents to choose among: the likeliest beginnings with the likeliest ends."""
    firsts = _best_of(starts, start_scores)
    lasts = _best_of(ends, end_scores)
    rows: list[tuple[int, int, int, int, int]] = []
    for group in firsts.keys() & lasts.keys():
        cue = int(starts.cue[firsts[group][0]])
        rows += [
            (one, two, a, b, group)
            for a, one in enumerate(firsts[group])
            for b, two in enumerate(lasts[group])
            if _is_content(int(starts.at[one]), int(ends.at[two]), cue)
        ]
    rows.sort(key=lambda row: row[4])
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 5)
    return Pairs(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4])


def _is_content(first: int, last: int, cue: int) -> bool:
    return first <= last and not first == last == cue


def _best_of(edges: Edges, scores: Scores) -> dict[int, list[int]]:
    order = np.lexsort((edges.at, -scores, edges.of))
    best: dict[int, list[int]] = {}
    for row in order.tolist():
        rows = best.setdefault(int(edges.of[row]), [])
        if len(rows) < BEST:
            rows.append(row)
    return best


def best(scores: Scores, of: Indices) -> dict[int, int]:
    """Return the row with the highest score of each group, the first of equals."""
    found: dict[int, int] = {}
    for row, (group, score) in enumerate(zip(of.tolist(), scores.tolist(), strict=True)):
        if group not in found or score > scores[found[group]]:
            found[group] = row
    return found
