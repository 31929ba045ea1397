"""Damaged weights: one clear sentence, whatever is wrong with the file, and the rules read on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from detente.model.claims import Position
from detente.model.text import make_report
from detente.readings.learned import weights
from detente.readings.readers import reader
from detente.readings.speech import ranking

FILES = (*weights.WEIGHTS, ranking.WEIGHTS)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    return data[:3000] + bytes(255 - byte for byte in data[3000:6000]) + data[6000:]


def emptied(_: bytes) -> bytes:
    return b""


def of_another_kind(_: bytes) -> bytes:
    return b"no weights at all" * 100


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder with the shipped weights, which the readers look in."""
    for name in FILES:
        data = (resources.files("detente.readings") / name).read_bytes()
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    for module in (weights, ranking):
        module.load_weights.cache_clear()
        monkeypatch.setattr(module, "resources", Folder(tmp_path))
    yield tmp_path
    for module in (weights, ranking):
        module.load_weights.cache_clear()


class Folder:
    """Stands for the package's files."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def files(self, _: str) -> Path:
        return self.path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", [cut, flipped, emptied, of_another_kind, None])
def test_the_rules_read_on_and_say_so(copies: Path, name: str, harm: object) -> None:
    path = copies / name
    if callable(harm):
        path.write_bytes(harm(path.read_bytes()))
    else:
        path.unlink()
    report = make_report(
        "Norland rejected the plan on Monday, its envoy Ana Rovic said.",
        retrieved=dt.datetime(2031, 3, 2, tzinfo=dt.UTC),
    )
    reading = reader("learned").read(report)
    (note,) = [n for n in reading.notes if "read by rules alone" in n.message]
    assert name in note.message
    assert "missing or damaged; install Détente again" in note.message
    assert [p.stance for p in reading.of(Position)] == ["rejects"]
