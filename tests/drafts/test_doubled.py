"""Numbers that a text says twice, in words and in digits, as contracts do."""

from __future__ import annotations

import pytest

from detente.drafts.doubled import once
from detente.model.text import Span
from tests.drafts.wordings import changed


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "Remains are exchanged within thirty (30) days of signature.",
            "Remains are exchanged within sixty (60) days of signature.",
            ("deadline", "thirty (30) days", "sixty (60) days", "up"),
        ),
        (
            "Remains are exchanged within thirty days of signature.",
            "Remains are exchanged within sixty (60) days of signature.",
            ("deadline", "thirty days", "sixty (60) days", "up"),
        ),
        (
            "Kestria pays ten percent (10%) of the price.",
            "Kestria pays 8 percent of the price.",
            ("number", "ten percent (10%)", "8 percent", "down"),
        ),
        (
            "The fund holds two million (2,000,000) crowns.",
            "The fund holds three million (3,000,000) crowns.",
            ("number", "two million (2,000,000) crowns", "three million (3,000,000) crowns", "up"),
        ),
        (
            "The court has one (1) judge.",
            "The court has 3 (three) judges.",
            ("number", "one (1) judge", "3 (three) judges", "up"),
        ),
        (
            "The board reports every three (3) months.",
            "The board reports every six (6) months.",
            ("frequency", "every three (3) months", "every six (6) months", "less often"),
        ),
    ],
)
def test_a_number_said_twice_changes_once(
    old: str, new: str, told: tuple[str, str, str, str]
) -> None:
    [edit] = changed(old, new).edits
    assert (edit.kind, edit.before, edit.after, edit.direction) == told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Guns leave within thirty (30) days.", "Guns leave within thirty days."),
        ("Guns leave within 30 days.", "Guns leave within thirty (30) days."),
        ("The court has three (3) judges.", "The court has three judges."),
        ("The board reports every six (6) months.", "The board reports every 6 months."),
    ],
)
def test_a_number_said_once_more_is_a_matter_of_style(one: str, other: str) -> None:
    assert changed(one, other).weight == "editorial"
    assert changed(other, one).weight == "editorial"


def test_words_and_digits_that_differ_both_stay() -> None:
    text = "Guns leave within thirty (60) days."
    assert once(text).text == text
    assert changed(text, "Guns leave within thirty (30) days.").weight == "substantive"


def test_a_stretch_is_found_again_behind_numbers_said_twice() -> None:
    text = "In two (2) of the three (3) ports 40 ships stay for one (1) year."
    said = once(text)
    assert said.text == "In 2 of the 3 ports 40 ships stay for 1 year."
    for short, whole in [
        ("In", "In"),
        ("2 of", "two (2) of"),
        ("the", "the"),
        ("2 of the 3 ports", "two (2) of the three (3) ports"),
        ("40 ships", "40 ships"),
        ("1 year", "one (1) year"),
    ]:
        start = said.text.index(short)
        span = said.whole(Span(start, start + len(short)))
        assert text[span.start : span.end] == whole
