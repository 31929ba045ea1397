"""packages(): which packages all could accept, surely or perhaps, and who is against the others.

A package takes of each issue one of its options, or none. An option is a proposition, or one that
the desk added. What a party said of a proposition makes it acceptable or not; of what nothing was
found it is unknown, and unknown is never averaged away: each package is judged twice, with the
unknown as acceptable and as not. Where the desk says how a party ranks options, what is ranked as
high as something that it accepts it accepts too, and likewise down.

Source: K. Konczak, J. Lang, "Voting procedures with incomplete preferences", IJCAI workshop 2005;
L. Xia, V. Conitzer, "Determining possible and necessary winners given partial orders", Journal of
Artificial Intelligence Research 41 (2011), for "necessarily" and "possibly".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from detente.analysis import newest
from detente.analysis.assuming import left_out, told
from detente.analysis.frontier import frontier
from detente.analysis.paths import Voices
from detente.analysis.spaces import NO, UNKNOWN, YES, Space, space_of
from detente.model.errors import InputError
from detente.model.findings import Finding, Row
from detente.model.snapshot import Snapshot

# Packages that are worked through, and those that are listed: more than that nobody reads.
MOST, LISTED = 1_000_000, 200
CAVEATS = (
    "A model, not a report: packages are put together here, nobody has put them forward.",
    "An option is a proposition of the register, or none of its issue; the desk can add more "
    "('detente assume').",
    "Who demands an option does not accept another proposition on that issue; who merely accepts, "
    "proposes or offers one may accept others too. A condition is not checked: it makes an option "
    "unknown. Who refuses a thing of any kind refuses each option that is one.",
    "What nothing was found of is unknown, never taken for consent or refusal.",
)


def packages(snapshot: Snapshot, voices: Voices = "own") -> Finding:
    """Return the packages: those that all could accept first, then the efficient ones.

    Then by how few stand against. Of more than `LISTED` packages only those are listed that all
    could accept or that are efficient, and it says how many there are.
    Errors: InputError for more packages than `MOST`.

    >>> packages(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    space = space_of(snapshot, voices)
    rows, opening = rows_of(space) if space.matters else ((), ())
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
        opening=opening,
        caveats=(
            *CAVEATS,
            *newest.left_out(space.replaced),
            *space.trouble,
            *left_out(snapshot),
        ),
        total=space.size if opening else None,
        assumed=told(snapshot, space.assumed),
    )


class Listed(NamedTuple):
    """Packages as rows. opening: How many there are, if not all are listed."""

    rows: tuple[Row, ...]
    opening: tuple[str, ...]


def rows_of(space: Space) -> Listed:
    """Return the first `LISTED` packages of a space. Errors: InputError for too many."""
    if space.size > MOST:
        counts = " × ".join(str(len(matter.options)) for matter in space.matters)
        raise InputError(
            f"{counts} options make {space.size:,} packages, more than {MOST:,}; merge issues or "
            "propositions in the register, or look at fewer parties or an earlier day"
        )
    sizes = [len(matter.options) for matter in space.matters]
    choices = np.indices(sizes).reshape(len(sizes), -1)
    against = _any(space, choices, NO)
    unknown = _any(space, choices, UNKNOWN) & ~against
    cautious, hopeful = (
        _efficient(space, choices, {YES}),
        _efficient(space, choices, {YES, UNKNOWN}),
    )
    refused, open_ = against.sum(axis=0), unknown.sum(axis=0)
    efficient = cautious | hopeful
    # 0 necessarily accepted by all, 1 possibly, 2 not
    accepted = np.where(refused > 0, 2, np.where(open_ > 0, 1, 0))
    order = np.lexsort((np.arange(refused.size), open_, refused, ~efficient, accepted))
    if order.size > LISTED:
        order = order[((accepted < 2) | efficient)[order]]
    rows = tuple(
        _row(
            space,
            choices[:, n],
            against=_named(space.parties, against[:, n]),
            unknown=_named(space.parties, unknown[:, n]),
            efficient=(bool(cautious[n]), bool(hopeful[n])),
        )
        for n in order[:LISTED].tolist()
    )
    return Listed(rows, _counted(accepted, efficient, len(rows)))


def _counted(
    accepted: npt.NDArray[np.int64], efficient: npt.NDArray[np.bool_], listed: int
) -> tuple[str, ...]:
    """Say how many packages there are, if not all are listed."""
    if listed == accepted.size:
        return ()
    surely, perhaps, _ = np.bincount(accepted, minlength=3).tolist()
    useful = int(((accepted < 2) | efficient).sum())
    first = "the first " if useful > listed else "the "
    return (
        f"There are {accepted.size:,} packages: {surely:,} necessarily accepted by all, "
        f"{perhaps:,} possibly, {int(efficient.sum()):,} efficient. Listed are {first}{listed:,} "
        "that all accept or that are efficient: those that all accept before the others, then by "
        f"how few stand against. There are {accepted.size - listed:,} more.",
    )


def _any(space: Space, choices: npt.NDArray[np.int64], level: int) -> npt.NDArray[np.bool_]:
    """Return by party and package whether it makes this of any option taken."""
    found = np.zeros((len(space.parties), choices.shape[1]), dtype=np.bool_)
    for matter, choice in zip(space.matters, choices, strict=True):
        found |= (matter.levels == level)[:, choice]
    return found


def _efficient(
    space: Space, choices: npt.NDArray[np.int64], accepted: set[int]
) -> npt.NDArray[np.bool_]:
    """Return which packages meet what no other meets and more: by inclusion and order, no sums.

    What a party makes of one issue is apart from what it makes of another: so a package is
    efficient if and only if what it takes of each issue is.
    """
    found = np.ones(choices.shape[1], dtype=np.bool_)
    for matter, choice in zip(space.matters, choices, strict=True):
        met = np.isin(matter.levels, list(accepted)).T.astype(np.float64)
        good = np.zeros(len(matter.options), dtype=np.bool_)
        good[frontier(np.column_stack([met, *matter.ranks]))] = True
        found &= good[choice]
    return found


def _row(
    space: Space,
    choice: Iterable[int],
    *,
    against: str | None,
    unknown: str | None,
    efficient: tuple[bool, bool],
) -> Row:
    taken = [
        (matter, matter.options[place])
        for matter, place in zip(space.matters, choice, strict=True)
    ]
    accepted = "no" if against else "possibly" if unknown else "necessarily"
    return Row(
        cells=(
            " · ".join(f"{matter.issue}: {option.words}" for matter, option in taken),
            accepted,
            against,
            unknown,
            *("yes" if one else "no" for one in efficient),
        ),
        basis=tuple(dict.fromkeys(key for matter in space.matters for key in matter.basis)),
        assumed=tuple(
            sorted(
                {
                    *(option.assumed for _, option in taken if option.assumed is not None),
                    *(key for matter, _ in taken for key in matter.orders),
                }
            )
        ),
    )


def _named(parties: Sequence[str], flags: npt.NDArray[np.bool_]) -> str | None:
    return ", ".join(p for p, flag in zip(parties, flags.tolist(), strict=True) if flag) or None
