"""Attributions of political news: contents and sources, by the scorer of the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente.model.text import make_report
from detente.readings.readers import Reader
from detente.views.readings import reading_json
from evals.data import RETRIEVED, load_lines, scorer


def measure(root: Path, reader: Reader) -> dict[str, Any]:
    """Return the corpus scorer's figures for its development reports."""
    gold = list(load_lines(root / "polnear" / "dev.jsonl"))
    reports = (make_report(line["text"], key=line["id"], retrieved=RETRIEVED) for line in gold)
    read = []
    for reading in reader.read_all(reports):
        form = reading_json(reading)
        read.append({"id": form["id"], "attributions": form["attributions"]})
    figures: dict[str, Any] = scorer(root / "polnear" / "score.py").score(gold, read)
    return figures
