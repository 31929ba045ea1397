"""Write what words mean one by one: `python -m evals.train.senses` (needs the extra `meaning`).

Each word piece of letters goes through the model alone; of what comes out the 128 directions
that differ most are kept, in four bits each. The same model gives the same file.
"""

from __future__ import annotations

import gzip
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np

from detente.drafts.meaning import Vectors, open_model
from detente.drafts.senses import SIZE, lettered
from detente.drafts.wordpieces import pieces

# Four bits: -7 to 7, written as 1 to 15.
_LEAST, _MOST = -7, 7


def main() -> int:
    """Write the file; return 0."""
    path = Path(str(files("detente.drafts") / "senses.bin.gz"))
    path.write_bytes(gzip.compress(packed(alone(lettered())), mtime=0))
    print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


def alone(numbers: list[int]) -> Vectors:
    """Return what the model makes of each piece by itself."""
    begin, end = pieces("")
    run = open_model()
    return np.stack([run([begin, number, end]) for number in numbers])


def packed(vectors: Vectors) -> bytes:
    """Return the directions that differ most of each row, two to a byte."""
    even = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(even, full_matrices=False)
    rows = even @ directions[:SIZE].T
    rows /= np.abs(rows).max(axis=1, keepdims=True)
    small = np.clip(np.round(rows * _MOST), _LEAST, _MOST).astype(np.int8) + 8
    return (small[:, ::2].astype(np.uint8) << 4 | small[:, 1::2].astype(np.uint8)).tobytes()


if __name__ == "__main__":
    sys.exit(main())
