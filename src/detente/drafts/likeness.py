"""How alike the points of two drafts are: words, numbers, place, and meaning where it is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from detente.model.bags import stem
from detente.model.drafts import Draft, Part

Matrix: TypeAlias = npt.NDArray[np.float64]
# Makes a vector a text, rows of length one.
Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")
_NUMBER = re.compile(r"\d[\d.,]*")
# What stands for any number among the words: how many is compared apart.
_ANY_NUMBER = "#"
# Weights of what two points have in common. Set by hand, checked on the edited drafts of evals.
_WORDS, _PIECES, _NUMBERS, _PLACE, _LABEL = 0.56, 0.24, 0.08, 0.08, 0.04
_MEANING = 0.45


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Of each point of one draft with each of another, 0 to 1.

    whole: Everything together. words: Words alone: the cosine of their weights.
    """

    whole: Matrix
    words: Matrix


def likeness(a: Draft, b: Draft, embed: Embed | None = None) -> Likeness:
    """Return how alike points are, rows for `a.points`, columns for `b.points`.

    embed: What knows the meaning of sentences; None for words alone.
    """
    one, other = _texts(a), _texts(b)
    words = _cosine([_words(t) for t in one], [_words(t) for t in other])
    pieces = _cosine([_pieces(t) for t in one], [_pieces(t) for t in other])
    said = _WORDS * words + _PIECES * pieces
    if embed is not None and one and other:
        meaning = np.clip(embed(one).astype(np.float64) @ embed(other).astype(np.float64).T, 0, 1)
        said = (1 - _MEANING) * said + _MEANING * (_WORDS + _PIECES) * meaning
    whole = said + _NUMBERS * _numbers(one, other) + _PLACE * _places(len(one), len(other))
    whole += _LABEL * _labels(a, b)
    return Likeness(whole=np.clip(whole, 0, 1), words=words)


def _texts(draft: Draft) -> list[str]:
    return [_with_heading(draft, draft.parts[index]) for index in draft.points]


def _with_heading(draft: Draft, part: Part) -> str:
    """Return a point's words; one that is only a number speaks through its label."""
    return part.body or part.label


def _words(text: str) -> list[str]:
    found = []
    for match in _WORD.finditer(text.casefold()):
        word = match[0]
        found.append(_ANY_NUMBER if word[0].isdigit() else stem(word))
    return found


def _pieces(text: str) -> list[str]:
    """Return runs of four characters within words; names spelt in two ways share them."""
    return [
        piece
        for word in _WORD.findall(text.casefold())
        if not word[0].isdigit()
        for piece in (f" {word} "[n : n + 4] for n in range(max(1, len(word) - 1)))
    ]


def _cosine(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> Matrix:
    """Return the cosine of what texts consist of, rare things weighing more."""
    every = [*one, *other]
    ids: dict[str, int] = {}
    rows, columns = [], []
    for row, items in enumerate(every):
        for item in items:
            rows.append(row)
            columns.append(ids.setdefault(item, len(ids)))
    if not ids:
        return np.zeros((len(one), len(other)))
    counts = csr_array(
        (np.ones(len(rows)), (rows, columns)), shape=(len(every), len(ids)), dtype=np.float64
    )
    counts.sum_duplicates()
    seen = np.bincount(counts.indices, minlength=len(ids))
    counts.data = (1 + np.log(counts.data)) * np.log1p(len(every) / np.maximum(seen, 1))[
        counts.indices
    ]
    length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).reshape(-1))
    scaled = csr_array(counts.multiply(1 / np.where(length > 0, length, 1)[:, None]))
    found: Matrix = (scaled[: len(one)] @ scaled[len(one) :].T).toarray()
    return found


def _numbers(one: Sequence[str], other: Sequence[str]) -> Matrix:
    """Return the share of numbers in common, of both; 1 where neither has any."""
    ids: dict[str, int] = {}
    sets = [frozenset(_NUMBER.findall(text)) for text in (*one, *other)]
    pairs = [(row, ids.setdefault(n, len(ids))) for row, ns in enumerate(sets) for n in sorted(ns)]
    if not pairs:
        return np.ones((len(one), len(other)))
    rows, columns = zip(*pairs, strict=True)
    held = csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(sets), len(ids)))
    both = (held[: len(one)] @ held[len(one) :].T).toarray()
    size = np.array([len(ns) for ns in sets], dtype=np.float64)
    either = size[: len(one), None] + size[None, len(one) :] - both
    found: Matrix = np.where(either > 0, both / np.where(either > 0, either, 1), 1.0)
    return found


def _places(one: int, other: int) -> Matrix:
    here = np.linspace(0, 1, one) if one > 1 else np.zeros(one)
    there = np.linspace(0, 1, other) if other > 1 else np.zeros(other)
    found: Matrix = 1 - np.abs(here[:, None] - there[None, :])
    return found


def _labels(a: Draft, b: Draft) -> Matrix:
    other = [b.parts[n].path for n in b.points]
    found = np.zeros((len(a.points), len(other)))
    places: dict[tuple[str, ...], list[int]] = {}
    for column, path in enumerate(other):
        places.setdefault(path, []).append(column)
    for row, index in enumerate(a.points):
        found[row, places.get(a.parts[index].path, [])] = 1.0
    return found
