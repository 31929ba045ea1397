"""senses(): rough vectors of texts, from what their words mean one by one; no model is needed.

`senses.bin.gz` has for each word piece of letters what all-MiniLM-L6-v2 (sentence-transformers,
Apache-2.0) makes of it alone and in the definitions of WordNet 3.0 (Princeton University), in 256
numbers of four bits; `python -m evals.train.senses` writes it. It tells that "captives" is near
"prisoners", and nothing of how words stand together.
Source: M. Tulkens, T. van Dongen, "Model2Vec" (2024); weights of rare words after S. Arora et
al., "A simple but tough-to-beat baseline for sentence embeddings", ICLR 2017.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
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
_LETTERS = re.compile(r"(?:##)?[a-z]{2,}")


def sense(word: str) -> Vectors:
    """Return the vector of a word, the longer the more it tells; zeros for what is unknown."""
    found: Vectors = _table()[_pieces(word)].sum(axis=0)
    return found


def senses(words: Sequence[str]) -> Vectors:
    """Return a row for each word.

    >>> one, other, third = senses(["captives", "prisoners", "gas"])
    >>> bool(one @ other > one @ third)
    True
    """
    return np.stack([sense(word) for word in words])


def lettered() -> list[int]:
    """Return the numbers of the pieces that have a vector, in order."""
    return [number for piece, number in known().items() if _LETTERS.fullmatch(piece)]


@lru_cache(maxsize=65536)
def _pieces(word: str) -> list[int]:
    return pieces(word)[1:-1]


@cache
def _table() -> Vectors:
    """Return a row for each piece, the longer the more it tells; zeros for what is no word."""
    numbers = np.array(lettered())
    packed = np.frombuffer(
        gzip.decompress((files("detente.drafts") / "senses.bin.gz").read_bytes()), dtype=np.uint8
    )
    lengths, both = packed[: len(numbers)], packed[len(numbers) :].reshape(-1, SIZE // 2)
    rows = np.empty((len(both), SIZE), dtype=np.float32)
    rows[:, ::2], rows[:, 1::2] = both >> 4, both & 15
    rows -= 8
    rows *= (lengths / _LONGEST / np.linalg.norm(rows, axis=1)).astype(np.float32)[:, None]
    found = np.zeros((len(known()), SIZE), dtype=np.float32)
    found[numbers] = rows
    return found
