"""A very long point is compared piece by piece: nothing is lost, and what changed is found."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.flat import Flat
from detente.drafts.lengths import LONG, pieces
from detente.drafts.points import cut
from detente.drafts.typed import Sides

_WORDS = ("boats", "salt", "piers", "tolls", "wardens", "nets", "lamps", "barges", "docks", "oil")


def sentence(chance: Random) -> str:
    return (
        f"The {' and '.join(chance.choices(_WORDS, k=4))} of pier {chance.randint(1, 999)} stay."
    )


def flat(text: str) -> Flat:
    return Flat(text, tuple(range(len(text))))


@given(
    st.integers(min_value=0, max_value=2_000_000),
    st.integers(min_value=0, max_value=500),
    st.integers(min_value=0, max_value=500),
    st.booleans(),
)
def test_the_pieces_are_the_whole(seed: int, kept: int, more: int, is_one_sentence: bool) -> None:
    chance = Random(seed)  # noqa: S311 (no secret)
    said = [sentence(chance) for _ in range(kept)]
    other = said[: kept // 2] + [sentence(chance) for _ in range(more)] + said[kept // 2 :]
    texts = [" ".join(one) for one in (said, other)]
    if is_one_sentence:
        texts = [text.replace(".", "") for text in texts]
    found = list(pieces(Sides(*map(flat, texts))))
    assert ["".join(getattr(one, side).text for one in found) for side in "ab"] == texts
    for side in "ab":
        places = [place for one in found for place in getattr(one, side).places]
        assert places == sorted(places)
    longest = max(min(len(one.a.text), len(one.b.text)) for one in found)
    assert longest <= 2 * LONG


def test_what_changed_in_a_very_long_point_is_found() -> None:
    chance = Random(1)  # noqa: S311 (no secret)
    said = [sentence(chance) for _ in range(900)]
    old, new = list(said), list(said)
    old[100], new[100] = "Norland shall clear the mud.", "Norland should clear the mud."
    old[450], new[450] = "Ferries run within 30 days.", "Ferries run within 45 days."
    new.insert(700, "Nobody may fish at night.")
    old[-1], new[-1] = "Coal is burnt.", "Peat is burnt."
    drafts = (cut(name, f"1. {' '.join(every)}") for name, every in (("a", old), ("b", new)))
    comparison = compare(align(*drafts))
    (changed,) = comparison.changed
    assert [(e.kind, e.before, e.after) for e in changed.edits] == [
        ("obligation", "shall", "should"),
        ("deadline", "30 days", "45 days"),
        ("negation", "", "Nobody"),
        ("wording", "", "may fish at night"),
        ("wording", "Coal", "Peat"),
    ]
    texts = comparison.alignment.a.text, comparison.alignment.b.text
    for e in changed.edits:
        assert texts[0][e.a.start : e.a.end] == e.before
        assert texts[1][e.b.start : e.b.end] == e.after


def test_what_goes_at_great_length_is_not_mixed_with_what_stays() -> None:
    chance = Random(3)  # noqa: S311 (no secret)
    said = [f"{chance.choice(_WORDS).capitalize()} go to pier {n}." for n in range(1000, 1900)]
    for left in (said[:600], said[300:], said[:250] + said[600:]):
        drafts = (cut(name, f"1. {' '.join(every)}") for name, every in (("a", said), ("b", left)))
        (changed,) = compare(align(*drafts)).changed
        assert {e.after for e in changed.edits} == {""}
