"""What is said where a text breaks off is possible only, and keeps its ellipsis."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading, Statement
from detente.model.sureness import LEAST
from detente.model.text import make_report
from detente.readings.breaks import BREAKS_OFF
from detente.readings.readers import explainer, reader
from tests.record.build import NOON

Read = Callable[..., Reading]

BEFORE = "Ada Rovic and Jan Belling met in Vell on Monday. "


def signs(reading: Reading) -> list[str]:
    """What stands where the text breaks off."""
    return [n.evidence.text for n in reading.notes if n.message == BREAKS_OFF and n.evidence]


@pytest.mark.parametrize(
    ("text", "said", "sign"),
    [
        (
            BEFORE + "Rovic said that Norland would not free the crew unless Sudmark…",
            "Norland would not free the crew unless Sudmark…",
            "…",
        ),
        (
            BEFORE + "Rovic said that Norland would not free the crew unless [...] Read more",
            "Norland would not free the crew unless [...]",
            "[...]",
        ),
        (
            BEFORE + "Rovic said that Norland would not free the crew unless Sudmark",
            "Norland would not free the crew unless Sudmark",
            "Sudmark",
        ),
        (
            BEFORE
            + "Rovic said that Norland would free the crew…\n\nBelling said that he hoped so.",
            "Norland would free the crew…",
            "…",
        ),
    ],
)
def test_a_statement_that_breaks_off_is_possible_only(
    read: Read, text: str, said: str, sign: str
) -> None:
    reading = read(text)
    cut = reading.of(Statement)[0]
    assert cut.main.text == said
    assert cut.confidence < LEAST
    assert all(later.confidence > LEAST for later in reading.of(Statement)[1:])
    assert signs(reading) == [sign]


def test_a_stance_before_a_cut_may_yet_be_tied_to_something(read: Read) -> None:
    reading = read(BEFORE + "Norland accepts the plan of the mediators, but only if the…")
    assert {p.confidence < LEAST for p in reading.of(Position)} == {True}


@pytest.mark.parametrize(
    "text",
    [
        BEFORE + "Rovic said that Norland would free the crew.",
        BEFORE + '"We will see…" Rovic said. "Norland will free the crew…"',
        "Norland rejects the plan of the mediators",
        "Talks end\n\n" + BEFORE + "Rovic said that Norland would free the crew.",
    ],
)
def test_a_whole_text_and_a_headline_do_not_break_off(read: Read, text: str) -> None:
    assert signs(read(text)) == []


def test_the_reasons_say_that_the_text_breaks_off() -> None:
    report = make_report(
        BEFORE + "Rovic said that Norland would not free the crew unless…",
        retrieved=NOON,
        published=NOON.date(),
    )
    (explanation,) = explainer("learned").explain_all([report])
    assert explanation.reading == reader("learned").read(report)
    (why,) = [why for why in explanation.whys if isinstance(why.claim, Statement)]
    assert why.put[-1] == BREAKS_OFF
    assert why.claim in explanation.reading.claims
