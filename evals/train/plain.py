"""What is learned of plain claims: how often actors, statements, quantities and progress hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from detente.model.actors import Actor
from detente.model.claims import Claim, Progress, Quantity, Reading, Statement
from detente.readings.learned.plain import RATED, facts_of, facts_of_actor
from evals.train.linear import dense

# Words of a statement or quantity are the annotated ones if they share this much of both.
SAME = 0.5
# A number is the annotated one if it stands at most so many code points away.
NEAR = 400


def fit_plain(
    lessons: Sequence[tuple[Reading, dict[str, Any]]], score: ModuleType, pull: float
) -> dict[str, Any]:
    """Return the referees of plain claims, by name of array; nothing is dropped by them.

    lessons: Readings with their annotations. pull: Towards zero; the smaller, the stronger.
    """
    cases: dict[str, list[tuple[tuple[float, ...], int]]] = {name: [] for name in RATED}
    for reading, gold in lessons:
        for family, facts, holds in _cases(reading, gold, score):
            cases[family].append((facts, holds))
    return {
        f"found:{family}": np.append(
            dense(np.array([f for f, _ in rows]), [h for _, h in rows], pull), 0.0
        )
        for family, rows in cases.items()
    }


def _cases(
    reading: Reading, gold: dict[str, Any], score: ModuleType
) -> Iterator[tuple[str, tuple[float, ...], int]]:
    names = score.Names(gold)
    spoke = frozenset(claim.speaker for claim in reading.of(Statement))
    for actor in reading.actors:
        yield "actors", facts_of_actor(actor, reading, spoke), int(_is_actor(actor, names))
    for claim in reading.claims:
        facts = facts_of(claim)
        if facts is not None and not _is_ignored(claim, gold):
            holds = _holds(claim, gold, names, score)
            if holds is not None:
                yield claim.family, facts, holds


def _is_actor(actor: Actor, names: Any) -> bool:
    return bool(names.res(actor.name)) or any(names.res(m.text) for m in actor.mentions)


def _is_ignored(claim: Claim, gold: dict[str, Any]) -> bool:
    middle = (claim.main.start + claim.main.end) // 2
    return any(span["start"] <= middle < span["end"] for span in gold.get("ignore", ()))


def _holds(claim: Claim, gold: dict[str, Any], names: Any, score: ModuleType) -> int | None:
    """Whether a claim is annotated: 1, 0, or None if only a borderline case is like it."""
    if isinstance(claim, Progress):
        label = (gold.get("progress") or {}).get("label")
        return None if label is None else int(claim.label == label)
    alike = [item for item in gold[claim.family] if _is_like(claim, item, names, score)]
    if any(not item.get("optional") for item in alike):
        return 1
    return None if alike else 0


def _is_like(claim: Claim, item: dict[str, Any], names: Any, score: ModuleType) -> bool:
    here = (claim.main.start, claim.main.end)
    if isinstance(claim, Statement):
        there = (item["content"]["start"], item["content"]["end"])
        speakers = [item["speaker"], *item.get("speaker_any", ())]
        return score.iou(here, there) >= SAME and any(
            names.same(claim.speaker, s) for s in speakers
        )
    there = (item["evidence"]["start"], item["evidence"]["end"])
    if score.iou(here, there) >= SAME:
        return True
    near = abs(here[0] - there[0]) < NEAR
    return near and isinstance(claim, Quantity) and _number(claim.value) == _number(item["value"])


def _number(value: object) -> str:
    return "".join(c for c in str(value) if c.isdigit() or c in ".-")
