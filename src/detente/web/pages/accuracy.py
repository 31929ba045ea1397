"""Accuracy: how well the reader reads, as measured, and by this desk's own judgements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import detente
from detente.model.snapshot import Entry
from detente.readings.accuracy import accuracy_card
from detente.scoring import judged as judging
from detente.scoring import missed
from detente.scoring.judged import JudgedKind, by_family, by_rule
from detente.scoring.missed import Missed, estimate_missed
from detente.web.asking import Shared, State
from detente.web.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """What is known of how well the reader reads.

    card: As measured before this version was shipped; `version` is that of this program.
    families, rules: The desk's judgements of this record. judged: Lines that they are on.
    too_few: Lines below which no share is said; too_few_sentences: the same for what was missed.
    """

    card: dict[str, Any]
    version: str
    families: tuple[JudgedKind, ...]
    rules: tuple[JudgedKind, ...]
    judged: int
    too_few: int
    missed: Missed
    too_few_sentences: int


def answer(shared: Shared, asked: State) -> Accuracy:
    """Return the accuracy card, and this record's own figures."""
    record = shared.record
    within = record.report_ids(asked.up_to)
    entries = [
        row.entry
        for row in record.judgements(up_to="restricted").rows
        if row.entry and row.state in ("in_force", "carried") and _is_within(row.entry, within)
    ]
    families = by_family(entries)
    return Accuracy(
        card=accuracy_card(),
        version=detente.__version__,
        families=families,
        rules=by_rule(entries),
        judged=sum(kind.judged for kind in families),
        too_few=judging.TOO_FEW,
        missed=estimate_missed(record.samples(asked.up_to)),
        too_few_sentences=missed.TOO_FEW,
    )


def _is_within(entry: Entry, reports: Collection[str]) -> bool:
    return any(sighting.report in reports for sighting in entry.sightings)


PAGE = Page(
    path="/accuracy",
    title="Accuracy",
    answer=answer,
    template="accuracy.html",
    rows=(
        "families",
        "rules",
        "missed",
    ),
)
