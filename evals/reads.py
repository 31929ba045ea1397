"""Readings of the evaluation, kept between runs: a report is read once by each state of a reader.

What is kept lies under `.cache/evals`, by a digest of the reader's own source and data, so that
whoever changes a wording or a weight measures what was changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from detente.model.text import Report
from detente.readings.readers import Reader
from detente.views.readings import reading_json

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".cache" / "evals"
# What decides a reading, beside the report. The card that says how well it went is no part.
SOURCES = ("readings", "model", "views/readings.py")
_NO_PART = {".pyc", ".md"}
STATES = 6  # of readers that are kept: who goes back and forth between two reads nothing anew
_CARD = "accuracy"

Form = dict[str, Any]


def forms(reads: Reader, reports: Iterable[Report]) -> list[Form]:
    """Return the readings of reports in the codebook's form, in order."""
    asked = list(reports)
    folder = KEPT / f"{reads.name}-{reads.version}-{state()}"
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{_digest(report)}.json" for report in asked]
    missing = [r for r, path in zip(asked, paths, strict=True) if not path.exists()]
    kept = {report.key: path for report, path in zip(asked, paths, strict=True)}
    for reading in reads.read_all(missing):
        text = json.dumps(reading_json(reading), ensure_ascii=False)
        kept[reading.report.key].write_text(text, "utf-8")
    return [json.loads(path.read_text("utf-8")) for path in paths]


def tidy() -> None:
    """Remove the readings of all but the newest states."""
    folders = sorted(KEPT.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for folder in folders[STATES:]:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def state() -> str:
    """Return 12 hexadecimal digits that change whenever a reading may."""
    found = hashlib.sha256()
    base = ROOT / "src" / "detente"
    for name in SOURCES:
        path = base / name
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if file.suffix not in _NO_PART and file.stem != _CARD:
                found.update(file.relative_to(base).as_posix().encode())
                found.update(file.read_bytes())
    return found.hexdigest()[:12]


def _digest(report: Report) -> str:
    parts = (report.id, report.key, str(report.published), report.title or "")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
