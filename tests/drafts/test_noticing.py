"""What a draft's text may hold that a reader should know: told in a sentence, never refused."""

import random
import time

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.points import cut

FOREIGN = (
    "Wszystkie oddziały opuszczają pas w ciągu dziewięćdziesięciu dni od podpisania tej umowy "
    "przez obie strony"
)


def test_a_number_that_stands_twice_is_noted_and_both_points_are_kept() -> None:
    draft = cut("plan", "1. Forces leave.\n2. Gas flows.\n2. Ports open.\n3. Prisoners return.")
    assert [draft.parts[n].label for n in draft.points] == ["1", "2", "2", "3"]
    (note,) = draft.notes
    assert note.startswith("point 2 stands more than once")


def test_points_in_another_language_are_noted_and_compared_by_their_words() -> None:
    one = cut("a", f"1. Forces leave the strip within 90 days.\n2. {FOREIGN}.")
    other = cut("b", f"1. {FOREIGN}.\n2. Forces leave the strip within 90 days.")
    assert one.notes[0].startswith("point 2 is not in English")
    pairs = align(one, other).pairs
    assert {(pair.a, pair.b) for pair in pairs} == {((0,), (1,)), ((1,), (0,))}


def test_short_points_are_of_no_language() -> None:
    assert cut("a", "1. Odra: 12.5 km\n2. Gas flows again").notes == ()


def test_a_sentence_of_few_small_words_is_english() -> None:
    words = (
        "This pact enters into force when [six] [eight] member states have deposited instruments"
    )
    assert cut("a", f"1. {words}.").notes == ()


def test_a_point_of_200_kilobytes_is_compared_in_seconds_and_noted() -> None:
    chance = random.Random(1)  # noqa: S311  (no secret)
    syllables = ("ba", "ke", "lo", "mi", "nu", "sta", "tor", "vel")
    words = ["".join(chance.choices(syllables, k=4)) for _ in range(25_000)]
    changed = [w if n % 50 else "altered" for n, w in enumerate(words)]
    one, other = (cut(n, "1. " + " ".join(w)) for n, w in (("a", words), ("b", changed)))
    assert len(one.text) > 200_000
    assert "if it should be several, number them" in one.notes[-1]
    start = time.perf_counter()
    (found,) = compare(align(one, other)).changed
    assert time.perf_counter() - start < 60
    assert found.weight == "substantive"
    assert sum(edit.after == "altered" for edit in found.edits) == 500


def test_a_day_that_may_be_meant_in_two_ways_is_named() -> None:
    [note] = cut("a", "1. Forces leave the strip by 3/5/2031, or on 25/5/2031 at last.").notes
    assert note.startswith("3/5/2031 may be read by day or by month first")
