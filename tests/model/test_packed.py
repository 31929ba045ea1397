"""A long row of values takes little memory, and is read like a tuple of them."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import packed
from detente.model.actors import Actor
from detente.model.codec import model, plain
from detente.model.packed import Packed, Packing
from detente.model.text import Evidence

ROWS = st.lists(st.lists(st.integers() | st.text(max_size=3), max_size=6), max_size=6)


def mentions(count: int) -> list[Evidence]:
    return [
        Evidence("abc", 40 * n, 40 * n + 35, f"Norland offers to cap output at {n}")
        for n in range(count)
    ]


@given(ROWS, st.integers(1, 4))
def test_values_come_back_in_order_however_they_are_packed(rows: list[list[object]], at_once: int):
    packing: Packing[object] = Packing(at_once)
    for row in rows:
        packing.add(row)
    values = tuple(value for row in rows for value in row)
    found = packing.done()
    assert tuple(found) == values
    assert len(found) == len(values)
    assert found == values
    assert values == found
    assert hash(found) == hash(values)
    assert [found[i] for i in range(-len(values), len(values))] == [*values, *values]
    assert found[1:-1] == values[1:-1]
    assert tuple(reversed(found)) == values[::-1]


def test_few_values_stay_a_tuple_and_many_lie_packed() -> None:
    few, many = Packing[Evidence](), Packing[Evidence]()
    few.add(mentions(packed.AT_ONCE))
    many.add(mentions(packed.AT_ONCE + 1))
    assert isinstance(few.done(), tuple)
    assert isinstance(many.done(), Packed)
    assert repr(many.done()) == f"<{packed.AT_ONCE + 1} values, packed>"


def test_values_take_less_than_a_fifth_of_the_memory() -> None:
    def taken(make: Callable[[], object]) -> int:
        tracemalloc.start()
        kept = make()
        taken = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert kept
        return taken

    def packing() -> object:
        many = Packing[Evidence]()
        for _ in range(20):
            many.add(mentions(500))
        return many.done()

    assert taken(packing) < taken(lambda: mentions(10_000)) / 5


def test_packed_values_differ_from_others_and_from_what_is_no_row() -> None:
    many = Packing[int](2)
    many.add(range(5))
    assert many.done() != (0, 1, 2, 3, 5)
    assert many.done() != (0, 1, 2, 3)
    assert many.done() != 5
    with pytest.raises(IndexError):
        many.done()[5]


def test_an_actor_with_packed_mentions_is_kept_and_opened_as_one_with_a_tuple() -> None:
    many = Packing[Evidence](10)
    many.add(mentions(35))
    actor = Actor(name="Norland", kind="state", mentions=many.done())
    plainly = Actor(name="Norland", kind="state", mentions=tuple(mentions(35)))
    assert actor == plainly
    assert plain(actor) == plain(plainly)
    assert model(Actor, plain(actor)) == actor
