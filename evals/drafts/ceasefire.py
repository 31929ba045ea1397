"""How well the terms of a ceasefire are found: `python -m evals.drafts.ceasefire`.

Invented drafts; rules are made on `tuning.toml`, and `reporting.toml` is for the figures.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from detente.drafts.ceasefire import TERMS, ceasefire_terms
from detente.drafts.points import cut

FOLDER = Path(__file__).parent / "ceasefire"
HALVES = ("tuning", "reporting")


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of a term: right, wrong (found and not there), missed."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find."""
        every = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / every if every else 1.0


def measure(half: str) -> dict[str, Score]:
    """Return the score of each term over one half of the drafts, and of "all"."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, expected, found in compared(half):
        for term in TERMS:
            kind = _kind(term in expected, term in found)
            counts[term, kind] += 1
            counts["all", kind] += 1
        del name
    return {
        term: Score(counts[term, "right"], counts[term, "wrong"], counts[term, "missed"])
        for term in ("all", *TERMS)
    }


def compared(half: str) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Return each point of a half: its words, the terms that it sets, and those that are found."""
    rows = []
    for draft in tomllib.loads((FOLDER / f"{half}.toml").read_text("utf-8"))["draft"]:
        points = draft["points"]
        text = "".join(f"{n}. {point['text']}\n" for n, point in enumerate(points, 1))
        made = cut(draft["name"], text)
        numbers = dict(zip(made.points, range(len(points)), strict=True))
        found: dict[int, set[str]] = {n: set() for n in range(len(points))}
        for one in ceasefire_terms(made):
            for part in one.parts:
                found[numbers[part]].add(one.term)
        rows += [
            (point["text"], frozenset(point["terms"]), frozenset(found[n]))
            for n, point in enumerate(points)
        ]
    return rows


def _kind(expected: bool, found: bool) -> str:
    return {(True, True): "right", (False, True): "wrong", (True, False): "missed"}.get(
        (expected, found), "neither"
    )


def main() -> None:
    """Print a table of both halves."""
    for half in HALVES:
        for term, score in measure(half).items():
            sys.stdout.write(
                f"{half:<10} {term:<11} F1 {score.f1:.2f}  right {score.right}, wrong "
                f"{score.wrong}, missed {score.missed}\n"
            )


if __name__ == "__main__":
    main()
