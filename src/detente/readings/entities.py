"""Names, amounts and dates in paragraphs: the language model's own weights, all words at once.

The model's component goes from word to word and asks at each which of its steps it may take.
Outside a name what it decides hangs on the word alone, so it is worked out for all words of many
paragraphs together; only within a name has the next step to wait for the one before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from detente.readings.vectors import Floats, Vectors

Flags = npt.NDArray[np.bool_]
# What the model looks at: this word, the first word of the name it stands in, the word before.
_THIS, _FIRST, _LAST = range(3)


@dataclass(frozen=True, slots=True)
class Entity:
    """Words start up to end of a document, which name something of a kind."""

    start: int
    end: int
    label: str


class _Name(NamedTuple):
    """The same of several documents, counted through."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class _Ground:
    """Words of documents, counted through.

    spaces: Is a word one of blanks? goes_on: May a name reach the next? ends: Of the documents.
    """

    spaces: Flags
    goes_on: Flags
    ends: list[int]


class Entities:
    """The names that a language model finds."""

    def __init__(self, component: Any) -> None:
        """Take spaCy's component for names."""
        narrow, lower, upper = component.model.layers
        self._vectors = Vectors(narrow.layers[0])
        self._narrow = narrow.layers[-1]
        product, pad = lower.get_param("W"), lower.get_param("pad")[0]
        self._places: int = lower.get_dim("nF")
        self._product: Floats = product.reshape(-1, product.shape[-1]).T
        self._bias: Floats = lower.get_param("b").reshape(-1)
        self._nothing: Floats = pad.reshape(self._places, -1)
        self._upper: Floats = upper.get_param("W")
        self._upper_bias: Floats = upper.get_param("b")
        moves = component.moves
        self._steps: list[str] = list(map(moves.get_class_name, range(moves.n_moves)))
        self._rows = {step: n for n, step in enumerate(self._steps)}
        self._begins: Flags = np.array([step.startswith("B-") for step in self._steps])
        self._in_names: Flags = np.array([step != "O" for step in self._steps])
        self._never: Flags = np.array([s[0] in "IL" or s == "U-" for s in self._steps])

    def find(self, docs: Sequence[Any]) -> list[list[Entity]]:
        """Return the names in each document, in order. docs: With sentences, and none empty."""
        seen, ground = self._seen(docs), _ground(docs)
        best = self._outside(seen, ground)
        found: list[list[Entity]] = [[] for _ in docs]
        for start, end, label in self._walked(best.tolist(), seen, ground):
            number = bisect_right(ground.ends, start)
            first = ground.ends[number - 1] if number else 0
            found[number].append(Entity(start - first, end - first, label))
        return found

    def _seen(self, docs: Sequence[Any]) -> Floats:
        """What each word adds in each of the places that are looked at. [words, places, …]."""
        narrow = self._narrow.predict(self._vectors.of(docs))
        seen: Floats = narrow @ self._product
        return seen.reshape(len(seen), self._places, -1)

    def _outside(self, seen: Floats, ground: _Ground) -> npt.NDArray[np.intp]:
        """The best step at each word if no name is open. [words]."""
        sums = seen[:, _THIS] + self._nothing[_FIRST] + self._nothing[_LAST]
        scores = self._hidden(sums) @ self._upper.T + self._upper_bias
        scores[:, self._never] = -np.inf
        scores[np.ix_(~ground.goes_on, self._begins)] = -np.inf
        scores[np.ix_(ground.spaces, self._in_names)] = -np.inf
        best: npt.NDArray[np.intp] = scores.argmax(axis=1)
        return best

    def _hidden(self, sums: Floats) -> Floats:
        pieces = sums + self._bias
        hidden: Floats = np.maximum(pieces[..., ::2], pieces[..., 1::2])
        return hidden

    def _walked(self, best: Sequence[int], seen: Floats, ground: _Ground) -> Iterator[_Name]:
        at = 0
        for i, step in enumerate(map(self._steps.__getitem__, best)):
            if i < at or step == "O":
                continue
            label, at = step[2:], i + 1
            if step[0] == "B":
                at = self._end(i, label, seen, ground)
            yield _Name(i, at, label)

    def _end(self, first: int, label: str, seen: Floats, ground: _Ground) -> int:
        """Where a name ends that begins with a word and has more of them."""
        rows = [self._rows[f"I-{label}"], self._rows[f"L-{label}"]]
        weights, bias = self._upper[rows].T, self._upper_bias[rows]
        at = first + 1
        while ground.goes_on[at]:
            sums = seen[at, _THIS] + seen[first, _FIRST] + seen[at - 1, _LAST]
            on, ends = self._hidden(sums) @ weights + bias
            if ends > on:
                break
            at += 1
        return at + 1


def _ground(docs: Sequence[Any]) -> _Ground:
    table = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
    ends = np.cumsum([len(doc) for doc in docs])
    goes_on = np.append(table[1:, 0] != 1, [False])
    goes_on[ends - 1] = False
    return _Ground(table[:, 1] == 1, goes_on, ends.tolist())
