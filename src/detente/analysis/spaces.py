"""Space: issues with their options, and what each party makes of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.analysis.covering import covered
from detente.analysis.demands import counted, worded
from detente.analysis.newest import superseded
from detente.analysis.paths import ASKING, Voices, party_standings
from detente.analysis.quantities import quantities
from detente.model.assumptions import NONE, NONE_TEXT, Assumption
from detente.model.snapshot import Held, Issue, Snapshot

NO, UNKNOWN, YES = 0, 1, 2

_Levels: TypeAlias = npt.NDArray[np.int8]
_Ranks: TypeAlias = npt.NDArray[np.float64]
_Said: TypeAlias = Mapping[tuple[str, str], Held]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be agreed on an issue. assumed: Its assumption, None if in reports."""

    key: str
    text: str
    assumed: int | None = None

    @property
    def words(self) -> str:
        """Its text, marked if no report has it."""
        return self.text if self.assumed is None else f"{self.text} [the desk's]"


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """An issue with its options.

    levels: [party, option]: NO, UNKNOWN or YES. ranks: By option; two columns for each order, so
    that what an order leaves out is beaten by nothing and beats nothing. orders: Numbers of the
    assumptions that say so. basis: Entries that it rests on.
    """

    issue: str
    options: tuple[Option, ...]
    levels: _Levels
    ranks: tuple[_Ranks, ...]
    orders: tuple[int, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Issues with their options.

    trouble: What the desk assumes that cannot be used, and why. replaced: Words of stances that
    are left out, for their party asked for another number later.
    """

    parties: tuple[str, ...]
    matters: tuple[Matter, ...]
    trouble: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Number of packages."""
        size = 1
        for matter in self.matters:
            size *= len(matter.options)
        return size

    @property
    def assumed(self) -> frozenset[int]:
        """Numbers of the assumptions that it rests on."""
        options = (o.assumed for m in self.matters for o in m.options if o.assumed is not None)
        return frozenset((*options, *(key for m in self.matters for key in m.orders)))


def space_of(snapshot: Snapshot, voices: Voices = "own") -> Space:
    """Return the issues on which two parties said something, or the desk added something."""
    names = snapshot.party_names
    counts = {
        (standing.party, standing.proposition): held
        for standing in party_standings(snapshot)
        if (held := counted(standing, voices)) is not None
    }
    old = superseded(counts, chain.from_iterable(quantities(snapshot).values()))
    said = {cell: held for cell, held in counts.items() if cell not in old}
    by_issue: dict[str, list[Assumption]] = {}
    for one in snapshot.assumptions:
        if one.issue is not None:
            by_issue.setdefault(one.issue, []).append(one)
    issues = [i for i in snapshot.issues if len(_speakers(i, said)) > 1 or i.id in by_issue]
    ranked = {a.party for issue in issues for a in by_issue.get(issue.id, ()) if a.party}
    parties = sorted({p for issue in issues for p in _speakers(issue, said)} | ranked)
    trouble: list[str] = []
    propositions = {i.id: i.propositions for i in issues}
    refused = {
        (standing.party, key)
        for standing in party_standings(snapshot)
        if (held := said.get((standing.party, standing.proposition))) is not None
        for key in covered(standing, held, propositions.get(standing.issue, ()), voices=voices)
    }
    matters = tuple(
        _matter(
            issue,
            parties,
            said,
            by_issue.get(issue.id, ()),
            refused=refused,
            names=names,
            trouble=trouble,
        )
        for issue in issues
    )
    shown = {p.id: p.text for options in propositions.values() for p in options}
    replaced = tuple(
        worded(held, names.get(party, party), shown[proposition])
        for (party, proposition), held in counts.items()
        if (party, proposition) in old and proposition in shown
    )
    return Space(
        tuple(names.get(party, party) for party in parties), matters, tuple(trouble), replaced
    )


def _speakers(issue: Issue, said: _Said) -> set[str]:
    keys = {proposition.id for proposition in issue.propositions}
    return {party for party, proposition in said if proposition in keys}


def _matter(
    issue: Issue,
    parties: Sequence[str],
    said: _Said,
    assumed: Sequence[Assumption],
    *,
    refused: Collection[tuple[str, str]],
    names: Mapping[str, str],
    trouble: list[str],
) -> Matter:
    """Return an issue with its options.

    refused: Parties and options that they refuse in refusing any kind. trouble: Takes what cannot
    be used.
    """
    options = (
        *(Option(p.id, p.text) for p in issue.propositions),
        *(Option(a.key, a.text, a.id) for a in assumed if a.kind == "option"),
        Option(NONE, NONE_TEXT),
    )
    levels = np.array(
        [_levels(options, party, said, refused) for party in parties], dtype=np.int8
    ).reshape(len(parties), len(options))
    ranks: list[_Ranks] = []
    orders = []
    for one in (a for a in assumed if a.kind == "order" and a.party is not None):
        row = levels[parties.index(str(one.party))]
        rank = _rank(options, one)
        if not _fill(row, rank):
            who = names.get(str(one.party), str(one.party))
            trouble.append(
                f"Assumption {one.id} is left out: on {issue.name} it ranks what {who} refuses as "
                f"high as what {who} accepts; the record's words stand."
            )
            continue
        ranks += _columns(rank, len(options))
        orders.append(one.id)
    keys = {p.id for p in issue.propositions}
    basis = tuple(held.entry.id for (_, key), held in said.items() if key in keys)
    return Matter(issue.name, options, levels, tuple(ranks), tuple(orders), basis)


def _levels(
    options: Sequence[Option], party: str, said: _Said, refused: Collection[tuple[str, str]]
) -> _Levels:
    """Return what a party makes of options. refused: Those that it refuses in refusing any."""
    stances = [said.get((party, option.key)) for option in options]
    demands = any(one is not None and one.position.stance == "demands" for one in stances)
    found = np.full(len(options), UNKNOWN, dtype=np.int8)
    for place, (option, one) in enumerate(zip(options, stances, strict=True)):
        if one is not None:
            found[place] = _level(one)
        elif (party, option.key) in refused or (
            demands and option.assumed is None  # of what the desk adds nobody was asked
        ):
            found[place] = NO
    return found


def _level(held: Held) -> int:
    position = held.position
    if position.stance == "rejects":
        return UNKNOWN if position.condition else NO
    if position.stance in ASKING or position.stance == "accepts":
        return UNKNOWN if position.condition else YES
    return UNKNOWN


def _rank(options: Sequence[Option], order: Assumption) -> dict[int, int]:
    """Return the rank of each option of an order, more is better; by place among the options."""
    rank = {key: -number for number, group in enumerate(order.items) for key in group}
    return {place: rank[o.key] for place, o in enumerate(options) if o.key in rank}


def _fill(levels: _Levels, rank: Mapping[int, int]) -> bool:
    """Fill in what an order says of what is unknown; return False if it contradicts the rest."""
    yes = [r for place, r in rank.items() if levels[place] == YES]
    no = [r for place, r in rank.items() if levels[place] == NO]
    if yes and no and max(no) >= min(yes):
        return False
    for place, r in rank.items():
        if levels[place] == UNKNOWN:
            if yes and r >= min(yes):
                levels[place] = YES
            elif no and r <= max(no):
                levels[place] = NO
    return True


def _columns(rank: Mapping[int, int], options: int) -> tuple[_Ranks, _Ranks]:
    """Return an order as two columns.

    What it leaves out comes before all in one and after all in the other, and among itself in
    opposite orders: so nothing is better than it in both, nor worse.
    """
    beyond = 1.0 + max((abs(r) for r in rank.values()), default=0)
    first = np.array([rank.get(place, beyond + place) for place in range(options)], dtype=float)
    last = np.array([rank.get(place, -beyond - place) for place in range(options)], dtype=float)
    return first, last
