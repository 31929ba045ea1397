"""Write what words mean one by one: `python -m evals.train.senses WORDNET` (extra `meaning`).

WORDNET is a folder with the data files of WordNet 3.0 (data.noun and so on; Debian has them in
wordnet-base). Each word piece of letters goes through the model of meaning alone. Then these
vectors are moved so that those of a definition's words, summed, point where the model puts the
whole definition. What words a draft uses, or the drafts of evals, plays no part. It takes half
an hour of one processor. The same model and the same WordNet give the same vectors, but for what
processors round in their own way.

Sources: Princeton University, WordNet 3.0 (2006); M. Tulkens, T. van Dongen, "Model2Vec" (2024),
whose vectors are taught by whole texts likewise; A. Hoerl, R. Kennard, "Ridge regression",
Technometrics 12 (1970), solved by conjugate gradients (M. Hestenes, E. Stiefel, 1952).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from detente.drafts.meaning import Run, Vectors, open_model
from detente.drafts.senses import SIZE, lettered
from detente.drafts.wordpieces import pieces

# Four bits: -7 to 7, written as 1 to 15. Lengths: a byte, 255 for the longest.
_LEAST, _MOST, _LONGEST = -7, 7, 255
# Pieces stand by how often they are met: to begin with, one at this place weighs half of what a
# rare one does. Swept 1 to 3000 on the edited drafts of evals (half "tune");
# 500 to 2000 are as good.
_COMMON = 1_000
# How firmly a vector stays where it is while its word stands in few definitions. Swept 1 to 30,
# each draft of the half "tune" held out in turn; 1 to 4 are alike.
_HOLD = 4.0
# How often the sums are evened in length, and steps of the solution each time.
_LOOPS, _STEPS = 4, 40
# Texts out of which the directions that differ most are told.
_SEEN = 40_000
_PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")
_NAMES, _SHORT, _MOST_PIECES = 4, 4, 66
_AT_ONCE = 500


def main() -> int:
    """Write the file; return 0."""
    ask = argparse.ArgumentParser(prog="python -m evals.train.senses")
    ask.add_argument("wordnet", type=Path, help="folder with data.noun and so on")
    ask.add_argument("--jobs", type=int, default=2, help="processes at once")
    given = ask.parse_args()
    texts = definitions(given.wordnet)
    with ProcessPoolExecutor(given.jobs) as pool:
        each = partial(_by_parts, pool.map)
        told, own = each(whole, texts), each(alone, lettered())
    path = Path(str(files("detente.drafts") / "senses.bin"))
    path.write_bytes(packed(taught(own, told, texts, jobs=given.jobs)))
    print(f"{len(texts):,} texts; {path}: {path.stat().st_size:,} bytes")
    return 0


def _by_parts(
    run: Callable[..., object], work: Callable[..., Vectors], given: Sequence
) -> Vectors:  # type: ignore[type-arg]
    parts = [given[n : n + _AT_ONCE] for n in range(0, len(given), _AT_ONCE)]
    return np.concatenate(list(run(work, parts)))  # type: ignore[call-overload]


def definitions(wordnet: Path) -> list[str]:
    """Return definitions, alone and behind the words that they define, and examples of use."""
    found: list[str] = []
    for part in _PARTS_OF_SPEECH:
        for line in (wordnet / f"data.{part}").read_text("latin-1").splitlines():
            if line.startswith("  "):  # the licence
                continue
            head, _, gloss = line.partition("|")
            fields = head.split()
            words = [fields[4 + 2 * n] for n in range(int(fields[3], 16))][:_NAMES]
            names = [word.split("(")[0].replace("_", " ") for word in words]
            meant = re.sub(r'"[^"]*"', "", gloss).strip(" ;")
            if meant and not names[0][:1].isupper():  # no persons, no places
                found += [meant, f"{', '.join(names)}: {meant}"]
            found += re.findall(r'"([^"]+)"', gloss)
    return list(dict.fromkeys(text for text in found if len(text) >= _SHORT))


@cache
def _model() -> Run:
    return open_model()


def alone(numbers: Sequence[int]) -> Vectors:
    """Return what the model makes of each piece by itself."""
    begin, end = pieces("")
    return np.stack([_model()([begin, number, end]) for number in numbers])


def whole(texts: Sequence[str]) -> Vectors:
    """Return what the model makes of each text."""
    return np.stack([_model()(pieces(text)[:_MOST_PIECES]) for text in texts])


def taught(own: Vectors, told: Vectors, texts: Sequence[str], *, jobs: int) -> Vectors:
    """Return a vector for each piece, whose sums point where the model puts whole texts.

    own: What the model makes of pieces alone. told: Of the texts.
    """
    numbers = np.array(lettered())
    counts = _counts(texts, numbers)
    some = np.flatnonzero(np.diff(counts.indptr))
    counts, told = counts[some], _even(told[some])
    mean = told.mean(axis=0)
    _, _, directions = np.linalg.svd(
        (told - mean)[:: max(1, len(told) // _SEEN)], full_matrices=False
    )
    aims = _even((told - mean) @ directions[:SIZE].T)
    own = _even(own)
    own = _even((own - own.mean(axis=0)) @ directions[:SIZE].T)
    own *= (numbers / (numbers + _COMMON)).astype(np.float32)[:, None]
    found = own
    for _ in range(_LOOPS):
        sums = np.linalg.norm(counts @ found, axis=1)
        evened = counts.multiply((1 / np.maximum(sums, 1e-6)).astype(np.float32)[:, None]).tocsr()
        solve = partial(_solved, evened, evened.T.tocsr())
        columns = np.array_split(np.arange(SIZE), jobs)
        with ProcessPoolExecutor(jobs) as pool:
            parts = pool.map(
                solve, *([m[:, c] for c in columns] for m in (aims, own, found)), chunksize=1
            )
            found = np.concatenate(list(parts), axis=1)
    return found


def _counts(texts: Sequence[str], numbers: np.ndarray) -> csr_array:  # type: ignore[type-arg]
    """Return how often each text holds each piece of letters."""
    row_of = {int(number): row for row, number in enumerate(numbers)}
    held = [[row_of[n] for n in pieces(text) if n in row_of] for text in texts]
    ends = np.cumsum([0, *map(len, held)])
    columns = np.array([n for one in held for n in one])
    ones = np.ones(len(columns), dtype=np.float32)
    found = csr_array((ones, columns, ends), shape=(len(texts), len(numbers)))
    found.sum_duplicates()
    return found


def _solved(
    counts: csr_array, turned: csr_array, aims: Vectors, own: Vectors, begin: Vectors, /
) -> Vectors:
    """Return vectors near their own whose sums are near the aims, by conjugate gradients."""

    def pulled(moved: Vectors) -> Vectors:
        return turned @ (counts @ moved) + _HOLD * moved  # type: ignore[no-any-return]

    moved = begin - own
    left = turned @ (aims - counts @ own) - pulled(moved)
    step, size = left.copy(), (left * left).sum(axis=0)
    for _ in range(_STEPS):
        across = pulled(step)
        far = size / np.maximum((step * across).sum(axis=0), 1e-12)
        moved, left = moved + far * step, left - far * across
        new = (left * left).sum(axis=0)
        step, size = left + new / np.maximum(size, 1e-12) * step, new
    return own + moved


def _even(rows: Vectors) -> Vectors:
    found: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found


def packed(vectors: Vectors) -> bytes:
    """Return the length of each row, a byte each, and then the rows, two numbers to a byte."""
    lengths = np.linalg.norm(vectors, axis=1)
    sizes = np.round(lengths / lengths.max() * _LONGEST).astype(np.uint8)
    rows = vectors / np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    small = np.clip(np.round(rows * _MOST), _LEAST, _MOST).astype(np.int8) + 8
    both = small[:, ::2].astype(np.uint8) << 4 | small[:, 1::2].astype(np.uint8)
    return sizes.tobytes() + both.tobytes()


if __name__ == "__main__":
    sys.exit(main())
