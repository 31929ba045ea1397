"""`dna` and `mend` read back by what networks and tables of events are analysed with."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from io import BytesIO
from typing import Any

import networkx as nx
import pyarrow as pa
import pytest
from networkx.algorithms import bipartite
from pyarrow import csv

from detente.model.claims import Contact, Position
from tests.views.interchange.test_interchange import POSITIONS, SNAPSHOT, written

DNA = {
    "statement_id": pa.string(),
    "time": pa.date32(),
    "organization": pa.string(),
    "concept": pa.string(),
    "agreement": pa.int8(),
}
MEND = {
    "event_id": pa.string(),
    "start_date": pa.date32(),
    "end_date": pa.date32(),
    "n_parties": pa.int16(),
    "sources": pa.int16(),
    "first_published": pa.date32(),
}
FOR = {"accepts", "conditionally_accepts", "demands", "offers", "proposes"}


def table(name: str, types: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a format as a program for tables has them: days as days, numbers as numbers."""
    [data] = written(name).values()
    convert = csv.ConvertOptions(column_types=types, strings_can_be_null=True)
    rows: list[dict[str, Any]] = csv.read_csv(BytesIO(data), convert_options=convert).to_pylist()
    return rows


def positions() -> dict[str, Position]:
    return {e.id: e.claim for e in POSITIONS if isinstance(e.claim, Position)}


@pytest.fixture
def network() -> nx.Graph:
    """Who is for and against what, yes less no, as Discourse Network Analyzer counts it."""
    made = nx.Graph()
    for row in table("dna", DNA):
        who, on = row["organization"], row["concept"]
        made.add_node(who, bipartite=0)
        made.add_node(on, bipartite=1)
        before = made.get_edge_data(who, on, {"weight": 0})["weight"]
        made.add_edge(who, on, weight=before + (1 if row["agreement"] else -1))
    return made


def test_dna_makes_the_network_of_who_is_for_and_against_what(network: nx.Graph) -> None:
    assert bipartite.is_bipartite(network)
    expected: Counter[tuple[str, str]] = Counter()
    stances = positions()
    for row in table("dna", DNA):
        claim = stances[row["statement_id"]]
        expected[row["organization"], row["concept"]] += 1 if claim.stance in FOR else -1
        assert row["concept"] == (claim.proposition or claim.issue)
        assert row["time"] is None or isinstance(row["time"], dt.date)
    assert len(table("dna", DNA)) == len(stances)
    assert {
        (a, b) if network.nodes[a]["bipartite"] == 0 else (b, a): data["weight"]
        for a, b, data in network.edges(data=True)
    } == dict(expected)


def test_dna_gives_who_stands_with_whom(network: nx.Graph) -> None:
    """Both speak of two things: both are for the observers, and one is against a withdrawal."""
    sides = {"Norland", "Sudmark"}
    alike = nx.Graph((a, b) for a, b, weight in network.edges(data="weight") if weight > 0)
    assert weights(bipartite.weighted_projected_graph(alike, sides)) == {frozenset(sides): 1}
    assert weights(bipartite.weighted_projected_graph(network, sides)) == {frozenset(sides): 2}


def weights(network: nx.Graph) -> dict[frozenset[str], int]:
    return {frozenset((a, b)): weight for a, b, weight in network.edges(data="weight")}


def test_mend_gives_events_with_days_and_numbers() -> None:
    contacts = {e.id: e for e in SNAPSHOT.contacts}
    found = table("mend", MEND)
    assert [row["event_id"] for row in found] == list(contacts)
    for row in found:
        entry = contacts[row["event_id"]]
        days, claim = entry.days, entry.claim
        assert isinstance(claim, Contact)
        if days is not None:
            assert (row["start_date"], row["end_date"]) == (days.start, days.last)
        assert row["n_parties"] == sum(p.role == "party" for p in claim.participants)
        assert row["sources"] >= 1
    met = nx.Graph()
    for row in found:
        names = [name for name in (row["parties"] or "").split("; ") if name]
        met.add_edges_from((a, b) for a in names for b in names if a < b)
    assert met.has_edge("Norland", "Sudmark")
