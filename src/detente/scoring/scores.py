"""Precision, recall and F1 of each kind of claim over annotated reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from detente.model.scores import Score
from detente.scoring.kinds import KINDS, Kind
from detente.scoring.matching import Item, lies_in, match
from detente.scoring.names import Fold, Names

Form = Mapping[str, Any]


def score(pairs: Iterable[tuple[Form, Form]], fold: Fold) -> tuple[Score, ...]:
    """Return the scores of every kind, in the codebook's order.

    pairs: Of each report what was read and what is annotated, both in the codebook's form.
    fold: Form in which the spellings of one name agree.
    """
    totals = {kind.name: [0, 0, 0] for kind in KINDS}
    for read, gold in pairs:
        names = Names(gold["actors"], fold)
        for kind in KINDS:
            one = score_kind(kind, items(read, kind), gold, names=names)
            for n, value in enumerate((one.found, one.read, one.annotated)):
                totals[kind.name][n] += value
    return tuple(Score(name, *counts) for name, counts in totals.items())


def score_kind(kind: Kind, read: tuple[Item, ...], gold: Form, *, names: Names) -> Score:
    """Return the score of one kind on one report."""
    if kind.later and kind.name not in gold:
        return Score(kind.name, found=0, read=0, annotated=0)
    ignored, wanted = gold.get("ignore", ()), items(gold, kind)
    live = [item for item in read if not _ignored(kind, item, ignored)]
    matches = match(live, wanted, lambda a, b: kind.closeness(a, b, names))
    sure = [m for m in matches if not wanted[m.gold].get("optional")]
    return Score(
        kind.name,
        found=len(sure),
        read=len(live) - (len(matches) - len(sure)),
        annotated=sum(not item.get("optional") for item in wanted),
    )


def items(form: Form, kind: Kind) -> tuple[Item, ...]:
    """Return the items of a kind; the progress of a report is one or none."""
    found = form.get(kind.name)
    if found is None:
        return ()
    return (found,) if isinstance(found, Mapping) else tuple(found)


def _ignored(kind: Kind, item: Item, ignored: Iterable[Item]) -> bool:
    span = item.get(kind.words) if kind.words else None
    return span is not None and lies_in(span, tuple(ignored))
