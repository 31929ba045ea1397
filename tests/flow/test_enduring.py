"""A reader that fails on one report: it is told, the others are read, and the record is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from detente import flow
from detente.cli import run
from detente.enduring import going_on
from detente.model.claims import Reading
from detente.model.errors import InputError, ReaderError
from detente.model.text import Report, make_report
from detente.readings import readers
from detente.record import open_record
from detente.reports import Failure
from tests.fakes import PlainReader
from tests.record.build import NOON

BAD = "abyss"


class Clumsy:
    """Reads like the plain reader, three reports at once, and fails on those of an abyss."""

    name, version = "clumsy", "1"

    def read(self, report: Report) -> Reading:
        return next(self.read_all([report]))

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        source = iter(reports)
        while some := tuple(islice(source, 3)):
            if any("abyss all" in report.text for report in some):
                raise IndexError("the whole batch")
            for report in some:
                if BAD in report.text:
                    raise IndexError("beyond the end")
                yield PlainReader().read(report)


def reports(*words: str) -> Iterator[Report]:
    return (make_report(f"Norland met {w}.", retrieved=NOON, key=w) for w in words)


def read(some: Iterable[Report]) -> tuple[list[str], list[Failure]]:
    failures: list[Failure] = []

    def work(these: Iterable[Report], *, jobs: int = 1) -> Iterator[Reading]:
        return Clumsy().read_all(these)

    made = going_on(work, some, failures.append)
    return [reading.report.key for reading in made], failures


@pytest.mark.parametrize(
    "words",
    [
        ("a", "b", "c", "d"),
        (BAD,),
        (BAD, "a", "b", "c", "d"),
        ("a", BAD, "b", "c", "d"),
        ("a", "b", "c", BAD),
        (BAD, "abyss two", "a", "abyss three"),
        ("a", "b", "abyss all", "c", "d"),  # its batch fails before any of it is given
        (),
    ],
)
def test_the_others_are_read_in_order(words: tuple[str, ...]) -> None:
    got, failures = read(reports(*words))
    assert got == [w for w in words if BAD not in w]
    assert [failure.where for failure in failures] == [w for w in words if BAD in w]
    assert all("IndexError in test_enduring.py, line" in f.message for f in failures)


def test_an_error_of_whoever_offers_reports_is_not_the_readers() -> None:
    def offered(error: Exception) -> Iterator[Report]:
        yield from reports("a")
        raise error

    for error in (OSError("the disk is gone"), InputError("no such line")):
        with pytest.raises(type(error)):
            read(offered(error))


def test_a_reader_that_cannot_start_is_an_error() -> None:
    def work(these: Iterable[Report], *, jobs: int = 1) -> Iterator[Reading]:
        raise ReaderError("its language model is missing")

    with pytest.raises(ReaderError):
        list(going_on(work, reports("a"), lambda failure: None))


def test_adding_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(readers, "reader", lambda name: Clumsy())
    for name, word in (("1.txt", "a"), ("2.txt", BAD), ("3.txt", "c")):
        (tmp_path / name).write_text(f"Norland met {word}.")
    files = [str(tmp_path / f"{n}.txt") for n in (1, 2, 3)]
    record = str(tmp_path / "r.db")
    assert run(["add", *files, "--record", record]) == 1
    said = capsys.readouterr().err
    assert "detente: 2: the reader failed on it (IndexError in test_enduring.py, line" in said
    assert "Traceback" not in said
    with open_record(record, now=lambda: NOON) as opened:
        assert sorted(row.key for row in opened.reports()) == ["1", "3"]


def test_without_anybody_to_tell_it_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "reader", lambda name: Clumsy())
    with pytest.raises(IndexError):
        list(flow.read(reports(BAD)))
