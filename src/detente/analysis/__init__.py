"""Snapshot -> Finding: what the record as of one day adds up to. Pure functions, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.analysis.blocks import blocks
from detente.analysis.conflicts import changes, conflicts
from detente.analysis.convergence import convergence
from detente.analysis.forecasts import forecasts
from detente.analysis.gaps import gaps
from detente.analysis.packages import packages
from detente.analysis.standings import standings
from detente.analysis.turning import turning_points
from detente.model.findings import Finding
from detente.model.snapshot import Snapshot

__all__ = [
    "METHODS",
    "Method",
    "blocks",
    "changes",
    "conflicts",
    "convergence",
    "forecasts",
    "gaps",
    "packages",
    "standings",
    "turning_points",
]


@dataclass(frozen=True, slots=True)
class Method:
    """An analysis and the name to call it by. Other packages add theirs: "detente.methods"."""

    name: str
    function: Callable[[Snapshot], Finding]


METHODS: tuple[Method, ...] = (
    Method("standings", standings),
    Method("gaps", gaps),
    Method("blocks", blocks),
    Method("conflicts", conflicts),
    Method("changes", changes),
    Method("packages", packages),
    Method("convergence", convergence),
    Method("turning-points", turning_points),
    Method("forecasts", forecasts),
)
