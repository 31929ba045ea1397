"""senses(): rough vectors of texts, from what their words mean one by one; no model is needed.

`senses.bin` has for each word piece of letters what all-MiniLM-L6-v2 (sentence-transformers,
Apache-2.0) makes of it alone and in the definitions of WordNet 3.0 (Princeton University), in 256
numbers of four bits; `python -m evals.train.senses` writes it. It is not packed further: that
would spare a fifth of its size, and cost each comparison its unpacking. It tells that
"captives" is near "prisoners", and nothing of how words stand together.
Source: M. Tulkens, T. van Dongen, "Model2Vec" (2024); weights of rare words after S. Arora et
al., "A simple but tough-to-beat baseline for sentence embeddings", ICLR 2017.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from detente.drafts.wordpieces import known, pieces

Vectors = npt.NDArray[np.float32]

# Swept on the edited drafts of evals (half "tune"): 128 tell less, 384 no more.
SIZE = 256
# A byte tells how long a row is, of the longest.
_LONGEST = 255
# What four bits hold for 0.
_NOUGHT = 8
_LETTERS = re.compile(r"(?:##)?[a-z]{2,}")


def sense(word: str) -> Vectors:
    """Return the vector of a word, the longer the more it tells; zeros for what is unknown."""
    found: Vectors = senses([word])[0]
    return found


def senses(words: Sequence[str]) -> Vectors:
    """Return a row for each word.

    >>> one, other, third = senses(["captives", "prisoners", "gas"])
    >>> bool(one @ other > one @ third)
    True
    """
    of_words = [_pieces(word) for word in words]
    owners = np.repeat(np.arange(len(words)), [len(one) for one in of_words])
    numbers = np.array([n for one in of_words for n in one], dtype=np.int64)
    found = np.zeros((len(words), SIZE), dtype=np.float32)
    np.add.at(found, owners, _rows(numbers))
    return found


def cosines(some: Sequence[str], others: Sequence[str]) -> Vectors:
    """Return how near each of some words is in meaning to each of others, -1 to 1.

    >>> bool(cosines(["ships"], ["vessels", "wages"])[0].argmax() == 0)
    True
    """
    one, other = (_units(words) for words in (some, others))
    found: Vectors = one @ other.T
    return found


def cosine(some: Sequence[str], others: Sequence[str]) -> float:
    """Return how near what some words mean together is to what others do; 0 where one is unknown.

    >>> cosine(["armed", "guards"], ["soldiers"]) > cosine(["armed", "guards"], ["wages"])
    True
    """
    one, other = (senses(words).sum(axis=0) for words in (some, others))
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / length if length else 0.0


def _units(words: Sequence[str]) -> Vectors:
    found: Vectors = np.array([_unit(word) for word in words], dtype=np.float32)
    return found.reshape(-1, SIZE)


@lru_cache(maxsize=4096)  # the same nouns are held against each other again and again
def _unit(word: str) -> Vectors:
    rows = senses([word])
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Vectors = (rows / np.where(length > 0, length, 1)).astype(np.float32)[0]
    return found


def lettered() -> list[int]:
    """Return the numbers of the pieces that have a vector, in order."""
    return [number for piece, number in known().items() if _LETTERS.fullmatch(piece)]


@lru_cache(maxsize=65536)
def _pieces(word: str) -> list[int]:
    return pieces(word)[1:-1]


def _rows(numbers: npt.NDArray[np.int64]) -> Vectors:
    """Return a row for each piece: most of the table is never asked for, and stays packed."""
    table = _table()
    at = table.places[numbers]
    both = table.both[at]
    rows = np.empty((len(numbers), SIZE), dtype=np.float32)
    rows[:, ::2], rows[:, 1::2] = both >> 4, both & 15
    rows -= _NOUGHT
    lengths = np.where(at < 0, 0, table.lengths[at]) / _LONGEST
    rows *= (lengths / np.linalg.norm(rows, axis=1)).astype(np.float32)[:, None]
    return rows


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The file. places: Of each piece its row, -1 for none. lengths: A byte a row. both: Rows."""

    places: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.uint8]
    both: npt.NDArray[np.uint8]


@cache
def _table() -> _Table:
    numbers = np.array(lettered())
    packed = np.frombuffer((files("detente.drafts") / "senses.bin").read_bytes(), dtype=np.uint8)
    places = np.full(len(known()), -1)
    places[numbers] = np.arange(len(numbers))
    rows = packed[len(numbers) :].reshape(-1, SIZE // 2)
    return _Table(places, packed[: len(numbers)], rows)
