"""stability(): which outcomes would hold, how firmly, and how they are reached from today's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analysis.stability.coalitions import coalition_solve
from detente.analysis.stability.firmness import Firmness, firmness
from detente.analysis.stability.forms import Laid
from detente.analysis.stability.graph import Flags, Graph
from detente.analysis.stability.modelfile import Model
from detente.analysis.stability.solving import CONCEPTS, solve
from detente.analysis.stability.ways import Ways, ways_from
from detente.model.findings import Finding, Row

# Outcomes that are listed: more take a page.
LISTED = 100
CAVEATS = (
    "A model: options, moves and preferences are those of the file, with their sources below; "
    "none is read from reports.",
    "Nash: nobody can do better alone. SEQ: whoever tries can be answered by moves that are good "
    "for those who make them. GMR: can be answered somehow. SMR: and cannot escape the answer.",
    "For three and more parties the literature defines answers in two ways; this is Fang, Hipel "
    "and Kilgour's unless the file says one_move.",
)
SOURCE = (
    "L. Fang, K. W. Hipel, D. M. Kilgour, Interactive Decision Making: The Graph Model for "
    "Conflict Resolution (1993)"
)
WOULD_CHANGE = (
    "another order of preference, an option that is open or closed to somebody, or an outcome "
    "that cannot be; the rows say what still holds when neighbours in an order change places."
)


def stability(model: Model) -> Finding:
    """Return the outcomes that are stable for all parties in some sense, and today's.

    Those in most senses come first. Errors: InputError as the model's form has them.
    """
    laid = model.form.lay()
    graph, today = laid.graph, laid.today
    stable = solve(graph, model.answers)
    found = {concept: set(stable.equilibria(concept)) for concept in CONCEPTS}
    listed = sorted(
        set().union(*found.values()) | ({today} if today is not None else set()),
        key=lambda s: (-sum(s in found[c] for c in CONCEPTS), s),
    )
    firm = firmness(graph, stable, model.answers)
    coalitions = [_coalition(graph, names) for names in model.coalitions]
    way = _Way(laid)
    rows = tuple(
        Row(
            cells=(
                laid.named(state),
                "yes" if state == today else None,
                *("yes" if state in found[c] else None for c in CONCEPTS),
                f"{firm.kept[state]} of {firm.tried}" if firm.tried else None,
                _stays(coalitions, state, model),
                way.words(state),
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
        caveats=(*CAVEATS, *_told(model, graph, firm, len(listed))),
        source=SOURCE,
        would_change=WOULD_CHANGE,
    )


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


class _Way:
    """The shortest way to a state from today's: by improvements, else by any moves; in words."""

    def __init__(self, laid: Laid) -> None:
        self._laid = laid
        graph = laid.graph
        improvements = tuple(map(graph.improvements, range(len(graph.parties))))
        self._ways: tuple[Ways, ...] = (
            ()
            if laid.today is None
            else tuple(
                ways_from(moves, laid.today, len(graph.states))
                for moves in (improvements, graph.moves)
            )
        )

    def words(self, state: int) -> str | None:
        if not self._ways:
            return None
        if state == self._laid.today:
            return "it is today's"
        for ways, told in zip(self._ways, ("", " (not all of them improvements)"), strict=True):
            steps = ways.to(state)
            if steps is not None:
                said = (self._laid.step(s.party, s.start, s.end) for s in steps)
                return " → ".join(said) + told
        return "no sequence of moves"


def _told(model: Model, graph: Graph, firm: Firmness, listed: int) -> Iterator[str]:
    whose = "; ".join(
        f"{name}: {source}" for name, source in zip(graph.parties, model.sources, strict=True)
    )
    yield f"Whose judgement the preferences are: {whose}."
    yield f"{len(graph.states):,} states, {sum(m.start.size for m in graph.moves):,} moves."
    yield (
        "To see how firm an outcome is, two neighbours in one party's order change places: "
        f"{firm.tried} of {firm.every:,} such changes were tried; it holds if still stable by GMR "
        "or SEQ."
    )
    if listed > LISTED:
        yield f"{LISTED} of {listed:,} outcomes are listed."
