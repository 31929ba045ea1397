"""Two drafts abreast, each in its own order: rows, strands between what moved, kinds to filter."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from detente.model.drafts import Changed, Comparison, Draft, Edit, Pair
from detente.model.text import Span
from detente.views.brackets import marks_of, open_text
from detente.views.comparison import Piece, label, name_of, stretches
from detente.views.edits import edit_text

# Kinds of rows to filter by, in the order in which they are offered: what became of a point, then
# what a change is about. "style": wording that changes nothing else. "around": what is no point.
FATES = (
    *("unchanged", "style", "substantive", "added", "deleted", "moved", "split", "merged"),
    "around",
)
ABOUT = (
    "number",
    "deadline",
    "frequency",
    "obligation",
    "actor",
    "condition",
    "exception",
    "negation",
    "definition",
    "reference",
    "brackets",
    "wording",
)
_STYLE, _AROUND = "editorial", "around"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A point of one draft.

    part: Its index. start: Where it begins in the text. depth: How deep it is nested, from 0.
    """

    part: int
    start: int
    label: str
    depth: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A point of the pair in another row. side: Of draft "a" or "b". row: Which, from 0."""

    side: str
    part: int
    label: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Points that stand beside each other; one side alone where the other stands elsewhere.

    kind: kept, moved, split, merged, added or deleted; title, heading, preamble or signature block
    for what is no point. weight: unchanged, editorial or substantive, None without a pair. edits:
    In words, with the second draft's point. partners: Where the rest of the pair stands.
    """

    number: int
    kind: str
    weight: str | None
    a: Cell | None
    b: Cell | None
    edits: tuple[str, ...]
    partners: tuple[Partner, ...]
    score: float | None
    pinned: bool


@dataclass(frozen=True, slots=True)
class Strand:
    """From a point of the first draft to where it stands in the second, in another row."""

    a: int
    b: int
    kind: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row and how many points there are of it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """A row before it is filled. a, b: Parts, None where that side is empty."""

    a: int | None
    b: int | None
    changed: Changed | None
    tags: frozenset[str]


@dataclass(slots=True)
class Abreast:
    """Two compared drafts in rows, filled only when they are asked for."""

    comparison: Comparison
    _frames: tuple[_Frame, ...] = ()
    _row_of: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out the rows."""
        self._frames = tuple(_frames(self.comparison))
        for number, frame in enumerate(self._frames):
            for side, part in (("a", frame.a), ("b", frame.b)):
                if part is not None:
                    self._row_of[side, part] = number

    def kinds(self) -> tuple[Kind, ...]:
        """Return each kind that there is, with its number of points, or parts around them."""
        seen: set[int] = set()
        counts: Counter[str] = Counter()
        for frame in self._frames:
            if _AROUND in frame.tags:
                counts[_AROUND] += 1
            elif frame.changed is None:
                counts.update(frame.tags)
            elif id(frame.changed) not in seen:
                seen.add(id(frame.changed))
                counts.update(frame.tags)
        return tuple(Kind(name, counts[name]) for name in (*FATES, *ABOUT) if counts[name])

    def chosen(self, kinds: Set[str]) -> tuple[int, ...]:
        """Return the numbers of the rows of any of these kinds; of all rows for no kind."""
        return tuple(n for n, f in enumerate(self._frames) if not kinds or f.tags & kinds)

    def row_of(self, side: str, part: int) -> int:
        """Return in which row a part of draft "a" or "b" stands. Errors: KeyError."""
        return self._row_of[side, part]

    def rows(self, numbers: Iterable[int]) -> tuple[Row, ...]:
        """Return rows with their words."""
        return tuple(self._row(number) for number in numbers)

    def strands(self, numbers: Iterable[int]) -> tuple[Strand, ...]:
        """Return the strands between these rows, each once."""
        within = set(numbers)
        return tuple(
            Strand(one, other, changed.pair.kind)
            for changed in self.comparison.changed
            for one in changed.pair.a
            for other in changed.pair.b
            if (left := self._row_of["a", one]) in within
            and (right := self._row_of["b", other]) in within
            and left != right
        )

    def _row(self, number: int) -> Row:
        frame = self._frames[number]
        changed, alignment = frame.changed, self.comparison.alignment
        pair = changed.pair if changed else None
        edits = changed.edits if changed else ()
        told = changed is not None and frame.b == changed.pair.b[0]
        return Row(
            number=number,
            kind=_kind(self.comparison, frame),
            weight=changed.weight if changed else None,
            a=_cell(alignment.a, frame.a, marks_of(edits, "a"), alone=pair is None),
            b=_cell(alignment.b, frame.b, marks_of(edits, "b"), alone=pair is None),
            edits=tuple(map(edit_text, _substance(edits))) if told else self._open(frame),
            partners=tuple(self._partners(frame, pair)) if pair else (),
            score=pair.score if pair and _AROUND not in frame.tags else None,
            pinned=pair.pinned if pair else False,
        )

    def _open(self, frame: _Frame) -> tuple[str, ...]:
        """Return what a point without a partner leaves open."""
        alignment = self.comparison.alignment
        draft, part = (alignment.b, frame.b) if frame.a is None else (alignment.a, frame.a)
        if frame.changed is not None or part is None or draft.parts[part].kind != "point":
            return ()
        return open_text(draft.parts[part].body)

    def _partners(self, frame: _Frame, pair: Pair) -> Iterator[Partner]:
        alignment = self.comparison.alignment
        sides = (
            ("b", alignment.b, pair.b if frame.a is not None else ()),
            ("a", alignment.a, pair.a if frame.b is not None else ()),
        )
        for side, draft, parts in sides:
            for part in parts:
                if part not in (frame.b if side == "b" else frame.a,):
                    yield Partner(side, part, label(draft, part), self._row_of[side, part])


def _frames(comparison: Comparison) -> Iterator[_Frame]:
    """Yield rows top down: pairs that kept their order beside each other, the rest between."""
    a, b = comparison.alignment.a, comparison.alignment.b
    every = (*comparison.changed, *comparison.around)
    of_a = {part: c for c in every for part in c.pair.a}
    of_b = {part: c for c in every for part in c.pair.b}
    ends = (len(a.parts), len(b.parts))
    done = (0, 0)
    for one, other in (*_anchors(comparison), ends):
        for part in range(done[0], one):
            yield _frame(part, None, of_a.get(part), a)
        for part in range(done[1], other):
            yield _frame(None, part, of_b.get(part), b)
        if (one, other) != ends:
            yield _frame(one, other, of_b.get(other), b)
        done = (one + 1, other + 1)


def _frame(one: int | None, other: int | None, changed: Changed | None, draft: Draft) -> _Frame:
    part = one if other is None else other
    assert part is not None  # noqa: S101  (a row has at least one side)
    if draft.parts[part].kind != "point":
        return _Frame(one, other, changed, frozenset({_AROUND}))
    if changed is not None:
        about = {edit.kind for edit in changed.edits} - {_STYLE}
        weight = "style" if changed.weight == _STYLE else changed.weight
        return _Frame(one, other, changed, frozenset({weight, changed.pair.kind, *about}))
    return _Frame(one, other, None, frozenset({"added" if one is None else "deleted"}))


def _anchors(comparison: Comparison) -> list[tuple[int, int]]:
    """Return the parts that stand in one row, in order: no two of them cross."""
    anchors = sorted(
        (c.pair.a[0], c.pair.b[0]) for c in comparison.changed if c.pair.kind == "kept"
    )
    others = [
        (c.pair.a[0], c.pair.b[0])
        for c in comparison.changed
        if c.pair.kind in ("split", "merged")
    ]
    around = [(c.pair.a[0], c.pair.b[0]) for c in comparison.around]
    for one, other in (*others, *around):
        place = bisect_left(anchors, (one, other))
        before = place == 0 or (anchors[place - 1][0] < one and anchors[place - 1][1] < other)
        after = place == len(anchors) or (anchors[place][0] > one and anchors[place][1] > other)
        if before and after:
            anchors.insert(place, (one, other))
    return anchors


def _kind(comparison: Comparison, frame: _Frame) -> str:
    b, a = comparison.alignment.b, comparison.alignment.a
    name = name_of(b, frame.b) if frame.b is not None else name_of(a, frame.a or 0)
    if name != "point":
        return name
    if frame.changed is not None:
        return frame.changed.pair.kind
    return "added" if frame.b is not None else "deleted"


def _substance(edits: Sequence[Edit]) -> Iterator[Edit]:
    return (edit for edit in edits if edit.kind != _STYLE)


def _cell(draft: Draft, part: int | None, edits: Sequence[Span], *, alone: bool) -> Cell | None:
    if part is None:
        return None
    found = draft.parts[part]
    is_point = found.kind == "point"
    return Cell(
        part=part,
        start=found.start,
        label=label(draft, part) if is_point else "",
        depth=max(0, len(found.path) - 1),
        pieces=tuple(stretches(draft, (part,), found.spans if alone else edits)),
    )
