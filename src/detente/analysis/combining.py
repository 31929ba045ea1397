"""packages(): which packages all could accept, surely or perhaps, and who is against the others.

A package takes of each issue one of its propositions, or none. What a party said of a proposition
makes it acceptable or not; of what nothing was found it is unknown, and unknown is never averaged
away: each package is judged twice, with the unknown as acceptable and as not.

Source: K. Konczak, J. Lang, "Voting procedures with incomplete preferences", IJCAI workshop 2005;
L. Xia, V. Conitzer, "Determining possible and necessary winners given partial orders", Journal of
Artificial Intelligence Research 41 (2011), for "necessarily" and "possibly".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from detente.analysis.demands import ASKING, Voices
from detente.analysis.frontier import frontier
from detente.model.errors import InputError
from detente.model.findings import Finding, Row
from detente.model.snapshot import Held, Issue, Snapshot, Standing

# Packages that are worked through, and those that are listed: more than that nobody reads.
MOST, LISTED = 1_000_000, 200
NO, UNKNOWN, YES = 0, 1, 2
CAVEATS = (
    "A model, not a report: packages are put together here, nobody has put them forward.",
    "An option is a proposition of the register, or none of its issue; the desk can add more.",
    "Who demands an option does not accept another on that issue; who merely accepts, proposes or "
    "offers one may accept others too. A condition is not checked: it makes an option unknown.",
    "What nothing was found of is unknown, never taken for consent or refusal.",
)

_Levels: TypeAlias = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Issues with their options, and what each party makes of each.

    options: Of each issue, in words. levels: Of each issue [party, option]: NO, UNKNOWN or YES.
    basis: Of each issue, the entries that it rests on.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    levels: tuple[_Levels, ...]
    basis: tuple[tuple[str, ...], ...]

    @property
    def size(self) -> int:
        """Number of packages."""
        return int(np.prod([len(options) for options in self.options], dtype=np.int64))


def packages(snapshot: Snapshot, voices: Voices = "own") -> Finding:
    """Return the packages, those that all could accept first, then by how few stand against.

    Errors: InputError for more packages than `MOST`.

    >>> packages(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    space = space_of(snapshot, voices)
    rows = _rows(space) if space.issues else ()
    more = max(0, space.size - LISTED) if space.issues else 0
    told = (f"{LISTED} of {space.size:,} packages are listed, in this order.",) if more else ()
    return Finding(
        method="packages",
        title="Packages",
        columns=(
            "package",
            "accepted by all",
            "against",
            "unknown of",
            "efficient if unknown is refused",
            "efficient if unknown is accepted",
        ),
        rows=rows,
        caveats=(*CAVEATS, *told),
    )


def space_of(snapshot: Snapshot, voices: Voices = "own") -> Space:
    """Return the issues on which at least two parties said something, with their options."""
    names = {party.id: party.name for party in snapshot.parties}
    held: dict[tuple[str, str], Held] = {}
    for standing in snapshot.standings:
        found = _held(standing, voices)
        if found is not None:
            held[standing.party, standing.proposition] = found
    issues = [issue for issue in snapshot.issues if len(_speakers(issue, held)) > 1]
    parties = sorted({party for issue in issues for party in _speakers(issue, held)})
    return Space(
        parties=tuple(names.get(party, party) for party in parties),
        issues=tuple(issue.name for issue in issues),
        options=tuple(
            (*(p.text for p in issue.propositions), "none of these") for issue in issues
        ),
        levels=tuple(_levels(issue, parties, held) for issue in issues),
        basis=tuple(_basis(issue, held) for issue in issues),
    )


def _held(standing: Standing, voices: Voices) -> Held | None:
    if standing.mixed:
        return None
    told = standing.others if voices == "all" else ()
    return next(iter((*standing.own, *told)), None)


def _speakers(issue: Issue, held: dict[tuple[str, str], Held]) -> set[str]:
    keys = {proposition.id for proposition in issue.propositions}
    return {party for party, proposition in held if proposition in keys}


def _basis(issue: Issue, held: dict[tuple[str, str], Held]) -> tuple[str, ...]:
    keys = [proposition.id for proposition in issue.propositions]
    return tuple(one.entry.id for (_, key), one in held.items() if key in keys)


def _levels(issue: Issue, parties: Sequence[str], held: dict[tuple[str, str], Held]) -> _Levels:
    options = len(issue.propositions)
    found = np.full((len(parties), options + 1), UNKNOWN, dtype=np.int8)
    for row, party in enumerate(parties):
        stances = [held.get((party, proposition.id)) for proposition in issue.propositions]
        demands = [n for n, one in enumerate(stances) if one and one.position.stance == "demands"]
        if demands:
            found[row, :] = NO
        for column, one in enumerate(stances):
            if one is not None:
                found[row, column] = _level(one)
    return found


def _level(held: Held) -> int:
    position = held.position
    if position.stance == "rejects":
        return UNKNOWN if position.condition else NO
    if position.stance in ASKING or position.stance == "accepts":
        return UNKNOWN if position.condition else YES
    return UNKNOWN


def _rows(space: Space) -> tuple[Row, ...]:
    if space.size > MOST:
        counts = " × ".join(str(len(options)) for options in space.options)
        raise InputError(
            f"{counts} options make {space.size:,} packages, more than {MOST:,}; merge issues or "
            "propositions in the register, or look at fewer parties or an earlier day"
        )
    choices = np.indices([len(o) for o in space.options]).reshape(len(space.issues), -1)
    # [package, party and issue]: what each party makes of what the package takes of each issue
    criteria = np.concatenate(
        [space.levels[n][:, choice].T for n, choice in enumerate(choices)], axis=1
    )
    parties = len(space.parties)
    against = np.stack(
        [(criteria[:, p::parties] == NO).any(axis=1) for p in range(parties)], axis=1
    )
    unknown = np.stack(
        [(criteria[:, p::parties] == UNKNOWN).any(axis=1) for p in range(parties)], axis=1
    )
    cautious, hopeful = _efficient(criteria == YES), _efficient(criteria != NO)
    refused, open_ = against.sum(axis=1), (unknown & ~against).sum(axis=1)
    order = np.lexsort((np.arange(refused.size), open_, refused))[:LISTED]
    return tuple(
        _row(
            space,
            choices[:, n],
            against=_named(space.parties, against[n]),
            unknown=_named(space.parties, unknown[n] & ~against[n]),
            efficient=(bool(cautious[n]), bool(hopeful[n])),
        )
        for n in order.tolist()
    )


def _efficient(met: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which packages meet what no other package meets and more: by inclusion, no sums."""
    found = np.zeros(met.shape[0], dtype=np.bool_)
    found[frontier(met.astype(np.float64))] = True
    return found


def _row(
    space: Space,
    choice: Iterable[int],
    *,
    against: str | None,
    unknown: str | None,
    efficient: tuple[bool, bool],
) -> Row:
    taken = [f"{i}: {o[c]}" for i, o, c in zip(space.issues, space.options, choice, strict=True)]
    accepted = "no" if against else "possibly" if unknown else "necessarily"
    return Row(
        cells=(
            " · ".join(taken),
            accepted,
            against,
            unknown,
            *("yes" if one else "no" for one in efficient),
        ),
        basis=tuple(dict.fromkeys(key for keys in space.basis for key in keys)),
    )


def _named(parties: Sequence[str], flags: npt.NDArray[np.bool_]) -> str | None:
    return ", ".join(p for p, flag in zip(parties, flags.tolist(), strict=True) if flag) or None
