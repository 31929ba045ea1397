"""align(): which points of two drafts are one: kept, moved, split, merged, added, deleted.

The best assignment of all points together, not the best partner of each in turn. Source: H. W.
Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics 2 (1955).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp

import numpy as np
from scipy.optimize import linear_sum_assignment

from detente.drafts.likeness import Likeness, likeness
from detente.drafts.order import rising
from detente.drafts.vectors import Embed, Matrix
from detente.model.bags import bag
from detente.model.drafts import Alignment, Draft, Pair, PairKind
from detente.model.errors import InputError
from detente.model.uncollected import uncollected

# Pairs under the first are not shown; those between the two are candidates. Chances, by evidence.
# Swept on the edited drafts of evals (half "tune"), each held out in turn: 0.2 has the best F1
# that pairs no more points of drafts which have nothing to do with each other.
CANDIDATE, SURE = 0.1, 0.2
# Log-odds from which a point is one with two others, beyond those of pairs that it breaks; swept
# likewise, -2 to 0.
_BETTER = -0.5
# Candidates that are offered.
_MOST_CANDIDATES = 50
# A further piece holds this share of its words in the whole, which the others leave uncovered.
_WITHIN, _ADDS = 0.6, 0.15
_FEW_WORDS = 3
_NEVER = -1e9
# Chance of points that stand in both drafts with the same words.
_SAME = 0.9999
_LEAST = float(np.log(SURE / (1 - SURE)))


@dataclass(frozen=True, slots=True)
class Pins:
    """What the desk said: pairs of parts that are one, and pairs that are not."""

    pinned: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    broken: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def mirrored(self) -> Pins:
        """The same, said of the second draft and the first."""
        turned = [frozenset((b, a) for a, b in pairs) for pairs in (self.pinned, self.broken)]
        return Pins(*turned)


@uncollected()
def align(a: Draft, b: Draft, *, embed: Embed | None = None, pins: Pins = Pins()) -> Alignment:
    r"""Return the alignment of two drafts; the other way round it is the same, mirrored.

    embed: What knows the meaning of sentences; without it, words alone decide.
    pins: Indices of parts, as `Draft.points` has them. Errors: InputError if one is no point.

    >>> from detente.drafts.points import cut
    >>> found = align(cut("a", "1. Forces leave.\n2. Gas flows."), cut("b", "1. Gas flows."))
    >>> [(p.kind, p.a, p.b) for p in found.pairs], found.deleted
    ([('kept', (1,), (0,))], (0,))
    """
    _check(a, b, pins)
    # Of two ways that are as good, the one chosen must not hang on which draft comes first.
    if _words(a) > _words(b):
        return _mirrored(_aligned(b, a, embed, pins=pins.mirrored()))
    return _aligned(a, b, embed, pins=pins)


def _places(draft: Draft) -> dict[int, int]:
    return {part: n for n, part in enumerate(draft.points)}


def _words(draft: Draft) -> list[str]:
    return [draft.parts[n].body for n in draft.points]


def _aligned(a: Draft, b: Draft, embed: Embed | None, *, pins: Pins) -> Alignment:
    row, column = (_places(draft) for draft in (a, b))
    asked = [(row[left], column[right]) for left, right in pins.pinned | pins.broken]
    odds = _Odds(a, b, likeness(a, b, embed, asked=asked), pins)
    joined = [_Joined([r], [c], _SAME) for r, c in odds.same]
    joined += _pinned(odds, pins)
    joined += _joined(odds)
    _add_pieces(a, b, odds, joined)
    parts = (a.points, b.points)
    pairs = _moved(_pair(one, *parts) for one in joined)
    in_a = {n for pair in pairs for n in pair.a}
    in_b = {n for pair in pairs for n in pair.b}
    return Alignment(
        a=a,
        b=b,
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.b[0], pair.a[0]))),
        deleted=tuple(n for n in parts[0] if n not in in_a),
        added=tuple(n for n in parts[1] if n not in in_b),
        candidates=_candidates(odds, *parts),
        by_meaning=embed is not None,
    )


def _check(a: Draft, b: Draft, pins: Pins) -> None:
    one, other = set(a.points), set(b.points)
    for left, right in pins.pinned | pins.broken:
        if left not in one or right not in other:
            raise InputError(
                f"parts {left} and {right} are no points of {a.name} and {b.name}; compare them "
                "anew and choose from what is listed"
            )


@dataclass(slots=True)
class _Joined:
    """Rows and columns that are one, and how likely. pinned: Because the desk said so."""

    rows: list[int]
    columns: list[int]
    chance: float
    pinned: bool = False


class _Odds:
    """Log-odds beyond what is sure: above 0 a pair counts. What the desk broke never does.

    free_rows, free_columns: Whether a point is still without partner.
    """

    def __init__(self, a: Draft, b: Draft, alike: Likeness, pins: Pins) -> None:
        self.row, self.column = _places(a), _places(b)
        self.points = np.full((len(self.row), len(self.column)), _NEVER)
        self.points[np.ix_(alike.rows, alike.columns)] = alike.points - _LEAST
        self.same = alike.same
        self.split, self.merged = alike.split, alike.merged
        self.free_rows = np.ones(len(self.row), dtype=bool)
        self.free_columns = np.ones(len(self.column), dtype=bool)
        self.free_rows[[r for r, _ in self.same]] = False
        self.free_columns[[c for _, c in self.same]] = False
        self.broken = {(self.row[left], self.column[right]) for left, right in pins.broken}
        for row, column in self.broken:
            self.points[row, column] = _NEVER

    def may(self, row: int, column: int) -> bool:
        """Whether the desk lets two points be one."""
        return (row, column) not in self.broken

    def take(self, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Take points out: they have their partners."""
        self.points[rows, :] = _NEVER
        self.points[:, columns] = _NEVER
        self.free_rows[rows] = False
        self.free_columns[columns] = False


def _pinned(odds: _Odds, pins: Pins) -> list[_Joined]:
    """Return what the desk pinned; a point that it pinned to several is split or merged."""
    found: list[_Joined] = []
    for left, right in sorted(pins.pinned):
        row, column = odds.row[left], odds.column[right]
        touched = [one for one in found if row in one.rows or column in one.columns]
        whole = _Joined([row], [column], 1.0, pinned=True)
        for one in touched:
            found.remove(one)
            whole.rows = sorted({*whole.rows, *one.rows})
            whole.columns = sorted({*whole.columns, *one.columns})
        found.append(whole)
    for one in found:
        odds.take(one.rows, one.columns)
    return found


def _joined(odds: _Odds) -> list[_Joined]:
    """Return the pairs, and points that with two others are likelier one than with either."""
    chosen = _assign(odds.points)
    found = _wholes(odds, chosen)
    for one in found:
        odds.take(one.rows, one.columns)
    if found:
        chosen = _assign(odds.points)
    pairs = [_Joined([row], [col], _chance(odds.points[row, col])) for row, col in chosen]
    odds.take([r for r, _ in chosen], [c for _, c in chosen])
    return found + pairs


def _assign(odds: Matrix) -> list[tuple[int, int]]:
    """Return the pairs, by row and column, whose odds above 0 sum up to most."""
    able = odds > 0
    rows, columns = np.flatnonzero(able.any(axis=1)), np.flatnonzero(able.any(axis=0))
    some = np.maximum(odds[np.ix_(rows, columns)], 0.0)
    one, other = linear_sum_assignment(some, maximize=True)
    pairs = zip(rows[one].tolist(), columns[other].tolist(), strict=True)
    return [pair for pair in pairs if odds[pair] > 0]


def _wholes(odds: _Odds, chosen: Sequence[tuple[int, int]]) -> list[_Joined]:
    """Return points with two others that are worth more than the pairs they break."""
    of_row = dict(chosen)
    of_column = {column: row for row, column in chosen}
    options = []
    for sure, left, right in _options(odds):
        outside = {(r, of_row[r]) for r in left if r in of_row and of_row[r] not in right}
        outside |= {
            (of_column[c], c) for c in right if c in of_column and of_column[c] not in left
        }
        worth = sure - sum(float(odds.points[pair]) for pair in sorted(outside))
        if worth > _BETTER:
            options.append((worth, sure, left, right))
    found: list[_Joined] = []
    for _, sure, left, right in sorted(options, key=lambda option: (-option[0], option[2:])):
        if odds.free_rows[left].all() and odds.free_columns[right].all():
            found.append(_Joined(left, right, _sure(sure)))
            odds.free_rows[left] = odds.free_columns[right] = False
    return found


def _options(odds: _Odds) -> Iterator[tuple[float, list[int], list[int]]]:
    """Yield what may be one, and is worth it: log-odds, rows, columns."""
    for joint, turned in ((odds.split, False), (odds.merged, True)):
        # what is worth too little by itself is none the more for the pairs that it breaks
        able = joint.odds > _BETTER
        every = (joint.wholes, joint.firsts, joint.seconds, joint.odds)
        for whole, first, second, sure in zip(*(x[able].tolist() for x in every), strict=True):
            both = sorted((first, second))
            left, right = (both, [whole]) if turned else ([whole], both)
            if all(odds.may(row, column) for row in left for column in right):
                yield sure, left, right


def _chance(odds: float) -> float:
    return _sure(odds + _LEAST)


def _sure(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


def _add_pieces(a: Draft, b: Draft, odds: _Odds, joined: list[_Joined]) -> None:
    """Give points that are left to pairs of which they are a piece, wherever they stand."""
    rows = set(range(len(a.points))).difference(*(one.rows for one in joined))
    columns = set(range(len(b.points))).difference(*(one.columns for one in joined))
    if not (rows or columns):
        return
    left = [bag(a.parts[n].body) for n in a.points]
    right = [bag(b.parts[n].body) for n in b.points]
    able = [one for one in joined if not one.pinned]
    of_left = _by_word(left, (right[column] for column in columns))
    of_right = _by_word(right, (left[row] for row in rows))
    alone = {one.rows[0]: n for n, one in enumerate(able) if len(one.rows) == 1}
    for column in sorted(columns):
        near = _holding(right[column], of_left)
        found = sorted(alone[row] for row in near & alone.keys() if odds.may(row, column))
        wholes = [able[n] for n in found]
        whole = _whole(
            right[column],
            [(one, left[one.rows[0]], [right[n] for n in one.columns]) for one in wholes],
        )
        if whole is not None:
            whole.columns.append(column)
            odds.take([], [column])
    alone = {one.columns[0]: n for n, one in enumerate(able) if len(one.columns) == 1}
    for row in sorted(rows):
        near = _holding(left[row], of_right)
        found = sorted(alone[column] for column in near & alone.keys() if odds.may(row, column))
        wholes = [able[n] for n in found]
        whole = _whole(
            left[row],
            [(one, right[one.columns[0]], [left[n] for n in one.rows]) for one in wholes],
        )
        if whole is not None:
            whole.rows.append(row)
            odds.take([row], [])


_Bag = frozenset[str]


def _by_word(bags: Sequence[_Bag], pieces: Iterable[_Bag]) -> dict[str, list[int]]:
    """Return for each word of pieces the places of the points that hold it."""
    asked = frozenset().union(*pieces)
    found: dict[str, list[int]] = {}
    for place, words in enumerate(bags):
        for word in words & asked:
            found.setdefault(word, []).append(place)
    return found


def _holding(piece: _Bag, places: Mapping[str, Sequence[int]]) -> set[int]:
    """Return the points that hold enough of the words of a piece; few do."""
    counts: Counter[int] = Counter()
    for word in piece:
        counts.update(places.get(word, ()))
    return {place for place, count in counts.items() if count >= _WITHIN * len(piece)}


def _whole(piece: _Bag, wholes: Iterable[tuple[_Joined, _Bag, Sequence[_Bag]]]) -> _Joined | None:
    """Return the pair whose one point this is best a piece of, beside the pieces that it has.

    wholes: Pairs whose point holds enough of the words, with its own and those of its pieces.
    """
    if len(piece) < _FEW_WORDS:
        return None
    best: tuple[float, _Joined] | None = None
    for one, whole, others in wholes:
        adds = len((piece & whole).difference(*others)) / len(whole)
        if adds >= _ADDS and (best is None or adds > best[0]):
            best = (adds, one)
    return best[1] if best else None


def _pair(one: _Joined, a: Sequence[int], b: Sequence[int]) -> Pair:
    rows, columns = sorted(one.rows), sorted(one.columns)
    kind: PairKind = "split" if len(columns) > 1 else "merged" if len(rows) > 1 else "kept"
    return Pair(
        kind=kind,
        a=tuple(a[n] for n in rows),
        b=tuple(b[n] for n in columns),
        score=round(one.chance, 4),
        pinned=one.pinned,
    )


def _moved(pairs: Iterable[Pair]) -> list[Pair]:
    """Mark the fewest pairs whose points changed their order among the others."""
    ordered = sorted(pairs, key=lambda pair: (pair.a[0], pair.b[0]))
    stay = set(rising([pair.b[0] for pair in ordered]))
    return [
        replace(pair, kind="moved") if pair.kind == "kept" and n not in stay else pair
        for n, pair in enumerate(ordered)
    ]


def _candidates(odds: _Odds, a: Sequence[int], b: Sequence[int]) -> tuple[Pair, ...]:
    """Return pairs of points left over that are alike, each point with its likeliest partner."""
    off = float(np.log(CANDIDATE / (1 - CANDIDATE))) - _LEAST
    found = [
        Pair(
            kind="kept",
            a=(a[row],),
            b=(b[column],),
            score=round(_chance(odds.points[row, column]), 4),
        )
        for row, column in _assign(odds.points - off)
    ]
    return tuple(sorted(found, key=lambda p: (-p.score, p.b, p.a))[:_MOST_CANDIDATES])


_MIRRORED: dict[PairKind, PairKind] = {"split": "merged", "merged": "split"}


def _mirrored(found: Alignment) -> Alignment:
    """Return an alignment read from the second draft to the first."""
    pairs, candidates = (
        tuple(
            replace(pair, kind=_MIRRORED.get(pair.kind, pair.kind), a=pair.b, b=pair.a)
            for pair in every
        )
        for every in (found.pairs, found.candidates)
    )
    return Alignment(
        a=found.b,
        b=found.a,
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.b[0], pair.a[0]))),
        deleted=found.added,
        added=found.deleted,
        candidates=candidates,
        by_meaning=found.by_meaning,
    )
