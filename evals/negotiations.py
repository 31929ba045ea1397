"""Precision, recall and F1 per kind of claim on the annotated reports of negotiations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from detente.readings.readers import Reader
from detente.views.readings import reading_json
from evals.data import Part, load_report, scorer


def measure(root: Path, part: Part, reader: Reader, out: Path) -> dict[str, Any]:
    """Return the scorer's figures for a set, by layer; readings are left in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for reading in reader.read_all(load_report(part.texts, key) for key in part.ids):
        form = reading_json(reading)
        wrong += _wrong_words(form, reading.report.text)
        (out / f"{reading.report.key}.json").write_text(
            json.dumps(form, ensure_ascii=False), "utf-8"
        )
    score = scorer(root / "negotiations" / "score.py")
    options = score.options(
        [
            str(out),
            "--gold",
            str(part.gold),
            "--texts",
            str(part.texts),
            "--only",
            ",".join(part.ids),
        ]
    )
    figures: dict[str, Any] = score.run(str(out), options, out=lambda *_: None)
    figures["wrong words"] = wrong
    figures["reports"] = len(part.ids)
    figures["reversed"] = _reversed(part, out)
    return figures


def _wrong_words(value: Any, text: str) -> int:
    """Count spans, anywhere in a reading, whose words differ from the text at their place."""
    if isinstance(value, dict):
        own = {"start", "end", "text"} <= set(value)
        wrong = own and text[value["start"] : value["end"]] != value["text"]
        return int(wrong) + sum(_wrong_words(v, text) for v in value.values())
    if isinstance(value, list):
        return sum(_wrong_words(v, text) for v in value)
    return 0


_YES = {"accepts", "conditionally_accepts", "offers"}


def _reversed(part: Part, out: Path) -> tuple[int, int]:
    """Count positions on overlapping words, and those read as yes for no or no for yes."""
    turned = matched = 0
    for key in part.ids:
        gold = json.loads((part.gold / f"{key}.json").read_text("utf-8"))["positions"]
        read = json.loads((out / f"{key}.json").read_text("utf-8"))["positions"]
        for one in read:
            for other in gold:
                if not _overlap(one["evidence"], other["evidence"]):
                    continue
                if one["actor"] != other["actor"]:
                    continue
                matched += 1
                stances = {one["stance"], other["stance"]}
                turned += "rejects" in stances and bool(stances & _YES)
    return turned, matched


def _overlap(one: dict[str, int], other: dict[str, int]) -> bool:
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    shorter = min(one["end"] - one["start"], other["end"] - other["start"])
    return shared * 2 >= shorter > 0
