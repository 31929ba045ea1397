"""Claims: an id follows from what is claimed and where, not from who found it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from detente.model.claims import Position, Reading, StickingPoint
from detente.model.text import Evidence, make_report

WORDS = Evidence("0123456789ab", 3, 9, "leave.")
POSITION = Position(evidence=(WORDS,), actor="Norland", issue="the strip", stance="rejects")


def test_an_id_does_not_depend_on_rule_or_confidence() -> None:
    again = replace(POSITION, rule="en.other@2", confidence=0.1)
    assert again.id == POSITION.id


def test_an_id_tells_claims_on_the_same_words_apart() -> None:
    other = replace(POSITION, stance="demands")
    point = StickingPoint(evidence=(WORDS,), issue="the strip")
    assert len({POSITION.id, other.id, point.id}) == 3


def test_a_reading_gives_one_family() -> None:
    report = make_report("Norland left.", retrieved=dt.datetime(2031, 3, 4, tzinfo=dt.UTC))
    reading = Reading(report=report, reader="test@1", claims=(POSITION,))
    assert reading.of(Position) == (POSITION,)
    assert reading.of(StickingPoint) == ()
