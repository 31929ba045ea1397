"""No setting of whoever runs the suite reaches the commands; the stand-in reader is at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flow.transcripts import plain_reader
from tests.record.making import made_once  # noqa: F401  (new records are made faster)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the settings that the program reads."""
    for name in ("DETENTE_RECORD", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let `--reader plain` name the stand-in reader; the folder is what brings it."""
    folder = tmp_path_factory.mktemp("plugin")
    with plain_reader(folder):
        yield folder
