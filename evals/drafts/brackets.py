"""How well it is told what became of brackets: `python -m evals.drafts.brackets`.

Brackets are put into the invented drafts of texts/ by script: around numbers, terms and words of
duty, with one to three options, and around clauses. In the second version, where a quarter of the
words that have a synonym are others, each is lifted, narrowed, replaced, put around, dropped,
added, or stays. Nothing else is changed: a number, duty, term, condition or exception that is told
to have changed is a mistake.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.points import cut
from detente.model.drafts import Edit
from evals.drafts.edits import bare
from evals.drafts.rewording import Manner, reworded
from evals.drafts.scoring import KINDS, Counts
from evals.drafts.sources import HALVES, SLOT, Source, load_sources

VERSIONS = 8
# What F1 must reach, and the kinds that must not be told where an option was only chosen.
FLOOR = 0.97
_NEVER = ("number", "deadline", "frequency", "obligation", "exception")
FATES = ("lifted", "changed", "replaced", "bracketed", "dropped", "added")
# Shares: of the slots that are bracketed, and of the points that get a clause in brackets.
_SLOTS, _CLAUSES = 0.5, 0.3
_MANNER = Manner(synonyms=0.25, otherwise=0.0, turned=0.0, duties=0.0)
_MODALS = ("shall", "should", "may", "must")


@dataclass(frozen=True, slots=True)
class Fate:
    """What was done to brackets: direction, and the words in each version, "" for none."""

    direction: str
    before: str
    after: str


@dataclass(slots=True)
class Written:
    """A point in both versions, and what became of its brackets; what stays is not listed."""

    a: str
    b: str
    fates: list[Fate] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """Counts of each direction, and of other kinds that were told though nothing changed.

    points: Of the first drafts. pairs: Those found in the second, in which all this was counted.
    """

    of: dict[str, Counts]
    otherwise: Counter[str]
    points: int = 0
    pairs: int = 0

    @property
    def told(self) -> str:
        """The other kinds, in words, "" for none."""
        return ", ".join(f"{kind} {number}" for kind, number in sorted(self.otherwise.items()))


def measure(half: str, versions: int = VERSIONS) -> Found:
    """Return how much of what became of brackets was found over the drafts of a half."""
    found = Found({fate: Counts() for fate in FATES}, Counter())
    for source in load_sources(half):
        for number in range(versions):
            _score(found, write(source, Random(f"{source.name} {number}")))  # noqa: S311
    return found


def low_brackets(found: Found) -> list[str]:
    """Return a sentence for each figure that is not as good as it must be."""
    low = [
        f"brackets, {fate}: F1 {counts.f1:.3f}, at least {FLOOR} must be reached"
        for fate, counts in found.of.items()
        if counts.f1 < FLOOR
    ]
    told = [kind for kind in _NEVER if found.otherwise[kind]]
    return low + [f"brackets: a change of {kind} is told where there is none" for kind in told]


def write(source: Source, chance: Random) -> list[Written]:
    """Return the points of a draft in two versions, with brackets."""
    names = {point.key: str(n) for n, point in enumerate(source.points, 1)}
    written = []
    for point in source.points:
        one, other = point.wording, reworded(point, _MANNER, chance)
        written.append(_bracketed(one, other, names.__getitem__, chance))
        if chance.random() < _CLAUSES:
            clause = chance.choice((*source.conditions, *source.exceptions))
            _with_clause(written[-1], clause, chance)
    return written


def _bracketed(a: str, b: str, name: Callable[[str], str], chance: Random, /) -> Written:
    """Return a point with brackets in place of some of its slots."""
    made = Written("", "")
    old, new = list(SLOT.finditer(a)), list(SLOT.finditer(b))
    ends = (0, 0)
    for one, other in zip(old, new, strict=True):
        made.a += a[ends[0] : one.start()]
        made.b += b[ends[1] : other.start()]
        ends = (one.end(), other.end())
        if one[1] in "ndm" and one[0] == other[0] and chance.random() < _SLOTS:
            before, after = _slot(made, one, chance)
        else:
            before, after = (bare(slot[0], name) for slot in (one, other))
        made.a, made.b = made.a + before, made.b + after
    made.a, made.b = made.a + a[ends[0] :], made.b + b[ends[1] :]
    return made


def _slot(made: Written, slot: re.Match[str], chance: Random) -> tuple[str, str]:
    """Return what stands in place of a slot in each version."""
    value, others = slot[2], _others(slot, chance)
    options = [value, *others[: chance.choice((0, 1, 1, 2))]]
    chance.shuffle(options)
    fate = chance.choice(("lifted", "bracketed", "replaced", "changed", "stays"))
    if fate == "lifted":
        sides = (_open(options, chance), value)
    elif fate == "bracketed":
        sides = (value, _open(options, chance))
    elif fate == "replaced":
        sides = (_open(others, chance), value)
    elif fate == "changed":
        gone = chance.choice([value, *others])
        left = [one for one in (value, *others) if one != gone]
        sides = (_open([value, *others], chance), _open(left, chance))
    else:
        return (_open(options, chance),) * 2
    made.fates.append(Fate(fate, *sides))
    return sides


def _others(slot: re.Match[str], chance: Random) -> list[str]:
    """Return two other values for a slot."""
    if slot[1] == "m":
        return chance.sample([one for one in _MODALS if one != slot[2]], 2)
    match = re.search(r"\d[\d,]*(?:\.\d+)?", slot[2])
    assert match is not None  # noqa: S101  (what a slot of figures holds)
    figure = float(match[0].replace(",", ""))
    places = len(match[0].partition(".")[2])
    more = (f"{figure * factor + add:,.{places}f}" for factor, add in ((2, 1), (3, 2)))
    return [slot[2].replace(match[0], one) for one in more]


def _open(options: Sequence[str], chance: Random) -> str:
    """Return options in brackets, in one of the ways of writing them."""
    way = chance.choice(("][", "] [", " / ", "]/[", "] or ["))
    return f"[{way.join(options)}]"


def _with_clause(made: Written, clause: str, chance: Random) -> None:
    """Add a clause at the end, in brackets, to one version or both."""
    a, b = made.a.removesuffix("."), made.b.removesuffix(".")
    fate = chance.choice(("added", "dropped", "stays"))
    words = f"[, {clause}]"
    made.a = f"{a}." if fate == "added" else f"{a} {words}."
    made.b = f"{b}." if fate == "dropped" else f"{b} {words}."
    if fate != "stays":
        sides = ("", words) if fate == "added" else (words, "")
        made.fates.append(Fate(fate, *sides))


def _score(found: Found, points: Sequence[Written]) -> None:
    a = cut("a", _numbered(point.a for point in points))
    b = cut("b", _numbered(point.b for point in points))
    found.points += len(points)
    for changed in compare(align(a, b)).changed:
        pair = changed.pair
        if (
            len(pair.a) != 1
            or len(pair.b) != 1
            or a.parts[pair.a[0]].path != b.parts[pair.b[0]].path
        ):
            continue
        found.pairs += 1
        _count(found, points[int(a.parts[pair.a[0]].label) - 1].fates, changed.edits)


def _numbered(points: Iterable[str]) -> str:
    return "\n".join(f"{n}. {words}" for n, words in enumerate(points, 1))


def _count(found: Found, fates: Sequence[Fate], edits: Sequence[Edit]) -> None:
    told = Counter(
        Fate(e.direction or "", e.before, e.after) for e in edits if e.kind == "brackets"
    )
    true = Counter(fates)
    for fate, counts in found.of.items():
        counts.right += _number(told & true, fate)
        counts.spare += _number(told - true, fate)
        counts.missed += _number(true - told, fate)
    found.otherwise.update(edit.kind for edit in edits if edit.kind in KINDS)


def _number(fates: Counter[Fate], direction: str) -> int:
    return sum(n for one, n in fates.items() if one.direction == direction)


def main() -> None:
    """Print a table of each half."""
    for half in HALVES:
        found = measure(half)
        for fate, counts in found.of.items():
            sys.stdout.write(
                f"{half:<7} {fate:<10} P {counts.p:.3f}  R {counts.r:.3f}  F1 {counts.f1:.3f}  "
                f"({counts.right + counts.missed})\n"
            )
        told = found.told or "none"
        sys.stdout.write(f"{half:<7} other kinds told, in {found.pairs} points: {told}\n")


if __name__ == "__main__":
    main()
