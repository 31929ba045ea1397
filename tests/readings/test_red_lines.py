"""What is called a red line: how far a position binds, and which way an act lies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("behind", "firmness", "level"),
    [
        ("“That is a line we will not cross,” she said.", "line we will not cross", True),
        ("“This is a red line,” she said.", "red line", True),
        ("“It rained,” she said.", None, False),
        ("“The red line runs to the port,” she said.", None, False),
    ],
)
def test_a_sentence_that_points_back_tells_how_far_it_binds(
    read: Read, behind: str, firmness: str | None, *, level: bool
) -> None:
    text = f"“We will not hand over the port,” Skov said. {behind}"
    found = positions_after(read(OPENING + text))
    assert [(p.actor, p.stance, p.firmness) for p in found] == [("Norland", "rejects", firmness)]
    assert (found[0].level == "stated_red_line") == level


@pytest.mark.parametrize(
    "sentence",
    [
        "“That is a line we will not cross,” Skov said.",
        "“The fee is a red line for us,” Skov said.",
        "Handing over the port is not a red line for Norland, Skov said.",
        "Whether handing over the port is a red line for Norland is unclear.",
    ],
)
def test_a_line_alone_tells_no_stance(read: Read, sentence: str) -> None:
    assert positions_after(read(OPENING + sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Handing over the port is a red line for Norland, Skov said.",
        "“Handing over the port would be a red line,” Skov said.",
    ],
)
def test_an_act_that_is_a_red_line_is_rejected(read: Read, sentence: str) -> None:
    found = positions_after(read(OPENING + sentence))
    told = [(p.actor, p.stance, p.issue, p.level) for p in found]
    assert told == [("Norland", "rejects", "Handing over the port", "stated_red_line")]


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norland on Monday ruled out lifting the ban on grain.", "rejects"),
        ("Norland argued against lifting the ban on grain.", "rejects"),
        ("Norland held out against lifting the ban on grain.", "rejects"),
        ("Norland did not oppose lifting the ban on grain.", "reserves"),
        ("Norland refused to rule out lifting the ban on grain.", "reserves"),
    ],
)
def test_a_no_to_doing_it_is_never_the_deed(read: Read, sentence: str, stance: str) -> None:
    assert [p.stance for p in positions_after(read(OPENING + sentence))] == [stance]


def test_what_we_will_not_do_is_on_the_thing_described(read: Read) -> None:
    found = positions_after(read(OPENING + "“That is a fee that we will not pay,” Skov said."))
    assert [(p.stance, p.issue) for p in found] == [("rejects", "a fee")]
