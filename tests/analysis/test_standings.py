from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from detente.analysis import METHODS, standings
from detente.analysis.demands import asked_of
from detente.model.claims import Assessment, Commitment, Relation, StickingPoint
from detente.model.text import Evidence
from tests.analysis.world import World
from tests.views.sample import SNAPSHOT
from tests.views.worlds import snapshots


def test_own_and_other_voices_are_rows_of_their_own():
    finding = standings(SNAPSHOT)
    voices = finding.columns.index("voice")
    assert [row.cells[voices] for row in finding.rows] == ["own"] * 4 + ["counterpart"]


def test_names_are_the_registers():
    first = standings(SNAPSHOT).rows[0]
    assert first.cells[:3] == (
        "The Saltmarsh strip",
        "forces leave the Saltmarsh strip",
        "Norland",
    )


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(most=20))
def test_every_method_gives_rows_as_wide_as_its_columns_that_rest_on_entries(snapshot):
    for method in METHODS:
        finding = method.function(snapshot)
        assert finding.method == method.name
        assert finding.caveats
        for row in finding.rows:
            assert len(row.cells) == len(finding.columns)
            assert row.basis
            assert all(f"id='{key}'" in repr(snapshot) for key in row.basis)
        assert method.function(snapshot) == finding


def test_who_is_not_named_is_worded_as_on_every_page():
    """Never the key that the record keeps such a source by."""
    world = World()
    world.say(
        "Norland", "rejects", "a vote", voice="unnamed", reported_by="unnamed: a Vessian diplomat"
    )
    world.say("Norland", "demands", "a court", voice="narrator")
    forecast = Assessment(
        evidence=(Evidence(report="r-1", start=0, end=5, text="words"),),
        by="unnamed: an official",
        about="the talks",
        polarity="conditional",
        condition="if it rains",
    )
    obstacle = StickingPoint(
        evidence=forecast.evidence, issue="the order", reported_by="unnamed: a Vessian diplomat"
    )
    order = Relation(
        evidence=forecast.evidence,
        first="a vote",
        second="a court",
        order="before",
        by="unnamed: he",
    )
    debt = Commitment(
        evidence=forecast.evidence,
        by="unnamed: two ship owners",
        to=("unnamed: the crews",),
        what="free the boats",
    )
    snapshot = replace(
        world.snapshot(),
        commitments=(world.entry(debt),),
        assessments=(world.entry(forecast),),
        sticking_points=(world.entry(obstacle),),
        relations=(world.entry(order),),
    )
    told = {
        name: {cell for row in finding.rows for cell in row.cells if isinstance(cell, str)}
        for name, finding in ((m.name, m.function(snapshot)) for m in METHODS)
    }
    assert {"a Vessian diplomat (unnamed)", "the report"} <= told["standings"]
    assert "an official (unnamed)" in told["forecasts"] & told["ledger"]
    assert "a Vessian diplomat (unnamed)" in told["blocks"]
    assert {"two ship owners (unnamed)", "the crews (unnamed)"} <= told["commitments"]
    assert not [cell for cells in told.values() for cell in cells if "unnamed: " in cell]
    assert [one.party for one in asked_of(snapshot).demands] == ["he (unnamed)"]
