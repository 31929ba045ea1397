"""Fit when a condition is said otherwise, without one: `python -m evals.drafts.clauses`.

Prints the weights for detente.drafts.resaid, fitted by logistic regression on the conditions of
edited drafts (halves "tune" and "seen") that have no partner in the other wording: those that an
edit brought or took against those that another wording says by other words. With --apart each
draft is judged by weights of the others, which is how well they carry over.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.drafts.conditions import clauses_left
from detente.drafts.flat import flatten
from detente.drafts.points import cut
from detente.drafts.resaid import evidence
from detente.drafts.terms import Found
from detente.drafts.typed import Sides, overwritten
from detente.model.drafts import Draft
from evals.drafts.cases import Case, Link, cases
from evals.drafts.fitting import fit
from evals.drafts.scoring import Counts, is_held

VERSIONS = 8
HALVES = ("tune", "seen")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A condition without a partner. is_said: Whether the other wording says it otherwise."""

    source: str
    evidence: Mapping[str, float]
    is_said: bool


def main() -> None:
    """Print the weights, or how well those of other drafts tell."""
    ask = argparse.ArgumentParser(prog="python -m evals.drafts.clauses")
    ask.add_argument("--apart", action="store_true", help="judge each draft by the others")
    every = [one for half in HALVES for case in cases(half, VERSIONS) for one in _seen(case)]
    print(_apart(every) if ask.parse_args().apart else _fitted(every))


def _fitted(every: Sequence[_Seen]) -> Mapping[str, float]:
    counted = np.ones(1, dtype=bool)
    return fit(
        (
            (
                {name: np.array([value]) for name, value in one.evidence.items()},
                np.array([float(one.is_said)]),
                counted,
            )
            for one in every
        ),
        even=False,
    )


def _apart(every: Sequence[_Seen]) -> str:
    """Return how well conditions that came or went are told, each draft by the others."""
    counts = Counts()
    for source in sorted({one.source for one in every}):
        weights = _fitted([one for one in every if one.source != source])
        for one in every:
            if one.source == source:
                odds = sum(weights[name] * value for name, value in one.evidence.items())
                is_told = odds + weights["bias"] <= 0
                counts.right += is_told and not one.is_said
                counts.spare += is_told and one.is_said
                counts.missed += not is_told and not one.is_said
    return f"precision {counts.p:.3f}, recall {counts.r:.3f}, F1 {counts.f1:.3f}"


def _seen(case: Case) -> Iterator[_Seen]:
    a, b = cut("a", case.a), cut("b", case.b)
    for link in case.links:
        if link.longer:
            continue
        sides = Sides(flatten(a, _parts(a, link.a)), flatten(b, _parts(b, link.b)))
        left = clauses_left(sides, "condition")
        source = case.name.split("/", 1)[0]
        for own, found, other, others, side in (
            (sides.a.text, left.old, sides.b.text, left.new, "before"),
            (sides.b.text, left.new, sides.a.text, left.old, "after"),
        ):
            bare = overwritten(other, (one.span for one in others))
            for one in found:
                yield _Seen(source, evidence(one, own, bare), not _is_true(one, link, side))


def _is_true(one: Found, link: Link, side: str) -> bool:
    """Whether an edit brought or took a condition."""
    words = [getattr(edit, side) for edit in link.edits if edit.kind == "condition"]
    return any(word and is_held(word, one.words) for word in words)


def _parts(draft: Draft, numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(draft.points[number] for number in numbers)


if __name__ == "__main__":
    main()
