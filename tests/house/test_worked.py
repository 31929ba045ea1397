"""The check of the worked example, on a report that is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals import worked

ASKS = "Norland’s demand for Sudmark to withdraw its forces from the Saltmarsh strip"
REJECTS = "Sudmark rejects the demand"
POINT = f"The main obstacle remains {ASKS}"
LANE = "a “10-to-20 mile corridor” along the coast"
CONDITION = "Unless Norland gives way"
FORECAST = f"{CONDITION}, the talks are unlikely to succeed"
TEXT = f"""Envoys of Norland and Sudmark met in Halmar on Monday.

{POINT}. {REJECTS}.

Another obstacle is {LANE}, where both keep patrols.

“{FORECAST},” said Ida Brand of the Harbour Institute.
"""


def place(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def gold(**changed: Any) -> dict[str, Any]:
    issue = "withdrawal from the strip"
    found = {
        "positions": [
            {"actor": "Norland", "issue": issue, "stance": "demands", "evidence": place(ASKS)},
            {"actor": "Sudmark", "issue": issue, "stance": "rejects", "evidence": place(REJECTS)},
        ],
        "sticking_points": [{"issue": "10-to-20 mile corridor", "evidence": place(LANE)}],
        "assessments": [{"condition": CONDITION, "evidence": place(FORECAST)}],
    }
    return {**found, **changed}


def at(root: Path, annotated: dict[str, Any]) -> Path:
    for folder, name, text in (
        ("gold", "made.json", json.dumps(annotated)),
        ("texts", "made.txt", TEXT),
        ("texts", "made.json", json.dumps({"date": "2031-03-05", "title": "t", "url": None})),
    ):
        (root / "negotiations" / folder).mkdir(parents=True, exist_ok=True)
        (root / "negotiations" / folder / name).write_text(text, "utf-8")
    return root


def test_where_there_is_no_report_nothing_is_missing(tmp_path: Path) -> None:
    assert worked.missing(tmp_path) is None


def test_all_parts_are_found(tmp_path: Path) -> None:
    assert worked.missing(at(tmp_path, gold()), report="made") == []


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"sticking_points": []}, "the named measure"),
        ({"assessments": []}, "the conditional forecast"),
        ({"positions": []}, "the opposed stances"),
    ],
)
def test_what_is_not_found_is_named(tmp_path: Path, changed: dict[str, Any], what: str) -> None:
    found = worked.missing(at(tmp_path, gold(**changed)), report="made")
    assert found is not None
    assert any(line.startswith(f"made: {what}") for line in found)
