"""Pouring: what is long goes into the file without lying in memory whole, and comes out again."""

import dataclasses
import tracemalloc
from typing import Any

import pytest

from detente.model.attribution import Attribution
from detente.model.claims import Position, Reading
from detente.model.packed import Packed, Packing
from detente.model.text import cite
from detente.record import Record, entering, loading, pouring
from detente.record.again import load_whole_reading
from tests.record.build import Draft
from tests.record.places import Places

# With marks beyond Latin letters, so that bytes and characters are counted apart.
SAID = "“Norland demands a harbour fee — in full,” said Karin Lund of the toll commission. " * 25


def book(rounds: int) -> Reading:
    """A text that says the same in every round, packed as books are."""
    draft = Draft("\n\n".join(f"Round {n}: {SAID}" for n in range(rounds)))
    rows: dict[str, Packing[Any]] = {name: Packing(20) for name in ("claims", "attributions")}
    asked: Any = {"actor": "Norland", "stance": "demands", "issue": "fee", "voice": "own"}
    start = 0
    for n in range(rounds):
        here = cite(draft.report, start, start + len(f"Round {n}: {SAID}"))
        words = cite(
            draft.report, start, start + len(f"Round {n}: “Norland demands a harbour fee")
        )
        start = here.end + 2
        rows["attributions"].add([Attribution(content=here, rule="hand@1")])
        rows["claims"].add([Position(evidence=(words,), reported_by="Norland", **asked)])
    return dataclasses.replace(draft.reading(), **{name: p.done() for name, p in rows.items()})


def memory_of_entering(record: Record, reading: Reading) -> int:
    tracemalloc.start()
    try:
        record.enter([reading])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_book_five_times_as_long_takes_hardly_more_memory_to_enter(
    files: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "LONG", 10_000)
    monkeypatch.setattr(entering, "_AT_ONCE", 20)
    monkeypatch.setattr(loading, "_AT_ONCE", 20)
    monkeypatch.setattr(pouring, "_MUCH", 4_000)
    short, long = book(30), book(150)
    assert isinstance(short.claims, Packed)
    assert isinstance(short.attributions, Packed)
    with files.open() as record:
        record.enter([short])  # what is made at first use is not measured
    with files.open() as record:
        before = memory_of_entering(record, short)
    with files.open() as record:
        after = memory_of_entering(record, long)
        with record._database.read() as connection:
            stored = load_whole_reading(connection, 1)
    comes_out_again = (
        stored.report == long.report
        and stored.attributions == tuple(long.attributions)
        and stored.claims == tuple(long.claims)
    )
    assert comes_out_again  # else pytest would compare them letter by letter
    # of what was made whole, each copy alone would be as long
    assert after - before < len(long.report.text) - len(short.report.text)
