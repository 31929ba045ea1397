"""What must come before what, and who says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading, Relation
from detente.model.sureness import is_sure_alone

Read = Callable[..., Reading]
SAID = "Norland's foreign minister Per Lind said on Monday that "


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("the crews must be freed before any talks.", "before"),
        ("talks can begin only after the crews are freed.", "after"),
        ("talks can begin only after the withdrawal is verified.", "verified_before"),
        ("the troops must leave in parallel with the exchange.", "same_time"),
        ("there must be a truce first, then talks.", "before"),
    ],
)
def test_an_order_is_read_with_who_asks_for_it(read: Read, text: str, order: str) -> None:
    found = read(SAID + text).of(Relation)
    assert [(r.order, r.by) for r in found] == [(order, "Norland")]


@pytest.mark.parametrize(
    "text",
    [
        "Norland and Sudmark met before lunch.",
        "Norland's foreign minister Per Lind said that he met the envoy before the war.",
    ],
)
def test_what_came_before_is_no_order_asked_for(read: Read, text: str) -> None:
    assert read(text).of(Relation) == ()


def test_no_order_is_a_fact_by_one_text(read: Read) -> None:
    """How often they are read right was never measured."""
    (order,) = read(SAID + "there must be a truce first, then talks.").of(Relation)
    assert not is_sure_alone("relations", order.confidence)
