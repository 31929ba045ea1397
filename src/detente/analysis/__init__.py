"""Snapshot -> Finding: what the record as of one day adds up to. Pure functions, by name."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial

from detente.analysis.blocks import blocks
from detente.analysis.channels import channels
from detente.analysis.commitments import commitments
from detente.analysis.conflicts import changes, conflicts, same_demands
from detente.analysis.convergence import convergence
from detente.analysis.demands import Known
from detente.analysis.forecasts import forecasts
from detente.analysis.gaps import gaps
from detente.analysis.ledger import ledger
from detente.analysis.overtaken import with_overtaken
from detente.analysis.paths import Voices
from detente.analysis.possible import APART, POSSIBLE, SURE, with_possible
from detente.analysis.ranges import ranges
from detente.analysis.standings import standings
from detente.analysis.tiers import Asking, by_basis, tiers
from detente.analysis.turning import turning_points
from detente.model.errors import InputError
from detente.model.findings import Finding, Row
from detente.model.snapshot import Snapshot
from detente.plugins import Table, table

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
    "methods",
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
    where the party itself says nothing; None if voices make no difference. together: Gives the
    same by whose voices count, for who asks one state for several: what these share is worked out
    once. None if that would save little. same: What makes two
    of its rows one, so that what it would find if more counted stands apart; None if it lists no
    findings. rows_are: What one of its rows is. stances: Whether its rows tell what is held, so
    that a newer word matters to them. speech: Whether it tells of all that is said, so that the
    snapshot is to know who spoke.
    source: Where it comes from. would_change: What would change what it finds, in a sentence.
    """

    name: str
    function: Callable[[Snapshot], Finding]
    about: str = ""
    model: bool = False
    told: Callable[[Snapshot], Finding] | None = None
    together: Callable[[], Callable[[Snapshot, Voices], Finding]] | None = None
    same: Callable[[Row], Hashable] | None = None
    rows_are: str = "row"
    stances: bool = True
    speech: bool = False
    source: str = ""
    would_change: str = ""


_MINIMAL_SETS = (
    'R. Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32 (1987); '
    'J. Bailey, P. J. Stuckey, "Discovery of minimal unsatisfiable subsets of constraints using '
    'hitting set dualization", PADL 2005'
)

METHODS: tuple[Method, ...] = (
    Method(
        "standings",
        standings,
        "Who stands where, cell by cell.",
        source="own; for each party the newest stance in its own voice, as the codebook has it",
        would_change=(
            "a newer sentence of the party, the desk's verdict on an entry that a row rests "
            "on, or an issue that is placed, split or merged otherwise."
        ),
    ),
    Method(
        "gaps",
        gaps,
        "On what nothing was found of whom.",
        told=lambda snapshot: gaps(snapshot, "all"),
        rows_are="proposition",
        source=(
            'own; nothing found is kept apart from a no, as C. F. Manski, "Nonparametric '
            'Bounds on Treatment Effects", American Economic Review 80 (1990), keeps apart '
            "what is not observed"
        ),
        would_change=(
            "a report in which the party says anything on the issue, or a position placed "
            "on it by the desk."
        ),
    ),
    Method(
        "blocks",
        blocks,
        "Opposed stances, refused conditions, named obstacles.",
        told=lambda snapshot: blocks(snapshot, "all"),
        same=by_basis,
        source=(
            "own; what reports call an obstacle, and stances that the codebook holds to be opposed"
        ),
        would_change=(
            "a newer word of either side, a formula that both take up, or a verdict on the "
            "entries that a row rests on."
        ),
    ),
    Method(
        "conflicts",
        conflicts,
        "Minimal sets of demands that cannot hold together.",
        told=lambda snapshot: conflicts(snapshot, "all"),
        together=lambda: partial(conflicts, known=Known()),
        same=same_demands,
        rows_are="conflict",
        source=_MINIMAL_SETS,
        would_change=(
            "a side that drops, narrows or ties its demand, an issue that is split so that "
            "both fit, or a verdict on an entry that a row rests on."
        ),
    ),
    Method(
        "changes",
        changes,
        "Minimal sets of demands without which the rest can hold together.",
        told=lambda snapshot: changes(snapshot, "all"),
        together=lambda: partial(changes, known=Known()),
        same=same_demands,
        rows_are="set",
        source=_MINIMAL_SETS,
        would_change=(
            "a side that drops, narrows or ties its demand, a new demand, or a verdict on "
            "an entry that a row rests on."
        ),
    ),
    Method(
        "packages",
        packages,
        "What all could accept, surely or perhaps, issue by issue.",
        model=True,
        told=lambda snapshot: packages(snapshot, "all"),
        rows_are="package",
        source=(
            'K. Konczak, J. Lang, "Voting procedures with incomplete preferences" (2005); '
            'L. Xia, V. Conitzer, "Determining possible and necessary winners given partial '
            'orders", JAIR 41 (2011)'
        ),
        would_change=(
            "a stance on an issue of which nothing was found, an option that the desk adds "
            "or takes away, or a newer word of a party."
        ),
    ),
    Method(
        "ranges",
        ranges,
        "What parties state of a quantity: the overlap, or the gap in its unit.",
        told=lambda snapshot: ranges(snapshot, "all"),
        same=by_basis,
        source="H. Raiffa, The Art and Science of Negotiation (1982), chapter 4",
        would_change=(
            "a new bound that a party states, or a verdict on the entry that a bound rests on."
        ),
    ),
    Method(
        "convergence",
        convergence,
        "How far two parties agree, day by day, as a band.",
        model=True,
        told=lambda snapshot: convergence(snapshot, "all"),
        source=(
            "own; bounds in place of a guess where nothing was found, after C. F. Manski, "
            "American Economic Review 80 (1990)"
        ),
        would_change=(
            "a report of an earlier day in which a party takes a stance: the band then "
            "narrows on that day."
        ),
    ),
    Method(
        "turning-points",
        turning_points,
        "Days on which several stances changed together.",
        told=lambda snapshot: turning_points(snapshot, "all"),
        same=by_basis,
        rows_are="turning point",
        source=(
            'D. Druckman, "Turning Points in International Negotiation", Journal of '
            "Conflict Resolution 45 (2001)"
        ),
        would_change=(
            "a report that dates one of the changes otherwise, or a verdict that takes one "
            "of them away."
        ),
    ),
    Method(
        "channels",
        channels,
        "Who speaks for whom, who met whom, who passed words on.",
        stances=False,
        speech=True,
        source=(
            "own; who met whom as ties of a network, after S. Wasserman, K. Faust, Social "
            "Network Analysis (1994)"
        ),
        would_change=(
            "a contact that is denied or confirmed, a role that the desk corrects, or names "
            "that are merged or split."
        ),
    ),
    Method(
        "forecasts",
        forecasts,
        "Judgements of the prospects that hang on a condition.",
        stances=False,
        source="own; judgements of prospects with a condition, as the codebook has them",
        would_change=(
            "a newer forecast of the same author, or what the desk says became of its condition."
        ),
    ),
    Method(
        "commitments",
        commitments,
        "What is owed by what was agreed, and what is told of whether it was kept.",
        stances=False,
        source=(
            'M. Joshi, J. M. Quinn, P. M. Regan, "Annualized implementation data on '
            'comprehensive intrastate peace accords", Journal of Peace Research 52 (2015), '
            "for what is asked of each duty"
        ),
        would_change=(
            "an account of a side or a finding of the monitor on the duty, a new day that "
            "is agreed, or a verdict on an entry."
        ),
    ),
    Method(
        "ledger",
        ledger,
        "Who forecast what, what became of it, how good they were.",
        stances=False,
        source=(
            'G. W. Brier, "Verification of forecasts expressed in terms of probability", '
            "Monthly Weather Review 78 (1950)"
        ),
        would_change="what the desk says became of a forecast's condition and outcome.",
    ),
)


def methods() -> Table[Method]:
    """Return the methods by name, those that other packages add behind our own."""
    return table(METHODS, "detente.methods")


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
    found = replace(found, source=method.source, would_change=method.would_change)
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
    if method.same is not None:
        asking = _asking(method, method.told, method.same)
        work_out = asking.told if accounts else asking.own
        found = work_out(with_possible(snapshot) if possible else snapshot)
        return _apart(asking, snapshot, found, accounts=accounts, possible=possible)
    work_out = method.told if accounts else method.function
    found = work_out(with_possible(snapshot) if possible else snapshot)
    rows = len(found.rows)
    told: list[str] = []
    if not accounts and not (rows and method.model):
        told += _with_accounts(method, with_possible(snapshot) if possible else snapshot, rows)
    told.append(POSSIBLE if possible else _with_unsure(work_out, snapshot, rows))
    if not rows and told == [SURE] and not accounts:
        told += _with_both(method, snapshot)
    return replace(found, caveats=(*told, *found.caveats))


def _asking(
    method: Method, told: Callable[[Snapshot], Finding], same: Callable[[Row], Hashable]
) -> Asking:
    """Return how a method is asked several times; what the times share is worked out once."""
    if method.together is None:
        return Asking(method.function, told, same)
    together = method.together()
    return Asking(lambda state: together(state, "own"), lambda state: together(state, "all"), same)


def _apart(
    asking: Asking, snapshot: Snapshot, found: Finding, *, accounts: bool, possible: bool
) -> Finding:
    """Return a finding with what would be found if more counted, apart from its rows."""
    more = tuple(tiers(asking, snapshot, found, accounts=accounts, possible=possible))
    told = [POSSIBLE] if possible else [] if more else [SURE]
    if more:
        told.append(APART)
    return replace(found, tiers=more, caveats=(*told, *found.caveats))


def _with_unsure(work_out: Callable[[Snapshot], Finding], snapshot: Snapshot, rows: int) -> str:
    """Say that what is not sure does not count, and if nothing was found, how many would be."""
    more = 0 if rows else _more(work_out, with_possible(snapshot))
    return f"{SURE[:-1]}; then {_there(more)}." if more else SURE


def _with_accounts(method: Method, snapshot: Snapshot, rows: int) -> list[str]:
    """Say how many rows there would be if what others say of silent parties counted."""
    more = _more(method.told, snapshot) if method.told is not None else 0
    if more in (0, rows):
        return []
    there = _there(more)
    what = method.rows_are if more == 1 else f"{method.rows_are}s"
    instead = f", not {rows}" if rows else ""
    return [f"With what others say of silent parties {there} {what}{instead} (--accounts)."]


def _with_both(method: Method, snapshot: Snapshot) -> list[str]:
    """Say how many rows there would be if accounts and what is not sure counted together."""
    more = _more(method.told, with_possible(snapshot)) if method.told is not None else 0
    if not more:
        return []
    what = method.rows_are if more == 1 else f"{method.rows_are}s"
    there = f"{_there(more)} {what} (--accounts --possible)"
    return [f"With both what others say and what is not sure {there}."]


def _there(number: int) -> str:
    return "there is 1" if number == 1 else f"there are {number}"


def _more(work_out: Callable[[Snapshot], Finding], snapshot: Snapshot) -> int:
    """Return how many rows there would be in another state or with other voices."""
    try:
        return len(work_out(snapshot).rows)
    except InputError:  # too many to work through
        return 0
