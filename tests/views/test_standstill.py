"""What holds talks up: sides, conditions, silences."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from detente.model.snapshot import Refusal, Snapshot
from detente.views.standstill import conditions, sides, silences
from tests.views.sample import (
    E_DECLINED,
    E_DRAFT,
    SNAPSHOT,
)
from tests.views.worlds import snapshots


def test_the_sides_of_an_obstacle_are_the_stances_on_its_words():
    found = sides(SNAPSHOT, "the demand that forces leave the Saltmarsh strip")
    assert {(one.party, one.held.position.stance) for one in found} == {
        ("Norland", "demands"),
        ("Sudmark", "rejects"),
    }
    assert {one.proposition for one in found} == {"forces leave the Saltmarsh strip"}


def test_other_words_and_none_have_no_sides():
    assert sides(SNAPSHOT, "the price of gas") == ()
    assert sides(SNAPSHOT, "it") == ()


def test_the_own_voice_comes_first():
    found = sides(SNAPSHOT, "ferry timetable")
    assert [one.held.position.voice for one in found] == ["counterpart"]
    every = sides(SNAPSHOT, "strip")
    assert all(one.held.position.voice == "own" for one in every)


def test_conditions_are_those_of_stances_in_the_matrix():
    found = conditions(SNAPSHOT)
    assert [(one.party, one.held.position.condition) for one in found] == [
        ("Sudmark", "if Norland first reopens the ferry")
    ]
    assert found[0].proposition == "observers in the strip"


def test_a_silence_says_who_and_about_what():
    placed = silences(SNAPSHOT)
    assert [(one.party, one.about) for one in placed] == [
        ("Sudmark", "the ferry runs to the timetable")
    ]
    nowhere = replace(E_DECLINED, issue=None, proposition=None)
    unnamed = Refusal(party="", entry=E_DRAFT)
    refusals = (Refusal(party="a-1", entry=nowhere), unnamed)
    found = silences(replace(SNAPSHOT, refusals=refusals))
    assert [(one.party, one.about) for one in found] == [
        ("Norland", None),
        ("Norland, Sudmark", None),
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(most=12))
def test_no_refusal_is_lost_and_every_condition_is_one(snapshot: Snapshot):
    assert len(silences(snapshot)) == len(snapshot.refusals)
    assert all(one.held.position.condition for one in conditions(snapshot))
