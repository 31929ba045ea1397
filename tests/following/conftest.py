"""A local server that plays the network, a clock that is moved by hand, a record in a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.record import Record, open_record
from tests.flow.transcripts import plain_reader
from tests.following.world import Clock
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


@pytest.fixture
def record(tmp_path: Path, clock: Clock) -> Iterator[Record]:
    with open_record(str(tmp_path / "followed.db"), now=clock, create=True) as opened:
        yield opened
