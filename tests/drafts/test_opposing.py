"""Words that turn a point round: denials and opposites; a stance on such a point is open."""

from __future__ import annotations

import pytest

from detente.drafts.hearing import askings, hearings
from detente.drafts.opposing import Opposites, is_against, opposites
from detente.drafts.points import cut
from tests.drafts.test_hearing import NEW_DAY, entry

TERMS = cut(
    "terms",
    "1. Ships of all flags pass freely through the Strait of Ommen.\n"
    "2. The garrison leaves the hill of Tarn within 60 days.\n"
    "3. The lighthouse toll is suspended for grain barges.\n",
)


@pytest.mark.parametrize("row", opposites(), ids=lambda row: row.says[0])
def test_each_row_of_opposites_proves_itself(row: Opposites) -> None:
    assert is_against(*row.says)
    assert is_against(*reversed(row.says))
    assert not is_against(*row.never)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Lorrin will close the Strait of Ommen to ships", 0),
        ("ships of all flags do not pass through the Strait of Ommen", 0),
        ("the garrison stays on the hill of Tarn", 1),
        ("the garrison does not leave the hill of Tarn", 1),
        ("the lighthouse toll is charged again for grain barges", 2),
    ],
)
def test_a_stance_that_turns_a_point_round_is_a_candidate_only(words: str, part: int) -> None:
    (found,) = hearings(TERMS, [entry(words, "2031-03-05")], since=NEW_DAY)
    assert (found.part, found.how, found.against) == (part, "words", True)


@pytest.mark.parametrize(
    "words",
    [
        "ships pass freely through the Strait of Ommen",
        "Lorrin will not close the Strait of Ommen to ships",
        "the garrison leaves the hill of Tarn, or else Lorrin does not sign",
        "the garrison should vacate the hill of Tarn",
        "the lighthouse toll for grain barges should be waived",
    ],
)
def test_a_stance_in_the_point_s_sense_is_on_it(words: str) -> None:
    assert [h.against for h in hearings(TERMS, [entry(words, "2031-03-05")])] == [False]


def test_a_stance_on_a_name_is_open_if_its_sentence_turns_the_point_round() -> None:
    told = entry("Lorrin will close the Strait of Ommen", "2031-03-05", on="the Strait of Ommen")
    assert [h.against for h in hearings(TERMS, [told])] == [True]
    told = entry(
        "Lorrin does not allow the Strait of Ommen to be anybody's",
        "2031-03-05",
        on="the Strait of Ommen",
    )
    assert [h.against for h in hearings(TERMS, [told])] == [False]


def test_a_number_is_no_two_words() -> None:
    draft = cut("draft", "1. The garrison leaves in three stages.")
    assert hearings(draft, [entry("Three of the points are good", "2031-03-05", on="three")]) == ()


def test_what_a_threat_hangs_on_does_not_turn_it() -> None:
    words = "Lorrin will close the Strait of Ommen unless the arrears are not paid"
    assert is_against(words, TERMS.parts[TERMS.points[0]].body)


def test_nobody_had_asked_for_a_change_by_speaking_against_it() -> None:
    from detente.drafts.aligning import align
    from detente.drafts.changes import compare

    old = cut("old", "1. The books of the port are open.")
    new = cut(
        "new", "1. The books of the port are open.\n2. Ships pass freely through the strait."
    )
    told = compare(align(old, new))
    shut, free = (
        hearings(new, [entry(words, "2031-03-05")])
        for words in ("ships do not pass the strait freely", "ships pass the strait freely")
    )
    assert [one.b for one in askings(told, (), free, dated=NEW_DAY)] == [(new.points[1],)]
    assert askings(told, (), shut, dated=NEW_DAY) == ()
