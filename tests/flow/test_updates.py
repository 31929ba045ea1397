"""An article that is updated twice: its unchanged sentences bring nothing up again."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import detente
from detente import flow
from detente.model.snapshot import Change, Delta
from detente.record import open_record
from detente.reports import Failure, Given, parse_moment

DEMO = Path(detente.__file__).parent / "demo_data"
ARTICLE = "https://www.harnstadcourier.example/news/ambrine-talks"
START = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
# Of the facts that both texts tell in the same words, at most so many may come up again.
MOST_AGAIN = 0.05


class Clock:
    """A clock that moves an hour at each look."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(hours=1)
        return self.time


def versions() -> list[flow.Source]:
    """The demo's three versions of one article, as its index gives them."""
    rows = [json.loads(line) for line in (DEMO / "index.jsonl").read_text("utf-8").splitlines()]
    return [
        flow.Source(
            str(DEMO / row["file"]),
            Given(
                retrieved=START,
                published=parse_moment(row["published"]),
                source=row["source"],
                address=row["url"],
            ),
        )
        for row in rows
        if row["url"] == ARTICLE
    ]


def paragraph_of(change: Change, text: str) -> str:
    """The paragraph of a change's words: what else the sentence says may bear on its reading."""
    start = change.entry.claim.main.start
    opens = text.rfind("\n", 0, start) + 1
    closes = text.find("\n", start)
    return text[opens : closes if closes >= 0 else len(text)]


def after_update(number: int, folder: Path) -> Delta:
    """What an update of the article brings to a record that has the versions before it."""
    clock, sources, failures = Clock(), versions(), list[Failure]()
    with open_record(f"{folder}/talks.db", now=clock, create=True) as record:
        for source in sources[:number]:
            record.enter(flow.read(flow.collect([source], failures.append)))
        before = clock()
        record.enter(flow.read(flow.collect([sources[number]], failures.append)))
        delta = record.changes(before)
    assert not failures
    return delta


@pytest.mark.parametrize("update", [1, 2])
def test_unchanged_paragraphs_bring_nothing_up_again(update: int, tmp_path: Path) -> None:
    earlier, text = (Path(versions()[n].path).read_text("utf-8") for n in (update - 1, update))
    delta = after_update(update, tmp_path)
    again = [c.text for c in delta.changes if c.kind == "new" and paragraph_of(c, text) in earlier]
    assert delta.repeats > 3
    assert len(again) <= MOST_AGAIN * (delta.repeats + len(again)), again


def test_what_the_update_is_about_comes_up(tmp_path: Path) -> None:
    (put_off,) = (c for c in after_update(1, tmp_path).changes if c.family == "contacts")
    assert (put_off.kind, put_off.after) == ("changed", "postponed (one outlet)")
