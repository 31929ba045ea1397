"""Snapshot -> Finding: what the record as of one day adds up to. Pure functions, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.analysis.blocks import blocks
from detente.analysis.conflicts import changes, conflicts
from detente.analysis.forecasts import forecasts
from detente.analysis.packages import packages
from detente.analysis.standings import standings
from detente.model.findings import Finding
from detente.model.snapshot import Snapshot

__all__ = [
    "METHODS",
    "Method",
    "blocks",
    "changes",
    "conflicts",
    "forecasts",
    "packages",
    "standings",
]


@dataclass(frozen=True, slots=True)
class Method:
    """An analysis and the name to call it by. Other packages add theirs: "detente.methods"."""

    name: str
    function: Callable[[Snapshot], Finding]


METHODS: tuple[Method, ...] = (
    Method("standings", standings),
    Method("blocks", blocks),
    Method("forecasts", forecasts),
    Method("conflicts", conflicts),
    Method("changes", changes),
    Method("packages", packages),
)
