"""Where wordings written down by hand land: no worse than what the record's page promises."""

import pytest

from evals.wordings import SETS, Landed, invented, measure_wordings

# Measured 0.89 to 0.97 (issue F1), 0.97 to 1.00 (proposition precision), 0.78 to 0.84 (F1).
LEAST_ISSUE = 0.8
LEAST_PRECISION = 0.9
LEAST_PROPOSITION = 0.7


@pytest.fixture(scope="module")
def landed() -> dict[str, Landed]:
    return measure_wordings()


def test_positions_land_together_where_they_belong(landed: dict[str, Landed]) -> None:
    assert len(landed) == 3
    for name, found in landed.items():
        assert found.issue.f1 >= LEAST_ISSUE, name
        assert found.proposition.precision >= LEAST_PRECISION, name
        assert found.proposition.f1 >= LEAST_PROPOSITION, name


def test_the_invented_negotiations_are_of_every_kind_and_several_outlets() -> None:
    wordings = [*invented("tune"), *invented("report")]
    records = {one.record for one in wordings}
    assert len(records) == len(list(SETS.glob("*.toml")))
    kinds = {record.partition("_")[0] for record in records}
    assert kinds == {"peace", "trade", "labour", "takeover", "climate", "debt"}
    for record in records:
        theirs = [one for one in wordings if one.record == record]
        assert len(theirs) >= 12
        assert len({one.report for one in theirs}) >= 3
