"""Train what finds who said what, and write its weights and their card.

python -m evals.train.speech [DIR]

DIR: the annotated reports, default ../shared/evals. Where it is absent this says so and leaves
the weights as they are. The first run takes about fifteen minutes on two cores, most of it
parsing;
the parses are kept under .cache/train/, and a later run takes five.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from detente.readings.nlp import Parse, Pipeline, Token
from detente.readings.speech.columns import code
from detente.readings.speech.ranking import FEATURES, Weights, pack
from evals.data import load_lines, load_report, parts, scorer
from evals.train.calibration import calibrated
from evals.train.fitting import Course
from evals.train.lessons import ground_of, lessons, report_of
from evals.train.models import fit, fit_said, known_cues, weights_of

HERE = Path(__file__).resolve().parents[2]
DEFAULT = HERE.parent / "shared" / "evals"
CACHE = HERE / ".cache" / "train"
WEIGHTS = HERE / "src" / "detente" / "readings" / "weights" / "speech.npz"
VERSION = "1"
# Parses that were kept in another shape are made again.
SHAPE = code(repr([f.name for f in (*fields(Parse), *fields(Token))]))
# Every eighth report of train is kept aside: thresholds and confidence are fitted on it.
ASIDE = 8
# Swept on the reports kept aside: rounds 2-4, step .05-.1, pull 2e-5-2e-4, shrink 0-1e-4.
COURSE = Course(rounds=3, step=0.05, pull=2e-4, shrink=5e-5)
# More that are rare help to find cues.
CUE_COURSE = Course(rounds=4, step=0.05, pull=2e-4)
# Fewer examples, so more rounds.
SAID_COURSE = Course(rounds=8, step=0.05, pull=1e-3, shrink=1e-3)

T = TypeVar("T")


def main() -> int:
    """Return 0 if trained or plainly skipped."""
    ask = argparse.ArgumentParser(description="train what finds who said what")
    ask.add_argument("dir", nargs="?", type=Path, default=DEFAULT)
    root = ask.parse_args().dir
    if not (root / "polnear" / "train.jsonl").exists():
        print(f"skipped: no annotated reports at {root}; the weights stay as they are")
        return 0
    print("takes five minutes, fifteen when the reports are parsed for the first time")
    began = time.monotonic()
    weights = train(root)
    WEIGHTS.parent.mkdir(exist_ok=True)
    np.savez_compressed(WEIGHTS, **pack(weights))
    size, minutes = WEIGHTS.stat().st_size // 1024, (time.monotonic() - began) / 60
    print(f"wrote {WEIGHTS.relative_to(HERE)}: {size} KB, {minutes:.0f} minutes")
    return 0


def train(root: Path) -> Weights:
    """Return the weights learned from the annotated reports."""
    lines = list(load_lines(root / "polnear" / "train.jsonl"))
    kept = [line for n, line in enumerate(lines) if n % ASIDE]
    aside = [line for n, line in enumerate(lines) if not n % ASIDE]
    taught = _cached(f"lessons-{FEATURES:08x}", lambda: list(lessons(kept, _parses("kept", kept))))
    fits, words = fit(taught, CUE_COURSE, COURSE), known_cues(taught)
    said = [
        (ground_of(report, parse), gold)
        for report, parse, gold in _cached("tune", lambda: _negotiations(root))
    ]
    fits["said"] = fit_said(said, weights_of(fits, words, VERSION), SAID_COURSE)
    weights = weights_of(fits, words, VERSION)
    grounds = [
        (ground_of(report_of(line), parse), line)
        for line, parse in zip(aside, _parses("aside", aside), strict=True)
    ]
    same = [g for g in grounds if g[0].page.report.text == g[1]["text"]]
    return calibrated(weights, same, scorer(root / "polnear" / "score.py"))


def _parses(name: str, lines: list[dict[str, Any]]) -> list[Any]:
    return _cached(
        f"parses-{name}",
        lambda: list(Pipeline(()).parse(report_of(line).text for line in lines)),
    )


def _negotiations(root: Path) -> list[Any]:
    """Reports of negotiations that may be learned from: report, parse, annotation."""
    part = parts(root)[2]
    reports = [load_report(part.texts, key) for key in part.ids]
    parses = Pipeline(()).parse(r.text for r in reports)
    gold = [json.loads((part.gold / f"{key}.json").read_text("utf-8")) for key in part.ids]
    return list(zip(reports, parses, gold, strict=True))


def _cached(name: str, make: Callable[[], T]) -> T:
    """What was made before, from .cache/train/ (delete it after a change to features)."""
    path = CACHE / f"{name}-{SHAPE:08x}.pkl"
    if path.exists():
        with path.open("rb") as file:
            found: T = pickle.load(file)  # noqa: S301 (our own file)
            return found
    made = make()
    CACHE.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pickle.dump(made, file, protocol=5)
    return made


if __name__ == "__main__":
    sys.exit(main())
