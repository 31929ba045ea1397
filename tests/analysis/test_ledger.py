"""The forecasts ledger: what counts as stated, as hit, miss, void and open, and the scores."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from detente.analysis import ledger
from detente.analysis.ledger import stated
from detente.model.claims import Assessment
from detente.model.snapshot import Entry, Judgement, Sighting, Snapshot
from detente.model.text import Evidence

DAY = dt.date(2031, 3, 1)
NOW = dt.datetime(2031, 4, 1, tzinfo=dt.UTC)


def forecast(
    by: str, words: str, *said: tuple[str, str], condition: str | None = None, day: int = 0
) -> Entry:
    """A forecast that the desk said something of, one judgement a word."""
    claim = Assessment(
        evidence=(Evidence(report="r00000000001", start=0, end=len(words), text=words),),
        by=by,
        about="the talks",
        polarity="conditional",
        condition=condition,
    )
    sighting = Sighting(
        claim=claim.id,
        report="r00000000001",
        outlet="Post",
        address=None,
        title=None,
        published=DAY + dt.timedelta(days=day),
        origin="r00000000001",
        entered=NOW,
        body=claim,
    )
    judgements = tuple(
        Judgement(
            id=number,
            target=claim.id,
            verdict="corrected",
            fields=(one,),
            by="ana",
            why=None,
            at=NOW,
            mark="internal",
        )
        for number, one in enumerate(said, 1)
    )
    return Entry(
        id=f"{by} {words}",
        family="assessments",
        claim=claim,
        sightings=(sighting,),
        judgements=judgements,
    )


def rows(*entries: Entry) -> list[dict[str, Any]]:
    finding = ledger(Snapshot(as_of=DAY, assessments=entries))
    return [
        dict(zip(finding.columns, row.cells, strict=True), basis=row.basis) for row in finding.rows
    ]


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("There is a 70 percent chance of a deal.", 70),
        ("A deal is 35% likely, she said.", 35),
        ("The probability of a deal is 12.5 per cent.", 12.5),
        ("The chances of a signing by June are about 80 percent.", 80),
        ("He called it fifty-fifty.", 50),
        ("She is 100 percent certain that they sign.", 100),
        ("A deal is likely.", None),
        ("A 60 to 70 percent chance.", None),
        ("A 60-70% chance.", None),
        ("A chance remains. Tariffs rise by 30 percent.", None),
        ("It is likely that 70 percent of the troops leave.", None),
        ("There is a 170 percent chance.", None),
    ],
)
def test_only_a_number_that_is_a_probability_counts(words: str, percent: float | None) -> None:
    assert stated(words) == (None if percent is None else pytest.approx(percent / 100))


def test_states_follow_from_what_the_desk_said() -> None:
    met, unmet, yes, no = (
        ("condition_met", "yes"),
        ("condition_met", "no"),
        ("came_about", "yes"),
        ("came_about", "no"),
    )
    made = {
        "open": forecast("A", "it fails", condition="if it rains"),
        "half": forecast("B", "it fails", yes, condition="if it rains"),
        "void": forecast("C", "it fails", unmet, no, condition="if it rains"),
        "hit": forecast("D", "it fails", met, yes, condition="if it rains"),
        "miss": forecast("E", "it fails", met, no, condition="if it rains"),
        "changed": forecast("F", "it fails", yes, no),
    }
    found = {row["by"]: row["state"] for row in rows(*made.values()) if row["kind"] == "forecast"}
    assert found == {"A": "open", "B": "open", "C": "void", "D": "hit", "E": "miss", "F": "miss"}


def test_a_judgement_taken_back_says_nothing() -> None:
    entry = forecast("A", "it fails", ("came_about", "yes"), condition=None)
    undone = replace(entry, judgements=(replace(entry.judgements[0], undone=True),))
    assert rows(undone)[0]["state"] == "open"


def test_scores_are_by_author_and_in_all() -> None:
    yes, no = ("came_about", "yes"), ("came_about", "no")
    found = rows(
        forecast("Oake", "a 90 percent chance of a deal", yes),
        forecast("Oake", "an 80 percent chance of rain", no),
        forecast("Oake", "a 10% chance of war", no),
        forecast("Brand", "it fails", yes),
        forecast("Brand", "it ends", no),
        forecast("Brand", "it stays"),
    )
    scores = {
        (row["by"], row["score"].split(" ")[0]): row for row in found if row["kind"] == "score"
    }
    brier = ((0.9 - 1) ** 2 + 0.8**2 + 0.1**2) / 3
    assert scores["Oake", "Brier"]["score"].startswith(f"Brier {brier:.2f} over 3")
    assert scores["all", "Brier"]["score"].startswith(f"Brier {brier:.2f} over 3")
    assert scores["Brand", "came"]["score"].startswith("came about 1 of 2 (90 percent interval")
    assert len(scores["Brand", "came"]["basis"]) == 2
    bins = {row["stated [percent]"]: row["score"] for row in found if row["kind"] == "calibration"}
    assert bins[10].startswith("stated 0 to 20 percent: came about 0 of 1")
    assert bins[85].startswith("stated 80 to 100 percent: came about 1 of 2")


def test_what_nobody_judged_has_no_score() -> None:
    (row,) = rows(forecast("Oake", "a 90 percent chance of a deal by the end of June"))
    assert (row["state"], row["score"], row["stated [percent]"]) == ("open", None, 90)
    assert row["by when"] == "by the end of June"


def test_an_assessment_that_forecasts_nothing_is_left_out() -> None:
    calm = forecast("Oake", "the talks were good")
    plain = replace(calm, claim=replace(calm.claim, polarity="positive"))  # type: ignore[call-arg]
    assert rows(plain) == []


def test_the_desk_may_say_which_number_words_mean() -> None:
    likely = forecast("A", "It is likely.", ("came_about", "yes"), ("probability", "80"))
    stated_ = forecast("B", "There is a 30 percent chance.", ("probability", "40%"))
    found = {row["by"]: row for row in rows(likely, stated_) if row["kind"] == "forecast"}
    assert (found["A"]["stated [percent]"], found["A"]["by whose number"]) == (80, "the desk's")
    assert found["A"]["score"] == "Brier 0.04"
    assert (found["B"]["stated [percent]"], found["B"]["by whose number"]) == (40, "the desk's")
    plain = rows(forecast("C", "There is a 30 percent chance."))
    assert [row["by whose number"] for row in plain] == ["its words'"]


def test_what_the_desk_said_under_a_higher_mark_is_not_called_open() -> None:
    hidden = replace(forecast("A", "it fails", condition="if it rains"), judgements_left_out=1)
    assert [row["state"] for row in rows(hidden)] == ["not shown"]
