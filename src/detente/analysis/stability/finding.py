"""stability(): which outcomes would hold, how firmly, and how they are reached from today's."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from detente.analysis.stability.graph import Flags, Graph
from detente.analysis.stability.modelfile import Model
from detente.analysis.stability.options import States, build, possible_states
from detente.analysis.stability.solving import CONCEPTS, Concept, coalition_solve, solve
from detente.model.errors import InputError
from detente.model.findings import Finding, Row

# Changes of an order that are tried, and outcomes that are listed: more take a minute, or a page.
MOST_SWAPS, LISTED = 200, 100
CAVEATS = (
    "A model: options, moves and preferences are those of the file, with their sources below; "
    "none is read from reports.",
    "Nash: nobody can do better alone. SEQ: whoever tries can be answered by moves that are good "
    "for those who make them. GMR: can be answered somehow. SMR: and cannot escape the answer.",
    "Source: Fang, Hipel, Kilgour, Interactive Decision Making (1993). For three and more parties "
    "the literature defines answers in two ways; this is theirs unless the file says one_move.",
)


def stability(model: Model) -> Finding:
    """Return the outcomes that are stable for all parties in some sense, and today's.

    Those in most senses come first. Errors: InputError as `possible_states` and `build`.
    """
    states = possible_states(model.choosers, model.never)
    graph = build(model.choosers, states)
    stable = solve(graph, model.answers)
    found = {concept: set(stable.equilibria(concept)) for concept in CONCEPTS}
    today = _today(model, states)
    listed = sorted(
        set().union(*found.values()) | ({today} if today is not None else set()),
        key=lambda s: (-sum(s in found[c] for c in CONCEPTS), s),
    )
    kept, tried, every = _swapped(model, graph, found)
    coalitions = [_coalition(graph, names) for names in model.coalitions]
    rows = tuple(
        Row(
            cells=(
                _named(model, states, state),
                "yes" if state == today else None,
                *("yes" if state in found[c] else None for c in CONCEPTS),
                _share(kept, tried, state),
                _stays(coalitions, state, model),
                _way(graph, model, states, (today, state)) if today is not None else None,
            )
        )
        for state in listed[:LISTED]
    )
    return Finding(
        method="stability",
        title=f"Stability: {model.title}",
        columns=(
            "outcome",
            "today",
            *CONCEPTS,
            "holds when an order changes",
            "coalitions that stay",
            "reached from today by",
        ),
        rows=rows,
        caveats=(*CAVEATS, *_told(model, graph, (tried, every), len(listed))),
    )


def _today(model: Model, states: States) -> int | None:
    if model.status_quo is None:
        return None
    mask = sum(1 << states.options.index(name) for name in model.status_quo)
    found = states.find(mask)
    if found is None:
        raise InputError("today's state is one that 'never' rules out; correct one of them")
    return found


def _named(model: Model, states: States, state: int) -> str:
    """Return an outcome in words: what each party does."""
    mask, first, parts = int(states.masks[state]), 0, []
    for chooser in model.choosers:
        taken = [o.name for k, o in enumerate(chooser.options) if mask >> (first + k) & 1]
        parts.append(f"{chooser.name}: {', '.join(taken) or 'nothing'}")
        first += len(chooser.options)
    return "; ".join(parts)


def _swapped(
    model: Model, graph: Graph, found: dict[Concept, set[int]]
) -> tuple[dict[int, int], int, int]:
    """Return how often each equilibrium (SEQ, GMR) stays one, of how many changes, of how many.

    A change: in one party's order, two neighbouring ranks change places.
    """
    swaps = [(p, r) for p, rank in enumerate(graph.ranks) for r in range(int(rank.max()))]
    chosen = swaps[:: max(1, -(-len(swaps) // MOST_SWAPS))]
    kept: dict[int, int] = dict.fromkeys(set().union(*found.values()), 0)
    for party, low in chosen:
        rank = graph.ranks[party]
        other = np.where(rank == low, low + 1, np.where(rank == low + 1, low, rank))
        ranks = (*graph.ranks[:party], other, *graph.ranks[party + 1 :])
        stable = solve(replace(graph, ranks=ranks), model.answers)
        still = set(stable.equilibria("SEQ")) | set(stable.equilibria("GMR"))
        for state in kept:
            kept[state] += state in still
    return kept, len(chosen), len(swaps)


def _share(kept: dict[int, int], tried: int, state: int) -> str | None:
    return f"{kept[state]} of {tried}" if state in kept and tried else None


def _coalition(graph: Graph, names: Sequence[str]) -> Flags:
    """Return the states from which a coalition is deterred, by SEQ and GMR both."""
    found = coalition_solve(graph, [graph.parties.index(name) for name in names])
    both: Flags = found["SEQ"] & found["GMR"]
    return both


def _stays(coalitions: Sequence[Flags], state: int, model: Model) -> str | None:
    names = [
        " and ".join(n) for n, c in zip(model.coalitions, coalitions, strict=True) if c[state]
    ]
    return "; ".join(names) or None


def _way(graph: Graph, model: Model, states: States, ends: tuple[int, int]) -> str | None:
    """Return the shortest way between two states by improvements, else by any moves; in words."""
    start, end = ends
    if start == end:
        return "it is today's"
    for kind in ("improvements", "moves"):
        path = _shortest(graph, ends, improving=kind == "improvements")
        if path is not None:
            steps = " → ".join(_step(model, states, *step) for step in path)
            return steps if kind == "improvements" else f"{steps} (not all of them improvements)"
    return "no sequence of moves"


def _shortest(
    graph: Graph, ends: tuple[int, int], *, improving: bool
) -> list[tuple[int, int, int]] | None:
    """Return the steps (party, from, to) of a shortest way, None if there is none."""
    parties = range(len(graph.parties))
    moves = [graph.improvements(p) if improving else graph.moves[p] for p in parties]
    edges = [np.searchsorted(m.start, np.arange(len(graph.states) + 1)) for m in moves]
    came: dict[int, tuple[int, int, int] | None] = {ends[0]: None}
    waiting = deque([ends[0]])
    while waiting and ends[1] not in came:
        state = waiting.popleft()
        for p in parties:
            for to in moves[p].end[edges[p][state] : edges[p][state + 1]].tolist():
                if to not in came:
                    came[to] = (p, state, to)
                    waiting.append(to)
    if ends[1] not in came:
        return None
    return list(_back(came, ends[1]))[::-1]


def _back(
    came: dict[int, tuple[int, int, int] | None], end: int
) -> Iterator[tuple[int, int, int]]:
    step = came[end]
    while step is not None:
        yield step
        step = came[step[1]]


def _step(model: Model, states: States, party: int, before: int, after: int) -> str:
    """Return a step in words: what a party begins and ends to do."""
    was, now = int(states.masks[before]), int(states.masks[after])
    begun = [n for k, n in enumerate(states.options) if now & ~was & 1 << k]
    ended = [f"not {n}" for k, n in enumerate(states.options) if was & ~now & 1 << k]
    return f"{model.choosers[party].name}: {', '.join((*begun, *ended))}"


def _told(model: Model, graph: Graph, swaps: tuple[int, int], listed: int) -> Iterator[str]:
    tried, every = swaps
    whose = "; ".join(
        f"{chooser.name}: {source}"
        for chooser, source in zip(model.choosers, model.sources, strict=True)
    )
    yield f"Whose judgement the preferences are: {whose}."
    yield f"{len(graph.states):,} states, {sum(m.start.size for m in graph.moves):,} moves."
    yield (
        "To see how firm an outcome is, two neighbours in one party's order change places: "
        f"{tried} of {every} such changes were tried; it holds if still stable by GMR or SEQ."
    )
    if listed > LISTED:
        yield f"{LISTED} of {listed:,} outcomes are listed."
