"""How long it takes to compare two drafts of 1,000 points, and what lining them up costs."""

from __future__ import annotations

import difflib
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.table import Figure, megabytes
from bench.timing import timed
from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.extra import is_installed
from detente.drafts.meaning import Meaning
from detente.drafts.points import cut
from detente.model.drafts import Draft

POINTS = 1_000
# Shares of points that are reworded, moved and left out from one version to the next.
REWORDED, MOVED, LEFT_OUT = 0.2, 0.05, 0.02
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def measure() -> Iterator[Figure]:
    """Yield seconds of processor of each step, and of difflib on the same lines."""
    one, other = versions(POINTS)
    about = f"{POINTS:,} points and {len(other):,}, of which a fifth is reworded"
    yield Figure("a line of a draft", f"{sum(map(len, one)) // POINTS} letters", "on average")
    cutting, drafts = timed(lambda: (_cut("a", one), _cut("b", other)))
    yield Figure("cutting both", f"{cutting:.2f} s", about)
    aligning, found = timed(lambda: align(*drafts))
    yield Figure("aligning, words alone", f"{aligning:.2f} s", about)
    comparing, _ = timed(lambda: compare(found))
    yield Figure("what changed in each pair", f"{comparing:.2f} s", about)
    whole = cutting + aligning + comparing
    yield Figure("all three, words alone", f"{whole:.2f} s", "aim: under 1 s")
    lines, _ = timed(lambda: list(difflib.Differ().compare(one, other)))
    ratio = "difflib.Differ, which takes no moved, split or merged line for one"
    yield Figure("difflib on the same lines", f"{lines:.2f} s", ratio)
    yield Figure("difflib against all three", f"{lines / whole:.1f}", "times as long")
    if is_installed():
        yield from _with_meaning(drafts)
    yield Figure("peak memory", megabytes(resource.RUSAGE_SELF), "that process")


def _with_meaning(drafts: tuple[Draft, Draft]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "vectors"
        first, _ = timed(lambda: align(*drafts, embed=Meaning(kept=kept)))
        yield Figure("aligning with meaning, first time", f"{first:.1f} s", "vectors are made")
        again, _ = timed(lambda: align(*drafts, embed=Meaning(kept=kept)))
        yield Figure("aligning with meaning, then", f"{again:.2f} s", "aim: under 5 s")


def versions(points: int) -> tuple[list[str], list[str]]:
    """Return the lines of two versions of an invented draft, the same each time."""
    chance = Random(points)  # noqa: S311  (no secret)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(1_500)]
    # Few words are frequent and most are rare, as in any language.
    weights = [1 / (n + 3) for n in range(len(words))]

    def sentence() -> str:
        chosen = chance.choices(words, weights, k=chance.randint(8, 22))
        chosen.insert(2, chance.choice(["shall", "may", "should"]))
        return f"{' '.join(chosen).capitalize()} within {chance.randint(5, 300)} days."

    one = [" ".join(sentence() for _ in range(chance.randint(1, 3))) for _ in range(points)]
    other = [
        " ".join(w if chance.random() > 0.25 else chance.choice(words) for w in line.split(" "))
        if chance.random() < REWORDED
        else line
        for line in one
        if chance.random() > LEFT_OUT
    ]
    for _ in range(int(MOVED * points)):
        other.insert(chance.randrange(len(other)), other.pop(chance.randrange(len(other))))
    return one, other


def _cut(name: str, lines: list[str]) -> Draft:
    return cut(name, "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)))
