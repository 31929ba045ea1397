"""How much of what was done to drafts is found: pairs, and kinds of change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.points import cut
from detente.drafts.vectors import Embed
from detente.model.drafts import Alignment, Changed, Draft, Edit, Pair
from evals.drafts.cases import Case
from evals.drafts.edits import TrueEdit

PAIRS = ("kept", "moved", "split", "merged")
KINDS = (
    "number",
    "deadline",
    "frequency",
    "obligation",
    "negation",
    "actor",
    "condition",
    "exception",
    "reference",
)


@dataclass(slots=True)
class Counts:
    """Found and true, found and not true, true and not found."""

    right: int = 0
    spare: int = 0
    missed: int = 0

    @property
    def p(self) -> float:
        """Precision; 1 where nothing was found."""
        return self.right / (self.right + self.spare) if self.right + self.spare else 1.0

    @property
    def r(self) -> float:
        """Recall; 1 where there was nothing to find."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """F1; 1 where there was nothing to find and nothing was."""
        every = 2 * self.right + self.spare + self.missed
        return 2 * self.right / every if every else 1.0


@dataclass(slots=True)
class Score:
    """Counts by strength and what is counted.

    "pairs": the same points, whatever the kind; kinds of pairs; kinds of change, in the true
    pairs, so that they do not hang on the alignment. points: Of the first drafts.
    uncut: Cases whose points were not found.
    """

    counts: defaultdict[tuple[str, str], Counts] = field(
        default_factory=lambda: defaultdict(Counts)
    )
    points: Counter[str] = field(default_factory=Counter)
    uncut: int = 0
    wrong: list[str] = field(default_factory=list)

    def of(self, strength: str, what: str) -> Counts:
        """Return the counts of something at a strength."""
        return self.counts[strength, what]


def score(cases: Iterable[Case], embed: Embed | None = None) -> Score:
    """Return how much of what was done is found."""
    found = Score()
    for case in cases:
        found.points[case.strength] += case.points[0]
        a, b = cut("a", case.a), cut("b", case.b)
        if (len(a.points), len(b.points)) != case.points:
            found.uncut += 1
            continue
        _score_pairs(found, case, align(a, b, embed=embed))
        _score_changes(found, case, a, b)
    return found


def _score_pairs(found: Score, case: Case, aligned: Alignment) -> None:
    rows = {part: n for n, part in enumerate(aligned.a.points)}
    columns = {part: n for n, part in enumerate(aligned.b.points)}
    made = {
        (p.kind, tuple(rows[n] for n in p.a), tuple(columns[n] for n in p.b))
        for p in aligned.pairs
    }
    true = {(link.kind, link.a, link.b) for link in case.links}
    _count(found.of(case.strength, "pairs"), {m[1:] for m in made}, {t[1:] for t in true})
    for kind in PAIRS:
        ours, theirs = {m for m in made if m[0] == kind}, {t for t in true if t[0] == kind}
        _count(found.of(case.strength, kind), ours, theirs)
    found.wrong += [f"{case.name}: spare {m}" for m in sorted(made - true)]
    found.wrong += [f"{case.name}: missed {t}" for t in sorted(true - made)]


def _count(counts: Counts, made: set[tuple[object, ...]], true: set[tuple[object, ...]]) -> None:
    counts.right += len(made & true)
    counts.spare += len(made - true)
    counts.missed += len(true - made)


def _score_changes(found: Score, case: Case, a: Draft, b: Draft) -> None:
    for link, changed in zip(case.links, compare(_true(case, a, b)).changed, strict=True):
        if link.longer:
            continue
        spare = [edit for edit in changed.edits if edit.kind in KINDS]
        for true in link.edits:
            made = next((edit for edit in spare if is_found(true, edit)), None)
            counts = found.of(case.strength, true.kind)
            if made is None:
                counts.missed += 1
                found.wrong.append(f"{case.name}: missed {true} {list(_shown(changed, a, b))}")
            else:
                spare.remove(made)
                counts.right += 1
        for edit in spare:
            found.of(case.strength, edit.kind).spare += 1
            said = (edit.kind, edit.before, edit.after, edit.direction)
            found.wrong.append(f"{case.name}: spare {said} {list(_shown(changed, a, b))}")


def _true(case: Case, a: Draft, b: Draft) -> Alignment:
    """Return the alignment as it is, in the order of the case's links."""
    pairs = tuple(
        Pair(
            kind=link.kind,  # type: ignore[arg-type]
            a=tuple(a.points[n] for n in link.a),
            b=tuple(b.points[n] for n in link.b),
            score=1.0,
        )
        for link in case.links
    )
    return Alignment(a=a, b=b, pairs=pairs, deleted=(), added=())


def _shown(changed: Changed, a: Draft, b: Draft) -> Iterator[str]:
    yield " / ".join(a.parts[n].body for n in changed.pair.a)
    yield " / ".join(b.parts[n].body for n in changed.pair.b)


def is_found(true: TrueEdit, edit: Edit) -> bool:
    """Whether an edit is the one that was made: its kind, direction and words on both sides."""
    if edit.kind != true.kind or (true.direction and edit.direction != true.direction):
        return False
    return is_held(true.before, edit.before) and is_held(true.after, edit.after)


def is_held(true: str, said: str) -> bool:
    """Whether one of two stretches holds the other; of nothing only nothing."""
    one, other = true.casefold(), said.casefold()
    return (one in other or other in one) if one and other else one == other
