"""Words of two parts are one thing, and no token comes to govern itself."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from detente.readings.hyphens import with_counters


class Words(NamedTuple):
    """As in "its counter-plan failed", however a parse hangs it together."""

    head: list[int]
    lower: tuple[str, ...] = ("its", "counter", "-", "plan", "failed")
    start: tuple[int, ...] = (0, 4, 11, 12, 17)
    end: tuple[int, ...] = (3, 11, 12, 16, 23)
    pos: tuple[str, ...] = ("PRON", "ADV", "PUNCT", "NOUN", "VERB")
    tag: tuple[str, ...] = ("PRP$", "RB", "HYPH", "NN", "VBD")
    dep: tuple[str, ...] = ("poss", "advmod", "punct", "nsubj", "ROOT")


@pytest.mark.parametrize(
    "head", [[3, 3, 3, 4, 4], [1, 4, 1, 1, 4], [3, 0, 3, 4, 4], [1, 4, 4, 4, 4]]
)
def test_a_counter_plan_is_one_noun_in_its_place(head: list[int]) -> None:
    assert with_counters(Words(head))["head"] == [3, 3, 3, 4, 4]


def test_a_text_without_such_words_stays_as_it_is() -> None:
    assert with_counters(Words([3, 3, 3, 4, 4], lower=("its", "old", "-", "plan", "failed"))) == {}
