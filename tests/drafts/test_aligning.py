"""Drafts aligned: the best assignment of all points, splits and mergers, what the desk pins."""

from __future__ import annotations

import numpy as np
import pytest

from detente.drafts.aligning import Pins, align
from detente.drafts.points import cut
from detente.model.drafts import Alignment
from detente.model.errors import InputError

FIRST = """1. Norland forces leave the Kolvar strip within 90 days of signature.
2. Sudmark pays the gas arrears of 640 million crowns in four instalments.
3. All prisoners are exchanged, and the remains of the dead are returned.
4. A vote is held in the strip under the flag of the Council.
5. Unarmed monitors of the Littoral Council, not more than 200, patrol the strip.
6. Transit fees are suspended.
"""
SECOND = """1. Sudmark shall pay the arrears for gas, 600 million crowns, in six instalments.
2. Forces of Norland leave the Kolvar strip within 120 days after signature.
3. All prisoners are exchanged.
4. The remains of the dead are returned within a month.
5. Monitors of the Littoral Council, unarmed and no more than 300, patrol in the strip.
6. A commission settles disputes.
"""


def shown(found: Alignment) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    def labels(draft: object, parts: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(draft.parts[n].label for n in parts)  # type: ignore[attr-defined]

    return [(p.kind, labels(found.a, p.a), labels(found.b, p.b)) for p in found.pairs]


def test_points_are_kept_moved_split_added_and_deleted() -> None:
    found = align(cut("first", FIRST), cut("second", SECOND))
    assert shown(found) == [
        ("kept", ("2",), ("1",)),
        ("moved", ("1",), ("2",)),
        ("split", ("3",), ("3", "4")),
        ("kept", ("5",), ("5",)),
    ]
    assert [found.a.parts[n].label for n in found.deleted] == ["4", "6"]
    assert [found.b.parts[n].label for n in found.added] == ["6"]


def test_the_other_way_round_a_split_is_a_merger() -> None:
    found = align(cut("second", SECOND), cut("first", FIRST))
    assert ("merged", ("3", "4"), ("3",)) in shown(found)


def test_a_draft_is_itself_and_a_renumbered_one_too() -> None:
    first = cut("first", FIRST)
    other = cut("other", FIRST.replace("6. ", "7. ").replace("5. ", "6. "))
    for second in (first, other):
        found = align(first, second)
        assert {pair.kind for pair in found.pairs} == {"kept"}
        assert (len(found.pairs), found.deleted, found.added) == (6, (), ())


def test_the_desk_pins_and_breaks_pairs() -> None:
    first, second = cut("first", FIRST), cut("second", SECOND)
    a, b = first.points, second.points
    pins = Pins(pinned=frozenset({(a[3], b[5])}), broken=frozenset({(a[4], b[4])}))
    found = align(first, second, pins=pins)
    (pinned,) = (pair for pair in found.pairs if pair.pinned)
    assert (pinned.a, pinned.b, pinned.score) == ((a[3],), (b[5],), 1.0)
    assert not any(pair.a == (a[4],) and pair.b == (b[4],) for pair in found.pairs)
    with pytest.raises(InputError, match="no points of first and second"):
        align(first, second, pins=Pins(pinned=frozenset({(99, 0)})))


def test_meaning_brings_together_what_shares_no_word() -> None:
    first = cut("first", "1. The army pulls back.\n2. Captives go home.\n")
    second = cut("second", "1. Prisoners are released.\n2. Forces withdraw.\n")

    def embed(texts: list[str]) -> np.ndarray:
        about = [("army", "Forces"), ("Captives", "Prisoners")]
        rows = [[float(any(word in text for word in words)) for words in about] for text in texts]
        return np.array(rows, dtype=np.float32)

    assert align(first, second).pairs == ()
    found = align(first, second, embed=embed)
    assert [(p.a, p.b) for p in found.pairs or found.candidates] == [
        ((first.points[1],), (second.points[0],)),
        ((first.points[0],), (second.points[1],)),
    ]


def test_nothing_is_paired_with_nothing() -> None:
    empty = cut("empty", "")
    found = align(empty, cut("first", FIRST))
    assert (found.pairs, len(found.added)) == ((), 6)
    assert align(empty, empty).pairs == ()
