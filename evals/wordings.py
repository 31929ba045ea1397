"""Placement apart from reading: wordings written down by hand, placed one after another.

Two sources: the positions that were annotated in the demo's reports, and the invented
negotiations in evals/placement/. Of the half "report" only the figures are watched.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.record.register import Desk, Register, Wording
from detente.record.starters import best_field, starters
from evals.demo import folder, reports
from evals.placement import Pairs, load_places, pairwise

SETS = Path(__file__).with_name("placement")
HALVES = ("tune", "report")


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording and where it belongs; issue None if it fills no cell.

    record: Wordings of one negotiation share a register. report: The text that it is from.
    """

    record: str
    report: str
    wording: str
    issue: str | None
    proposition: str | None


@dataclass(frozen=True, slots=True)
class Landed:
    """Agreement over one set of wordings, by issue and by proposition.

    tray: Of the wordings that name nothing, how many wait in the tray; `empty`: How many are so.
    """

    issue: Pairs
    proposition: Pairs
    tray: int
    empty: int


def measure_wordings() -> dict[str, Landed]:
    """Return how well annotated and invented wordings land, by name of the set."""
    found = {"the demo's annotated wordings": measure(annotated())}
    for half in HALVES:
        found[f'invented negotiations, "{half}"'] = measure(invented(half))
    return found


def annotated() -> Iterator[Worded]:
    """Yield the demo's annotated positions as their annotation words the issue."""
    places = {(p.report, p.start, p.end, p.actor): p for p in load_places(_gold("record"))}
    for report in reports():
        for row in json.loads(_gold(report.key).read_text("utf-8"))["positions"]:
            span = row["evidence"]
            place = places.get((report.key, span["start"], span["end"], row["actor"]))
            if place is not None:
                yield Worded("demo", report.text, row["issue"], place.issue, place.proposition)


def invented(half: str) -> Iterator[Worded]:
    """Yield the wordings of the invented negotiations of one half, in order of publication."""
    for path in sorted(SETS.glob("*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        if told["half"] != half:
            continue
        for report in sorted(told["report"], key=lambda r: r["published"]):
            rows = report["positions"]
            text = f"{report['title']}\n\n" + "\n".join(row[0] for row in rows)
            for wording, issue, proposition in rows:
                place = f"{issue}: {proposition}" if issue else None
                yield Worded(path.stem, text, wording, issue or None, place)


def measure(wordings: Iterable[Worded]) -> Landed:
    """Return how well wordings land together, placed in the order given."""
    registers: dict[str, Register] = {}
    issue: tuple[dict[str, str | None], dict[str, str | None]] = ({}, {})
    proposition: tuple[dict[str, str | None], dict[str, str | None]] = ({}, {})
    for n, one in enumerate(wordings):
        register = registers.setdefault(one.record, Register(Desk(), starters()))
        field = best_field(one.report)
        found = register.place(Wording(one.wording, one.wording, field))
        key = f"{one.record} {n}"
        for level, wanted, got in (
            (issue, one.issue, found.issue),
            (proposition, one.proposition, found.proposition),
        ):
            level[0][key] = None if wanted is None else f"{one.record} {wanted}"
            level[1][key] = None if got is None else f"{one.record} {got}"
    empty = [key for key, wanted in proposition[0].items() if wanted is None]
    tray = sum(proposition[1][key] is None for key in empty)
    return Landed(pairwise(*issue), pairwise(*proposition), tray, len(empty))


def _gold(name: str) -> Path:
    return folder() / "gold" / f"{name}.json"


if __name__ == "__main__":
    for name, landed in measure_wordings().items():
        print(f"{name}: {landed.tray} of {landed.empty} in the tray")
        for level in ("issue", "proposition"):
            p = getattr(landed, level)
            print(f"  {level:12} P {p.precision:.2f} R {p.recall:.2f} F1 {p.f1:.2f}", end="")
            print(f"  placed {p.paired} of {p.annotated}")
