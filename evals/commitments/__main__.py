"""Print how commitments and accounts of compliance are read.

    python -m evals.commitments [DIR] [--reader NAME] [--mistakes]

DIR: the annotated reports, default ../shared/evals; where they are absent this says so.
`--mistakes`: print what was missed or read in excess in the half tuned on, never of the other.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from detente.readings import DEFAULT_READER
from detente.readings.readers import reader
from evals.commitments.scoring import FAMILIES, HALVES, Kept, measure, mistakes
from evals.tally import rate

DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "evals"


def main() -> int:
    """Return 0, also where there is nothing to measure on."""
    ask = argparse.ArgumentParser(description="measure the reading of commitments")
    ask.add_argument("dir", nargs="?", type=Path, default=DEFAULT)
    ask.add_argument("--reader", default=DEFAULT_READER)
    ask.add_argument("--mistakes", action="store_true")
    given = ask.parse_args()
    if not (given.dir / "negotiations" / "score.py").exists():
        print(f"skipped: no annotated reports at {given.dir}")
        return 0
    for half in HALVES:
        kept = measure(given.dir, reader(given.reader), half)
        _show(half, kept)
        if given.mistakes and half == "tune":
            for family in FAMILIES:
                for key, kind, item in mistakes(kept, family):
                    print(f"{family} {key} {kind}: {item}")
    return 0


def _show(half: str, kept: Kept) -> None:
    for family in FAMILIES:
        one = rate(kept.of(), family)
        ends = f"{one.f1_ends[0]:.2f}-{one.f1_ends[1]:.2f}"
        print(
            f"{half:7} {family:12} P {one.p:.2f} R {one.r:.2f} F1 {one.f1:.2f} ({ends}), "
            f"read {one.read}, items {one.gold}"
        )
    for name in ("teller", "swapped", "narrated", "dates"):
        share = getattr(kept, name)
        print(f"{half:7} {name:12} {share.right} of {share.asked}")


if __name__ == "__main__":
    sys.exit(main())
