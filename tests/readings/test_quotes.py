"""Quotation marks -> quotations: curly, straight, nested, left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.readings.paragraphs import split_paragraphs
from detente.readings.quotes import Quote, find_quotes, pair_marks


def quotes(text: str) -> list[Quote]:
    """Quotations of a text, in order."""
    return list(find_quotes(text, split_paragraphs(text)))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('The fee is "too high" for us.', ["too high"]),
        ("The fee is “too high” for us.", ["too high"]),
        ("The fee is ''too high'' for us.", ["too high"]),
        ("The fee is ‘too high’ for us.", ["too high"]),
        ("The unions' fee is the members' own.", []),
        ("It’s Norland’s fee.", []),
        ('"One," he said, "two."', ["One,", "two."]),
    ],
)
def test_what_stands_between_the_marks(text: str, inner: list[str]) -> None:
    assert [text[q.inner_start : q.inner_end] for q in quotes(text)] == inner


def test_a_mark_left_open_goes_on_in_the_next_paragraph() -> None:
    first, second = quotes('He said: "The strip is closed.\n\n"It stays closed."\n\nThe end.')
    assert (first.closed, first.follows) == (False, False)
    assert (second.closed, second.follows) == (True, True)


def test_a_quotation_within_a_quotation_lies_within_it() -> None:
    outer, inner = quotes("“She said ‘never again’ to me,” he said.")
    assert outer.start < inner.start < inner.end < outer.end


def strays(text: str) -> list[tuple[int, str]]:
    """Paragraph-independent places of marks without a partner."""
    return [
        (s.start, text[s.start : s.end])
        for s in pair_marks(text, tuple(split_paragraphs(text))).strays
    ]


@pytest.mark.parametrize(
    "text",
    [
        'The fee is "too high" for us, and "too late", he said.',
        'He said: "The strip is closed.\n\n"It stays closed."\n\nThe end.',
        'He said: "The strip is closed.\n\nIt stays closed." The end.',
        "“She said “never” to me,” he said.",
        'The pier is 12" long, and the hut is 6\'2" high.',
        'He said ("the strip"), then left.',
        'A "last-ditch"-style offer—"for now"—is on the table.',
    ],
)
def test_marks_that_pair_up_leave_no_strays(text: str) -> None:
    assert strays(text) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ('He said: "The strip is closed.\n\nThe talks go on.', 9),
        ("The strip is closed,” he said.", 20),
        ('He said "the strip is closed. "It stays closed," he added.', 8),
        ('The talks go on. He said: "The strip is closed.', 26),
    ],
)
def test_a_mark_without_a_partner_is_told(text: str, start: int) -> None:
    assert [place for place, _ in strays(text)] == [start]


def test_a_missing_mark_does_not_turn_the_rest_of_the_paragraph_inside_out() -> None:
    text = 'He said "the strip is closed. "It stays closed," he added.'
    assert [text[q.inner_start : q.inner_end] for q in quotes(text)] == [
        "the strip is closed.",
        "It stays closed,",
    ]


def test_a_quotation_goes_on_without_a_new_mark_if_the_next_one_closes_it() -> None:
    text = 'He said: "The strip is closed.\n\nIt stays closed." The end.'
    first, second = quotes(text)
    assert (first.closed, second.closed, second.follows) == (False, True, True)
    assert text[second.inner_start : second.inner_end] == "It stays closed."


def test_three_paragraphs_of_one_quotation_follow_one_another() -> None:
    found = quotes('"The strip is closed.\n\n"The pier is too.\n\n"We regret it," he said.')
    assert [(q.closed, q.follows) for q in found] == [(False, False), (False, True), (True, True)]


def test_the_same_marks_within_a_quotation_do_not_end_it() -> None:
    text = "“She said “never” to me,” he said."
    assert [text[q.inner_start : q.inner_end] for q in quotes(text)] == ["She said “never” to me,"]


@given(st.text(alphabet=st.sampled_from("ab \n\"“”‘’'.,-—("), max_size=60))
def test_quotations_lie_in_their_paragraph_and_hold_something(text: str) -> None:
    blocks = split_paragraphs(text)
    for quote in pair_marks(text, tuple(blocks)).quotes:
        block = blocks[quote.paragraph]
        assert block.start <= quote.start <= quote.inner_start < quote.inner_end <= quote.end
        assert quote.end <= block.end
