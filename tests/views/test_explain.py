"""Reasons as text, JSON and on the marked page."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from detente.model.explanations import Explanation, Passed, Reason, Rival, Silence, Why
from detente.views.explain import EXPLAINERS, explanation_json, explanation_text
from tests.views.expected import matches
from tests.views.pagecheck import check
from tests.views.sample import READING, demand, refusal, words

HELD = 0.8
CLUES = (Reason("the word “not”", 0.9), Reason("the clause is short", -0.3))
WHY = Why(
    claim=replace(refusal, confidence=HELD),
    by="the wording en.position.reject.wont@1",
    example="Norland will not withdraw.",
    source="own wording",
    words=(words("wire", "will not leave"),),
    put=("the wording itself holds the “not”", "with “will”"),
    start=0.5,
    reasons=(
        Reason("it is a no: 97 in 100", 1.3, CLUES),
        Reason("the report itself says it", -0.4),
        Reason("it is not hedged", 0.01),
    ),
    rivals=(
        Rival("stance", "demands", 0.3, 0.6),
        Rival("actor", "Norland", 0.7, 0.2),
        Rival("stance", "offers", 0.01, 0.6),
    ),
)
PLAIN = Why(claim=demand, by="the wording en.position.demand@1")
EXPLANATION = Explanation(
    reading=READING,
    whys=tuple(
        {refusal: WHY, demand: PLAIN}.get(c, Why(claim=c, by="the reader")) for c in READING.claims
    ),
    silences=(
        Silence(
            evidence=words("wire", "Norland and Sudmark end third day of talks"),
            passed=(Passed("", "no running text"),),
            furniture=True,
        ),
        Silence(
            evidence=words("wire", "with Vesse mediating"),
            passed=(Passed("", "no wording"), Passed("“mediating”", "it is asked, not said")),
        ),
        Silence(
            evidence=words("wire", "remains the main obstacle"),
            passed=(Passed("a demand of Norland", "of such claims 10 in 100 hold"),),
            claims=1,
        ),
    ),
)


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_the_explanation_is_the_expected_one(form: str) -> None:
    ending = {"text": "txt"}.get(form, form)
    assert matches(f"explain.{ending}", EXPLAINERS[form](EXPLANATION))


def test_a_reason_counts_the_claims_that_hold_because_of_it() -> None:
    without = math.log(HELD / (1 - HELD)) - 1.3
    points = 100 * (HELD - 1 / (1 + math.exp(-without)))
    assert f"{points:+.0f} it is a no" in explanation_text(EXPLANATION)


def test_what_changes_next_to_nothing_is_left_to_json() -> None:
    shown = explanation_text(EXPLANATION)
    assert "it is not hedged" not in shown
    assert "offers" not in shown
    why = next(w for w in explanation_json(EXPLANATION)["why"] if w["claim"] == refusal.id)
    assert len(why["reasons"]) == 3
    assert len(why["instead"]) == 3


def test_a_rival_says_whether_it_is_ahead() -> None:
    shown = " ".join(explanation_text(EXPLANATION).split())
    assert "stance “demands”, 30 in 100, behind 60" in shown
    assert "actor “Norland”, 70 in 100, which is ahead of 20" in shown


def test_json_is_the_reading_with_two_keys_more() -> None:
    made = json.loads(EXPLAINERS["json"](EXPLANATION))
    assert [w["claim"] for w in made["why"]] == [claim.id for claim in READING.claims]
    assert made["id"] == READING.report.key
    assert len(made["passed_over"]) == 3


def test_words_of_a_report_never_become_markup() -> None:
    hostile = replace(PLAIN, put=("on a condition, “<script>x</script>”",))
    whys = tuple(hostile if why.claim == demand else why for why in EXPLANATION.whys)
    page = check(EXPLAINERS["html"](replace(EXPLANATION, whys=whys)))
    assert "<script>x</script>" in page.words
