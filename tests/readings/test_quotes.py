"""Quotation marks -> quotations: curly, straight, nested, left open."""

from __future__ import annotations

import pytest

from detente.readings.nlp import split_paragraphs
from detente.readings.quotes import Quote, find_quotes


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
