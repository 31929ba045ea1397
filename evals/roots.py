"""Measure how well it is told which outlet had something first; write the figures into the docs.

    python -m evals.roots [DIR] [--print] [--errors]

DIR holds the annotated reports. What is annotated (evals/roots.json) are the places of outlets'
names in the sentences that have something from them. --errors lists the errors among the reports
that rules may be tuned on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.model.text import Report
from detente.record.roots import Naming, outlet_key, outlets_named
from evals.data import load_report

HERE = Path(__file__).resolve().parent
GOLD = HERE / "roots.json"
PAGE = HERE.parent / "docs" / "origins.md"
_PARTS = {"reported": "nothing was tuned on", "tuned": "rules were tuned on"}


@dataclass(slots=True)
class Tally:
    """What was found, over some reports. named: Sentences that have something from an outlet.

    told: Sentences of which an outlet is told. right: With the one that they name.
    """

    reports: int = 0
    named: int = 0
    told: int = 0
    right: int = 0


def measure(folder: Path, part: Mapping[str, Any]) -> Tally:
    """Return the figures of some annotated reports."""
    tally = Tally()
    for report, gold in _reports(folder, part):
        found, wanted = _counted(report, gold)
        tally.reports += 1
        tally.named += len(gold["outlets"])
        tally.told += len(found)
        tally.right += len(wanted)
    return tally


def _reports(folder: Path, part: Mapping[str, Any]) -> Iterator[tuple[Report, Mapping[str, Any]]]:
    for key, gold in part.items():
        report = load_report(folder, key)
        if hashlib.sha256(report.text.encode()).hexdigest() != gold["sha256"]:
            raise SystemExit(f"{key}: its text is not the one that was annotated")
        yield report, gold


def _counted(
    report: Report, gold: Mapping[str, Any]
) -> tuple[list[Naming], list[tuple[int, int]]]:
    """Return what counts of what was told, and the annotated names that were told rightly."""
    optional = [tuple(span) for span in gold.get("optional", [])]
    told = [one for one in outlets_named(report) if not _holding(one, optional)]
    spans = [(span[0], span[1]) for span in gold["outlets"]]
    right = [
        span
        for one in told
        for span in _holding(one, spans)[:1]
        if _is_same(one.outlet, report.text[span[0] : span[1]])
    ]
    return told, right


def _holding(one: Naming, spans: Iterable[tuple[int, ...]]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in spans if one.start <= a and b <= one.end]


def _is_same(told: str, named: str) -> bool:
    one, other = outlet_key(told), outlet_key(named)
    return one == other or one in other or other in one


def _table(folder: Path, gold: Mapping[str, Any]) -> str:
    lines = [
        "| reports | sentences with an outlet | told | right | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    for part, words in _PARTS.items():
        t = measure(folder, gold[part])
        precision, recall = t.right / max(1, t.told), t.right / max(1, t.named)
        f1 = 2 * t.right / max(1, t.told + t.named)
        lines.append(
            f"| {t.reports}, {words} | {t.named} | {t.told} | {t.right} | {precision:.2f} | "
            f"{recall:.2f} | {f1:.2f} |"
        )
    return "\n".join(lines) + "\n"


def _errors(folder: Path, part: Mapping[str, Any]) -> Iterator[str]:
    for report, gold in _reports(folder, part):
        told, right = _counted(report, gold)
        for one in told:
            if not any(one.start <= a and b <= one.end for a, b in right):
                yield f"{report.key} {one.start}: {one.outlet!r} told wrongly"
        for a, b in gold["outlets"]:
            if (a, b) not in right:
                yield f"{report.key} {a}: {report.text[a:b]!r} not told"


def main() -> int:
    """Return 0 when measured."""
    parser = argparse.ArgumentParser(prog="python -m evals.roots", description="Roots.")
    parser.add_argument("dir", nargs="?", default=str(HERE.parents[1] / "shared" / "evals"))
    parser.add_argument("--print", dest="only_print", action="store_true")
    parser.add_argument("--errors", action="store_true", help="of those that may be tuned on")
    asked = parser.parse_args()
    folder = Path(asked.dir) / "negotiations" / "train" / "texts"
    gold = json.loads(GOLD.read_text("utf-8"))
    text = _table(folder, gold)
    print(text)
    if asked.errors:
        print("\n".join(_errors(folder, gold["tuned"])))
    elif not asked.only_print:
        marked = r"(?<=<!-- roots -->\n).*?(?=<!-- roots:end -->)"
        page = re.sub(marked, lambda _: text, PAGE.read_text("utf-8"), flags=re.DOTALL)
        PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
