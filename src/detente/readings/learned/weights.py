"""Learned weights: what each thing seen adds to a score. A sum of weights, nothing else."""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.model.errors import ReaderError
from detente.readings.speech.ranking import DAMAGES

WEIGHTS = ("weights/claims.npz", "weights/plans.npz")
Floats: TypeAlias = npt.NDArray[np.float64]


def code_of(feature: str) -> int:
    """Return the code under which the weight of a feature is kept: 32 bits of its name."""
    return zlib.crc32(feature.encode())


class _Rows(dict[str, int]):
    """Rows by feature, -1 if it has none: the same features are asked for again and again."""

    def __init__(self, by_code: Mapping[int, int]) -> None:
        super().__init__()
        self._by_code = by_code

    def __missing__(self, feature: str) -> int:
        if len(self) >= _MOST_ROWS:
            self.clear()
        row = self[feature] = self._by_code.get(code_of(feature), -1)
        return row


# Features whose rows are kept: those of some hundred reports.
_MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of features for several outputs at once.

    rows: Row of `weights` by code of a feature. weights: [features, outputs]. bias: [outputs].
    outputs: Their names.
    """

    outputs: tuple[str, ...]
    rows: Mapping[int, int]
    weights: npt.NDArray[np.float32]
    bias: Floats
    first: Sequence[float] = field(init=False)
    known: Mapping[str, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the weights of the first output as plain numbers: they add up fastest."""
        object.__setattr__(self, "first", self.weights[:, 0].astype(np.float64).tolist())
        object.__setattr__(self, "known", _Rows(self.rows))

    def scores(self, features: Sequence[str]) -> Floats:
        """Log-odds, or scores before a softmax, of each output."""
        return self.more(self.bias, features)

    def more(self, scores: Floats, features: Sequence[str]) -> Floats:
        """What further features make of the scores of others."""
        rows = self.weights.take(self._found(features), axis=0)
        total: Floats = np.add.reduce(rows, axis=0, dtype=np.float64)
        return total + scores

    def score(self, features: Sequence[str]) -> float:
        """Log-odds of the first output."""
        column = self.first
        return sum([column[row] for row in self._found(features)]) + float(self.bias[0])

    def _found(self, features: Sequence[str]) -> list[int]:
        return [row for row in map(self.known.__getitem__, features) if row >= 0]

    def weight(self, feature: str, output: str) -> float:
        """What a feature adds to an output; 0.0 if nothing was learned of it."""
        row = self.rows.get(code_of(feature))
        return 0.0 if row is None else float(self.weights[row, self.outputs.index(output)])


@dataclass(frozen=True, slots=True)
class Referee:
    """Turns a few numbers about a claim into the share of such claims that hold.

    weights: One a number, in the order in which `facts` gives them; then the constant.
    floor: Claims under it are left out.
    """

    weights: Floats
    floor: float
    plain: Sequence[float] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the weights as plain numbers: a dozen add up fastest so."""
        object.__setattr__(self, "plain", self.weights.tolist())

    def judge(self, facts: Sequence[float]) -> float:
        """Probability, 0 to 1, that a claim with these facts holds."""
        score = self.plain[-1]
        for weight, fact in zip(self.plain[:-1], facts, strict=True):
            score += weight * fact
        return logistic(float(score))


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was learned about claims.

    clause: Does a clause hold a claim of a family, and which way does it judge? stance, holder:
    Which stance, and whose? found, proposed: By family, referees of what wordings found and of
    what the weights alone propose; none where nothing is proposed, and one more of clauses that a
    condition bears on. mention: Does a noun name a
    plan? plan: The referee of nouns that may name one plan.
    """

    version: str
    clause: Table
    stance: Table
    holder: Table
    found: Mapping[str, Referee]
    proposed: Mapping[str, Referee]
    mention: Table
    plan: Referee


@cache
def load_weights() -> Weights:
    """Return the shipped weights. Errors: ReaderError if they are missing or damaged."""
    folder = resources.files("detente.readings")
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    try:
        for name in WEIGHTS:
            with (folder / name).open("rb") as file, np.load(file, allow_pickle=False) as found:
                arrays |= {key: found[key] for key in found.files}
        return unpack(arrays)
    except DAMAGES as error:
        raise ReaderError(
            f"the trained weights {' or '.join(WEIGHTS)} are missing or damaged; install Détente "
            "again, or read with --reader rules"
        ) from error


def unpack(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Weights:
    """Return weights from the arrays of a file. Errors: KeyError, ValueError."""
    return Weights(
        version=str(arrays["version"]),
        clause=_table(arrays, "clause"),
        stance=_table(arrays, "stance"),
        holder=_table(arrays, "holder"),
        found=_referees(arrays, "found"),
        proposed=_referees(arrays, "proposed"),
        mention=_table(arrays, "mention"),
        plan=_referees(arrays, "plan")["proposals"],
    )


def logistic(score: float) -> float:
    """Return the probability of a log-odds.

    >>> logistic(0.0)
    0.5
    """
    bounded = 50.0 if score > 50.0 else max(-50.0, score)
    return 1 / (1 + math.exp(-bounded))


def odds(chance: float) -> float:
    """Return the log-odds of a probability, which is neither 0 nor 1.

    >>> odds(0.5)
    0.0
    """
    return math.log(chance / (1 - chance))


def softmax(scores: Floats) -> Floats:
    """Return the shares of scores, which add up to 1."""
    risen = np.exp(scores - scores.max())
    shares: Floats = risen / risen.sum()
    return shares


def _table(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> Table:
    codes, weights = arrays[f"{name}.codes"], arrays[f"{name}.weights"].astype(np.float32)
    bias = arrays[f"{name}.bias"].astype(np.float64)
    outputs = tuple(str(o) for o in arrays[f"{name}.outputs"])
    if weights.shape != (len(codes), len(outputs)) or bias.shape != (len(outputs),):
        raise ValueError(f"the weights of {name} do not fit its outputs")
    return Table(outputs, {int(c): n for n, c in enumerate(codes)}, weights, bias)


def _referees(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> dict[str, Referee]:
    prefix, found = f"{name}:", {}
    for key, rows in arrays.items():
        if key.startswith(prefix):
            values = rows.astype(np.float64)
            found[key.removeprefix(prefix)] = Referee(values[:-1], float(values[-1]))
    return found
