"""Measure how copies are found and write the figures into the docs.

    python -m evals.copies [--print] [--quick] [--peer] [--sizes 1000 10000 100000]

--print writes nothing. --quick measures one small stream and no growth. --peer compares with
MinHash; it needs datasketch. --sizes: Of the records to which a report more is added.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.copies.growth import Cost, growth
from evals.copies.measure import COPIES, Tally, measure
from evals.copies.stream import stream

PAGE = Path(__file__).resolve().parents[2] / "docs" / "copies-accuracy.md"
# Seeds that nothing was tuned on; 1 to 20 are for that.
SEEDS, NUMBER = range(101, 107), 600
SIZES = (1_000, 10_000, 100_000)
# Least share of copies that collapse, and most of independent reports that are merged.
LEAST_FOUND, MOST_MERGED = 0.95, 0.01
_KINDS = {
    "same": "printed as it came, under another headline",
    "light": "a word in thirty changed",
    "heavy": "a word in seven changed, sentences dropped, moved and joined",
    "cut": "tail cut",
    "merged": "two or three agencies in one",
    "partly": "two to four paragraphs among own ones",
}


def main() -> int:
    """Return 0 if the floors hold, else 1."""
    parser = argparse.ArgumentParser(prog="python -m evals.copies", description="Known copies.")
    for name in ("print", "quick", "peer"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="of records")
    asked = parser.parse_args()
    tally = measure([SEEDS[0]], 200) if asked.quick else measure(SEEDS, NUMBER)
    parts = {"found": _found(tally)}
    if asked.peer:
        parts["peer"] = _peer()
    if not asked.quick:
        parts["growth"] = _growth(growth(asked.sizes, SEEDS[0]), asked.sizes)
    for name, text in parts.items():
        print(f"{name}\n{text}")
        if not (asked.print or asked.quick):
            PAGE.write_text(_put(PAGE.read_text("utf-8"), name, text), "utf-8")
    holds = tally.found >= LEAST_FOUND and tally.falsely <= MOST_MERGED
    print("floors hold" if holds else "a floor is broken")
    return 0 if holds else 1


def _found(tally: Tally) -> str:
    lines = ["| report | number | every paragraph traced |", "|---|---|---|"]
    for kind, words in _KINDS.items():
        number = tally.reports[kind]
        share = "" if kind == "partly" else _percent(tally.collapsed[kind], number)
        lines.append(f"| {words} | {number} | {share} |")
    copies = sum(tally.reports[kind] for kind in COPIES)
    collapsed = sum(tally.collapsed[kind] for kind in COPIES)
    lines += [
        f"| **all copies** | {copies} | **{_percent(collapsed, copies)}** |",
        "",
        "| of | number | share |",
        "|---|---|---|",
        f"| independent reports, merged with another | {tally.independent} | "
        f"**{_percent(tally.merged, tally.independent)}** |",
        f"| paragraphs that stood elsewhere, traced to where they stood first | {tally.others} | "
        f"{_percent(tally.traced, tally.others)} |",
        f"| own paragraphs, taken for another's | {tally.own} | "
        f"{_percent(tally.false, tally.own)} |",
    ]
    return "\n".join(lines) + "\n"


def _growth(costs: Iterable[Cost], sizes: Sequence[int]) -> str:
    lines = ["| reports held | milliseconds a report | index [KB a report] |", "|---|---|---|"]
    for cost in costs:
        lines.append(f"| {cost.held:,} | {cost.milliseconds:.1f} | {cost.kilobytes:.2f} |")
    missing = [f"{size:,}" for size in SIZES if size not in sizes]
    if missing:
        lines += ["", f"Not measured for this table: {', '.join(missing)}."]
    return "\n".join(lines) + "\n"


def _peer() -> str:
    from evals.copies.peers import compare  # noqa: PLC0415 (datasketch may not be there)

    lines = [
        "| index | source found, of copies | of articles with passages | ms | rows a report |",
        "|---|---|---|---|---|",
    ]
    for found in compare(list(stream(SEEDS[0], 3_000))):
        lines.append(
            f"| {found.name} | {found.copies:.1%} | {found.parts:.1%} | "
            f"{found.milliseconds:.2f} | {found.rows:.0f} |"
        )
    return "\n".join(lines) + "\n"


def _percent(some: int, of: int) -> str:
    return f"{some / of:.1%}" if of else "none"


def _put(page: str, part: str, text: str) -> str:
    marked = rf"(?<=<!-- copies:{part} -->\n).*?(?=<!-- copies:end -->)"
    return re.sub(marked, lambda _: text, page, count=1, flags=re.DOTALL)


if __name__ == "__main__":
    sys.exit(main())
