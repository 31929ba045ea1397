"""A local server that plays the network, a clock moved by hand, a record on every database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.record import Record, open_record
from tests.flow.transcripts import plain_reader
from tests.following.world import Clock
from tests.record.making import made_once  # noqa: F401  (new records are made faster)
from tests.record.places import URLS, Places
from tests.reports.server import Server, serve


@pytest.fixture(autouse=True)
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let `plain` name the stand-in reader."""
    with plain_reader(tmp_path_factory.mktemp("plugin")):
        yield


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=URLS, ids=lambda url: url.partition(":")[0])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Name of the record, on every database that DETENTE_TEST_URLS names."""
    places = Places(request.param, tmp_path)
    yield places()
    places.clean()


@pytest.fixture
def record(place: str, clock: Clock) -> Iterator[Record]:
    with open_record(place, now=clock, create=True) as opened:
        yield opened


@pytest.fixture
def filed(tmp_path: Path, clock: Clock) -> Iterator[Record]:
    """A record in a file, for what only files have."""
    with open_record(str(tmp_path / "filed.db"), now=clock, create=True) as opened:
        yield opened
