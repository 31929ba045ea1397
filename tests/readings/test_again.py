"""What is carried over to the same words under another address is what reading them gives."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

import detente
from detente.model.text import Details, Report, Source, make_report
from detente.readings import again
from detente.readings.readers import reader
from tests.record.build import NOON

DEMO = Path(detente.__file__).parent / "demo_data" / "reports"
TEXTS = [path.read_text("utf-8") for path in sorted(DEMO.glob("*.txt"))[::4]]
DAY = dt.date(2031, 3, 5)


def printed(text: str, name: str = "Halm Wire", address: str = "https://wire.example/1") -> Report:
    title = text.strip().splitlines()[0]
    return make_report(
        text, retrieved=NOON, source=Source(name, address), title=title, published=DAY
    )


def carrier(report: Report) -> Report:
    """The same in another paper, which we had later, under a higher mark."""
    return replace(
        make_report(
            report.text,
            key="x",
            retrieved=NOON + dt.timedelta(days=9),
            source=Source("Strand Echo", "https://echo.example/9"),
            title=report.title,
            published=report.published,
            published_at=dt.datetime(2031, 3, 5, 7, tzinfo=dt.UTC),
            mark="internal",
            details=Details(author="A. Writer", agency="Halm Wire"),
        )
    )


@pytest.mark.parametrize("name", ["learned", "rules"])
def test_what_is_carried_over_is_what_reading_gives(name: str) -> None:
    wires = [printed(text) for text in TEXTS]
    papers = [carrier(wire) for wire in wires]
    assert all(map(again.reads_alike, papers, wires))
    read = list(reader(name).read_all([*wires, *papers]))
    half = len(wires)
    carried = [again.carried(one, paper) for one, paper in zip(read, papers, strict=False)]
    assert carried == read[half:]
    assert sum(len(one.claims) for one in carried) > 50
    assert {c.main.report for one in carried for c in one.claims} == {p.id for p in papers}


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Another headline"},
        {"published": DAY + dt.timedelta(days=1)},
        {"details": Details(language="de")},
        {"text": f"{TEXTS[0]} "},
    ],
)
def test_what_a_reading_follows_from_must_be_the_same(other: dict[str, object]) -> None:
    report = printed(TEXTS[0])
    assert not again.reads_alike(report, replace(report, **other))  # type: ignore[arg-type]


def test_a_paper_that_its_text_names_is_read_by_itself() -> None:
    text = "Norland rejects the toll, envoy Karin Lund told the Courier on Monday."
    courier, echo = printed(text, "Halm Courier"), printed(text, "Strand Echo")
    assert not again.reads_alike(courier, echo)
    assert again.reads_alike(echo, printed(text, "Halm Post"))


def test_of_readers_from_outside_nothing_is_carried_over(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        name, version = "other", "1"

    monkeypatch.setattr(again, "reader", lambda _: Other())
    assert again.known_as("other") is None
