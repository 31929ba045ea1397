from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from detente.analysis import METHODS, standings
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
