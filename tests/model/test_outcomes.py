"""What became of a forecast: one answer from the desk's words, of either kind, the last first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from detente.model.outcomes import Outcome, outcome, outcome_by
from detente.model.snapshot import Judgement
from detente.views.words import say
from tests.views.sample import E_FORECAST, JUDGEMENT

WHY, DAY = "the ferry runs again", dt.date(2031, 3, 5)


def said(*fields: str, undone: bool = False) -> Judgement:
    pairs = tuple((name, value) for name, _, value in (one.partition("=") for one in fields))
    return replace(JUDGEMENT, verdict="corrected", fields=pairs, why=WHY, undone=undone)


MET, UNMET = said("condition_met=yes"), said("condition_met=no")
CAME, CAME_NOT = said("came_about=yes"), said("came_about=no")
SETTLED, REOPENED = said("resolved=yes"), said("resolved=no")


@pytest.mark.parametrize(
    ("judgements", "state", "met", "came_about", "words"),
    [
        ((), "open", None, None, ""),
        ((JUDGEMENT,), "open", None, None, ""),
        ((MET,), "open", True, None, "its condition is met"),
        ((CAME,), "open", None, True, "it came about"),
        ((MET, CAME), "hit", True, True, "its condition is met, it came about"),
        (
            (MET, CAME, CAME_NOT),
            "miss",
            True,
            False,
            "its condition is met, it did not come about",
        ),
        ((UNMET,), "void", False, None, "its condition did not come about"),
        ((SETTLED,), "settled", None, None, "settled"),
        ((SETTLED, MET, CAME), "hit", True, True, "its condition is met, it came about"),
        ((SETTLED, MET), "settled", True, None, "its condition is met"),
        ((SETTLED, REOPENED), "open", None, None, ""),
        ((MET, CAME, REOPENED), "open", None, None, ""),
        ((said("resolved=yes", undone=True),), "open", None, None, ""),
        ((said("probability=70"),), "open", None, None, ""),
    ],
)
def test_the_last_word_of_the_desk_counts(judgements, state, met, came_about, words):
    found = outcome_by(judgements, tied=True)
    assert (found.state, found.met, found.came_about) == (state, met, came_about)
    assert found.words == words
    assert (found.said, found.on) == ((WHY, DAY) if words else (None, None))


def test_without_a_condition_none_is_asked_for():
    assert outcome_by((CAME,), tied=False).state == "hit"
    assert outcome_by((UNMET, CAME_NOT), tied=False).state == "miss"


def test_what_is_under_a_higher_mark_is_not_called_open():
    hidden = replace(E_FORECAST, judgements=(), judgements_left_out=1)
    assert outcome(hidden) == Outcome("not shown")
    half = replace(hidden, judgements=(MET,))
    assert (outcome(half).state, outcome(half).met) == ("not shown", True)


def test_whatever_says_a_forecast_says_what_became_of_it():
    settled = replace(E_FORECAST, judgements=(MET, CAME_NOT))
    told = "; its condition is met, it did not come about, says the desk"
    assert say(settled) == f"{say(E_FORECAST)}{told}"
