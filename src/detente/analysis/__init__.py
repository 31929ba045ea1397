"""Snapshot -> Finding: what the record as of one day adds up to. Pure functions, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from detente.analysis.blocks import blocks
from detente.analysis.channels import channels
from detente.analysis.conflicts import changes, conflicts
from detente.analysis.convergence import convergence
from detente.analysis.demands import Voices
from detente.analysis.forecasts import forecasts
from detente.analysis.gaps import gaps
from detente.analysis.ledger import ledger
from detente.analysis.possible import POSSIBLE, SURE, with_possible
from detente.analysis.ranges import ranges
from detente.analysis.standings import standings
from detente.analysis.turning import turning_points
from detente.model.errors import InputError
from detente.model.findings import Finding
from detente.model.snapshot import Snapshot

__all__ = [
    "METHODS",
    "Method",
    "ask",
    "blocks",
    "changes",
    "channels",
    "conflicts",
    "convergence",
    "forecasts",
    "gaps",
    "ledger",
    "packages",
    "ranges",
    "standings",
    "turning_points",
]


def packages(snapshot: Snapshot, voices: Voices = "own") -> Finding:
    """Return the packages that all could accept, as `combining.packages` does."""
    # NumPy takes a tenth of a second to load, and a brief needs none of it
    from detente.analysis import combining  # noqa: PLC0415

    return combining.packages(snapshot, voices)


@dataclass(frozen=True, slots=True)
class Method:
    """An analysis and the name to call it by. Other packages add theirs: "detente.methods".

    about: What it tells, in a line. model: Whether it puts together what nobody said, so that it
    stays out of the brief. told: The same with what others say that a party holds counted too,
    where the party itself says nothing; None if voices make no difference.
    """

    name: str
    function: Callable[[Snapshot], Finding]
    about: str = ""
    model: bool = False
    told: Callable[[Snapshot], Finding] | None = None


METHODS: tuple[Method, ...] = (
    Method("standings", standings, "Who stands where, cell by cell."),
    Method("gaps", gaps, "On what nothing was found of whom."),
    Method("blocks", blocks, "Opposed stances, refused conditions, named obstacles."),
    Method(
        "conflicts",
        conflicts,
        "Minimal sets of demands that cannot hold together.",
        told=lambda snapshot: conflicts(snapshot, "all"),
    ),
    Method(
        "changes",
        changes,
        "Minimal sets of demands without which the rest can hold together.",
        told=lambda snapshot: changes(snapshot, "all"),
    ),
    Method(
        "packages",
        packages,
        "What all could accept, surely or perhaps, issue by issue.",
        model=True,
        told=lambda snapshot: packages(snapshot, "all"),
    ),
    Method(
        "ranges",
        ranges,
        "What parties state of a quantity: the overlap, or the gap in its unit.",
        told=lambda snapshot: ranges(snapshot, "all"),
    ),
    Method(
        "convergence", convergence, "How far two parties agree, day by day, as a band.", model=True
    ),
    Method("turning-points", turning_points, "Days on which several stances changed together."),
    Method("channels", channels, "Who speaks for whom, who met whom, who passed words on."),
    Method("forecasts", forecasts, "Judgements of the prospects that hang on a condition."),
    Method("ledger", ledger, "Who forecast what, what became of it, how good they were."),
)


def ask(
    method: Method, snapshot: Snapshot, *, accounts: bool = False, possible: bool = False
) -> Finding:
    """Return what a method finds, as a door asks for it.

    accounts: Count what others say that a silent party holds. possible: Count what the reader is
    not sure of, too. Both only where voices make a difference. A finding without rows says how
    many it would have if these counted.
    """
    work_out = method.told if accounts and method.told is not None else method.function
    if method.told is None:
        return work_out(snapshot)
    if possible:
        found = work_out(with_possible(snapshot))
        return replace(found, caveats=(POSSIBLE, *found.caveats))
    found = work_out(snapshot)
    more = 0 if found.rows else _more(work_out, with_possible(snapshot))
    told = [f"{SURE[:-1]}; then there are {more}." if more else SURE]
    more = 0 if found.rows or accounts else _more(method.told, snapshot)
    if more:
        told.append(f"With what others say of silent parties there are {more} (--accounts).")
    return replace(found, caveats=(*told, *found.caveats))


def _more(work_out: Callable[[Snapshot], Finding], snapshot: Snapshot) -> int:
    """Return how many rows there would be in another state or with other voices."""
    try:
        return len(work_out(snapshot).rows)
    except InputError:  # too many to work through
        return 0
