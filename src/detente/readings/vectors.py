"""Vectors of words in their place: the language model's own network, without what it repeats.

What the network makes of a word by itself depends on nothing but its spelling, so it is asked once
for each. What it makes of a word with its neighbours is reckoned for many paragraphs at once, each
layer in place: the same sums in half the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Codes: TypeAlias = npt.NDArray[np.uint64]

# Rows reckoned at once: more do not fit the processor's memory; swept 300-4,000 on annotated
# reports.
_ROWS = 1200
# Words kept, about 20 MB: those of some thousand reports.
_MOST_WORDS = 50_000
# Keeps the variance of a row of equal numbers from being 0, as the network does it.
_LEAST = np.float32(1e-8)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Looks at each row with its neighbours. product: [3 * width, pieces * width], by piece.

    bias: [pieces * width]. scale, shift: [width], for the evened row.
    """

    product: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class Vectors:
    """The vectors that one network of a language model gives to words."""

    def __init__(self, network: Any) -> None:
        """Take a network of spaCy's kind "Tok2Vec" from hashed parts of words and windows."""
        words, windows = network.layers
        self._columns: list[str] = words.layers[0].attrs["columns"]
        self._apart = words.layers[2].layers[0], words.layers[3].layers[0]
        self._width: int = network.get_dim("nO")
        self._between: int = windows.attrs["pad"]
        self._layers = [_layer(part) for part in windows.layers[0].layers]
        chance = np.random.default_rng(4)  # the same each time; odd, so that no bit is lost
        odd = chance.integers(1, 1 << 62, len(self._columns), dtype=np.uint64)
        self._factors: Codes = 2 * odd + 1
        self._rows: dict[int, int] = {}
        self._known: Floats = np.zeros((0, self._width), np.float32)

    def of(self, docs: Sequence[Any]) -> Floats:
        """Return the vectors of all words of some documents. [words, width]."""
        apart = self._by_themselves(docs)
        lengths = [len(doc) for doc in docs]
        start = 0
        for group in _grouped(lengths, self._between):
            end = start + sum(group)
            apart[start:end] = self._in_place(apart[start:end], group)
            start = end
        return apart

    def _by_themselves(self, docs: Sequence[Any]) -> Floats:
        """What the network makes of each word before it looks at the neighbours."""
        seen = np.concatenate([doc.to_array(self._columns) for doc in docs])
        codes: list[int] = (seen * self._factors).sum(axis=1, dtype=np.uint64).tolist()
        if len(self._rows) > _MOST_WORDS:
            self._rows.clear()
        new = {code: i for i, code in enumerate(codes) if code not in self._rows}
        if new:
            self._learn(list(new), seen[list(new.values())])
        rows: Floats = self._known[[self._rows[code] for code in codes]]
        return rows

    def _learn(self, codes: Sequence[int], seen: Codes) -> None:
        found = seen
        for part in self._apart:
            found = part.predict(found)
        count = len(self._rows)
        missing = count + len(codes) - len(self._known)
        if missing > 0:
            spare = np.zeros((missing + len(self._known), self._width), np.float32)
            self._known = np.concatenate((self._known, spare))
        self._known[count : count + len(codes)] = found
        self._rows.update(zip(codes, range(count, count + len(codes)), strict=True))

    def _in_place(self, apart: Floats, lengths: Sequence[int]) -> Floats:
        """What it makes of words with their neighbours; between documents there is nothing."""
        between, width = self._between, self._width
        gaps = between * np.arange(1, len(lengths) + 1)
        where = np.arange(len(apart)) + np.repeat(gaps, lengths)
        rows: Floats = np.zeros((len(apart) + between * (len(lengths) + 1), width), np.float32)
        rows[where] = apart
        wide: Floats = np.zeros((len(rows), 3 * width), np.float32)
        sums: Floats = np.empty((len(wide), len(self._layers[0].bias)), np.float32)
        for layer in self._layers:
            wide[1:, :width] = rows[:-1]
            wide[:, width : 2 * width] = rows
            wide[:-1, 2 * width :] = rows[1:]
            np.matmul(wide, layer.product, out=sums)
            sums += layer.bias
            rows += _even(_most(sums, width), layer)
        vectors: Floats = rows[where]
        return vectors


def _grouped(lengths: Sequence[int], between: int) -> Iterator[list[int]]:
    """Yield the lengths of documents, as many at once as make a good number of rows."""
    group: list[int] = []
    rows = 0
    for length in lengths:
        if group and rows + length > _ROWS:
            yield group
            group, rows = [], 0
        group.append(length)
        rows += length + between
    if group:
        yield group


def _layer(part: Any) -> _Layer:
    most, even = part.layers[0].layers[1].layers[0].layers
    product = np.asarray(most.get_param("W")).transpose(2, 1, 0)
    return _Layer(
        product=np.ascontiguousarray(product).reshape(len(product), -1),
        bias=np.asarray(most.get_param("b")).T.reshape(-1),
        scale=np.asarray(even.get_param("G")),
        shift=np.asarray(even.get_param("b")),
    )


def _most(rows: Floats, width: int) -> Floats:
    """The largest of the pieces that stand behind one another."""
    most = rows[:, :width]
    for start in range(width, rows.shape[1], width):
        most = np.maximum(most, rows[:, start : start + width])
    return most


def _even(rows: Floats, layer: _Layer) -> Floats:
    """Rows with mean 0 and variance 1, scaled and shifted."""
    rows -= rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]) + _LEAST
    rows *= (spread ** np.float32(-0.5))[:, None]
    rows *= layer.scale
    rows += layer.shift
    return rows
