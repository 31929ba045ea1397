"""What stands above a text as its title."""

from __future__ import annotations

import pytest

from detente.reports.text import headline


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Talks end in Vell", "Talks end in Vell"),
        ("HARBOURLINE PLC\nRejection of an offer", "HARBOURLINE PLC: Rejection of an offer"),
        ("The Vell Letter by Clara Roe\nMonday, March 3, 2031", "The Vell Letter by Clara Roe"),
        ("A fund is agreed on after\nthree nights", "A fund is agreed on after three nights"),
        ("VELL BULLETIN\nA daily report\nVol. 3 | Monday", "VELL BULLETIN: A daily report"),
        ("The talks ended.\nNobody smiled.", None),
        ("The talks ended on Monday, when\nboth sides had left the room.", None),
        ("One\nTwo\nThree\nFour", None),
        ("Norland freed 44 prisoners on Monday, the monitors said.", None),
        (
            "Norland to free 44 prisoners after talks in the U.S.",
            "Norland to free 44 prisoners after talks in the U.S.",
        ),
        ("No deal.", "No deal."),
    ],
)
def test_lines_apart_are_the_title(above: str, title: str | None) -> None:
    assert headline(f"{above}\n\nThe envoys of Norland met on Monday.") == title
