"""The stages by themselves: order, processes, and what happens to sources that fail."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from detente import flow
from detente.model.text import Report, make_report
from detente.reports import Failure, Given

NOW = dt.datetime(2031, 3, 9, tzinfo=dt.UTC)
LINES = (
    "Norland's envoy Ada Brook said that the offer stands.",
    "“We will not pay,” Sudmark's minister said on Tuesday.",
    "The talks in Port Vell ended without a result.",
)


def reports(count: int) -> Iterator[Report]:
    for number in range(count):
        text = f"{LINES[number % len(LINES)]} Round {number} was long."
        yield make_report(text, retrieved=NOW, key=str(number))


def test_processes_read_what_one_reads_in_the_same_order() -> None:
    alone = list(flow.read(reports(20)))
    assert [reading.report.key for reading in alone] == [str(n) for n in range(20)]
    assert list(flow.read(reports(20), jobs=2)) == alone


def test_parses_go_nowhere_else_once_no_more_readings_are_asked_for() -> None:
    class Kept:
        asked = 0

        def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
            self.asked += 1
            return {}

        def put(self, parser: str, bodies: Mapping[str, bytes]) -> None:
            pass

    kept = Kept()
    stopped = flow.read(reports(60), parses=kept)
    next(stopped)
    asked = kept.asked
    assert asked
    assert len(list(flow.read(reports(3)))) == 3
    assert kept.asked == asked


def test_processes_take_only_a_few_reports_ahead() -> None:
    taken = 0

    def counted() -> Iterator[Report]:
        nonlocal taken
        for report in reports(400):
            taken += 1
            yield report

    readings = flow.read(counted(), jobs=2)
    assert next(readings).report.key == "0"
    assert taken <= 100
    readings.close()  # type: ignore[attr-defined]


def test_collect_reports_failures_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    given = Given(retrieved=NOW)
    failures: list[Failure] = []
    sources = [flow.Source(str(tmp_path / name), given) for name in ("no.txt", "a.txt")]
    found = list(flow.collect(sources, failures.append))
    assert [report.key for report in found] == ["a"]
    assert [failure.where for failure in failures] == [str(tmp_path / "no.txt")]


def test_nothing_read_opens_no_record() -> None:
    def refuse() -> None:
        raise AssertionError("a record was opened for nothing")

    assert flow.enter((), refuse) is None  # type: ignore[arg-type]
