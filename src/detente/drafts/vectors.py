"""What the points of two drafts consist of, as rows: words, pieces, figures, senses, meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from detente.drafts.numbers import measured
from detente.drafts.quantities import quantities
from detente.drafts.senses import senses
from detente.model.bags import stem
from detente.model.drafts import Draft

Matrix: TypeAlias = npt.NDArray[np.float64]
Floats: TypeAlias = npt.NDArray[np.float32]
Indices: TypeAlias = npt.NDArray[np.int64]
# Makes a vector a text, rows of length one.
Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]

_WORD = re.compile(r"[^\W\d_]+")
# A reference's number says where a point stands, not what it says.
_REFERENCE = re.compile(  # of small letters
    r"\b(?:articles?|points?|paragraphs?|sections?|clauses?|chapters?|annex(?:es)?)\s+[\divxlc.]+\b"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\w)")
_PIECE = 4
# How much rarity counts in what words mean: 0.25 tells less, 1 no more (swept on the edited drafts
# of evals, half "tune").
_RARE = 0.5
# So many points tell half of what they have in common.
_FEW = 10


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Points, or their sentences, one a row.

    words, pieces: Weights of what they consist of, rows of length one. numbers: Weights of their
    numbers. senses: What their words mean one by one, rows of length one. meaning: Likewise, of
    whole texts; None if unknown. sizes: Letters. centres: Where they stand, in points.
    """

    words: csr_array
    pieces: csr_array
    numbers: csr_array
    senses: Floats
    meaning: Floats | None
    sizes: Matrix
    centres: Matrix

    def take(self, chosen: Indices) -> Rows:
        """Return some of the rows."""
        meaning = None if self.meaning is None else self.meaning[chosen]
        held = (self.words[chosen], self.pieces[chosen], self.numbers[chosen])
        sizes, centres = self.sizes[chosen], self.centres[chosen]
        return Rows(*held, self.senses[chosen], meaning, sizes, centres)

    @property
    def about(self) -> Floats:
        """What they mean, as well as that is known: rows of length one."""
        return self.senses if self.meaning is None else self.meaning


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of two drafts: its points, and their sentences apart.

    owners: Of each sentence, its point. Points that stand in both drafts have none.
    """

    points: Rows
    sentences: Rows
    owners: Indices

    def take(self, chosen: Indices) -> Side:
        """Return some of the points, with their sentences."""
        own = np.isin(self.owners, chosen)
        owners = np.searchsorted(chosen, self.owners[own])
        return Side(self.points.take(chosen), self.sentences.take(np.flatnonzero(own)), owners)


def sides(a: Draft, b: Draft, embed: Embed | None = None) -> tuple[Side, Side]:
    """Return what the points of two drafts consist of, measured alike."""
    points = [_texts(a), _texts(b)]
    # What stands in both as it is has not been split: its sentences are not looked at.
    same = set(points[0]) & set(points[1])
    sentences = [[[] if t in same else _SENTENCE.split(t) for t in texts] for texts in points]
    parts = [*points, *([s for one in apart for s in one] for apart in sentences)]
    rows = _rows(parts, embed)
    return _side(rows[0], rows[2], sentences[0]), _side(rows[1], rows[3], sentences[1])


def _rows(parts: Sequence[Sequence[str]], embed: Embed | None) -> list[Rows]:
    """Return rows for lists of texts, measured alike: the first two tell what is rare."""
    texts = [text for texts in parts for text in texts]
    # each text once: most points stand in both drafts, and one sentence is its whole point
    alone = {text: _REFERENCE.sub(" ", text.casefold()) for text in dict.fromkeys(texts)}
    row_of = {text: row for row, text in enumerate(alone)}
    rows = [row_of[text] for text in texts]
    count = len(parts[0]) + len(parts[1])
    said = _count([_WORD.findall(text) for text in alone.values()]).of(rows)
    stems = _count([(stem(word),) for word in said.things])
    runs = _count([_of_word(word) for word in said.things])
    words = _weighed(csr_array(said.counts @ stems.counts), count)
    pieces = _weighed(csr_array(said.counts @ runs.counts), count)
    told = [[measured(q) for q in quantities(text) if not q.is_name] for text in alone.values()]
    numbers = _weighed(_count([list(dict.fromkeys(one)) for one in told]).of(rows).counts, count)
    sizes = np.array([max(1, len(alone[text])) for text in texts], dtype=np.float64)
    about = _centred(said.counts @ (senses(said.things) * _rare(said.counts, count)), count)
    meaning = None
    if embed is not None:
        meaning = _centred(embed(texts), count)
    found = []
    ends = np.cumsum([0, *(len(texts) for texts in parts)])
    for low, high in pairwise(ends):
        cut = slice(int(low), int(high))
        known = None if meaning is None else meaning[cut]
        places = np.arange(high - low, dtype=np.float64)
        held = (words[cut], pieces[cut], numbers[cut], about[cut], known)
        found.append(Rows(*held, sizes[cut], places))
    return found


def _rare(counts: csr_array, count: int) -> Floats:
    """Return what a word weighs that few points have; what all have says nothing of any."""
    seen = np.bincount(counts[:count].indices, minlength=counts.shape[1])
    rare = np.log((_FEW + count) / np.maximum(seen, 1)) ** _RARE
    found: Floats = rare.astype(np.float32)[:, None]
    return found


def _centred(meaning: npt.NDArray[np.float32], count: int) -> Floats:
    """Return vectors without what all points have in common: the language of drafts, the talks.

    Of few points less is taken off, for it may be what they say.
    """
    mean = meaning[:count].sum(axis=0, dtype=np.float64) / (count + _FEW)
    rows = meaning - mean.astype(np.float32)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Floats = rows / np.where(length > 0, length, 1)
    return found


def _side(points: Rows, sentences: Rows, apart: Sequence[Sequence[str]]) -> Side:
    owners = np.repeat(np.arange(len(apart)), [len(one) for one in apart])
    placed = replace(_evened(sentences), centres=points.centres[owners])
    return Side(_evened(points), placed, owners)


def _evened(rows: Rows) -> Rows:
    return replace(rows, words=_even(rows.words), pieces=_even(rows.pieces))


def alike_alone(a: Draft, b: Draft) -> list[tuple[int, int]]:
    """Return the points that stand in both drafts with the same words, and once in each."""
    rows, columns = (_once(_texts(draft)) for draft in (a, b))
    return sorted((row, columns[text]) for text, row in rows.items() if text in columns)


def _once(texts: Sequence[str]) -> dict[str, int]:
    counts = Counter(texts)
    return {text: n for n, text in enumerate(texts) if text and counts[text] == 1}


def _texts(draft: Draft) -> list[str]:
    """Return the points' words; one that is only a number speaks through its label."""
    return [draft.parts[n].body or draft.parts[n].label for n in draft.points]


@lru_cache(maxsize=65536)
def _of_word(word: str) -> tuple[str, ...]:
    """Return runs of four letters within a word; names spelt in two ways share them."""
    starts = range(max(1, len(word) + 3 - _PIECE))
    return tuple(f" {word} "[n : n + _PIECE] for n in starts)


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """How often each text holds each thing: texts are rows, things columns."""

    things: list[str]
    counts: csr_array

    def of(self, rows: Sequence[int]) -> _Counts:
        """The same of texts that are told by their rows, each as often as it is told."""
        return _Counts(self.things, self.counts[rows])


def _count(texts: Sequence[Sequence[str]]) -> _Counts:
    ids: dict[str, int] = {}
    columns = [ids.setdefault(item, len(ids)) for items in texts for item in items]
    ends = np.cumsum([0, *(len(items) for items in texts)])
    shape = (len(texts), max(1, len(ids)))
    counts = csr_array((np.ones(len(columns), dtype=np.float32), columns, ends), shape=shape)
    counts.sum_duplicates()
    return _Counts(list(ids) or [""], counts)


def _weighed(counts: csr_array, count: int) -> csr_array:
    """Return counts as weights: what is rare weighs more.

    count: So many texts, from the first, tell what is rare.
    """
    counts.sort_indices()
    seen = np.bincount(counts[:count].indices, minlength=counts.shape[1])
    rare = np.log((1 + count) / np.maximum(seen, 1)).astype(np.float32)
    counts.data = (1 + np.log(counts.data)) * rare[counts.indices]
    return counts


def _even(rows: csr_array) -> csr_array:
    """Return rows of length one; empty ones stay empty."""
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).reshape(-1))
    return csr_array(
        rows.multiply((1 / np.where(length > 0, length, 1)).astype(np.float32)[:, None])
    )
