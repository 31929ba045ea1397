"""Snapshot -> Finding: what the record as of one day adds up to. Pure functions, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from detente.analysis.blocks import blocks
from detente.analysis.channels import channels
from detente.analysis.commitments import commitments
from detente.analysis.conflicts import changes, conflicts
from detente.analysis.convergence import convergence
from detente.analysis.demands import Voices
from detente.analysis.forecasts import forecasts
from detente.analysis.gaps import gaps
from detente.analysis.ledger import ledger
from detente.analysis.overtaken import with_overtaken
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
    "commitments",
    "conflicts",
    "convergence",
    "forecasts",
    "gaps",
    "ledger",
    "no_voices",
    "packages",
    "ranges",
    "standings",
    "turning_points",
    "with_overtaken",
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
    where the party itself says nothing; None if voices make no difference. rows_are: What one of
    its rows is. stances: Whether its rows tell what is held, so that a newer word matters to them.
    """

    name: str
    function: Callable[[Snapshot], Finding]
    about: str = ""
    model: bool = False
    told: Callable[[Snapshot], Finding] | None = None
    rows_are: str = "row"
    stances: bool = True


METHODS: tuple[Method, ...] = (
    Method("standings", standings, "Who stands where, cell by cell."),
    Method("gaps", gaps, "On what nothing was found of whom."),
    Method(
        "blocks",
        blocks,
        "Opposed stances, refused conditions, named obstacles.",
        told=lambda snapshot: blocks(snapshot, "all"),
    ),
    Method(
        "conflicts",
        conflicts,
        "Minimal sets of demands that cannot hold together.",
        told=lambda snapshot: conflicts(snapshot, "all"),
        rows_are="conflict",
    ),
    Method(
        "changes",
        changes,
        "Minimal sets of demands without which the rest can hold together.",
        told=lambda snapshot: changes(snapshot, "all"),
        rows_are="set",
    ),
    Method(
        "packages",
        packages,
        "What all could accept, surely or perhaps, issue by issue.",
        model=True,
        told=lambda snapshot: packages(snapshot, "all"),
        rows_are="package",
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
    Method(
        "channels",
        channels,
        "Who speaks for whom, who met whom, who passed words on.",
        stances=False,
    ),
    Method(
        "forecasts",
        forecasts,
        "Judgements of the prospects that hang on a condition.",
        stances=False,
    ),
    Method(
        "commitments",
        commitments,
        "What is owed by what was agreed, and what is told of whether it was kept.",
        stances=False,
    ),
    Method(
        "ledger",
        ledger,
        "Who forecast what, what became of it, how good they were.",
        stances=False,
    ),
)


def ask(
    method: Method, snapshot: Snapshot, *, accounts: bool = False, possible: bool = False
) -> Finding:
    """Return what a method finds, as a door asks for it.

    accounts: Count what others say that a silent party holds. possible: Count what the reader is
    not sure of, too. What would be found if these counted is said, and which stances may be over.
    Errors: InputError where it makes no difference whose word counts.
    """
    if method.told is None and (accounts or possible):
        raise InputError(no_voices(method.name, accounts=accounts, possible=possible))
    found = _counting(method, snapshot, accounts=accounts, possible=possible)
    return with_overtaken(found, snapshot) if method.stances else found


def no_voices(name: str, *, accounts: bool, possible: bool) -> str:
    """Say that accounts of others, or what is not sure, change nothing in a method."""
    asked = {
        "accounts of others (--accounts)": accounts,
        "what is not sure (--possible)": possible,
    }
    what = " and ".join(words for words, is_asked in asked.items() if is_asked)
    voiced = ", ".join(method.name for method in METHODS if method.told is not None)
    return f"{what}: changes nothing in '{name}', only in {voiced}; leave it out"


def _counting(method: Method, snapshot: Snapshot, *, accounts: bool, possible: bool) -> Finding:
    if method.told is None:
        return method.function(snapshot)
    work_out = method.told if accounts else method.function
    found = work_out(with_possible(snapshot) if possible else snapshot)
    rows = len(found.rows)
    told: list[str] = []
    if not accounts and not (rows and method.model):
        told += _with_accounts(method, with_possible(snapshot) if possible else snapshot, rows)
    told.append(POSSIBLE if possible else _with_unsure(work_out, snapshot, rows))
    return replace(found, caveats=(*told, *found.caveats))


def _with_unsure(work_out: Callable[[Snapshot], Finding], snapshot: Snapshot, rows: int) -> str:
    """Say that what is not sure does not count, and if nothing was found, how many would be."""
    more = 0 if rows else _more(work_out, with_possible(snapshot))
    return f"{SURE[:-1]}; then there are {more}." if more else SURE


def _with_accounts(method: Method, snapshot: Snapshot, rows: int) -> list[str]:
    """Say how many rows there would be if what others say of silent parties counted."""
    more = _more(method.told, snapshot) if method.told is not None else 0
    if more in (0, rows):
        return []
    there = "there is 1" if more == 1 else f"there are {more}"
    what = method.rows_are if more == 1 else f"{method.rows_are}s"
    instead = f", not {rows}" if rows else ""
    return [f"With what others say of silent parties {there} {what}{instead} (--accounts)."]


def _more(work_out: Callable[[Snapshot], Finding], snapshot: Snapshot) -> int:
    """Return how many rows there would be in another state or with other voices."""
    try:
        return len(work_out(snapshot).rows)
    except InputError:  # too many to work through
        return 0
