"""Counts per report and layer, and what follows from them: P, R, F1 and their intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

# Draws of the bootstrap, and the share of them that an interval holds.
DRAWS = 1000
SHARE = 0.90
SEED = 20310304


@dataclass
class Tally:
    """What a scorer counted of one layer of one report, in the form in which it counts.

    extra: By attribute, [right, asked]. pairs: Read and annotated item of each match.
    outcomes: Confidence of each read item that counts, and whether it is annotated.
    missed: Annotated items that were not read. spare: Read items that nobody annotated.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0
    extra: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    outcomes: list[tuple[float, bool]] = field(default_factory=list)
    missed: list[dict[str, Any]] = field(default_factory=list)
    spare: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self,
        read: Sequence[dict[str, Any]],
        gold: Sequence[dict[str, Any]],
        pairs: Sequence[tuple[int, int]],
        neutral: Sequence[int] = (),
    ) -> None:
        """Count matches; borderline items are neither asked for nor held against the reader."""
        matched = {b for _, b in pairs}
        by_read = {a: gold[b] for a, b in pairs}
        self.tp += sum(not gold[b].get("optional") for _, b in pairs)
        missed = [item for n, item in enumerate(gold) if n not in matched]
        self.missed += [item for item in missed if not item.get("optional")]
        self.fn = len(self.missed)
        self.pairs += [(read[a], gold[b]) for a, b in pairs if not gold[b].get("optional")]
        for n, item in enumerate(read):
            if n in by_read:
                if not by_read[n].get("optional"):
                    self.outcomes.append((float(item.get("confidence", 1.0)), True))
            elif n not in neutral:
                self.fp += 1
                self.spare.append(item)
                self.outcomes.append((float(item.get("confidence", 1.0)), False))

    def note(self, name: str, right: object) -> None:
        """Count an attribute of a matched item."""
        self.extra[name][0] += bool(right)
        self.extra[name][1] += 1


Tallies = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and F1, each with the ends of its interval, and what they rest on.

    read, gold: Items read and annotated.
    """

    p: float
    r: float
    f1: float
    read: int
    gold: int
    p_ends: tuple[float, float]
    r_ends: tuple[float, float]
    f1_ends: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean F1 of several layers, and the ends of its interval."""

    f1: float
    ends: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: int
    asked: int

    @property
    def value(self) -> float | None:
        """The share, None if nothing was asked."""
        return self.right / self.asked if self.asked else None


def rate(tallies: Sequence[Tallies], layer: str) -> Rate:
    """Return the figures of a layer over reports; intervals from drawing reports anew."""
    counts = _counts(tallies, layer)
    p, r, f1 = _prf(counts.sum(axis=0))
    drawn = np.array([_prf(row) for row in _draws(len(counts)) @ counts]) if len(counts) else None
    tp, fp, fn = (int(n) for n in counts.sum(axis=0)) if len(counts) else (0, 0, 0)
    ends = [(x, x) for x in (p, r, f1)] if drawn is None else [_ends(c) for c in drawn.T]
    return Rate(p, r, f1, tp + fp, tp + fn, ends[0], ends[1], ends[2])


def mean(tallies: Sequence[Tallies], layers: Sequence[str]) -> Mean:
    """Return the mean F1 of layers over reports."""
    counts = [_counts(tallies, layer) for layer in layers]
    value = float(np.mean([_prf(c.sum(axis=0))[2] for c in counts]))
    draws = _draws(len(tallies))
    drawn = np.mean([[_prf(row)[2] for row in draws @ c] for c in counts], axis=0)
    return Mean(value, _ends(drawn))


def attribute(tallies: Sequence[Tallies], layer: str, name: str) -> Share:
    """Return how often an attribute was right on the matched items of a layer."""
    rows = [t[layer].extra[name] for t in tallies if layer in t and name in t[layer].extra]
    return Share(sum(r for r, _ in rows), sum(n for _, n in rows))


def share(pairs: Sequence[Any], right: Callable[[Any], object]) -> Share:
    """Return of how many things something holds."""
    return Share(sum(bool(right(pair)) for pair in pairs), len(pairs))


def _counts(tallies: Sequence[Tallies], layer: str) -> Any:
    empty = Tally()
    rows = [(t.tp, t.fp, t.fn) for t in (one.get(layer, empty) for one in tallies)]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _draws(reports: int) -> Any:
    """How often each report is drawn. [draws, reports]."""
    chance = np.random.default_rng(SEED)
    return chance.multinomial(reports, np.full(reports, 1 / reports), size=DRAWS)


def _prf(counts: Any) -> tuple[float, float, float]:
    tp, fp, fn = (float(n) for n in counts)
    p = tp / (tp + fp) if tp + fp else float(not fn)
    r = tp / (tp + fn) if tp + fn else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _ends(values: Any) -> tuple[float, float]:
    outside = (1 - SHARE) / 2
    low, high = np.quantile(values, [outside, 1 - outside])
    return float(low), float(high)
