"""Print how much of what was done to invented drafts is found: `python -m evals.drafts`."""

from __future__ import annotations

import argparse
import sys

from evals.drafts.cases import STRENGTHS, cases
from evals.drafts.scoring import KINDS, PAIRS, Score, score
from evals.drafts.sources import HALVES

VERSIONS = 8


def main() -> int:
    """Print the figures, and for the half to tune on what went wrong if asked."""
    ask = argparse.ArgumentParser(prog="python -m evals.drafts")
    ask.add_argument("--half", choices=HALVES, default="report")
    ask.add_argument("--versions", type=int, default=VERSIONS, help="of each draft and strength")
    ask.add_argument("--wrong", action="store_true", help="what went wrong; half tune alone")
    given = ask.parse_args()
    found = score(cases(given.half, given.versions))
    print(table(found))
    if given.wrong and given.half == "tune":
        print("\n".join(found.wrong))
    return 0


def table(found: Score) -> str:
    """Return precision, recall and F1 of each, by strength."""
    head = f"{'':12}" + "".join(f"{s.name:>26}" for s in STRENGTHS)
    rows = [head]
    for what in ("pairs", *PAIRS, *KINDS):
        row = f"{what:12}"
        for strength in STRENGTHS:
            c = found.of(strength.name, what)
            row += f"   {c.p:.3f} {c.r:.3f} {c.f1:.3f} ({c.right + c.missed})".rjust(26)
        rows.append(row)
    return "\n".join([*rows, f"cases {dict(found.cases)}, not cut as written {found.uncut}"])


if __name__ == "__main__":
    sys.exit(main())
