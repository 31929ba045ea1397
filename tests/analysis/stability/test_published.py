"""Conflicts of the literature: their equilibria as the sources tell them.

Each lies in tests/data/stability as a model, with its source and what it tells beside it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.analysis.stability import Model, read_model, stability
from detente.analysis.stability.coalitions import coalition_solve
from detente.analysis.stability.forms import GraphForm, Mover
from detente.analysis.stability.solving import CONCEPTS, solve
from tests.analysis.stability.definitions import is_stable

DATA = Path(__file__).parents[2] / "data" / "stability"
CASES = sorted(path.stem for path in DATA.glob("*.toml") if ".expected" not in path.name)


def model(case: str) -> Model:
    return read_model((DATA / f"{case}.toml").read_text("utf-8"))


def told(case: str) -> dict[str, Any]:
    path = DATA / f"{case}.expected.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@pytest.mark.parametrize("case", CASES)
def test_equilibria_are_those_of_the_source(case: str) -> None:
    graph = model(case).form.lay().graph
    found = solve(graph, model(case).answers)
    for concept in CONCEPTS:
        if concept in told(case).get("equilibria", {}):
            names = {graph.states[state] for state in found.equilibria(concept)}
            assert names == set(told(case)["equilibria"][concept]), concept
    for party, by_concept in told(case).get("stable", {}).items():
        flags = {c: found.of[c][graph.parties.index(party)] for c in CONCEPTS}
        for concept, states in by_concept.items():
            names = {graph.states[state] for state in np.flatnonzero(flags[concept])}
            assert names == set(states), (party, concept)


def test_every_sense_of_stable_is_told_by_some_source_and_each_has_a_source() -> None:
    for concept in CONCEPTS:
        assert sum(concept in told(case).get("equilibria", {}) for case in CASES) >= 3
    expected = [case for case in CASES if told(case)]
    assert len(expected) >= len(CASES) - 1  # Elmira by options is held against Elmira drawn
    assert all(told(case)["source"].strip() for case in expected)


@pytest.mark.parametrize("case", CASES)
def test_every_state_is_stable_where_the_definitions_say_so(case: str) -> None:
    graph, answers = model(case).form.lay().graph, model(case).answers
    found = solve(graph, answers)
    for concept in CONCEPTS:
        for party in range(len(graph.parties)):
            by_hand = [
                is_stable(graph, [party], state, concept, answers=answers)
                for state in range(len(graph.states))
            ]
            assert found.of[concept][party].tolist() == by_hand


@pytest.mark.parametrize("case", CASES)
def test_a_conflict_by_options_and_the_same_one_drawn_are_one(case: str) -> None:
    graph = model(case).form.lay().graph
    movers = tuple(
        Mover(
            name,
            tuple(zip(moves.start.tolist(), moves.end.tolist(), strict=True)),
            tuple(
                tuple(np.flatnonzero(rank == place).tolist())
                for place in range(int(rank.max()), -1, -1)
            ),
        )
        for name, moves, rank in zip(graph.parties, graph.moves, graph.ranks, strict=True)
    )
    again = GraphForm(movers=movers, states=graph.states).lay().graph
    for concept in CONCEPTS:
        assert solve(again).equilibria(concept) == solve(graph).equilibria(concept)


def test_two_models_of_elmira_by_different_people_agree() -> None:
    """By options, abandoning leaves four states; drawn, it is one."""
    drawn, options = model("elmira").form.lay(), model("elmira_options").form.lay()
    for concept in CONCEPTS:
        by_name = {drawn.named(s) for s in solve(drawn.graph).equilibria(concept)}
        assert by_name == {
            _elmira(options.graph.states[s]) for s in solve(options.graph).equilibria(concept)
        }


def _elmira(state: str) -> str:
    modified, stopped, abandoned, insisted = (letter == "Y" for letter in state)
    if abandoned:
        return "abandon"
    parts = ["modified"] * modified + ["accept" if stopped else "delay"] + ["insist"] * insisted
    return ", ".join(parts)


def test_together_ministry_and_uniroyal_leave_what_holds_against_each_alone() -> None:
    graph = model("elmira").form.lay().graph
    together = coalition_solve(graph, [0, 1])
    alone = set(solve(graph).equilibria("Nash"))
    left = {graph.states[state] for state in alone if not together["SEQ"][state]}
    assert left == {"delay, insist"}


def test_a_drawn_model_is_told_in_words() -> None:
    finding = stability(model("elmira"))
    rows = {
        row.cells[0]: dict(zip(finding.columns, row.cells, strict=True)) for row in finding.rows
    }
    held = rows["modified, accept, insist"]
    assert (held["Nash"], held["SEQ"]) == ("yes", "yes")
    assert held["coalitions that stay"] == "Ministry and Uniroyal"
    assert held["reached from today by"] == (
        "Ministry: to modified, delay → Uniroyal: to modified, accept → "
        "Local government: to modified, accept, insist (not all of them improvements)"
    )
    assert rows["delay"]["today"] == "yes"
