"""From parties and their options to a graph: states that can be, moves between them, rankings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.analysis.stability.formulas import truth
from detente.analysis.stability.graph import Flags, Graph, Ints, Moves, ranks_of
from detente.model.errors import InputError, UnknownName

# States are kept as bit masks, and all combinations are tried against what is ruled out.
MOST_COMBINATIONS = 2**22
MOST_STATES = 200_000
MOST_MOVES = 50_000_000


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a party may do or leave. irreversible: Once taken, it stays so."""

    name: str
    irreversible: bool = False


@dataclass(frozen=True, slots=True)
class Chooser:
    """A party, its options, and its preferences in one of two forms.

    wants: Statements, what matters most first. order: States by their names as `States.names`
    gives them, the best first, ties together.
    """

    name: str
    options: tuple[Option, ...]
    wants: tuple[str, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """States that can be. masks: By state, bit k is set if option k is taken; ascending."""

    options: tuple[str, ...]
    masks: Ints

    def taken(self) -> dict[str, Flags]:
        """Return for each option in which states it is taken."""
        return {
            name: (self.masks >> k & 1).astype(np.bool_) for k, name in enumerate(self.options)
        }

    def find(self, mask: int) -> int | None:
        """Return the state of a mask, None if it cannot be."""
        at = int(np.searchsorted(self.masks, mask))
        return at if at < self.masks.size and self.masks[at] == mask else None

    def names(self) -> tuple[str, ...]:
        """Return a name for each state: Y for what is taken, N for what is not, by option."""
        return tuple(
            "".join("Y" if mask >> k & 1 else "N" for k in range(len(self.options)))
            for mask in self.masks.tolist()
        )


def possible_states(choosers: Sequence[Chooser], never: Sequence[str]) -> States:
    """Return the states in which none of the statements holds that never hold together.

    Errors: InputError if there are too many combinations or states, or none is left.
    """
    options = tuple(option.name for chooser in choosers for option in chooser.options)
    check_names(options)
    if 2 ** len(options) > MOST_COMBINATIONS:
        raise InputError(
            f"{len(options)} options have 2^{len(options)} combinations, more than the "
            f"{MOST_COMBINATIONS:,} that can be tried; merge options that go together, or leave "
            "out those on which nothing hangs"
        )
    every = States(options, np.arange(2 ** len(options), dtype=np.int64))
    taken = every.taken()
    kept = np.ones(every.masks.size, dtype=np.bool_)
    for statement in never:
        kept &= ~truth(statement, taken)
    masks = every.masks[kept]
    if not masks.size:
        raise InputError("no state is left: what never holds rules out every combination")
    if masks.size > MOST_STATES:
        raise InputError(
            f"{masks.size:,} states are left, more than the {MOST_STATES:,} that can be solved; "
            "say what else never holds together"
        )
    return States(options, masks)


def build(choosers: Sequence[Chooser], states: States) -> Graph:
    """Return the graph: each party may change its own options, all at once, unless irreversible.

    Errors: InputError for a party without preferences, or too many moves.
    """
    _check_moves(choosers, states)
    moves, first = [], 0
    for chooser in choosers:
        moves.append(_moves(chooser, states, first))
        first += len(chooser.options)
    taken, names = states.taken(), states.names()
    return Graph(
        parties=tuple(chooser.name for chooser in choosers),
        states=names,
        moves=tuple(moves),
        ranks=tuple(
            _ordered(chooser, names) if chooser.order else _ranks(chooser, taken)
            for chooser in choosers
        ),
    )


def check_names(options: Sequence[str]) -> None:
    """Make sure that there are options, each with a name of its own. Errors: InputError."""
    doubled = sorted({name for name in options if options.count(name) > 1})
    if doubled:
        raise InputError(f"option {doubled[0]!r} is there twice; give each a name of its own")
    if not options:
        raise InputError("no party has an option; a model needs at least one")


def _moves(chooser: Chooser, states: States, first: int) -> Moves:
    """Return the moves of a party whose options begin at bit `first`."""
    own = len(chooser.options)
    bits = ((1 << own) - 1) << first
    fixed = sum(1 << (first + k) for k, o in enumerate(chooser.options) if o.irreversible)
    starts, ends = [], []
    for choice in range(1 << own):
        target = states.masks & ~bits | choice << first
        at = np.searchsorted(states.masks, target)
        at[at == states.masks.size] = 0
        can = (states.masks[at] == target) & (target != states.masks)
        can &= (states.masks & fixed & ~target) == 0
        starts.append(np.flatnonzero(can))
        ends.append(at[can])
    start, end = np.concatenate(starts), np.concatenate(ends)
    order = np.lexsort((end, start))
    return Moves(start[order].astype(np.int64), end[order].astype(np.int64))


def _ordered(chooser: Chooser, names: Sequence[str]) -> Ints:
    """Return ranks as a party's order has them. Errors: InputError, UnknownName."""
    where = f"party {chooser.name!r}"
    return ranks_of(read_order(where, chooser.order, names), len(names)) - 1


def read_order(
    where: str, order: Sequence[Sequence[str]], states: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    """Return an order with the states as numbers.

    Errors: InputError if a state is missing or there twice; UnknownName.
    """
    numbers = {name: number for number, name in enumerate(states)}
    seen: set[str] = set()
    for name in (name for group in order for name in group):
        if name not in numbers:
            raise UnknownName(f"state in the order of {where}", name, states)
        if name in seen:
            raise InputError(f"{where} ranks state {name!r} twice; leave it in one place")
        seen.add(name)
    for name in states:
        if name not in seen:
            raise InputError(
                f"{where} does not rank state {name!r}; say in 'order' where it stands: a place "
                "is a judgement, so none is made up"
            )
    return tuple(tuple(numbers[name] for name in group) for group in order)


def _ranks(chooser: Chooser, taken: Mapping[str, Flags]) -> Ints:
    """Return ranks by what a party wants: what comes first outweighs all that comes after it.

    Source: Fang, Hipel, Kilgour, Peng, "A decision support system for interactive decision
    making", IEEE Transactions on Systems, Man, and Cybernetics C 33 (2003): option prioritising.
    """
    if not chooser.wants:
        raise InputError(
            f"party {chooser.name!r} has no preferences; say in 'wants' what matters to it, first "
            "things first: they are yours or a named source's, and are never inferred"
        )
    held = np.stack([truth(statement, taken) for statement in chooser.wants])
    order = np.lexsort(held[::-1])
    steps = (held[:, order[1:]] != held[:, order[:-1]]).any(axis=0)
    ranks = np.empty(order.size, dtype=np.int64)
    ranks[order] = np.r_[0, np.cumsum(steps)]
    return ranks


def _check_moves(choosers: Sequence[Chooser], states: States) -> None:
    number = sum(states.masks.size * (2 ** len(c.options) - 1) for c in choosers)
    if number > MOST_MOVES:
        raise InputError(
            f"{states.masks.size:,} states have up to {number:,} moves, more than the "
            f"{MOST_MOVES:,} that fit in memory; say what else never holds together, or merge "
            "options of the party that has most"
        )
