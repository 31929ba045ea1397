"""A fresh record for each test, on every database that DETENTE_TEST_URLS names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.record import Record, kept
from tests.record.making import made_once  # noqa: F401  (new records are made faster)
from tests.record.places import SQLITE, URLS, Places, clean_spare

# States of records let go before memory is looked through for them. In the process of the whole
# suite that takes a quarter of a second, half of all the time of tests that keep records open; and
# their states are small.
STATES_LET_GO = 100


@pytest.fixture(scope="module", autouse=True)
def _memory_is_looked_through_less_often() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "MOST_DROPPED", STATES_LET_GO)
        yield


def _called(url: str) -> str:
    return url.partition(":")[0]


@pytest.fixture(scope="session", autouse=True)
def _no_schemas_left() -> Iterator[None]:
    yield
    clean_spare()


@pytest.fixture(params=URLS, ids=_called)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    found = Places(request.param, tmp_path)
    yield found
    found.clean()


@pytest.fixture(scope="module", params=URLS, ids=_called)
def places_once(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Places]:
    """One maker of places for all examples of a property."""
    found = Places(request.param, tmp_path_factory.mktemp("records"))
    yield found
    found.clean()


@pytest.fixture
def record(places: Places) -> Iterator[Record]:
    """An open record that holds nothing."""
    with places.emptied() as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> Places:
    """Records in SQLite files, for what only files have."""
    return Places(SQLITE, tmp_path)
