"""Drafts aligned: the best assignment of all points, splits and mergers, what the desk pins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    # words that no table of words brings near: the model alone says which belong together
    first = cut("first", "1. The army pulls back.\n2. Wheat is dear.\n")
    second = cut("second", "1. Songs are sung.\n2. Doors stay shut.\n")

    def embed(texts: list[str]) -> np.ndarray:
        about = [("army", "Doors"), ("Wheat", "Songs")]
        rows = [[float(any(word in text for word in words)) for words in about] for text in texts]
        return np.array(rows, dtype=np.float32)

    assert align(first, second).pairs == ()
    found = align(first, second, embed=embed)
    assert [(p.a, p.b) for p in found.pairs or found.candidates] == [
        ((first.points[1],), (second.points[0],)),
        ((first.points[0],), (second.points[1],)),
    ]


def test_words_alone_bring_together_what_is_said_in_other_words() -> None:
    first = cut(
        "first", "1. The army pulls back from the valley.\n2. Captives go home.\n3. Wheat is dear."
    )
    second = cut(
        "second",
        "1. Prisoners are released.\n2. Songs are sung.\n3. Troops withdraw from the dale.",
    )
    found = align(first, second)
    a, b = first.points, second.points
    assert {(p.a, p.b) for p in found.pairs} == {((a[1],), (b[0],)), ((a[0],), (b[2],))}
    assert (found.deleted, found.added) == ((a[2],), (b[1],))


def test_nothing_is_paired_with_nothing() -> None:
    empty = cut("empty", "")
    found = align(empty, cut("first", FIRST))
    assert (found.pairs, len(found.added)) == ((), 6)
    assert align(empty, empty).pairs == ()


_LINES = st.lists(
    st.sampled_from(
        [
            "Norland forces leave the strip within 90 days.",
            "Sudmark pays the arrears of 640 million crowns. A bank keeps the books.",
            "All prisoners are exchanged.",
            "A bank keeps the books.",
            "Unarmed monitors patrol the strip, at most 200 of them.",
            "Fees are suspended.",
        ]
    ),
    min_size=1,
    max_size=9,
)


def numbered(lines: list[str], first: int = 1) -> str:
    return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, first))


@given(_LINES)
def test_a_draft_with_itself_is_all_kept(lines: list[str]) -> None:
    draft = cut("draft", numbered(lines))
    found = align(draft, draft)
    assert [(p.kind, p.a, p.b) for p in found.pairs] == [
        ("kept", (n,), (n,)) for n in draft.points
    ]
    assert (found.deleted, found.added, found.candidates) == ((), (), ())


@given(_LINES, _LINES)
def test_the_other_way_round_is_the_mirror(one: list[str], other: list[str]) -> None:
    a, b = cut("a", numbered(one)), cut("b", numbered(other))
    there, back = align(a, b), align(b, a)
    kinds = {"split": "merged", "merged": "split"}
    assert {(kinds.get(p.kind, p.kind), p.b, p.a, p.score) for p in there.pairs} == {
        (p.kind, p.a, p.b, p.score) for p in back.pairs
    }
    assert (there.deleted, there.added) == (back.added, back.deleted)
    paired = [n for pair in there.pairs for n in pair.a] + list(there.deleted)
    assert sorted(paired) == list(a.points)


@given(_LINES, _LINES)
def test_other_numbers_make_no_other_pairs(one: list[str], other: list[str]) -> None:
    a, b = cut("a", numbered(one)), cut("b", numbered(other))
    lettered = cut("b", "\n".join(f"({chr(97 + n)}) {line}" for n, line in enumerate(other)))
    places = [{n: m for m, n in enumerate(draft.points)} for draft in (b, lettered)]
    ways = [
        sorted((p.a, tuple(place[n] for n in p.b)) for p in align(a, draft).pairs)
        for draft, place in zip((b, lettered), places, strict=True)
    ]
    assert ways[0] == ways[1]


def test_a_point_pinned_to_two_is_split() -> None:
    first, second = cut("first", FIRST), cut("second", SECOND)
    a, b = first.points, second.points
    pins = Pins(pinned=frozenset({(a[3], b[4]), (a[3], b[5])}))
    [pinned] = [pair for pair in align(first, second, pins=pins).pairs if pair.pinned]
    assert (pinned.kind, pinned.a, pinned.b) == ("split", (a[3],), (b[4], b[5]))


def test_numbers_beyond_two_hundred_are_points_where_they_follow() -> None:
    draft = cut("long", numbered([f"Provision {n} holds." for n in range(1, 1001)]))
    assert len(draft.points) == 1000
    assert len(cut("short", "1. Pays\n640. crowns.\n2. Leaves.").points) == 2
