"""Scores and the accuracy card on a page."""

from __future__ import annotations

import json

from detente.model.scores import Score
from detente.views.scores import show_card, show_scores

SCORES = (
    Score("positions", found=1, read=2, annotated=4),
    Score("contacts", read=1),
    Score("unknowns"),
)
CARD = {
    "reader": "plain",
    "version": "1.2",
    "reports": 9,
    "mean": {"f1": 0.5, "ends": [0.4, 0.625]},
    "kinds": [
        {
            "kind": "positions",
            "title": "positions, actor and stance",
            "precision": 0.75,
            "recall": 0.5,
            "f1": 0.6,
            "ends": [0.5, 0.7],
            "items": 12,
        }
    ],
    "stances_turned": {"turned": 1, "matched": 40},
    "spans_that_differ": 0,
    "calibration": {"error": 0.07, "claims": 123},
    "attributions": {
        "reports": 8,
        "items": 99,
        "exact_f1": 0.5,
        "overlap_f1": 0.75,
        "source": 0.875,
    },
}


def test_scores_say_what_they_rest_on() -> None:
    lines = show_scores(SCORES, "plain@1", reports=2).splitlines()
    assert lines[0] == "2 annotated reports as plain@1 reads them."
    assert lines[3].split() == ["positions", "0.50", "0.25", "0.33", "1", "2", "4"]
    assert lines[4].split() == ["contacts", "0.00", "–", "–", "0", "1", "0"]
    assert lines[5].split()[-1] == "0.33"  # unknowns: neither read nor annotated


def test_scores_as_json_hold_every_kind() -> None:
    found = json.loads(show_scores(SCORES, "plain@1", reports=2, format="json"))
    assert [row["kind"] for row in found["kinds"]] == ["positions", "contacts", "unknowns"]
    assert found["kinds"][2]["f1"] is None
    assert found["reports"] == 2


def test_the_card_gives_each_kind_with_its_interval_and_items() -> None:
    text = show_card(CARD, "1.2")
    assert "How well plain@1.2 reads: on 9 real reports" in text
    assert "0.75       0.50       0.60  0.50–0.70         12" in text
    assert "1 of 40 positions" in text
    assert "was measured with" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_card_of_another_version_says_so() -> None:
    assert "This is version 2.0; the card was measured with 1.2." in show_card(CARD, "2.0")


def test_the_card_as_json_is_the_card() -> None:
    assert json.loads(show_card(CARD, "1.2", format="json")) == CARD
