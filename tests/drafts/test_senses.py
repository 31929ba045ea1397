"""What words mean one by one: the table that comes with the package, and what it is good for."""

from __future__ import annotations

import numpy as np

from detente.drafts.aligning import align
from detente.drafts.points import cut
from detente.drafts.senses import SIZE, lettered, sense, senses
from detente.drafts.wordpieces import known


def test_words_that_mean_alike_are_near() -> None:
    captives, prisoners, gas = (
        row / np.linalg.norm(row) for row in senses(["captives", "prisoners", "gas"])
    )
    assert captives @ prisoners > 0.5 > captives @ gas


def test_only_pieces_of_letters_have_a_vector() -> None:
    assert len(set(lettered())) == len(lettered()) < len(known())
    assert not sense("42").any()
    assert sense("").shape == (SIZE,)


def test_a_common_word_weighs_less_than_a_rare_one() -> None:
    assert np.linalg.norm(sense("the")) < np.linalg.norm(sense("minefield"))


def test_a_point_may_be_split_into_two_that_stand_apart() -> None:
    old = cut(
        "old",
        "1. The ferry to Tarn sails every morning. Its crew is hired from both islands.\n"
        "2. Salt is sold at the price of last year.\n"
        "3. The lighthouse keeps its white lamp.\n",
    )
    new = cut(
        "new",
        "1. The ferry to Tarn sails every morning.\n"
        "2. Salt is sold at the price of last year.\n"
        "3. The lighthouse keeps its white lamp.\n"
        "4. The crew of the ferry is hired from both islands.\n",
    )
    pairs = {(p.kind, p.a, p.b) for p in align(old, new).pairs}
    a, b = old.points, new.points
    assert ("split", (a[0],), (b[0], b[3])) in pairs
    assert {("kept", (a[1],), (b[1],)), ("kept", (a[2],), (b[2],))} <= pairs
