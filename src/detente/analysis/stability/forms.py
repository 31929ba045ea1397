"""The forms in which a conflict is written down: options of parties, or states and moves drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from detente.analysis.stability.graph import Graph, Ints, moves_of, ranks_of
from detente.analysis.stability.options import Chooser, States, build, possible_states
from detente.model.errors import InputError


class Laid(Protocol):
    """A conflict laid out as a graph, with words for its states and moves."""

    @property
    def graph(self) -> Graph:
        """The graph."""

    @property
    def today(self) -> int | None:
        """Today's state, None if nobody said."""

    def named(self, state: int) -> str:
        """Return a state in words."""

    def step(self, party: int, before: int, after: int) -> str:
        """Return a move in words."""


class Form(Protocol):
    """A conflict as it is written down."""

    def lay(self) -> Laid:
        """Return it as a graph. Errors: InputError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionForm:
    """Parties and their options. status_quo: Options that are taken today, None if not said."""

    choosers: tuple[Chooser, ...]
    never: tuple[str, ...] = ()
    status_quo: tuple[str, ...] | None = None

    def lay(self) -> LaidOptions:
        """Return the graph of the states that can be.

        Errors: InputError as `possible_states` and `build`, or if today's state cannot be.
        """
        states = possible_states(self.choosers, self.never)
        graph = build(self.choosers, states)
        return LaidOptions(graph, self._today(states), self.choosers, states)

    def _today(self, states: States) -> int | None:
        if self.status_quo is None:
            return None
        found = states.find(sum(1 << states.options.index(name) for name in self.status_quo))
        if found is None:
            raise InputError("today's state is one that 'never' rules out; correct one of them")
        return found


@dataclass(frozen=True, slots=True, eq=False)
class LaidOptions:
    """A graph whose states are what each party does."""

    graph: Graph
    today: int | None
    choosers: tuple[Chooser, ...]
    states: States

    def named(self, state: int) -> str:
        """Return what each party does: "Norland: pay; Sudmark: nothing"."""
        mask, first, parts = int(self.states.masks[state]), 0, []
        for chooser in self.choosers:
            taken = [o.name for k, o in enumerate(chooser.options) if mask >> (first + k) & 1]
            parts.append(f"{chooser.name}: {', '.join(taken) or 'nothing'}")
            first += len(chooser.options)
        return "; ".join(parts)

    def step(self, party: int, before: int, after: int) -> str:
        """Return what a party begins and ends to do."""
        was, now = int(self.states.masks[before]), int(self.states.masks[after])
        begun = [n for k, n in enumerate(self.states.options) if now & ~was & 1 << k]
        ended = [f"not {n}" for k, n in enumerate(self.states.options) if was & ~now & 1 << k]
        return f"{self.choosers[party].name}: {', '.join((*begun, *ended))}"


@dataclass(frozen=True, slots=True)
class Mover:
    """A party, its moves from state to state, and its order: the best first, ties together."""

    name: str
    moves: tuple[tuple[int, int], ...]
    order: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphForm:
    """States and who can move between them. status_quo: The state today, None if not said."""

    movers: tuple[Mover, ...]
    states: tuple[str, ...]
    status_quo: int | None = None

    def lay(self) -> LaidGraph:
        """Return the graph."""
        return LaidGraph(
            Graph(
                parties=tuple(mover.name for mover in self.movers),
                states=self.states,
                moves=tuple(moves_of(mover.moves) for mover in self.movers),
                ranks=tuple(self._ranks(mover) for mover in self.movers),
            ),
            self.status_quo,
        )

    def _ranks(self, mover: Mover) -> Ints:
        # the worst group has the lowest rank, and no state is left out
        return np.asarray(ranks_of(mover.order, len(self.states)) - 1)


@dataclass(frozen=True, slots=True, eq=False)
class LaidGraph:
    """A graph whose states have names."""

    graph: Graph
    today: int | None

    def named(self, state: int) -> str:
        """Return the name of a state."""
        return self.graph.states[state]

    def step(self, party: int, before: int, after: int) -> str:
        """Return who moves to what."""
        return f"{self.graph.parties[party]}: to {self.graph.states[after]}"
