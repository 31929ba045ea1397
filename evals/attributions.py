"""Attributions of political news: contents and sources, by the scorer of the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.model.text import make_report
from detente.readings.readers import Reader
from evals import peer
from evals.data import RETRIEVED, load_lines, scorer
from evals.reads import forms
from evals.tally import Rate, Tally, rate


@dataclass(frozen=True, slots=True)
class Attributed:
    """What the corpus' scorer says of one system.

    figures: The scorer's own. exact, overlap: With intervals. failed: Reports that it gave up on.
    outcomes: Confidence of each attribution, and whether it overlaps an annotated one.
    """

    name: str
    figures: dict[str, Any]
    exact: Rate
    overlap: Rate
    failed: int = 0
    outcomes: tuple[tuple[float, bool], ...] = ()


def measure(root: Path, reads: Reader) -> Attributed:
    """Return the figures of a reader on the corpus' development reports."""
    gold = list(load_lines(root / "polnear" / "dev.jsonl"))
    reports = (make_report(line["text"], key=line["id"], retrieved=RETRIEVED) for line in gold)
    read = [{"id": f["id"], "attributions": f["attributions"]} for f in forms(reads, reports)]
    return _attributed(root, f"`{reads.name}`", gold=gold, read=read)


def measure_peer(root: Path) -> Attributed | None:
    """Return the figures of textacy's direct quotations, None if it is not installed."""
    gold = list(load_lines(root / "polnear" / "dev.jsonl"))
    read = peer.quotations(gold)
    if read is None:
        return None
    failed = sum(line["failed"] for line in read)
    return _attributed(root, peer.name(), gold=gold, read=read, failed=failed)


def _attributed(
    root: Path,
    name: str,
    *,
    gold: Sequence[dict[str, Any]],
    read: Sequence[dict[str, Any]],
    failed: int = 0,
) -> Attributed:
    score = scorer(root / "polnear" / "score.py")
    rows = []
    for one, other in zip(gold, read, strict=True):
        figures = score.score([one], [other])
        rows.append({name: _tally(figures, name) for name in ("exact", "overlap")})
    outcomes = [o for one, other in zip(gold, read, strict=True) for o in _held(score, one, other)]
    return Attributed(
        name,
        score.score(gold, read),
        rate(rows, "exact"),
        rate(rows, "overlap"),
        failed,
        tuple(outcomes),
    )


def _tally(figures: dict[str, Any], name: str) -> Tally:
    hits = round(figures[name]["r"] * figures["gold"])
    return Tally(tp=hits, fp=figures["predicted"] - hits, fn=figures["gold"] - hits)


def _held(score: Any, gold: dict[str, Any], read: dict[str, Any]) -> list[tuple[float, bool]]:
    """Confidence of each attribution, and whether it overlaps one and names its source."""
    text = gold["text"]
    given = [a for a in gold["attributions"] if score.hull(a["content"], text)]
    got = [a for a in read["attributions"] if score.hull(a.get("content"), text)]
    ours = [score.hull(a["content"], text) for a in got]
    theirs = [score.hull(a["content"], text) for a in given]
    right = [False] * len(got)
    for i, j in score.pair(theirs, ours):
        want, have = score.hull(given[i]["source"], text), score.hull(got[j]["source"], text)
        right[j] = not want or bool(have and score.shared(want, have))
    return [(a.get("confidence", 1.0), ok) for a, ok in zip(got, right, strict=True)]
