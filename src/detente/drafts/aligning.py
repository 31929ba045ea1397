"""align(): which points of two drafts are one: kept, moved, split, merged, added, deleted.

The best assignment of all points together, not the best partner of each in turn. Source: H. W.
Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics 2 (1955).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from detente.drafts.likeness import Embed, Likeness, Matrix, likeness
from detente.drafts.order import rising
from detente.model.bags import bag
from detente.model.drafts import Alignment, Draft, Pair
from detente.model.errors import InputError

# A pair under the first counts for nothing; between the two it is a candidate.
# Swept on the edited drafts of evals (half "tune").
CANDIDATE, SURE = 0.22, 0.38
# Candidates that are offered.
_MOST_CANDIDATES = 50
# A piece of a split holds this share of its words in the whole, which the others leave uncovered.
_WITHIN, _ADDS = 0.6, 0.15
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Pins:
    """What the desk said: pairs of parts that are one, and pairs that are not."""

    pinned: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    broken: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def align(a: Draft, b: Draft, *, embed: Embed | None = None, pins: Pins = Pins()) -> Alignment:
    r"""Return the alignment of two drafts.

    embed: What knows the meaning of sentences; without it, words alone decide.
    pins: Indices of parts, as `Draft.points` has them. Errors: InputError if one is no point.

    >>> from detente.drafts.points import cut
    >>> found = align(cut("a", "1. Forces leave.\n2. Gas flows."), cut("b", "1. Gas flows."))
    >>> [(p.kind, p.a, p.b) for p in found.pairs], found.deleted
    ([('kept', (1,), (0,))], (0,))
    """
    _check(a, b, pins)
    alike = likeness(a, b, embed)
    scores = _with_pins(alike.whole, a, b, pins)
    chosen = _assign(scores, SURE)
    joined = _join(a, b, alike, chosen)
    pairs = [_pair(a, b, one, scores) for one in joined]
    pairs = _moved(pairs)
    pairs = [_told(pair, pins) for pair in pairs]
    in_a = {n for pair in pairs for n in pair.a}
    in_b = {n for pair in pairs for n in pair.b}
    deleted = tuple(n for n in a.points if n not in in_a)
    added = tuple(n for n in b.points if n not in in_b)
    return Alignment(
        a=a,
        b=b,
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.b[0], pair.a[0]))),
        deleted=deleted,
        added=added,
        candidates=_candidates((a, deleted), (b, added), scores),
    )


def _check(a: Draft, b: Draft, pins: Pins) -> None:
    one, other = set(a.points), set(b.points)
    for left, right in pins.pinned | pins.broken:
        if left not in one or right not in other:
            raise InputError(
                f"parts {left} and {right} are no points of {a.name} and {b.name}; compare them "
                "anew and choose from what is listed"
            )


def _with_pins(whole: Matrix, a: Draft, b: Draft, pins: Pins) -> Matrix:
    """Return the scores with what the desk said: certain, or impossible."""
    row = {part: n for n, part in enumerate(a.points)}
    column = {part: n for n, part in enumerate(b.points)}
    scores = whole.copy()
    for left, right in pins.broken:
        scores[row[left], column[right]] = 0.0
    for left, right in pins.pinned:
        scores[row[left], :] = 0.0
        scores[:, column[right]] = 0.0
    for left, right in pins.pinned:
        scores[row[left], column[right]] = 1.0
    return scores


def _assign(scores: Matrix, least: float) -> list[tuple[int, int]]:
    """Return the pairs, by row and column, whose scores over the threshold sum up to most."""
    if not scores.size:
        return []
    rows, columns = linear_sum_assignment(np.maximum(scores - least, 0.0), maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [pair for pair in pairs if scores[pair] >= least]


@dataclass(slots=True)
class _Joined:
    """Rows and columns that are one."""

    rows: list[int]
    columns: list[int]


def _join(a: Draft, b: Draft, alike: Likeness, chosen: Sequence[tuple[int, int]]) -> list[_Joined]:
    """Give points that are left to pairs of which they are a piece."""
    left = [bag(a.parts[n].body) for n in a.points]
    right = [bag(b.parts[n].body) for n in b.points]
    joined = [_Joined([row], [column]) for row, column in chosen]
    free_rows = set(range(len(left))) - {row for row, _ in chosen}
    free_columns = set(range(len(right))) - {column for _, column in chosen}
    for column in sorted(free_columns):
        whole = _whole(right[column], left, alike.words[:, column], joined, right, side="columns")
        if whole is not None:
            whole.columns.append(column)
    for row in sorted(free_rows):
        whole = _whole(left[row], right, alike.words[row, :], joined, left, side="rows")
        if whole is not None:
            whole.rows.append(row)
    return joined


def _whole(
    piece: frozenset[str],
    wholes: Sequence[frozenset[str]],
    alike: Matrix,
    joined: Sequence[_Joined],
    pieces: Sequence[frozenset[str]],
    *,
    side: str,
) -> _Joined | None:
    """Return the pair whose one point this is a piece of, beside the pieces that it has.

    side: On which the pieces are: "columns" for a split, "rows" for a merger.
    """
    if len(piece) < _FEW_WORDS:
        return None
    best: tuple[float, _Joined] | None = None
    for one in joined:
        own, others = (one.rows, one.columns) if side == "columns" else (one.columns, one.rows)
        if len(own) > 1:
            continue
        whole = wholes[own[0]]
        within = len(piece & whole) / len(piece)
        covered = frozenset().union(*(pieces[n] for n in others))
        adds = len((piece & whole) - covered) / max(1, len(whole))
        likely = float(alike[own[0]])
        if within >= _WITHIN and adds >= _ADDS and (best is None or likely > best[0]):
            best = (likely, one)
    return best[1] if best else None


def _pair(a: Draft, b: Draft, one: _Joined, scores: Matrix) -> Pair:
    rows, columns = sorted(one.rows), sorted(one.columns)
    best = float(scores[np.ix_(rows, columns)].max())
    kind = "split" if len(columns) > 1 else "merged" if len(rows) > 1 else "kept"
    return Pair(
        kind=kind,  # type: ignore[arg-type]
        a=tuple(a.points[n] for n in rows),
        b=tuple(b.points[n] for n in columns),
        score=round(best, 4),
    )


def _moved(pairs: Iterable[Pair]) -> list[Pair]:
    """Mark the fewest pairs whose points changed their order among the others."""
    ordered = sorted(pairs, key=lambda pair: (pair.a[0], pair.b[0]))
    stay = rising([pair.b[0] for pair in ordered])
    return [
        replace(pair, kind="moved") if pair.kind == "kept" and n not in stay else pair
        for n, pair in enumerate(ordered)
    ]


def _told(pair: Pair, pins: Pins) -> Pair:
    pinned = any((left, right) in pins.pinned for left in pair.a for right in pair.b)
    return replace(pair, pinned=True, score=1.0) if pinned else pair


def _candidates(
    one: tuple[Draft, Sequence[int]], other: tuple[Draft, Sequence[int]], scores: Matrix
) -> tuple[Pair, ...]:
    """Return pairs of points left over that are alike, each point with its likeliest partner."""
    (a, deleted), (b, added) = one, other
    row = {part: n for n, part in enumerate(a.points)}
    column = {part: n for n, part in enumerate(b.points)}
    left = scores[np.ix_([row[n] for n in deleted], [column[n] for n in added])]
    found = [
        Pair(kind="kept", a=(deleted[r],), b=(added[c],), score=round(float(left[r, c]), 4))
        for r, c in _assign(left, CANDIDATE)
    ]
    return tuple(sorted(found, key=lambda pair: -pair.score)[:_MOST_CANDIDATES])
