"""Stability word by word, by trying everything: what the solver is held against."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.stability.graph import Graph
from detente.analysis.stability.solving import Answers, Concept


def pairs(graph: Graph, party: int) -> set[tuple[int, int]]:
    moves = graph.moves[party]
    return set(zip(moves.start.tolist(), moves.end.tolist(), strict=True))


def reached(
    graph: Graph,
    start: int,
    movers: Sequence[int],
    *,
    improving: bool,
    answers: Answers = "sequences",
) -> set[int]:
    """Every end of a sequence in which nobody moves twice in a row, or of one move by one."""
    found, seen = set(), set()
    waiting = [(start, -1)]
    while waiting:
        state, last = waiting.pop()
        for mover in movers:
            for one, other in pairs(graph, mover):
                rank = graph.ranks[mover]
                better = rank[other] > rank[one]
                if mover == last or one != state or (improving and not better):
                    continue
                found.add(other)
                if answers == "sequences" and (other, mover) not in seen:
                    seen.add((other, mover))
                    waiting.append((other, mover))
    return found


def is_stable(
    graph: Graph,
    members: Sequence[int],
    state: int,
    concept: Concept,
    *,
    answers: Answers = "sequences",
) -> bool:
    """Stability for a coalition; a party alone is a coalition of one."""
    others = [p for p in range(len(graph.parties)) if p not in members]

    def gain(end: int, start: int) -> bool:
        return all(graph.ranks[m][end] > graph.ranks[m][start] for m in members)

    own = reached(graph, state, members, improving=False)
    for better in (end for end in own if gain(end, state)):
        if concept == "Nash":
            return False
        hurting = [
            answer
            for answer in reached(
                graph, better, others, improving=concept == "SEQ", answers=answers
            )
            if not gain(answer, state)
        ]
        if concept == "SMR":
            hurting = [
                a
                for a in hurting
                if not any(gain(e, state) for e in reached(graph, a, members, improving=False))
            ]
        if not hurting:
            return False
    return True
